"""How each language but English says what is written in signs."""

from collections.abc import Mapping

from prism_tts.languages_asia import ASIA
from prism_tts.languages_east import EAST
from prism_tts.languages_west import WEST
from prism_tts.manner import Manner

MANNERS: Mapping[str, Manner] = {**WEST, **EAST, **ASIA}
