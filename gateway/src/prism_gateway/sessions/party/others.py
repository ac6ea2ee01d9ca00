"""What other members' turns show, played to one browser as if Lumen spoke to it."""

from collections import deque
from collections.abc import Callable

from prism_core.audio import Pcm
from prism_core.bus import Message
from prism_core.errors import BadInput
from prism_core.events import (
    BotInterrupted,
    BotLlmStarted,
    BotLlmStopped,
    BotLlmText,
    BotOutput,
    BotStartedSpeaking,
    BotStoppedSpeaking,
    Card,
    Clarify,
    Event,
    PartyShown,
    PartyVoice,
    PlayGesture,
    SetExpression,
    Visemes,
    decode,
)
from prism_gateway.conversation.floor import Floor
from prism_gateway.sessions.outbox import Outbox

SHARED = (
    BotLlmStarted,
    BotLlmText,
    BotLlmStopped,
    BotOutput,
    BotStartedSpeaking,
    BotStoppedSpeaking,
    BotInterrupted,
    Visemes,
    SetExpression,
    PlayGesture,
    Card,
    Clarify,
)
"""What all members see of a turn; the rest, such as asking for another profile, is for who spoke."""
REMEMBERED = 32


class OthersTurns:
    """Plays the turns of others, one at a time: the later line cuts the earlier one off.

    Args:
        outbox: the way to this browser.
        floor: who may speak here.
        clock: the session's seconds.
        remember: keeps a sentence of a turn.
    """

    def __init__(
        self, outbox: Outbox, floor: Floor, clock: Callable[[], float], remember: Callable[[str, str], None]
    ) -> None:
        self._outbox = outbox
        self._floor = floor
        self._clock = clock
        self._remember = remember
        self._over: deque[str] = deque(maxlen=REMEMBERED)
        self.turn = ""
        """The turn that was shown last, while nothing has cut it off."""

    def shown(self, event: PartyShown) -> None:
        """A turn shows something."""
        try:
            shown = decode(event.shown)
        except BadInput:  # A newer gateway knows more of events than this one.
            return
        if isinstance(shown, BotInterrupted):
            self.ignore(event.turn)
            if event.turn == self.turn:
                self.cut()
        elif isinstance(shown, SHARED) and self._goes_on(event.turn):
            self._show(shown, event.turn)

    def voice(self, event: PartyVoice, message: Message) -> None:
        """A turn speaks; who wants silence here has it."""
        if self._goes_on(event.turn) and not self._floor.hushed:
            sound = Pcm(message.payload, event.sample_rate)
            self._outbox.post_voice(sound, event.turn, event.sentence, event.start)

    def cut(self) -> str:
        """Cuts off what is played; gives its turn, empty where nothing is."""
        turn, self.turn = self.turn, ""
        if turn:
            self.ignore(turn)
            self._outbox.interrupt()
            self._outbox.post(BotInterrupted(), turn)
            self._floor.lumen_ends(self._clock())
        return turn

    def ignore(self, turn: str) -> None:
        """Nothing more is played of `turn`."""
        self._over.append(turn)

    def _goes_on(self, turn: str) -> bool:
        if turn in self._over:
            return False
        if turn != self.turn:
            self.cut()
            self.turn = turn
        return True

    def _show(self, shown: Event, turn: str) -> None:
        if isinstance(shown, BotStartedSpeaking):
            self._floor.lumen_begins()
        elif isinstance(shown, BotStoppedSpeaking):
            self._floor.lumen_ends(self._clock())
        elif isinstance(shown, BotOutput):
            self._remember(turn, shown.text)
        self._outbox.post(shown, turn)
