import { expect, test } from "vitest";
import { Ducking, LONGEST_SECONDS } from "./ducking";
import { FakeVideo } from "./fakes";
import { createSound } from "./sound";

const STEP_SECONDS = 0.02;

function stand(volume = 80) {
  const video = new FakeVideo();
  const sound = createSound(video, volume, false);
  const ducking = new Ducking();
  const pass = (seconds: number): void => {
    for (let at = 0; at < seconds; at += STEP_SECONDS) sound.duck(ducking.update(STEP_SECONDS));
  };
  return { video, sound, ducking, pass };
}

test("the programme gives way within an eighth of a second and comes back gently", () => {
  const { video, ducking, pass } = stand(100);
  ducking.speaks("viewer", true);
  pass(0.13);
  expect(video.volume).toBeCloseTo(0.2);
  ducking.speaks("viewer", false);
  pass(0.4);
  expect(video.volume).toBeCloseTo(0.2);
  pass(0.6);
  expect(video.volume).toBeGreaterThan(0.3);
  expect(video.volume).toBeLessThan(0.9);
  pass(1);
  expect(video.volume).toBe(1);
  expect(ducking.still).toBe(true);
});

test("Lumen's answer follows the viewer's question without a swell between them", () => {
  const { video, ducking, pass } = stand(100);
  ducking.speaks("viewer", true);
  pass(1);
  ducking.speaks("viewer", false);
  pass(0.3);
  ducking.speaks("lumen", true);
  pass(1);
  expect(video.volume).toBeCloseTo(0.3);
});

test("a volume that is chosen while somebody speaks is what comes back", () => {
  const { video, sound, ducking, pass } = stand(80);
  ducking.speaks("viewer", true);
  pass(1);
  sound.setVolume(40);
  expect(video.volume).toBeCloseTo(0.08);
  ducking.speaks("viewer", false);
  pass(3);
  expect(video.volume).toBeCloseTo(0.4);
});

test("what was muted while somebody speaks stays muted", () => {
  const { video, sound, ducking, pass } = stand();
  ducking.speaks("viewer", true);
  pass(0.3);
  sound.setMuted(true);
  ducking.speaks("viewer", false);
  pass(3);
  expect([video.muted, sound.muted, video.volume]).toEqual([true, true, 0.8]);
});

test("whatever is said and chosen in whatever order, the last choice stands at the end", () => {
  let seed = 7;
  const random = (): number => (seed = (seed * 16_807) % 2_147_483_647) / 2_147_483_647;
  for (let round = 0; round < 50; round++) {
    const { video, sound, ducking, pass } = stand();
    for (let n = 0; n < 20; n++) {
      const pick = random();
      if (pick < 0.25) ducking.speaks("viewer", random() < 0.5);
      else if (pick < 0.5) ducking.speaks("lumen", random() < 0.5);
      else if (pick < 0.75) sound.setVolume(random() * 100);
      else sound.setMuted(random() < 0.5);
      pass(random());
    }
    ducking.speaks("viewer", false);
    ducking.speaks("lumen", false);
    pass(3);
    expect(video.volume).toBeCloseTo(sound.volume / 100);
    expect(video.muted).toBe(sound.muted);
  }
});

test("somebody whose end is never told does not keep the programme quiet for ever", () => {
  const { video, ducking, pass } = stand(100);
  ducking.speaks("viewer", true);
  pass(LONGEST_SECONDS + 3);
  expect(video.volume).toBe(1);
});
