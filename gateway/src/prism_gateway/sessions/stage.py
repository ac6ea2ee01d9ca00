"""The browser as one turn of a session has it."""

from prism_core.audio import Pcm
from prism_core.events import Event, TurnMetrics
from prism_gateway.metrics import TURN_STAGE_SECONDS
from prism_gateway.sessions.outbox import Outbox


class TurnStage:
    """The browser as one turn sees it."""

    def __init__(self, outbox: Outbox, turn: str) -> None:
        self._outbox = outbox
        self._turn = turn

    async def show(self, event: Event) -> None:
        """Sends an event of this turn."""
        if isinstance(event, TurnMetrics):
            measure(event)
        self._outbox.post(event, self._turn)

    async def play(self, sound: Pcm, *, sentence: int, start: float) -> None:
        """Sends a piece of this turn's speech."""
        self._outbox.post_voice(sound, self._turn, sentence, start)


def measure(turn: TurnMetrics) -> None:
    """Notes how long each stage of a turn took, from the end of the one before it."""
    times = {
        "stt": turn.transcribed_seconds,
        "understand": turn.understood_seconds,
        "llm_first_sentence": turn.first_sentence_seconds,
        "tts_first_audio": turn.first_audio_seconds,
    }
    before = 0.0
    for stage, seconds in times.items():
        if seconds is not None:
            TURN_STAGE_SECONDS.labels(stage).observe(max(0.0, seconds - before))
            before = seconds
    TURN_STAGE_SECONDS.labels("total").observe(turn.total_seconds)
