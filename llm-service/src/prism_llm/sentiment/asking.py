"""What a request asks for by name is no feeling: "watch Misery" is calm, "I'm sad, watch Misery" is not.

Names are left out of what is read, a pointing word in their place: those that the commands have in their slots, and,
where they have none, words in capitals behind a verb that asks.
"""

import re
from collections.abc import Sequence

from prism_core.commands import Command
from prism_llm.sentiment.cues import Naming
from prism_llm.sentiment.spelling import plain

_NAMES = ("title", "query", "person", "channel", "team", "name", "theme")
"""Slots that hold names as they were said."""
_ANSWERS = frozenset({"confirm", "deny", "cancel", "undo", "repeat", "lumen.gesture"})
"""Commands in words that feel as often as they ask: "oh yes, lovely"."""
CLAUSES = re.compile(r"(?<=[,;.!?:…])\s+|\s+[–—-]\s+")
_WORDS = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")


def asks(commands: Sequence[Command]) -> bool:
    """Whether the commands ask for something to be done."""
    return any(command.name not in _ANSWERS for command in commands)


def without_names(text: str, commands: Sequence[Command], naming: Naming) -> str:
    """`text` with a pointing word for what is asked for by name, and without the praise that describes it."""
    named = text
    for command in commands:
        for slot in _NAMES:
            value = command.slots.get(slot)
            if isinstance(value, str) and value:
                named = _hidden(named, value, naming, naming.pointer)
        if isinstance(genre := command.slots.get("genre"), str) and genre:
            named = _hidden(named, genre, naming, naming.kind)
    if named == text:
        clauses = [clause for clause in CLAUSES.split(text) if clause]
        for clause in clauses:
            named = named.replace(clause, _behind_the_verb(clause, naming, asks(commands)), 1)
    return _undescribed(named, naming) if asks(commands) else named


def _hidden(text: str, value: str, naming: Naming, instead: str) -> str:
    """`text` with another word for `value`, as far as that is a name: "Misery, I feel awful" is one word of it."""
    parts = CLAUSES.split(value)
    end = next((index for index, part in enumerate(parts[1:], 1) if _speaks_of_self(part, naming)), len(parts))
    words = [re.escape(word) for part in parts[:end] for word in _WORDS.findall(part)]
    if not words:
        return text
    name = r"\W+".join(words)
    return re.sub(rf"\b{name}\b[!?]*", instead, text, count=1, flags=re.IGNORECASE)


def _speaks_of_self(part: str, naming: Naming) -> bool:
    words = _WORDS.findall(re.sub(r"['’]", " ", part))
    return bool(words) and plain(words[0]) in naming.speaker


def _behind_the_verb(clause: str, naming: Naming, asked: bool) -> str:
    """`clause` with a pointing word for what stands behind a verb that asks, where it looks like a name."""
    found = naming.asking.match(clause)
    if found is None:
        return clause
    first = next(iter(_WORDS.findall(found["what"])), "")
    if not first[:1].isupper() and (not asked or plain(first) in naming.pointing | naming.speaker):
        return clause
    return f"{clause[: found.start('what')]}{naming.pointer}{clause[found.end('what') :]}"


def _undescribed(text: str, naming: Naming) -> str:
    """`text` without words that say how what is asked for shall be: "a good film", "quelque chose de gai"."""
    return naming.described.sub(lambda found: found["before"] or "", text)
