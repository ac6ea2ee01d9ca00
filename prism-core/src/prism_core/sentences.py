"""Cuts a reply into sentences while it is still being written, so that speech starts before the text ends.

The cuts depend on the text alone, never on the pieces it arrived in, so the same text asked for twice is cut
the same. Rules follow the idea of Unicode's sentence boundaries (UAX #29) with what plain rules get wrong:
abbreviations, initials, decimals, list numbers.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from enum import Enum

ENDS_WITH_SPACE = frozenset(".!?…؟۔։።")
"""Marks that end a sentence when a space or the end of the text follows."""
ENDS_AT_ONCE = frozenset("。！？｡।॥။។៕")
"""Marks of scripts that write no space after a sentence, or whose mark is never anything else."""
CLAUSE_MARKS = frozenset(",;:—–،؛")
CLAUSE_MARKS_AT_ONCE = frozenset("，、；：")
CLOSERS = frozenset("\"'”’»)]}」』）】*_`")

NEVER_ENDS = frozenset(
    {"mr", "mrs", "ms", "mx", "dr", "prof", "rev", "hon", "gen", "col", "capt", "lt", "sgt", "st", "sr", "jr"}
    | {"vs", "feat", "ft", "approx", "dept", "est", "mt"}
    | {"e.g", "i.e", "cf", "al", "bros", "messrs", "sra", "dra", "mme", "mlle", "hr", "fr", "bzw", "ca"}
    | {"evtl", "ggf", "z.b", "d.h", "dott", "sig", "avv", "ing", "bijv", "dhr", "mevr", "см", "ул", "им"}
    | {"np", "tzn", "např", "tzv", "tj", "örn", "kb", "pl", "напр", "godz", "ee", "mio", "mrd", "tsd", "tel", "vgl"}
)
"""Abbreviations that a name, a number or more of the sentence follows."""
TITLES = frozenset("Gov Sen Rep Pres Maj Cmdr Cpl Supt Insp Adm Brig".split())
"""Those that only with a capital are short for something that a name follows."""
MAY_END = frozenset({"st", "jr", "sr", "co", "inc", "ltd", "corp", "bros", "rd", "ave", "blvd"})
"""Those that end a sentence where a word follows that begins one, as initials do: "in the U.S. It is", "Inc. The"."""
STARTERS = frozenset(
    "It He She We They You I This That These Those The A An There Here Then And But Or So If When While What Where Why "
    "How Who Which Is Are Was Do Does Did Can Could Would Shall Should Will Let Please My Your His Her Its Our Their "
    "In On At For From With After Before Next Now Tonight Today Tomorrow Yes Also However".split()
)
"""Words that follow an abbreviation with a capital letter only where they begin a sentence."""
NEVER_ENDS_BEFORE_FIGURES = frozenset(
    {"no", "nos", "nr", "núm", "n", "vol", "vols", "ch", "ep", "eps", "p", "pp", "pg", "pág", "pt", "op", "art", "cap"}
    | {"fig", "figs", "sec", "ca", "стр", "č", "str", "s", "nº"}
)
"""Those that are one before a number only: "No. 5", but "No. Not now."."""
CALENDAR = frozenset(
    "Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec Mon Tue Tues Wed Thu Thur Thurs Fri Sat Sun".split()
)
"""Days and months, which a number follows too; in small letters some of them are other words."""
ORDINAL_DOT_LANGUAGES = frozenset(
    {"de", "da", "nb", "nn", "no", "fi", "cs", "sk", "hu", "et", "sl", "hr", "tr", "pl", "sr", "bs", "lv", "is"}
)
"""Languages that write ordinals with a full stop: "am 3. Mai"."""

FIRST_CLAUSE_LETTERS = 24
"""Shortest opening clause worth speaking alone: about 1.5 s of speech, which hides the rest's synthesis."""
FIRST_CLAUSE_IDEOGRAPHS = 7
"""The same in a script where one character is a syllable or more."""
LONGEST_SENTENCE = 240
"""Characters after which a text without an end is cut at its last clause or space: speech models have limits."""

_ROMAN = re.compile("[IVXL]+")
_MARKS = ENDS_WITH_SPACE | ENDS_AT_ONCE | CLAUSE_MARKS | CLAUSE_MARKS_AT_ONCE
_RUNS_ON = ENDS_WITH_SPACE | ENDS_AT_ONCE | CLOSERS


class _Verdict(Enum):
    CUT = "cut"
    GO_ON = "go on"
    WAIT = "wait for more text"


class SentenceCutter:
    """Cuts one reply; feed it text as it comes, then `flush`. One instance a reply. No sentence is of marks alone.

    Args:
        language: BCP 47 tag of the text; only the ordinal dot depends on it.
        first_clause: whether a long enough opening clause may go alone, for an early first sound.
    """

    def __init__(self, language: str | None = None, first_clause: bool = True) -> None:
        self._ordinal_dots = (language or "").split("-")[0].lower() in ORDINAL_DOT_LANGUAGES
        self._clause_allowed = first_clause
        self._rest = ""

    def push(self, text: str) -> list[str]:
        """Sentences that `text` completed, in order, without surrounding space."""
        # Space in front counts for no clause, whether it came with what was cut or after it.
        self._rest = (self._rest + text).lstrip()
        return list(self._complete(final=False))

    def flush(self) -> list[str]:
        """What is left at the end of the reply: its last sentences, or nothing."""
        return list(self._complete(final=True))

    def _complete(self, final: bool) -> Iterator[str]:
        while (cut := self._next_cut(final)) is not None:
            sentence, self._rest = self._rest[:cut].strip(), self._rest[cut:].lstrip()
            if _says_something(sentence):
                self._clause_allowed = False
                yield sentence

    def _next_cut(self, final: bool) -> int | None:
        """Index at which the next sentence ends; none when more text is needed or nothing is left."""
        text = self._rest
        for index in range(min(len(text), LONGEST_SENTENCE)):
            end = _end_of_mark(text, index)
            verdict = self._verdict(text, index, end, final)
            if verdict is _Verdict.WAIT:
                return None
            if verdict is _Verdict.CUT:
                return end
        if len(text) > LONGEST_SENTENCE:
            return _last_pause(text[:LONGEST_SENTENCE])
        return len(text) if final and text else None

    def _verdict(self, text: str, index: int, end: int, final: bool) -> _Verdict:
        mark = text[index]
        if mark == "\n":
            return _Verdict.CUT if text[:index].strip() else _Verdict.GO_ON
        if mark in _MARKS and not _says_something(text[:index]):
            return _Verdict.GO_ON  # "... and then": what is only marks goes with what follows.
        if mark in _MARKS and _quoted(text, index) and text[end:].isspace() and not final:
            return _Verdict.WAIT  # The closing quote may follow.
        if mark in ENDS_AT_ONCE:
            return _ended(text, end, final)
        if mark in ENDS_WITH_SPACE:
            return self._verdict_on_stop(text, index, end, final)
        if self._clause_allowed and _is_clause(text, index):
            return _followed_by_space(text, end, final) if mark in CLAUSE_MARKS else _ended(text, end, final)
        return _Verdict.GO_ON

    def _verdict_on_stop(self, text: str, index: int, end: int, final: bool) -> _Verdict:
        space = _followed_by_space(text, end, final)
        if space is not _Verdict.CUT or text[index] not in ".…":
            return space
        word = _word_before(text, index)
        following = text[end:].lstrip(" \t")
        if text[index] == "." and self._continues(text, word, index):
            return _begins_sentence(following, final) if _may_end(word) else _Verdict.GO_ON
        if not following:
            return _Verdict.CUT if final else _Verdict.WAIT
        if _counts(word) and following[0].isdigit():
            return _Verdict.GO_ON
        return _Verdict.GO_ON if following[0].islower() else _Verdict.CUT

    def _continues(self, text: str, word: str, index: int) -> bool:
        """Whether the full stop at `index` belongs to `word` and ends nothing."""
        bare = word.lower()
        if bare in NEVER_ENDS or word in TITLES or bare in MAY_END or _is_initial(word):
            return True
        is_list_number = not text[: index - len(word)].strip()
        if is_list_number and self._ordinal_dots and _ROMAN.fullmatch(word):
            return True  # "IV. Béla"
        if not word.isdecimal():
            return False
        return is_list_number or (self._ordinal_dots and len(word) <= 2)


def cut_sentences(text: str, language: str | None = None, first_clause: bool = False) -> list[str]:
    """All sentences of a whole `text`, cut as `SentenceCutter` would cut it."""
    cutter = SentenceCutter(language, first_clause)
    return cutter.push(text) + cutter.flush()


def cut_long(sentence: str, longest: int) -> list[str]:
    """Parts of `sentence` of `longest` characters at most, cut at its pauses where there are any."""
    parts = []
    while len(sentence) > longest:
        cut = _last_pause(sentence[:longest])
        parts.append(sentence[:cut].strip())
        sentence = sentence[cut:].lstrip()
    return [part for part in (*parts, sentence) if _says_something(part)]


def cut_stream(pieces: Iterable[str], language: str | None = None) -> Iterator[str]:
    """Sentences of a text that arrives in `pieces`, each as soon as it is complete."""
    cutter = SentenceCutter(language)
    for piece in pieces:
        yield from cutter.push(piece)
    yield from cutter.flush()


def _says_something(text: str) -> bool:
    """Whether there is a letter, a figure or a picture in `text`."""
    return any(character.isalnum() or unicodedata.category(character) == "So" for character in text)


def _end_of_mark(text: str, index: int) -> int:
    """Index behind the mark at `index` with its repetitions and the quotes or brackets that close on it."""
    if text[index] == "\n":
        return index + 1
    end = _end_of_run(text, index + 1)
    # French puts a space before the quote that closes.
    if _quoted(text, index) and text[end : end + 1].isspace() and text[end + 1 : end + 2] == "»":
        return _end_of_run(text, end + 1)
    return end


def _end_of_run(text: str, end: int) -> int:
    while end < len(text) and text[end] in _RUNS_ON:
        end += 1
    return end


def _quoted(text: str, index: int) -> bool:
    """Whether a «quotation» is open at `index`."""
    return text.count("«", 0, index) > text.count("»", 0, index)


def _ended(text: str, end: int, final: bool) -> _Verdict:
    """A mark that needs no space after it, once it is known that no further mark belongs to it."""
    return _Verdict.CUT if end < len(text) or final else _Verdict.WAIT


def _followed_by_space(text: str, end: int, final: bool) -> _Verdict:
    if end >= len(text):
        return _Verdict.CUT if final else _Verdict.WAIT
    return _Verdict.CUT if text[end].isspace() else _Verdict.GO_ON


def _is_clause(text: str, index: int) -> bool:
    if text[index] in CLAUSE_MARKS_AT_ONCE:
        return index >= FIRST_CLAUSE_IDEOGRAPHS
    return text[index] in CLAUSE_MARKS and index >= FIRST_CLAUSE_LETTERS


def _word_before(text: str, index: int) -> str:
    start = index
    while start > 0 and not text[start - 1].isspace():
        start -= 1
    return text[start:index].lstrip("(\"'“‘[*_")


def _is_initial(word: str) -> bool:
    """Whether `word` is one letter, or letters with stops between: "J", "U.S", "z" of "z. B."."""
    if len(word) == 1:
        return word not in ("I", "p") and word.lower() != word.upper()
    letters = word.split(".")
    return all(len(letter) == 1 and unicodedata.category(letter) == "Lu" for letter in letters)


def _may_end(word: str) -> bool:
    """Whether `word`, whose full stop belongs to it, may be the last one of a sentence: "U.S", "A", "Inc"."""
    return word.lower() in MAY_END or (word.lower() not in NEVER_ENDS and word[:1].isupper() and _is_initial(word))


def _begins_sentence(following: str, final: bool) -> _Verdict:
    """A cut where the next word begins a sentence; it has to be complete to tell."""
    length = next((index for index, character in enumerate(following) if not character.isalpha()), None)
    if length is None and not final:
        return _Verdict.WAIT
    return _Verdict.CUT if following[:length] in STARTERS else _Verdict.GO_ON


def _counts(word: str) -> bool:
    """Whether `word` is short for something that a number follows: "No", "Jan"."""
    return word.lower() in NEVER_ENDS_BEFORE_FIGURES or word in CALENDAR


def _last_pause(text: str) -> int:
    """Where to cut a text without an end: behind its last clause mark, else its last space, else its end."""
    for index in range(len(text) - 1, len(text) // 2, -1):
        ended = text[index] in CLAUSE_MARKS and text[index + 1 : index + 2].isspace()  # Not the comma of "1,000".
        if ended or text[index] in CLAUSE_MARKS_AT_ONCE:
            return index + 1
    for index in range(len(text) - 1, len(text) // 2, -1):
        if text[index].isspace():
            return index + 1
    return len(text)
