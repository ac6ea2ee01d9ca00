"""What is asked for under a condition that Lumen cannot notice: "if the phone rings, pause it"."""

from collections.abc import Callable, Iterator, Sequence

from prism_core.commands import Command
from prism_llm.understanding.cautions import Cautions
from prism_llm.understanding.utterance import Utterance

Asked = Callable[[str], Sequence[Command]]
"""What closed phrases ask for, as they were said."""
_MOST_LED = 2
"""Words before a condition that begins a sentence."""
_LEAST_AWAITED = 3
"""Words of what something waits for."""
_NOT_DONE = ("ask.", "reminder.list", "reminder.cancel")
"""What is answered, not done."""
_UNSAID = frozenset({"confirm", "deny", "repeat", "cancel", "undo", "sleep.set", "sleep.cancel"})
"""What is said to people as much as to a television, and what has a timer of its own."""


def waits_for_what_is_not_noticed(pieces: Sequence[Utterance], cautions: Cautions, asked: Asked) -> bool:
    """Whether something is plainly asked for only when or if something happens.

    `pieces` are those of the sentence. Talk with a "when" in it asks for nothing.
    """
    for at, piece in enumerate(pieces):
        for start in _conditions(piece, cautions):
            before = [*pieces[:at], *([_cut(piece, 0, start)] if start else [])]
            if any(_asks(one, asked) for one in before[-1:]):
                return True
            if start <= _MOST_LED:
                last = len(piece.words)
                rests = (_cut(piece, cut, last) for cut in range(start + _LEAST_AWAITED, last - 1))
                if any(_asks(one, asked) for one in (*pieces[at + 1 : at + 2], *rests)):
                    return True
    return False


def _conditions(piece: Utterance, cautions: Cautions) -> Iterator[int]:
    """The words with which what something waits for begins."""
    text = piece.norm()
    for pattern in (cautions.events, cautions.awaits, cautions.first, cautions.until):
        if found := pattern.search(text):
            yield text.count(" ", 0, found.start())


def _asks(piece: Utterance, asked: Asked) -> bool:
    commands = asked(piece.said(0, len(piece.words)))
    return any(one.name not in _UNSAID and not one.name.startswith(_NOT_DONE) for one in commands)


def _cut(piece: Utterance, start: int, end: int) -> Utterance:
    return Utterance(piece.text, piece.words[start:end], frozenset())
