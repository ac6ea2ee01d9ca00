/** The media service's HTTP, typed: channels, guide, playlists, favourites. Failures are thrown as `Problem`. */

import { noAnswer, problemOf } from "./problem";

export interface Channel {
  id: string;
  name: string;
  number: number | null;
  group: string | null;
  logo: string | null;
  kind: "tv" | "radio";
  favourite: boolean;
}

export interface ChannelPage {
  channels: Channel[];
  next_cursor: string | null;
  /** How many channels the whole list has. */
  total: number;
}

export interface ChannelQuery {
  q?: string;
  group?: string;
  kind?: "tv" | "radio";
  favourite?: boolean;
  cursor?: string;
  limit?: number;
}

export interface Group {
  name: string;
  count: number;
}

/** A channel that a spoken name or number may mean; `score` in [0, 1]. */
export interface Match {
  channel: Channel;
  score: number;
}

/** A programme of the guide; `start` and `stop` are ISO times in UTC. */
export interface Programme {
  id: string;
  channel_id: string;
  title: string;
  subtitle: string | null;
  description: string | null;
  start: string;
  stop: string;
  categories: string[];
}

export interface NowNext {
  now: Programme | null;
  next: Programme | null;
}

export interface GuideQuery {
  /** ISO times. */
  from: string;
  to: string;
  channels: string[];
  cursor?: string;
}

export interface GuidePage {
  programmes: Programme[];
  next_cursor: string | null;
}

/** What became of an imported playlist; `line` counts from 1. */
export interface Imported {
  id: string;
  channels_imported: number;
  skipped: { line: number; reason: string }[];
}

export interface SearchResults {
  channels: Channel[];
  programmes: Programme[];
}

export interface Api {
  channels(query: ChannelQuery, signal?: AbortSignal): Promise<ChannelPage>;
  channel(id: string): Promise<Channel>;
  groups(): Promise<Group[]>;
  /** Channels that `name` or `number` may mean, best first. */
  resolve(query: { name?: string; number?: number; limit?: number }): Promise<Match[]>;
  /** The channel `by` places further in the list, around its end. */
  step(id: string, by: number): Promise<Channel>;
  guideNow(channels: string[]): Promise<Record<string, NowNext>>;
  guide(query: GuideQuery, signal?: AbortSignal): Promise<GuidePage>;
  search(query: string, signal?: AbortSignal): Promise<SearchResults>;
  importFile(file: File): Promise<Imported>;
  importUrl(url: string): Promise<Imported>;
  setFavourite(channel: string, on: boolean): Promise<void>;
  /** Address of a channel's HLS playlist. */
  stream(channel: string): string;
}

/** Creates the client; `base` goes before every path and is empty on Prism's own page. */
export function createApi(fetcher: typeof fetch = (...input) => fetch(...input), base = ""): Api {
  async function ask(path: string, init?: RequestInit): Promise<Response> {
    const response = await fetcher(base + path, init).catch((error: unknown) => {
      if (error instanceof DOMException && error.name === "AbortError") throw error;
      throw noAnswer();
    });
    if (!response.ok) throw await problemOf(response);
    return response;
  }

  async function get<T>(path: string, signal?: AbortSignal): Promise<T> {
    const response = await ask(path, signal ? { signal } : undefined);
    return (await response.json()) as T;
  }

  async function post<T>(path: string, body: BodyInit, headers?: HeadersInit): Promise<T> {
    const response = await ask(path, { method: "POST", body, ...(headers ? { headers } : {}) });
    return (await response.json()) as T;
  }

  const id = encodeURIComponent;
  return {
    channels: (query, signal) => get(`/api/channels${parameters({ ...query })}`, signal),
    channel: (channel) => get(`/api/channels/${id(channel)}`),
    groups: async () => (await get<{ groups: Group[] }>("/api/channels/groups")).groups,
    resolve: async (query) =>
      (await get<{ matches: Match[] }>(`/api/channels/resolve${parameters(query)}`)).matches,
    step: (channel, by) => get(`/api/channels/${id(channel)}/step${parameters({ by })}`),
    guideNow: async (channels) =>
      (await get<{ channels: Record<string, NowNext> }>(`/api/guide/now${parameters({ channels })}`))
        .channels,
    guide: (query, signal) => get(`/api/guide${parameters({ ...query })}`, signal),
    search: (query, signal) => get(`/api/search${parameters({ q: query })}`, signal),
    importFile(file) {
      const form = new FormData();
      form.append("file", file, file.name);
      return post("/api/playlists", form);
    },
    importUrl: (url) =>
      post("/api/playlists", JSON.stringify({ url }), { "content-type": "application/json" }),
    async setFavourite(channel, on) {
      await ask(`/api/favourites/${id(channel)}`, { method: on ? "PUT" : "DELETE" });
    },
    stream: (channel) => `${base}/api/relay/${id(channel)}/index.m3u8`,
  };
}

/** The query string of what is given: lists joined by commas, what is absent or empty left out. */
function parameters(values: Record<string, string | number | boolean | string[] | undefined>): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(values)) {
    const text = Array.isArray(value) ? value.join(",") : value === undefined ? "" : String(value);
    if (text) search.set(name, text);
  }
  const query = search.toString();
  return query ? `?${query}` : "";
}
