"""Profiles as the API gives and takes them."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, StringConstraints, model_validator

from prism_core.model import Model

Name = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=60)]
Pin = Annotated[str, StringConstraints(pattern=r"^[0-9]{4,8}$")]
Colour = Annotated[str, StringConstraints(pattern=r"^(#[0-9a-fA-F]{6})?$")]
AgeLimit = Annotated[int, Field(ge=0, le=18)]


class Profile(Model):
    """Somebody who watches."""

    id: str
    name: str
    age_limit: int | None = Field(description="Years; null: sees everything.")
    has_pin: bool
    colour: str = Field(description="`#rrggbb`, or empty.")


class Profiles(Model):
    """Every profile, the household's default one first."""

    profiles: list[Profile]
    current: str = Field(description="The profile of this request; empty where one must be entered first.")


class NewProfile(Model):
    """A profile to add."""

    name: Name
    age_limit: AgeLimit | None = Field(default=None, description="Years; left out: sees everything.")
    pin: Pin | None = Field(default=None, description="4 to 8 digits.")
    colour: Colour = ""


class ProfileChange(Model):
    """What to change of a profile; what is left out stays."""

    name: Name | None = None
    age_limit: AgeLimit | None = Field(default=None, description="Null: sees everything.")
    pin: Pin | None = Field(default=None, description="Null takes the PIN away.")
    colour: Colour | None = None

    @model_validator(mode="after")
    def _not_nameless(self) -> ProfileChange:
        for field in ("name", "colour"):
            if field in self.model_fields_set and getattr(self, field) is None:
                raise ValueError(f"{field} cannot be null")
        return self


class Entry(Model):
    """How a profile is entered."""

    pin: str | None = Field(default=None, max_length=20)
