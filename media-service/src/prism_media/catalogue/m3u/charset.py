"""Guesses the code page of text that is not UTF-8, by the letters that its languages use most."""

from __future__ import annotations

import codecs
import re

_LATIN = {
    "cp1252": "éèêëàâäáãåçîïíìñôöóòõøûüúùßæœÉÈÀÂÄÁÅÇÎÍÑÔÖÓØÛÜÚÆ¡¿«»°’–…·",
    "cp1250": "ąćęłńóśźżĄĆĘŁŃÓŚŹŻáčďéěíňřšťúůýžÁČĎÉĚÍŇŘŠŤÚŮÝŽőűŐŰäöüăâîşţ–’",
    "cp1254": "ışğüöçİŞĞÜÖÇâîû",
}
_OTHER = {
    "cp1251": "оеаинтсрвлкмдпяыОЕАИНТСРВЛКМДП",
    "cp1253": "αοιετσςνρκπμλήίΑΟΙΕΤΣΝΡΚΠΜΛ",
    "cp1255": "יוהלאמרתבשנדכעח",
    "cp1256": "اليمونرتبةعدسفهكقح",
}
"""The commonest letters of each code page's languages. Code pages share bytes: the one whose letters they are wins."""

_RUN = re.compile(rb"[\x80-\xff]+")
_ACCENTS = re.compile(rb"(?<=[A-Za-z])[\x80-\xff]+|(?<![\x80-\xff])[\x80-\xff]+(?=[A-Za-z])|(?<= )[\x80-\xff](?= )")
_SAME_AS_NONE = frozenset({"utf-8", "ascii", "iso8859-1"})
"""What servers say of any text: it tells nothing."""


def declared(charset: str | None) -> str | None:
    """The codec that a Content-Type names, `None` where it names none that tells anything."""
    try:
        name = codecs.lookup(charset).name if charset else "ascii"
    except LookupError:
        return None
    return None if name in _SAME_AS_NONE else name


def guess(raw: bytes) -> str:
    """The likeliest codec of `raw`, which should hold all lines that are no UTF-8: more letters, a surer guess."""
    runs = _RUN.findall(raw)
    if _is_chinese(runs):
        return "gb18030"
    high = b"".join(runs)[:20_000]
    # Accents stand among ASCII letters; other scripts write whole words in high bytes.
    accents = sum(len(run) for run in _ACCENTS.findall(raw)) / max(1, sum(map(len, runs)))
    fitness = {codec: accents * _share(high, codec, common) for codec, common in _LATIN.items()}
    fitness |= {codec: (1 - accents) * _share(high, codec, common) for codec, common in _OTHER.items()}
    return max(fitness, key=lambda codec: fitness[codec])


def _share(high: bytes, codec: str, common: str) -> float:
    text = high.decode(codec, errors="replace")
    return sum(letter in common for letter in text) / max(1, len(text))


def _is_chinese(runs: list[bytes]) -> bool:
    """Two bytes a character, so every run is even; and few bytes of the range of Cyrillic's small letters."""
    if not runs or any(len(run) % 2 for run in runs):
        return False
    high = b"".join(runs)
    leads = high[::2]
    small_cyrillic = sum(byte >= 0xE0 for byte in high)
    return all(0xA1 <= byte <= 0xF7 for byte in leads) and small_cyrillic < 0.45 * len(high)
