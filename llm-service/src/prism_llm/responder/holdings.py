"""What there is to watch and what is recorded, in answer to plain words: how many channels, which radio, recordings."""

import re
from collections.abc import Awaitable, Callable, Sequence

from prism_core.events.conversation import Card
from prism_llm.media import Media
from prism_llm.responder import times
from prism_llm.responder.answer import Answer, Question, listed
from prism_llm.responder.recordings import Recordings, described

_NAMED = 5
_CHANNELS = re.compile(
    r"\b(?:what|which|how many|list)\b.*\b(?:channels|stations)\b(?!.*\bon\b)|\b(?:list|show me) (?:my|the|"
    r"all) channels\b"
    r"|\b(?:welche|wie viele) (?:sender|kanäle|programme)\b|\b(?:qué|cuántos|cuáles) (?:canales|son mis canales)\b"
    r"|\b(?:quelles|combien de) chaînes\b|\b(?:quali|quanti) canali\b",
    re.I,
)
_RADIO = re.compile(r"\bradio\b", re.I)
_BEGAN = re.compile(
    r"\bwhen did (?:this|it|that|the (?:show|film|movie|programme|program)) (?:start|begin)\b"
    r"|\bhow long has (?:this|it) been on\b|\bwann hat (?:das|es|die sendung|der film) (?:angefangen|begonnen)\b"
    r"|\b(?:cuándo|a qué hora) (?:empezó|ha empezado)\b|\bquand (?:ça|est-ce que ça|est-ce que c['’]) ?a commencé\b"
    r"|\bquando è (?:iniziato|cominciato)\b",
    re.I,
)
_RECORDINGS = re.compile(
    r"\b(?:what|which|list|do i have|are there|show me)\b.*\brecordings?\b|\bwhat (?:did you|have you|was|"
    r"is being) record(?:ed)?\b"
    r"|\b(?:is|are) (?:anything|something|you) (?:being )?recorded\b|\bwelche aufnahmen\b|\bwas (?:hast du|wird|wurde) "
    r"(?:gerade )?aufgenommen\b|\bqué (?:grabaciones|has grabado|se está grabando)\b"
    r"|\bquels enregistrements\b|\bqu['’]as-tu enregistré\b|\b(?:quali registrazioni|cosa hai registrato)\b",
    re.I,
)


class Holdings:
    """Answers plain words. `Unavailable` passes through."""

    def __init__(self, media: Media) -> None:
        self._media = media
        self._answers: Sequence[tuple[re.Pattern[str], Callable[[Question], Awaitable[Answer | None]]]] = (
            (_RECORDINGS, self._recordings),
            (_CHANNELS, self._channels),
            (_BEGAN, self._began),
        )

    async def answer(self, question: Question) -> Answer | None:
        """The answer; none where the words are about something else."""
        for pattern, make in self._answers:
            if pattern.search(question.text):
                return await make(question)
        return None

    async def _channels(self, question: Question) -> Answer:
        kind = "radio" if _RADIO.search(question.text) else ""
        found, total = await self._media.channels(limit=_NAMED, kind=kind)
        if not found:
            return Answer(["There are no channels yet: add a playlist first."])
        names = [channel.name for channel in found]
        card = Card(title="Channels", lines=tuple(names))
        if total == 1:
            return Answer([f"There is one channel: {names[0]}."], card)
        such = ", such as" if total > len(names) else ":"
        return Answer([f"There are {total} channels{such} {listed(names)}."], card)

    async def _began(self, question: Question) -> Answer | None:
        if not question.channel_id:
            return None
        both = (await self._media.now([question.channel_id])).get(question.channel_id)
        if both is None or both.now is None:
            return None
        return Answer([f"{both.now.title} began {times.spoken(both.now.start, question.now)}."])

    async def _recordings(self, question: Question) -> Answer:
        found = await Recordings(self._media).made()
        if not found:
            return Answer(["There are no recordings."])
        lines = [described(item, question.now) for item in found]
        count = "one recording" if len(lines) == 1 else f"{len(lines)} recordings"
        return Answer(
            [f"You have {count}: {listed(lines[:_NAMED])}."], Card(title="Recordings", lines=tuple(lines[:12]))
        )
