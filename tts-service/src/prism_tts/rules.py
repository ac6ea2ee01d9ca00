"""Rewriting of text by an ordered list of patterns: what is written becomes what is said."""

import re
from collections.abc import Callable, Iterable, Sequence

Match = re.Match[str]
Rule = tuple[re.Pattern[str], Callable[[Match], str]]


def rule(pattern: str, replace: Callable[[Match], str] | str, flags: int = 0) -> Rule:
    """What is found becomes what `replace` makes of it, or `replace` itself."""
    return re.compile(pattern, flags), replace if callable(replace) else lambda _: replace


def rewritten(text: str, rules: Sequence[Rule]) -> str:
    """`text` after all `rules`, in order."""
    for pattern, replace in rules:
        text = pattern.sub(replace, text)
    return text


def any_of(words: Iterable[str]) -> str:
    """Pattern for one of `words` as they are written, the longest that fits."""
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True)) or "(?!)"
