import { cleanup, fireEvent, render, screen } from "@testing-library/svelte";
import { tick } from "svelte";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { Api, Episode } from "../protocol/api";
import PicturePage from "./PicturePage.test.svelte";
import { Catalogue } from "./catalogue.svelte";
import { Library } from "./library.svelte";
import { Model, type Actions, type Watchable } from "./model.svelte";
import { readPreferences } from "./preferences";

const plays = {
  ...{ id: "e1", name: "One", number: null, group: null, logo: null, kind: "episode", favourite: false },
  ...{ season: 1, episode: 1, plot: null, seconds: null },
} satisfies Episode;
const next: Episode = { ...plays, id: "e2", name: "Two", episode: 2 };

let watched: string[];
let model: Model;

beforeEach(() => {
  vi.useFakeTimers();
  watched = [];
  model = new Model(
    new Catalogue({} as Api),
    readPreferences({ getItem: () => null }),
    new Library({} as Api),
  );
  model.picture = { ...model.picture, channel: plays, phase: "ended" };
  model.episode = { id: "e1", series: "Show", label: "S1 E1", before: null, after: next };
  const actions = { watch: ({ id }: Watchable) => void watched.push(id) } as unknown as Actions;
  render(PicturePage, { model, actions });
});

afterEach(() => {
  cleanup();
  vi.useRealTimers();
});

test("ten seconds after the end of an episode the next one is put on, once", async () => {
  await vi.advanceTimersByTimeAsync(9000);
  expect(watched).toEqual([]);
  await vi.advanceTimersByTimeAsync(5000);
  expect(watched).toEqual(["e2"]);
});

test("cancelled, the next episode does not start, and the end is shown", async () => {
  await fireEvent.click(screen.getByRole("button", { name: "Cancel" }));
  await vi.advanceTimersByTimeAsync(20_000);
  expect(watched).toEqual([]);
  screen.getByRole("button", { name: "Watch again" });
});

test("an episode that was watched again after a cancel offers the next one anew", async () => {
  await fireEvent.click(screen.getByRole("button", { name: "Cancel" }));
  model.picture = { ...model.picture, phase: "playing" };
  await tick();
  model.picture = { ...model.picture, phase: "ended" };
  await tick();
  screen.getByTestId("next-episode");
});

test("nothing starts by itself after the last episode", async () => {
  model.episode = { ...(model.episode as NonNullable<typeof model.episode>), after: null };
  await vi.advanceTimersByTimeAsync(20_000);
  expect(watched).toEqual([]);
});
