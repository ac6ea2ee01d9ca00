import { expect, test } from "vitest";
import type { ChannelDetails, Episode, SeriesDetails } from "./api";
import { placeOf } from "./episodes";

function episode(season: number, number: number | null): Episode {
  const id = `s${season}e${number}`;
  return {
    ...{ id, name: id, number: null, group: null, logo: null, kind: "episode", favourite: false },
    ...{ season, episode: number, plot: null, seconds: null },
  };
}

function serving(kind: SeriesDetails["kind"] = "series", series_id: string | null = "show") {
  return {
    channelDetails: async () => ({ series_id }) as ChannelDetails,
    series: async () =>
      ({
        ...{ id: "show", name: "The Show", kind },
        seasons: [
          { number: 1, episodes: [episode(1, 1), episode(1, 2)] },
          { number: 2, episodes: [episode(2, 1)] },
        ],
      }) as SeriesDetails,
  };
}

test("the last episode of a season is followed by the first of the next", async () => {
  const place = await placeOf(serving(), "s1e2");
  expect([place?.series, place?.label]).toEqual(["The Show", "S1 E2"]);
  expect([place?.before?.id, place?.after?.id]).toEqual(["s1e1", "s2e1"]);
});

test("nothing comes before the first episode and after the last", async () => {
  expect((await placeOf(serving(), "s1e1"))?.before).toBeNull();
  expect((await placeOf(serving(), "s2e1"))?.after).toBeNull();
});

test("a podcast's episodes are not counted", async () => {
  expect((await placeOf(serving("podcast"), "s1e2"))?.label).toBe("");
});

test("an episode without a series, or that its series has no more, has no place", async () => {
  expect(await placeOf(serving("series", null), "s1e1")).toBeNull();
  expect(await placeOf(serving(), "s9e9")).toBeNull();
});
