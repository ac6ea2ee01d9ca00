"""A follow-up and another request in one breath: "a bit more, and put it full screen"."""

import re
from collections.abc import Callable, Iterator, Sequence

from prism_core.commands import Command
from prism_core.requests import UtteranceContext
from prism_llm.understanding.merging import once
from prism_llm.understanding.passes import Found
from prism_llm.understanding.utterance import Utterance

_JOINER = re.compile(r"(?:(?:and|but|plus|also)(?: (?:then|also|please|now))?|then) ")
_LEAST_REST = 2
"""Words of the other request; one alone is too often only a word."""
_ALONE = frozenset("pause mute unmute louder quieter fullscreen".split())
_COMPLAINS = re.compile(r"(?<!\S)(?:too|not) (?:\S+ )*$")
"""What alone asks for a step, and yields to what is asked for behind it: "not far enough, forward a minute"."""
_MOST_WORDS = 16

Follow = Callable[[Utterance, UtteranceContext], Command | None]
Parts = Callable[[Utterance, UtteranceContext], Sequence[Found]]


def followed_and_more(utterance: Utterance, context: UtteranceContext, follow: Follow, parts: Parts) -> list[Command]:
    """The commands of a sentence that begins with a follow-up and goes on with a plain request; else none."""
    known = context.last_command or context.pending or context.options or context.choices
    if not (known or context.paused or context.muted) or len(utterance.words) > _MOST_WORDS:
        return []
    for cut, resume in _joints(utterance):
        first = follow(_of(utterance, 0, cut), context)
        if first and (rest := _rest(_of(utterance, resume, len(utterance.words)), first, context, follow, parts)):
            if rest[0].name == first.name and _COMPLAINS.search(utterance.norm(0, cut)):
                return rest
            merged = once(first, rest[0])
            return [merged, *rest[1:]] if merged else [first, *rest]
    return []


def _rest(rest: Utterance, first: Command, context: UtteranceContext, follow: Follow, parts: Parts) -> list[Command]:
    if len(rest.words) < _LEAST_REST and rest.words[0].norm not in _ALONE:
        return []
    answered = first.name in ("confirm", "deny", "cancel")
    after = context.model_copy(
        update={"last_command": None if answered else first, "pending": None, "options": None, "choices": None}
    )
    found = parts(rest, after)
    if found and not any(part.open or part.command.name in ("confirm", "deny", "undo", "cancel") for part in found):
        return [part.command for part in found]
    further = None if answered else follow(rest, after)
    return [further] if further and further.name not in ("undo", "cancel") else []


def _joints(utterance: Utterance) -> Iterator[tuple[int, int]]:
    """Where the follow-up may end, and where the other request begins."""
    count = len(utterance.words)
    for at in range(1, count):
        joiner = _JOINER.match(utterance.norm(at, min(at + 2, count)))
        resume = at + joiner.group().count(" ") if joiner else at
        if resume < count and (joiner or at in utterance.breaks):
            yield at, resume


def _of(utterance: Utterance, start: int, end: int) -> Utterance:
    breaks = frozenset(at - start for at in utterance.breaks if start < at < end)
    return Utterance(utterance.text, utterance.words[start:end], breaks)
