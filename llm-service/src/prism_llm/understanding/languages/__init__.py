"""Languages that are a file: `de.toml` says all that German needs, and another file is another language.

A file has `rules`, a line for each meaning: the command's name, slots that the phrase fixes, a colon, and templates
(see `template.py`) with bars between them, number words and the units of time. All else may be left out: times, lists
of words with their values, fragments of templates, the forms of verbs (rules have the first of each, which stands for
all, also with a pronoun attached), how reasons are said and second thoughts begin, what no title is, how something is
wished for by its kind, and what a trained model must never take for a request. Accents do not count, as recognisers
and people leave them out. A language without a trained model (`trained/`) has its grammar alone.
"""

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import fields
from functools import cache, partial

from prism_llm.understanding.cautions import Cautions, any_of
from prism_llm.understanding.delays import Delays
from prism_llm.understanding.excepting import Excepting
from prism_llm.understanding.grammar import AsideWords, Language, SlotType
from prism_llm.understanding.languages.files import Table, file_of, installed, spoken_file_of
from prism_llm.understanding.languages.glossary import english
from prism_llm.understanding.languages.quantities import figures_of, types_of
from prism_llm.understanding.languages.rules import OF_FREE_WORDS, Names, in_forms, meant_rules, of_an_owner, value_of
from prism_llm.understanding.languages.wishes import Wishes
from prism_llm.understanding.naming import Naming
from prism_llm.understanding.pursuing import Pursuits
from prism_llm.understanding.questions import Questions
from prism_llm.understanding.reminded import Reminded
from prism_llm.understanding.repeating import Repeats
from prism_llm.understanding.replies import Replies
from prism_llm.understanding.several import Several
from prism_llm.understanding.staying import Staying
from prism_llm.understanding.turns import Turns, phrases

__all__ = ["installed", "load", "value_of"]

_VOWELS = "aeiouh"
_NEVER = "(?!)"
_LEAST_CUT = 4
"""Letters of a word that is told in two pieces."""


@cache
def load(code: str) -> Language:
    """The language of a file.

    Raises:
        FileNotFoundError: no such file; `installed` lists them.
        ValueError: it lacks what every language needs, or has what cannot be read; the message names the file.
    """
    file, spoken = file_of(code), spoken_file_of(code)
    try:
        return _language(code, file, spoken)
    except (re.error, KeyError, TypeError, AttributeError) as error:
        raise ValueError(f"{file.file} cannot be read: {error}") from error


def _language(code: str, file: Table, spoken: Table) -> Language:
    hesitations, verbs = file.words("hesitations"), _forms(file)
    figures = figures_of(file["numbers"])
    wishes, names = Wishes.read(file, figures), Names.read(file.table("names"))
    turns, telling = file.table("turns"), file.table("wishes")
    forms = verbs | dict.fromkeys(hesitations, "")
    types = types_of(file)
    typical = file.words("typical").union(verbs, verbs.values()) - file.words("untypical")
    return Language(
        code=code,
        rules=tuple(meant_rules(file, forms, wishes)),
        fragments={name: in_forms(source, forms) for name, source in file.table("fragments").items()},
        types=types,
        figures=figures | file.table("instead"),
        hesitations=hesitations,
        openings=_templates(file, "openings", verbs),
        closings=_templates(file, "closings", verbs),
        joiners=tuple(file.get("joiners", ())),
        asides=_asides(file.table("asides"), verbs),
        turns=Turns.of(turns),
        replies=Replies.of(file.table("replies")),
        pursuits=Pursuits.of(file.table("pursuits")),
        waits=phrases(turns.get("waits", [_NEVER])),
        recorded=phrases(turns.get("recorded", [_NEVER])),
        echoes=phrases(turns.get("echoes", [_NEVER])),
        shuts=phrases(turns.get("shuts", [_NEVER])),
        cautions=_cautions(file, spoken, verbs),
        questions=Questions.of(file.table("questions")),
        excepting=Excepting.of(file.table("excepting")),
        naming=_naming(file),
        several=Several.of(file.table("several")),
        staying=Staying.of(file.table("staying"), spoken.table("staying").get("unable", "")),
        delays=_delays(file, spoken, types),
        repeats=Repeats.of(spoken.table("repeats")),
        deferred=Repeats.of(spoken.table("deferred")),
        reminded=Reminded.of(file.table("reminded"), types["when"].pattern, spoken.table("reminded")),
        counted=wishes.numbered.counted,
        finish={
            "tv.watch": wishes.apart,
            "profile.switch": partial(of_an_owner, verbs=wishes.verbs, names=names),
            "reminder.set": wishes.of_the_next,
            "tv.favourite": wishes.of_a_channel,
            **dict.fromkeys(OF_FREE_WORDS, wishes.sensible),
        },
        cut=_cut(wishes.verbs, english(code).keys() | typical),
        forms=verbs,
        attached=file.words("attached"),
        typical=typical,
        tails=any_of(telling.get("tails", [_NEVER])),
        called=re.compile(rf"(?<!\S)(?:{telling.get('called', _NEVER)})"),
        last=telling.words("last"),
        within=telling.words("within"),
        behind=wishes.behind,
        capitals=wishes.capitals,
        heard=dict(file.table("heard")),
        which=spoken.get("which", Language.which),
        either=spoken.get("either", Language.either),
    )


def _naming(file: Table) -> Naming:
    """Which questions a name answers; what denies or asks is none."""
    table, replies, asides = file.table("naming"), file.table("replies"), file.table("asides")
    nots = table.words("nots") | asides.words("questions")
    return Naming.of(table, nots.union(*(replies.words(name) for name in ("no", "nots", "denies", "holds"))))


def _templates(file: Table, name: str, verbs: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(in_forms(source, verbs) for source in file.get(name, ()))


def _forms(file: Table) -> dict[str, str]:
    """Forms of verbs and the one that stands for them, each also with a pronoun written onto it ("ponlo")."""
    attached, elided = file.get("attached", "").split(), file.get("elided", "").split()
    forms = {other: base for base, others in file.table("forms").items() for other in (base, *others.split())}
    every = {form + pronoun: base for form, base in forms.items() for pronoun in attached}
    every |= {pronoun + form: base for form, base in forms.items() for pronoun in elided if form[0] in _VOWELS}
    return {form: base for form, base in (every | forms).items() if form != base}


def _cut(verbs: Iterable[str], known: Collection[str]) -> dict[str, str]:
    """Verbs in two pieces, of which one is no word: "su be"."""
    whole = [verb for verb in verbs if len(verb) >= _LEAST_CUT]
    cuts = ((verb[:at], verb[at:], verb) for verb in whole for at in range(1, len(verb)))
    return {f"{head} {tail}": verb for head, tail, verb in cuts if head not in known or tail not in known}


def _cautions(file: Table, spoken: Table, verbs: Mapping[str, str]) -> Cautions:
    table, wishes = file.table("cautions"), file.table("wishes")
    things = wishes.words("talk") - wishes.words("ours")
    before = file.table("asides").words("articles") | table.words("possessives")

    def anywhere(name: str) -> re.Pattern[str]:
        return any_of(table.get(name, [_NEVER]))

    return Cautions(
        denies=anywhere("denies"),
        forbids=anywhere("forbids"),
        pleads=re.compile(table.get("pleads", _NEVER)),
        asks=re.compile(f"{_one_of(verbs.values())}(?= )"),
        removes=any_of(table.get("removes", _NEVER).split()),
        enough=re.compile(rf" {table['enough']} $") if "enough" in table else re.compile(_NEVER),
        cancels=any_of(table.get("cancels", _NEVER).split()),
        unmeant=anywhere("unmeant"),
        governs=anywhere("governs"),
        refuses=phrases(table.get("refuses", [_NEVER])),
        declines=phrases(table.get("declines", [_NEVER])),
        conditions=anywhere("conditions"),
        unraised=anywhere("unraised"),
        unwished=re.compile(table.get("unwished", _NEVER)),
        accented=spoken.table("cautions").words("accented"),
        awaits=anywhere("awaits"),
        events=anywhere("events"),
        first=anywhere("first"),
        later=anywhere("later"),
        excepts=anywhere("excepts"),
        states=anywhere("states"),
        done=re.compile("|".join(spoken.table("cautions").get("done", [_NEVER]))),
        reminds=anywhere("reminds"),
        ends=anywhere("ends"),
        stops=anywhere("stops"),
        negates=anywhere("negates"),
        spares=anywhere("spares"),
        questions=anywhere("questions"),
        narrates=anywhere("narrates"),
        announces=anywhere("announces"),
        unwanted=anywhere("unwanted"),
        switches_off=anywhere("switches_off"),
        calls_off=anywhere("calls_off"),
        until=anywhere("until"),
        talk=anywhere("talk"),
        elsewhere=any_of([f"{_one_of(verbs.values())} {_one_of(before)} {_one_of(things)}"]),
        chores=anywhere("chores"),
        appliances=table.words("appliances"),
        not_alone=table.words("not_alone"),
        buts=tuple(f" {word}" for word in file.table("replies").words("buts")),
    )


def _delays(file: Table, spoken: Table, types: Mapping[str, SlotType]) -> Delays:
    """When something is to be done; a span is told as one is that is asked about, where the file says no more."""
    table, percent = file.table("delays"), file["numbers"].get("percent", "percent")
    return Delays.of(
        spoken.table("delays"),
        table.get("spans", [file.table("when").get("after", "")]),
        table.get("moments", ()),
        "|".join(table.get("days", ())) or _NEVER,
        "|".join(table.get("tells", ())) or _NEVER,
        {name: types[name].pattern for name in ("num", "dur", "time")},
        [*file["durations"]["units"], percent],
        vague=table.get("vague", ""),
        steps=table.get("steps", ""),
        untimed=table.get("untimed", ""),
        longer=table.get("longer", ""),
        shorter=table.get("shorter", ""),
        added=table.get("added", ""),
        snoozes=table.get("snoozes", ""),
        loose={name: table.get(name, ()) for name in ("events", "other_days", "starts")},
    )


def _one_of(words: Iterable[str]) -> str:
    return "(?:" + ("|".join(map(re.escape, sorted(set(words)))) or _NEVER) + ")"


def _asides(table: Table, forms: Mapping[str, str]) -> AsideWords:
    every = {part.name: table.words(part.name) for part in fields(AsideWords)}
    return AsideWords(**{name: frozenset(forms.get(word, word) for word in words) for name, words in every.items()})
