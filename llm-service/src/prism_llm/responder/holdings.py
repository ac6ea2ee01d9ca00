"""What there is to watch and what is recorded, in answer to plain words: how many channels, which radio, recordings."""

import re
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace

from prism_core.commands import Command
from prism_core.events.conversation import Card
from prism_llm.media import Media
from prism_llm.responder import times
from prism_llm.responder.answer import Answer, Question, listed, shown_on, some_of
from prism_llm.responder.memories import Memories
from prism_llm.responder.recordings import Recordings, described
from prism_llm.responder.reminders import Reminders
from prism_llm.responder.screen import on_channel

_NAMED = 5
_CHANNELS = re.compile(
    r"^(?:and |so |lumen,? |do you know )*(?:(?:what|which|how many) (?:\w+ )?(?:channels|stations) "
    r"(?:are there|do (?:i|we|you) have|have (?:i|we|you) got|can i (?:watch|get|listen to)|is there)"
    r"|(?:do (?:i|we|you) have|are there|have you got) (?:any )?radio (?:channels|stations)"
    r"|(?:list|show me|tell me) (?:my|the|all|all the) (?:\w+ )?(?:channels|stations))\b"
    r"|^(?:welche|wie viele) (?:\w+)?(?:sender|kanäle|programme) (?:gibt es|habe ich|haben wir|hast du)\b"
    r"|^(?:qué|cuántos|cuáles) (?:canales (?:hay|tengo|tienes)|son mis canales)\b"
    r"|^(?:quelles|combien de) chaînes(?: (?:y a-t-il|as-tu|ai-je|il y a)\b|\W*$)|^(?:quali|"
    r"quanti) canali (?:ci sono|ho|hai)\b",
    re.I,
)
_RADIO = re.compile(r"\bradio", re.I)
_NOUNS = {
    "": ("channel", "channels"), "radio": ("radio station", "radio stations"), "movie": ("film", "films"),
}  # fmt: skip
_ASKS = re.compile(
    r"^\W*(?:(?:please|and|so|ok(?:ay)?|hey|lumen|can you|could you|bitte|und|kannst du|y|puedes|et|"
    r"peux-tu|e|puoi)\b,? ?)*"
    r"(?:(?:what|which)(?!['’]?s? (?:about|if)\b)|how many|(?:do|have) (?:i|we|you)\b|(?:are|is) there|tell me|list|"
    r"name|any\b|"
    r"welche|was (?:ist|sind|habe|hast|gibt)|wie viele|(?:habe?n?|hast) (?:ich|wir|du)|gibt es|sag|nenn|"
    r"qué|cuáles|cuánt[oa]s|tengo|hay|dime|quel|combien|ai-je|y a-t-il|est-ce qu|qu['’]|dis-moi|"
    r"quali|quant[ie]|che|cosa|ho\b|ci sono|dimmi)",
    re.I,
)
"""Begins words that ask what there is, in place of asking to see it."""
_BEGAN = re.compile(
    r"\bwhen did (?:this|it|that|the (?:show|film|movie|programme|program)) (?:start|begin)\b"
    r"|\bhow long has (?:this|it) been on\b|\bwann hat (?:das|es|die sendung|der film) (?:angefangen|begonnen)\b"
    r"|\b(?:cuándo|a qué hora) (?:empezó|ha empezado)\b|\bquand (?:ça|est-ce que ça|est-ce que c['’]) ?a commencé\b"
    r"|\bquando è (?:iniziato|cominciato)\b",
    re.I,
)
_RECORDING_NOW = re.compile(
    r"^(?:is (?:anything|something|it|this|that)|(?:what )?are you|what(?:'s| is)) (?:being )?record(?:ed|ing)"
    r"(?: (?:anything|something|this|it|now|right now|at the moment))*\W*$"
    r"|^(?:was )?wird gerade (?:etwas |was )?aufgenommen\b|^was nimmst du (?:gerade |da )?auf\b"
    r"|^(?:qué )?se está grabando\b|^qué estás grabando\b|^tu enregistres quoi\b|^qu['’]est-ce que tu enregistres\b|"
    r"^(?:est-ce que )?quelque chose (?:est|s['’]enregistre)\b.*enregistr|^qu['’]est-ce qui s['’]enregistre\b|"
    r"^(?:cosa )?si sta registrando\b|^(?:che )?cosa stai registrando\b",
    re.I,
)
_REMINDERS = re.compile(
    r"^was (?:habe ich|hab ich|gibt es) für erinnerungen\b"
    r"|^quels rappels (?:ai-je|y a-t-il|j['’]ai)\b|^(?:quali|che) promemoria (?:ho|ci sono)\b",
    re.I,
)
_RECORDINGS = re.compile(
    r"^(?:what|which) (?:are (?:my|the|our) recordings|recordings (?:are there|do (?:i|we|you) have|have (?:i|we|"
    r"you) got))\b"
    r"|^(?:do (?:i|we|you) have|are there) (?:any )?recordings\b|^(?:list|show me|tell me) (?:my|the|our) recordings\b"
    r"|^what (?:did you record|have you recorded|was recorded|is being recorded)\b"
    r"|^welche aufnahmen (?:gibt es|habe ich|hast du|haben wir)\b|^was (?:hast du aufgenommen|"
    r"wird gerade aufgenommen|wurde "
    r"aufgenommen)\b|^qué (?:grabaciones (?:hay|tengo)|has grabado|se está grabando)\b"
    r"|^quels enregistrements (?:y a-t-il|ai-je|as-tu)\b|^qu['’]as-tu enregistré\b"
    r"|^(?:quali registrazioni (?:ci sono|ho|hai)|cosa hai registrato)\b",
    re.I,
)


_PLAYLISTS = re.compile(
    r"^(?:(?:what|which|how many) playlists (?:are there|do (?:i|we|you) have|have (?:i|we|you) got)"
    r"|(?:what are|list|show me|tell me) (?:my|the|our|all) playlists|"
    r"(?:do (?:i|we) have|are there) (?:any )?playlists)\b"
    r"|^(?:welche|wie viele) (?:playlists?|wiedergabelisten) (?:gibt es|habe ich|haben wir)\b"
    r"|^(?:qué|cuántas|cuáles) (?:listas(?: de reproducción)? (?:hay|tengo|tenemos)|son mis listas)\b"
    r"|^(?:quelles|combien de) (?:playlists|listes(?: de lecture)?) (?:y a-t-il|ai-je|avons-nous|il y a|j['’]ai)\b"
    r"|^(?:quali|quante) playlist (?:ci sono|ho|abbiamo)\b",
    re.I,
)


def asks_what_is_recorded(text: str) -> bool:
    """Whether the words only ask, so that nothing may be begun or ended."""
    return bool(_RECORDING_NOW.search(text))


class Holdings:
    """Answers plain words. `Unavailable` passes through."""

    def __init__(self, media: Media) -> None:
        self._media = media
        self._answers: Sequence[tuple[re.Pattern[str], Callable[[Question], Awaitable[Answer | None]]]] = (
            (_RECORDING_NOW, self._recorded_now),
            (_RECORDINGS, self._recordings),
            (_REMINDERS, self._reminders),
            (_CHANNELS, self._channels),
            (_PLAYLISTS, self._playlists),
            (_BEGAN, self._began),
        )

    async def answer(self, question: Question) -> Answer | None:
        """The answer; none where the words are about something else."""
        for pattern, make in self._answers:
            if pattern.search(question.text):
                return await make(question)
        return None

    async def shown(self, question: Question) -> Answer | None:
        """What a page that is opened has, where the words ask for it; none where they only want to see it."""
        if _RECORDING_NOW.search(question.text):
            return await self._recorded_now(question)
        if not _ASKS.search(question.text):
            return None
        match question.slot("page"):
            case "live":
                return await self._channels(question)
            case "radio" | "movies" as page:
                return await self._of_kind(page.removesuffix("s"))
            case "recordings":
                return await self._recordings(question)
            case "favourites":
                return await Memories(self._media).favourites()
        return None

    async def _channels(self, question: Question) -> Answer:
        return await self._of_kind("radio" if _RADIO.search(question.text) else "")

    async def _of_kind(self, kind: str) -> Answer:
        one, many = _NOUNS[kind]
        found, total = await self._media.channels(limit=_NAMED, kind=kind)
        if not found:
            return Answer([f"There are no {many} yet: add a playlist first."])
        names = [channel.name for channel in found]
        card = Card(title=many.capitalize(), lines=tuple(names))
        if total == 1:
            return Answer([f"There is one {one}: {names[0]}."], card)
        such = ", such as" if total > len(names) else ":"
        return Answer([f"There are {total} {many}{such} {listed(names)}."], card)

    async def _began(self, question: Question) -> Answer | None:
        if not question.channel_id:
            return None
        both = await on_channel(self._media, question.channel_id, question)
        if both is None or both.now is None or both.now.withheld:
            return None
        return Answer([f"{both.now.title} began {times.spoken(both.now.start - question.lag, question.now)}."])

    async def _recorded_now(self, question: Question) -> Answer:
        found = [item for item in await self._media.recordings() if item.state == "recording"]
        if not found:
            return Answer(["Nothing is being recorded."])
        named = listed([shown_on(item.title, item.channel_name) for item in found[:_NAMED]])
        until = times.bare(max(item.stop for item in found), question.now)
        return Answer([f"Recording {named} until {until}."])

    async def _playlists(self, _: Question) -> Answer:
        found = await self._media.playlists()
        if not found:
            return Answer(["There are no playlists."])
        named = some_of([item.name for item in found], _NAMED)
        if len(found) == 1:
            return Answer([f"There is one playlist: {named}."])
        return Answer([f"There are {len(found)} playlists: {named}."])

    async def _reminders(self, question: Question) -> Answer | None:
        return await Reminders(self._media).answer(replace(question, command=Command.of("reminder.list")))

    async def _recordings(self, question: Question) -> Answer:
        found = await Recordings(self._media).made()
        if not found:
            return Answer(["There are no recordings."])
        lines = [described(item, question.now) for item in found]
        count = "one recording" if len(lines) == 1 else f"{len(lines)} recordings"
        return Answer(
            [f"You have {count}: {some_of(lines, _NAMED)}."], Card(title="Recordings", lines=tuple(lines[:12]))
        )
