"""How German, Spanish, French and Italian say what is written in signs: one table of words a language.

Whole numbers stay figures, since every engine reads those itself; what stands between and behind them is said here.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Manner:
    """One language's words.

    Attributes:
        clock: says an hour and its minutes, from their figures without leading zeros.
        score: stands between the goals of a match.
        to: stands between the ends of a range.
        currencies: one and many of each sign.
        units: one and many of each unit.
        abbreviations: said in full; matched as written, with their full stops.
        signs: words for single signs.
        season: a season and its episode, with two places for their numbers.
        always: how "24/7" is said.
        ordinals: those that are written with figures and an ending.
        year: says a year from 1100 to 1999, where it is said otherwise than as a number.
        minus: said before a number below zero.
    """

    clock: Callable[[str, str], str]
    score: str
    to: str
    currencies: Mapping[str, tuple[str, str]]
    units: Mapping[str, tuple[str, str]]
    abbreviations: Mapping[str, str]
    signs: Mapping[str, str]
    season: str
    always: str
    ordinals: Mapping[str, str]
    year: Callable[[str], str] = str
    minus: str = "minus"


def _same(*words: str) -> dict[str, tuple[str, str]]:
    """Units whose plural is their singular: "km=Kilometer"."""
    return {unit: (word, word) for unit, _, word in (pair.partition("=") for pair in words)}


def _forms(*words: str) -> dict[str, tuple[str, str]]:
    """Units with one and many: "km=kilómetro/kilómetros"."""
    pairs = (pair.partition("=") for pair in words)
    return {unit: (forms.split("/")[0], forms.split("/")[1]) for unit, _, forms in pairs}


def _german_clock(hour: str, minute: str) -> str:
    return f"{hour} Uhr" + (f" {minute}" if minute != "0" else "")


def _german_year(year: str) -> str:
    return f"{year[:2]} hundert {year[2:].lstrip('0')}".rstrip()


def _spanish_clock(hour: str, minute: str) -> str:
    return hour + (f" y {minute}" if minute != "0" else " en punto")


def _french_clock(hour: str, minute: str) -> str:
    named = {"0": "minuit", "12": "midi"}.get(hour, f"{hour} heure{'s' if hour != '1' else ''}")
    return named + (f" {minute}" if minute != "0" else "")


def _italian_clock(hour: str, minute: str) -> str:
    named = {"0": "mezzanotte", "12": "mezzogiorno"}.get(hour, hour) if minute == "0" else hour
    return named + (f" e {minute}" if minute != "0" else "")


MANNERS: Mapping[str, Manner] = {
    "de": Manner(
        clock=_german_clock,
        score="zu",
        to="bis",
        currencies=_same("€=Euro", "$=Dollar", "£=Pfund", "¥=Yen") | _same("CHF=Franken"),
        units=_same("km/h=Kilometer pro Stunde", "km=Kilometer", "kg=Kilogramm", "cm=Zentimeter", "mm=Millimeter")
        | _forms(
            "m=Meter/Meter", "GB=Gigabyte/Gigabyte", "MB=Megabyte/Megabyte", "min=Minute/Minuten", "Min.=Minute/Minuten"
        )
        | _forms("Std.=Stunde/Stunden", "°C=Grad/Grad", "°=Grad/Grad", "%=Prozent/Prozent", "Hz=Hertz/Hertz"),
        abbreviations={
            "z. B.": "zum Beispiel",
            "z.B.": "zum Beispiel",
            "d. h.": "das heißt",
            "d.h.": "das heißt",
            "u. a.": "unter anderem",
            "u.a.": "unter anderem",
            "usw.": "und so weiter",
            "bzw.": "beziehungsweise",
            "ca.": "circa",
            "Dr.": "Doktor",
            "Prof.": "Professor",
            "Nr.": "Nummer",
            "St.": "Sankt",
            "ggf.": "gegebenenfalls",
            "evtl.": "eventuell",
            "Hr.": "Herr",
            "Fr.": "Frau",
            "vs.": "gegen",
            "inkl.": "inklusive",
        },
        signs={"&": "und", "+": "plus", "=": "gleich", "@": "at", "§": "Paragraf"},
        season="Staffel {}, Folge {}",
        always="24 Stunden am Tag",
        ordinals={},
        year=_german_year,
    ),
    "es": Manner(
        clock=_spanish_clock,
        score="a",
        to="a",
        currencies=_forms("€=euro/euros", "$=dólar/dólares", "£=libra/libras", "¥=yen/yenes"),
        units=_forms("km/h=kilómetro por hora/kilómetros por hora")
        | _forms("km=kilómetro/kilómetros", "kg=kilo/kilos", "cm=centímetro/centímetros", "m=metro/metros")
        | _forms(
            "GB=gigabyte/gigabytes", "MB=megabyte/megabytes", "min=minuto/minutos", "h=hora/horas", "s=segundo/segundos"
        )
        | _forms("°C=grado/grados", "°=grado/grados", "%=por ciento/por ciento", "Hz=hercio/hercios"),
        abbreviations={
            "Sr.": "señor",
            "Sra.": "señora",
            "Dr.": "doctor",
            "Dra.": "doctora",
            "Ud.": "usted",
            "p. ej.": "por ejemplo",
            "p.ej.": "por ejemplo",
            "etc.": "etcétera",
            "EE. UU.": "Estados Unidos",
            "EE.UU.": "Estados Unidos",
            "núm.": "número",
            "vs.": "contra",
            "cap.": "capítulo",
        },
        signs={"&": "y", "+": "más", "=": "igual a", "@": "arroba"},
        season="temporada {}, episodio {}",
        always="las 24 horas",
        ordinals={
            "1º": "primero",
            "2º": "segundo",
            "3º": "tercero",
            "1ª": "primera",
            "2ª": "segunda",
            "3ª": "tercera",
            "4º": "cuarto",
            "5º": "quinto",
            "4ª": "cuarta",
            "5ª": "quinta",
            "1er": "primer",
        },
        minus="menos",
    ),
    "fr": Manner(
        clock=_french_clock,
        score="à",
        to="à",
        currencies=_forms("€=euro/euros", "$=dollar/dollars", "£=livre/livres", "¥=yen/yens"),
        units=_forms("km/h=kilomètre-heure/kilomètres-heure", "km=kilomètre/kilomètres", "kg=kilo/kilos")
        | _forms("cm=centimètre/centimètres", "m=mètre/mètres", "Go=gigaoctet/gigaoctets", "Mo=mégaoctet/mégaoctets")
        | _forms("min=minute/minutes", "s=seconde/secondes", "°C=degré/degrés", "°=degré/degrés")
        | _forms("%=pour cent/pour cent", "Hz=hertz/hertz"),
        abbreviations={
            "M.": "monsieur",
            "Mme": "madame",
            "Mlle": "mademoiselle",
            "Dr": "docteur",
            "Pr": "professeur",
            "etc.": "et cetera",
            "p. ex.": "par exemple",
            "c.-à-d.": "c'est-à-dire",
            "n°": "numéro",
            "N°": "numéro",
            "vs.": "contre",
            "vs": "contre",
        },
        signs={"&": "et", "+": "plus", "=": "égale", "@": "arobase"},
        season="saison {}, épisode {}",
        always="24 heures sur 24",
        ordinals={
            "1er": "premier",
            "1re": "première",
            "1ère": "première",
            "2e": "deuxième",
            "3e": "troisième",
            "2nd": "second",
            "2nde": "seconde",
            "4e": "quatrième",
            "5e": "cinquième",
            "6e": "sixième",
            "7e": "septième",
            "8e": "huitième",
            "9e": "neuvième",
            "10e": "dixième",
        },
        minus="moins",
    ),
    "it": Manner(
        clock=_italian_clock,
        score="a",
        to="a",
        currencies=_forms("€=euro/euro", "$=dollaro/dollari", "£=sterlina/sterline", "¥=yen/yen"),
        units=_forms("km/h=chilometro orario/chilometri orari", "km=chilometro/chilometri", "kg=chilo/chili")
        | _forms("cm=centimetro/centimetri", "m=metro/metri", "GB=gigabyte/gigabyte", "MB=megabyte/megabyte")
        | _forms("min=minuto/minuti", "h=ora/ore", "s=secondo/secondi", "°C=grado/gradi", "%=per cento/per cento")
        | _forms("Hz=hertz/hertz"),
        abbreviations={
            "Sig.": "signor",
            "Sig.ra": "signora",
            "Dott.": "dottor",
            "Dott.ssa": "dottoressa",
            "Prof.": "professor",
            "ecc.": "eccetera",
            "p. es.": "per esempio",
            "p.es.": "per esempio",
            "vs.": "contro",
            "n.": "numero",
        },
        signs={"&": "e", "+": "più", "=": "uguale", "@": "chiocciola"},
        season="stagione {}, episodio {}",
        always="24 ore su 24",
        ordinals={
            "1°": "primo",
            "2°": "secondo",
            "3°": "terzo",
            "4°": "quarto",
            "5°": "quinto",
            "1ª": "prima",
            "2ª": "seconda",
            "3ª": "terza",
            "1º": "primo",
            "2º": "secondo",
            "3º": "terzo",
        },
        minus="meno",
    ),
}
