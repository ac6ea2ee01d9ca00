"""Which of the list on the screen is meant: by its place, or by some of its words, in whatever wording."""

import re
from collections.abc import Callable
from difflib import SequenceMatcher
from itertools import pairwise

from prism_core.commands import Command
from prism_core.requests import UtteranceContext
from prism_llm.understanding import numbers
from prism_llm.understanding.english.lexicon import ORDINALS
from prism_llm.understanding.english.types import TYPES
from prism_llm.understanding.followups.cues import AROUND, CORE, cues, only
from prism_llm.understanding.template import either
from prism_llm.understanding.utterance import Utterance, read

_BEFORE_LAST = re.compile(
    r"(?<!\S)(?:(?:second|next) (?:to|from) (?:the )?(?:last|bottom|end)|second last|last but one|(?:one "
    r")?before (?:the )?last|"
    r"penultimate(?: one)?) "
)
_FROM_END = re.compile(rf"(?<!\S)(?P<place>{either(ORDINALS)})(?:one )?(?:up |in )?from (?:the )?(?:bottom|end|last) ")
_FROM_START = re.compile(
    rf"(?<!\S)(?P<place>{either(ORDINALS)})(?:one )?(?:down |in |along )?(?:from |on )?(?:the )?(?:top|left|start) "
)
_PLACE = re.compile(rf"(?<!\S)(?<!\ba )(?<!\bi )(?P<place>{either(ORDINALS)})")
_NUMBER = re.compile(
    rf"(?<!\S)(?:(?:number|option|no|item|choice) (?P<named>one |{TYPES['int'].pattern})|(?!one "
    rf")(?P<number>{TYPES['int'].pattern}))"
)
_MIDDLE = re.compile(r"(?<!\S)(?:middle|centre|center|in between) ")
_ONE = re.compile(r"(?<=the )one |(?<=that )one |(?<=this )one |(?<=other )one ")
"""What is no number."""
_BESIDE = re.compile(
    r"(?<!\S)(?:one |thing |film )?(?:just )?(?P<way>above|below|after|before|under|underneath|over|next to|following) "
)
_STEPS = {"above": -1, "before": -1, "over": -1}
_NOT_THAT = re.compile(r"(?<!\S)not (?:the |that )?(?:\S+ ){1,2}")
_CHOOSING = AROUND | frozenset(
    "pick choose select take watch put open show see go ones option number item choice list line row from down "
    "along in up looks look sounds sound seems good nice interesting better best fine great hit press click "
    "try called named titled those these them into start gimme fancy says saying where whatever very at bottom "
    "top end id entry result film movie show programme episode series story documentary thing stick bung pop "
    "what whats how about we us both either she he they which yes lovely perfect ideal please cracking "
    "whichever play kids children family game match fixture kick off mate obviously definitely clearly course "
    "likes liked nan mum dad remote list wants want".split()
)  # fmt: skip
_LEAST_STEM, _LEAST_HEARD, _LEAST_ALIKE, _MOST_STRANGE = 3, 5, 0.8, 1
"""Letters of a stem ("bak" of "bakers" and "bake"), of a word that was half heard, and how alike it must be; words
beside those of the name, more than it has."""
_MOST_BESIDE, _MOST_AROUND_A_NUMBER = 12, 4
"""Words of a sentence in which a name alone may choose, and a single word."""
_DOUBLED = re.compile(r"([^aeious])\1$")
_ENDING = re.compile(r"(?:ings|ing|ers|er|ies|es|ed|y|s|e)$")
_DECADES = {"fifties": "50", "sixties": "60", "seventies": "70", "eighties": "80", "nineties": "90"}
_FRAMES = re.compile(
    r"^(?:(?:oh|ok|okay|yeah|yes|no|nah|well|um|so|right|ooh|hmm|actually|maybe|and|then|i think|i guess) )*"
    r"(?:the|that|this|lets|let us|ill|id|give|go|put|play|pick|choose|select|take|open|show|can|could|watch|how about|"
    r"what about|i want|i fancy|i meant|i mean|try|start|we want|well) "
)


_MEASURES: tuple[tuple[re.Pattern[str], re.Pattern[str], bool], ...] = tuple(
    (re.compile(rf"(?<!\S)(?:{words}) "), re.compile(number), most)
    for words, number, most in (
        ("oldest|older|older one|old", r"\b((?:19|20)\d\d)\b", False),
        ("newest|newer|latest|most recent|new", r"\b((?:19|20)\d\d)\b", True),
        ("shortest|shorter|short", r"\b(\d+) ?min", False),
        ("longest|longer|long", r"\b(\d+) ?min", True),
        ("earliest|earlier|early|soonest", r"\b(\d\d?[:.]\d\d)\b", False),
        ("latest|later|late", r"\b(\d\d?[:.]\d\d)\b", True),
    )
)
"""Words that compare, and the numbers of the labels that they compare."""
_SCROLL = re.compile(
    r"(?:(?:ok|okay|now|just|and|no|can you|please) )*(?:(?:go|scroll|move|page|keep going|carry on|further|a bit|"
    r"bit) )+"
    r"(?:(?P<up>up|back up)|down|further down) (?:(?:again|more|a bit|please|further|the list|for me|then) )*|"
    r"(?:show|see|whats|give) (?:me |us )?(?:more|the rest|some more|below|further down|any more)(?: of them)? "
)
_HOUR = r"(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\d\d?) "
_CLOCK = re.compile(
    rf"(?<!\S)(?:at )?(?:a )?(?:(?P<part>half|quarter) (?:past |(?P<to>to ))?)?(?P<hour>{_HOUR})"
    r"(?P<minutes>fifteen |twenty |thirty |forty five |15 |30 |45 )?(?:o clock |oclock |pm |am )?"
)
_SHOWN = re.compile(r"\b(\d\d?)[:.](\d\d)\b")
_HALF_A_DAY = 720
"""Minutes."""
_OF_A_DECADE = re.compile(
    r"(?<!\S)(?:from )?(?:the )?(?P<decade>fifties|sixties|seventies|eighties|nineties|[5-9]0s?|[5-9]0 s) "
)
_NONE = cues(
    "(none|neither|nothing|not any|not one|nowt|dont (want|fancy|like) any) [(of (them|these|"
    "those|it)|there|here|good|on that list)]",
)
_OF_NONE = (
    CORE
    | frozenset("im of in it".split())
    | frozenset(
        "them these those of appeal interested in fancy want like forget it good here any dont not do i worth "
        "watching interest me us grab grabs never mind nevermind anything take away close list looks look "
        "sound sounds great today tonight what im after we were leave".split()
    )
)
_OF_COMPARING = _CHOOSING | frozenset("kick off start is of the among".split())


_POINTS = re.compile(
    r"(?<!\S)(?:ones?|thing|film|movie|show|programme|series|with|about|called|pick|choose|select|take|put|play|open|"
    r"try) "
)
_TELLS = re.compile(r"(?<!\S)(?:is|was|were|are|had|got|never|always|has) ")
"""What points at a thing, and what says something of it: "the one with the dog", "the dog was ill"."""
_COMMON = frozenset("off of on in day night time man the one world life home news live".split())
"""Words of names that tell of none by themselves."""


def chosen(utterance: Utterance, context: UtteranceContext) -> Command | None:
    """The option that is meant, where a list is there."""
    text, labels = _NOT_THAT.sub("", utterance.norm()), _labels(context)
    if len(utterance.words) == 1 and len(utterance.text.split()) > _MOST_AROUND_A_NUMBER:
        return None
    if labels and (scroll := _SCROLL.fullmatch(text)):
        return Command.of("ui.scroll", direction="up" if scroll["up"] else "down")
    if len(labels) < 2:
        return None
    index = _by_neighbour(text, labels, context) or _by_place(text, len(labels)) or _by_measure(text, labels)
    index = index or _by_time(text, labels)
    if not index and _FRAMES.match(text):
        index = _by_words(text, labels, _MOST_STRANGE if _POINTS.search(text) and not _TELLS.search(text) else 0)
    return Command.of("ui.select", index=index) if index else None


def chosen_by_a_word(utterance: Utterance, context: UtteranceContext) -> Command | None:
    """The option that has the words, though nothing says that one is chosen."""
    labels = _labels(context)
    text = _NOT_THAT.sub("", utterance.norm())
    short = len(utterance.text.split()) <= _MOST_BESIDE
    index = _by_words(text, labels, 0) if len(labels) > 1 and short and not _TELLS.search(text) else None
    return Command.of("ui.select", index=index) if index else None


def none_of_them(utterance: Utterance, context: UtteranceContext) -> Command | None:
    """The list left alone."""
    wanted = len(_labels(context)) > 1 and only(utterance.norm(), _NONE, _OF_NONE)
    return Command.of("cancel") if wanted else None


def _labels(context: UtteranceContext) -> list[str]:
    return [choice.label for choice in context.choices or ()] or list(context.options or ())


def _by_neighbour(text: str, labels: list[str], context: UtteranceContext) -> int | None:
    """The one above or below another: one that is named, or the one that was chosen last."""
    found = list(_BESIDE.finditer(text))
    if len(found) != 1:
        return None
    before, after = text[: found[0].start()], text[found[0].end() :]
    if not _CHOOSING.issuperset(before.split()):
        return None
    last = context.last_command
    if _CHOOSING.issuperset(after.split()):
        base = last.slots["index"] if last and last.name == "ui.select" else None
    else:
        base = _by_words(after, labels, 0)
    if not isinstance(base, int):
        return None
    index = (base if base > 0 else len(labels) + 1 + base) + _STEPS.get(found[0]["way"], 1)
    return index if 1 <= index <= len(labels) else None


def _by_time(text: str, labels: list[str]) -> int | None:
    """The one at the time that was said, or of the decade."""
    if (decade := _OF_A_DECADE.search(text)) and _OF_COMPARING.issuperset(_OF_A_DECADE.sub("", text).split()):
        years = [match.group(1) if (match := re.search(r"\b(19\d)\d\b", label)) else "" for label in labels]
        wanted = f"19{_DECADES.get(decade['decade'], decade['decade'])[0]}"
        return years.index(wanted) + 1 if years.count(wanted) == 1 else None
    said = [match for match in _CLOCK.finditer(text) if match.group() != "one "]
    if len(said) != 1 or not _OF_COMPARING.issuperset(text.replace(said[0].group(), "", 1).split()):
        return None
    minutes = _minutes(said[0])
    told = [_SHOWN.search(label) for label in labels]
    at = [(int(match[1]) * 60 + int(match[2])) % _HALF_A_DAY if match else None for match in told]
    return at.index(minutes) + 1 if minutes is not None and at.count(minutes) == 1 else None


def _minutes(said: re.Match[str]) -> int | None:
    """Minutes since noon or midnight; "half five" is half past."""
    hour = numbers.parse(said["hour"])
    if hour is None or not 1 <= hour <= 24:
        return None
    before = {"half": 30, "quarter": 15}.get(said["part"] or "", 0)
    after = int(numbers.parse(said["minutes"]) or 0) if said["minutes"] else 0
    return int(hour * 60 + (-before if said["to"] else before) + after) % _HALF_A_DAY


def _by_measure(text: str, labels: list[str]) -> int | None:
    """The oldest, the shortest or the earliest, where all labels tell."""
    for cue, number, most in _MEASURES:
        told = [number.search(label) for label in labels]
        if all(told) and cue.search(text) and _OF_COMPARING.issuperset(cue.sub("", text).split()):
            values = [float(match.group(1).replace(":", ".")) for match in told if match]
            return values.index(max(values) if most else min(values)) + 1
    return None


def _by_place(text: str, count: int) -> int | None:
    """The place in the list, from 1; -1 is the last."""
    places: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], int]], ...] = (
        (_BEFORE_LAST, lambda _: count - 1),
        (_FROM_END, lambda match: count + 1 - _ordinal(match)),
        (_FROM_START, _ordinal),
        (_MIDDLE, lambda _: (count + 1) // 2 if count % 2 else 0),
        (_PLACE, _ordinal),
        (_NUMBER, lambda match: int(numbers.parse(match["named"] or match["number"]) or 0)),
    )
    text = _ONE.sub("", text)
    for pattern, place in places:
        found = list(pattern.finditer(text))
        if len(found) == 1 and _CHOOSING.issuperset(pattern.sub("", text).split()):
            index = place(found[0])
            return index if index == -1 or 1 <= index <= count else None
    return None


def _ordinal(match: re.Match[str]) -> int:
    return ORDINALS[match["place"].strip()]


def _by_words(text: str, labels: list[str], most_strange: int) -> int | None:
    """The place of the label that alone has most of the words, and the rest of them are few."""
    words = [_as_shown(word) for word in text.split() if word not in _CHOOSING]
    if not words:
        return None
    scores = [_shared(words, read(label).norm().split()) for label in labels]
    best = max(scores)
    if not best or not _tells_apart(words, read(labels[scores.index(best)]).norm().split()):
        return None
    few = len(words) - best <= (best + most_strange if most_strange else 0)
    return scores.index(best) + 1 if best and few and scores.count(best) == 1 else None


def _as_shown(word: str) -> str:
    return _DECADES.get(word, word)


def _tells_apart(words: list[str], label: list[str]) -> bool:
    """Whether the words that are the label's are more than the likes of "off" and "day"."""
    return (
        len(words) >= len(label)
        or not all(word in _COMMON for word in words if word in label)
        or not set(words) & set(label)
    )


def _shared(words: list[str], label: list[str]) -> int:
    """How many of the words are the label's; two that are one of its words count as well: "sky fall"."""
    joined = sum(2 for a, b in pairwise(words) if a + b in label)
    shared = sum(any(word == part or _one_stem(word, part) for part in label) for word in words)
    half_heard = sum(any(_alike(word, part) for part in label) for word in words) if shared else 0
    return joined or max(shared, half_heard)


def _one_stem(word: str, part: str) -> bool:
    """Whether two words are forms of one ("baker", "bake"), or one half heard ("midsummer", "midsomer")."""
    if min(len(word), len(part)) < _LEAST_STEM:
        return False
    stems = _ENDING.sub("", word), _ENDING.sub("", part)
    stems = _DOUBLED.sub(r"\1", stems[0]), _DOUBLED.sub(r"\1", stems[1])
    if (
        word.startswith(part[:_LEAST_HEARD])
        and min(len(word), len(part)) >= _LEAST_HEARD
        and (word.startswith(part) or part.startswith(word))
    ):
        return True
    if stems[0] == stems[1] and len(stems[0]) >= _LEAST_STEM:
        return True
    return min(len(word), len(part)) >= _LEAST_HEARD and _alike(word, part)


def _alike(word: str, part: str) -> bool:
    """Whether one may be heard for the other."""
    if min(len(word), len(part)) <= _LEAST_STEM or any(map(str.isdigit, word + part)):
        return False
    return SequenceMatcher(None, word, part).ratio() >= _LEAST_ALIKE
