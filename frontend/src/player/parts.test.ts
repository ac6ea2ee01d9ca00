import { NO_OFFER } from "./choices";
import { expect, test, vi } from "vitest";
import { worthRepeating } from "./buffering";
import { createHistory } from "./history";
import { createStateReporter, playbackState } from "./state";
import { describedTrack, levelOfHeight, trackInLanguage } from "./tracks";
import type { Snapshot } from "./types";
import { createWatchdog, type Sample } from "./watchdog";

test.each([
  [0, true],
  [undefined, true],
  [502, true],
  [503, true],
  [429, true],
  [404, false],
  [403, false],
])("a request that ended with %s is repeated: %s", (status, again) => {
  expect(worthRepeating(status)).toBe(again);
});

const still: Sample = { time: 10, wanted: true, bufferedAhead: 5, height: 360, soundBytes: 9 };

test("data that does not decode is stepped over, then the channel starts again", () => {
  const watchdog = createWatchdog();
  watchdog.update(0, still);
  expect(watchdog.update(0.5, still)).toBe("fine");
  expect(watchdog.update(1, still)).toBe("waiting");
  expect(watchdog.update(5.5, still)).toBe("nudge");
  expect(watchdog.update(6, still)).toBe("waiting");
  expect(watchdog.update(11, still)).toBe("reload");
});

test("without data the watchdog waits ten seconds, and longer each time", () => {
  const watchdog = createWatchdog();
  const empty = { ...still, bufferedAhead: 0 };
  const reloads: number[] = [];
  for (let now = 0; now < 75; now += 0.5) if (watchdog.update(now, empty) === "reload") reloads.push(now);
  expect(reloads).toEqual([10.5, 31, 71.5]);
});

test("a paused picture is no fault", () => {
  const watchdog = createWatchdog();
  for (let now = 0; now < 60; now += 1)
    expect(watchdog.update(now, { ...still, wanted: false })).toBe("fine");
});

test("languages match in two letters, three letters and with regions", () => {
  const tracks = [
    { name: "a", lang: "eng" },
    { name: "b", lang: "es-MX" },
    { name: "c", lang: "ger", default: true },
  ];
  expect(trackInLanguage(tracks, "en-GB")).toBe(0);
  expect(trackInLanguage(tracks, "es")).toBe(1);
  expect(trackInLanguage(tracks, "de")).toBe(2);
  expect(trackInLanguage(tracks, "fr")).toBe(-1);
  expect(trackInLanguage(tracks)).toBe(2);
  expect(trackInLanguage([])).toBe(-1);
});

test("audio description is known by its mark or its name", () => {
  expect(
    describedTrack([
      { name: "Main" },
      { name: "x", characteristics: "public.accessibility.describes-video" },
    ]),
  ).toBe(1);
  expect(describedTrack([{ name: "English AD" }])).toBe(0);
  expect(describedTrack([{ name: "Radio" }])).toBe(-1);
});

test("the quality chosen is the closest that is not above what was asked", () => {
  expect(levelOfHeight([360, 720, 1080], 720)).toBe(1);
  expect(levelOfHeight([1080, 360, 720], 900)).toBe(2);
  expect(levelOfHeight([720, 1080], 480)).toBe(0);
  expect(levelOfHeight([], 480)).toBe(-1);
});

test("the history knows the channel before and survives a visit, and ignores what it cannot read", () => {
  const kept = new Map<string, string>();
  const storage = {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
  };
  const channel = (id: string): Parameters<ReturnType<typeof createHistory>["watched"]>[0] => ({
    id,
    name: id,
    number: null,
    logo: null,
    kind: "tv",
  });
  const history = createHistory(storage, "anna");
  for (const id of ["a", "b", "a"]) history.watched(channel(id));
  expect(history.previous()?.id).toBe("b");
  expect(createHistory(storage, "anna").last()?.id).toBe("a");
  expect(createHistory(storage, "ben").last()).toBeNull();
  kept.set("prism.history.anna", "{broken");
  expect(createHistory(storage, "anna").last()).toBeNull();
});

const snapshot: Snapshot = {
  offer: NO_OFFER,
  channel: { id: "c", name: "C", number: 1, logo: null, kind: "tv" },
  phase: "playing",
  muted: false,
  soundBlocked: false,
  volume: 80,
  rate: 1,
  position: 1_800_000_000.25,
  behindLive: 6.04,
  height: 360,
  subtitles: false,
  captions: [],
  timeline: null,
  converted: false,
  problem: null,
  notice: null,
};

test("the state tells programme time in ISO and nothing of a channel that was stopped", () => {
  const around = { fullscreen: false, screen: "live", sleepAt: null };
  expect(playbackState(snapshot, around)).toMatchObject({
    channel_id: "c",
    playing: true,
    position: "2027-01-15T08:00:00.250Z",
    behind_live_seconds: 6,
    sleep_at: null,
  });
  expect(playbackState(snapshot, { ...around, sleepAt: 1_800_000_000 }).sleep_at).toBe(
    "2027-01-15T08:00:00.000Z",
  );
  expect(playbackState({ ...snapshot, phase: "stopped" }, around)).toMatchObject({
    channel_id: null,
    playing: false,
  });
});

test("states are sent on change, a few at a time, and every five seconds regardless", () => {
  vi.useFakeTimers();
  let state = playbackState(snapshot, { fullscreen: false, screen: "live", sleepAt: null });
  const sent: number[] = [];
  const reporter = createStateReporter(
    () => state,
    (one) => sent.push(one.volume),
  );
  reporter.resend();
  for (const volume of [70, 60, 50]) {
    state = { ...state, volume };
    reporter.changed();
  }
  vi.advanceTimersByTime(260);
  expect(sent).toEqual([80, 50]);
  state = { ...state, position: null };
  reporter.changed();
  vi.advanceTimersByTime(260);
  expect(sent).toEqual([80, 50]);
  vi.advanceTimersByTime(5000);
  expect(sent).toEqual([80, 50, 50]);
  reporter.dispose();
  vi.useRealTimers();
});
