import { expect, test } from "vitest";
import {
  blocksInView,
  boxOf,
  daysOf,
  guideStart,
  PIXELS_PER_MINUTE,
  placeOf,
  SPAN_HOURS,
  ticksInView,
  timeAt,
} from "./guide";
import { readPreferences, themeLike, writePreferences } from "./preferences";
import { actionOf, keepsKeys } from "./shortcuts";
import { rowsInView, scrollToShow } from "./virtual";

test("only rows near the view are drawn, however many there are", () => {
  expect(rowsInView(0, 600, 60, 50_000)).toEqual({ start: 0, end: 16 });
  const middle = rowsInView(1_500_000, 600, 60, 50_000);
  expect(middle).toEqual({ start: 24_994, end: 25_016 });
  expect(rowsInView(2_999_400, 600, 60, 50_000).end).toBe(50_000);
  expect(rowsInView(90_000, 600, 60, 3)).toEqual({ start: 3, end: 3 });
  expect(rowsInView(0, 600, 60, 0)).toEqual({ start: 0, end: 0 });
});

test("a row is scrolled to by as little as shows it", () => {
  expect(scrollToShow(3, 0, 600, 60)).toBe(0);
  expect(scrollToShow(20, 0, 600, 60)).toBe(660);
  expect(scrollToShow(2, 660, 600, 60)).toBe(120);
});

const noon = Date.UTC(2026, 5, 1, 12, 10);
const start = guideStart(noon);

test("the guide begins two days ago, on a half hour, so that archives can be reached", () => {
  expect(new Date(start).toISOString()).toBe("2026-05-30T12:00:00.000Z");
  expect(placeOf(noon, start)).toBe((48 * 60 + 10) * PIXELS_PER_MINUTE);
  expect(timeAt(placeOf(noon, start), start)).toBe(noon);
});

test("a programme covers its minutes, cut at the grid's edges, or nothing outside", () => {
  const box = (from: string, to: string): unknown => boxOf({ start: from, stop: to }, start);
  expect(box("2026-05-30T12:30:00Z", "2026-05-30T13:00:00Z")).toEqual({ left: 150, width: 150 });
  expect(box("2026-05-30T11:00:00Z", "2026-05-30T12:30:00Z")).toEqual({ left: 0, width: 150 });
  expect(box("2026-06-08T11:30:00Z", "2026-06-08T18:00:00Z")).toEqual({ left: 215.5 * 300, width: 150 });
  expect(box("2026-05-30T09:00:00Z", "2026-05-30T12:00:00Z")).toBeNull();
});

test("half hours are marked where they are seen, and no others", () => {
  const ticks = ticksInView(start, 310, 320).map((tick) => new Date(tick).toISOString().slice(11, 16));
  expect(ticks).toEqual(["13:00", "13:30", "14:00"]);
  expect(ticksInView(start, SPAN_HOURS * 300 - 100, 900)).toHaveLength(1);
});

test("a day is chosen by its local midnight, the first by the grid's beginning", () => {
  const days = daysOf(start);
  expect(days[0]).toBe(start);
  expect(days.slice(1).every((day) => new Date(day).getHours() === 0)).toBe(true);
  expect(days.length).toBeGreaterThanOrEqual(9);
});

test("the guide asks for the blocks in view only", () => {
  const blocks = blocksInView(start, 0, 14, 0, 900);
  expect(blocks.map((block) => block.key)).toEqual(["0:0"]);
  expect(blocks[0]).toMatchObject({ from: start, to: start + 4 * 3_600_000, firstRow: 0, lastRow: 30 });
  expect(blocksInView(start, 25, 40, 1100, 900).map((block) => block.key)).toEqual([
    "0:0",
    "0:1",
    "1:0",
    "1:1",
  ]);
  const end = SPAN_HOURS * 60 * PIXELS_PER_MINUTE;
  expect(blocksInView(start, 0, 1, end - 100, 900).map((block) => block.key)).toEqual(["0:53"]);
  expect(blocksInView(start, 0, 0, 0, 900)).toEqual([]);
});

test("preferences survive a visit; what is broken or unknown is at its default", () => {
  const kept = new Map<string, string>();
  const storage = {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
  };
  writePreferences(storage, { ...readPreferences(storage), theme: "arcade", volume: 30 });
  expect(readPreferences(storage)).toMatchObject({ theme: "arcade", volume: 30, microphone: "push_to_talk" });
  kept.set("prism.preferences", '{"theme":"plaid","volume":"loud"}');
  expect(readPreferences(storage)).toMatchObject({ theme: "dark", volume: 80 });
  kept.set("prism.preferences", "{broken");
  expect(readPreferences(storage).volume).toBe(80);
});

test.each([
  ["retro arcade", "arcade"],
  ["dark theme", "dark"],
  ["something bright", "light"],
  ["cinema", "midnight"],
  ["plaid", null],
])("the look “%s” is the theme %s", (said, theme) => expect(themeLike(said)).toBe(theme));

test("keys ask for actions unless they belong to the browser or to a field", () => {
  const key = (name: string, ctrlKey = false): ReturnType<typeof actionOf> =>
    actionOf({ key: name, ctrlKey, metaKey: false, altKey: false });
  expect(key("m")).toBe("mute");
  expect(key("M")).toBe("mute");
  expect(key("7")).toEqual({ digit: "7" });
  expect(key("f", true)).toBeNull();
  expect(key("q")).toBeNull();
  document.body.innerHTML = "";
  const field = document.body.appendChild(document.createElement("input"));
  const grid = document.body.appendChild(document.createElement("div"));
  grid.setAttribute("role", "grid");
  expect(keepsKeys(field, "m")).toBe(true);
  expect(keepsKeys(field, "Escape")).toBe(false);
  expect(keepsKeys(grid, "ArrowDown")).toBe(true);
  expect(keepsKeys(grid, "m")).toBe(false);
  expect(keepsKeys(document.body, "m")).toBe(false);
});
