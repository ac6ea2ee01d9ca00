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

MORE_ENGLISH_NAMES: Mapping[str, str] = {
    "afrikaans": "af", "zulu": "zu", "isizulu": "zu", "xhosa": "xh", "isixhosa": "xh", "sotho": "st",
    "sesotho": "st", "tswana": "tn", "setswana": "tn", "sepedi": "nso", "northern sotho": "nso", "tsonga": "ts",
    "xitsonga": "ts", "venda": "ve", "tshivenda": "ve", "swazi": "ss", "siswati": "ss", "ndebele": "nr",
    "shona": "sn", "chichewa": "ny", "bemba": "bem", "kiswahili": "sw", "luganda": "lg", "kikuyu": "ki",
    "kinyarwanda": "rw", "kirundi": "rn", "lingala": "ln", "malagasy": "mg", "yoruba": "yo", "igbo": "ig",
    "hausa": "ha", "nigerian pidgin": "pcm", "pidgin": "pcm", "twi": "tw", "akan": "ak", "ewe": "ee", "wolof": "wo",
    "fula": "ff", "bambara": "bm", "amharic": "am", "tigrinya": "ti", "oromo": "om", "somali": "so",
    "berber": "ber", "tamazight": "zgh", "kabyle": "kab", "egyptian arabic": "arz", "moroccan arabic": "ary",
    "lebanese arabic": "apc", "telugu": "te", "kannada": "kn", "malayalam": "ml", "marathi": "mr", "gujarati": "gu",
    "punjabi": "pa", "panjabi": "pa", "bangla": "bn", "odia": "or", "oriya": "or", "assamese": "as",
    "sindhi": "sd", "kashmiri": "ks", "konkani": "kok", "bhojpuri": "bho", "maithili": "mai", "sanskrit": "sa",
    "nepali": "ne", "sinhala": "si", "sinhalese": "si", "dhivehi": "dv", "dari": "prs", "pashto": "ps",
    "kurdish": "ku", "sorani": "ckb", "kurmanji": "kmr", "azerbaijani": "az", "azeri": "az", "armenian": "hy",
    "kazakh": "kk", "uzbek": "uz", "kyrgyz": "ky", "tajik": "tg", "turkmen": "tk", "tatar": "tt", "uyghur": "ug",
    "uighur": "ug", "mongolian": "mn", "tibetan": "bo", "burmese": "my", "khmer": "km", "cambodian": "km",
    "lao": "lo", "laotian": "lo", "javanese": "jv", "sundanese": "su", "malaysian": "ms", "cebuano": "ceb",
    "ilocano": "ilo", "hokkien": "nan", "taiwanese": "nan", "hakka": "hak", "shanghainese": "wuu",
    "simplified chinese": "zh-Hans", "traditional chinese": "zh-Hant", "mandarin chinese": "zh",
    "chinese mandarin": "zh", "gaelic": "gd", "scots gaelic": "gd", "scottish gaelic": "gd",
    "irish gaelic": "ga", "gaeilge": "ga", "scots": "sco", "manx": "gv", "cornish": "kw", "breton": "br",
    "luxembourgish": "lb", "frisian": "fy", "flemish": "nl-BE", "swiss german": "gsw", "austrian german": "de-AT",
    "bavarian": "bar", "faroese": "fo", "greenlandic": "kl", "sami": "se", "yiddish": "yi", "esperanto": "eo",
    "latin": "la", "maltese": "mt", "macedonian": "mk", "bosnian": "bs", "montenegrin": "cnr", "slovene": "sl",
    "slovakian": "sk", "belarusian": "be", "moldovan": "ro", "sardinian": "sc", "sicilian": "scn", "corsican": "co",
    "occitan": "oc", "romansh": "rm", "romani": "rom", "valencian": "ca-valencia", "maori": "mi", "te reo": "mi",
    "te reo maori": "mi", "samoan": "sm", "tongan": "to", "fijian": "fj", "hawaiian": "haw", "inuktitut": "iu",
    "cree": "cr", "navajo": "nv", "quechua": "qu", "guarani": "gn", "aymara": "ay", "nahuatl": "nah",
    "haitian creole": "ht", "haitian": "ht", "creole": "ht", "jamaican patois": "jam", "patois": "jam",
    "papiamento": "pap", "mexican spanish": "es-MX", "european spanish": "es-ES", "latin spanish": "es-419",
    "canadian french": "fr-CA", "quebec french": "fr-CA", "quebecois": "fr-CA", "european portuguese": "pt-PT",
    "brazilian portugese": "pt-BR", "portugese": "pt", "us english": "en-US", "uk english": "en-GB",
    "australian english": "en-AU", "indian english": "en-IN", "modern greek": "el",
}  # fmt: skip
"""Names that are taken for a language only beside words of language ("in Zulu"): many are said of other things too."""
ALL_ENGLISH_NAMES: Mapping[str, str] = {**ENGLISH_NAMES, **MORE_ENGLISH_NAMES}
