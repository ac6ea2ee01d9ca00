"""Keeps what the understanding knows of names fresh: the channels', and those of the programmes that are on."""

import asyncio
import logging
from datetime import UTC, datetime, timedelta
from typing import Final

from prism_core.errors import Unavailable
from prism_llm.media import Media
from prism_llm.understanding import ChannelNames, Understander
from prism_llm.understanding.titles import Titles

log = logging.getLogger(__name__)

REFRESH_SECONDS, SMALL_REFRESH_SECONDS, SMALL = 120.0, 15.0, 3_000
"""How long names are kept, and those of a library of at most so many channels, where one that was just imported is soon
known by its sound."""
RETRY_SECONDS: Final = 10.0
MOST_NAMES: Final = 20_000
AHEAD: Final = timedelta(hours=2)
"""How far ahead programmes count as on now and next."""


async def keep_names(media: Media, understander: Understander) -> None:
    """Fetch the names for ever; while media-service is away the last ones stay."""
    while True:
        wait = RETRY_SECONDS
        try:
            names = await media.channel_names(MOST_NAMES)
            understander.names = ChannelNames(names)
            wait = (
                SMALL_REFRESH_SECONDS if len(names) <= SMALL else REFRESH_SECONDS
            )  # A guide that is away is no reason to ask for all names again at once.
            understander.titles = await _titles(media)
        except Unavailable as error:
            log.debug("channel names are away", extra={"reason": error.message})
        await asyncio.sleep(wait)


async def _titles(media: Media) -> Titles:
    now = datetime.now(UTC)
    programmes = await media.guide(now, now + AHEAD)
    return Titles({one.title: " ".join((one.description or "", *one.categories)) for one in programmes})
