"""Sentence templates and the regular expressions they become.

A template is words, and
`[a]` optional, `(a|b)` either, `<name>` a named fragment, `{slot}` free words,
`<type:slot>` a typed slot, `<type:-slot>` the same with its sign turned.

Every word becomes itself and a space, so that optional parts need no care about spaces; texts are matched as
`Utterance.norm` gives them. A template is always matched against a whole sentence: that is what keeps "how do I
mute my phone" from muting anything.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

_TOKEN = re.compile(r"\{\w+\}|<\w+(?::-?\w+)?>|[\[\]()|]|[^\s\[\]()|{}<>]+")
_FREE_WORDS = 10


@dataclass(frozen=True, slots=True)
class Template:
    """A compiled template: its expression and the type of each typed slot."""

    pattern: re.Pattern[str]
    types: Mapping[str, str]
    open: bool
    """It has free words: anything may stand there."""


def compile_template(source: str, fragments: Mapping[str, str], types: Mapping[str, str]) -> Template:
    """Compile one template.

    Args:
        source: the template.
        fragments: templates by name, for `<name>`.
        types: regular expressions by type name, for `<type:slot>`.

    Raises:
        KeyError: a fragment or a type is not known.
        re.error: brackets do not match.
    """
    slots: dict[str, str] = {}
    expression = _expression(source, fragments, types, slots)
    return Template(re.compile(expression), slots, "free" in slots.values())


def _expression(source: str, fragments: Mapping[str, str], types: Mapping[str, str], slots: dict[str, str]) -> str:
    out: list[str] = []
    for token in _TOKEN.findall(source):
        if token == "[":
            out.append("(?:")
        elif token == "]":
            out.append(")?")
        elif token == "(":
            out.append("(?:")
        elif token in {")", "|"}:
            out.append(token)
        elif token.startswith("{"):
            slot = token[1:-1]
            slots[slot] = "free"
            out.append(rf"(?P<{slot}>(?:\S+ ){{1,{_FREE_WORDS}}}?)")
        elif token.startswith("<") and ":" in token:
            kind, _, slot = token[1:-1].partition(":")
            group = f"neg_{slot[1:]}" if slot.startswith("-") else slot
            slots[group] = kind
            out.append(f"(?P<{group}>{types[kind]})")
        elif token.startswith("<"):
            out.append(f"(?:{_expression(fragments[token[1:-1]], fragments, types, slots)})")
        else:
            out.append(f"{re.escape(token)} ")
    return "".join(out)


def either(phrases: Iterable[str]) -> str:
    """An expression for any of `phrases`, the longest first, with the space after it."""
    ordered = sorted(phrases, key=len, reverse=True)
    return "(?:" + "|".join(re.escape(phrase) for phrase in ordered) + ") "
