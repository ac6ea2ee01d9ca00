"""Commands of a session: most are the browser's, some are the session's own, and some speak of others."""

import asyncio
import contextlib
from collections.abc import Awaitable, Callable, Iterable, Mapping

from prism_core.commands import Command, SlotValue
from prism_core.errors import PrismError
from prism_core.events import EnterProfile, Gesture, PlaybackResult, PlaybackState, PlayGesture
from prism_core.events.avatar import GESTURES
from prism_core.ports import Player
from prism_core.requests import Choice, SentenceResult
from prism_gateway.conversation.floor import Floor
from prism_gateway.conversation.stage import Stage
from prism_gateway.conversation.undoing import inverse

REMEMBERED = frozenset({"undo", "repeat", "cancel", "confirm", "deny", "lumen.stop", "ui.select", "profile.switch"})
"""Commands that are about others, and so are not what "again" and "undo" mean."""
SHOWN = frozenset({"ui.guide", "ui.open"})
"""Pages, which are opened and no more: "more" beside one follows what else was asked for."""
MANNER = frozenset({"slower", "faster", "higher", "deeper", "voice"})
"""Slots of `lumen.voice` that are decided where the voice is made; how loud it plays is the browser's."""

ChangeVoice = Callable[[Mapping[str, SlotValue]], Awaitable[tuple[bool, str]]]
"""Makes Lumen speak as the slots of `lumen.voice` ask for: whether anything changed, and what to say."""
Named = Callable[[str], Awaitable[EnterProfile | None]]
"""The profile that is called so, none where the viewer has it already; raises `NotFound`."""
AnswerIn = Callable[[str], tuple[bool, str]]
"""Makes Lumen answer in a language (BCP 47): whether she can, and what to say."""
KeepSilence = Callable[[], Awaitable[None]]
"""Keeps what the floor was told of silence for as long as the session lives."""


class SessionPlayer:
    """The `Player` of a conversation. Knows what was done last, so that it can be done again or taken back."""

    def __init__(
        self,
        browser: Player,
        floor: Floor,
        stage: Callable[[], Stage],
        state: Callable[[], PlaybackState],
        profile_named: Named,
        change_voice: ChangeVoice,
        answer_in: AnswerIn,
        keep_silence: KeepSilence,
    ) -> None:
        self._browser = browser
        self._floor = floor
        self._stage = stage
        self._state = state
        self._profile_named = profile_named
        self._change_voice = change_voice
        self._answer_in = answer_in
        self._keep_silence = keep_silence
        self._unmute: asyncio.Task[None] | None = None
        self._last: tuple[Command, PlaybackState] | None = None
        self._said: Command | None = None
        self.options: tuple[str, ...] = ()
        """Channel names that Lumen offered with her last question."""
        self.choices: tuple[Choice, ...] = ()
        """What each of them does, where that is known; without, it is changing to the channel."""
        self.question = ""
        """Her last question, empty once it is answered."""
        self.only_talked = False
        """Whether the viewer asked for nothing when they spoke last."""

    @property
    def companion(self) -> bool:
        """Whether Lumen speaks of the programme without being asked, as far as the viewer wants that."""
        return self._floor.companion

    @property
    def last_command(self) -> Command | None:
        """What was asked for or done last: what "more", "no, I meant …" and "and on BBC Two?" follow."""
        return self._said

    @property
    def last_done(self) -> Command | None:
        """What was done last, and so can be taken back."""
        return self._last[0] if self._last else None

    def heard(self, commands: Iterable[Command]) -> None:
        """The viewer asked for `commands`, whatever came of them."""
        commands = tuple(commands)
        self.only_talked = not commands
        about = [command for command in commands if command.name not in REMEMBERED]
        going_on = [command for command in about if command.name not in SHOWN]  # "louder and show the guide": "more"
        self._said = (going_on or about)[-1] if about else self._said

    async def perform(self, command: Command) -> PlaybackResult:
        """Does `command`, whoever's it is; raises as `Player` does."""
        before = self._state()
        question, options, choices = self.question, self.options, self.choices
        self.asked(None, ())
        match command.name:
            case "undo":
                return await self._undo()
            case "repeat":
                return await self._repeat()
            case "confirm" | "ui.select" if options and (question or command.name == "ui.select"):
                return await self._choose(command, question, options, choices)
            case "cancel" | "deny" | "lumen.stop":
                return self._done("")
            case "confirm":
                return self._failed("There is nothing to confirm.")
            case "lumen.hush":
                self._floor.hush(bool(command.slots["on"]))
                await self._keep_silence()
                result = self._done("")
            case "lumen.companion":
                self._floor.companion = bool(command.slots["on"])
                await self._keep_silence()
                result = self._done("")
            case "lumen.gesture":
                result = await self._gesture(str(command.slots["name"]))
            case "lumen.voice" if MANNER & command.slots.keys():
                ok, message = await self._change_voice(command.slots)
                result = self._done(message) if ok else self._failed(message)
            case "lumen.voice" if "language" in command.slots:
                ok, message = self._answer_in(str(command.slots["language"]))
                result = self._done(message) if ok else self._failed(message)
            case "tv.record" | "reminder.set" | "reminder.cancel" | "delete":
                result = self._done("")  # the mind does it
            case "profile.switch":
                result = await self._switch(str(command.slots["name"]))
            case _:
                result = await self._browser.perform(command)
        if result.ok:
            self._remember(command, before, result.state)
        self._mute_for_a_while(command, result)
        return result

    def asked(self, question: str | None, options: tuple[str, ...], choices: tuple[Choice, ...] = ()) -> None:
        """Lumen asked back; the next command may be the answer."""
        self.question, self.options, self.choices = question or "", options, choices

    def talked(self) -> None:
        """The viewer said something beside it: a yes answers no question any more, but what was told may be picked."""
        self.question = ""

    def offered(self, sentence: SentenceResult) -> None:
        """Lumen told of things of which the viewer may pick one; only a question is open to a yes."""
        labels = tuple(choice.label for choice in sentence.choices)
        self.asked(sentence.text if sentence.text.endswith("?") else None, labels, sentence.choices)

    def close(self) -> None:
        """Forgets what was still to be done."""
        if self._unmute is not None:
            self._unmute.cancel()

    def _remember(self, command: Command, before: PlaybackState, after: PlaybackState) -> None:
        """Keeps what was done; whoever picks a channel from a list has changed to it."""
        name = after.channel_name
        if command.name == "ui.select" and name and name != before.channel_name:
            command = Command(name="tv.channel", slots={"name": name})
        if command.name not in REMEMBERED:
            self._last, self._said = (command, before), command

    async def _undo(self) -> PlaybackResult:
        if self._last is None:
            return self._failed("There is nothing to undo.")
        command, before = self._last
        back = inverse(command, before)
        if back is None:
            return self._failed("I cannot undo that.")
        self._last = None
        result = await self.perform(back)
        self._said = None  # "more" follows nothing now
        return result.model_copy(update={"message": "Undone."}) if result.ok else result

    async def _repeat(self) -> PlaybackResult:
        if self._last is None:
            return self._failed("There is nothing to repeat.")
        return await self.perform(self._last[0])

    async def _choose(
        self, command: Command, question: str, options: tuple[str, ...], choices: tuple[Choice, ...]
    ) -> PlaybackResult:
        """The viewer chose one of what was offered: by its place, or with a yes the one that the question names."""
        index = int(command.slots.get("index", 1))
        place = index - 1 if index > 0 else len(options) + index
        if command.name == "confirm" and len(options) > 1:
            named = [at for at, option in enumerate(options) if option.casefold() in question.casefold()]
            if len(named) != 1:  # "Which one: A or B?", "yes"
                self.asked(question, options, choices)
                return self._failed(question)
            place = named[0]
        if not 0 <= place < len(options):
            self.asked(question, options, choices)
            only = "There is only one to choose from."
            return self._failed(only if len(options) == 1 else f"There are {len(options)} to choose from.")
        channel = Command(name="tv.channel", slots={"name": options[place]})
        return await self.perform(choices[place].command if choices else channel)

    async def _gesture(self, name: str) -> PlaybackResult:
        wanted = name.lower().replace(" ", "_").replace("-", "_")
        found: Gesture | None = next((g for g in GESTURES if g == wanted or g.startswith(wanted)), None)
        if found is None:
            return self._failed(f"I cannot do that; I can {', '.join(g.replace('_', ' ') for g in GESTURES)}.")
        await self._stage().show(PlayGesture(gesture=found))
        return self._done("")

    async def _switch(self, name: str) -> PlaybackResult:
        """Asks the page to become another profile: only it can take the cookie, and only it shows where a PIN goes."""
        profile = await self._profile_named(name)
        if profile is None:
            return self._done(f"This is {name}'s profile already.")
        await self._stage().show(profile)
        if profile.has_pin:
            return self._done(f"{profile.name}'s profile has a PIN. Please enter it on the screen.")
        return self._done(f"Switching to {profile.name}.")

    def _mute_for_a_while(self, command: Command, result: PlaybackResult) -> None:
        """Brings the sound back after "mute for five minutes"; any later word on the sound calls that off."""
        if command.name not in ("tv.mute", "tv.volume"):
            return
        self.close()
        seconds = command.slots.get("seconds")
        if result.ok and command.slots.get("on") is True and isinstance(seconds, int | float):
            self._unmute = asyncio.create_task(self._sound_back(float(seconds)), name="sound back")

    async def _sound_back(self, seconds: float) -> None:
        await asyncio.sleep(seconds)
        with contextlib.suppress(PrismError):
            await self._browser.perform(Command.of("tv.mute", on=False))

    def _done(self, message: str) -> PlaybackResult:
        return PlaybackResult(command_id="", ok=True, message=message, state=self._state())

    def _failed(self, message: str) -> PlaybackResult:
        return PlaybackResult(command_id="", ok=False, message=message, error="unsupported", state=self._state())
