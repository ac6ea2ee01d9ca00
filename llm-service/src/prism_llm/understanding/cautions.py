"""Words that hold the trained tier back, where it would do the opposite, lose something, or mistake a question."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from prism_core.commands import Command, SlotValue
from prism_llm.understanding.titles import is_written_as_name
from prism_llm.understanding.utterance import Utterance, read

_NEVER = re.compile(r"(?!)")
_NEEDS = frozenset({"delete", "reminder.cancel"})
"""What loses something where it was not meant."""
_NEVER_ASKED = frozenset(
    {"tv.channel", "tv.watch", "tv.record", "tv.favourite", "profile.switch", "sleep.set", "ui.select", "delete"}
)
"""What is not done for a question: "what is channel 14?"."""
_DENIALS = frozenset(
    {"lumen.hush", "lumen.companion", "lumen.voice", "sleep.cancel", "reminder.set", "reminder.cancel", "cancel"}
)  # fmt: skip
"""What is asked for by words that begin so: "don't talk", "don't turn off after all"."""
_FORBIDDEN_OTHERWISE = _DENIALS | {"deny", "undo", "lumen.stop", "ask.recommend"}
"""What may be meant by words that say what is not to be done."""
_TAKES_BACK = frozenset({"undo", "cancel", "deny", "lumen.stop", "lumen.hush", "lumen.companion"})
"""What an order that was not meant may ask for: "I didn't tell you to stop"."""
_AT_ONCE = frozenset({"tv.stop", "tv.mute", "tv.volume", "tv.pause", "tv.next", "tv.previous", "tv.play"})
_AFTER_A_CONDITION = _AT_ONCE | {"tv.channel", "tv.subtitles"}
"""What is not done yet where what it waits for is said before it."""
STOPPED = frozenset({"tv.pause", "tv.stop", "tv.mute"})
"""What is not done yet where it is to be done before something begins."""
_LOSES = frozenset({"delete", "reminder.cancel"})
"""What is not done under a condition, as is what ends a recording."""

_HINTED = frozenset({"tv.volume", "tv.quality", "tv.pause", "tv.stop", "tv.repeat_line", "undo", "cancel"})
"""What is asked for by telling how things are: "the neighbours have complained"."""
_OF_A_CHANNEL = frozenset({"ask.now", "ask.next", "ask.at", "ui.guide"})
"""What is asked of a channel and has nothing to do with its number."""
_LEAST_ANNOUNCED = 6
"""Words of an announcement; fewer may ask: "next on BBC One"."""
_TOO_EARLY = _AT_ONCE | {
    "tv.channel", "tv.seek", "tv.watch", "tv.continue", "tv.surprise", "tv.subtitles", "tv.rate", "ui.fullscreen",
    "ui.pip", "ui.open", "ui.guide", "lumen.hush", "lumen.stop", "delete",
}  # fmt: skip
"""What would be done before that happens for which it is to wait."""
_MOST_LED = 2
"""Words before what something waits for, where it stands alone."""
_ALL_BUT = frozenset({"delete", "reminder.cancel"})
"""What would lose what is to stay, where only a part of what was said is understood."""
_ENDS = frozenset(".;!?")
_SWITCHES = frozenset({"tv.subtitles", "tv.record", "ui.fullscreen", "ui.pip", "lumen.companion"})


def any_of(words: Iterable[str]) -> re.Pattern[str]:
    """Matches where one of `words` stands as a whole; each is an expression, and may be of several words."""
    return re.compile(rf"(?<!\S)(?:{'|'.join(words)})(?!\S)")


@dataclass(frozen=True, slots=True)
class Cautions:
    """One language's words, as expressions that are looked for among words with a space after each.

    Attributes:
        denies: what turns a request around ("don't mute it").
        forbids: the same where it is said of what the player does, and nothing else can be meant by it.
        pleads: how one is asked whether one could not do it, before all else ("kannst du das nicht lauter machen").
        removes: words of taking away: "don't take the captions off" does not ask for them to be off.
        cancels: those of them that call something off: "don't cancel the reminder" does not ask for it to go.
        unmeant: how an order is forbidden outright, refused, reported or weighed, so that it asks for nothing, not
            even for the contrary ("nobody asked you to", "she keeps saying", "leave it as it is").
        governs: the same over a comma, which is a word here ("es ist verboten, umzuschalten").
        refuses: what makes nothing of all that was said before it ("turn it off? no way").
        declines: the same behind a question mark alone ("turn it off? no").
        conditions: what begins a condition, under which nothing is lost ("delete it if mum agrees").
        awaits: the same for what is done at once ("mute it as soon as the adverts start").
        first: how such a condition is said before all else ("wenn das Telefon klingelt, mach leiser").
        later: behind what is to be deleted, when: none can wait ("lösch die Aufnahme morgen").
        done: with its accents, how somebody tells what they did themselves ("ya apagué la tele").
        enough: at the end, that no more is asked for than what was ("abbassa e basta").
        excepts: what says that of several things some are to stay ("all but the last").
        states: how it is asked how something stands, with a question mark where there is one ("is it muted?").
        accented: words that only their accent tells from a condition ("sí").
        reminds: what would do so, but asks to keep something in mind ("don't forget").
        ends: of which one has to be said where a mistake would lose something.
        stops: what ends a recording; without one of these a recording is ended by saying not to make it.
        negates: what turns a sentence around, wherever it stands.
        spares: what loses something although it is turned around ("I don't need it any more").
        events: how that is told for which something waits, wherever it stands ("when the adverts come, mute it").
        questions: what a question begins with.
        narrates: how something is told that was, is or should be, and nothing asked for ("she skipped to the end").
        asks: what a piece of the sentence begins with where something is asked for all the same.
        announces: how a programme or an advertisement tells what is on.
        numbers: how the number of a channel is asked for, and not what is on there.
        unwished: how one begins who does not want to see something ("not Emmerdale please", "no more Emmerdale").
        unraised: that it is not to be louder, wherever that is said ("the baby's asleep so don't turn it up").
        unwanted: what says that a thing is to be off, wherever it stands ("I don't want it full screen").
        elsewhere: what is done to things that are no television ("put on your coat").
        switches_off: of which one has to be said where the television is to be turned off later.
        calls_off: the same where a sleep timer is called off ("put the sleep timer on" has none).
        until: before what the picture or the sound is to stop, which nobody does at once ("pause it before it starts").
        chores: what somebody is to do at home, behind a title and a word that joins ("and put the bins out").
        talk: what is said to others or of other things, whatever else the sentence holds ("speak up, you two").
        appliances: things at home that are turned off or down, and are no television.
        not_alone: words that no name is made of.
        buts: what stands before a no that takes all back, each with a space before it.
        genres: of which one makes a genre of what is to be recommended; none where anything may be one.
    """

    denies: re.Pattern[str] = _NEVER
    forbids: re.Pattern[str] = _NEVER
    pleads: re.Pattern[str] = _NEVER
    removes: re.Pattern[str] = _NEVER
    cancels: re.Pattern[str] = _NEVER
    unmeant: re.Pattern[str] = _NEVER
    governs: re.Pattern[str] = _NEVER
    refuses: re.Pattern[str] = _NEVER
    declines: re.Pattern[str] = _NEVER
    conditions: re.Pattern[str] = _NEVER
    awaits: re.Pattern[str] = _NEVER
    first: re.Pattern[str] = _NEVER
    later: re.Pattern[str] = _NEVER
    done: re.Pattern[str] = _NEVER
    enough: re.Pattern[str] = _NEVER
    excepts: re.Pattern[str] = _NEVER
    states: re.Pattern[str] = _NEVER
    accented: frozenset[str] = frozenset()
    reminds: re.Pattern[str] = _NEVER
    ends: re.Pattern[str] = _NEVER
    stops: re.Pattern[str] = _NEVER
    negates: re.Pattern[str] = _NEVER
    spares: re.Pattern[str] = _NEVER
    events: re.Pattern[str] = _NEVER
    questions: re.Pattern[str] = _NEVER
    narrates: re.Pattern[str] = _NEVER
    asks: re.Pattern[str] = _NEVER
    announces: re.Pattern[str] = _NEVER
    numbers: re.Pattern[str] = _NEVER
    unwished: re.Pattern[str] = _NEVER
    unraised: re.Pattern[str] = _NEVER
    unwanted: re.Pattern[str] = _NEVER
    elsewhere: re.Pattern[str] = _NEVER
    switches_off: re.Pattern[str] = _NEVER
    calls_off: re.Pattern[str] = _NEVER
    until: re.Pattern[str] = _NEVER
    chores: re.Pattern[str] = _NEVER
    talk: re.Pattern[str] = _NEVER
    appliances: frozenset[str] = frozenset()
    not_alone: frozenset[str] = frozenset()
    buts: tuple[str, ...] = (" but",)
    genres: frozenset[str] = frozenset()

    def forbid(self, utterance: Utterance, command: str) -> bool:
        """Whether the words are not to be taken for `command`, however likely it seems."""
        text = utterance.norm()
        if self.reminds.search(text):
            denied = command != "reminder.set"
        else:
            denied = command not in _DENIALS and self.denies.search(text) is not None
        unsaid = command in _NEEDS and not self.ends.search(text)
        needed = {"sleep.set": self.switches_off, "sleep.cancel": self.calls_off}.get(command, _NEVER)
        unsaid = unsaid or (needed is not _NEVER and not needed.search(text))
        asked = command in _NEVER_ASKED and self.questions.match(text) is not None
        if self.elsewhere.search(text) or (command in _OF_A_CHANNEL and self.numbers.match(text)):
            return True
        return denied or unsaid or asked or self._tells(utterance, command)

    def forbidden(self, pieces: Iterable[Utterance], commands: Iterable[Command]) -> bool:
        """Whether what was read in the sentence is what `pieces` of it say is not to be done, whichever tier read it.

        "Don't record it" asks for something, "don't stop recording" does not.
        """
        texts = [piece.norm() for piece in pieces]
        if not texts or any(self.reminds.search(text) for text in texts):
            return False
        cancelled = any(self.cancels.search(text) for text in texts)
        taken = cancelled or any(self.removes.search(text) for text in texts)
        off = _FORBIDDEN_OTHERWISE if taken else _FORBIDDEN_OTHERWISE - {"sleep.cancel"}
        off = off - {"sleep.cancel", "reminder.cancel", "cancel"} if cancelled else off
        return not any(command.name in off or (command.slots.get("on") is False and not taken) for command in commands)

    def means_none(self, piece: Utterance) -> bool:
        """Whether an order in a piece of the sentence is none, and nor is its contrary."""
        return self.unmeant.search(piece.norm()) is not None

    def governed(self, before: Utterance, piece: Utterance) -> bool:
        """Whether what stands before a comma makes no order of what stands behind it."""
        return self.governs.search(f"{before.norm()}, {piece.norm()}") is not None

    def refused(self, pieces: Sequence[Utterance]) -> int:
        """How many of the pieces are refused by what stands behind them."""
        for at in range(len(pieces) - 1, 0, -1):
            piece, text = pieces[at], pieces[at].norm()
            before = piece.text[: piece.words[0].start].rstrip()
            asked = at == len(pieces) - 1 and before.endswith(("?", *self.buts))
            if self.refuses.fullmatch(text) or (asked and self.declines.fullmatch(text)):
                return at
        return 0

    def conditional(self, utterance: Utterance, command: Command) -> bool:
        """Whether a command that loses something is asked for under a condition, in words that are no name.

        What is done at once waits for none either.
        """
        inner = any(0 < at < len(utterance.words) for at in utterance.breaks)
        if command.name in _AT_ONCE and (awaited := self.awaits.search(utterance.norm())):
            at = utterance.norm().count(" ", 0, awaited.start())
            if not inner or (at and at in utterance.breaks):
                return True
        if self.first.match(utterance.norm()) and (
            command.name in _AFTER_A_CONDITION
            or (command.name == "tv.watch" and not is_written_as_name(str(command.slots.get("title", ""))))
        ):
            return True
        if command.name in STOPPED and self.until.search(utterance.norm()):
            return True
        asked = f"{utterance.norm()}{'?' * utterance.text.rstrip().endswith('?')}"
        if not command.name.startswith("ask.") and self.states.fullmatch(asked):
            return True
        if command.name in _ALL_BUT and self.excepts.search(utterance.norm()):
            return True
        if command.name == "delete" and command.slots["kind"] != "reminder" and self.later.search(utterance.norm()):
            return True
        ends = command.name == "tv.record" and command.slots.get("on") is False
        if not ends and command.name not in _LOSES:
            return False
        found = (match.start() for match in self.conditions.finditer(utterance.norm()))
        said = (utterance.norm().count(" ", 0, at) for at in found)
        places = [at for at in said if utterance.said(at, at + 1).casefold() not in self.accented]
        first = 0 in places and any(0 < at < len(utterance.words) for at in utterance.breaks)
        return first or any(not utterance.said(at, at + 1)[0].isupper() for at in places if at)

    def waiting(
        self,
        pieces: Sequence[Utterance],
        asks: Callable[[Utterance], bool],
        reminds: Callable[[Utterance], bool],
        subjects: frozenset[str],
    ) -> frozenset[int]:
        """Places of the pieces that are to be done only when something happens: "when the adverts come, mute it".

        `asks` tells whether anything is asked for in words, and `reminds` whether it is only a word then: "put ITV on
        and tell me when Vera starts". Nothing waits for what is told of oneself, in words that begin with one of
        `subjects`: "when I cook, I like jazz, put some on".
        """
        for at, piece in enumerate(pieces):
            awaited = self.events.search(piece.norm())
            if awaited is None or reminds(piece):
                continue
            start = piece.norm().count(" ", 0, awaited.start())
            last = next((end for end in range(at + 1, len(pieces)) if _ends_before(pieces[end])), len(pieces))
            if last > at + 2 and pieces[at + 1].words[0].norm in subjects and not asks(piece):
                continue
            behind = at > 0 and last == at + 1 and start <= _MOST_LED and not asks(piece)
            return frozenset(range(at - 1 if behind else at, last))
        return frozenset()

    def too_early(self, command: Command, later: Iterable[Utterance]) -> bool:
        """Whether a command that is to wait would be done too early, and is not only named so: "When Harry Met …"."""
        named = [read(value) for value in command.slots.values() if isinstance(value, str)]
        awaited = [found.group() for piece in later if (found := self.events.search(piece.norm()))]
        waits = bool(awaited) and command.name in _TOO_EARLY
        return waits and not any(_begins_in(name, text) for name in named for text in awaited)

    def unless_enough(self, utterance: Utterance, commands: tuple[Command, ...]) -> tuple[Command, ...]:
        """The commands without an end that only says that there are no more: "abbassa e basta"."""
        said = len(commands) > 1 and commands[-1].name == "tv.stop" and self.enough.search(utterance.norm())
        return commands[:-1] if said else commands

    @staticmethod
    def may_take_back(command: Command) -> bool:
        """Whether a command may be meant by an order that is not."""
        return command.name in _TAKES_BACK or command.name.startswith("ask.")

    def keeps(self, pieces: Iterable[Utterance], command: Command) -> bool:
        """Whether nothing of what was said tells to lose what the model read to be lost: "the recording goes on"."""
        ends = command.name == "tv.record" and command.slots.get("on") is False
        if self.stops is _NEVER or not (ends or command.name in _NEEDS):
            return False
        texts = [piece.norm() for piece in pieces]
        negated = [self.negates.search(text) is not None for text in texts]
        if ends:
            return all((self.stops.search(text) is not None) == no for text, no in zip(texts, negated, strict=True))
        return all(no and not self.spares.search(text) for text, no in zip(texts, negated, strict=True))

    def _tells(self, utterance: Utterance, command: str) -> bool:
        """Whether something is told or announced, and not what is wrong with the picture or the sound."""
        if command.startswith("ask."):
            return self.announced(utterance)
        return not command.startswith("lumen.") and command not in _HINTED and self.narrated(utterance)

    def is_talk(self, utterance: Utterance, commands: Iterable[str]) -> bool:
        """Whether the sentence is for somebody else or of something else, whichever tier read `commands` in it.

        What is to be kept in mind may be anything: "remind me to turn on the oven".
        """
        if set(commands) == {"reminder.set"}:
            return False
        return (
            self.talk.search(utterance.norm()) is not None or self.done.fullmatch(utterance.text.casefold()) is not None
        )

    def only_tells(self, utterance: Utterance) -> bool:
        """Whether nothing is asked for in any part of the sentence."""
        return self.narrated(utterance) or self.announced(utterance)

    def announced(self, utterance: Utterance) -> bool:
        """Whether the sentence is an announcer's."""
        return len(utterance.words) >= _LEAST_ANNOUNCED and self.announces.match(utterance.norm()) is not None

    def narrated(self, utterance: Utterance) -> bool:
        """Whether the sentence only tells something."""
        if not self.narrates.search(utterance.norm()):
            return False
        starts = sorted(at for at in utterance.breaks if 0 < at < len(utterance.words))
        return not any(self.asks.match(utterance.norm(at, at + 2)) for at in starts)

    def switched(self, utterance: Utterance, command: str, slots: dict[str, SlotValue]) -> dict[str, SlotValue]:
        """The slots, with what is not wanted switched off."""
        unwanted = command in _SWITCHES and slots.get("on") is True and self.unwanted.search(utterance.norm())
        return {"on": False} if unwanted else slots

    def unless_unwanted(self, utterance: Utterance, command: Command) -> Command:
        """The command, switching off what is not wanted: "no necesito subtítulos"."""
        slots = self.switched(utterance, command.name, command.slots)
        return command if slots == command.slots else Command.model_validate({"name": command.name, "slots": slots})

    def is_unwished(self, utterance: Utterance, commands: Sequence[Command]) -> bool:
        """Whether the one thing that is to be seen is what the words begin with refusing."""
        refused = self.unwished.match(utterance.norm())
        if refused is None or [command.name for command in commands] != ["tv.watch"]:
            return False
        said = " ".join(str(commands[0].slots.get(slot, "")) for slot in ("title", "person"))
        name = read(said).norm().strip()
        return (bool(name) and (utterance.norm(refused.group().count(" ")) + " ").startswith(f"{name} ")) or (
            self.unwished.match(f"{name} ") is not None
        )

    def is_unraised(self, utterance: Utterance, command: Command) -> bool:
        """Whether a command is what is not to be done: to make it louder, or to bring the sound back."""
        delta, unmutes = command.slots.get("delta"), command.name == "tv.mute" and command.slots["on"] is False
        louder = command.name == "tv.volume" and isinstance(delta, int | float) and delta > 0
        return (louder or unmutes) and self.unraised.search(utterance.norm()) is not None

    def tellable(self, genre: str) -> bool:
        """Whether words are a genre or a kind of programme; a meal is recommended by others."""
        return not genre or not self.genres or bool(set(genre.casefold().split()) & self.genres)


def _begins_in(name: Utterance, text: str) -> bool:
    """Whether a name begins with what otherwise tells what something waits for, or has it in capital letters."""
    at = f" {name.norm()}".find(f" {text}")
    start = name.norm().count(" ", 0, at)
    return at == 0 or (at > 0 and name.said(start, start + 1)[0].isupper())


def _ends_before(piece: Utterance) -> bool:
    """Whether a sentence has ended before a piece."""
    return piece.text[: piece.words[0].start].rstrip()[-1:] in _ENDS
