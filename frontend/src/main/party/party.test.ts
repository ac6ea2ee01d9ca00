import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { FakeEngine, FakeVideo } from "../../player/fakes";
import { createPlayer, type Player } from "../../player/player";
import type { Playable } from "../../player/types";
import type { Api } from "../../protocol/api";
import type { ClientEvent, PartyPlay, PartyPlayback, PartyState } from "../../protocol/events";
import type { Socket } from "../../protocol/socket";
import { Catalogue } from "../../ui/catalogue.svelte";
import { Library } from "../../ui/library.svelte";
import { Model } from "../../ui/model.svelte";
import { readPreferences } from "../../ui/preferences";
import { createPartyClock } from "./clock";
import { createParty } from "./party";

const ONE: Playable = { id: "one", name: "One", number: 1, logo: null, kind: "tv" };
const TWO: Playable = { id: "two", name: "Two", number: 2, logo: null, kind: "tv" };
const ANNA = { id: "a", name: "Anna" };
const BEN = { id: "b", name: "Ben" };

let model: Model;
let video: FakeVideo;
let engines: FakeEngine[];
let player: Player;
let sent: ClientEvent[];
let told: string[];
let hear: (event: { type: string; [field: string]: unknown }) => void;
let join: (you: string, rules?: Partial<PartyState>) => void;
const engine = (): FakeEngine => engines.at(-1) as FakeEngine;
const announced = (): PartyPlay[] => sent.filter((event): event is PartyPlay => event.type === "party.play");

beforeEach(() => {
  vi.useFakeTimers();
  model = new Model(
    new Catalogue({} as Api),
    readPreferences({ getItem: () => null }),
    new Library({} as Api),
  );
  const handlers = new Map<string, (event: object) => void>();
  [video, engines, sent, told] = [new FakeVideo(), [], [], []];
  video.seekable = { length: 1, start: () => 0, end: () => 10_000 };
  const socket = {
    on: (type: string, handler: (event: object) => void) => void handlers.set(type, handler),
    send: (event: ClientEvent) => sent.push(event) > 0,
  } as unknown as Socket;
  const party = createParty({ socket, model, tell: (said) => told.push(said), failed: () => undefined });
  const bare = createPlayer({
    video: video as unknown as HTMLVideoElement,
    createEngine: (_, url, events, from) => {
      const made = new FakeEngine(url, events, from);
      made.range = { start: 0, end: 10_000 };
      made.programmeTime = () => 1_000_000 + video.currentTime;
      engines.push(made);
      setTimeout(() => video.starts(), 100);
      return made;
    },
    stream: ({ id }) => id,
    volume: 80,
    muted: false,
    subtitles: false,
  });
  player = party.guard(bare);
  hear = (event) => handlers.get(event.type)?.(event);
  join = (you, rules = {}) =>
    hear({
      type: "party.state",
      code: "c",
      you,
      host: "a",
      everybody: false,
      members: [ANNA, BEN],
      reason: "",
      ...rules,
    });
});

afterEach(() => {
  player.dispose();
  vi.useRealTimers();
});

function play(item: Playable | null, how: Partial<PartyPlayback> = {}): void {
  const whole = item && { ...item, start: null, stop: null, source: null };
  const at = Date.now() / 1000;
  hear({
    type: "party.playback",
    item: whole,
    withheld: "",
    playing: true,
    clock: "programme",
    position: 1_000_000,
    at,
    rate: 1,
    ...how,
  });
}

test("what the host plays comes on, is paused with them, and is sought where it is far off", async () => {
  join("b");
  play(ONE, { position: 1_000_030 });
  await vi.advanceTimersByTimeAsync(200);
  expect([engine().url, player.snapshot().phase]).toEqual(["one", "playing"]);
  await vi.advanceTimersByTimeAsync(250);
  expect(video.currentTime).toBeGreaterThan(29);
  play(ONE, { playing: false, position: 1_000_040 });
  await vi.advanceTimersByTimeAsync(500);
  expect([player.snapshot().phase, video.currentTime]).toEqual(["paused", 40]);
  expect(announced()).toEqual([]);
});

test("a little off is made up for by the speed, which is as chosen for everybody else", async () => {
  join("b");
  play(ONE);
  await vi.advanceTimersByTimeAsync(150);
  play(ONE, { position: 1_000_000 + video.currentTime + 0.8 });
  await vi.advanceTimersByTimeAsync(250);
  expect([video.playbackRate, player.snapshot().rate]).toEqual([1.05, 1]);
});

test("who does not decide is told who does, and may still turn it off and on", async () => {
  join("b");
  play(ONE);
  await vi.advanceTimersByTimeAsync(200);
  await expect(player.open(TWO)).rejects.toThrow("Anna decides what you watch together.");
  expect(() => player.pause()).toThrow("Anna decides");
  player.stop();
  await vi.advanceTimersByTimeAsync(1000);
  expect(player.snapshot().phase).toBe("stopped");
  await Promise.all([player.play(), vi.advanceTimersByTimeAsync(1000)]);
  expect([player.snapshot().phase, announced()]).toEqual(["playing", []]);
});

test("whoever decides tells what came of it, once it has: channel, place and pause", async () => {
  play(ONE);
  join("a");
  await vi.advanceTimersByTimeAsync(450);
  const opening = player.open(TWO);
  expect(announced()).toEqual([]);
  await vi.advanceTimersByTimeAsync(150);
  await opening;
  expect(announced()).toMatchObject([{ item: { id: "two" }, playing: true, clock: "programme" }]);
  player.seek(500);
  expect(announced().at(-1)?.position).toBe(1_000_500);
  player.pause();
  expect(announced().at(-1)?.playing).toBe(false);
});

test("a pause by the browser's own controls counts as the host's, and as a guest's rest", async () => {
  for (const [you, count] of [
    ["a", 1],
    ["b", 0],
  ] as const) {
    sent = [];
    play(ONE);
    join(you);
    await vi.advanceTimersByTimeAsync(500);
    video.pause();
    await vi.advanceTimersByTimeAsync(500);
    expect([player.snapshot().phase, announced().length]).toEqual(["paused", count]);
    hear({ type: "bot-ready" });
    await player.play();
  }
});

test("who starts a party brings along what is on, and who comes and goes is told", async () => {
  await Promise.all([player.open(ONE), vi.advanceTimersByTimeAsync(200)]);
  join("a", { members: [ANNA] });
  await vi.advanceTimersByTimeAsync(250);
  expect(announced()).toMatchObject([{ item: { id: "one" } }]);
  join("a");
  join("b", { members: [BEN], host: "b" });
  hear({ type: "party.state", code: null, reason: "The watch party is over." });
  expect(told).toEqual([
    "Ben watches with you now.",
    "Anna has left.",
    "You decide what is watched now.",
    "The watch party is over.",
  ]);
  expect(model.party).toBeNull();
});

test("what may not be seen here is said, and the picture here goes its own way", async () => {
  join("b");
  play(null, { withheld: "That is not for children." });
  await vi.advanceTimersByTimeAsync(500);
  expect([engines.length, model.party?.withheld]).toEqual([0, "That is not for children."]);
});

test("of the gateways' answers the quickest says what their time is, until the page has slept", () => {
  let steady = 10;
  const clock = createPartyClock(
    () => steady,
    () => 0,
  );
  const answer = (took: number, at: number) => ((steady += took), clock.heard({ sent: steady - took, at }));
  answer(0.8, 1000);
  answer(0.02, 1000.42);
  answer(0.6, 1001.5);
  expect(clock.now() - steady).toBeCloseTo(989.61, 2);
  steady += 5;
  answer(0.02, 2000);
  expect(clock.now()).toBeCloseTo(2000.01, 2);
});
