"""Sentence templates and the regular expressions they become.

A template is words, and
`[a]` optional, `(a|b)` either, `<name>` a named fragment or any words of a type, `{slot}` free words,
`<type:slot>` a typed slot, `<type:-slot>` the same with its sign turned.

Every word becomes itself and a space, so that optional parts need no care about spaces; texts are matched as
`Utterance.norm` gives them. A template is always matched against a whole sentence: that is what keeps "how do I
mute my phone" from muting anything.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

_TOKEN = re.compile(r"\{\w+\}|<\w+(?::-?\w+)?>|[\[\]()|]|[^\s\[\]()|{}<>]+")
_FREE_WORDS = 10
FREE = "free"
"""The type of a slot that takes any words."""


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a template: a word, a slot, or a choice between sequences of pieces."""

    word: str = ""
    slot: str = ""
    """Name of the slot, with a minus where its sign is turned."""
    kind: str = ""
    ways: tuple[tuple["Part", ...], ...] = ()
    optional: bool = False


@dataclass(frozen=True, slots=True)
class Template:
    """A compiled template.

    Attributes:
        parts: what it is made of.
        pattern: its expression.
        types: the type of each slot, by the expression's group.
        starts: words that a matching sentence can begin with; none where it can begin with anything.
        needs: sets of words; a matching sentence has one of each.
    """

    parts: tuple[Part, ...]
    pattern: re.Pattern[str]
    types: Mapping[str, str]
    starts: frozenset[str] | None
    needs: tuple[frozenset[str], ...]

    @property
    def open(self) -> bool:
        """Whether it has free words: anything may stand there."""
        return FREE in self.types.values()


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
    parts = parse(source, fragments)
    slots: dict[str, str] = {}
    expression = _expression(parts, types, slots)
    starts, empty = _starts(parts)
    begins = None if starts is None or empty else frozenset(starts)
    return Template(parts, re.compile(expression), slots, begins, tuple(_needs(parts)))


def parse(source: str, fragments: Mapping[str, str]) -> tuple[Part, ...]:
    """Take a template apart, with its fragments in place."""
    ways, rest = _ways(_TOKEN.findall(source), fragments)
    if rest:
        raise re.error(f"bracket without its other half in {source!r}")
    return ways[0] if len(ways) == 1 else (Part(ways=ways),)


def _ways(tokens: Sequence[str], fragments: Mapping[str, str]) -> tuple[tuple[tuple[Part, ...], ...], Sequence[str]]:
    """Read sequences between bars up to a closing bracket or the end; give what is left from there."""
    ways: list[list[Part]] = [[]]
    while tokens and tokens[0] not in {")", "]"}:
        token, tokens = tokens[0], tokens[1:]
        if token == "|":
            ways.append([])
        elif token in {"(", "["}:
            inner, tokens = _ways(tokens, fragments)
            if not tokens:
                raise re.error("bracket is not closed")
            tokens = tokens[1:]
            ways[-1].append(Part(ways=inner, optional=token == "["))
        else:
            ways[-1].append(_single(token, fragments))
    return tuple(tuple(way) for way in ways), tokens


def _single(token: str, fragments: Mapping[str, str]) -> Part:
    if token.startswith("{"):
        return Part(slot=token[1:-1], kind=FREE)
    if not token.startswith("<"):
        return Part(word=token)
    kind, colon, slot = token[1:-1].partition(":")
    if colon or kind not in fragments:
        return Part(slot=slot, kind=kind)
    return Part(ways=(parse(fragments[kind], fragments),))


def _expression(parts: Iterable[Part], types: Mapping[str, str], slots: dict[str, str]) -> str:
    return "".join(_piece(part, types, slots) for part in parts)


def _piece(part: Part, types: Mapping[str, str], slots: dict[str, str]) -> str:
    if part.word:
        return f"{re.escape(part.word)} "
    if part.kind and not part.slot:
        return f"(?:{types[part.kind]})"
    if part.slot:
        group = f"neg_{part.slot[1:]}" if part.slot.startswith("-") else part.slot
        slots[group] = part.kind
        pattern = rf"(?:\S+ ){{1,{_FREE_WORDS}}}?" if part.kind == FREE else types[part.kind]
        return f"(?P<{group}>{pattern})"
    inner = "|".join(_expression(way, types, slots) for way in part.ways)
    return f"(?:{inner}){'?' if part.optional else ''}"


def _starts(parts: Iterable[Part]) -> tuple[set[str] | None, bool]:
    """Words that the parts can begin with (none: any), and whether they can be empty."""
    found: set[str] = set()
    for part in parts:
        if part.kind:
            return None, False
        if part.word:
            return found | {part.word}, False
        inner = [_starts(way) for way in part.ways]
        for words, _ in inner:
            if words is None:
                return None, False
            found |= words
        if not (part.optional or any(empty for _, empty in inner)):
            return found, False
    return found, True


def _needs(parts: Iterable[Part]) -> list[frozenset[str]]:
    """Sets of words of which the parts cannot do without one each; what types match is not looked into."""
    found: list[frozenset[str]] = []
    for part in parts:
        if part.word:
            found.append(frozenset({part.word}))
        elif part.ways and not part.optional:
            ways = [_needs(way) for way in part.ways]
            found += [frozenset().union(*(min(way, key=len) for way in ways))] if all(ways) else []
    return found


def either(phrases: Iterable[str]) -> str:
    """An expression for any of `phrases`, the longest first, with the space after it."""
    ordered = sorted(phrases, key=len, reverse=True)
    return "(?:" + "|".join(re.escape(phrase) for phrase in ordered) + ") "
