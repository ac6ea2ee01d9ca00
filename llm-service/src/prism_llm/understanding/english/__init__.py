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
    keeping,
    looks,
    lumen,
    named,
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
from prism_llm.understanding.english.asked import QUESTIONS
from prism_llm.understanding.english.cautions import CAUTIONS
from prism_llm.understanding.english.delays import DELAYS
from prism_llm.understanding.english.excepting import EXCEPTING
from prism_llm.understanding.english.reminded import REMINDED
from prism_llm.understanding.english.repeating import REPEATS
from prism_llm.understanding.english.several import SEVERAL
from prism_llm.understanding.english.staying import STAYING
from prism_llm.understanding.english.types import TYPES
from prism_llm.understanding.english.waiting import DEFERRED
from prism_llm.understanding.english.words import (
    CALLED,
    CLOSINGS,
    ECHOES,
    FRAGMENTS,
    HESITATIONS,
    JOINERS,
    OPENINGS,
    PURSUITS,
    RECORDED,
    SHUTS,
    TURNS,
    TYPICAL,
    WAITS,
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
        *keeping.RULES,
        *picture.RULES,
        *named.RULES,
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
        *named.TITLES,
    ),
    fragments=FRAGMENTS,
    types=TYPES,
    hesitations=HESITATIONS,
    replies=dialogue.REPLIES,
    openings=OPENINGS,
    closings=CLOSINGS,
    joiners=JOINERS,
    asides=asides.ENGLISH,
    turns=TURNS,
    waits=WAITS,
    recorded=RECORDED,
    echoes=ECHOES,
    shuts=SHUTS,
    pursuits=PURSUITS,
    cautions=CAUTIONS,
    questions=QUESTIONS,
    excepting=EXCEPTING,
    several=SEVERAL,
    staying=STAYING,
    delays=DELAYS,
    repeats=REPEATS,
    deferred=DEFERRED,
    reminded=REMINDED,
    called=CALLED,
    typical=TYPICAL,
)
