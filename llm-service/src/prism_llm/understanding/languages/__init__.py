"""Languages that are a file: `de.toml` says all that German needs, and another file is another language.

A file has `rules`, a line for each meaning: the command's name, slots that the phrase fixes, a colon, and templates
(see `template.py`) with bars between them. Beside the rules it has number words, spans and times, lists of words with
their values, fragments of templates, the forms of verbs (rules have the first of each, which stands for all, also with
a pronoun attached), how reasons are said and second thoughts begin, what no title is, how something is wished for by
its kind, and what a trained model must never take for a request. Accents do not count, as recognisers and people leave
them out. A language without a trained model (`trained/`) has its grammar alone.
"""

import re
import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import fields, replace
from functools import cache, partial
from pathlib import Path
from typing import Any

from prism_core.commands import SlotValue
from prism_llm.understanding.cautions import Cautions, any_of
from prism_llm.understanding.durations import DurationWords
from prism_llm.understanding.grammar import AsideWords, Language, Rule, SlotType, SlotValues
from prism_llm.understanding.languages.brands import BRAND
from prism_llm.understanding.languages.wishes import Wishes
from prism_llm.understanding.numbers import NumberWords
from prism_llm.understanding.pursuing import Pursuits
from prism_llm.understanding.replies import Replies
from prism_llm.understanding.slot_types import height, lexicon, numeric, words
from prism_llm.understanding.template import compile_template, either
from prism_llm.understanding.turns import Turns, phrases
from prism_llm.understanding.utterance import plain

_FOLDER = Path(__file__).parent
_WORD = re.compile(r"<[^>]*>|\{\w+\}|\w+")
_EMPTY = re.compile(r"([(\[|])\s*\||\|\s*([)\]])|\(\s*\)|\[\s*\]")
"""What is left of a choice or an option without words."""
_ALSO_ENGLISH = frozenset("change changes continue active lance pause passes resume mute red tire siege halt".split())
"""Forms of verbs that tell no language."""
_ALSO_OF_A_TELEVISION = frozenset("volume volumen lautstarke cartes aire aria".split())
_VOWELS = "aeiouh"
_ARTICLE = re.compile(r"^l['’](?=\w)", re.I)
"""What is one word with a team: "l'Atalanta"."""
_OF_A_NAME = re.compile(r"^d['’](?=\w)", re.I)
"""The same with a channel: "le programme d'Arte"."""
_GENITIVE = re.compile(r"(?<=\w{2})['’]?s$")
"""What ends the name of an owner: "Opas", "Leo's"."""
_CLOCK = r"\d{1,2}[:.]\d\d "
"""A time of the day in figures: "20:15"."""
_MOST_CHANNEL_WORDS, _MOST_TEAM_WORDS = 3, 3
_WHY = "why"
"""A slot for words that no command has a slot for."""
_OF_FREE_WORDS = frozenset({"tv.record", "ui.search", "ask.when"})
_PERCENT = {"de": "prozent", "es": "por ciento", "fr": "pour cent", "it": "per cento"}


def installed() -> tuple[str, ...]:
    """Codes of the languages that have a file."""
    return tuple(sorted(path.stem for path in _FOLDER.glob("*.toml")))


@cache
def load(code: str) -> Language:
    """The language of a file.

    Raises:
        FileNotFoundError: no such file; `installed` lists them.
        ValueError: a rule is not as it should be; the message shows it.
    """
    written = (_FOLDER / f"{code}.toml").read_text(encoding="utf-8")
    file, spoken = tomllib.loads(plain(written.casefold())), tomllib.loads(written)
    numbers = _numbers(file["numbers"])
    spans = file["durations"]
    fixed = _past_an_hour(spans.get("an_hour", "")) | spans["fixed"]
    durations = DurationWords(numbers, spans["units"], spans["amounts"], fixed, file["numbers"]["joiner"])
    types = _types(file, numbers, durations)
    hesitations = file["hesitations"].split()
    verbs = _forms(file)
    forms = verbs | dict.fromkeys(hesitations, "")
    figures = _figures(file["numbers"])
    instead = figures | file.get("instead", {})
    wishes = Wishes.read(file, figures)
    rules = (_as_said(rule, forms, wishes) for rule in rules_of(file["rules"]))
    return Language(
        code=file["code"],
        rules=tuple(rules),
        fragments={name: _in_forms(source, forms) for name, source in file["fragments"].items()},
        types=types,
        figures=instead,
        hesitations=frozenset(hesitations),
        openings=tuple(_in_forms(source, verbs) for source in file["openings"]),
        closings=tuple(_in_forms(source, verbs) for source in file["closings"]),
        joiners=tuple(file["joiners"]),
        asides=_asides(file["asides"], verbs),
        turns=Turns.of(file["turns"]),
        replies=Replies.of(file["replies"]),
        pursuits=Pursuits.of(file["pursuits"]),
        waits=phrases(file["turns"]["waits"]),
        echoes=phrases(file["turns"]["echoes"]),
        shuts=phrases(file["turns"].get("shuts", ["(?!)"])),
        cautions=_cautions(file, verbs),
        counted=wishes.numbered.counted,
        finish={
            "tv.watch": wishes.apart,
            "profile.switch": partial(_of_an_owner, verbs=wishes.verbs),
            "reminder.set": wishes.of_the_next,
            **dict.fromkeys(_OF_FREE_WORDS, wishes.sensible),
        },
        forms=verbs,
        typical=frozenset({*file["typical"].split(), *verbs, *verbs.values()}) - _ALSO_ENGLISH,
        tails=any_of(file["wishes"].get("tails", ["(?!)"])),
        last=frozenset(file["wishes"].get("last", "").split()),
        within=frozenset(file["wishes"].get("within", "").split()),
        which=spoken["which"],
        either=spoken["either"],
    )


def _forms(file: Mapping[str, Any]) -> dict[str, str]:
    """Forms of verbs and the one that stands for them, each also with a pronoun written onto it ("ponlo")."""
    attached, elided = file["attached"].split(), file["elided"].split()
    forms = {other: base for base, others in file["forms"].items() for other in (base, *others.split())}
    every = {form + pronoun: base for form, base in forms.items() for pronoun in attached}
    every |= {pronoun + form: base for form, base in forms.items() for pronoun in elided if form[0] in _VOWELS}
    return {form: base for form, base in (every | forms).items() if form != base}


def _cautions(file: Mapping[str, Any], verbs: Mapping[str, str]) -> Cautions:
    table, things = file["cautions"], frozenset(file["wishes"]["talk"].split()) - _ALSO_OF_A_TELEVISION
    before = {*file["asides"]["articles"].split(), *table["possessives"].split()}
    said = ["|".join(map(re.escape, sorted(words))) for words in ({*verbs.values()}, before, things)]
    return Cautions(
        denies=any_of(table["denies"]),
        forbids=any_of(table.get("forbids", ["(?!)"])),
        pleads=re.compile(table.get("pleads", "(?!)")),
        asks=re.compile("(?:{})(?= )".format("|".join(map(re.escape, sorted({*verbs.values()}))))),
        removes=any_of(table.get("removes", "(?!)").split()),
        cancels=any_of(table.get("cancels", "(?!)").split()),
        unmeant=any_of(table.get("unmeant", ["(?!)"])),
        governs=any_of(table.get("governs", ["(?!)"])),
        refuses=phrases(table.get("refuses", ["(?!)"])),
        declines=phrases(table.get("declines", ["(?!)"])),
        conditions=any_of(table.get("conditions", ["(?!)"])),
        awaits=any_of(table.get("awaits", ["(?!)"])),
        reminds=any_of(table["reminds"]),
        ends=any_of(table["ends"]),
        stops=any_of(table.get("stops", ["(?!)"])),
        negates=any_of(table.get("negates", ["(?!)"])),
        spares=any_of(table.get("spares", ["(?!)"])),
        questions=any_of(table["questions"]),
        narrates=any_of(table["narrates"]),
        announces=any_of(table.get("announces", ["(?!)"])),
        unwanted=any_of(table.get("unwanted", ["(?!)"])),
        talk=any_of(table.get("talk", ["(?!)"])),
        elsewhere=any_of(["(?:{}) (?:{}) (?:{})".format(*said)]),
        appliances=frozenset(table["appliances"].split()),
        not_alone=frozenset(table["not_alone"].split()),
    )


def _asides(table: Mapping[str, str], forms: Mapping[str, str]) -> AsideWords:
    every = {part.name: table.get(part.name, "").split() for part in fields(AsideWords)}
    return AsideWords(**{name: frozenset(forms.get(word, word) for word in words) for name, words in every.items()})


def _in_forms(source: str, forms: Mapping[str, str]) -> str:
    """A template with the one form of each verb, and without hesitations."""
    said, before = _WORD.sub(lambda found: forms.get(found.group(), found.group()), source), ""
    while said != before:
        before, said = said, _EMPTY.sub(lambda found: found.group(1) or found.group(2) or "", said)
    return said.strip()


def _as_said(rule: Rule, forms: Mapping[str, str], wishes: Wishes) -> Rule:
    templates = tuple(dict.fromkeys(_in_forms(source, forms) for source in rule.templates))
    return replace(rule, templates=templates, build=_meant(rule, wishes))


def _meant(rule: Rule, wishes: Wishes) -> Callable[[SlotValues], SlotValues | None] | None:
    """What becomes of a rule's free words: taken apart where they are to be watched, refused where they are talk."""
    if any(f"{{{_WHY}}}" in template for template in rule.templates):
        return _without_why
    if rule.name == "tv.watch":
        return wishes.apart
    if rule.name == "reminder.set":
        return wishes.of_the_next
    if rule.name == "ui.guide":
        return _of_a_channel
    if rule.name == "ask.score":
        return _of_a_team
    if rule.name == "profile.switch":
        return partial(_of_an_owner, verbs=wishes.verbs)
    if rule.name == "delete":
        return _as_written
    return wishes.sensible if rule.name in _OF_FREE_WORDS else rule.build


def _without_why(slots: SlotValues) -> SlotValues:
    """The slots without words that only tell why, or which of several."""
    return {slot: value for slot, value in slots.items() if slot != _WHY}


def _of_a_team(slots: SlotValues) -> SlotValues | None:
    """The score of a team, which has a short name and, where it is not known, its capital letter."""
    found = dict(slots)
    if isinstance(elided := found.pop("elided", None), str):
        found["team"] = _ARTICLE.sub("", elided)
    if isinstance(named := found.pop("named", None), str):
        name = _ARTICLE.sub("", named)
        if not name[0].isupper() or len(name.split()) > _MOST_TEAM_WORDS:
            return None
        found["team"] = name
    return found


def _as_written(slots: SlotValues) -> SlotValues | None:
    """A title of any words, told by its capital letter: "la grabación de Amar es para siempre"."""
    found = dict(slots)
    if isinstance(written := found.pop("written", None), str):
        if not written[0].isupper() or "," in written:
            return None
        found["title"] = written
    return found


def _of_an_owner(slots: SlotValues, verbs: frozenset[str]) -> SlotValues | None:
    """Whose profile it is, without the letter that says so: "Opas Profil"; a verb is no name: "Profil wechseln"."""
    found = dict(slots)
    if isinstance(name := found.get("name"), str) and plain(name.casefold()) in verbs:
        return None
    if isinstance(owner := found.pop("owner", None), str):
        if not owner[0].isupper() or " " in owner:
            return None
        found["name"] = owner.rstrip("'’") if owner[-1] in "'’" else _GENITIVE.sub("", owner)
    return found


def _of_a_channel(slots: SlotValues) -> SlotValues | None:
    """The guide of a channel, whose name is short."""
    name = slots.get("channel")
    if not isinstance(name, str):
        return dict(slots)
    name = _OF_A_NAME.sub("", name)
    return None if "," in name or len(name.split()) > _MOST_CHANNEL_WORDS else {**slots, "channel": name}


def _numbers(table: Mapping[str, Any]) -> NumberWords:
    return NumberWords(
        values=table["also"],
        scales=table["scales"],
        joiners=frozenset({table["joiner"]}),
        point=table["point"],
    )


def _figures(table: Mapping[str, Any]) -> dict[str, str]:
    """Number words and their figures, below a thousand ("zweihundertfünf", "doscientos cinco")."""
    below = table["count"]
    figures = {phrase: str(value) for value, phrase in enumerate(below)}
    for many, hundred in enumerate(table["hundreds"], start=1):
        rests = {more: f"{table['between']}{rest}" for more, rest in enumerate(below) if more}
        if many > 1:  # a hundred alone is also a part of "per cento"
            rests[0] = ""
        if hundred.endswith("o") and not table["between"]:  # "quattrocentottanta"
            eights = {more: rest for more, rest in rests.items() if rest[:1] == "o"}
            figures |= {f"{hundred[:-1]}{rest}": str(100 * many + more) for more, rest in eights.items()}
        figures |= {f"{hundred}{rest}": str(100 * many + more) for more, rest in rests.items()}
    return figures


def _past_an_hour(words: str) -> dict[str, int]:
    """Seconds of an hour and some minutes, where an hour is one word with its article: "unora e 12"."""
    said = ((f"{words} {count}{unit}", count) for count in range(1, 60) for unit in ("", " minuti"))
    return {span: 3600 + 60 * count for span, count in said} if words else {}


def _types(file: Mapping[str, Any], numbers: NumberWords, durations: DurationWords) -> dict[str, SlotType]:
    types = numeric(numbers, durations, _PERCENT.get(file["code"], "percent"))
    types |= {kind: lexicon(values) for kind, values in file["words"].items()}
    types |= {kind: words(phrases) for kind, phrases in file["phrases"].items()}
    types["lang"] = lexicon(file["languages"])
    types["height"] = height({}, numbers)
    types["minute"] = SlotType(types["int"].pattern, _minutes(types["int"].convert))
    types["captions"] = SlotType(f"(?={either(file.get('captions', '').split())})", lambda _: None)
    types["brand"] = SlotType(f"(?:{BRAND})", lambda text: text, kept=True)
    known = {kind: types[kind].pattern for kind in ("num", "dur")} | {"clock": _CLOCK}
    return types | _times(file["when"], known)


def _minutes(number: Callable[[str], SlotValue | None]) -> Callable[[str], SlotValue | None]:
    """Seconds of the minute that a number names ("minute zwölf")."""

    def seconds(text: str) -> SlotValue | None:
        value = number(text)
        return value * 60 if isinstance(value, int) else None

    return seconds


def _times(table: Mapping[str, Any], known: Mapping[str, str]) -> dict[str, SlotType]:
    """Points in time, kept as said but for the words before them ("um acht" is "acht")."""

    def pattern(sources: list[str]) -> str:
        return "(?:" + "|".join(compile_template(source, {}, known).pattern.pattern for source in sources) + ")"

    time, day, at = pattern(table["time"]), pattern(table["day"]), pattern([table["at"]])
    when = rf"(?:{day}(?:{at}?{time})?|{at}{time}(?:{day})?|{pattern([table['after']])})"

    def bare(text: str) -> str:
        first, _, rest = text.partition(" ")
        return rest if first in table["before"] and rest else text

    return {"when": SlotType(when, bare, kept=True), "time": SlotType(time, lambda text: text, kept=True)}


def rules_of(text: str) -> Iterator[Rule]:
    """Rules from their lines.

    Raises:
        ValueError: a line is not a rule; the message shows it.
    """
    for line in filter(None, map(str.strip, text.splitlines())):
        head, colon, templates = line.partition(": ")
        name, *fixed = head.split()
        if not colon or not all("=" in slot for slot in fixed):
            raise ValueError(f"rule {line[:60]!r} is not NAME SLOT=VALUE...: TEMPLATE | TEMPLATE")
        slots = {slot: value_of(value) for slot, _, value in (pair.partition("=") for pair in fixed)}
        yield Rule(name, tuple(_split(templates)), slots, _known if name == "tv.channel" else None)


def _known(slots: SlotValues) -> SlotValues | None:
    """A channel in free words must be one that the viewer has: `@channel` says so to the context.

    Behind the word for a channel capital letters tell its name, too: "la chaîne Histoire".
    """
    if isinstance(station := slots.get("station"), str):
        words = station.split()
        cased = len(words) <= _MOST_CHANNEL_WORDS and not any(word[0].islower() for word in words)
        return {"name": station} if cased else None
    return slots | {"@name": "@channel"} if isinstance(slots.get("name"), str) else slots


def _split(templates: str) -> Iterator[str]:
    """Cut at the bars outside all brackets."""
    depth, start = 0, 0
    for index, letter in enumerate(templates):
        depth += (letter in "([") - (letter in ")]")
        if letter == "|" and not depth:
            yield templates[start:index].strip()
            start = index + 1
    yield templates[start:].strip()


def value_of(text: str) -> SlotValue:
    """What a slot's value in a rule stands for: true, false, a number, or itself."""
    if text in ("true", "false"):
        return text == "true"
    try:
        number = float(text)
    except ValueError:
        return text
    return int(number) if number.is_integer() else number
