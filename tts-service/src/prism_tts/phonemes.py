"""Which mouth shape a phoneme has.

Grouping of Oculus Lipsync's fifteen visemes
(https://developers.meta.com/horizon/documentation/unity/audio-ovrlipsync-viseme-reference), extended from its
English examples to the rest of the IPA by place of articulation: lips show, the tongue's place behind the teeth
hardly does. ARPABET after the CMU Pronouncing Dictionary and the phone set of Festival's radio voices.
"""

import functools
import unicodedata

from prism_core.visemes import Viseme

_GROUPS: dict[Viseme, str] = {
    "PP": "p b m ɓ ʙ",
    "FF": "f v ɱ ʋ ɸ β",
    "TH": "θ ð",
    "DD": "t d ʈ ɖ ɗ ɾ ɽ",
    "kk": "k g ɡ ɠ q ɢ x ɣ χ ʁ ʀ h ɦ ħ ʕ ŋ ɴ c ɟ ʔ ç ʝ ɰ ɧ",
    "CH": "ʃ ʒ ɕ ʑ ʂ ʐ",
    "SS": "s z ɬ ɮ",
    "nn": "n l ɲ ɳ ʎ ɭ ʟ ɫ",
    "RR": "r ɹ ɻ ɺ ɚ ɝ",
    "aa": "a ɑ æ ɐ ʌ ɒ ə ɘ ɜ ɶ ä ᵻ",
    "E": "e ɛ ø œ ɞ ɤ",
    "I": "i ɪ ɨ j y ʏ ɥ ᵊ",
    "O": "o ɔ ɵ",
    "U": "u ʊ ʉ ɯ w ʍ",
}
VISEME_OF_IPA: dict[str, Viseme] = {ipa: viseme for viseme, group in _GROUPS.items() for ipa in group.split()}
_AFFRICATES = {"tʃ": "ʃ", "dʒ": "ʒ", "tɕ": "ɕ", "dʑ": "ʑ", "ʈʂ": "ʂ", "ɖʐ": "ʐ", "ts": "s", "dz": "z"}
"""Spoken with the mouth shape of their release."""
_REDUCED = frozenset("əɐᵻᵊɘ")
_VOWEL_SHAPES: frozenset[Viseme] = frozenset({"aa", "E", "I", "O", "U"})

_ARPABET = (
    "aa ɑː|ae æ|ah ʌ|ao ɔː|aw aʊ|ax ə|axr ɚ|ay aɪ|b b|ch tʃ|d d|dh ð|dx ɾ|eh ɛ|er ɝ|ey eɪ|f f|g ɡ|hh h|hv ɦ|"
    "ih ɪ|ix ɨ|iy iː|jh dʒ|k k|l l|m m|n n|ng ŋ|nx n|ow oʊ|oy ɔɪ|p p|r ɹ|s s|sh ʃ|t t|th θ|uh ʊ|uw uː|v v|w w|"
    "y j|z z|zh ʒ|el l|em m|en n|pau |sil |h# |brth "
)
IPA_OF_ARPABET: dict[str, str] = {phone: ipa for phone, _, ipa in (pair.partition(" ") for pair in _ARPABET.split("|"))}


@functools.lru_cache(maxsize=2048)
def visemes_of(ipa: str) -> tuple[Viseme, ...]:
    """Mouth shapes of one phoneme in order: two for a diphthong, `sil` for silence.

    A symbol that is not in the table is passed over; a phoneme of such symbols only keeps the mouth as for `ə`.
    """
    letters = unicodedata.normalize("NFC", ipa.strip()).replace("͡", "")
    for affricate, release in _AFFRICATES.items():
        letters = letters.replace(affricate, release)
    if not letters:
        return ("sil",)
    shapes: list[Viseme] = []
    for letter in letters:
        shape = VISEME_OF_IPA.get(letter) or VISEME_OF_IPA.get(unicodedata.normalize("NFD", letter)[0])
        if shape is not None and (not shapes or shapes[-1] != shape):
            shapes.append(shape)
    return tuple(shapes) or ("aa",)


def weight_of(ipa: str, shape: Viseme) -> float:
    """How far the mouth goes into `shape`, in [0, 1]: less for reduced and unstressed vowels."""
    if shape == "sil":
        return 0.0
    if shape not in _VOWEL_SHAPES:
        return 0.9
    if any(letter in _REDUCED for letter in ipa):
        return 0.55
    return 1.0 if "ˈ" in ipa else 0.8


def ipa_of_arpabet(phone: str) -> str:
    """IPA of an ARPABET phone such as `AH0`; empty for pauses and for what is no phone."""
    return IPA_OF_ARPABET.get(phone.lower().rstrip("012"), "")
