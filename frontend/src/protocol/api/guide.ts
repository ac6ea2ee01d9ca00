/** What is on, was on and comes. */

import type { Channel, GuideMatch, Series } from "./catalogue";
import type { Http } from "./http";

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
  people?: string[];
  season?: number | null;
  episode?: number | null;
  age?: number | null;
  icon?: string | null;
  is_new?: boolean;
  /** It can be watched from its beginning, also when it is over. */
  catchup?: boolean;
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

export interface SearchResults {
  channels: Channel[];
  programmes: Programme[];
  movies?: Channel[];
  series?: Series[];
}

/** A channel of a guide that may tell a channel's programmes. */
export interface GuideCandidate {
  xml_id: string;
  name: string;
  guide_id: string;
  score: number;
  method: GuideMatch["method"];
}

const id = encodeURIComponent;

/** The guide's part of the client. */
export function guideApi(http: Http) {
  return {
    guideNow: async (channels: string[]): Promise<Record<string, NowNext>> =>
      (await http.get<{ channels: Record<string, NowNext> }>("/api/guide/now", { channels })).channels,
    guide: (query: GuideQuery, signal?: AbortSignal): Promise<GuidePage> =>
      http.get("/api/guide", { ...query }, signal),
    search: (q: string, signal?: AbortSignal): Promise<SearchResults> =>
      http.get("/api/search", { q }, signal),
    guideCandidates: async (channel: string, q?: string): Promise<GuideCandidate[]> =>
      (
        await http.get<{ candidates: GuideCandidate[] }>(
          `/api/channels/${id(channel)}/guide/candidates`,
          q ? { q } : {},
        )
      ).candidates,
    /** Choose by hand what tells a channel's programmes; `xml_id` "" is nothing at all. */
    setGuide: (
      channel: string,
      choice: { xml_id?: string; guide_id?: string; shift_seconds?: number },
    ): Promise<void> => http.send("PUT", `/api/channels/${id(channel)}/guide`, choice),
    /** Match it by itself again. */
    resetGuide: (channel: string): Promise<void> => http.remove(`/api/channels/${id(channel)}/guide`),
  };
}
