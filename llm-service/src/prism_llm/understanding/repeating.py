"""Reminders that are to come again and again, which are set once: "remind me every day at eight"."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Repeats:
    """How one language says how often, with what stands for it where it is meant once ("every Monday", "on Monday")."""

    said: tuple[tuple[re.Pattern[str], str], ...] = ()
    any: re.Pattern[str] = re.compile(r"(?!)")

    @classmethod
    def of(cls, table: Mapping[str, str]) -> "Repeats":
        """From expressions that are looked for between words; a replacement may have their groups."""
        said = tuple((re.compile(rf"\b(?:{one})(?!\w)", re.I), once) for one, once in table.items())
        return cls(said, re.compile(rf"\b(?:{'|'.join(table)})(?!\w)", re.I)) if said else cls()

    def beside(self, text: str) -> tuple[int, int] | None:
        """Where how often is said at the end of `text`, or at its beginning; none where nothing is left of it then."""
        for one in self.any.finditer(text):
            before, after = text[: one.start()].strip(" ,"), text[one.end() :].strip(" ,.!?")
            if bool(before) != bool(after):
                return one.span()
        return None

    def tells(self, text: str) -> bool:
        """Whether it is said how often."""
        return self.any.search(text) is not None

    def once(self, text: str) -> str | None:
        """`text` as it is said of one time; none where it says of no repetition."""
        for said, once in self.said if self.any.search(text) else ():
            changed, count = said.subn(once, text, count=1)
            if count:
                return re.sub(r"\s+([,.!?])", r"\1", " ".join(changed.split())).strip(" ,")
        return None


def once_in_any(text: str, languages: Iterable[Repeats]) -> str | None:
    """The same in the first of several languages that has words of it."""
    return next((changed for language in languages if (changed := language.once(text)) is not None), None)
