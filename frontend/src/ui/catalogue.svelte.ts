/** The channels on the screen: one query, loaded page by page ahead of the view, however long the list is. */

import { SvelteMap } from "svelte/reactivity";
import type { Api, Channel, ChannelQuery, Group, NowNext } from "../protocol/api";

/** What the list is narrowed to. */
export type Filter = Pick<ChannelQuery, "q" | "group" | "kind" | "favourite">;

const PAGE = 500;
/** Rows loaded beyond what is seen. */
const AHEAD = 200;
const SEARCH_DELAY_MS = 120;
const NOW_DELAY_MS = 150;
const NOW_FRESH_MS = 60_000;
/** Channels asked for at once what is on. */
const NOW_BATCH = 60;

export class Catalogue {
  /** Those loaded, in order. */
  channels = $state.raw<Channel[]>([]);
  total = $state(0);
  groups = $state.raw<Group[]>([]);
  filter = $state.raw<Filter>({});
  loading = $state(false);
  /** Rises when channels, films or series came or went. */
  revision = $state(0);
  /** Why the list could not be had. */
  problem = $state<string | null>(null);
  /** What is on, by channel id. */
  readonly now = new SvelteMap<string, NowNext>();

  /** Stars of channels that are not among those loaded, such as the one that plays. */
  readonly #stars = new SvelteMap<string, boolean>();
  #cursor: string | null = null;
  #needed = 0;
  #request: AbortController | null = null;
  #searching: ReturnType<typeof setTimeout> | undefined;
  #asking: ReturnType<typeof setTimeout> | undefined;
  #askedAt = new Map<string, number>();

  constructor(private readonly api: Api) {}

  /** Load the list anew: after a playlist came, or when the service is back. */
  async reload(): Promise<void> {
    this.#askedAt.clear();
    this.revision += 1;
    await Promise.all([this.show(this.filter), this.#loadGroups()]);
  }

  /** Show another selection from its beginning. */
  async show(filter: Filter): Promise<void> {
    clearTimeout(this.#searching);
    this.filter = filter;
    this.#request?.abort();
    this.#needed = 0;
    await this.#load(null);
  }

  /** As `show`, a moment after the last key was pressed. */
  search(q: string): void {
    clearTimeout(this.#searching);
    this.filter = { ...this.filter, q };
    this.#searching = setTimeout(() => void this.show({ ...this.filter, q }), SEARCH_DELAY_MS);
  }

  /** Rows up to `end` are seen: have them, and what comes after. */
  see(end: number): void {
    this.#needed = Math.max(this.#needed, end + AHEAD);
    if (!this.loading && this.#cursor && this.channels.length < this.#needed) void this.#load(this.#cursor);
  }

  /** What is on the channels `ids`, which are seen now, asked for once they stay. */
  seeNow(ids: string[]): void {
    clearTimeout(this.#asking);
    this.#asking = setTimeout(() => void this.#loadNow(ids), NOW_DELAY_MS);
  }

  byId(id: string): Channel | undefined {
    return this.channels.find((channel) => channel.id === id);
  }

  /** Whether the channel is a favourite, as far as that is known. */
  isFavourite(id: string): boolean {
    return this.byId(id)?.favourite ?? this.#stars.get(id) ?? false;
  }

  /** Find out about a channel's star although the list on the screen does not have it. */
  async learnFavourite(id: string): Promise<void> {
    const before = this.#stars.get(id);
    const channel = await this.api.channel(id).catch(() => null); // The star is then shown as last known.
    if (channel && this.#stars.get(id) === before) this.#stars.set(id, channel.favourite);
  }

  /**
   * Star a channel, or take its star: shown at once, and taken back where the server refuses.
   *
   * @throws Problem the server refused.
   */
  async setFavourite(channel: Pick<Channel, "id">, on: boolean): Promise<void> {
    const before = this.isFavourite(channel.id);
    this.#mark(channel.id, on);
    try {
      await this.api.setFavourite(channel.id, on);
    } catch (error) {
      this.#mark(channel.id, before);
      throw error;
    }
  }

  #mark(id: string, favourite: boolean): void {
    this.#stars.set(id, favourite);
    this.channels = this.channels.map((one) => (one.id === id ? { ...one, favourite } : one));
  }

  async #load(cursor: string | null): Promise<void> {
    const request = new AbortController();
    this.#request = request;
    this.loading = true;
    try {
      const page = await this.api.channels(
        { ...this.filter, limit: PAGE, ...(cursor ? { cursor } : {}) },
        request.signal,
      );
      if (request.signal.aborted) return;
      this.channels = cursor ? [...this.channels, ...page.channels] : page.channels;
      this.total = page.total;
      this.#cursor = page.next_cursor;
      this.problem = null;
    } catch (error) {
      if (request.signal.aborted) return;
      this.problem = error instanceof Error ? error.message : "The channels could not be loaded.";
      this.#cursor = cursor;
    } finally {
      if (this.#request === request) this.loading = false;
    }
    if (!this.problem) this.see(this.#needed - AHEAD);
  }

  async #loadGroups(): Promise<void> {
    try {
      this.groups = await this.api.groups();
    } catch {
      this.groups = []; // The list itself tells what is wrong.
    }
  }

  async #loadNow(ids: string[]): Promise<void> {
    const time = Date.now();
    const due = ids.filter((id) => time - (this.#askedAt.get(id) ?? 0) > NOW_FRESH_MS).slice(0, NOW_BATCH);
    if (!due.length) return;
    for (const id of due) this.#askedAt.set(id, time);
    try {
      for (const [id, programmes] of Object.entries(await this.api.guideNow(due)))
        this.now.set(id, programmes);
    } catch {
      for (const id of due) this.#askedAt.delete(id); // Titles are an extra; the next look asks again.
    }
  }
}
