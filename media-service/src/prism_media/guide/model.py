"""Programmes and guides as the API gives them."""

from __future__ import annotations

from pydantic import AwareDatetime, Field

from prism_core.model import Model


class Programme(Model):
    """One programme on one channel."""

    id: str = Field(description="Channel and start; the same after the guide is imported again.")
    channel_id: str
    title: str
    subtitle: str | None
    description: str | None
    start: AwareDatetime
    stop: AwareDatetime
    categories: list[str]


class NowNext(Model):
    """What is on, and what comes after it."""

    now: Programme | None
    next: Programme | None


class NowNextByChannel(Model):
    """What is on, by channel id; a channel without a guide has neither."""

    channels: dict[str, NowNext]


class ProgrammePage(Model):
    """One page of programmes, by start and channel."""

    programmes: list[Programme]
    next_cursor: str | None


class GuideImported(Model):
    """What a guide's import brought."""

    id: str
    channels_imported: int
    programmes_imported: int
    channels_matched: int = Field(description="Channels of the catalogue that this guide tells programmes of.")
    skipped: int = Field(description="Programmes without a channel, a title or a start.")
    truncated: bool = Field(description="The file ended in the middle; what came before that was imported.")
    unmatched: list[str] = Field(description="The first 100 of the guide's channels that fit none of ours.")


class Guide(Model):
    """A guide that was imported."""

    id: str
    name: str
    channels: int
    programmes: int
    matched: int
    imported_at: AwareDatetime
    truncated: bool
    refreshable: bool


class Guides(Model):
    """Every guide."""

    guides: list[Guide]
