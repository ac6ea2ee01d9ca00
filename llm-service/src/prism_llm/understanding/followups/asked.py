"""What is named for an answer: "which team's score?" - "the Maple Leafs", "in how many minutes?" - "twenty"."""

import re
from collections.abc import Callable

from prism_core.commands import Command
from prism_core.requests import UtteranceContext
from prism_llm.understanding.english.lexicon import KINDS
from prism_llm.understanding.english.types import TYPES
from prism_llm.understanding.languages.brands import is_broadcaster
from prism_llm.understanding.numbers import simplest
from prism_llm.understanding.titles import is_written_as_name
from prism_llm.understanding.utterance import Utterance, read

_MOST_WORDS = 7
_BEFORE = re.compile(
    r"(?:(?:oh|um|er|well|ok|okay|right|so|maybe|perhaps|probably|yes|yeah|just|please|its|id like|id say|"
    r"i want|i said|i meant|i mean|i think|lets say|lets have|lets do|say|make it|try|for|in|on|to|at|about|of|"
    r"how about) )*"
)
_AFTER = re.compile(
    r"(?: (?:please|thanks|thank you|cheers|ta|then|i think|i guess|maybe|lumen|love|mate|for now|will do|would be "
    r"(?:nice|great|good|lovely)))* $"
)
_THE = re.compile(r"(?:the|a|an|some|my) ")
_ONE = re.compile(r" (?:one|recording|programme|episode)$")
_NO_NAME = frozenset(
    "i im ive you we it its that this those these what whats who whos which when where why how dont didnt cant wont "
    "isnt know sure any anything whatever none nothing no not never nope nah both all everything either neither later "
    "now yes yeah ok okay stop cancel forget leave wait hang hold never mind nevermind one ones second third first "
    "last other another more less up down off on is are was he she they there theres doesnt matter thanks something "
    "somebody someone else".split()
)
"""What tells that no name was said, in small letters."""
_ASKS = frozenset(
    "play put turn switch go take show give set stop start record skip open find make can could pause mute search "
    "delete remind tell add remove resume unmute rewind get let lets will would should do have".split()
)
"""How a request of its own begins."""


def named_answer(utterance: Utterance, context: UtteranceContext) -> Command | None:
    """The command that an open question was asked for, with what was named."""
    if not context.pending or context.options or context.choices or not 0 < len(utterance.words) <= _MOST_WORDS:
        return None
    asked = read(context.pending).norm()
    wanted = next((make for pattern, make in _QUESTIONS if pattern.search(asked)), None)
    said = _bare(utterance)
    return wanted(said, asked, context) if wanted and said else None


def _bare(utterance: Utterance) -> str:
    """What was said without the politeness around it."""
    text = utterance.norm()
    before = _BEFORE.match(text)
    start = before.end() if before else 0
    after = _AFTER.search(text, start)
    end = text.count(" ", 0, after.start() + 1) if after else len(utterance.words)
    return utterance.said(text.count(" ", 0, start), end)


def _name(said: str) -> str | None:
    """The words as a name; none where they are talk, or a request of their own."""
    the = _THE.match(said)
    name = _ONE.sub("", said[the.end() :] if the else said)
    words = [word.norm for word in read(name).words]
    if not words or (words[0] in _ASKS and not is_written_as_name(name)):
        return None
    return None if _NO_NAME & set(words) and not is_written_as_name(name) else name


def _typed(kind: str, said: str) -> object:
    """The value of a type whose words were said and no others."""
    text = read(said).norm()
    return TYPES[kind].convert(text.strip()) if re.fullmatch(TYPES[kind].pattern, text) else None


def _plain(value: object) -> int | float | None:
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    return simplest(value)


def _score(said: str, _: str, __: UtteranceContext) -> Command | None:
    name = _name(re.sub(r" (?:game|match|score|one)$", "", said))
    return Command.of("ask.score", team=name) if name else None


def _profile(said: str, _: str, __: UtteranceContext) -> Command | None:
    name = _name(re.sub(r"['’]s(?: (?:profile|one))?$| (?:is|profile|here)$", "", said))
    one = name and (" " not in name or all(word[0].isupper() for word in name.split()))
    return Command(name="profile.switch", slots={"name": name}) if name and one else None


def _language(said: str, asked: str, context: UtteranceContext) -> Command | None:
    language = _typed("lang", said)
    if not isinstance(language, str):
        return None
    last = context.last_command.name if context.last_command else ""
    if re.search("subtitle|caption", asked) or (last == "tv.subtitles" and "audio" not in asked):
        return Command.of("tv.subtitles", on=True, language=language)
    speaks = re.search(r"\b(?:me to (?:speak|talk)|should i (?:speak|talk)|voice)\b", asked)
    return Command.of("lumen.voice" if speaks or last == "lumen.voice" else "tv.audio_track", language=language)


def _sleep(said: str, asked: str, _: UtteranceContext) -> Command | None:
    if seconds := _plain(_typed("dur", said)):
        return Command.of("sleep.set", seconds=seconds)
    number = _plain(_typed("num", said))
    if number and "minutes" in asked:
        return Command.of("sleep.set", seconds=number * 60)
    if number and "hours" in asked:
        return Command.of("sleep.set", seconds=number * 3600)
    return Command.of("sleep.set", at=said) if _typed("time", said) and "how" not in asked.split() else None


def _level(said: str, _: str, __: UtteranceContext) -> Command | None:
    level = _plain(_typed("percent", said))
    return Command.of("tv.volume", mode="set", level=level) if level is not None else None


def _record(said: str, _: str, __: UtteranceContext) -> Command | None:
    name = _name(said)
    return Command.of("tv.record", on=True, title=name) if name else None


def _reminder(said: str, _: str, __: UtteranceContext) -> Command | None:
    name = _name(said)
    return Command.of("reminder.set", title=name) if name else None


def _deleted(said: str, _: str, __: UtteranceContext) -> Command | None:
    name = _name(said)
    return Command.of("delete", kind="recording", title=name) if name else None


def _query(said: str, _: str, __: UtteranceContext) -> Command | None:
    name = _name(said)
    return Command.of("ui.search", query=name) if name else None


def _when(said: str, _: str, __: UtteranceContext) -> Command | None:
    name = _name(said)
    return Command.of("ask.when", title=name) if name else None


def _channel(said: str, _: str, __: UtteranceContext) -> Command | None:
    number = _typed("int", re.sub(r"^(?:channel|number) ", "", said, flags=re.I))
    if isinstance(number, int):
        return Command.of("tv.channel", number=number)
    if is_broadcaster(said):
        return Command(name="tv.channel", slots={"name": said})
    name = _name(said)
    return Command(name="tv.channel", slots={"name": name}) if name else None


def _theme(said: str, _: str, __: UtteranceContext) -> Command | None:
    name = _name(re.sub(r" (?:theme|one|look|mode)$", "", said))
    return Command(name="ui.theme", slots={"name": name}) if name else None


def _watch(said: str, _: str, __: UtteranceContext) -> Command | None:
    if is_broadcaster(said):
        return None
    name = _name(said)
    if (
        name is None
        or (_THE.match(said) and name.islower())
        or name.casefold() in KINDS
        or _typed("genre", name)
        or _typed("liveg", name)
    ):
        return None  # which the grammar reads
    return Command.of("tv.watch", title=name)


_Make = Callable[[str, str, UtteranceContext], Command | None]
_QUESTIONS: tuple[tuple[re.Pattern[str], _Make], ...] = tuple(
    (re.compile(rf"\b(?:{pattern})"), make)
    for pattern, make in (
        (r"(?:which|what|whose) (?:\w+ )?(?:team|club|side)s?\b|score (?:of|for) (?:which|what)|(?:which|what) "
         r"(?:match|game)s? "
         r"(?:score|do you mean)|(?:whose|which|what) (?:score|result)", _score),
        (r"(?:which|what|whose) profile|who(?:s| is) (?:watching|there|this|speaking)|who am i (?:talking|speaking)|"
         r"switch to (?:whom|who)|who should i switch", _profile),
        (r"(?:which|what) (?:\w+ )?language|(?:which|what) (?:subtitles|captions)", _language),
        (r"(?:how long|how many (?:minutes|hours)|when|what time|after how|in how).*(?:sleep|(?:turn|switch|shut|go) "
         r"(?:\w+ )?"
         r"off)|sleep timer", _sleep),
        (r"(?:which|what) (?:volume|level)|how loud|set the volume to (?:what|which)|(?:volume|level) (?:would|should|"
         r"do)",
         _level),
        (r"(?:what|which(?: \w+){0,2}) (?:should|shall|do you want|would you like|am i|can)\b.*\b(?:record|"
         r"tape)", _record),
        (r"(?:what|which(?: \w+){0,2}) (?:should|shall|do you want|would you like|am i|can)\b.*\bremind(?!.*\bwhen\b)",
         _reminder),
        (r"(?:what|which recordings?) (?:should|shall|do you want|would you like|can)\b.*\b(?:delete|erase|remove)",
         _deleted),
        (r"(?:what|which(?: \w+){0,2}) (?:should|shall|do you want|would you like|can|are you)\b.*\b(?:search|look|"
         r"find|"
         r"looking)\b", _query),
        (r"when is (?:what|which)|(?:which|what) (?:programme|show|film|movie) do you want to know", _when),
        (r"(?:which|what) (?:channel|station)", _channel),
        (r"(?:which|what) (?:theme|look|colou?rs?)", _theme),
        (r"(?:what|which(?: \w+){0,2}) (?:should|shall|do you want|would you like|can|do you fancy|are you in the mood|"
         r"to)\b"
         r".*\b(?:watch|see|play|put on|fancy|mood|show)\b|what do you fancy|(?:which|what) (?:film|movie|series|show|"
         r"programme|title)\b", _watch),
    )
)  # fmt: skip
"""What is asked for by which question."""
