"""What free words after "put on" ask for: a title, its season and episode, a person; or nothing that is on a screen."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise

from prism_core.commands import SlotValue
from prism_llm.understanding.cautions import any_of
from prism_llm.understanding.clauses import clause_behind
from prism_llm.understanding.grammar import SlotValues
from prism_llm.understanding.languages.files import Table, elided
from prism_llm.understanding.languages.kinds import KindWords
from prism_llm.understanding.languages.numbered import Numbered
from prism_llm.understanding.utterance import plain, read

_FREE = ("title", "query", "person")
_OF_SUBJECTS = frozenset({"podcast", "radio", "news", "sport"})
_LEAST_THOSE = 3
"""Words of films of a sort that are searched for: "les films avec …"."""
_MOST_NAMED, _MOST_LOW = 7, 3
"""Words of a title that only its season follows, and of one without a capital letter."""
_LEAST_FULL_NAME, _MOST_FULL_NAME = 2, 3
"""Words of somebody's name."""


@dataclass(frozen=True)
class Wishes:
    """One language's words.

    Attributes:
        numbered: how a season and an episode are said.
        starts: words that no title begins with.
        talk: words that no title has: what is put on a table, or a coat.
        articles: words before a title that are no part of it ("den Tatort").
        next: what says of which of many ("den nächsten Tatort"), but not of its `parts` ("die nächste Folge").
        told: words of what is told of a story, and no title.
        verbs: forms of verbs, with which a request begins; `orders`, also with a pronoun written onto them.
        behind: how clauses begin behind what is wished for: what goes on besides, and what it is for.
        famous: titles that may begin like talk, without spaces ("plusbellelavie"); all that the file lists are.
        denies: words that turn a request around where one is its last: "nimm das doch nicht auf"; `no_more`, the same
            of several words ("nicht mehr").
        pronouns: what stands between a verb and its title, where no capital letter makes it the title's: "schauen wir
            Tatort".
        lets: what is said before a title that several are to see, and is no part of it ("lass uns").
        points: words that only point at what was named ("den"): no title, and no channel.
        ands: words behind which another order may follow a title, where its verb is written small.
        of: what is one word with a title behind its season: "la deuxième saison d'Un village français".
        of_the: the same wherever the title stands: "la stagione due dell'Amica geniale".
        capitals: whether nouns have capital letters, so that they tell no name.
        kinds: what is wished for by its kind.
    """

    numbered: Numbered
    starts: frozenset[str]
    talk: frozenset[str]
    articles: frozenset[str]
    next: frozenset[str]
    parts: frozenset[str]
    told: frozenset[str]
    verbs: frozenset[str]
    orders: frozenset[str]
    behind: re.Pattern[str]
    famous: frozenset[str]
    denies: frozenset[str]
    no_more: tuple[str, ...]
    pronouns: frozenset[str]
    lets: tuple[str, ...]
    points: frozenset[str]
    ands: frozenset[str]
    of: re.Pattern[str]
    of_the: re.Pattern[str]
    capitals: bool
    kinds: KindWords

    @classmethod
    def read(cls, file: Table, figures: Mapping[str, str]) -> "Wishes":
        """The words of a language's file."""
        table, asides, names = file.table("wishes"), file.table("asides"), file.table("names")
        forms, shows = file.table("forms"), file.table("phrases").get("show", ())
        verbs = frozenset(word for base, others in forms.items() for word in (base, *others.split()))
        return cls(
            numbered=Numbered.read(file, figures),
            starts=table.words("starts"),
            talk=table.words("talk"),
            articles=table.words("articles"),
            next=table.words("next"),
            parts=table.words("parts"),
            told=(asides.words("subjects") | asides.words("states")) - asides.words("articles"),
            verbs=verbs,
            orders=frozenset(verb + pronoun for verb in verbs for pronoun in ("", *file.words("attached"))),
            behind=any_of(table.get("behind", ["(?!)"])),
            famous=frozenset(name.replace(" ", "") for name in (*table.get("famous", "").split("|"), *shows)),
            denies=table.words("denies"),
            no_more=tuple(table.get("no_more", ())),
            pronouns=table.words("pronouns"),
            lets=tuple(table.get("lets", "").split()),
            points=table.words("points"),
            ands=table.words("ands"),
            of=elided(names.get("of")),
            of_the=elided(names.get("of_the")),
            capitals=bool(file.get("capitals", False)),
            kinds=KindWords.read(file),
        )

    def of_the_next(self, slots: SlotValues) -> SlotValues:
        """The slots, with the next of many by its name: "the next Taggart"."""
        title = slots.get("title")
        words = title.split() if isinstance(title, str) else []
        norms = [plain(word.casefold()) for word in words]
        at = next((at for at, norm in enumerate(norms[:2]) if norm in self.next and words[at].islower()), len(words))
        if at + 1 >= len(words) or not words[at + 1][0].isupper() or norms[at + 1] in self.parts:
            return slots
        return slots | {"title": " ".join(words[at + 1 :])}

    def of_a_channel(self, slots: SlotValues) -> SlotValues | None:
        """The slots, without a word that only points at a channel ("tu den zu den Favoriten")."""
        words = [word.norm for word in read(str(slots.get("channel", ""))).words]
        if not self.orders.isdisjoint(words[1:]):
            return None  # "su Rai 1 e aggiungila"
        if self.points.issuperset(words):
            return {slot: value for slot, value in slots.items() if slot != "channel"}
        return slots

    def sensible(self, slots: SlotValues) -> SlotValues | None:
        """The slots, without an article before a title; none where their free words are talk."""
        found = self.of_the_next(dict(slots))
        if isinstance(named := found.pop("named", None), str):
            if not self._is_name(named):
                return None
            found["title"] = named
        if isinstance(owned := found.pop("owned", None), str):
            if " " not in owned:
                return None  # "tienes Netflix"
            found["proper"] = owned
        if isinstance(proper := found.pop("proper", None), str):
            if not proper[0].isupper() or not self._is_name(proper):
                return None
            found["title"] = proper
        if isinstance(whose := found.pop("whose", None), str):
            found["written"] = self.of.sub("", whose)
            if found["written"] == whose:
                return None
        if isinstance(written := found.pop("written", None), str):
            if not written[0].isupper() or "," in written:
                return None
            found["title"] = written
        if isinstance(entitled := found.pop("entitled", None), str):
            first, *rest = entitled.split()
            if not rest or not first[0].isupper() or plain(first.casefold()) not in self.kinds.titled:
                return None
            found["title"] = entitled
        if isinstance(those := found.pop("those", None), str):
            words = those.split()
            if len(words) < _LEAST_THOSE or words[0] not in self.kinds.each or words[1] not in self.kinds.kinds:
                return None
            found["query"] = " ".join(words[1:])
        for slot in _FREE:
            said = found.get(slot)
            if isinstance(said, str):
                words = said.split()
                if self.lets and [plain(word.casefold()) for word in words[: len(self.lets)]] == list(self.lets):
                    words = words[len(self.lets) :]
                if not words:
                    return None
                if len(words) > 1 and (words[0] in self.pronouns or plain(words[0].casefold()) in self.articles):
                    words = words[1:]
                searched = slot == "query" and self.capitals and words[0][0].isupper()
                if self._is_talk(words, searched=searched) or self._goes_on(words):
                    return None
                found[slot] = " ".join(words)
        return found

    def apart(self, slots: SlotValues) -> SlotValues | None:
        """The same, with season and episode out of the title, or with the kind that was said in its place."""
        found = self.sensible(slots)
        if found and isinstance(wish := found.pop("wish", None), str):
            described = self.kinds.described(wish, loosely=True)
            return found | self._of_a_genre(described) if described else None
        if found and isinstance(made := found.pop("made", None), str):
            described = self.kinds.described(made, loosely=True)
            return found | described if described and "person" in described else None
        if found and isinstance(by := found.pop("by", None), str):
            maker = self.kinds.maker(by)
            return found | {"person": maker} if maker else None
        if found and isinstance(actor := found.pop("actor", None), str):
            if not _is_full_name(actor):
                return None
            found["person"] = actor
        if found and not self._is_counted(found):
            return None
        if found and isinstance(person := found.get("person"), str):
            told = {"genre": person} if self._is_genre(person, found.get("kind")) else self.kinds.whom(person)
            if told is None:
                return None
            if found.get("kind") == "music" and not self._is_genre(person, None):
                told = {"person": told.get("person", person)}  # who ends like a plural: "Queen"
            if isinstance(name := told.get("person"), str) and (self._is_genre(name, None) or name.isdigit()):
                told = {"genre": name}
            del found["person"]
            found |= told
        if found and isinstance(genre := found.get("genre"), str):
            found = self.kinds.parted(genre) | {slot: value for slot, value in found.items() if slot != "genre"}
        if found is None or not isinstance(title := found.get("title"), str):
            return found
        if title == found.get("person"):
            return {slot: value for slot, value in found.items() if slot != "title"}
        title = self._named(title)
        if described := self.kinds.described(title):
            del found["title"]
            return found | self._of_a_genre(described)
        if title.islower() and (self.points | self.kinds.some).issuperset(word.norm for word in read(title).words):
            return None  # "mettine uno"
        name, counted = self.numbered.apart(title)
        if not name or plain(name.casefold()) in self.numbered.between:
            return None
        if (counted or "season" in found or "episode" in found) and name[2:3].isupper():
            name = self.of.sub("", name)
        return found | counted | {"title": self.of_the.sub("", name) or name}

    def _of_a_genre(self, described: SlotValues) -> SlotValues:
        """A description without an article in the place of its genre: "die Nachrichten von heute"."""
        genre = plain(str(described.get("genre", "")).casefold())
        return {slot: value for slot, value in described.items() if slot != "genre" or genre not in self.points}

    def _named(self, title: str) -> str:
        """A title without what goes on meanwhile, or why: "Gomorra mentre cucino"."""
        utterance = read(title)
        cut = clause_behind(utterance, self.behind, 1)
        return title if cut is None else utterance.said(0, cut)

    def _is_counted(self, found: dict[str, SlotValue]) -> bool:
        """Take the numbers behind a title; whether they are such."""
        if isinstance(count := found.pop("count", None), str):
            rest, counted = self.numbered.apart(count)
            found |= counted
            if rest or not counted:
                return False
        return True

    def _is_name(self, named: str) -> bool:
        """Whether words may be a title where hardly anything else is said."""
        words = [plain(word.casefold()) for word in re.findall(r"\w+", named)]
        if not words or len(words) > _MOST_NAMED or "," in named[:-1]:
            return False
        low = not named[0].isupper() and not named[0].isdigit() and not (named.islower() and len(words) <= _MOST_LOW)
        return not low and words[0] not in self.verbs and self.told.isdisjoint(words)

    def _is_genre(self, person: str, kind: SlotValue | None) -> bool:
        """Whether no person is meant: podcasts and radios are of subjects, unless a name has its capital letter."""
        return self.kinds.is_genre(person) or (kind in _OF_SUBJECTS and person[:1].islower())

    def _goes_on(self, words: list[str]) -> bool:
        """Whether another order follows in the same breath: "die Aufnahmen und lösch die erste"."""
        return any(first in self.ands and verb in self.verbs for first, verb in pairwise(map(plain, words)))

    def _is_talk(self, words: list[str], *, searched: bool = False) -> bool:
        norms = [plain(re.sub(r"[^\w]", "", word.casefold())) for word in words]
        if f" {' '.join(norms)}".endswith(tuple(f" {words}" for words in self.no_more)):
            return True
        if "".join(norms) in self.famous:
            return False
        if len(norms) > 1 and norms[-1] in self.kinds.of:
            return True  # "el concierto de"
        if len(words) > 1 < len(words[0]) and words[0][0].isupper() and not self.capitals:
            return False  # a name, where nouns have small letters: "Un posto al sole"
        starts = norms[:1] if not searched else []  # "such nach Unser Charly"
        return (
            not norms
            or not self.starts.isdisjoint(starts)
            or norms[-1] in self.denies
            or not self.talk.isdisjoint(norms)
        )


def _is_full_name(said: str) -> bool:
    """Whether words are written as the first and the last name of somebody: "Patrick Bruel", "Vanessa Van Houten"."""
    words = said.split()
    return _LEAST_FULL_NAME <= len(words) <= _MOST_FULL_NAME and all(word[0].isupper() for word in words)
