"""Outputs as the API takes and gives them."""

from __future__ import annotations

from pydantic import AwareDatetime, Field

from prism_core.model import Model


class NewOutput(Model):
    """Another player that is to use Prism as its source."""

    name: str = Field(min_length=1, max_length=200)


class Output(Model):
    """A player that uses Prism as its source."""

    id: str
    name: str
    profile: str
    """Id of the profile that made it."""
    created_at: AwareDatetime
    used_at: AwareDatetime | None


class Outputs(Model):
    """The outputs of a profile, the oldest first."""

    outputs: list[Output]


class XtreamLoginShown(Model):
    """What a player that speaks the Xtream Codes API asks for."""

    server: str
    username: str
    password: str


class OutputMade(Model):
    """A new output, with what is shown this once."""

    id: str
    name: str
    token: str
    m3u_url: str
    guide_url: str
    xtream: XtreamLoginShown
