import { expect, test } from "vitest";
import type { Phase, Playable, Snapshot } from "../player/types";
import { keepPlace } from "./places";

const film: Playable = { id: "film", name: "The Film", number: null, logo: null, kind: "movie" };
const channel: Playable = { id: "one", name: "One", number: 1, logo: null, kind: "tv" };

function watching(): {
  kept: [string, number][];
  leaves: () => void;
  shows: (item: Playable | null, phase: Phase, at: number, time: number) => void;
} {
  const kept: [string, number][] = [];
  let snapshot = {} as Snapshot;
  let time = 0;
  let changed = (): void => undefined;
  let leaves = (): void => undefined;
  keepPlace({
    player: {
      snapshot: () => snapshot,
      onChange(handler) {
        changed = handler;
        return () => undefined;
      },
    },
    api: { setResume: async (id, { seconds }) => void kept.push([id, seconds]) },
    onKept: () => undefined,
    onLeaving: (handler) => (leaves = handler),
    now: () => time,
  });
  return {
    kept,
    leaves: () => leaves(),
    shows(item, phase, at, when) {
      time = when;
      snapshot = { channel: item, phase, timeline: { start: 0, end: 600, at, live: false } } as Snapshot;
      changed();
    },
  };
}

test("a film's place is kept while it plays, not with every frame", () => {
  const { kept, shows } = watching();
  for (let second = 100; second < 140; second += 1) shows(film, "playing", second, second);
  expect(kept).toEqual([
    ["film", 100],
    ["film", 115],
    ["film", 130],
  ]);
});

test("pausing keeps the place at once, and leaving keeps the last one", () => {
  const { kept, shows } = watching();
  shows(film, "playing", 50, 100);
  shows(film, "paused", 52, 102);
  shows(film, "playing", 58, 104);
  shows(channel, "playing", 3, 105);
  expect(kept).toEqual([
    ["film", 50],
    ["film", 52],
    ["film", 58],
  ]);
});

test("closing the page keeps the place of that moment", () => {
  const { kept, shows, leaves } = watching();
  shows(film, "playing", 30, 100);
  shows(film, "playing", 40, 110);
  leaves();
  expect(kept).toEqual([
    ["film", 30],
    ["film", 40],
  ]);
});

test("the end is told as the end, so that the film counts as seen", () => {
  const { kept, shows } = watching();
  shows(film, "ended", 599.4, 100);
  expect(kept).toEqual([["film", 600]]);
});

test("what was only looked into, and a channel, leave no place", () => {
  const { kept, shows } = watching();
  shows(film, "playing", 5, 100);
  shows(channel, "playing", 300, 130);
  expect(kept).toEqual([]);
});
