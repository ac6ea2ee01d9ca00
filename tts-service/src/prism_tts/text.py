"""Turns what is written for the eye into what can be spoken: no markup, no pictures, words for figures."""

import html
import re
import unicodedata

from prism_core.sentences import ORDINAL_DOT_LANGUAGES
from prism_tts.english import say_english
from prism_tts.written import say_written

_FENCE = re.compile(r"```.*?(?:```|\Z)", re.DOTALL)
_LINK = re.compile(r"!?\[([^\]]*)\]\([^)]*\)")
_ADDRESS = re.compile(r"\b(?:https?://|www\.)(?:www\.)?([\w.-]+\w)(?:[/?#](?:[^\s)]*[^\s),.;:!?])?)?")
_CITATION = re.compile(r"(?<=\S)\[\d{1,3}\](?!\()")
_HEADING = re.compile(r"^[ \t]*(?:#{1,6}\s+|>\s?|[-*+•]\s+)", re.MULTILINE)
_LIST_NUMBER = re.compile(r"^[ \t]*\d{1,2}(?:\)|[.])\s+", re.MULTILINE)
_EMPHASIS = re.compile(r"(\*{1,3}|_{1,3}|~~|`+)(?=\S)(.+?)(?<=\S)\1")
_TAG = re.compile(r"</?[a-zA-Z][^>]{0,80}>")
_FACE = re.compile(r"(?<!\S)(?:[:;=8]['’]?-?[)(DPpoO|\]\[*]|<3|\^_\^|xD)(?![^\s.,!?])")
_ARROW = re.compile(r"\s*[\u2190-\u21ff\u27a1\u27f5-\u27ff]\s*|\s*(?:-+>|=+>)\s*")
_DASH = re.compile(r"\s+[–—-]+\s+|(?<=[^\W\d])—(?=[^\W\d])")
_STRAY = re.compile(r"[*_`~|<>\\^{}\[\]]+")
_STARRED = re.compile(r"\b[A-Z](?:\*[A-Z])+\b")
"""A title such as "M*A*S*H"."""
_SPACE = re.compile(r"\s+")
_PICTURES = frozenset({"So", "Sk", "Cs", "Co", "Cn"})
_SPOKEN_SYMBOLS = frozenset("°№♭♯")
"""Symbols of a picture's category that are read aloud."""
_DEGREES = str.maketrans({"℃": "°C", "℉": "°F"})
_SCRIPTS = (
    (("HIRAGANA", "KATAKANA"), "ja"), (("HANGUL",), "ko"), (("CJK",), "zh"), (("CYRILLIC",), "ru"),
    (("GREEK",), "el"), (("ARABIC",), "ar"), (("HEBREW",), "he"), (("DEVANAGARI",), "hi"), (("BENGALI",), "bn"),
    (("TAMIL",), "ta"), (("THAI",), "th"), (("GEORGIAN",), "ka"), (("ARMENIAN",), "hy"),
)  # fmt: skip
_SHARED = {
    "ru": set("ru uk bg sr mk be kk ky tt ba cv".split()), "ar": set("ar fa ur ug sd ku".split()),
    "hi": set("hi mr ne kok".split()), "zh": set("zh cmn yue hak ja ko".split()), "bn": {"bn", "as", "bpy"},
}  # fmt: skip
"""Languages of a script by the most widely spoken one."""


def normalise(text: str, language: str) -> str:
    """`text` ready to be spoken in `language` (BCP 47); empty when nothing in it is for the ear.

    Whole numbers become words in English and Hindi only: elsewhere the engine's own rules know inflection better.
    """
    bare = language.split("-")[0].lower()
    if bare not in ORDINAL_DOT_LANGUAGES:
        text = _LIST_NUMBER.sub("", text)
    plain = _ARROW.sub(", ", _FACE.sub("", without_pictures(without_markup(text.translate(_DEGREES)))))
    plain = say_english(plain) if bare == "en" else say_written(plain, bare)
    plain = _SPACE.sub(" ", _STRAY.sub(" ", _DASH.sub(", ", plain))).strip()
    plain = re.sub(r"\s+([,.!?;:])", r"\1", plain).lstrip(",;: ")
    return plain if any(character.isalnum() for character in plain) else ""


def without_markup(text: str) -> str:
    """`text` without Markdown and tags; links keep their words, addresses their host, code blocks go."""
    text = _FENCE.sub(" ", html.unescape(text))
    text = _STARRED.sub(lambda found: found[0].replace("*", ""), text)
    text = _CITATION.sub("", text)
    text = _LINK.sub(r"\1", text)
    text = _ADDRESS.sub(r"\1", text)
    text = _HEADING.sub("", text)
    for _ in range(2):  # Emphasis may lie within emphasis.
        text = _EMPHASIS.sub(r"\2", text)
    return _TAG.sub(" ", text)


def without_pictures(text: str) -> str:
    """`text` without emoji, dingbats and their joiners and selectors."""
    kept = (
        character
        for character in unicodedata.normalize("NFC", text)
        if character in _SPOKEN_SYMBOLS or not _is_picture(character)
    )
    return "".join(kept)


def language_of(text: str, default: str) -> str:
    """Language that the script of `text` tells, else `default`: an English voice cannot read Cyrillic.

    A script that many languages share gives its most widely spoken one, unless `default` uses it too.
    """
    counts: dict[str, int] = {}
    for character in text:
        if character.isalpha() and not character.isascii():
            name = unicodedata.name(character, "")
            for prefixes, language in _SCRIPTS:
                if name.startswith(prefixes):
                    counts[language] = counts.get(language, 0) + 1
    if not counts or sum(counts.values()) < sum(character.isalpha() for character in text) / 3:
        return default
    if "ja" in counts:  # Japanese mixes its own scripts with Chinese characters.
        return "ja"
    found = max(counts, key=lambda language: counts[language])
    return default if _shares_script(default, found) else found


def tongue_of(sentence: str, whole: str, default: str) -> str:
    """Language of a sentence of a text that is in `whole`: its script's, `default` where that is Latin."""
    if not any(character.isalpha() for character in sentence):
        return whole
    return language_of(sentence, whole) if language_of(sentence, "") else default


def in_tongues(sentence: str, language: str) -> list[tuple[str, str]]:
    """Stretches of a sentence in `language`, each with its own: no voice reads the names of every script.

    Figures and signs go with the words in front of them.
    """
    stretches: list[tuple[str, str]] = []
    for word in re.findall(r"\s*\S+", sentence):
        lettered = any(character.isalpha() for character in word)
        tongue = language_of(word, language) if lettered or not stretches else stretches[-1][1]
        if stretches and stretches[-1][1] == tongue:
            word = stretches.pop()[0] + word
        stretches.append((word, tongue))
    return stretches


def _shares_script(language: str, found: str) -> bool:
    return language.split("-")[0].lower() in _SHARED.get(found, {found})


def _is_picture(character: str) -> bool:
    if character in "\u200d\ufe0e\ufe0f\u20e3":
        return True
    return ord(character) > 127 and unicodedata.category(character) in _PICTURES
