"""What free words after "put on" ask for: a title, its season and episode, a person; or nothing that is on a screen."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from prism_core.commands import SlotValue
from prism_llm.understanding.grammar import SlotValues
from prism_llm.understanding.languages.kinds import KindWords
from prism_llm.understanding.utterance import plain, read, with_figures

_FREE = ("title", "query", "person")
_OF_SUBJECTS = frozenset({"podcast", "radio", "news", "sport"})


@dataclass(frozen=True)
class Wishes:
    """One language's words.

    Attributes:
        figures: its number words, with their figures.
        season: what stands before a season's number at the end of a title.
        episode: the same for an episode.
        starts: words that no title begins with.
        talk: words that no title has: what is put on a table, or a coat.
        articles: words before a title that are no part of it ("den Tatort").
        kinds: what is wished for by its kind.
    """

    figures: Mapping[str, str]
    season: re.Pattern[str]
    episode: re.Pattern[str]
    starts: frozenset[str]
    talk: frozenset[str]
    articles: frozenset[str]
    kinds: KindWords

    @classmethod
    def read(cls, file: Mapping[str, Any], figures: Mapping[str, str]) -> "Wishes":
        """The words of a language's file."""
        table = file["wishes"]
        season, episode = (re.compile(rf"(?:^|(?<= ))(?:{table[name]}) (\d+) $") for name in ("season", "episode"))
        starts, talk, articles = (frozenset(table[name].split()) for name in ("starts", "talk", "articles"))
        return cls(figures, season, episode, starts, talk, articles, KindWords.read(file))

    def sensible(self, slots: SlotValues) -> SlotValues | None:
        """The slots, without an article before a title; none where their free words are talk."""
        found = dict(slots)
        for slot in _FREE:
            said = found.get(slot)
            if isinstance(said, str):
                words = said.split()
                if len(words) > 1 and plain(words[0].casefold()) in self.articles:
                    words = words[1:]
                if self._is_talk(words):
                    return None
                found[slot] = " ".join(words)
        return found

    def apart(self, slots: SlotValues) -> SlotValues | None:
        """The same, with season and episode out of the title, or with the kind that was said in its place."""
        found = self.sensible(slots)
        if found and isinstance(wish := found.pop("wish", None), str):
            described = self.kinds.described(wish)
            return found | described if described else None
        if found and isinstance(person := found.get("person"), str) and self._is_genre(person, found.get("kind")):
            found["genre"] = found.pop("person")
        if found and isinstance(genre := found.get("genre"), str):
            found = self.kinds.parted(genre) | {slot: value for slot, value in found.items() if slot != "genre"}
        if found is None or not isinstance(title := found.get("title"), str):
            return found
        if described := self.kinds.described(title):
            del found["title"]
            return found | described
        words = with_figures(read(title), self.figures)
        count = len(words.words)
        for slot, expression in (("episode", self.episode), ("season", self.season)):
            if match := expression.search(words.norm(0, count)):
                count = words.norm(0, count).count(" ", 0, match.start())
                found[slot] = int(match.group(1))
        found["title"] = words.said(0, count)
        return found if count else None

    def _is_genre(self, person: str, kind: SlotValue | None) -> bool:
        """Whether no person is meant: podcasts and radios are of subjects, unless a name has its capital letter."""
        return self.kinds.is_genre(person) or (kind in _OF_SUBJECTS and person[:1].islower())

    def _is_talk(self, words: list[str]) -> bool:
        norms = [plain(re.sub(r"[^\w]", "", word.casefold())) for word in words]
        return not norms or norms[0] in self.starts or not self.talk.isdisjoint(norms)
