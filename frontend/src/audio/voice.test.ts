import { expect, test } from "vitest";

import type { VoiceFrame } from "../protocol/envelope";
import { Voice, type Progress } from "./voice";

const RATE = 24_000;

/** An audio clock that a test moves by hand, and a record of what was asked of it. */
function fakeContext(sampleRate = RATE) {
  const started: number[] = [];
  const stopped: number[] = [];
  const ramps: [value: number, at: number][] = [];
  const context = {
    currentTime: 10,
    outputLatency: 0.05,
    sampleRate,
    destination: {},
    closed: false,
    resume: () => Promise.resolve(),
    close() {
      context.closed = true;
      return Promise.resolve();
    },
    createBuffer: (_channels: number, length: number, rate: number) => {
      const data = new Float32Array(length);
      return { duration: length / rate, getChannelData: () => data };
    },
    createBufferSource: () => ({
      connect: () => {},
      start: (at: number) => started.push(at),
      stop: (at: number) => stopped.push(at),
    }),
    createGain: () => ({
      connect: () => {},
      gain: {
        setValueAtTime: () => {},
        linearRampToValueAtTime: (value: number, at: number) => ramps.push([value, at]),
      },
    }),
  };
  return { context, started, stopped, ramps };
}

function stand() {
  const fake = fakeContext();
  const progress: Progress[] = [];
  const ducks: boolean[] = [];
  const contexts: number[] = [];
  let tick: () => void = () => {};
  const voice = new Voice({
    createContext: (rate) => {
      contexts.push(rate);
      fake.context.sampleRate = rate;
      return fake.context as unknown as AudioContext;
    },
    every: (_seconds, call) => {
      tick = call;
      return () => (tick = () => {});
    },
    onProgress: (event) => progress.push(event),
    onDuck: (speaking) => ducks.push(speaking),
  });
  return { ...fake, voice, progress, ducks, contexts, tick: () => tick() };
}

function chunk(start: number, seconds: number, turn = "t1", rate = RATE): VoiceFrame {
  const header = {
    kind: "voice",
    turn,
    generation: 1,
    sentence: 0,
    sequence: 0,
    sample_rate: rate,
    start,
  } as const;
  return { header, pcm: new Int16Array(Math.round(seconds * rate)) };
}

test("chunks follow each other without a gap on the turn's clock", () => {
  const { voice, started } = stand();
  voice.play(chunk(0, 0.2));
  voice.play(chunk(0.2, 0.2));
  voice.play(chunk(0.4, 0.2));
  expect(started[0]).toBeCloseTo(10.12);
  expect((started[1] ?? 0) - (started[0] ?? 0)).toBeCloseTo(0.2, 9);
  expect((started[2] ?? 0) - (started[0] ?? 0)).toBeCloseTo(0.4, 9);
});

test("the time heard leaves out the lead and the loudspeaker's latency, and stops at the end of the sound", () => {
  const { voice, context } = stand();
  expect(voice.now("t1")).toBeNull();
  voice.play(chunk(0, 0.5));
  expect(voice.now("t1")).toBe(0);
  context.currentTime = 10.12 + 0.05 + 0.3;
  expect(voice.now("t1")).toBeCloseTo(0.3);
  context.currentTime = 20;
  expect(voice.now("t1")).toBeCloseTo(0.5);
  expect(voice.now("another")).toBeNull();
});

test("a chunk that comes too late moves the turn's zero, so that the lips wait and never go back", () => {
  const { voice, context, started } = stand();
  voice.play(chunk(0, 0.2));
  context.currentTime = 11;
  expect(voice.now("t1")).toBeCloseTo(0.2);
  voice.play(chunk(0.2, 0.2));
  expect(started[1]).toBeCloseTo(11.06);
  expect(voice.now("t1")).toBeCloseTo(0.2);
  context.currentTime = 11.06 + 0.05 + 0.1;
  expect(voice.now("t1")).toBeCloseTo(0.3);
});

test("a hush ramps to silence in 30 ms, tells what was heard and drops the rest of the turn", () => {
  const { voice, context, ramps, stopped, started, progress, ducks } = stand();
  voice.play(chunk(0, 1));
  context.currentTime = 10.12 + 0.05 + 0.4;
  expect(voice.hush()).toBeCloseTo(0.4);
  expect(ramps).toEqual([[0, expect.closeTo(10.6, 6)]]);
  expect(stopped).toEqual([expect.closeTo(10.6, 6)]);
  expect(progress.at(-1)).toMatchObject({ turn: "t1", finished: true });
  expect(ducks).toEqual([true, false]);
  voice.play(chunk(1, 1));
  expect(started).toHaveLength(1);
  voice.play(chunk(0, 1, "t2"));
  expect(started).toHaveLength(2);
});

test("progress is told while she speaks and finishes once everything sent was heard", () => {
  const { voice, context, tick, progress, ducks } = stand();
  voice.play(chunk(0, 0.4));
  context.currentTime = 10.37;
  tick();
  expect(progress).toEqual([{ turn: "t1", secondsHeard: expect.closeTo(0.2, 6), finished: false }]);
  context.currentTime = 12;
  tick();
  expect(progress.at(-1)?.finished).toBe(false);
  voice.complete("t1");
  tick();
  expect(progress.at(-1)).toEqual({ turn: "t1", secondsHeard: expect.closeTo(0.4, 6), finished: true });
  expect(ducks).toEqual([true, false]);
  expect(voice.currentTime()).toBeNull();
});

test("the audio clock runs at the voice's rate, and is replaced when the rate changes", () => {
  const { voice, context, contexts } = stand();
  voice.play(chunk(0, 0.2, "t1", 16_000));
  voice.play(chunk(0.2, 0.2, "t1", 16_000));
  voice.play(chunk(0, 0.2, "t2", 22_050));
  expect(contexts).toEqual([16_000, 22_050]);
  expect(context.closed).toBe(true);
});
