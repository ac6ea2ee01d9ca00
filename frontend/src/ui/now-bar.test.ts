import { cleanup, fireEvent, render, screen } from "@testing-library/svelte";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { Api, Channel } from "../protocol/api";
import NowBarPage from "./NowBarPage.test.svelte";
import { Catalogue } from "./catalogue.svelte";
import { Library } from "./library.svelte";
import { Model, type Actions } from "./model.svelte";
import { readPreferences } from "./preferences";

const plays: Channel = {
  id: "a",
  name: "Alpha",
  number: 1,
  group: null,
  logo: null,
  kind: "tv",
  favourite: true,
};

let listed: Channel[];
let refuses: boolean;
let catalogue: Catalogue;
let model: Model;

beforeEach(() => {
  listed = [];
  refuses = false;
  const api: Partial<Api> = {
    channels: async () => ({ channels: listed, next_cursor: null, total: listed.length }),
    channel: async () => plays,
    setFavourite: async () => (refuses ? Promise.reject(new Error("no")) : undefined),
  };
  catalogue = new Catalogue(api as Api);
  model = new Model(catalogue, readPreferences({ getItem: () => null }), new Library({} as Api));
  model.picture = { ...model.picture, channel: plays, phase: "playing" };
  const actions = {
    favourite: (channel: Channel, on: boolean) => void catalogue.setFavourite(channel, on).catch(() => {}),
  } as unknown as Actions;
  render(NowBarPage, { model, actions });
});

afterEach(cleanup);

const star = (pressed: boolean) => screen.findByRole("button", { name: "Favourite", pressed });

test("the star of the playing channel is there although the list does not have the channel", async () => {
  await fireEvent.click(await star(true));
  await star(false);
  expect(catalogue.isFavourite("a")).toBe(false);
});

test("a star that the server refuses to change shows again what it was", async () => {
  refuses = true;
  await fireEvent.click(await star(true));
  await star(true);
  await catalogue.setFavourite(plays, true).catch(() => {});
  expect(catalogue.isFavourite("a")).toBe(true);
});

test("the star stays as it was set when the list turns to other channels", async () => {
  listed = [{ ...plays, favourite: false }];
  await catalogue.show({});
  await star(false);
  await catalogue.setFavourite(plays, true);
  listed = [];
  await catalogue.show({ q: "other" });
  await star(true);
});

test("a station says what it plays", async () => {
  model.picture = { ...model.picture, channel: { ...plays, kind: "radio" } };
  expect((await screen.findByTestId("station-title")).textContent).toBe("Artist - Song");
});
