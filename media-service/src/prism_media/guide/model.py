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
    people: list[str] = Field(description="Who acts, directs, writes or presents.")
    season: int | None
    episode: int | None
    age: int | None = Field(description="Youngest age that it is for; null where the guide says none.")
    icon: str | None
    is_new: bool
    catchup: bool = Field(description="It has begun, and its channel can still show it from its start.")


class NowNext(Model):
    """What is on, and what comes after it."""

    now: Programme | None
    next: Programme | None


class NowNextByChannel(Model):
    """What is on, by channel id; a channel without a guide has neither."""

    channels: dict[str, NowNext]
    next_cursor: str | None = Field(description="Pass it as `cursor` for the next channels; null on the last page.")


class Brief(Model):
    """A programme in few words."""

    id: str
    title: str
    start: AwareDatetime
    stop: AwareDatetime


class BriefNowNext(Model):
    """What is on, and what comes after it, in few words."""

    now: Brief | None
    next: Brief | None


class BriefByChannel(Model):
    """What is on everywhere, by channel id."""

    channels: dict[str, BriefNowNext]


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
    diagnosis: str | None = Field(description="Why it shows nothing, where that is so, and what to do.")


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
    playlist_id: str | None = Field(description="The playlist that points to it, with which it goes.")
    enabled: bool
    priority: int = Field(description="Of two guides that tell one channel, the higher one counts.")
    shift_seconds: int = Field(description="Added to all its times.")
    refresh_seconds: int | None = Field(description="How often it is fetched; null: by hand.")
    timeout_seconds: float | None
    user_agent: str | None
    checked_at: AwareDatetime | None = Field(description="The last attempt, whatever came of it.")
    failure: str | None = Field(description="Why the last attempt failed.")
    diagnosis: str | None = Field(description="Why it shows nothing, where that is so, and what to do.")


class GuideChange(Model):
    """What is to be different about a guide; what is left out stays."""

    name: str | None = Field(default=None, min_length=1, max_length=200)
    enabled: bool | None = None
    priority: int | None = Field(default=None, ge=-1000, le=1000)
    shift_seconds: int | None = Field(default=None, ge=-86_400, le=86_400)
    refresh_seconds: int | None = Field(default=None, ge=300, le=366 * 86_400)
    timeout_seconds: float | None = Field(default=None, gt=0, le=3600)
    user_agent: str | None = Field(default=None, max_length=500)


class GuideChoice(Model):
    """A channel's guide as a viewer chose it; what is left out stays as it was chosen before."""

    xml_id: str | None = Field(default=None, max_length=500, description='"" for none, null for what is found.')
    guide_id: str | None = Field(default=None, max_length=100, description="Null: whichever guide has it.")
    shift_seconds: int | None = Field(default=None, ge=-86_400, le=86_400, description="Null: what the playlist says.")


class Candidate(Model):
    """A guide's channel that may tell a channel of ours."""

    xml_id: str
    name: str
    guide_id: str
    score: float = Field(ge=0, le=1, description="From 0.8 on, the best one is taken without being asked.")
    method: str


class Candidates(Model):
    """Guide channels that may be meant, best first."""

    candidates: list[Candidate]


class Guides(Model):
    """Every guide."""

    guides: list[Guide]
