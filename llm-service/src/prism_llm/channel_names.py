"""Keeps the understanding's set of channel names fresh."""

import asyncio
import logging
from typing import Final

from prism_core.errors import Unavailable
from prism_llm.media import Media
from prism_llm.understanding import ChannelNames, Understander

log = logging.getLogger(__name__)

REFRESH_SECONDS: Final = 120.0
RETRY_SECONDS: Final = 10.0
MOST_NAMES: Final = 20_000


async def keep_names(media: Media, understander: Understander) -> None:
    """Fetch the names for ever; while media-service is away the last ones stay."""
    while True:
        wait = RETRY_SECONDS
        try:
            understander.names = ChannelNames(await media.channel_names(MOST_NAMES))
            wait = REFRESH_SECONDS
        except Unavailable as error:
            log.debug("channel names are away", extra={"reason": error.message})
        await asyncio.sleep(wait)
