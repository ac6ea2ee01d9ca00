"""What is wished for by its kind, not by its name: "un film d'action avec Jean Reno", "einen spannenden Krimi"."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from prism_core.commands import SlotValue
from prism_llm.understanding.grammar import SlotValues
from prism_llm.understanding.languages.brands import is_broadcaster
from prism_llm.understanding.languages.files import Table, elided
from prism_llm.understanding.utterance import Utterance, Word, read

_MOST_WORDS = 4
"""Words of a genre: more are a story, or a reason that a title went over."""
_MOST_OF_NAMES = 6
"""Words of who is in it: "Bud Spencer und Terence Hill"."""
_MOST_IN_A_NAME = 3
"""The same of one name before a kind: "ein Rainer-Werner-Fassbinder-Film"."""
_MOST_BEFORE = 2
"""Words before what is wished for that tell of it: "a dark Danish thriller"."""
_LONGEST = 3
"""Words of a genre that has a name: "film de guerre"."""
_IN_NAMES = frozenset("de du des von van der den la le und et y e & di da dal del della".split())
"""Small words of names: "Bud Spencer und Terence Hill"."""
_MADE = frozenset({"movie", "series", "music"})
"""Kinds that somebody made; a match is of a team."""
_NOBODY = frozenset("halloween disney pixar marvel ghibli dreamworks netflix".split())
"""What has a capital letter and is a sort of film, not who made it."""
_LISTS = (
    "some", "anything", "of", "by_whom", "about", "with_whom", "plain", "after", "titled", "things", "each", "no",
)  # fmt: skip
_LOOKS = ("many", "endings", "manner", "adjective")


@dataclass(frozen=True)
class KindWords:
    """One language's words.

    Attributes:
        some: articles before what is not named.
        anything: words for what is left open ("was", "quelque chose").
        of: words between a kind and its genre.
        by_whom: words between a kind and who made it, where a language has its own.
        about: words before a subject.
        with_whom: words before a person.
        plain: words that tell nothing of it ("a good film").
        after: words that say where, when or what for, which ends a description.
        titled: words before a name that are no part of it.
        things: what is in a film and is no person ("was mit Tieren").
        each: articles before a kind that is searched for ("les films").
        no: words behind who made it that refuse it ("un film de Scorsese, non").
        nobody: what has a capital letter and is a sort of film, not who made it ("Noël").
        many: how a word looks behind "with" that is no person for being many ("mit Robotern").
        endings: how words end that are genres ("Ritterfilm"); none where a language has no such words.
        manner: how a word looks that is a genre after `anything` ("Spannendes").
        adjective: how a word looks that may stand before a kind and tell of it; none where none does.
        precedes: whether what tells of a kind stands before it, and nothing behind it.
        capitals: whether nouns have capital letters, so that a kind may have one.
        article: what is one word with a genre ("l'horreur", "d'action").
        elided: the same as letters, as words are compared without apostrophes.
        made_by: what is one word with who made it: "un film d'Agnès Varda".
        parts: words for what a series has many of ("Folge"), before which its name stands.
        kinds: words for kinds, with the kinds.
        genres: words for genres.
    """

    some: frozenset[str]
    anything: frozenset[str]
    of: frozenset[str]
    by_whom: frozenset[str]
    about: frozenset[str]
    with_whom: frozenset[str]
    plain: frozenset[str]
    after: frozenset[str]
    titled: frozenset[str]
    things: frozenset[str]
    each: frozenset[str]
    no: frozenset[str]
    nobody: frozenset[str]
    many: re.Pattern[str]
    endings: re.Pattern[str]
    manner: re.Pattern[str]
    adjective: re.Pattern[str]
    precedes: bool
    capitals: bool
    article: re.Pattern[str]
    elided: frozenset[str]
    made_by: re.Pattern[str]
    parts: frozenset[str]
    kinds: Mapping[str, SlotValue]
    genres: frozenset[str]

    @classmethod
    def read(cls, file: Table) -> "KindWords":
        """The words of a language's file."""
        table, names = file.table("kinds_of"), file.table("names")
        lists = {name: table.words(name) for name in _LISTS}
        many, endings, manner, adjective = (re.compile(table.get(name, "(?!)")) for name in _LOOKS)
        return cls(
            **lists,
            many=many,
            endings=endings,
            manner=manner,
            adjective=adjective,
            nobody=_NOBODY | table.words("nobody"),
            precedes=bool(table.get("precedes", False)),
            capitals=bool(file.get("capitals", False)),
            article=elided(names.get("of"), names.get("article")),
            elided=frozenset("|".join(filter(None, (names.get("of"), names.get("article")))).split("|")) - {""},
            made_by=elided(names.get("of"), names.get("of_the")),
            parts=file.table("wishes").words("parts"),
            kinds=file.table("words").get("kind", {}),
            genres=frozenset(file.table("phrases").get("genre", ())),
        )

    def is_genre(self, words: str) -> bool:
        """Whether words are a genre: "una radio de jazz" is of nobody's."""
        norm = read(words).norm().strip()
        return norm in self.genres or norm in self.nobody

    def parted(self, genre: str) -> SlotValues:
        """A genre apart from the kind that it is said with: "film d'action"."""
        words = list(read(genre).words)
        kind = self.kinds.get(words[0].norm) if len(words) > 1 else None
        words = words[1:] if kind else words
        while len(words) > 1 and words[0].norm in self.of | self.some | self.plain:
            words.pop(0)
        bare: SlotValues = {"genre": self.article.sub("", genre[words[0].start : words[-1].end])}
        return bare if kind is None else {"kind": kind, **bare}

    def described(self, title: str, *, loosely: bool = False) -> SlotValues | None:
        """Kind, genre and person in the place of a title; none where it may be a name.

        Of what is said with commas, the first piece that tells of a kind: "something light, a comedy". If `loosely`,
        a genre may stand without an article.
        """
        utterance = read(title)
        if not utterance.words or not (loosely or self._begins(utterance.words[0].norm)):
            return None
        cuts = [0, *sorted(at for at in utterance.breaks if 0 < at < len(utterance.words)), len(utterance.words)]
        pieces = (utterance.words[start:end] for start, end in pairwise(cuts))
        return next(filter(None, (self._described(utterance, words, loosely) for words in pieces)), None)

    def whom(self, name: str) -> SlotValues | None:
        """Who, or what, is in it: "mit der Senta Berger", "mit Haien"; none where words go on that are no name."""
        utterance = read(name)
        end = min((at for at in utterance.breaks if at > 0), default=len(utterance.words))
        somebody = self._of_somebody(utterance, utterance.words[:end]) if self.precedes and self.capitals else None
        return somebody or self._whom(utterance, utterance.words[:end])

    def maker(self, words: str) -> str | None:
        """Who made something, where words begin so: "di Sorrentino", "d'Alain Chabat"."""
        utterance = read(words)
        return self._maker(utterance, utterance.words)

    def _begins(self, word: str) -> bool:
        return word in self.some or word in self.anything or self.kinds.get(word) == "music"

    def _described(self, utterance: Utterance, words: Sequence[Word], loosely: bool) -> SlotValues | None:
        first = 0
        while first < len(words) and words[first].norm in self.some | self.anything | self.plain:
            first += 1
        begun = any(self._begins(word.norm) for word in words[:first]) or (bool(words) and self._begins(words[0].norm))
        if not (begun or loosely) or first >= len(words):
            return None
        open_kind = any(word.norm in self.anything for word in words[:first])
        if open_kind and (maker := self._maker(utterance, words[first:])):
            return {"person": maker}
        if words[first].norm in self.of and (first or loosely):
            found = self._of(utterance, words[first + 1 :], open_kind=open_kind)
            return found if first or set(found or ()) != {"person"} else None
        end = next((at for at in range(first, len(words)) if self._ends(words[at].norm)), len(words))
        found = (
            self._sort(utterance, words[first:end], open_kind=open_kind) if end > first else {} if open_kind else None
        )
        if found is None or (end == first and end == len(words)):
            return None
        return self._beside(utterance, words[end:], found) or None

    def _ends(self, word: str) -> bool:
        return word in self.with_whom or word in self.by_whom or word in self.about or word in self.after

    def _sort(self, utterance: Utterance, words: Sequence[Word], *, open_kind: bool) -> SlotValues | None:
        """Kind and genre of the words before who is in it; none where they tell of neither."""
        if open_kind and self.manner.fullmatch(words[0].norm) and _said(utterance, words[:1])[0].isupper():
            return {"genre": _said(utterance, words[:1])}
        if self.precedes and self.capitals and (found := self._of_somebody(utterance, words)):
            return found
        for at in range(min(_MOST_BEFORE + 1, len(words))):
            if at and not self._tells(words[at - 1].norm):
                return None
            if (kind := self.kinds.get(words[at].norm)) is not None:
                if not self.capitals and not _is_low(utterance, words[at]):
                    return None
                about = [*words[:at], *words[at + 1 :]]
                return self._of_a_kind(utterance, about, at, kind)
            if length := self._genre_at(words, at):
                behind = words[at + length :]
                if maker := self._maker(utterance, behind):
                    return {**self._genre(utterance, words[: at + length]), "person": maker}
                told = self.precedes and any(word.norm not in self.plain for word in behind)
                return None if told or len(words) > _MOST_WORDS else self._genre(utterance, words)
            if not self.precedes:
                return None
        return None

    def _of_somebody(self, utterance: Utterance, words: Sequence[Word]) -> SlotValues | None:
        """Whose it is, or of which sort, by the name before its kind: "ein Fassbinder-Film", "ein Mafia-Film"."""
        made = (
            at for at, word in enumerate(words) if self.kinds.get(word.norm) in _MADE and word.norm not in self.parts
        )
        at = next(made, 0)
        start = at
        while start and not _is_low(utterance, words[start - 1]):
            start -= 1
        name, others = words[start:at], [*words[:start], *words[at + 1 :]]
        if len(name) == 1 and utterance.text[name[0].end] != "-" and self._tells(name[0].norm):
            return None  # "eine Kölner Serie"
        sorts = self.nobody | self.things | self.genres
        of_a_sort = any(word.norm in sorts or f"{word.norm}{words[at].norm}" in self.genres for word in name)
        if not 0 < len(name) <= _MOST_IN_A_NAME or not all(self._tells(word.norm) for word in others):
            return None
        if of_a_sort:
            joined = utterance.text[name[-1].end] == "-"
            return {"genre": _said(utterance, words[start : at + 1])} if joined else None
        person = " ".join(utterance.text[word.start : word.end] for word in name)
        return {"kind": self.kinds[words[at].norm], "person": person}

    def _of_a_kind(self, utterance: Utterance, about: list[Word], before: int, kind: SlotValue) -> SlotValues | None:
        if self.precedes and any(word.norm not in self.plain | self.of for word in about[before : before + 1]):
            return None
        of = bool(about) and about[0].norm in self.of
        for at in range(before, len(about) if kind in _MADE else 0):
            if maker := self._maker(utterance, about[at:]):
                sort = self._of_a_kind(utterance, about[:at], before, kind)
                return {**sort, "person": maker} if sort else None
        while about and (about[0].norm in self.of or about[0].norm in self.plain):
            about.pop(0)
        if not about:
            return {"kind": kind}
        name = _said(utterance, about)
        if of and name[0].isupper() and not self.precedes and about[0].norm not in self.nobody:
            told = any(_is_low(utterance, word) and word.norm not in _IN_NAMES for word in about)
            return None if told else {"kind": kind, "person": name}
        found = self._genre(utterance, about) if len(about) <= _MOST_WORDS else None
        return {"kind": kind, **found} if found else None

    def _maker(self, utterance: Utterance, words: Sequence[Word]) -> str | None:
        """Who made what is wished for, where words begin so and a capital letter tells a name: "d'Alain Chabat"."""
        if self.precedes or not words:
            return None
        others = (at for at, word in enumerate(words) if at and _is_low(utterance, word) and word.norm not in _IN_NAMES)
        end = next(others, len(words))
        if end < len(words) and words[end].norm not in self.after | self.plain | self.no:
            return None  # "un film de Scorsese passe au cinéma"
        words = words[:end]
        name = self.made_by.sub("", _said(utterance, words))
        if name == _said(utterance, words):
            if words[0].norm not in self.of or len(words) == 1:
                return None
            name = _said(utterance, words[1:])
        first = read(name).words[0].norm
        return name if name[0].isupper() and first not in self.nobody and not is_broadcaster(name) else None

    def _tells(self, word: str) -> bool:
        """Whether a word before a kind or a genre may tell of it."""
        return word in self.plain or self.adjective.fullmatch(word) is not None

    def _genre_at(self, words: Sequence[Word], at: int) -> int:
        """How many words from `at` are a genre."""
        for length in range(min(_LONGEST, len(words) - at), 0, -1):
            said = " ".join(word.norm for word in words[at : at + length])
            if said in self.genres or (length == 1 and self.endings.fullmatch(said)):
                return length
        return 0

    def _genre(self, utterance: Utterance, words: Sequence[Word]) -> SlotValues:
        kept = list(words)
        while len(kept) > 1 and kept[-1].norm in self.plain:
            kept.pop()
        return {"genre": self.article.sub("", _said(utterance, kept))} if kept else {}

    def _beside(self, utterance: Utterance, words: Sequence[Word], found: SlotValues) -> SlotValues | None:
        """The same with who is in it, who made it, or what it is about."""
        if len(words) < 2:
            return found
        end = next((at for at in range(1, len(words)) if words[at].norm in self.after), len(words))
        name, how = words[1:end], words[0].norm
        if not name or how in self.after:
            return found
        if how in self.about:
            return self._told_of(utterance, words[0], name, found)
        told = self._whom(utterance, name)
        if told is None:
            return found if name[0].norm in self.some or _is_low(utterance, name[0]) else None
        if found.get("kind") == "music" and how in self.by_whom and "genre" in told:
            told = {"person": told["genre"]}  # who ends like a plural: "Musik von Queen"
        return {**told, **found}

    def _told_of(self, utterance: Utterance, about: Word, name: Sequence[Word], found: SlotValues) -> SlotValues | None:
        if len(name) > _MOST_WORDS:
            return found
        topic = _said(utterance, name)
        genre = found.get("genre")
        return found | {"genre": f"{genre} {_said(utterance, [about])} {topic}" if genre else topic}

    def _whom(self, utterance: Utterance, words: Sequence[Word]) -> SlotValues | None:
        bare = list(words)
        much = False
        while len(bare) > 1 and bare[0].norm in self.titled | self.plain | (self.of if much else frozenset()):
            much = bare.pop(0).norm in self.plain or much
        end = next((at for at, word in enumerate(bare) if at and word.norm in self.after), len(bare))
        if not bare or end > _MOST_OF_NAMES:
            return None
        name, low = _said(utterance, bare[:end]), bare[0].norm in self.some
        if any(_is_low(utterance, word) for word in bare[:end] if word.norm not in _IN_NAMES):
            cased = [word for word in bare[:end] if not _is_low(utterance, word)]
            if cased and not low:
                return None
        thing = low or much or (end == 1 and len(bare) == len(words) and bare[0].norm in self.things)
        if not thing and end == 1 and len(bare) == len(words):
            thing = self.many.fullmatch(bare[0].norm) is not None
        if low:
            name = _said(utterance, bare[1:end]) if end > 1 else ""
        name = self.article.sub("", name) if thing else name
        return {"genre" if thing else "person": name} if name else None

    def _of(self, utterance: Utterance, words: Sequence[Word], *, open_kind: bool) -> SlotValues | None:
        """What "una de" is of: a genre, or who made it, whose name has a capital letter."""
        left = list(words)
        while left and left[0].norm in self.titled | self.plain:
            left.pop(0)
        end = next((at for at, word in enumerate(left) if at and self._ends(word.norm)), len(left))
        if not left:
            return None
        if sort := self._sort(utterance, left[:end], open_kind=False):
            return self._beside(utterance, left[end:], sort)
        if left[0].norm[:1] in self.elided and left[0].norm[1:] in self.genres:
            return self._beside(utterance, left[1:], self._genre(utterance, left[:1]))  # "de l'électro"
        about = _said(utterance, left[:end])
        if about[:1].isupper():
            return {"person": about}
        return {"genre": self.article.sub("", about)} if open_kind and end == 1 else None


def _is_low(utterance: Utterance, word: Word) -> bool:
    return utterance.text[word.start].islower()


def _said(utterance: Utterance, words: Sequence[Word]) -> str:
    return utterance.text[words[0].start : words[-1].end]
