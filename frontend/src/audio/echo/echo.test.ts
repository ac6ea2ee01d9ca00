import { expect, test, vi } from "vitest";
import { BANDS, BLOCK, decibels } from "./blocks";
import { DelayEstimator } from "./delay";
import { Fft } from "./fft";
import { EchoWindow, WINDOW } from "./window";

// Sound is worked through as fast as the machine can, however busy it is.
vi.setConfig({ testTimeout: 120_000 });

const RATE = 16_000;

function random(seed: number): () => number {
  let state = seed;
  return () => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647;
}

/** Something like speech: syllables of noise, each with a colour and a loudness of its own, pauses between them. */
function chatter(seconds: number, seed: number): Float32Array {
  const next = random(seed);
  const sound = new Float32Array(seconds * RATE);
  for (let at = 0; at < sound.length;) {
    const length = Math.round((0.06 + 0.2 * next()) * RATE);
    const loud = next() < 0.2 ? 0 : 0.05 + 0.15 * next();
    const [pitch, dull] = [90 + 120 * next(), 0.3 + 0.6 * next()];
    let low = 0;
    for (let n = at; n < Math.min(at + length, sound.length); n++) {
      const voiced = ((n * pitch) / RATE) % 1 < 0.2 ? 1 : -0.25;
      low = dull * low + (1 - dull) * (voiced + 0.5 * (2 * next() - 1));
      sound[n] = loud * low * Math.sin((Math.PI * (n - at)) / length);
    }
    at += length;
  }
  return sound;
}

/** What a living room makes of `sound`: later, with an echo that dies away in 0.3 s. */
function room(sound: Float32Array, delaySeconds: number, gain: number, seed = 5): Float32Array {
  const next = random(seed);
  const taps = Array.from({ length: 60 }, (_, k) => ({
    late: Math.round(delaySeconds * RATE + k * 0.005 * RATE * next()),
    gain: k === 0 ? gain : gain * 0.5 * (2 * next() - 1) * 10 ** (-k / 20),
  }));
  const heard = new Float32Array(sound.length);
  for (const { late, gain: strength } of taps)
    for (let n = late; n < sound.length; n++) heard[n]! += strength * sound[n - late]!;
  return heard;
}

function power(sound: ArrayLike<number>, from: number, to: number): number {
  let sum = 0;
  for (let n = Math.round(from * RATE); n < to * RATE; n++) sum += sound[n]! ** 2;
  return sum / ((to - from) * RATE);
}

function clean(microphone: Float32Array, programme: Float32Array) {
  const ear = new EchoWindow();
  const sound: number[] = [];
  const near: number[] = [];
  for (let at = 0; at + WINDOW <= microphone.length; at += WINDOW) {
    const heard = ear.process(microphone.subarray(at, at + WINDOW), programme.subarray(at, at + WINDOW));
    sound.push(...Array.from(heard.pcm, (sample) => sample / 32768));
    near.push(heard.near);
  }
  const share = (from: number, to: number): number => {
    const part = near.slice(Math.round((from * RATE) / WINDOW), Math.round((to * RATE) / WINDOW));
    return part.reduce((sum, one) => sum + one, 0) / part.length;
  };
  return { sound, share, delay: ear.delaySeconds };
}

const programme = chatter(12, 1);

test("a transform and its inverse give back what went in, and a tone has its line", () => {
  const fft = new Fft(64);
  const re = Float32Array.from({ length: 64 }, (_, n) => Math.cos((2 * Math.PI * 5 * n) / 64));
  const im = new Float32Array(64);
  const before = re.slice();
  fft.forward(re, im);
  expect(re[5]).toBeCloseTo(32, 3);
  fft.inverse(re, im);
  before.forEach((value, n) => expect(re[n]).toBeCloseTo(value, 5));
});

test.each([0.02, 0.12, 0.4])("the programme's delay of %d s is found, and its sound goes away", (seconds) => {
  const echo = room(programme, seconds, 0.5);
  const { sound, share, delay } = clean(echo, programme);
  expect(Math.abs((delay ?? 9) - seconds)).toBeLessThan(0.04);
  expect(decibels(power(echo, 6, 11.9)) - decibels(power(sound, 6, 11.9))).toBeGreaterThan(25);
  expect(share(6, 12)).toBeLessThan(0.25);
});

test("the viewer's voice over the programme stays, and is known as theirs", () => {
  const voice = chatter(12, 99);
  const echo = room(programme, 0.12, 0.5);
  const both = echo.map((sample, n) => sample + (n > 6 * RATE && n < 9 * RATE ? voice[n]! * 0.5 : 0));
  const { sound, share } = clean(both, programme);
  const wanted = decibels(power(voice, 6, 9) * 0.25);
  expect(Math.abs(decibels(power(sound, 6, 9)) - wanted)).toBeLessThan(4);
  // They pause as well.
  expect(share(6, 9)).toBeGreaterThan(0.3);
  expect(share(9.5, 12)).toBeLessThan(0.15);
});

test("the first words of a programme are not taken for the viewer's, before its echo is known", () => {
  const echo = room(programme.subarray(0, 3 * RATE), 0.12, 0.5);
  expect(clean(echo, programme.subarray(0, 3 * RATE)).share(0.2, 2)).toBeLessThan(0.1);
});

test("what is said while the programme is silent does not make its way forgotten", () => {
  const voice = chatter(12, 99);
  const paused = programme.map((sample, n) => (n > 3 * RATE && n < 9 * RATE ? 0 : sample));
  const both = room(paused, 0.12, 0.5).map((sample, n) =>
    n > 4 * RATE && n < 8 * RATE ? sample + voice[n]! : sample,
  );
  const { share } = clean(both, paused);
  expect(share(5, 8)).toBeGreaterThan(0.9);
  expect(share(9.4, 12)).toBeLessThan(0.25);
});

test("without the programme's sound everything is the viewer's, and passes as it is", () => {
  const voice = chatter(6, 99);
  const { sound, share } = clean(voice, new Float32Array(voice.length));
  expect(share(0, 6)).toBeGreaterThan(0.95);
  for (let n = RATE; n < 5 * RATE; n += 97) expect(sound[n]).toBeCloseTo(voice[n - BLOCK]!, 3);
});

test("a programme that is not heard, as in headphones, does not dampen the viewer", () => {
  const voice = chatter(12, 99);
  const { sound, share } = clean(voice, programme.subarray(0, voice.length));
  expect(share(6, 12)).toBeGreaterThan(0.8);
  expect(Math.abs(decibels(power(sound, 6, 12)) - decibels(power(voice, 6, 12)))).toBeLessThan(2);
});

test("a louder television is learnt within seconds", () => {
  const echo = room(programme, 0.12, 0.3).map((sample, n) => (n > 4 * RATE ? 3 * sample : sample));
  expect(clean(echo, programme).share(9, 12)).toBeLessThan(0.3);
});

test("two sounds that have nothing to do with each other have no delay", () => {
  const estimator = new DelayEstimator();
  const next = random(3);
  const noise = (): Float32Array => Float32Array.from({ length: BANDS }, () => next() ** 4);
  for (let n = 0; n < 600; n++) estimator.update(noise(), noise());
  expect(estimator.delay).toBeNull();
});
