"""What is the viewer's own: memories, favourites, what was watched."""

import re
from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime

from prism_core.events.conversation import Card
from prism_llm.media import Media
from prism_llm.responder import times
from prism_llm.responder.answer import Answer, listed, some_of
from prism_llm.responder.learning import Learnt, every_learnt, opinion
from prism_llm.responder.matching import matching
from prism_llm.responder.secrets import secret
from prism_llm.telling import asked_each, asked_for, asked_words, first_match, language_of, own_words, spoken_words

_LISTED = 5
LONGEST = 2000
"""Characters of a memory that media-service keeps."""
_SECRET = "That looks like a secret, so I won't keep it."
_PLEASE = "|".join(asked_words("please"))
_REMEMBER = asked_for(
    "remember",
    rf"^(?:(?:{_PLEASE})[, ]+)*(?:{{}})(?!\w)(?:,? (?:{_PLEASE}))*,?"
    rf"(?: (?P<that>{'|'.join(asked_words('conjunction')) or '(?!)'})\b|:|,)? ?(?P<what>.+?)(?:, (?:{_PLEASE}))*[.!]*$",
)
"""A clause after "dass", "que" or "che" is told, whatever its verb; the English "that" may point to something."""
_NOT_REMEMBERED = asked_for("not_remembered", r"^(?:{})(?!\w)")
_REMEMBERED = asked_for("remembered", r"^(?:{})(?!\w)")
_STATEMENT = asked_for("statement", r"(?:{})(?!\w)")
"""Something said of somebody; "that film with the dog" is none."""
KNOWN = re.compile(
    rf"\b(?:{'|'.join(own_words('known'))})(?:\W+(?:{'|'.join(own_words('tail'))}))*\W*$".replace("'", "['’]"), re.I
)
"""What Lumen keeps of the viewer: asked for, or named."""
_NAME = asked_for("name", r"^(?:{})(?!\w)")
_NAMED = asked_for("named", r"^(?:{}) (?P<name>.+)$")
_FAVOURITES = asked_for("favourites")
_WATCHED = asked_for("watched")
_LIKES = asked_for("likes")
_VERB_LAST = asked_each("verb_last", r"^(?:{})$")


class Memories:
    """Answers plain sentences about the viewer's own things. `Unavailable` passes through."""

    def __init__(self, media: Media) -> None:
        self._media = media
        self._answers: Sequence[tuple[re.Pattern[str], Callable[[str, datetime], Awaitable[Answer]]]] = (
            (KNOWN, self._known),
            (_NAME, self._name),
            (_FAVOURITES, lambda *_: self.favourites()),
            (_WATCHED, self._watched),
        )

    async def answer(self, text: str, now: datetime) -> Answer | None:
        """The answer; none where `text` is about something else."""
        if told := _told(text.strip()):
            return await self._remember(told)
        return await self.asked(text, now)

    async def asked(self, text: str, now: datetime) -> Answer | None:
        """The answer to a question about what is the viewer's own; none for other words."""
        for pattern, make in self._answers:
            if pattern.search(text):
                return await make(text, now)
        return None

    async def learn(self, text: str) -> Answer | None:
        """Keeps what the viewer told of themselves in passing, in place of what it corrects; none for other words."""
        told = every_learnt(text)
        return await self._all(told) if told else None

    async def _remember(self, what: str) -> Answer:
        kind = "preference" if _LIKES.search(what) else "fact"
        return await self._all(every_learnt(what) or [Learnt(what, kind)])

    async def _all(self, told: Sequence[Learnt]) -> Answer:
        return Answer([sentence for one in told for sentence in (await self._kept(one)).sentences])

    async def _kept(self, told: Learnt) -> Answer:
        """Keeps it in place of what it corrects; a secret is kept nowhere."""
        if secret(told.text):
            return Answer([_SECRET])
        if len(told.text) > LONGEST:
            return Answer(["That's too long for me to remember. Tell me in fewer words."])
        known = await self._media.memories()
        same = [item for item in known if told.text.casefold() == item.text.casefold()]
        others = [item for item in known if item not in same]
        wrong = [item for item in others if _same_thing(told, item.text)]
        kept = same[0] if same else await self._media.add_memory(told.text, told.kind)
        for item in {one.id: one for one in (*wrong, *matching(told.instead_of, others, lambda one: one.text))}:
            await self._media.remove_memory(item)  # once what takes its place is kept
        if same:
            return Answer([f"Yes, I remember {_that(told.text)}."])
        if wrong and told.stem:
            return Answer([f"I've changed it: {addressed(kept.text)}."])
        return Answer([f"I'll remember {_that(kept.text)}."])

    async def _name(self, _: str, __: datetime) -> Answer:
        names = [name for item in await self._media.memories() if (name := named(item.text))]
        return Answer([f"You told me that your name is {names[0]}." if names else "You haven't told me your name."])

    async def _known(self, _: str, __: datetime) -> Answer:
        found = await self._media.memories()
        if not found:
            return Answer(["Nothing yet. Tell me what to remember, for example: remember that I like jazz."])
        told = [recalled(item.text) for item in found[:_LISTED]]
        more = f" That's the latest of {len(found)} things." if len(found) > _LISTED else ""
        card = Card(title="What I remember", lines=tuple(item.text for item in found))
        return Answer([f"You told me {listed(told)}.{more}"], card)

    async def favourites(self) -> Answer:
        """Which channels they are."""
        found = await self._media.favourites()
        if not found:
            return Answer(["You have no favourite channels yet. Say: add this channel to my favourites."])
        names = [channel.name for channel in found]
        verb = "Your favourite channel is" if len(names) == 1 else "Your favourite channels are"
        return Answer([f"{verb} {some_of(names, _LISTED)}."], Card(title="Favourites", lines=tuple(names)))

    async def _watched(self, _: str, now: datetime) -> Answer:
        told: list[str] = []
        for item in await self._media.watched():
            name = item.programme or (item.channel.name if item.channel else None)
            if name and not any(line.startswith(f"{name} ") for line in told):
                told.append(f"{name} {times.spoken(item.started_at, now)}")
        if not told:
            return Answer(["I have no record of what you've watched yet."])
        return Answer([f"Last you watched {listed(told[:3])}."], Card(title="Watched", lines=tuple(told)))


def _told(text: str) -> str:
    """What is to be remembered, its verb where that stands in a sentence of its own; empty for other words."""
    said = _REMEMBER.match(text)
    if said is None or said["what"].rstrip().endswith("?"):
        return ""
    what = said["what"]
    if said["that"]:
        clause = first_match(_VERB_LAST, what)
        return clause.expand(r"\g<subject> \g<verb> \g<rest>") if clause else what
    asks = _NOT_REMEMBERED.search(what) and not _REMEMBERED.search(what)
    return what if _STATEMENT.search(what) and not asks else ""


def named(text: str) -> str:
    """The viewer's name, where a memory tells it; else empty."""
    found = _NAMED.match(text)
    return found["name"] if found else ""


def _same_thing(told: Learnt, known: str) -> bool:
    """Whether both say the one thing that one has one of, a name in whatever language."""
    if (subject := opinion(told.text)) and subject == opinion(known):
        return True
    if not told.stem:
        return False
    return bool(named(told.text) and named(known)) or known.casefold().startswith(told.stem.casefold())


_QUOTED = "“{text}”"
_TURNED = {
    "i": "you", "i'm": "you're", "im": "you're", "i've": "you've", "i'll": "you'll", "i'd": "you'd", "my": "your",
    "we": "you", "we're": "you're", "our": "your", "us": "you",
    "me": "you", "mine": "yours", "am": "are", "myself": "yourself", "you": "I", "your": "my",
}  # fmt: skip
"""For what Lumen says, which is English where it is made, whatever a viewer speaks."""


_WRITTEN = re.compile(r"^(?:(?:the )?(?:viewer|user) )?(likes|loves|hates|prefers|enjoys|wants|needs|has|is)\b", re.I)
"""As language models note down what they keep: "likes jazz"."""
_FIRST = {"has": "have", "is": "am"}


def addressed(text: str) -> str:
    """The viewer's words turned to the viewer: "I like my jazz" becomes "you like your jazz".

    What was said in another language, or is told in one, is quoted: other languages turn words otherwise.
    """
    if tongue := spoken_words():
        return tongue.get("quoted", _QUOTED).format(text=text.strip().rstrip(".!"))
    if _is_foreign(text):
        return _QUOTED.format(text=text.strip().rstrip(".!"))
    if name := named(text):
        return f"your name is {name}"
    text = _WRITTEN.sub(lambda found: f"I {_FIRST.get(found[1].casefold(), found[1][:-1])}", text.strip())
    words = text.rstrip(".!").replace("’", "'").split()
    return " ".join(_TURNED.get(word.casefold(), word) for word in words)


def recalled(text: str) -> str:
    """A memory in a list: "that you like jazz"."""
    return addressed(text) if spoken_words() else _that(text)


def _that(text: str) -> str:
    """A memory behind a verb of a sentence that is still to be translated."""
    return addressed(text) if _is_foreign(text) and not spoken_words() else f"that {addressed(text)}"


def _is_foreign(text: str) -> bool:
    first = text.split(maxsplit=1)[0].casefold() if text.strip() else ""
    return (first not in _TURNED or first == "me") and language_of(text) != "en"
