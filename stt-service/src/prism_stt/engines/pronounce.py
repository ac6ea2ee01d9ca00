"""How an unknown word sounds, in the phones of the CMU dictionary, by espeak-ng's letter-to-sound rules.

espeak-ng runs inside the process; without it, words that the dictionary lacks cannot be said to the embedded engine.
"""

import ctypes

from prism_core.espeak import espeak

VOICE = b"en-us"
_UTF8 = 1
_IPA = 2

# espeak-ng's IPA to ARPABET, longest first: http://www.speech.cs.cmu.edu/cgi-bin/cmudict
PHONES = {
    "aɪɚ": "AY ER", "aɪə": "AY AH", "ɑːɹ": "AA R", "ɔːɹ": "AO R", "oːɹ": "AO R",
    "tʃ": "CH", "dʒ": "JH", "aɪ": "AY", "aʊ": "AW", "eɪ": "EY", "oʊ": "OW", "əʊ": "OW", "ɔɪ": "OY",
    "ɛɹ": "EH R", "ɪɹ": "IH R", "ʊɹ": "UH R", "iə": "IY AH", "ɜː": "ER", "əl": "AH L", "iː": "IY", "uː": "UW",
    "ɑː": "AA", "ɔː": "AO", "oː": "AO",
    "ɚ": "ER", "æ": "AE", "ʌ": "AH", "ɐ": "AH", "ə": "AH", "ᵻ": "IH", "ɪ": "IH", "i": "IY", "ʊ": "UH", "u": "UW",
    "ɛ": "EH", "e": "EH", "ɑ": "AA", "a": "AE", "ɔ": "AO", "o": "OW", "ɒ": "AA", "θ": "TH", "ð": "DH", "ʃ": "SH",
    "ʒ": "ZH", "ŋ": "NG", "ɹ": "R", "r": "R", "ɾ": "D", "ʔ": "T", "j": "Y", "ɡ": "G", "g": "G", "x": "K", "p": "P",
    "b": "B", "t": "T", "d": "D", "k": "K", "m": "M", "n": "N", "f": "F", "v": "V", "s": "S", "z": "Z", "h": "HH",
    "l": "L", "w": "W", "ɬ": "L",
}  # fmt: skip


def phones_of(ipa: str) -> str:
    """ARPABET phones, blank between them, of espeak-ng's IPA; marks without a phone are passed over."""
    phones: list[str] = []
    at = 0
    while at < len(ipa):
        for length in (3, 2, 1):
            phone = PHONES.get(ipa[at : at + length])
            if phone is not None:
                phones.append(phone)
                at += length
                break
        else:
            at += 1
    return " ".join(phones)


class Pronouncer:
    """espeak-ng's rules for English. The library is one for the process, so calls wait for each other.

    Raises:
        Unavailable: espeak-ng cannot be loaded.
    """

    def __init__(self) -> None:
        loaded = espeak()
        self._library, self._lock = loaded.library, loaded.lock
        self._library.espeak_TextToPhonemes.restype = ctypes.c_char_p
        self._library.espeak_TextToPhonemes.argtypes = [
            ctypes.POINTER(ctypes.c_char_p), ctypes.c_int, ctypes.c_int,
        ]  # fmt: skip

    def phones(self, word: str) -> str:
        """ARPABET phones of `word`; empty when it has no sound. Capitals read as letters where they are initials."""
        with self._lock:
            self._library.espeak_SetVoiceByName(VOICE)
            text = ctypes.c_char_p(word.encode())
            ipa = self._library.espeak_TextToPhonemes(ctypes.byref(text), _UTF8, _IPA) or b""
        return phones_of(ipa.decode("utf-8", "replace").replace("ˈ", "").replace("ˌ", "").replace("\u200d", ""))
