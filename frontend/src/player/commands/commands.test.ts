import { beforeEach, expect, test } from "vitest";
import type { Api, Channel, ChannelDetails, NowNext, Resume, SeriesDetails } from "../../protocol/api";
import { FakeEngine, FakeVideo } from "../fakes";
import { createHistory } from "../history";
import { createPlayer, type Player } from "../player";
import { PlayerProblem } from "../types";
import { createCommands, type Outcome } from ".";

function channel(number: number, name: string, kind: "tv" | "radio" = "tv"): Channel {
  return { id: `c${number}`, name, number, group: "Demo", logo: null, kind, favourite: false };
}
const channels = [channel(1, "Prism Beat"), channel(2, "Prism Stories"), channel(3, "Prism Clock")];
const first = channels[0] as Channel;
const episodes = [1, 2].map((number): Channel => ({ ...channel(number, `Part ${number}`), kind: "episode" }));

let video: FakeVideo;
let engine: FakeEngine;
let player: Player;
let told: unknown[][];
/** Why a channel does not come on, null where it does. */
const bakeOff = {
  id: "p",
  channel_id: "c2",
  title: "Bake Off",
  subtitle: null,
  description: null,
  start: "1970-01-01T00:00:00Z",
  stop: "1970-01-01T01:00:00Z",
  categories: [],
};

let unreachable: PlayerProblem | null;
/** What the viewer has begun and not finished. */
let left: Resume[];
/** Whether the channel keeps its programmes. */
let archived: boolean;
let sleepAt: () => number | null;
let run: (
  name: string,
  slots?: Record<string, string | number | boolean>,
  target?: Channel,
) => Promise<Outcome>;

beforeEach(() => {
  video = new FakeVideo();
  told = [];
  unreachable = null;
  left = [];
  archived = false;
  player = createPlayer({
    video: video as unknown as HTMLVideoElement,
    createEngine: (_, url, events, from) => {
      engine = new FakeEngine(url, events, from);
      queueMicrotask(() => (unreachable ? events.failed(unreachable) : video.starts()));
      return engine;
    },
    stream: ({ id }) => id,
    volume: 50,
    muted: false,
    subtitles: false,
  });
  const note = (...what: unknown[]): void => void told.push(what);
  const kept = new Map<string, string>();
  const storage = {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
  };
  const history = createHistory(storage, "default");
  player.onChange(() => {
    const { channel: now, phase } = player.snapshot();
    if (now && phase === "playing") history.watched(now);
  });
  const api: Partial<Api> = {
    resolve: async ({ name, number }) =>
      channels
        .filter((one) =>
          number === undefined
            ? one.name.toLowerCase().includes((name ?? "").toLowerCase())
            : one.number === number,
        )
        .map((one) => ({ channel: one, score: 0.9 })),
    step: async (id, by) => channels[(channels.findIndex((one) => one.id === id) + by + 3) % 3] as Channel,
    channels: async ({ kind }) => ({
      channels: channels.filter((one) => !kind || one.kind === kind),
      next_cursor: null,
      total: 3,
    }),
    channelDetails: async () => ({ series_id: "show" }) as ChannelDetails,
    series: async () => ({ name: "Show", seasons: [{ number: 1, episodes }] }) as unknown as SeriesDetails,
    channel: async (id) => channels.find((one) => one.id === id) as Channel,
    resumes: async () => left,
    guideNow: async (): Promise<Record<string, NowNext>> =>
      archived ? { c1: { now: { ...bakeOff, catchup: true }, next: null } } : {},
    search: async () => ({
      channels: [],
      programmes: [bakeOff],
    }),
    groups: async () => [{ name: "Demo", count: 3 }],
  };
  const commands = createCommands({
    player,
    api: api as Api,
    history,
    setFavourite: async (id, on) => note("favourite", id, on),
    leftAt: (item) => left.find((one) => one.item_id === item)?.seconds,
    random: () => 0,
    now: () => 60,
    page: {
      screen: "live",
      open: async (page) =>
        page === "recordings"
          ? { ok: false, said: "nothing recorded" }
          : { ok: true, said: `${page} is open` },
      guide: async () => "The guide is open.",
      search: async () => 2,
      select: async (index) => (index === 2 ? "Playing the second." : null),
      back: () => false,
      scroll: () => true,
      fullscreen: async () => "window",
      pip: async () => Promise.reject(new DOMException("", "NotAllowedError")),
      theme: (name) => (name.includes("arcade") ? "arcade" : null),
    },
    lumen: {
      hush: (on) => note("hush", on),
      stop: () => note("stop"),
      companion: (on) => note("companion", on),
      voice: ({ louder }) => (louder ? 90 : null),
      gesture: (name) => name === "cheer",
    },
  });
  sleepAt = commands.sleepAt;
  run = (name, slots = {}, target) =>
    commands.execute(
      { name, slots } as Parameters<typeof commands.execute>[0],
      target
        ? { channel_id: target.id, name: target.name, number: target.number, logo: null, kind: target.kind }
        : null,
    );
});

test("a channel change answers after the picture moves, with what plays", async () => {
  expect(await run("tv.channel", { name: "beat" }, first)).toEqual({
    ok: true,
    error: null,
    message: "Playing Prism Beat, 360p, 6 s behind live",
  });
});

test("a channel that cannot be reached answers with the reason, and playing again tries again", async () => {
  unreachable = new PlayerProblem("network", "tv.example does not answer.");
  expect(await run("tv.channel", { number: 1 })).toEqual({
    ok: false,
    error: "network",
    message: "tv.example does not answer.",
  });
  const failed = engine;
  expect(failed.disposed).toBe(true);
  expect(player.snapshot()).toMatchObject({ phase: "failed", problem: "tv.example does not answer." });
  unreachable = null;
  expect((await run("tv.play")).ok).toBe(true);
  expect(engine).not.toBe(failed);
  expect(player.snapshot()).toMatchObject({ phase: "playing", problem: null, channel: { id: "c1" } });
});

test("channels are found by name, number, order and memory", async () => {
  for (const [slots, name] of [
    [{ name: "stories" }, "Prism Stories"],
    [{ number: 3 }, "Prism Clock"],
    [{ step: 1 }, "Prism Beat"],
    [{ last: true }, "Prism Clock"],
    [{ step: -1 }, "Prism Stories"],
  ] as const) {
    expect((await run("tv.channel", slots)).message).toContain(`Playing ${name}`);
  }
});

test("an unknown channel is told by name with a remedy", async () => {
  expect(await run("tv.channel", { name: "Nowhere" })).toMatchObject({ ok: false, error: "unknown_channel" });
  expect((await run("tv.channel", { name: "Nowhere" })).message).toMatch(/“Nowhere”.*add a playlist/);
});

test.each(["tv.pause", "tv.stop", "tv.seek", "tv.rate", "tv.subtitles", "tv.quality", "tv.favourite"])(
  "%s says so when nothing plays",
  async (name) =>
    expect(await run(name, { on: true, mode: "live" })).toMatchObject({
      ok: false,
      error: "nothing_playing",
    }),
);

test("the volume goes to a level or by a step, and louder ends a mute", async () => {
  await run("tv.mute", { on: true });
  expect(player.snapshot().muted).toBe(true);
  expect((await run("tv.volume", { mode: "step", delta: 10 })).message).toBe("Volume 60.");
  expect(player.snapshot().muted).toBe(false);
  expect((await run("tv.volume", { mode: "set", level: 100 })).message).toBe("Volume 100.");
  expect((await run("tv.volume", { mode: "step", delta: 5 })).message).toMatch(/stays at 100/);
});

test("a mute for a while ends by itself", async () => {
  expect((await run("tv.mute", { on: true, seconds: 0.02 })).ok).toBe(true);
  expect(player.snapshot().muted).toBe(true);
  await new Promise((resolve) => player.onChange(() => resolve(undefined)));
  expect(player.snapshot().muted).toBe(false);
});

test("seeking stays within what the channel keeps and tells how far it went", async () => {
  await run("tv.channel", { number: 1 });
  expect(await run("tv.seek", { mode: "relative", seconds: -30 })).toMatchObject({ ok: false });
  engine.range = { start: 100, end: 160 };
  video.currentTime = 150;
  expect((await run("tv.seek", { mode: "relative", seconds: -30 })).message).toBe("Went back 30 seconds.");
  expect((await run("tv.seek", { mode: "relative", seconds: -60 })).message).toBe(
    "Went back 20 seconds, as far as the channel goes.",
  );
  expect(await run("tv.seek", { mode: "relative", seconds: -60 })).toMatchObject({ ok: false });
  await run("tv.seek", { mode: "fraction", fraction: 0.5 });
  expect(video.currentTime).toBe(130);
  await run("tv.seek", { mode: "live" });
  expect(video.currentTime).toBe(154);
  expect((await run("tv.seek", { mode: "relative", seconds: 120 })).message).toMatch(/live edge already/);
});

test("a line is repeated with subtitles on", async () => {
  await run("tv.channel", { number: 1 });
  engine.range = { start: 0, end: 100 };
  video.currentTime = 90;
  expect((await run("tv.repeat_line")).ok).toBe(true);
  expect(video.currentTime).toBe(75);
  expect(player.snapshot().subtitles).toBe(true);
});

test("qualities and sound tracks are chosen among those that there are", async () => {
  await run("tv.channel", { number: 1 });
  expect(await run("tv.quality", { height: 720 })).toMatchObject({ ok: false });
  engine.lines = [360, 720];
  expect((await run("tv.quality", { height: 1080 })).message).toMatch(/720p, the closest/);
  expect((await run("tv.quality", { auto: true })).ok).toBe(true);
  engine.audio = [{ name: "Deutsch", lang: "deu" }];
  expect(await run("tv.audio_track", { language: "fr" })).toMatchObject({
    ok: false,
    message: "Prism Beat has no sound in French.",
  });
  expect((await run("tv.audio_track", { language: "de" })).message).toBe("Sound: Deutsch.");
});

test("a wish is met by what is on now under that title, or by a group of that kind", async () => {
  expect((await run("tv.watch", { title: "Bake Off" })).message).toContain("Prism Stories");
  expect((await run("tv.watch", { kind: "radio" })).ok).toBe(false);
  expect((await run("tv.watch", { kind: "demo" })).message).toContain("Prism Beat");
});

test("a surprise is another channel than the present one", async () => {
  await run("tv.channel", { number: 1 });
  expect((await run("tv.surprise")).message).toContain("Prism Stories");
});

test("favourites are set where the page shows them, for the channel meant", async () => {
  await run("tv.channel", { number: 2 });
  await run("tv.favourite", { on: true });
  await run("tv.favourite", { on: false, channel: "clock" });
  expect(told).toEqual([
    ["favourite", "c2", true],
    ["favourite", "c3", false],
  ]);
});

test("the page answers for itself, and what browsers forbid comes with the remedy", async () => {
  expect((await run("ui.open", { page: "guide" })).ok).toBe(true);
  expect(await run("ui.open", { page: "recordings" })).toMatchObject({
    ok: false,
    message: "nothing recorded",
  });
  expect((await run("ui.select", { index: 2 })).message).toBe("Playing the second.");
  expect(await run("ui.select", { index: 9 })).toMatchObject({ ok: false });
  expect(await run("ui.back")).toMatchObject({ ok: false });
  expect((await run("ui.fullscreen", { on: true })).message).toMatch(/only after a click/);
  expect(await run("ui.pip", { on: true })).toMatchObject({ ok: false });
  expect((await run("ui.theme", { name: "retro arcade" })).message).toMatch(/arcade/);
});

test("Lumen is told, and what she cannot do is said", async () => {
  await run("lumen.hush", { on: true });
  await run("lumen.stop");
  expect(told).toEqual([["hush", true], ["stop"]]);
  expect((await run("lumen.voice", { louder: true })).message).toMatch(/90/);
  expect(await run("lumen.voice", { slower: true })).toMatchObject({ ok: false });
  expect((await run("lumen.gesture", { name: "cheer" })).ok).toBe(true);
  expect(await run("lumen.gesture", { name: "cartwheel" })).toMatchObject({ ok: false });
});

test("the sleep timer stops the programme, once, unless it is cancelled", async () => {
  await run("tv.channel", { number: 1 });
  expect(await run("sleep.cancel")).toMatchObject({ ok: false });
  expect((await run("sleep.set", { seconds: 600 })).ok).toBe(true);
  expect(sleepAt()).toBe(660);
  expect((await run("sleep.cancel")).ok).toBe(true);
  expect(sleepAt()).toBeNull();
  expect(await run("sleep.set", { programme_end: true })).toMatchObject({ ok: false });
  await run("sleep.set", { seconds: 0.01 });
  await expect.poll(() => player.snapshot().phase).toBe("stopped");
  expect(sleepAt()).toBeNull();
});

test("the next episode is the one after this in its series, and the last one has none", async () => {
  await player.open(episodes[0] as Channel);
  expect(await run("tv.next")).toMatchObject({ ok: true, message: "Playing Part 2, 360p, 6 s behind live" });
  expect((await run("tv.next")).message).toBe("Part 2 is the last episode of Show that there is.");
  expect((await run("tv.previous")).ok).toBe(true);
  expect(player.snapshot().channel?.name).toBe("Part 1");
});

test.each(["tv.record", "tv.next", "ask.score"])("%s is declined with a reason", async (name) => {
  await run("tv.channel", { number: 1 });
  expect(await run(name)).toMatchObject({
    ok: false,
    error: "unsupported",
    message: expect.stringMatching(/\w+ \w+/),
  });
});

test("going on means what was left unfinished, where it was left, before the channel watched last", async () => {
  await run("tv.channel", { number: 1 });
  left = [
    {
      item_id: "r1",
      title: "The Match",
      seconds: 912,
      duration_seconds: 5400,
      updated_at: "2030-01-01T00:00:00Z",
      channel: null,
    },
  ];
  expect(await run("tv.continue")).toMatchObject({ ok: true, message: expect.stringContaining("The Match") });
  expect(engine.from).toBe(912);
  expect(player.snapshot().channel).toMatchObject({ id: "r1", kind: "recording" });
  left = [];
  expect((await run("tv.continue")).ok).toBe(true);
});

test("from the beginning is the programme's beginning where the channel keeps it, else that of what is kept", async () => {
  await run("tv.channel", { number: 1 });
  engine.range = { start: 100, end: 160 };
  expect(await run("tv.seek", { mode: "start" })).toMatchObject({ ok: true });
  expect(video.currentTime).toBe(100);
  archived = true;
  expect(await run("tv.seek", { mode: "start" })).toMatchObject({
    ok: true,
    message: "Playing Bake Off from its beginning.",
  });
  expect(player.snapshot().channel?.past?.title).toBe("Bake Off");
  expect(await run("tv.seek", { mode: "live" })).toMatchObject({ ok: true });
  expect(player.snapshot().channel?.past).toBeUndefined();
});
