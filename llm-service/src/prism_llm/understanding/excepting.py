"""What is to be left out: "delete all recordings but Dune", "put on anything but the news".

No command has a slot for it, so that nothing is done at once with what names the exception: Lumen asks, or suggests
something else.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from prism_llm.understanding.utterance import Utterance

NEVER = re.compile(r"(?!)")
_KEPT = "kept"
_MOST, _MOST_ALONE = 7, 3
"""Words of what is left out, and of that where nothing is asked for before it: "alles außer Fußball"."""
_PLACE = "(?P<kept>[^ ]+(?: [^ ]+){0,5}?)"


@dataclass(frozen=True, slots=True)
class LeftOut:
    """What a sentence excepts.

    Attributes:
        before: the words without it, each followed by a space.
        kept: it, as it was said.
    """

    before: str
    kept: str


@dataclass(frozen=True, slots=True)
class Excepting:
    """One language's words, as expressions that are looked for among words with a space after each.

    Attributes:
        deletes: verbs that make things go, as they ask for it.
        spares: what stands between what is to go and what is to stay, or around the latter, in whose place it has
            `{kept}`.
        tells: how it begins where nothing is asked for ("did you delete …").
        anything: how anything at all is asked for, up to what it must not be.
        leads: what leads to it.
        records: of these, what asks for a recording.
        no_things: what is nothing that could be left out ("not now", "not too loud").
        rests: that all others of the kind are to stay, behind what is to be deleted ("but keep the others").
        ends: words behind what is left out that are no part of it.
    """

    deletes: re.Pattern[str] = NEVER
    spares: Sequence[re.Pattern[str]] = field(default=())
    tells: re.Pattern[str] = NEVER
    anything: re.Pattern[str] = NEVER
    leads: re.Pattern[str] = NEVER
    records: re.Pattern[str] = NEVER
    no_things: re.Pattern[str] = NEVER
    rests: re.Pattern[str] = NEVER
    ends: re.Pattern[str] = NEVER

    @classmethod
    def of(cls, table: Mapping[str, Iterable[str]]) -> "Excepting":
        """From lists of expressions by their names; a language may lack any."""
        either = {name: f"(?:{'|'.join(words)})" for name, words in table.items() if words}
        kinds, verbs = either.get("whatever", "(?!)"), either.get("leads", "(?!)")
        fill, but = either.get("fills", "(?!)"), either.get("buts", "(?!)")
        alone = either.get("alone", "(?!)")
        return cls(
            deletes=re.compile(rf"(?<!\S){either.get('deletes', '(?!)')}(?!\S)"),
            spares=tuple(
                re.compile(rf"(?<!\S){words.replace('{kept}', _PLACE)} ") for words in table.get("spares", ())
            ),
            tells=re.compile(f"{either.get('tells', '(?!)')} "),
            anything=re.compile(f"(?:{verbs} )*(?:{kinds} (?:{fill} )*{but}|{alone}) "),
            leads=re.compile(f"{verbs} "),
            records=re.compile(rf"(?<!\S){either.get('records', '(?!)')}(?!\S)"),
            no_things=re.compile(f"(?:{either.get('no_things', '(?!)')} )+"),
            rests=re.compile(rf"(?<=\S) {either.get('rests', '(?!)')} $"),
            ends=re.compile(f"(?: {either.get('ends', '(?!)')})+ $"),
        )

    def spared(self, utterance: Utterance) -> LeftOut | None:
        """What is to stay where other things are to be deleted; none where nothing is excepted from a deletion."""
        text = utterance.norm()
        if not self.deletes.search(text) or self.tells.match(text):
            return None
        for pattern in self.spares:
            if found := pattern.search(text):
                start, end = found.span(_KEPT) if _KEPT in pattern.groupindex else (found.end(), len(text))
                if kept := self._said(utterance, start, end):
                    return LeftOut(f"{text[:start]}{text[end:].lstrip()}", kept)
        return None

    def before_the_rest(self, utterance: Utterance) -> int:
        """Where the words end that say what is to be deleted while all else of it stays; 0 where none do."""
        text = utterance.norm()
        found = self.rests.search(text) if self.deletes.search(text) and not self.tells.match(text) else None
        return text.count(" ", 0, found.start() + 1) if found else 0

    def not_wanted(self, utterance: Utterance) -> LeftOut | None:
        """What is not to be put on or recorded where anything else may be; none where nothing is excepted so."""
        text = utterance.norm()
        found = self.anything.match(text)
        kept = self._said(utterance, found.end(), len(text)) if found else ""
        if found is None or not kept:
            return None
        led = self.leads.match(text) is not None
        at = found.group().count(" ") - 1
        named = at > 0 and utterance.said(at, at + 1)[0].isupper()  # "All But One"
        return None if named or len(kept.split()) > (_MOST if led else _MOST_ALONE) else LeftOut(found.group(), kept)

    def _said(self, utterance: Utterance, start: int, end: int) -> str:
        """The words from one place in the text to another, without those that end a sentence, as they were said."""
        text = f"{utterance.norm()[:end].rstrip()} "
        if ends := self.ends.search(text, max(0, start - 1)):
            text = text[: ends.start()]
        first, last = utterance.norm().count(" ", 0, start), len(text.split())
        said = utterance.said(first, max(first, last))
        return "" if self.no_things.fullmatch(utterance.norm(first, max(first, last))) else said
