"""What was understood, with a choice in the place of its number, a title in that of its description, or a question."""

import re
from collections.abc import Sequence
from functools import partial

from prism_core.commands import Command
from prism_core.requests import Question, Understanding, UtteranceContext
from prism_llm.understanding.bare import bare, of_a_station
from prism_llm.understanding.choosing import asked_back, question
from prism_llm.understanding.grammar import Language, prepared
from prism_llm.understanding.languages.famous import FAMOUS
from prism_llm.understanding.languages.files import OF_ELIDED, words_of_all
from prism_llm.understanding.names import ChannelNames
from prism_llm.understanding.several import each
from prism_llm.understanding.starring import of_the_known
from prism_llm.understanding.timers import THEN, then_off
from prism_llm.understanding.titles import Titles
from prism_llm.understanding.utterance import Utterance, read

_IT = frozenset("it that this".split())
_PAGES = frozenset({"guide", "favourites", "search", "radio", "movies", "recordings", "settings"})
"""Of the screen, beside which the picture is small."""
_NO_TIMER = frozenset({"tv.watch", "tv.channel", "ui.open", "ui.search", "sleep.cancel", "sleep.set", "tv.stop"})
"""What a sleep timer may be taken for that is asked for without a time."""
_NOT_RECORDED = Command.of("tv.record", on=False)
_RECORDED = Command.of("tv.record", on=True)
_ENDS_THEN = [_RECORDED, Command.of("tv.stop")]
"""What is on is recorded to its end where it is to be turned off only then: "record this and then turn off"."""
_AT_ITS_END = Command.of("sleep.set", programme_end=True)
_STOPS = re.compile(r"(?<!\S)(?:stop|end|finish|quit|halt)(?:ping|ing)?(?!\S)")
"""What ends in English what is being recorded."""
_TOO = re.compile(rf"(?<!\S)(?:too|also|as well|{'|'.join(sorted(words_of_all('names', 'too')))})(?!\S)")
"""What is said of one more thing that is to be done to."""
_DONE_TO_ONE = frozenset({"tv.record", "tv.favourite", "reminder.set", "delete"})
_TO = frozenset({"to", "on"}) | words_of_all("names", "to")
"""What stands before what is switched to."""
_PODCAST = re.compile(r"(?<=\w) [Pp]odcast$")
_FOR_LATER = frozenset({"reminder.set", "tv.record"})
_TELLS_ON = re.compile(
    r"(?<=\w),? and (?:please |then |can you |could you )*(?:(?:tell|show|give|let|remind) (?:me|us)|find out|check|"
    r"see (?:if|who|what|when|how|whether)|look up) "
)
"""What is asked for behind what is named for later."""
_TELEVISION = frozenset("tv telly television box tube".split()) | words_of_all("names", "television")
_OF_PROFILES = frozenset({"profile", "account", "user"}) | words_of_all("names", "profile")
_ANDS = frozenset({"and", "then"}) | words_of_all("names", "joins")
"""What stands before a chore."""
_LEAST_CHORE = 2
"""Spaces in a title and a chore behind it."""
_PARTS = frozenset({"season", "episode"})
_ASKS_OF_ONE = frozenset({"ask.when", "reminder.set"})
"""What names what has not begun: "when is Bake Off on and can you record it"."""
_NAMES_IT = frozenset({"ask.when", "reminder.set", "tv.record"})
_TAKEN_BACK = frozenset({"reminder.set", "tv.favourite"})
"""What is undone by "cancel that"."""
_OF_IT = frozenset({"reminder.set", "reminder.cancel"})
"""What is of what was named last: "remind me about it an hour before"."""
_OF_CHANNELS = frozenset({"news", "sport", "music", "radio"})
"""Kinds that channels are called by."""


def settled(
    found: Understanding,
    utterance: Utterance,
    context: UtteranceContext,
    names: ChannelNames,
    titles: Titles,
    language: Language,
) -> Understanding:
    """`found` with a choice in the place of its number, and the question back where several may be meant."""
    if {said.name for said in found.commands} <= _NO_TIMER and language.delays.untimed.fullmatch(utterance.norm()):
        nothing = Understanding(tier="none", confidence=found.confidence, language=found.language)
        return nothing.model_copy(update={"answer": language.delays.how_long})
    if list(found.commands) == _ENDS_THEN and any(word.norm in THEN for word in utterance.words):
        return found.model_copy(update={"commands": (_RECORDED, _AT_ITS_END)})
    if ended := then_off(found.commands, utterance, language):
        return found.model_copy(update={"commands": ended})
    commands: list[Command] = []
    back: Question | None = None
    asked = [said for said in found.commands if not _one_more(said, utterance, context)]
    asked = [_only_titled(_by_name(said, language), language) for said in asked]
    whole = [_without_a_chore(_of_no_channel(_recorded(said, language)), language) for said in asked]
    timed = [_in_time(said, titles, language) for said in whole]
    for said in each(timed, utterance, language.several, partial(_orders, language=language), names, titles):
        said = _looked_for(_again_and_again(said, titles, language), utterance, language)
        said = of_the_known(of_a_station(bare(said, language), utterance, language), titles)
        said = said if commands else _sought(said, utterance, language, alone=len(found.commands) == 1)
        command = _of_the_same(_of_the_last(_called(said, utterance, names), utterance, context, language), commands)
        picked = _half_heard(_picked(command, context), names, titles, language)
        told = _described(picked, utterance, titles, language)
        meant = told or asked_back(picked, names, titles, context, language)
        if isinstance(meant, Question):
            back = back or meant
        else:
            commands.append(meant)
    return found.model_copy(update={"commands": tuple(commands), "question": back})


def _by_name(command: Command, language: Language) -> Command:
    """What is to be done with what is called so: "graba la peli que se llama Coco"."""
    title = command.slots.get("title")
    words = read(title) if isinstance(title, str) else None
    called = language.called.match(words.norm()) if words else None
    if words is None or called is None or called.lastindex is None:
        return command
    start = words.norm().count(" ", 0, called.end(called.lastindex))
    name = words.said(start, len(words.words))
    return Command(name=command.name, slots={**command.slots, "title": name}) if name else command


def _only_titled(command: Command, language: Language) -> Command:
    """What has a title, without what kind it is or what is asked for behind it: "play The Rest Is History podcast"."""
    title = command.slots.get("title")
    if not isinstance(title, str):
        return command
    if command.name == "tv.watch" and (said := _PODCAST.search(title)) and (language.capitals or said[0][1] == "p"):
        return Command(name="tv.watch", slots={**command.slots, "title": title[: said.start()], "kind": "podcast"})
    told = _TELLS_ON.search(title) if command.name in _FOR_LATER and language.code == "en" else None
    if told is None:
        return command
    command = Command(name=command.name, slots={**command.slots, "title": title[: told.start()].rstrip(" ,")})
    return command if "when" in command.slots else _ahead_of_time(command, str(command.slots["title"]), language)


def _orders(words: Utterance, language: Language) -> bool:
    """Whether a verb of requests begins the words."""
    return language.cautions.asks.match(prepared(words, language).norm()) is not None


def of_the_guide(
    found: Understanding, context: UtteranceContext, names: ChannelNames, titles: Titles, language: Language
) -> Understanding:
    """`found` with the guide's titles for those that were said, and the question back where several may be meant."""
    meant = [asked_back(command, names, titles, context, language) for command in found.commands]
    questions = [one for one in meant if isinstance(one, Question)]
    commands = tuple(one for one in meant if isinstance(one, Command))
    return found.model_copy(update={"commands": commands, "question": found.question or next(iter(questions), None)})


def _one_more(command: Command, utterance: Utterance, context: UtteranceContext) -> bool:
    """Whether the same is asked for of the next one, and not to go on to it: "and the next one too"."""
    last = context.last_command
    done = command.name == "tv.next" and last is not None and last.name in _DONE_TO_ONE
    return done and _TOO.search(utterance.norm()) is not None


def _called(command: Command, utterance: Utterance, names: ChannelNames) -> Command:
    """The channel that the viewer has, where a name to switch to may be a profile's: "switch to Amira"."""
    name = command.slots.get("name")
    words = [word.norm for word in utterance.words]
    if command.name == "profile.switch" and isinstance(name, str) and not _OF_PROFILES.isdisjoint(words):
        return Command(name=command.name, slots={**command.slots, "name": OF_ELIDED.sub("", name, count=1)})
    if command.name != "profile.switch" or not isinstance(name, str) or not names.has(name):
        return command
    at = utterance.norm().count(" ", 0, f" {utterance.norm()}".find(f" {read(name).norm()}"))
    said = at > 0 and words[at - 1] in _TO and _OF_PROFILES.isdisjoint(words)
    return Command(name="tv.channel", slots={"name": name}) if said else command


def _recorded(command: Command, language: Language) -> Command:
    """The recordings, where one is to be played that has no title: "play the last recording"."""
    title = command.slots.get("title")
    if command.name != "tv.watch" or not isinstance(title, str) or len(command.slots) > 1:
        return command
    named = " " in title and title.istitle() and not language.capitals  # "put on The Recording"
    recorded = not named and language.recorded.fullmatch(read(title).norm())
    return Command.of("ui.open", page="recordings") if recorded else command


def _without_a_chore(command: Command, language: Language) -> Command:
    """What is recorded without what somebody is to do at home: "record Vera and put the bins out"."""
    title = command.slots.get("title")
    if command.name != "tv.record" or not isinstance(title, str) or title.count(" ") < _LEAST_CHORE:
        return command
    words = read(title)
    for found in language.cautions.chores.finditer(words.norm()):
        at = words.norm().count(" ", 0, found.start())
        if at > 1 and words.words[at - 1].norm in _ANDS:
            name = words.said(0, at - 1).rstrip(" ,")
            return Command(name=command.name, slots={**command.slots, "title": name})
    return command


def _in_time(command: Command, titles: Titles, language: Language) -> Command:
    """What is recorded, or reminded of ahead, with the time that its title ends with: "the match at eight"."""
    title = command.slots.get("title")
    if not isinstance(title, str) or "when" in command.slots or titles.has(title):
        return command
    if "lead_seconds" in command.slots:
        return _ahead_of_time(command, title, language)
    if command.name != "tv.record":
        return command
    words = read(title)
    delay = language.delays.find(words)
    if delay is None or delay.span or not delay.start or delay.end < len(words.words):
        return command
    said, name = words.said(delay.start, delay.end), words.said(0, delay.start)
    if any(letter.isupper() for letter in said) and not language.capitals:
        return command  # "News at Ten"
    when = str(language.types["when"].convert(words.norm(delay.start, delay.end).strip()))
    when = words.said(delay.end - len(when.split()), delay.end)
    return Command(name=command.name, slots={**command.slots, "title": name, "when": when})


def _ahead_of_time(command: Command, title: str, language: Language) -> Command:
    """What is reminded of before it begins, with its day: "before the match tomorrow"."""
    words, time = read(title), language.types["when"]
    for at in range(1, len(words.words)):
        if re.fullmatch(time.pattern, words.norm(at)) and words.said(at, len(words.words)).islower():
            slots = {**command.slots, "title": words.said(0, at), "when": words.said(at, len(words.words))}
            return Command(name=command.name, slots=slots)
    return command


def _again_and_again(command: Command, titles: Titles, language: Language) -> Command:
    """What is recorded with how often, where its title ends or begins with that: "record the news every day"."""
    title = command.slots.get("title")
    if command.name != "tv.record" or not isinstance(title, str) or titles.has(title):
        return command
    whole = f"{title} {command.slots['when']}" if "when" in command.slots else title
    if (place := language.repeats.beside(whole)) and place[0] < len(title) < place[1]:
        title, command = whole, _without_when(command)  # "every" in the title, "Monday" behind it
    else:
        place = language.repeats.beside(title)
    said = title[slice(*place)] if place else ""
    if place is None or (said.lower() != said and (not language.capitals or said[0].isupper())):
        return command  # "Saturday Night Every Week" is a name
    name = (title[: place[0]] or title[place[1] :]).strip(" ,.!?")
    when = f"{said} {command.slots['when']}" if "when" in command.slots else said
    return Command(name=command.name, slots={**command.slots, "title": name, "when": when})


def _without_when(command: Command) -> Command:
    slots = {slot: value for slot, value in command.slots.items() if slot != "when"}
    return Command(name=command.name, slots=slots)


def _looked_for(command: Command, utterance: Utterance, language: Language) -> Command:
    """A search for a sport of which it is asked whether there is any: "il y a du foot ce soir ?"."""
    genre, live = command.slots.get("genre"), language.types.get("live")
    if command.name != "tv.watch" or not command.slots.keys() <= {"genre", "kind"} or not isinstance(genre, str):
        return command
    said, questions = utterance.norm(), language.questions
    asks = utterance.text.rstrip().endswith("?") and questions.exists.match(said)
    asks = asks or questions.plainly.match(said)
    known = live is not None and re.fullmatch(live.pattern, read(genre).norm())
    return Command(name="ui.search", slots={"query": genre}) if asks and known else command


def _sought(command: Command, utterance: Utterance, language: Language, *, alone: bool) -> Command:
    """A search for what a verb of searching names: by its genre, or, where it is `alone`, by all words behind it.

    What a remark follows is left as it was read.
    """
    verb = language.questions.seeks.match(utterance.norm())
    alone = alone and not utterance.breaks
    if command.name != "tv.watch" or not verb:
        return command
    genre = command.slots.get("genre")
    if command.slots.keys() == {"genre"} and isinstance(genre, str):
        return Command(name="ui.search", slots={"query": genre})
    said = utterance.said(verb.group().count(" "), len(utterance.words))
    return Command(name="ui.search", slots={"query": said}) if alone and said else command


def _of_no_channel(command: Command) -> Command:
    """A question about the television itself, which is no channel: "il y a quoi sur la télé"."""
    channel = command.slots.get("channel")
    if not command.name.startswith("ask.") or not isinstance(channel, str):
        return command
    rest = {slot: value for slot, value in command.slots.items() if slot != "channel"}
    return Command(name=command.name, slots=rest) if read(channel).norm().strip() in _TELEVISION else command


def _of_the_last(command: Command, utterance: Utterance, context: UtteranceContext, language: Language) -> Command:
    """The page that is open, where that is to be closed, and not what plays; the recording that was just asked for."""
    if command.name == "tv.stop" and context.screen in _PAGES and _shuts(utterance, language):
        return Command.of("ui.back")
    last = context.last_command
    done = last is not None and last.name in _TAKEN_BACK and not context.pending
    if command.name == "cancel" and done and utterance.words[-1].norm in _IT:
        return Command.of("undo")  # "cancel that", of a reminder that was just set
    ends = _STOPS if language.code == "en" else language.cautions.stops
    stops = ends.search(utterance.norm()) is not None  # whatever is recorded, and not what was named
    recorded = last is not None and last.name == "tv.record" and last.slots.get("on") is True
    if last is not None and recorded and not stops and _takes_back(command, last):
        return Command(name="tv.record", slots={**last.slots, "on": False})
    title = last.slots.get("title") if last is not None and last.name in _NAMES_IT else None
    it = any(word.norm in _IT - {"this"} for word in utterance.words)
    if title and it and last is not None and last.name == "ask.when" and _is_recorded_then(command):
        return Command(name="tv.record", slots={**command.slots, "title": title})
    if title and command.name in _OF_IT and str(command.slots.get("title", "")).casefold() in _IT:
        return Command(name=command.name, slots={**command.slots, "title": title})
    return command


def _is_recorded_then(command: Command) -> bool:
    """Whether what is on is to be recorded at a time or on a channel: "record it tonight"."""
    return command.name == "tv.record" and command.slots.get("on") is True and command.slots.keys() <= {"on", "when"}


def _takes_back(command: Command, last: Command) -> bool:
    """Whether what is not to be recorded is what was asked for last, by all that is said of it."""
    named = {slot: value for slot, value in command.slots.items() if slot != "on"}
    return command.name == "tv.record" and command.slots.get("on") is False and named.items() <= last.slots.items()


def _shuts(utterance: Utterance, language: Language) -> bool:
    """Whether the words end with what closes whatever lies open."""
    return any(language.shuts.fullmatch(utterance.norm(at)) for at in range(len(utterance.words)))


def _of_the_same(command: Command, before: Sequence[Command]) -> Command:
    """A reminder of what was named before: "when is Taggart on, and remind me about it"."""
    title = str(before[-1].slots.get("title", "")) if before else ""
    it = str(command.slots.get("title", "")).casefold() in _IT
    meant = title and it and command.name in ("reminder.set", "tv.record")
    if before and command == _RECORDED and before[-1].name in _ASKS_OF_ONE and title:
        return Command(name=command.name, slots={**command.slots, "title": title})
    if before and command.name == "tv.watch" and command.slots and command.slots.keys() <= _PARTS:
        named = title or str(before[-1].slots.get("query", ""))
        return Command(name="tv.watch", slots={"title": named, **command.slots}) if named else command
    if before and before[-1].name == "ui.search" and command.name == "tv.play":
        return Command(name="tv.watch", slots={"title": before[-1].slots["query"]})
    return Command(name=command.name, slots={**command.slots, "title": title}) if meant else command


def _picked(command: Command, context: UtteranceContext) -> Command:
    """The command of the choice whose number was said; without a list, another season or episode of what is on."""
    index = command.slots.get("index")
    if command.name != "ui.select" or not isinstance(index, int):
        return command
    if not context.choices:
        return _counted_anew(context, index) or command
    place = index - 1 if index > 0 else len(context.choices) + index
    return context.choices[place].command if 0 <= place < len(context.choices) else command


def _counted_anew(context: UtteranceContext, number: int) -> Command | None:
    """What was put on with another number, where no list is there: "no, the third" behind a season."""
    last = context.last_command
    if last is None or last.name != "tv.watch" or number < 1 or context.options or context.screen == "search":
        return None
    slot = next((slot for slot in ("episode", "season") if slot in last.slots), "")
    return Command(name="tv.watch", slots={**last.slots, slot: number}) if slot else None


def _half_heard(command: Command, names: ChannelNames, titles: Titles, language: Language) -> Command:
    """The channel that the viewer has, where its name was half heard and taken for a title: "put on prison beat"."""
    if command.name != "tv.watch" or not (said := _named(command, language)):
        return command
    if titles.has(said) or titles.meant(said) or read(said).norm().strip() in FAMOUS:
        return command
    channel = names.half_heard(said)
    return Command(name="tv.channel", slots={"name": channel}) if channel else command


def _named(command: Command, language: Language) -> str:
    """The words that may be a channel's name: a title, or what is no genre, alone or before "news" or "sport"."""
    slots = command.slots
    if set(slots) == {"title"}:
        return str(slots["title"])
    genre, kind = str(slots.get("genre", "")), str(slots.get("kind", ""))
    if not genre or not set(slots) <= {"genre", "kind"} or (kind and kind not in _OF_CHANNELS):
        return ""
    known = re.fullmatch(language.types["genre"].pattern, read(genre).norm())
    return "" if known else f"{genre} {kind}".rstrip()


def _described(command: Command, utterance: Utterance, titles: Titles, language: Language) -> Command | Question | None:
    """What "the one with the detectives" is; none where the guide does not tell, or it was not said so."""
    about = command.slots.get("person")
    if command.name != "tv.watch" or set(command.slots) != {"person"} or not isinstance(about, str):
        return None
    labels = titles.about(about)
    verb = {"tv.record": {"on": True}} if utterance.words[0].norm == "record" else {"tv.watch": {}}
    ((name, slots),) = verb.items()
    commands = [Command.model_validate({"name": name, "slots": {**slots, "title": title}}) for title in labels]
    if len(commands) == 1:
        return commands[0]
    return question(commands, labels, language) if commands else None
