"""English: the words, and the rules by field."""

from prism_llm.understanding.english import (
    channels,
    lumen,
    picture,
    planning,
    player,
    questions,
    screen,
    seeking,
    sound,
    watch,
)
from prism_llm.understanding.english.types import TYPES
from prism_llm.understanding.english.words import (
    CLOSINGS,
    FRAGMENTS,
    HESITATIONS,
    JOINERS,
    OPENINGS,
    TYPICAL,
)
from prism_llm.understanding.grammar import Language

ENGLISH = Language(
    code="en",
    rules=(
        *lumen.RULES,
        *sound.RULES,
        *player.RULES,
        *seeking.RULES,
        *picture.RULES,
        *channels.RULES,
        *screen.RULES,
        *questions.RULES,
        *planning.RULES,
        *watch.RULES,
    ),
    fragments=FRAGMENTS,
    types=TYPES,
    hesitations=HESITATIONS,
    openings=OPENINGS,
    closings=CLOSINGS,
    joiners=JOINERS,
    typical=TYPICAL,
)
