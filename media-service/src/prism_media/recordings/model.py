"""Recordings and their rules, as the API gives and takes them."""

from __future__ import annotations

from typing import Literal, Self

from pydantic import AwareDatetime, Field, model_validator

from prism_core.model import Model
from prism_media.moment import Moment

State = Literal["scheduled", "recording", "finished", "failed", "cancelled"]
LONGEST_SECONDS = 24 * 3600


class NewRecording(Model):
    """What to record. Without a time: what is on now, to its end."""

    channel_id: str | None = Field(default=None, max_length=200, description="Needed unless `programme_id` is given.")
    programme_id: str | None = Field(default=None, max_length=300, description="A programme of the guide.")
    start: Moment | None = Field(default=None, description="Default: now.")
    stop: Moment | None = None
    seconds: int | None = Field(default=None, ge=1, le=LONGEST_SECONDS, description="In the place of `stop`.")
    title: str | None = Field(
        default=None, min_length=1, max_length=500, description="For times by hand; a programme has its own."
    )

    @model_validator(mode="after")
    def _is_one_wish(self) -> Self:
        if self.channel_id is None and self.programme_id is None:
            raise ValueError("give channel_id, or the programme_id of a programme")
        if self.stop is not None and self.seconds is not None:
            raise ValueError("give stop or seconds, not both")
        if self.programme_id is not None and (self.start or self.stop or self.seconds):
            raise ValueError("a programme has its own times: leave out start, stop and seconds")
        return self


class Recording(Model):
    """A recording that is planned, made now, or was made."""

    id: str
    profile: str = Field(description="Whose wish it was.")
    rule_id: str | None
    channel_id: str
    channel_name: str = Field(description="As the channel was called then.")
    title: str
    subtitle: str | None
    description: str | None
    season: int | None
    episode: int | None
    age: int | None
    icon: str | None
    programme_id: str | None
    start: AwareDatetime = Field(description="When recording begins: before its programme by the lead.")
    stop: AwareDatetime
    state: State
    failure: str | None = Field(description="Why it failed, or what is missing of a finished one.")
    warning: str | None = Field(description="Why it may not become whole, as far as is known: there is not the room.")
    bytes: int
    seconds: float = Field(description="How much there is to play.")
    gaps: int = Field(description="How often something of it is missing.")
    created_at: AwareDatetime


class Recordings(Model):
    """Recordings: those to come first, the soonest first; then those that were made, the latest first."""

    recordings: list[Recording]
    used_bytes: int
    quota_bytes: int


class NewRule(Model):
    """A series to record whenever it is on."""

    title: str = Field(min_length=1, max_length=500, description="Case, accents and punctuation do not matter.")
    channel_id: str | None = Field(default=None, max_length=200, description="Null: on any channel.")
    new_only: bool = Field(default=False, description="Only what the guide marks as new.")
    keep: int | None = Field(default=None, ge=1, le=1000, description="How many to keep; null: all.")


class RecordingRule(NewRule):
    """A rule."""

    id: str
    profile: str
    created_at: AwareDatetime


class Rules(Model):
    """Every rule, in the order in which they were made."""

    rules: list[RecordingRule]
