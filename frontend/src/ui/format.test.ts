import { expect, test } from "vitest";
import { contents, counted, titleOf, elapsed, length, size } from "./format";

test.each([
  [5, "0:05"],
  [245.9, "4:05"],
  [3723, "1:02:03"],
  [-1, "0:00"],
])("%d seconds of a film are %s", (seconds, written) => {
  expect(elapsed(seconds)).toBe(written);
});

test.each([
  [31.4, "31 s"],
  [2700, "45 min"],
  [5400, "1 h 30 min"],
  [7200, "2 h"],
])("%d seconds are %s long", (seconds, written) => {
  expect(length(seconds)).toBe(written);
});

test.each([
  [0, "0 B"],
  [950, "950 B"],
  [1_440_000_000, "1.4 GB"],
  [53_687_091_200, "54 GB"],
])("%d bytes are %s", (bytes, written) => {
  expect(size(bytes)).toBe(written);
});

test("counts, contents and titles are told as one would say them", () => {
  expect([counted(1, "film"), counted(2000, "film"), counted(0, "entry", "entries")]).toEqual([
    "1 film",
    "2,000 films",
    "0 entries",
  ]);
  expect(contents({ channels: 1, movies: 0, series: 3 })).toBe("1 channel, 3 series");
  expect(titleOf({ name: "Metropolis (1927)", year: 1927 })).toBe("Metropolis");
  expect(titleOf({ name: "2001 (A Film)", year: null })).toBe("2001 (A Film)");
});
