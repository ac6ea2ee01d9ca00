import { expect, test } from "vitest";
import type { Api } from "../protocol/api";
import { Catalogue } from "../ui/catalogue.svelte";
import { Library } from "../ui/library.svelte";
import { Model } from "../ui/model.svelte";
import { readPreferences } from "../ui/preferences";
import { createPage } from "./page";

function page(groups: string[] = []) {
  const catalogue = new Catalogue({
    channels: async () => ({ channels: [], next_cursor: null, total: 0 }),
    groups: async () => groups.map((name) => ({ name, count: 1 })),
  } as Partial<Api> as Api);
  const model = new Model(catalogue, readPreferences({ getItem: () => null }), new Library({} as Api));
  return {
    catalogue,
    model,
    page: createPage({
      model,
      video: document.createElement("video"),
      watch: async () => null,
      preferencesChanged: () => {},
      changed: () => {},
    }),
  };
}

test.each([
  ["favourites", "Your favourites are open."],
  ["radio", "The radio stations are open."],
  ["settings", "The settings are open."],
  ["guide", "The guide is open."],
  ["live", "Live television is open."],
  ["movies", "The films are open."],
])("opening %s is told in a whole sentence", async (name, said) => {
  const { page: opened, catalogue, model } = page(["Cinema"]);
  await catalogue.reload();
  expect(await opened.open(name)).toEqual({ ok: true, said });
  expect(model.screen).toBe(name);
});

test("films and recordings have pages of their own, which leave the list of channels as it was", async () => {
  const { page: opened, catalogue, model } = page();
  await opened.search("news");
  expect(await opened.open("movies")).toMatchObject({ ok: true, said: "The films are open." });
  expect(await opened.open("recordings")).toMatchObject({ ok: true });
  expect(model.screen).toBe("recordings");
  expect(catalogue.filter).toEqual({ q: "news" });
});
