"""Beats, energy and mood as sparse keyframes: a nod on the beat, a rise between, a sway at half the tempo.

Pure: an analysis goes in, keyframes come out, on the same clock. The browser interpolates between them, so a
beat costs two keyframes, and where nothing pulses one in two seconds is enough.
"""

from dataclasses import dataclass, replace

from prism_companion.audio.analyser import Analysis, Pulse
from prism_companion.audio.mood import Mood
from prism_companion.profiles import Profile
from prism_core.events import Expression, Gesture, Keyframe

REST_SECONDS = 2.0
"""Between keyframes where nothing pulses."""
LONGEST_BEAT_SECONDS = 1.5
"""Two beats further apart are not one rhythm: she comes to rest between them."""
FACES: dict[str, Expression] = {"energetic": "happy", "upbeat": "happy", "calm": "relaxed", "dramatic": "neutral"}
"""A dramatic scene is watched with a still face: a wrong emotion is worse than none."""
APPLAUSE_SECONDS = 1.5


@dataclass(frozen=True)
class Step:
    """Which beat of the dance falls on which moment: beat number `beat` at `at`, the next `period` seconds later."""

    beat: int
    at: float
    period: float

    def beat_at(self, at: float) -> int:
        """The number of the beat at `at`, as long as the tempo stays."""
        return self.beat + round((at - self.at) / self.period)

    def since(self, origin: float) -> "Step":
        """The same on a clock that begins at `origin`."""
        return replace(self, at=self.at - origin)


@dataclass(frozen=True)
class Pose:
    """Where the choreography stands: what the next keyframe continues."""

    beat: int = 0
    last_beat: float | None = None
    last_frame: float | None = None
    last_gesture: float | None = None
    applause_since: float | None = None


class Choreographer:
    """Turns one programme's analyses into keyframes. What was given as final is never contradicted.

    before: a beat of whoever led the dance until now, so that she goes on to the side that she would have gone to.
    """

    def __init__(self, profile: Profile, before: Step | None = None) -> None:
        self.profile = profile
        self.step = before
        """The last final beat; that of before while there is none."""
        self._pose = Pose()

    def keyframes(self, analysis: Analysis) -> list[Keyframe]:
        """Keyframes in order of time: those of final beats, then the provisional ones of expected beats.

        The next call begins again where the final ones end, and so replaces the provisional ones.
        """
        final = self._move(analysis.pulses, analysis, analysis.settled_until, gestures=True)
        settled = self._pose
        if analysis.pulses and analysis.tempo:
            self.step = Step(settled.beat - 1, analysis.pulses[-1].at, 60.0 / analysis.tempo.bpm)
        foretold = self._move(analysis.expected, analysis, analysis.heard_until, gestures=False)
        self._pose = settled
        return sorted(final + foretold, key=lambda keyframe: keyframe.timestamp)

    def _move(self, pulses: tuple[Pulse, ...], analysis: Analysis, until: float, *, gestures: bool) -> list[Keyframe]:
        made: list[Keyframe] = []
        for pulse in pulses:
            made += self._beat(pulse, analysis.mood)
        made += self._rest(analysis, until)
        return self._with_gesture(made, analysis) if gestures else made

    def _beat(self, pulse: Pulse, mood: Mood) -> list[Keyframe]:
        """The nod on a beat, and the rise half a beat before it."""
        pose, profile = self._pose, self.profile
        if pose.last_beat is None and self.step:
            pose = replace(pose, beat=self.step.beat_at(pulse.at))
        strength = amplitude(pulse, mood)
        accent = profile.downbeat_accent if pulse.downbeat else 1.0
        nods = pose.beat % profile.bob_every == 0
        side = 1.0 if pose.beat % 2 == 0 else -1.0
        made: list[Keyframe] = []
        if pose.last_beat is not None and pulse.at - pose.last_beat <= LONGEST_BEAT_SECONDS:
            made.append(frame((pose.last_beat + pulse.at) / 2, mood, strength))
        bob = strength * profile.bob * accent if nods else 0.0
        made.append(frame(pulse.at, mood, strength, bob=bob, sway=side * strength * profile.sway))
        self._pose = replace(pose, beat=pose.beat + 1, last_beat=pulse.at, last_frame=pulse.at)
        return made

    def _rest(self, analysis: Analysis, until: float) -> list[Keyframe]:
        """Still keyframes up to `until` where no beat set any."""
        made: list[Keyframe] = []
        last = self._pose.last_frame
        at = last + REST_SECONDS if last is not None else max(0.0, until)
        while at <= until:
            made.append(frame(at, analysis.mood, analysis.energy * 0.5))
            at += REST_SECONDS
        if made:
            self._pose = replace(self._pose, last_frame=made[-1].timestamp)
        return made

    def _with_gesture(self, made: list[Keyframe], analysis: Analysis) -> list[Keyframe]:
        """The same keyframes, one of them with a gesture if something calls for it and the last was long ago."""
        called = self._called_for(analysis)
        if called is None or not made:
            return made
        gesture, at = called
        last = self._pose.last_gesture
        if last is not None and at - last < self.profile.gesture_rest:
            return made
        self._pose = replace(self._pose, last_gesture=at)
        nearest = min(range(len(made)), key=lambda index: abs(made[index].timestamp - at))
        face: Expression = "surprised" if gesture == "surprised_step_back" else "happy"
        chosen = made[nearest].model_copy(update={"gesture": gesture, "expression": face, "intensity": 1.0})
        return [*made[:nearest], chosen, *made[nearest + 1 :]]

    def _called_for(self, analysis: Analysis) -> tuple[Gesture, float] | None:
        drops = [turning.at for turning in analysis.turnings if turning.kind == "drop"]
        if drops and self.profile.drop_gesture:
            return self.profile.drop_gesture, drops[-1]
        since = self._pose.applause_since
        if analysis.content != "applause":
            self._pose = replace(self._pose, applause_since=None)
            return None
        if since is None:
            self._pose = replace(self._pose, applause_since=analysis.heard_until)
            return None
        if analysis.heard_until - since >= APPLAUSE_SECONDS and self.profile.applause_gesture:
            return self.profile.applause_gesture, analysis.settled_until
        return None


def amplitude(pulse: Pulse, mood: Mood) -> float:
    """How far she moves on a beat, 0 to 1: by its energy, a little by its own strength, more when excited."""
    excited = 0.75 + 0.25 * mood.arousal
    return min(1.0, pulse.energy * excited * min(1.2, 0.8 + 0.2 * pulse.strength))


def frame(at: float, mood: Mood, strength: float, *, bob: float = 0.0, sway: float = 0.0) -> Keyframe:
    """A keyframe with the mood's face, rounded to what can be seen."""
    return Keyframe(
        timestamp=round(at, 3),
        expression=FACES[mood.label] if strength > 0 else "neutral",
        head_bob=round(max(-1.0, min(1.0, bob)), 3),
        body_sway=round(max(-1.0, min(1.0, sway)), 3),
        intensity=round(max(0.0, min(1.0, strength)), 3),
    )
