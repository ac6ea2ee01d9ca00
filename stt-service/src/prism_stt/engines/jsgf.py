"""The part of the JSpeech Grammar Format that our command grammar uses, read into expressions.

Alternatives `a | b`, sequences, groups `(a)`, options `[a]`, repetition `a*`, rule references `<a>` and `//` comments.
Weights, tags and imports are refused. Source: https://www.w3.org/TR/jsgf/.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from prism_core.errors import BadInput


@dataclass(frozen=True)
class Word:
    """One spoken word, in lower case."""

    text: str


@dataclass(frozen=True)
class Reference:
    """The place of another rule."""

    rule: str


@dataclass(frozen=True)
class Sequence:
    """All parts, one after the other; without parts, the empty utterance."""

    parts: tuple["Expression", ...]


@dataclass(frozen=True)
class Choice:
    """Any one of the parts."""

    parts: tuple["Expression", ...]


@dataclass(frozen=True)
class Repeat:
    """The part any number of times, none included."""

    part: "Expression"


Expression = Word | Reference | Sequence | Choice | Repeat

EMPTY = Sequence(())

_TOKEN = re.compile(r"<[\w-]+>|[\w'.-]+|[()\[\]|*]")
_RULE = re.compile(r"(?:public\s+)?<([\w-]+)>\s*=(.*)", re.DOTALL)


def parse_grammar(text: str) -> dict[str, Expression]:
    """The rules of a JSGF document by name.

    Raises:
        BadInput: the text is not in the subset that is read; the message quotes the offending statement.
    """
    rules: dict[str, Expression] = {}
    for statement in re.sub(r"//[^\n]*", "", text).split(";"):
        statement = statement.strip()
        if not statement or statement.startswith(("#JSGF", "grammar")):
            continue
        match = _RULE.fullmatch(statement)
        if match is None:
            raise BadInput(f"not a grammar rule: {statement[:60]!r}; write `<name> = words | words;`")
        rules[match[1]] = _Parser(match[2]).parse()
    return rules


class _Parser:
    """Recursive descent over the right side of one rule."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._tokens = list(_tokens(text))
        self._at = 0

    def parse(self) -> Expression:
        expression = self._choice()
        if self._peek() is not None:
            raise BadInput(f"unexpected {self._peek()!r} in grammar rule {self._text.strip()[:60]!r}")
        return expression

    def _peek(self) -> str | None:
        return self._tokens[self._at] if self._at < len(self._tokens) else None

    def _take(self) -> str:
        token = self._peek()
        if token is None:
            raise BadInput(f"grammar rule ends too early: {self._text.strip()[:60]!r}")
        self._at += 1
        return token

    def _choice(self) -> Expression:
        parts = [self._sequence()]
        while self._peek() == "|":
            self._take()
            parts.append(self._sequence())
        return parts[0] if len(parts) == 1 else Choice(tuple(parts))

    def _sequence(self) -> Expression:
        parts: list[Expression] = []
        while self._peek() not in (None, "|", ")", "]"):
            parts.append(self._repeated())
        return parts[0] if len(parts) == 1 else Sequence(tuple(parts))

    def _repeated(self) -> Expression:
        part = self._atom()
        if self._peek() == "*":
            self._take()
            return Repeat(part)
        return part

    def _atom(self) -> Expression:
        token = self._take()
        if token == "(":
            inner = self._choice()
            self._expect(")")
            return inner
        if token == "[":
            inner = self._choice()
            self._expect("]")
            return Choice((inner, EMPTY))
        if token.startswith("<"):
            return Reference(token[1:-1])
        if token == "*":
            raise BadInput(f"nothing to repeat in grammar rule {self._text.strip()[:60]!r}")
        return Word(token)

    def _expect(self, token: str) -> None:
        if self._take() != token:
            raise BadInput(f"missing {token!r} in grammar rule {self._text.strip()[:60]!r}")


def _tokens(text: str) -> Iterator[str]:
    at = 0
    for match in _TOKEN.finditer(text):
        if text[at : match.start()].strip():
            raise BadInput(f"grammar text not understood: {text[at : match.start()].strip()[:40]!r}")
        at = match.end()
        yield match[0]
    if text[at:].strip():
        raise BadInput(f"grammar text not understood: {text[at:].strip()[:40]!r}")
