import { expect, test } from "vitest";
import { createRate } from "./rate";
import { Steering } from "./steering";

/** A picture that is `drift` seconds late, steered four times a second for `seconds`; gives how late it is then. */
function steered(drift: number, seconds: number): number {
  const steering = new Steering();
  for (let at = 0; at < seconds; at += 0.25) {
    const { factor, jump } = steering.update(drift, at);
    drift -= jump ?? (factor - 1) * 0.25;
  }
  return drift;
}

test.each([0.2, -0.2, 1.4, -1.4, 30, -3])("a picture that is %s s late comes into step", (drift) => {
  expect(Math.abs(steered(drift, 60))).toBeLessThan(0.06);
});

test("a little off is corrected by no more than a twentieth of the speed, and what nobody notices is left", () => {
  expect(new Steering().update(1.4, 0)).toEqual({ factor: 1.05, jump: null });
  expect(new Steering().update(-0.1, 0)).toEqual({ factor: 0.98, jump: null });
  expect(new Steering().update(0.05, 0)).toEqual({ factor: 1, jump: null });
});

test("far off is jumped over once, and then the picture has time to come", () => {
  const steering = new Steering();
  expect(steering.update(8, 0).jump).toBe(8);
  expect(steering.update(8, 1)).toEqual({ factor: 1.05, jump: null });
  expect(steering.update(8, 5).jump).toBe(8);
});

test("the speed that was chosen stays what it is, however it is steered", () => {
  const video = { playbackRate: 1 };
  const rate = createRate(video);
  rate.choose(1.5);
  rate.steer(1.04);
  expect([video.playbackRate, rate.chosen]).toEqual([1.56, 1.5]);
  rate.reset();
  expect([video.playbackRate, rate.chosen]).toEqual([1, 1]);
});
