"""English words that hold the trained tier back."""

import re

from prism_llm.understanding.cautions import Cautions, any_of
from prism_llm.understanding.english.lexicon import GENRES, KINDS, LONG_GENRES

CAUTIONS = Cautions(
    denies=re.compile(r"^(?:dont|never|didnt) "),
    reminds=re.compile(r"^(?:dont|never|didnt) forget "),
    ends=any_of(
        "delete erase remove forget wipe bin trash scrap rid throw chuck clear cancel drop need no dont neednt".split()
    ),
    questions=re.compile(r"(?:what|who|when|why|how|which|where|whats|whos) (?!about )"),
    not_alone=frozenset("the a an on to at for of in me us my please now and some it".split()),
    genres=frozenset(" ".join((*GENRES, *LONG_GENRES, *KINDS)).split()) - {"the", "and", "n", "r"},
)
