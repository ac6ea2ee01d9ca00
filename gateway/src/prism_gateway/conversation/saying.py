"""What Lumen says of what was done, in the viewer's language.

Sentences are English where they are made. `languages/` has a file for each other language, with the English sentence
and what stands for it, as gettext's catalogues do; another file is another language. What it has not stays English.
Its table `[languages]` has its own `name` in English, those of the others as it calls them, and its `and`; `[heard]`
has words that greet and words that nobody ends with.
"""

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any
from unicodedata import category, normalize

_FOLDER = Path(__file__).with_name("languages")
_PLACE = re.compile(r"\\\{(\w+)\\\}")
_QUALITY = re.compile(r"q=([01](?:\.\d{0,3})?)")
_SPOKEN = frozenset({"span", "names"})
"""Places whose words are translated too; what stands in the others is a name."""
_ENDS = (".", "?", "!")


def said_in(language: str, text: str) -> str:
    """`text`, a sentence in English, as it is said in `language` (BCP 47)."""
    known = _sentences().get(language.split("-")[0].lower())
    return _translated(text, known) if known and text.endswith(_ENDS) else text


def languages() -> tuple[str, ...]:
    """Codes of the languages that have a file."""
    return tuple(sorted(_sentences()))


def languages_told(language: str) -> str:
    """Which languages Lumen speaks, told in `language`: "I speak English and German."."""
    own = _files().get(language, {}).get("languages", {})
    english = ["English", *(_files()[code].get("languages", {}).get("name", code) for code in languages())]
    *names, last = (own.get(name, name) for name in english)
    before = f" {own['and']} " if "and" in own else ", " if own else " and "
    told = f"{', '.join(names)}{before}{last}" if names else last
    return said_in(language, "I speak {languages}.").format(languages=told)


@cache
def heard_words(name: str, language: str | None = None) -> frozenset[str]:
    """Words of `[heard]`, without accents, of one language (BCP 47) or of all that have a file."""
    code = language and language.split("-")[0].lower()
    said = [file.get("heard", {}).get(name, "") for other, file in _files().items() if code in (None, other)]
    return frozenset(" ".join(map(unaccented, said)).split())


def unaccented(text: str) -> str:
    """`text` without accents, which recognisers leave out."""
    return "".join(letter for letter in normalize("NFD", text) if category(letter) != "Mn")


def preferred(accepted: str) -> str:
    """The language, of those that Lumen has, that a browser likes best by its `Accept-Language`; English without one.

    RFC 9110, section 12.5.4.
    """
    best, least = "en", 0.0
    for entry in accepted.split(","):
        tag, _, weight = entry.replace(" ", "").partition(";")
        code, quality = tag.split("-")[0].lower(), _QUALITY.fullmatch(weight)
        liked = float(quality[1]) if quality else float(not weight)
        if liked > least and code in ("en", *languages()):
            best, least = code, liked
    return best


def _translated(text: str, known: Mapping[re.Pattern[str], str]) -> str:
    sentence = text.endswith(_ENDS)
    for pattern, other in known.items():
        if sentence != other.endswith(_ENDS):
            continue
        if found := pattern.fullmatch(text):
            parts = {
                name: _translated(part, known) if name in _SPOKEN else part for name, part in found.groupdict().items()
            }
            return other.format(**parts)
    return text


@cache
def _files() -> Mapping[str, Mapping[str, Any]]:
    return {path.stem: tomllib.loads(path.read_text(encoding="utf-8")) for path in _FOLDER.glob("*.toml")}


@cache
def _sentences() -> Mapping[str, Mapping[re.Pattern[str], str]]:
    """The sentences of each language, those without a place to fill first."""
    return {code: _compiled(file) for code, file in _files().items()}


def _compiled(file: Mapping[str, Any]) -> Mapping[re.Pattern[str], str]:
    sentences = {english: other for english, other in file.items() if isinstance(other, str)}
    ordered = sorted(sentences, key=lambda english: ("{" in english, -len(english)))
    return {re.compile(_PLACE.sub(r"(?P<\1>.+?)", re.escape(english))): sentences[english] for english in ordered}
