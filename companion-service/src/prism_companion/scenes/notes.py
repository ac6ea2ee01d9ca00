"""Scene notes: what captions, guide, sound and shots tell of the last half minute, as a few sentences for a mind.

Pure: time is an argument. A scene ends when the programme or the kind of sound changes, at a shot change once it is
long enough, and at the latest after `LONGEST_SECONDS`.
"""

from collections import Counter
from dataclasses import dataclass, field

from prism_companion.audio.content import Content
from prism_companion.audio.mood import Label

SHORTEST_SECONDS, LONGEST_SECONDS = 20.0, 60.0
DIALOGUE_CHARACTERS = 600
CUTS_A_MINUTE = 15
"""A film has about ten cuts a minute, an action scene or a music video twice as many (Cutting et al. 2011)."""

SOUNDS: dict[Content, str] = {
    "speech": "people talk",
    "music": "music plays",
    "applause": "people applaud",
    "silence": "it is silent",
}


@dataclass(frozen=True)
class Sight:
    """What a segment adds. at, seconds: its programme time and length; shots: changes in it; captions: its words."""

    at: float
    seconds: float
    content: Content
    mood: Label
    shots: int = 0
    captions: tuple[str, ...] = ()
    programme: str | None = None


@dataclass(frozen=True)
class Scene:
    """A stretch of a programme. start, end: Unix seconds of programme time."""

    start: float
    end: float
    programme: str | None
    content: Content
    mood: Label
    shots: int
    dialogue: str

    def note(self, picture: str = "") -> str:
        """The scene in a few sentences; `picture`: what was seen in it, if somebody looked.

        Words of the programme are data, and are quoted as such.
        """
        pace = self.shots * 60 / max(1.0, self.end - self.start)
        where = f"In “{self.programme}”" if self.programme else "On this channel"
        sentences = [f"{where}, for {self.end - self.start:.0f} s, {SOUNDS[self.content]}; the mood is {self.mood}."]
        sentences += [f"Seen: {picture}"] if picture else []
        sentences += ["The picture cuts fast."] if pace >= CUTS_A_MINUTE else []
        sentences += [f"They said: “{self.dialogue}”"] if self.dialogue else []
        return " ".join(sentences)


@dataclass
class SceneTracker:
    """Cuts one channel's programme into scenes."""

    _sights: list[Sight] = field(default_factory=list)

    def push(self, sight: Sight) -> Scene | None:
        """Take what a segment adds; give the scene that ended before it, if one did."""
        ended = self._scene() if self._sights and self._ends_before(sight) else None
        if ended:
            self._sights = []
        self._sights.append(sight)
        return ended

    def _ends_before(self, sight: Sight) -> bool:
        first, last = self._sights[0], self._sights[-1]
        lasted = sight.at - first.at
        changed = sight.content != last.content or sight.shots > 0
        return (
            sight.programme != last.programme or lasted >= LONGEST_SECONDS or (lasted >= SHORTEST_SECONDS and changed)
        )

    def _scene(self) -> Scene:
        sights = self._sights
        words = " ".join(caption for sight in sights for caption in sight.captions)
        return Scene(
            start=sights[0].at,
            end=sights[-1].at + sights[-1].seconds,
            programme=sights[-1].programme,
            content=Counter(sight.content for sight in sights).most_common(1)[0][0],
            mood=Counter(sight.mood for sight in sights).most_common(1)[0][0],
            shots=sum(sight.shots for sight in sights),
            dialogue=words[-DIALOGUE_CHARACTERS:],
        )
