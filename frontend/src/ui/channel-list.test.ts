import { cleanup, fireEvent, render, screen } from "@testing-library/svelte";
import { afterEach, expect, test, vi } from "vitest";
import type { Api, Channel, ChannelQuery } from "../protocol/api";
import ChannelListPage from "./ChannelListPage.test.svelte";
import { Catalogue } from "./catalogue.svelte";
import { Library } from "./library.svelte";
import { Model, type Actions } from "./model.svelte";
import { readPreferences } from "./preferences";

const COUNT = 50_000;
const asked: ChannelQuery[] = [];

function channel(index: number): Channel {
  return {
    id: `c${index}`,
    name: `Channel ${index}`,
    number: index,
    group: "All",
    logo: null,
    kind: "tv",
    favourite: false,
  };
}

const api: Partial<Api> = {
  async channels(query) {
    asked.push(query);
    const from = Number(query.cursor ?? 0);
    const total = query.q ? 1 : COUNT;
    const size = Math.min(query.limit ?? 100, total - from);
    const next = from + size < total ? String(from + size) : null;
    return {
      channels: Array.from({ length: size }, (_, offset) => channel(from + offset)),
      next_cursor: next,
      total,
    };
  },
  groups: async () => [],
  guideNow: async () => ({}),
  setFavourite: async () => undefined,
};

afterEach(cleanup);

async function show(): Promise<{ model: Model; watch: ReturnType<typeof vi.fn>; catalogue: Catalogue }> {
  const catalogue = new Catalogue(api as Api);
  const model = new Model(catalogue, readPreferences({ getItem: () => null }), new Library({} as Api));
  const watch = vi.fn();
  const actions = {
    watch,
    favourite: (one: Channel, on: boolean) => void catalogue.setFavourite(one, on),
  } as unknown as Actions;
  render(ChannelListPage, { model, actions });
  await catalogue.reload();
  return { model, watch, catalogue };
}

test("fifty thousand channels draw a screenful and load a page or two", async () => {
  asked.length = 0;
  await show();
  const rows = await screen.findAllByTestId("channel-row");
  expect(rows.length).toBeLessThan(60);
  expect(asked.length).toBeLessThan(3);
  expect(screen.getByRole("grid").getAttribute("aria-rowcount")).toBe(String(COUNT));
});

test("a channel far down is loaded when it is seen", async () => {
  const { catalogue } = await show();
  catalogue.see(1800);
  await vi.waitFor(() => expect(catalogue.channels.length).toBeGreaterThanOrEqual(2000));
  expect(catalogue.channels.length).toBeLessThan(3000);
});

test("a click watches, arrows walk, S stars", async () => {
  const { watch } = await show();
  const [first] = await screen.findAllByTestId("channel-row");
  await fireEvent.click(first as HTMLElement);
  expect(watch).toHaveBeenCalledWith(expect.objectContaining({ id: "c0" }));
  (first as HTMLElement).focus();
  await fireEvent.keyDown(first as HTMLElement, { key: "s" });
  expect(await screen.findByRole("button", { name: "Favourite Channel 0", pressed: true })).toBeTruthy();
  await fireEvent.keyDown(first as HTMLElement, { key: "ArrowDown" });
  await vi.waitFor(() => expect(document.activeElement?.getAttribute("data-channel")).toBe("c1"));
});

test("a list that cannot be had says why and comes back", async () => {
  const catalogue = new Catalogue({
    ...api,
    channels: async () => Promise.reject(new Error("Away for a moment.")),
  } as unknown as Api);
  const model = new Model(catalogue, readPreferences({ getItem: () => null }), new Library({} as Api));
  render(ChannelListPage, { model, actions: {} as Actions });
  await catalogue.reload();
  expect(await screen.findByText(/Away for a moment/)).toBeTruthy();
});

test("a favourite that the server refuses goes back to what it was", async () => {
  const { catalogue } = await show();
  const refusing = new Catalogue({
    ...api,
    setFavourite: async () => Promise.reject(new Error("no")),
  } as unknown as Api);
  await refusing.reload();
  await expect(refusing.setFavourite(channel(0), true)).rejects.toThrow("no");
  expect(refusing.byId("c0")?.favourite).toBe(false);
  await catalogue.setFavourite(channel(0), true);
  expect(catalogue.byId("c0")?.favourite).toBe(true);
});
