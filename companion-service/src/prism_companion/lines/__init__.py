"""What she may say and when it is called for; one TOML file a genre family, each on top of the general one."""

import re
import tomllib
from collections.abc import Iterable
from functools import cache
from importlib import resources

from pydantic import Field, field_validator

from prism_core.model import Model

GENERAL = "general"


class Lines(Model):
    """The lines for one trigger. urgency: 0 (idle talk) to 1 (must be said now)."""

    urgency: float = Field(ge=0, le=1)
    lines: tuple[str, ...] = Field(min_length=1)


class MoodLines(Model):
    """The lines for a change of mood, by what it changed to."""

    urgency: float = Field(ge=0, le=1)
    energetic: tuple[str, ...] = ()
    calm: tuple[str, ...] = ()
    dramatic: tuple[str, ...] = ()
    upbeat: tuple[str, ...] = ()


class CaptionLines(Lines):
    """Lines for captions that match `pattern` (a regular expression, in any case), and not `unless`."""

    reason: str
    pattern: str
    unless: str | None = None
    spoiler: bool = False
    jokes: tuple[str, ...] = ()

    @field_validator("pattern", "unless")
    @classmethod
    def _compiles(cls, pattern: str | None) -> str | None:
        re.compile(pattern or "")
        return pattern

    def matches(self, text: str) -> bool:
        """Whether `text` calls for one of the lines."""
        if self.unless and re.search(self.unless, text, re.IGNORECASE):
            return False
        return re.search(self.pattern, text, re.IGNORECASE) is not None


class Script(Model):
    """Everything that may be said on a kind of channel."""

    genres: tuple[str, ...]
    quiet: bool = False
    """Nothing is said while such a programme is calm or tense."""
    commentary: bool = False
    """Somebody talks all the time, about what is seen."""
    programme_change: Lines | None = None
    drop: Lines | None = None
    applause: Lines | None = None
    goal: Lines | None = None
    """When the score of the match changed; {home}, {away}, {home_goals} and {away_goals} stand for how it is."""
    mood_change: MoodLines | None = None
    caption: tuple[CaptionLines, ...] = ()


@cache
def scripts() -> dict[str, Script]:
    """Every script by the name of its file."""
    files = [entry for entry in resources.files(__name__).iterdir() if entry.name.endswith(".toml")]
    return {
        entry.name.removesuffix(".toml"): Script.model_validate(tomllib.loads(entry.read_text("utf-8")))
        for entry in sorted(files, key=lambda entry: entry.name)
    }


def script_for(words: Iterable[str]) -> Script:
    """The script of the first word (a group or category) that one claims, completed by the general one."""
    general = scripts()[GENERAL]
    known = {genre: script for script in scripts().values() for genre in script.genres}
    parts = (part.strip().lower() for word in words for part in (word, *re.split(r"[/,;:&|]", word)))
    special = next((known[part] for part in parts if part in known), general)
    if special is general:
        return general
    return Script(
        genres=special.genres,
        quiet=special.quiet,
        commentary=special.commentary,
        programme_change=special.programme_change or general.programme_change,
        drop=special.drop or general.drop,
        applause=special.applause or general.applause,
        goal=special.goal or general.goal,
        mood_change=special.mood_change or general.mood_change,
        caption=(*special.caption, *general.caption),
    )
