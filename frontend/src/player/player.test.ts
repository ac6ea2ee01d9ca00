import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { FakeEngine, FakeVideo } from "./fakes";
import { createPlayer, type Player } from "./player";
import { PlayerProblem, type Playable } from "./types";

const beat: Playable = { id: "demo-beat", name: "Prism Beat", number: 1, logo: null, kind: "tv" };
const clock: Playable = { id: "demo-clock", name: "Prism Clock", number: 3, logo: null, kind: "tv" };

let video: FakeVideo;
let engines: FakeEngine[];
let player: Player;
let seconds: number;
const engine = (): FakeEngine => engines.at(-1) as FakeEngine;

beforeEach(() => {
  vi.useFakeTimers();
  video = new FakeVideo();
  engines = [];
  seconds = 0;
  player = createPlayer({
    video: video as unknown as HTMLVideoElement,
    createEngine: (_, url, events, from) => {
      engines.push(new FakeEngine(url, events, from));
      return engine();
    },
    stream: ({ id }, converted) => `/relay/${id}${converted ? "?convert" : ""}`,
    volume: 80,
    muted: false,
    subtitles: false,
    now: () => seconds,
  });
});

afterEach(() => {
  player.dispose();
  vi.useRealTimers();
});

async function watch(channel: Playable): Promise<void> {
  const opened = player.open(channel);
  video.starts();
  await opened;
}

function pass(time: number, step = 0): void {
  for (let at = 0; at < time; at += 0.25) {
    seconds += 0.25;
    video.currentTime += step;
    vi.advanceTimersByTime(250);
  }
}

test("opening is done when the picture moves, not before", async () => {
  let opened = false;
  const promise = player.open(beat).then(() => (opened = true));
  await vi.advanceTimersByTimeAsync(1000);
  expect(opened).toBe(false);
  expect(player.snapshot().phase).toBe("opening");
  video.starts();
  await promise;
  expect(player.snapshot()).toMatchObject({ channel: beat, phase: "playing", height: 360, behindLive: 6.2 });
  expect(engine().url).toBe("/relay/demo-beat");
});

test("a channel without picture is told after eight seconds and still comes on later", async () => {
  const opened = player.open(beat).catch((error: unknown) => error);
  await vi.advanceTimersByTimeAsync(8001);
  expect(await opened).toMatchObject({ kind: "timeout" });
  video.starts();
  expect(player.snapshot().phase).toBe("playing");
});

test("another channel takes over at once, and who waited for the first is told", async () => {
  const first = player.open(beat).catch((error: unknown) => error);
  const second = player.open(clock);
  expect(await first).toBeInstanceOf(PlayerProblem);
  video.starts();
  await second;
  expect(engines[0]?.disposed).toBe(true);
  expect(player.snapshot().channel).toEqual(clock);
});

test("an engine that gives up fails the channel with its reason", async () => {
  const opened = player.open(beat).catch((error: unknown) => error);
  engine().events.failed(new PlayerProblem("network", "the provider refuses"));
  expect(await opened).toMatchObject({ kind: "network", message: "the provider refuses" });
  expect(player.snapshot()).toMatchObject({ phase: "failed", problem: "the provider refuses" });
});

test("where sound needs a touch, the picture starts without it and gets it with the touch", async () => {
  video.refuse = "sound";
  const opened = player.open(beat);
  await vi.advanceTimersByTimeAsync(1);
  video.starts();
  await opened;
  expect(player.snapshot()).toMatchObject({ muted: true, soundBlocked: true, phase: "playing" });
  player.unblockSound();
  expect(video.muted).toBe(false);
  expect(player.snapshot()).toMatchObject({ muted: false, soundBlocked: false });
});

test("a viewer who muted stays muted when the page is touched", async () => {
  player.setMuted(true);
  await watch(beat);
  player.unblockSound();
  expect(video.muted).toBe(true);
});

test("where nothing may start, opening says that the browser waits", async () => {
  video.refuse = "everything";
  await expect(player.open(beat)).rejects.toMatchObject({ kind: "autoplay_blocked" });
});

test("the volume is the viewer's while the programme makes room for Lumen", async () => {
  player.duck(0.25);
  expect(video.volume).toBeCloseTo(0.2);
  player.setVolume(40);
  expect(video.volume).toBeCloseTo(0.1);
  player.duck(1);
  expect(video.volume).toBeCloseTo(0.4);
  expect(player.snapshot().volume).toBe(40);
});

test("a picture that stands still is waiting, and goes on as playing", async () => {
  await watch(beat);
  pass(1, 0.25);
  video.ahead = 0;
  pass(2);
  expect(player.snapshot().phase).toBe("waiting");
  pass(0.5, 0.25);
  expect(player.snapshot().phase).toBe("playing");
  expect(engine().reloads).toBe(0);
});

test("a channel that stays still without data is started again", async () => {
  await watch(beat);
  pass(1, 0.25);
  video.ahead = 0;
  pass(12);
  expect(engine().reloads).toBe(1);
});

test("an element that was given its channel anew plays on, unless the viewer paused it", async () => {
  await watch(beat);
  video.empties();
  expect(video.paused).toBe(false);
  player.pause();
  video.empties();
  expect(video.paused).toBe(true);
});

test("where a channel may not start again by itself, it is paused, so that the viewer sees what to do", async () => {
  await watch(beat);
  video.refuse = "everything";
  video.empties();
  await vi.advanceTimersByTimeAsync(1);
  expect(player.snapshot().phase).toBe("paused");
});

test("what this browser cannot decode is asked for once more, converted, and fails only then", async () => {
  const opened = player.open(beat).catch((error: unknown) => error);
  engine().events.failed(new PlayerProblem("media", "no decoder"));
  expect(engine().url).toBe("/relay/demo-beat?convert");
  expect(player.snapshot()).toMatchObject({ phase: "opening", converted: true });
  engine().events.failed(new PlayerProblem("media", "no decoder either"));
  expect(await opened).toMatchObject({ kind: "media", message: "no decoder either" });
  expect(engines).toHaveLength(2);
});

test("a channel whose sound does not decode is converted by itself, and the next one comes as it is", async () => {
  video.webkitAudioDecodedByteCount = 0;
  await watch(beat);
  pass(6, 0.25);
  expect(engine().url).toBe("/relay/demo-beat?convert");
  player.open(clock).catch(() => undefined); // The page closes before it comes.
  expect(engine().url).toBe("/relay/demo-clock");
});

test("a programme that is watched from its beginning begins there, also while it is still on", async () => {
  await watch({
    ...beat,
    past: { title: "Night Drive", start: "2030-01-01T20:00Z", stop: "2030-01-01T21:00Z" },
  });
  expect(engine().from).toBe(0);
});

test("a film that has to be converted goes on where it was", async () => {
  await watch({ ...beat, kind: "movie" });
  video.currentTime = 312;
  engine().events.failed(new PlayerProblem("media", "no decoder"));
  expect(engine()).toMatchObject({ url: "/relay/demo-beat?convert", from: 312 });
});

test("a recording that has to be converted goes on where it was", async () => {
  await watch({ ...beat, kind: "recording" });
  video.currentTime = 42;
  engine().events.failed(new PlayerProblem("media", "no decoder"));
  expect(engine()).toMatchObject({ url: "/relay/demo-beat?convert", from: 42 });
});

test("a film's end is a state of its own, and play begins it again", async () => {
  await watch({ ...beat, kind: "movie" });
  video.dispatchEvent(new Event("ended"));
  expect(player.snapshot().phase).toBe("ended");
  player.play().catch(() => undefined); // The page closes before it comes.
  expect(engines).toHaveLength(2);
  expect(player.snapshot().phase).toBe("opening");
});

test("while a channel is waited for, the viewer is told why", async () => {
  await watch(beat);
  pass(1, 0.25);
  video.ahead = 0;
  pass(2);
  engine().events.troubled("tv.example refuses the stream (403)");
  expect(player.snapshot()).toMatchObject({
    phase: "waiting",
    problem: "tv.example refuses the stream (403)",
  });
  engine().events.troubled(null);
  expect(player.snapshot().problem).toBeNull();
});

test("a channel that never shows a picture, however often it is asked for, fails with the last reason", async () => {
  const opened = player.open(beat).catch((error: unknown) => error);
  video.paused = false;
  video.ahead = 0;
  engine().events.troubled("tv.example has no such stream (404)");
  pass(120);
  expect(await opened).toMatchObject({ kind: "timeout" });
  expect(player.snapshot()).toMatchObject({
    phase: "failed",
    problem: "tv.example has no such stream (404)",
  });
});

test("a channel without a byte of sound or a line of picture, even converted, says so", async () => {
  video.webkitAudioDecodedByteCount = 0;
  await watch(beat);
  pass(6, 0.25);
  video.starts();
  pass(6, 0.25);
  expect(player.snapshot().notice).toMatch(/^No sound/);
  video.webkitAudioDecodedByteCount = 1;
  const opened = player.open(clock);
  video.starts();
  await opened;
  video.videoHeight = 0;
  pass(6, 0.25);
  video.dispatchEvent(new Event("playing"));
  pass(6, 0.25);
  expect(player.snapshot().notice).toMatch(/sound only/);
});

test("pausing, also by the browser's controls, is a state of its own", async () => {
  await watch(beat);
  video.pause();
  expect(player.snapshot().phase).toBe("paused");
  await player.play();
  expect(player.snapshot().phase).toBe("playing");
  player.stop();
  expect(player.snapshot().phase).toBe("stopped");
});

test("subtitles in a language that a channel lacks change nothing", async () => {
  await watch(beat);
  engine().subtitles = [
    { name: "English", lang: "eng" },
    { name: "Español", lang: "spa" },
  ];
  expect(player.setSubtitles(true, "es")).toBe(true);
  expect(engine().chosen["subtitles"]).toBe(1);
  expect(player.setSubtitles(true, "de")).toBe(false);
  expect(engine().chosen["subtitles"]).toBe(1);
  expect(player.setSubtitles(false)).toBe(true);
  expect(engine().chosen["subtitles"]).toBe(-1);
});

test("captions made from the sound show on the programme's clock, for the channel that plays", async () => {
  await watch(beat);
  player.setSubtitles(true);
  const caption = { type: "tv.caption", timestamp: 1_799_999_999, duration: 3, translated_to: null } as const;
  player.addCaption({ ...caption, channel_id: "demo-beat", text: "Hello." });
  player.addCaption({ ...caption, channel_id: "other", text: "Not here." });
  player.addCaption({ ...caption, channel_id: "demo-beat", timestamp: 1_800_000_010, text: "Later." });
  expect(player.snapshot().captions).toEqual(["Hello."]);
});

test("a translation shows in place of the words that it is of", async () => {
  await watch(beat);
  player.setSubtitles(true);
  const caption = { type: "tv.caption", channel_id: "demo-beat", duration: 3, translated_to: null } as const;
  player.addCaption({ ...caption, timestamp: 1_799_999_998, text: "Hi." });
  player.addCaption({ ...caption, timestamp: 1_799_999_999, text: "Hello." });
  player.addCaption({ ...caption, timestamp: 1_799_999_999, text: "Hallo.", translated_to: "de" });
  expect(player.snapshot().captions).toEqual(["Hallo."]);
});

test("a channel that sends nothing says so while it is waited for, and not that it is waited for once it failed", async () => {
  const opened = player.open(beat).catch((error: unknown) => error);
  video.paused = false;
  video.ahead = 0;
  pass(7);
  expect(player.snapshot()).toMatchObject({ phase: "opening", problem: null });
  pass(2);
  await opened;
  expect(player.snapshot().problem).toBe("Prism Beat sends no picture yet; Prism goes on trying.");
  pass(110);
  expect(player.snapshot()).toMatchObject({
    phase: "failed",
    problem: "Prism Beat sends nothing that can be seen.",
  });
});
