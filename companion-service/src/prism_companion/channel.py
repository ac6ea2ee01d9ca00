"""One channel followed live: its stream read at the edge, its keyframes, captions and remarks published."""

import asyncio
import contextlib
import logging
import random
import time
from collections.abc import Awaitable, Callable
from contextlib import aclosing
from dataclasses import dataclass, field, replace

from prometheus_client import Gauge, Histogram

from prism_companion.captions import CaptionClock, Captions
from prism_companion.dialogue import Dialogue
from prism_companion.embedded.captions import EmbeddedCaptions
from prism_companion.handover import Handover, leave, left_by_another
from prism_companion.hearing import Hearing, Recognise
from prism_companion.hls.playlist import Master, Rendition
from prism_companion.hls.reader import Follower, Segment
from prism_companion.hls.source import Source
from prism_companion.lines import script_for
from prism_companion.media import About, MediaService
from prism_companion.profiles import profile_for
from prism_companion.reading import Read, Reading
from prism_companion.remarks import DIALOGUE, Manners, Moment, Remarks, Say, is_spoken
from prism_companion.scenes.notes import Sight
from prism_companion.scenes.vision import Vision
from prism_companion.scenes.watching import SceneWatch
from prism_companion.scores import Score, Scores
from prism_companion.stage import Scene, Stage
from prism_companion.translation import Translate, Translations
from prism_companion.viewers import ViewerClock
from prism_core import trace
from prism_core.bus import Bus, names
from prism_core.errors import BusUnavailable, PrismError, Unavailable
from prism_core.events import Caption, Event

log = logging.getLogger(__name__)

NOTICE_SECONDS = 1.5
"""How long before it is due a keyframe is published: it arrives a second before, with half of one for the way."""
GUIDE_SECONDS = 30.0
SCORE_SECONDS = 20.0
WAITING_SIGHTS = 4
REMARK_SECONDS = 3.0
"""How long a remark takes to say."""

LEAD = Histogram(
    "prism_companion_keyframe_lead_seconds",
    "How long before a viewer three segments behind the edge sees it, a final keyframe was published",
    buckets=(0.0, 0.5, 1.0, 1.5, 2.0, 3.0, 4.0, 6.0, 8.0),
)
ANALYSIS = Histogram(
    "prism_companion_segment_seconds",
    "Time to decode and analyse a segment's sound",
    buckets=(0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.0),
)
FOLLOWED = Gauge("prism_companion_channels", "Channels that this replica follows")


@dataclass(frozen=True)
class Ways:
    """How channels are followed; shared by all of them."""

    bus: Bus
    source: Source
    media: MediaService
    ffmpeg: str
    history_seconds: float
    manners: Manners
    now: Callable[[], float] = time.time
    choose: Callable[..., str] = random.choice
    sleep: Callable[[float], Awaitable[None]] = asyncio.sleep
    vision: Vision | None = None
    scores: Scores | None = None
    caption_channel: int = 1
    rendition_seconds: float = 15.0  # for captions that are listed and do not come
    recognise: Recognise | None = None
    """Recognises the speech of programmes without captions; None: they have none."""
    read: Read | None = None
    """Reads subtitles that are pictures; None: they are left alone."""
    translate: Translate | None = None
    """Translates captions to `captions_in`; None: they stay as they are."""
    captions_in: str = ""


@dataclass
class Channel:
    """Follows one channel. What is learnt is published on `prism:channel:{id}`."""

    channel_id: str
    ways: Ways
    _clock: CaptionClock = field(default_factory=CaptionClock)
    _viewers: ViewerClock = field(default_factory=ViewerClock)
    _captions: list[Caption] = field(default_factory=list)
    _words: list[str] = field(default_factory=list)
    _dialogue: Dialogue = field(default_factory=Dialogue)
    _sights: asyncio.Queue[tuple[Segment, Sight]] = field(default_factory=lambda: asyncio.Queue(WAITING_SIGHTS))
    _about: About = field(default_factory=About)
    _guide_at: float = 0.0
    _has_rendition: bool = False
    _captioned: bool = False
    _embedded: EmbeddedCaptions = field(init=False)
    _inside: Captions = field(init=False)
    _hearing: Hearing | None = None
    _reading: Reading | None = None
    _translations: Translations | None = None
    _score: Score | None = None
    _scored: Score | None = None
    _saying: asyncio.Task[None] | None = None

    def __post_init__(self) -> None:
        self._inside = Captions(self.channel_id, self._clock)
        self._embedded = EmbeddedCaptions(self.ways.caption_channel)
        if self.ways.recognise:
            self._hearing = Hearing(self.channel_id, self.ways.recognise, self._tell)
        if self.ways.read:
            self._reading = Reading(self._inside, self.ways.read, self._tell_inside)
        if self.ways.translate:
            self._translations = Translations(self.ways.captions_in, self.ways.translate, self._publish, self._seen)

    async def follow(self) -> None:
        """Until cancelled, or the stream ends.

        Raises:
            PrismError: media-service does not know the channel, or its stream cannot be read.
        """
        trace.enter(trace.begun(0.0))  # So that the lines of all services about it are found by one number.
        self._about = await self.ways.media.about(self.channel_id)
        playlist = await self.ways.source.playlist(self.ways.media.stream_url(self.channel_id))
        sound = self.ways.media.stream_url(self.channel_id)
        tracks: tuple[Rendition, ...] = ()
        if isinstance(playlist, Master):
            sound, tracks = playlist.sound_url(), playlist.subtitle_tracks()
        self._has_rendition = self._captioned = any(track.url for track in tracks)
        FOLLOWED.inc()
        try:
            # Captions and pictures are read beside the sound and end with it; no group: an error stays what it is.
            reading = [
                asyncio.create_task(self._read(track.url), name=f"captions of {self.channel_id}")
                for track in tracks[:1]
                if track.url
            ]
            reading.append(asyncio.create_task(self._watch_scenes(), name=f"scenes of {self.channel_id}"))
            if self.ways.scores:
                scoring = self._watch_score(self.ways.scores)
                reading.append(asyncio.create_task(scoring, name=f"score on {self.channel_id}"))
            if self._hearing:
                reading.append(asyncio.create_task(self._hearing.run(), name=f"speech of {self.channel_id}"))
            if self._reading:
                reading.append(asyncio.create_task(self._reading.run(), name=f"subtitles of {self.channel_id}"))
            if self._translations:
                reading.append(asyncio.create_task(self._translations.run(), name=f"translation of {self.channel_id}"))
            try:
                await self._listen(sound)
            finally:
                beside = [*reading, *([self._saying] if self._saying else [])]
                for task in beside:
                    task.cancel()
                await asyncio.gather(*beside, return_exceptions=True)
        finally:
            FOLLOWED.dec()

    async def _listen(self, url: str) -> None:
        left = await left_by_another(self.ways.bus, self.channel_id)
        remarks = Remarks(script_for(self._about.genres), self.ways.manners, self.ways.choose, last_at=left.remarked_at)
        follower = Follower(self.ways.source, url, history_seconds=self.ways.history_seconds)
        async with (
            Stage(self.channel_id, profile_for(self._about.genres), self.ways.ffmpeg, left.step) as stage,
            aclosing(follower.segments()) as segments,
        ):
            async for segment in segments:
                self._clock.learn(segment)
                self._viewers.learn(segment)
                await self._read_inside(segment)
                began = time.perf_counter()
                try:
                    scene = await stage.play(segment)
                except Unavailable as error:
                    log.warning("segment not decoded", extra=self._fields(reason=error.message))
                    continue
                ANALYSIS.observe(time.perf_counter() - began)
                await self._publish_due(scene)
                self._listen_to_speech(scene)
                if scene.analysis.content == "speech":
                    self._dialogue.note(segment.at, segment.at + segment.duration)
                self._note(scene, segment)
                if segment.at + segment.duration > segment.edge - 0.1:
                    self._measure(scene)
                    await self._look_up_programme(remarks, stage)
                    await self._remark(remarks, scene, segment)
                    await self._leave(Handover(step=stage.step, remarked_at=remarks.last_at))

    async def _read(self, url: str) -> None:
        captions = Captions(self.channel_id, self._clock)
        follower = Follower(self.ways.source, url, history_seconds=self.ways.history_seconds)
        doubt = asyncio.get_running_loop().call_later(self.ways.rendition_seconds, self._do_without_rendition)
        try:
            async with aclosing(follower.segments()) as segments:
                async for segment in segments:
                    doubt.cancel()
                    self._has_rendition = self._captioned = True
                    await self._tell(captions.read(segment))
        except PrismError as error:
            log.warning("captions not readable", extra=self._fields(reason=error.message))
        finally:
            doubt.cancel()

    def _do_without_rendition(self) -> None:
        """It is listed and does not come: captions in the stream, or what is said, are told until it does."""
        self._has_rendition = self._captioned = False

    async def _read_inside(self, segment: Segment) -> None:
        """Captions in the stream of picture and sound itself; a rendition of captions is read instead of them."""
        if self._has_rendition:
            return
        cues = await asyncio.to_thread(self._embedded.read, segment.initialisation, segment.data)
        await self._tell_inside(self._inside.told(cues, segment))
        if self._reading:
            self._reading.see(self._embedded.pictures, segment)

    async def _tell_inside(self, captions: list[Caption]) -> None:
        self._captioned |= bool(captions)
        await self._tell(captions)

    async def _tell(self, captions: list[Caption]) -> None:
        self._captions += captions
        self._words += [caption.text for caption in captions]
        for caption in captions:
            if is_spoken(caption.text):
                self._dialogue.note(caption.timestamp, caption.timestamp + caption.duration)
            await self._publish(caption)
        if self._translations:
            self._translations.add(captions)

    def _listen_to_speech(self, scene: Scene) -> None:
        """Caption what viewers have yet to hear; not where there were captions once, although they may pause."""
        if self._hearing and not self._captioned and scene.at > self._seen():
            self._hearing.hear(scene.at, scene.samples, scene.analysis)

    def _note(self, scene: Scene, segment: Segment) -> None:
        """Hand on what the segment told to whoever notes scenes; a picture that comes too late is not looked at."""
        words, self._words = tuple(self._words), []
        sight = Sight(
            segment.at,
            segment.duration,
            scene.analysis.content,
            scene.analysis.mood.label,
            captions=words,
            programme=self._about.programme,
        )
        with contextlib.suppress(asyncio.QueueFull):
            self._sights.put_nowait((segment, sight))

    async def _watch_scenes(self) -> None:
        watch = SceneWatch(self.channel_id, self.ways.bus, self.ways.ffmpeg, self.ways.vision)
        while True:
            segment, sight = await self._sights.get()
            try:
                await watch.see(replace(sight, shots=await watch.shots(segment)))
            except BusUnavailable:
                log.warning("scene note lost, Redis does not answer", extra=self._fields())

    async def _watch_score(self, scores: Scores) -> None:
        while True:
            score = await scores.of(self._about.details) if script_for(self._about.genres).goal else None
            if score and score.grew_from(self._score):
                self._scored = score
            self._score = score or self._score
            await self.ways.sleep(SCORE_SECONDS)

    def _seen(self) -> float:
        """Programme time on the screen of the viewer nearest the live edge."""
        return self._viewers.at(self.ways.now())

    async def _publish_due(self, scene: Scene) -> None:
        """Publish what is still to come for a viewer; the history that is read at the start is past for everybody."""
        soonest = self._seen() + NOTICE_SECONDS
        due = tuple(keyframe for keyframe in scene.event.keyframes if keyframe.timestamp > soonest)
        if due:
            await self._publish(scene.event.model_copy(update={"keyframes": due}))

    async def _publish(self, event: Event) -> None:
        try:
            await self.ways.bus.publish(names.channel(self.channel_id), event)
        except BusUnavailable:
            log.warning("event lost, Redis does not answer", extra=self._fields(event=event.type))

    async def _leave(self, standing: Handover) -> None:
        with contextlib.suppress(BusUnavailable):  # That Redis is away is told with every event that is lost.
            await leave(self.ways.bus, self.channel_id, standing)

    def _measure(self, scene: Scene) -> None:
        """Note how long before they are due the new final keyframes came."""
        if not scene.analysis.pulses:
            return
        lead = scene.origin + scene.analysis.pulses[0].at - self._seen()
        LEAD.observe(max(0.0, lead))
        log.debug("keyframes published", extra=self._fields(lead_seconds=round(lead, 2)))

    async def _remark(self, remarks: Remarks, scene: Scene, segment: Segment) -> None:
        captions, self._captions = tuple(self._captions), []
        scored, self._scored = self._scored, None
        now = self.ways.now()
        drops = [scene.origin + turning.at for turning in scene.analysis.turnings if turning.kind == "drop"]
        moment = Moment(
            now=now,
            content=scene.analysis.content,
            mood=scene.analysis.mood.label,
            dropped=bool(drops),
            dropped_at=drops[0] if drops else None,
            captions=tuple(caption.text for caption in captions),
            caption_times=tuple(caption.timestamp for caption in captions),
            programme=self._about.programme,
            scored=scored,
        )
        decision = remarks.consider(moment)
        if isinstance(decision, Say):
            # What is heard at the live edge is still to come for viewers: a goal is cheered when they see it.
            seen_in = max(decision.at or 0.0, segment.at) - self._viewers.at(now)
            saying = self._say(remarks, decision, seen_in)
            self._saying = asyncio.create_task(saying, name=f"remark on {self.channel_id}")
        else:
            level = logging.INFO if decision.wanted else logging.DEBUG
            log.log(level, "no remark", extra=self._fields(reason=decision.reason, wanted=decision.wanted))

    async def _say(self, remarks: Remarks, said: Say, after_seconds: float) -> None:
        await self.ways.sleep(max(0.0, after_seconds))
        seen = self._seen()
        if self._dialogue.during(seen, seen + REMARK_SECONDS) and not remarks.may_interrupt(said):
            remarks.take_back()
            log.info("no remark", extra=self._fields(reason=DIALOGUE, wanted=said.reason))
            return
        log.info("remark proposed", extra=self._fields(reason=said.reason, urgency=said.urgency))
        await self._publish(remarks.proposed(self.channel_id, said))

    async def _look_up_programme(self, remarks: Remarks, stage: Stage) -> None:
        if self.ways.now() - self._guide_at < GUIDE_SECONDS:
            return
        self._guide_at = self.ways.now()
        try:
            self._about = await self.ways.media.about(self.channel_id)
        except PrismError as error:
            log.info("guide not readable", extra=self._fields(reason=error.message))
        remarks.script = script_for(self._about.genres)
        stage.become(profile_for(self._about.genres))

    def _fields(self, **more: object) -> dict[str, object]:
        return {"channel": self.channel_id, **more}
