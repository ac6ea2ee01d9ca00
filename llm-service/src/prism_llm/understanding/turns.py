"""How a language takes back what was just said ("thirty, no, sorry, forty"), gains time, and comes back to it."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

NEVER = re.compile(r"(?!)")
_WAYS = ("on", "off", "up", "down")


@dataclass(frozen=True, slots=True)
class Turns:
    """Expressions for the words with a space after each.

    Attributes:
        begins: the turn, with all that may be said before and after its word.
        another: one after which a whole other request may come.
        denies: what stands before a thing that is not meant ("not ITV").
        ends: what is said after the thing that is meant ("TF1 I mean").
        perhaps: what a second amount begins with that is only likelier than the first ("maybe half an hour").
        lasts: what is said before how long a thing is ("it's about a minute").
        fillers: what is said between two commas while a word is looked for ("was weiß ich").
        withdraws: what takes an order back with none in its place ("no, leave it").
        lets: the same behind a comma, where no such word as "no" stands before it ("never mind").
        halts: what asks to wait, or for another thing, behind what would lose something ("turn it off, hang on").
        regrets: a no that is all there is behind a comma ("ah, no").
        back: what turns a request back where nothing else is said behind "and": on, off, up and down ("off again").
        talk: words of a remark after a turn, which is no other name ("no, thanks").
        hints: what asks for something by telling how things are, and behind another request tells why ("the kids are
            in bed").
        explains: what is said behind a comma of what one wants to see or hear, which tells why ("we want to see the
            end").
        starts: what is said behind a channel of what is about to be on there ("comincia Sanremo").
    """

    begins: re.Pattern[str] = NEVER
    another: re.Pattern[str] = NEVER
    denies: re.Pattern[str] = NEVER
    ends: re.Pattern[str] = NEVER
    perhaps: re.Pattern[str] = NEVER
    lasts: re.Pattern[str] = NEVER
    fillers: re.Pattern[str] = NEVER
    withdraws: re.Pattern[str] = NEVER
    lets: re.Pattern[str] = NEVER
    halts: re.Pattern[str] = NEVER
    regrets: re.Pattern[str] = NEVER
    back: Mapping[str, re.Pattern[str]] = field(default_factory=lambda: dict.fromkeys(_WAYS, NEVER))
    talk: frozenset[str] = frozenset()
    explains: re.Pattern[str] = NEVER
    hints: re.Pattern[str] = NEVER
    starts: re.Pattern[str] = NEVER

    @classmethod
    def of(cls, table: Mapping[str, Iterable[str]]) -> "Turns":
        """From lists of phrases: `words` that turn, `before` and `after` them, and the others by their names.

        What withdraws has one of the `noes` or `rethinks` before it, with words that have `led` there.
        """
        before, words, after, another, denies, ends, perhaps, lasts, fillers = (
            _either(table.get(name, ["(?!)"]))
            for name in ("before", "words", "after", "another", "denies", "ends", "perhaps", "lasts", "fillers")
        )
        led, noes, rethinks, withdraws, lets, halts = (
            _either(table.get(name, ["(?!)"])) for name in ("led", "noes", "rethinks", "withdraws", "lets", "halts")
        )
        turned = f"(?:{noes}|{rethinks})"
        return cls(
            begins=re.compile(f"{before}*{words}{after}*"),
            another=re.compile(f"{before}*{another}"),
            denies=re.compile(denies),
            ends=re.compile(ends),
            perhaps=re.compile(f"{before}*{perhaps}"),
            lasts=re.compile(lasts),
            fillers=re.compile(f"{fillers}+"),
            withdraws=re.compile(rf"(?<!\S){led}*{turned}(?:{led}|{turned})*{withdraws}"),
            lets=re.compile(rf"(?:{led}|{turned})*{lets}"),
            halts=re.compile(rf"(?:{led}|{turned})*{halts}+"),
            regrets=re.compile(rf"(?:{led}|{rethinks})*{noes}(?:{led}|{turned})*"),
            back={way: re.compile(_either(table.get(f"{way}_again", ["(?!)"]))) for way in _WAYS},
            talk=frozenset(table.get("talk", ())),
            explains=re.compile(_either(table.get("explains", ["(?!)"]))),
            hints=re.compile(_either(table.get("hints", ["(?!)"]))),
            starts=re.compile(_either(table.get("starts", ["(?!)"]))),
        )


def _either(phrases: Iterable[str]) -> str:
    return "(?:(?:" + "|".join(phrases) + ") )"


def phrases(table: Iterable[str]) -> re.Pattern[str]:
    """Matches one or more of the phrases, to be the whole of some words."""
    return re.compile(f"{_either(table)}+")
