"""English: the words, and the rules by field."""

from prism_llm.understanding import asides
from prism_llm.understanding.english import (
    anything,
    asking,
    channels,
    company,
    dialogue,
    finding,
    indirect,
    looks,
    lumen,
    picture,
    planning,
    player,
    playing,
    questions,
    screen,
    seeking,
    sound,
    speed,
    story,
    watch,
)
from prism_llm.understanding.english.cautions import CAUTIONS
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
        *dialogue.RULES,
        *sound.RULES,
        *speed.RULES,
        *player.RULES,
        *seeking.RULES,
        *picture.RULES,
        *channels.RULES,
        *screen.RULES,
        *looks.RULES,
        *questions.RULES,
        *story.RULES,
        *planning.RULES,
        *anything.RULES,
        *watch.RULES,
        *indirect.RULES,
        *playing.RULES,
        *asking.RULES,
        *finding.RULES,
        *company.RULES,
        *questions.RULES_OF_OWN_CHANNELS,
    ),
    fragments=FRAGMENTS,
    types=TYPES,
    hesitations=HESITATIONS,
    openings=OPENINGS,
    closings=CLOSINGS,
    joiners=JOINERS,
    asides=asides.ENGLISH,
    cautions=CAUTIONS,
    typical=TYPICAL,
)
