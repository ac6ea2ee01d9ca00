"""How she moves to each genre; one TOML file a genre family, chosen by what channel and guide call it."""

import tomllib
from collections.abc import Iterable
from functools import cache
from importlib import resources

from pydantic import Field

from prism_core.events import Gesture
from prism_core.model import Model

DEFAULT = "music"


class Profile(Model):
    """Amplitudes and manners for one family of genres; the files' comments say what each field does."""

    genres: tuple[str, ...]
    bob: float = Field(ge=0, le=1)
    sway: float = Field(ge=0, le=1)
    downbeat_accent: float = Field(ge=1, le=2)
    bob_every: int = Field(ge=1, le=4)
    gesture_rest: float = Field(ge=0)
    drop_gesture: Gesture | None = None
    applause_gesture: Gesture | None = None


@cache
def profiles() -> dict[str, Profile]:
    """Every profile by the name of its file."""
    files = [entry for entry in resources.files(__name__).iterdir() if entry.name.endswith(".toml")]
    return {
        entry.name.removesuffix(".toml"): Profile.model_validate(tomllib.loads(entry.read_text("utf-8")))
        for entry in sorted(files, key=lambda entry: entry.name)
    }


def profile_for(words: Iterable[str]) -> Profile:
    """The profile of the first word (a group, category or genre, in any case) that one claims, else the default."""
    known = {genre: profile for profile in profiles().values() for genre in profile.genres}
    for word in words:
        for part in (word, *word.replace(";", "/").replace(",", "/").split("/")):
            if (found := known.get(part.strip().lower())) is not None:
                return found
    return profiles()[DEFAULT]
