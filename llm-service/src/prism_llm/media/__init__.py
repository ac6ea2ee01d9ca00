"""media-service as the mind sees it: channels, the guide, and what is the viewer's own."""

from prism_llm.media.client import Media
from prism_llm.media.records import (
    Channel,
    Memory,
    NowNext,
    Playlist,
    Programme,
    Recording,
    RecordingRule,
    Reminder,
    Watched,
)

__all__ = [
    "Channel",
    "Media",
    "Memory",
    "NowNext",
    "Playlist",
    "Programme",
    "Recording",
    "RecordingRule",
    "Reminder",
    "Watched",
]
