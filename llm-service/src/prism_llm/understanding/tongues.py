"""Names of languages and their BCP 47 tags."""

from collections.abc import Mapping

ENGLISH_NAMES: Mapping[str, str] = {
    "english": "en", "spanish": "es", "french": "fr", "german": "de", "italian": "it", "portuguese": "pt",
    "brazilian portuguese": "pt-BR", "brazilian": "pt-BR", "dutch": "nl", "polish": "pl", "russian": "ru",
    "ukrainian": "uk", "turkish": "tr", "arabic": "ar", "hebrew": "he", "hindi": "hi", "urdu": "ur",
    "bengali": "bn", "tamil": "ta", "chinese": "zh", "mandarin": "zh", "cantonese": "yue", "japanese": "ja",
    "korean": "ko", "vietnamese": "vi", "thai": "th", "indonesian": "id", "greek": "el", "swedish": "sv",
    "norwegian": "no", "danish": "da", "finnish": "fi", "icelandic": "is", "czech": "cs", "slovak": "sk",
    "hungarian": "hu", "romanian": "ro", "bulgarian": "bg", "serbian": "sr", "croatian": "hr", "catalan": "ca",
    "basque": "eu", "galician": "gl", "welsh": "cy", "irish": "ga", "persian": "fa", "farsi": "fa",
    "swahili": "sw", "malay": "ms", "filipino": "fil", "tagalog": "tl", "estonian": "et", "latvian": "lv",
    "lithuanian": "lt", "slovenian": "sl", "albanian": "sq", "georgian": "ka", "british english": "en-GB",
    "american english": "en-US", "latin american spanish": "es-419", "castilian": "es-ES",
}  # fmt: skip
