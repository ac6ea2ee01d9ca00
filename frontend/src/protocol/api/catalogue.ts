/** Channels, films, series and radio. */

import type { Http } from "./http";

export type Kind = "tv" | "radio" | "movie" | "episode";

export interface Channel {
  id: string;
  name: string;
  number: number | null;
  group: string | null;
  logo: string | null;
  kind: Kind;
  favourite: boolean;
  /** Other sources of the same channel. */
  alternatives?: number;
  year?: number | null;
  /** Youngest age it is for, where one is known. */
  age?: number | null;
}

/** Another source of a channel. */
export interface Alternative {
  id: string;
  name: string;
  playlist_id: string;
  group: string | null;
  healthy: boolean;
  failure: string | null;
}

/** Which channel of a guide tells a channel's programmes; `score` in [0, 1] says how sure that is. */
export interface GuideMatch {
  xml_id: string;
  /** `override` is by hand. */
  method: "override" | "id" | "name" | "similar";
  score: number | null;
  shift_seconds: number;
}

export interface ChannelDetails extends Omit<Channel, "alternatives"> {
  playlist_id: string;
  groups: string[];
  alternatives: Alternative[];
  guide: GuideMatch | null;
  catchup: { kind: string; days: number | null } | null;
  season: number | null;
  episode: number | null;
  series_id: string | null;
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
  kind?: Kind;
  favourite?: boolean;
  playlist?: string;
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

export interface Series {
  id: string;
  name: string;
  year: number | null;
  logo: string | null;
  group: string | null;
  kind: "series" | "podcast";
}

export interface SeriesPage {
  series: Series[];
  next_cursor: string | null;
  total: number;
}

export interface Episode extends Channel {
  season: number | null;
  episode: number | null;
  plot: string | null;
  seconds: number | null;
}

export interface SeriesDetails extends Series {
  plot: string | null;
  seasons: { number: number; episodes: Episode[] }[];
}

/** A station of the radio directory; `added` is its channel where it is in the list already. */
export interface Station {
  uuid: string;
  name: string;
  country: string | null;
  tags: string[];
  codec: string | null;
  bitrate: number | null;
  logo: string | null;
  added: string | null;
}

export interface StationQuery {
  q?: string;
  country?: string;
  tag?: string;
  limit?: number;
}

/** How a channel is asked for; all that is absent is as the channel comes. */
export interface StreamOptions {
  /** Have what this browser cannot play converted. */
  convert?: "auto";
  /** What this browser plays beyond the usual, such as `hevc`. */
  can?: string[];
  /** A past programme, as ISO times. */
  start?: string;
  stop?: string;
  /** One of the channel's sources. */
  source?: string;
}

const id = encodeURIComponent;

/** The catalogue's part of the client. */
export function catalogueApi(http: Http) {
  return {
    channels: (query: ChannelQuery, signal?: AbortSignal): Promise<ChannelPage> =>
      http.get("/api/channels", { ...query }, signal),
    channel: (channel: string): Promise<Channel> => http.get(`/api/channels/${id(channel)}`),
    channelDetails: (channel: string): Promise<ChannelDetails> => http.get(`/api/channels/${id(channel)}`),
    groups: async (kind?: Kind): Promise<Group[]> =>
      (await http.get<{ groups: Group[] }>("/api/channels/groups", kind ? { kind } : {})).groups,
    /** Channels that `name` or `number` may mean, best first. */
    resolve: async (query: { name?: string; number?: number; limit?: number }): Promise<Match[]> =>
      (await http.get<{ matches: Match[] }>("/api/channels/resolve", query)).matches,
    /** The channel `by` places further in the list, around its end. */
    step: (channel: string, by: number): Promise<Channel> =>
      http.get(`/api/channels/${id(channel)}/step`, { by }),
    seriesList: (
      query: { q?: string; group?: string; cursor?: string; limit?: number },
      signal?: AbortSignal,
    ): Promise<SeriesPage> => http.get("/api/series", query, signal),
    series: (series: string): Promise<SeriesDetails> => http.get(`/api/series/${id(series)}`),
    stations: async (query: StationQuery, signal?: AbortSignal): Promise<Station[]> =>
      (await http.get<{ stations: Station[] }>("/api/radio", { ...query }, signal)).stations,
    addStation: (uuid: string): Promise<Channel> => http.send("POST", `/api/radio/${id(uuid)}`),
    removeStation: (uuid: string): Promise<void> => http.remove(`/api/radio/${id(uuid)}`),
    /** What a radio station says that it plays. */
    stationTitle: async (channel: string): Promise<string | null> =>
      (await http.get<{ title: string | null }>(`/api/relay/${id(channel)}/title`)).title,
    /** Address of a channel's HLS playlist. */
    stream: (channel: string, options: StreamOptions = {}): string =>
      http.address(`/api/relay/${id(channel)}/index.m3u8`, { ...options }),
  };
}
