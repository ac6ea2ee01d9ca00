import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { createDucker, type Ducker } from "./ducker";

let shares: number[];
let ducker: Ducker;

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["setInterval", "clearInterval", "performance"] });
  shares = [];
  ducker = createDucker((share) => shares.push(share));
});

afterEach(() => {
  vi.useRealTimers();
});

test("the programme is quiet while the viewer speaks, and nothing is done before and after", () => {
  vi.advanceTimersByTime(1000);
  expect(shares).toEqual([]);
  ducker.speaks("viewer", true);
  vi.advanceTimersByTime(200);
  expect(shares.at(-1)).toBeCloseTo(0.2);
  ducker.speaks("viewer", false);
  vi.advanceTimersByTime(3000);
  expect(shares.at(-1)).toBe(1);
  const steps = shares.length;
  vi.advanceTimersByTime(3000);
  expect(shares).toHaveLength(steps);
});

test("a connection that is lost while the viewer speaks gives the programme back", () => {
  const told: Record<string, () => void> = {};
  let status: (status: "away") => void = () => {};
  ducker.listen({
    on: (type, handler) => ((told[type] = handler as () => void), () => {}),
    onStatus: (handler) => ((status = handler as typeof status), () => {}),
  });
  told["user-started-speaking"]?.();
  vi.advanceTimersByTime(200);
  status("away");
  vi.advanceTimersByTime(3000);
  expect(shares.at(-1)).toBe(1);
});
