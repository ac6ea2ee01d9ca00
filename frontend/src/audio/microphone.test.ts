import { expect, test } from "vitest";

import { captureWith } from "./capture";
import { Microphone, MicrophoneError, type MicrophoneFrame } from "./microphone";
import { Resampler, toPcm } from "./resample";

const WINDOW_SAMPLES = 512;

function tone(rate: number, seconds: number, hertz: number): Float32Array {
  return Float32Array.from(
    { length: rate * seconds },
    (_, i) => 0.5 * Math.sin((2 * Math.PI * hertz * i) / rate),
  );
}

function resample(rate: number, sound: Float32Array, block = 128): Int16Array[] {
  const frames: Int16Array[] = [];
  const resampler = new Resampler(rate, WINDOW_SAMPLES, (window) => frames.push(toPcm(window)));
  for (let at = 0; at < sound.length; at += block) resampler.push(sound.subarray(at, at + block));
  return frames;
}

test.each([16_000, 44_100, 48_000])("two seconds at %i Hz are 62 windows of 32 ms", (rate) => {
  const frames = resample(rate, tone(rate, 2, 440));
  expect(Math.abs(frames.length - 62)).toBeLessThanOrEqual(1);
  expect(frames.every((frame) => frame.length === WINDOW_SAMPLES)).toBe(true);
});

test.each([44_100, 48_000])(
  "a tone at %i Hz keeps its pitch and its loudness, without a gap between frames",
  (rate) => {
    const sound = resample(rate, tone(rate, 1, 440)).flatMap((frame) => [...frame]);
    const crossings = sound.filter((value, i) => i > 0 && (sound[i - 1] ?? 0) < 0 && value >= 0).length;
    expect(Math.abs(crossings - (440 * sound.length) / 16_000)).toBeLessThanOrEqual(2);
    expect(Math.max(...sound) / 32767).toBeCloseTo(0.5, 1);
    // The steepest step of a 440 Hz sine; a gap at a frame's edge would be steeper.
    const steepest = 0.5 * 32767 * ((2 * Math.PI * 440) / 16_000);
    const steps = sound.slice(1).map((value, i) => Math.abs(value - (sound[i] ?? 0)));
    expect(Math.max(...steps)).toBeLessThan(steepest * 1.1);
  },
);

test("the size of the blocks does not matter", () => {
  const sound = tone(48_000, 0.5, 300);
  expect(resample(48_000, sound, 128)).toEqual(resample(48_000, sound, 1000));
});

test("sound beyond full scale is clipped, not wrapped", () => {
  const frames = resample(16_000, new Float32Array(1024).fill(3));
  expect(Math.max(...(frames[1] ?? []))).toBe(32767);
  expect(Math.min(...(frames[1] ?? []))).toBe(32767);
});

function stand() {
  const sent: MicrophoneFrame[] = [];
  const changes: [string, boolean | null][] = [];
  let hear: (frame: MicrophoneFrame) => void = () => {};
  let closed = 0;
  const microphone = new Microphone({
    open: (onFrame) => {
      hear = onFrame;
      return Promise.resolve({ close: () => (closed += 1) });
    },
    onFrame: (frame) => sent.push(frame),
    onChange: (mode, speaking) => changes.push([mode, speaking]),
  });
  return {
    microphone,
    sent,
    changes,
    hear: () => hear({ pcm: new ArrayBuffer(1024), near: null, far: null }),
    closed: () => closed,
  };
}

test("push-to-talk sends only while the button is held", async () => {
  const { microphone, sent, changes, hear } = stand();
  await microphone.setMode("push_to_talk");
  hear();
  microphone.press();
  hear();
  hear();
  microphone.letGo();
  hear();
  expect(sent).toHaveLength(2);
  expect(changes).toEqual([
    ["push_to_talk", false],
    ["push_to_talk", true],
    ["push_to_talk", false],
  ]);
});

test.each(["open", "wake"] as const)(
  "a microphone that is %s sends everything until it is off, which gives the device back",
  async (mode) => {
    const { microphone, sent, hear, closed } = stand();
    await microphone.setMode(mode);
    hear();
    await microphone.setMode("off");
    hear();
    await Promise.resolve();
    expect(sent).toHaveLength(1);
    expect(closed()).toBe(1);
  },
);

test("a microphone that cannot be opened is off, and the next attempt asks again", async () => {
  let attempts = 0;
  const microphone = new Microphone({
    open: () => {
      attempts += 1;
      return Promise.reject(new MicrophoneError("denied"));
    },
    onFrame: () => {},
    onChange: () => {},
  });
  await expect(microphone.setMode("open")).rejects.toThrow(/allow it for this page/);
  expect(microphone.state.mode).toBe("off");
  await expect(microphone.setMode("open")).rejects.toThrow(MicrophoneError);
  expect(attempts).toBe(2);
});

test("a page that is not secure says so and how to help it", async () => {
  Object.defineProperty(window, "isSecureContext", { value: false, configurable: true });
  await expect(captureWith(null)(() => {})).rejects.toThrow(/https/);
});
