import { expect, test } from "vitest";

import type { Keyframe, VisemeCue } from "../protocol/events";
import { Blink, lidAt } from "./blink";
import { EMOTIONS, Emotions } from "./emotions";
import { classify } from "./graphics";
import { Programme, sample, type Motion } from "./keyframes";
import { Pace } from "./pace";
import { Springs } from "./springs";
import { envelope, MOUTH_SHAPES, mouthAt, MOUTHS, Visemes } from "./visemes";

const cue = (viseme: VisemeCue["viseme"], start: number, duration: number, weight = 1): VisemeCue => ({
  viseme,
  start,
  duration,
  weight,
});

function mouth(cues: VisemeCue[], time: number): Record<string, number> {
  const out = new Float32Array(MOUTH_SHAPES.length);
  mouthAt(cues, time, out);
  return Object.fromEntries(MOUTH_SHAPES.map((shape, index) => [shape, out[index] ?? 0]));
}

test("a cue rises up to 60 ms before its sound, holds, and is gone 60 ms after", () => {
  const vowel = cue("aa", 1, 0.2, 0.8);
  expect(envelope(vowel, 0.939)).toBe(0);
  expect(envelope(vowel, 1)).toBeGreaterThan(0.4);
  expect(envelope(vowel, 1.025)).toBeCloseTo(0.8);
  expect(envelope(vowel, 1.2)).toBeCloseTo(0.8);
  expect(envelope(vowel, 1.261)).toBe(0);
});

test.each([60, 30, 7])("at %i frames a second the mouth has the same shape at the same moment", (fps) => {
  const cues = [cue("PP", 0, 0.08), cue("aa", 0.08, 0.15), cue("SS", 0.23, 0.1), cue("O", 0.33, 0.2)];
  let time = 0;
  const visemes = new Visemes({ speechTime: () => time });
  visemes.add(cues);
  for (let frame = 0; frame < fps; frame++) {
    time = frame / fps;
    visemes.update(1 / fps);
    const expected = mouth(cues, time);
    MOUTH_SHAPES.forEach((shape, index) => expect(visemes.weights[index]).toBe(expected[shape]));
  }
});

test("every viseme has a mouth, each vowel one shape of its own", () => {
  expect(Object.keys(MOUTHS)).toHaveLength(15);
  for (const [viseme, shape] of [
    ["aa", "aa"],
    ["E", "ee"],
    ["I", "ih"],
    ["O", "oh"],
    ["U", "ou"],
  ] as const) {
    expect(mouth([cue(viseme, 0, 1)], 0.5)).toEqual({ aa: 0, ih: 0, ou: 0, ee: 0, oh: 0, [shape]: 1 });
  }
});

test("closed lips win over the vowels around them", () => {
  const cues = [cue("aa", 0, 0.2), cue("PP", 0.2, 0.1), cue("aa", 0.3, 0.2)];
  expect(mouth(cues, 0.26).aa).toBe(0);
  expect(mouth(cues, 0.4).aa).toBe(1);
});

test("overlapping shapes never open further than one alone", () => {
  const { aa = 0, oh = 0 } = mouth([cue("aa", 0, 1), cue("O", 0, 1)], 0.5);
  expect(aa + oh).toBeCloseTo(1);
});

test("lips close within 60 ms when speech is cut off", () => {
  let time: number | null = 0.5;
  const visemes = new Visemes({ speechTime: () => time });
  visemes.add([cue("aa", 0, 1)]);
  visemes.update(1 / 60);
  time = null;
  visemes.clear();
  visemes.update(0.03);
  expect(visemes.openness).toBeGreaterThan(0.2);
  visemes.update(0.04);
  expect(visemes.openness).toBe(0);
});

test("an expression eases in, holds, and eases back to neutral", () => {
  const emotions = new Emotions();
  emotions.show("happy", 0.7, 2);
  emotions.update(0.15);
  expect(emotions.weights[0]).toBeCloseTo(0.35);
  emotions.update(0.15);
  expect(emotions.weights[0]).toBeCloseTo(0.7);
  for (let i = 0; i < 60; i++) emotions.update(0.05);
  expect(emotions.presence).toBeCloseTo(0);
});

test("another expression starts from the face as it stands, without a jump", () => {
  const emotions = new Emotions();
  emotions.show("happy", 1, 3);
  emotions.update(0.2);
  const before = [...emotions.weights];
  emotions.show("sad", 1, 3);
  emotions.update(1e-6);
  before.forEach((weight, index) => expect(emotions.weights[index]).toBeCloseTo(weight, 4));
  emotions.update(0.6);
  expect(emotions.weights[EMOTIONS.indexOf("sad")]).toBeCloseTo(1);
  expect(emotions.weights[0]).toBeCloseTo(0);
});

test("she blinks every few seconds, and fully", () => {
  let seed = 1;
  const blink = new Blink(() => (seed = (seed * 16807) % 2147483647) / 2147483647);
  let blinks = 0;
  let widest = 0;
  for (let frame = 0, before = 0; frame < 60 * 60; frame++) {
    blink.update(1 / 60);
    if (before === 0 && blink.weight > 0) blinks += 1;
    widest = Math.max(widest, blink.weight);
    before = blink.weight;
  }
  expect(blinks).toBeGreaterThan(10);
  expect(blinks).toBeLessThan(35);
  expect(widest).toBe(1);
  expect(lidAt(0.03)).toBeCloseTo(0.5);
});

const frame = (timestamp: number, rest: Partial<Keyframe> = {}): Keyframe => ({
  timestamp,
  expression: "neutral",
  gesture: null,
  head_bob: 0,
  body_sway: 0,
  intensity: 0,
  ...rest,
});

function at(keyframes: Keyframe[], time: number): Motion {
  const motion = { bob: 0, sway: 0, emotions: new Float32Array(EMOTIONS.length) };
  sample(keyframes, time, motion);
  return motion;
}

test("keyframes are passed through exactly and smoothly between", () => {
  const keyframes = [0, 1, 0, -1, 0].map((bob, i) =>
    frame(100 + i * 0.25, { head_bob: bob, body_sway: -bob }),
  );
  for (const { timestamp, head_bob } of keyframes) expect(at(keyframes, timestamp).bob).toBeCloseTo(head_bob);
  expect(at(keyframes, 100.25).sway).toBeCloseTo(-1);
  const steps = Array.from({ length: 101 }, (_, i) => at(keyframes, 100 + i / 100).bob);
  expect(Math.max(...steps.slice(1).map((bob, i) => Math.abs(bob - (steps[i] ?? 0))))).toBeLessThan(0.08);
});

test("the motion fades out one second after the last keyframe", () => {
  const keyframes = [frame(10, { head_bob: 1 }), frame(11, { head_bob: 1 })];
  expect(at(keyframes, 11).bob).toBeCloseTo(1);
  expect(at(keyframes, 11.5).bob).toBeCloseTo(0.5);
  expect(at(keyframes, 12).bob).toBe(0);
  expect(at([], 12).bob).toBe(0);
});

test("a mood crosses over to the next one", () => {
  const keyframes = [
    frame(10, { expression: "happy", intensity: 1 }),
    frame(12, { expression: "sad", intensity: 1 }),
    frame(14, { expression: "sad", intensity: 1 }),
  ];
  const [happy, sad] = [EMOTIONS.indexOf("happy"), EMOTIONS.indexOf("sad")];
  expect(at(keyframes, 11.9).emotions[happy]).toBeCloseTo(0.6);
  expect(at(keyframes, 12.2).emotions[happy]).toBeCloseTo(0.3);
  expect(at(keyframes, 12.2).emotions[sad]).toBeCloseTo(0.3);
  expect(at(keyframes, 13.5).emotions[sad]).toBeCloseTo(0.6);
});

function programme() {
  const played: string[] = [];
  const clock = { time: null as number | null };
  const layer = new Programme({
    programmeTime: () => clock.time,
    onGesture: (gesture) => played.push(gesture),
  });
  const receive = (keyframes: Keyframe[], channel_id = "a"): void =>
    layer.receive({
      type: "avatar.keyframes",
      channel_id,
      keyframes,
      tempo: null,
      beats: [],
      energy: 0,
      mood: null,
    });
  const move = (time: number | null, delta = 0.1): void => {
    clock.time = time;
    layer.update(delta);
  };
  return { layer, played, receive, move };
}

test("a gesture is played when the picture reaches it, once, and not after a jump", () => {
  const { played, receive, move } = programme();
  receive([frame(10), frame(10.5, { gesture: "clap" }), frame(11), frame(20, { gesture: "cheer" })]);
  for (const time of [10.4, 10.5, 10.6, 10.7]) move(time);
  expect(played).toEqual(["clap"]);
  move(20.5);
  expect(played).toEqual(["clap"]);
});

test("she dances for who watches minutes behind the live edge, too", () => {
  const { layer, receive, move } = programme();
  move(100);
  for (let at = 100; at < 400; at += 2) receive([frame(at, { head_bob: 1 }), frame(at + 1, { head_bob: 1 })]);
  move(102.5);
  expect(layer.motion.bob).toBeCloseTo(1);
});

test("what comes so late that it is past for the viewer replaces nothing", () => {
  const { layer, receive, move } = programme();
  move(100);
  receive([frame(99, { head_bob: 1 }), frame(101, { head_bob: 1 }), frame(110, { head_bob: 1 })]);
  receive([frame(90), frame(99)]);
  move(105);
  expect(layer.motion.bob).toBeCloseTo(1);
});

test("later keyframes replace earlier ones from their first on; another channel's replace all", () => {
  const { layer, receive, move } = programme();
  receive([frame(10, { head_bob: 1 }), frame(11, { head_bob: 1 }), frame(12, { head_bob: 1 })]);
  receive([frame(11, { head_bob: -1 }), frame(12, { head_bob: -1 })]);
  move(10);
  expect(layer.motion.bob).toBeCloseTo(1);
  move(11.5);
  expect(layer.motion.bob).toBeLessThan(-0.8);
  receive([frame(50)], "b");
  move(11.5);
  expect(layer.motion.bob).toBe(0);
});

test("she stands still when the picture does", () => {
  const { layer, receive, move } = programme();
  receive([frame(10, { head_bob: 1 }), frame(12, { head_bob: 1 })]);
  move(11);
  expect(layer.motion.bob).toBeCloseTo(1);
  for (let i = 0; i < 15; i++) move(11);
  expect(layer.motion.bob).toBe(0);
  move(null);
  expect(layer.motion.bob).toBe(0);
});

test("springs are stepped sixty times a second at any frame rate, and rest after a pause", () => {
  for (const fps of [60, 30, 15, 10]) {
    const deltas: number[] = [];
    const springs = new Springs({ update: (delta) => deltas.push(delta), reset: () => deltas.splice(0) });
    for (let i = 0; i < fps; i++) springs.update(1 / fps);
    expect(deltas).toHaveLength(60);
    expect(new Set(deltas)).toEqual(new Set([1 / 60]));
    springs.update(5);
    expect(deltas).toEqual([]);
  }
});

/** Runs a pace for some seconds on a display of `hertz`, and counts what is drawn. */
function draw(pace: Pace, hertz: number, seconds: number, start = 0): number {
  let drawn = 0;
  for (let i = 0; i < hertz * seconds; i++) if (pace.due(start + i / hertz) !== null) drawn += 1;
  return drawn;
}

test("a fast display is held to thirty frames a second", () => {
  const pace = new Pace(false);
  expect(Math.abs(draw(pace, 60, 10) - 300)).toBeLessThanOrEqual(2);
  expect(pace.framesPerSecond).toBe(30);
});

test("a machine that cannot keep up steps down to fifteen, ten and at last the poster", () => {
  const pace = new Pace(false);
  draw(pace, 12, 20);
  expect(pace.framesPerSecond).toBe(15);
  draw(pace, 7, 20, 20);
  expect(pace.framesPerSecond).toBe(10);
  draw(pace, 3, 30, 40);
  expect(pace.framesPerSecond).toBe(0);
  expect(pace.due(100)).toBeNull();
});

test("a hidden tab is not taken for a slow machine", () => {
  const pace = new Pace(true);
  for (let i = 0; i < 20; i++) draw(pace, 60, 2.5, i * 60);
  expect(pace.framesPerSecond).toBe(15);
});

test.each([
  ["ANGLE (Google, Vulkan 1.3.0 (SwiftShader Device (Subzero)))", "software"],
  ["llvmpipe (LLVM 15.0.6, 256 bits)", "software"],
  ["Microsoft Basic Render Driver", "software"],
  ["ANGLE (NVIDIA, NVIDIA GeForce RTX 3060)", "hardware"],
])("%s is %s drawing", (renderer, kind) => {
  expect(classify(renderer)).toBe(kind);
});
