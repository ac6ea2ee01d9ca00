"""What a request says about the words that "and" joins to it: more of it, the same of another, or its title's end."""

import re
from dataclasses import replace

from prism_llm.understanding.grammar import Language, Reading
from prism_llm.understanding.utterance import Utterance

_REPEATED = frozenset(
    {"tv.volume", "@volume", "@faint", "tv.seek", "ui.scroll", "tv.rate", "tv.channel", "tv.next", "tv.previous"}
)

_IT = frozenset("it that this them".split())


def goes_further(head: Reading, more: Reading) -> bool:
    """Whether the second request is more of the first: "turn it up, then a bit more"."""
    return more.name in ("@more", "@again") and head.name in _REPEATED


def of_another(head: Reading, reading: Reading, said: str) -> Reading:
    """The same question about a channel that is named alone: "what's on BBC One and BBC Two"."""
    asks = head.name in ("@on", "ask.now", "ask.next") and "channel" in head.slots
    if asks and reading.name in ("@channel", "tv.channel") and reading.slots == {"name": said}:
        return replace(head, slots=head.slots | {"channel": said})
    return reading


def comes_back(reading: Reading) -> bool:
    """Whether it is about what was named before: "when is Taggart on and set a reminder for it"."""
    return str(reading.slots.get("title", "")).casefold() in _IT


def may_be_a_title(head: Reading) -> bool:
    """Whether the words after "and" may still belong to what the first request names."""
    named = head.name in ("ui.search", "reminder.set", "tv.record", "ask.when")
    return head.open and (named or (head.name == "tv.watch" and "title" in head.slots))


def begins_with_amount(utterance: Utterance, start: int, language: Language) -> bool:
    """Whether a span of time stands from `start`, with nothing before it that makes a request of it."""
    return re.match(language.types["dur"].pattern, utterance.norm(start)) is not None


def is_amount(utterance: Utterance, language: Language) -> bool:
    """Whether the words are a span of time and nothing else."""
    return re.fullmatch(language.types["dur"].pattern, utterance.norm()) is not None
