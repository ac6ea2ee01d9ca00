"""A mind for tests: wired like the service's, with what a test brings in place of the world."""

import random
from collections.abc import Callable
from datetime import datetime

from prism_core.bus import Bus, MemoryBus
from prism_core.ffmpeg import find_ffmpeg
from prism_llm.conversation import Conversation
from prism_llm.engines import Engine
from prism_llm.engines.selection import Selection
from prism_llm.following import Following
from prism_llm.media import Media
from prism_llm.past import Pasts
from prism_llm.recall import Recall
from prism_llm.reply import Replier
from prism_llm.responder.data import Data
from prism_llm.responder.scores import Scores
from prism_llm.sight.frames import Frames
from prism_llm.sight.looking import Looking
from prism_llm.surroundings import Surroundings
from prism_llm.tools.servers import Servers
from prism_llm.tools.using import Toolbox
from prism_llm.understanding import Understander

CONTEXT_TOKENS = 8192
PATIENT_SECONDS = 120.0
"""For what a busy machine may take: a limit for what hangs."""


def create_replier(
    selection: Selection,
    media: Media,
    understander: Understander,
    now: Callable[[], datetime],
    *,
    following: Following | None = None,
    toolbox: Toolbox | None = None,
    bus: Bus | None = None,
    pasts: Pasts | None = None,
    recall: Recall | None = None,
    eyes: Engine | None = None,
    servers: Servers | None = None,
) -> Replier:
    """A replier that answers from `media`; phrasings are the same each time."""
    bus = bus or MemoryBus()
    following = following or Following(bus)
    pasts = pasts or Pasts(bus, lambda: selection.engine, CONTEXT_TOKENS)
    surroundings = Surroundings(media, following, recall or Recall())
    conversation = Conversation(selection, surroundings, pasts, toolbox, random.Random(1), CONTEXT_TOKENS)
    data = Data(
        media,
        lambda text: understander.understand(text).commands,
        following,
        lambda: selection.engine is not None,
        Scores(servers),
    )
    looking = Looking(Frames(find_ffmpeg, PATIENT_SECONDS), media, following, eyes)
    return Replier(data, looking, conversation, now)
