"""Writes the titles by which viewers ask for films and programmes, so that they are known whatever their words mean.

    python llm-service/scripts/known_titles.py

They are those of `understanding/titles.txt`, and of the sentences of `understanding/said/` those that are written as
names there and that nothing else is called; a title of one word is none that a language often uses. Needs wordfreq
(Apache-2.0); the same sentences give the same file.
"""

import re
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from understanding.said import Line, lines
from wordfreq import zipf_frequency

from prism_llm.understanding.languages.famous import FAMOUS
from prism_llm.understanding.languages.people import is_well_known
from prism_llm.understanding.languages.titles import CAPITALS, MOST_WORDS, TITLES_FILE, key_of
from prism_llm.understanding.utterance import read

_MORE = Path(__file__).parent / "understanding" / "titles.txt"
_LANGUAGES = ("de", "en", "es", "fr", "it")
_LEAST_LETTERS = 4
_OFTEN, _MANY = 3.6, 5
"""How often a word is used (Zipf scale: 3 is once in a million words) that is no title alone, and how many words hardly
anybody says who does not mean the title."""
_OTHERS = frozenset({"name", "channel", "genre", "team", "person"})
"""Slots of names that are not, or not always, titles."""
_GENERAL = re.compile(
    r"\b(?:match|game|film|movie|show|series?|episode|season|news|final|race|spiel|folge|staffel|partie|finale|partido|"
    r"pel[ií]cula|serie|cap[ií]tulo|temporada|partita|puntata|stagione|gara|journal|m[ée]t[ée]o|saison|[ée]pisode|"
    r"nachrichten|noticias|telegiornale)\b",
    re.I,
)
"""What tells a sort of programme, and not one."""


def main() -> None:
    """Write the file."""
    said = list(lines())
    titles, others = set(_MORE.read_text(encoding="utf-8").replace("\n", "|").split("|")), set[str]()
    for line in said:
        for name, slots in line.commands:
            title = str(slots.get("title", "")).strip(" .,!")
            if " " in title or name == "tv.watch":  # a word that one is reminded of need be no programme
                titles.add(title)
            others |= {key_of(str(value)) for slot, value in slots.items() if slot in _OTHERS}
    found = {key_of(title): title for title in sorted(titles) if title and _is_name(title)}
    others |= _also_words(said, found.keys() - others)
    keys = sorted(found.keys() - others)
    plain = [found[key] for key in keys if _is_told_by_words(key)]
    written = [found[key] for key in keys if not _is_told_by_words(key)]
    TITLES_FILE.write_text("\n".join([*plain, CAPITALS, *written]) + "\n", encoding="utf-8")
    print(f"{TITLES_FILE.name}: {len(plain)} titles, and {len(written)} in capital letters")


def _also_words(said: Sequence[Line], keys: set[str]) -> set[str]:
    """What is said in small letters more often than it is a title: "undo", "subtitles", "gute Nacht"."""
    other, named = Counter[str](), Counter[str]()
    for line in said:
        titles = " ".join(key_of(str(value)) for _, slots in line.commands for value in slots.values())
        words = read(line.text).words
        for start, word in enumerate(words):
            for end in range(start + 1, min(len(words), start + MOST_WORDS) + 1):
                key = " ".join(one.norm for one in words[start:end])
                if key in keys:
                    named[key] += key in titles
                    other[key] += key not in titles and line.text[word.start].islower()
    return {key for key in keys if other[key] > named[key]}


def _is_name(title: str) -> bool:
    """Whether it is written as names are, and means one programme."""
    words, written = key_of(title).split(), title.split()
    if not 0 < len(words) <= MOST_WORDS or is_well_known(title) or _GENERAL.search(title):
        return False
    if not (written[0][0].isupper() or written[0][0].isdigit()) or title.isupper():
        return False
    if len(words) == 1:
        return len(words[0]) >= _LEAST_LETTERS and _used(words[0]) < _OFTEN
    return sum(word[0].isupper() or word[0].isdigit() for word in written) > 1 or len(words) > 2


def _is_told_by_words(key: str) -> bool:
    """Whether nobody says it who means no title: by a rare word, or by many."""
    words = key.split()
    return len(words) > 1 and key not in FAMOUS and (min(map(_used, words)) < _OFTEN or len(words) >= _MANY)


def _used(word: str) -> float:
    """How often a word is used in the language that uses it most."""
    return max(zipf_frequency(word, code) for code in _LANGUAGES)


if __name__ == "__main__":
    main()
