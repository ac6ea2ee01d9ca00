"""English: the words, and the rules by field."""

from prism_llm.understanding.english import channels, lumen, player, questions, screen, sound, watch
from prism_llm.understanding.english.words import (
    CLOSINGS,
    FRAGMENTS,
    HESITATIONS,
    JOINERS,
    OPENINGS,
    TYPES,
    TYPICAL,
)
from prism_llm.understanding.grammar import Language

ENGLISH = Language(
    code="en",
    rules=(
        *lumen.RULES, *sound.RULES, *player.RULES, *channels.RULES, *screen.RULES, *questions.RULES, *watch.RULES,
    ),
    fragments=FRAGMENTS,
    types=TYPES,
    hesitations=HESITATIONS,
    openings=OPENINGS,
    closings=CLOSINGS,
    joiners=JOINERS,
    typical=TYPICAL,
)  # fmt: skip
