"""What is said from data, in the viewer's language.

Sentences are English where they are made, with names and times in them; a file for each other language has what stands
for each sentence, how times are told, and how they are asked for. What a file lacks stays English. Every file, that of
English too, has how viewers speak of themselves.
"""

import re
import tomllib
from calendar import day_name, month_name
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources
from typing import Any, Final

from prism_core.requests import Exchange, Reply, Understanding
from prism_core.sentences import cut_sentences
from prism_llm.understanding.languages import installed, load
from prism_llm.understanding.utterance import plain

LANGUAGES: Final = tuple(
    sorted(
        path.name.removesuffix(".toml")
        for path in resources.files(__name__).iterdir()
        if path.name.endswith(".toml") and path.name != "en.toml"
    )
)
"""Those that have a file beside that of English: a file more is a language more."""
_ENGLISH: Final = frozenset(
    "the a an is are was what whats what's who when where how why i you me my of to in and or not please tonight "
    "today tomorrow do does did call it this that have has tell show play know remember forget with for at be can "
    "could".split()
)
_WORDS: Final = re.compile(r"[^\W\d_]+")
_PLACE: Final = re.compile(r"\\\{(\w+)\\\}")
_PLACES: Final = re.compile(r"\{\w+\}")
_LONGEST_TIME: Final = 60
"""Characters of words that may be a time alone."""
_HOUR: Final = r"\d+|noon|midnight"
_NAMED: Final = {"days": 7, "months": 12}
"""Lists of names in a file that are told by their places."""
_TONGUE: ContextVar[str] = ContextVar("tongue", default="en")
"""Of the answer that is being made."""


@dataclass(frozen=True, slots=True)
class Tongue:
    """One language.

    Attributes:
        words: how times and lists are told.
        times: how they are asked for, with what that is in English, the longest first.
        days: a day with what is written onto it ("Freitagabend").
        sentences: English ones with what stands for them, those with most words of their own first.
        typical: words that tell the language.
    """

    words: Mapping[str, str]
    times: Mapping[re.Pattern[str], str]
    days: re.Pattern[str]
    sentences: Mapping[re.Pattern[str], str]
    typical: frozenset[str]


@contextmanager
def told_in(language: str) -> Iterator[None]:
    """Makes one answer in a language: its times and lists are told so."""
    before = _TONGUE.set(language)
    try:
        yield
    finally:
        _TONGUE.reset(before)


def spoken_words() -> Mapping[str, str]:
    """How times and lists are told in the language of the answer; empty in English."""
    return _tongue(_TONGUE.get()).words if _TONGUE.get() in LANGUAGES else {}


def languages_told() -> Sequence[str]:
    """The names of all languages that have a file, in the language of the answer; English ones where it has none."""
    told = _file(_TONGUE.get()).get("languages", {}) if _TONGUE.get() in LANGUAGES else {}
    names = (_file(code).get("languages", {}).get("name", code) for code in ("en", *LANGUAGES))
    return [told.get(name, name) for name in names]


@cache
def own_words(name: str) -> Sequence[str]:
    """How viewers of all languages speak of themselves: the patterns of that name in each language's file, in order."""
    found: list[str] = []
    for code in ("en", *LANGUAGES):
        entries = _file(code).get("own", {})
        said = entries.get(name, ())
        for pattern in (said,) if isinstance(said, str) else said:
            found += [pattern.replace("<family>", f"(?:{entries.get('family', '(?!)')})")] if pattern else []
    return found


@cache
def asked_words(name: str) -> Sequence[str]:
    """What asks for something in any language: the patterns of that name in each file that has some, in order."""
    found = [pattern for code in ("en", *LANGUAGES) for pattern in _file(code).get("asked", {}).get(name, ())]
    return [pattern.replace("'", "['’]") for pattern in found]


@cache
def asked_any(*names: str) -> str:
    """Alternatives of one pattern: what asks for any of these in any language; nothing where no language has some."""
    return "|".join(words for name in names for words in asked_words(name)) or "(?!)"


@cache
def asked_for(name: str, frame: str = r"\b(?:{})(?!\w)") -> re.Pattern[str]:
    """What asks for something in any language, in a frame that says what may stand around it: between words."""
    words = asked_words(name)
    return re.compile(frame.replace("{}", "|".join(words)) if words else r"(?!)", re.I)


@cache
def asked_each(name: str, frame: str = r"\b(?:{})(?!\w)") -> Sequence[re.Pattern[str]]:
    """As `asked_for`, a pattern for each way to ask: those of several languages have groups of the same names."""
    return tuple(re.compile(frame.replace("{}", pattern), re.I) for pattern in asked_words(name))


def first_match(patterns: Sequence[re.Pattern[str]], text: str) -> re.Match[str] | None:
    """Where the first of the patterns that is found in `text` is found."""
    return next((found for pattern in patterns if (found := pattern.search(text))), None)


def without_article(title: str) -> str:
    """A title without the article that is said before it in the language of the answer."""
    code = _TONGUE.get()
    said = _file(code).get("asked", {}).get("before_title", ()) if code in ("en", *LANGUAGES) else ()
    articles = "|".join(said).replace("'", "['’]")
    return re.sub(rf"^(?:{articles})(?: +|(?<=['’]))(?=\S)", "", title, flags=re.I) if said else title


def said_in(language: str, text: str) -> str:
    """`text` in `language`, sentence by sentence or as a whole; what the file lacks stays English."""
    if language not in LANGUAGES:
        return text
    known = _tongue(language).sentences
    parts = [(one, _translated(one, known)) for one in cut_sentences(text)]
    # A place takes any words, those of a second sentence too: a whole is looked up where its parts are not known.
    if len(parts) < 2 or not all(other for _, other in parts):
        whole = _translated(text, known)
        if whole is not None:
            return whole
    return " ".join(other or one for one, other in parts) or text


@cache
def small_words() -> frozenset[str]:
    """Words of all languages that say nothing of what a question is about, as `plain` writes them."""
    return frozenset(map(plain, _ENGLISH.union(*(_tongue(code).typical for code in LANGUAGES))))


def variants(text: str) -> Sequence[str]:
    """`text` in every language: a question may have been asked in any."""
    return [text, *(said_in(language, text) for language in LANGUAGES)]


def asked_times(when: str) -> Iterator[str]:
    """A time as it was said, in the English that `times` reads: in the language of the answer, else in others.

    Who asked to be answered in another language still says times in their own.
    """
    first = _TONGUE.get()
    yield asked_time(when, first)
    if len(when) <= _LONGEST_TIME:
        yield from (asked_time(when, code) for code in ("en", *LANGUAGES) if code != first)


@lru_cache(maxsize=1024)
def asked_time(when: str, code: str) -> str:
    """A time as it is said in one language, in the English that `times` reads."""
    if code not in LANGUAGES:
        return when
    text = plain(when.casefold())
    text = _tongue(code).days.sub(r"\1 ", text)
    for pattern, english in _tongue(code).times.items():
        text = pattern.sub(f" {english} ", text)
    text = _figures(code).sub(lambda found: load(code).figures[found.group()], text)
    text = " ".join(text.split())
    text = re.sub(r"\b(\d+) *h *([0-5]\d)\b(?! h)", r"\1:\2", text)
    if not re.match(r"in (?!\d+ (?:day|week|month|year)s?\b)", text):
        text = re.sub(r"\b(\d+) *h\b", r"\1", text)
    text = re.sub(rf"\b({_HOUR}) (half past|quarter past|quarter to)\b", r"\2 \1", text)
    text = re.sub(rf"\b({_HOUR}) minus (\d+)\b", r"\2 to \1", text)
    return text if "between" in text else re.sub(rf"\b({_HOUR}) and (\d+)\b", r"\2 past \1", text)


def language_of(text: str, history: Sequence[Exchange] = (), default: str | None = None) -> str:
    """The language of `text`, by its small words; where they tell none, that of what was said before, or `default`."""
    for said in (text, *(exchange.viewer for exchange in reversed(history[-3:]))):
        if found := _told_by(said):
            return found
    known = (default or "en").split("-")[0].lower()
    return known if known in LANGUAGES else "en"


def language_for(request: Reply) -> str:
    """The language to answer in: what was asked for, that of a grammar that found commands, or the words' own."""
    if request.context.answer_in:
        return request.context.answer_in
    known = (request.context.language or "").split("-")[0].lower()
    if request.commands and known in ("en", *LANGUAGES):
        return known
    before = () if known in LANGUAGES else request.history  # English may be nobody's choice
    return language_of(request.text, before, known)


def talk_in(found: Understanding, text: str, before: str | None = None) -> Understanding:
    """`found` in the language of `text` where it is talk, or that of what was said `before` where no word tells it.

    Grammars know no words but those of their commands.
    """
    if found.commands or found.question is not None or found.answer:
        return found
    return found.model_copy(update={"language": language_of(text, default=before or found.language)})


def _told_by(text: str) -> str:
    said = _WORDS.findall(text)
    words = [word.casefold() for word in said]
    counts = {code: sum(word in _tongue(code).typical for word in words) for code in LANGUAGES}
    best = max(counts, key=lambda code: counts[code])
    english = sum(word in _ENGLISH for word in words) - sum(word == "i" for word in said[1:])  # an article: "i gialli"
    if english >= counts[best]:
        return "en" if english > counts[best] else ""
    return best if list(counts.values()).count(counts[best]) == 1 else ""


def _translated(text: str, sentences: Mapping[re.Pattern[str], str]) -> str | None:
    for pattern, other in sentences.items():
        if found := pattern.fullmatch(text):
            return other.format(**found.groupdict())
    return None


@cache
def _file(code: str) -> Mapping[str, Any]:
    return tomllib.loads(resources.files(__name__).joinpath(f"{code}.toml").read_text(encoding="utf-8"))


@cache
def _figures(code: str) -> re.Pattern[str]:
    """The number words of a language, the longest first; none where it has no grammar."""
    if code not in installed():
        return re.compile("(?!)")
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, sorted(load(code).figures, key=len, reverse=True)))})\b")


@cache
def _tongue(code: str) -> Tongue:
    file = _file(code)
    translated = file.get("sentences", {})
    for english, other in translated.items():
        if unknown := set(_PLACES.findall(other)) - set(_PLACES.findall(english)):
            raise ValueError(f"telling/{code}.toml: {english!r} has no {', '.join(unknown)} to fill in")
    sentences = sorted(translated, key=lambda english: -len(_PLACES.sub("", english)))
    words = {"days": " ".join(day_name), "months": " ".join(month_name[1:])} | file.get("words", {})
    for name, count in _NAMED.items():
        if (found := len(words[name].split())) != count:
            raise ValueError(f"telling/{code}.toml: '{name}' of [words] has {found} names, not {count}")
    asked = dict(zip(words["months"].split(), month_name[1:], strict=True)) | file.get("times", {})
    times = sorted(asked, key=lambda said: -len(said))
    days = "|".join(plain(day.casefold()) for day in words["days"].split())
    return Tongue(
        words=words,
        times={
            re.compile(rf"(?<!\w){re.escape(plain(said.casefold()))}(?!\w)"): asked[said].casefold() for said in times
        },
        days=re.compile(rf"\b({days})(?=\w{{3}})"),
        sentences={
            re.compile(_PLACE.sub(r"(?P<\1>.+?)", re.escape(english))): translated[english] for english in sentences
        },
        typical=frozenset(words.get("typical", "").split()),
    )
