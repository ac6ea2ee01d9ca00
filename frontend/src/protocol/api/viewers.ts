/** What is a viewer's own: profiles, favourites, history, where films were left, preferences. */

import type { Channel } from "./catalogue";
import type { Http, SendOptions } from "./http";

export interface Profile {
  id: string;
  name: string;
  /** Years; null: everything. */
  age_limit: number | null;
  has_pin: boolean;
  colour: string;
}

export interface ProfileSettings {
  name?: string;
  age_limit?: number | null;
  /** Digits; null takes the PIN away. */
  pin?: string | null;
  colour?: string;
}

/** Where something was left. */
export interface Resume {
  item_id: string;
  title: string;
  seconds: number;
  duration_seconds: number | null;
  updated_at: string;
  channel: Channel | null;
}

export interface Watched {
  id: number;
  channel_id: string;
  channel: Channel | null;
  programme: string | null;
  started_at: string;
  seconds: number;
}

export interface Reminder {
  id: number;
  title: string;
  /** ISO time. */
  when: string;
  channel_id: string | null;
}

/** What an import of everything brought, by kind. */
export interface Restored {
  added: Record<string, number>;
  skipped: { what: string; reason: string }[];
}

/** How Lumen watches along with a viewer; what they have not chosen is as the operator set it. */
export interface Company {
  chattiness?: Chattiness | undefined;
  humour?: boolean;
  spoilers?: boolean;
}

export type Chattiness = "silent" | "quiet" | "normal" | "chatty";

const COMPANY = "/api/preferences/lumen.company";
const id = encodeURIComponent;

/** The viewers' part of the client. */
export function viewersApi(http: Http) {
  return {
    profiles: (): Promise<{ profiles: Profile[]; current: string }> => http.get("/api/profiles"),
    addProfile: (profile: ProfileSettings): Promise<Profile> => http.send("POST", "/api/profiles", profile),
    changeProfile: (profile: string, change: ProfileSettings): Promise<Profile> =>
      http.send("PATCH", `/api/profiles/${id(profile)}`, change),
    removeProfile: (profile: string): Promise<void> => http.remove(`/api/profiles/${id(profile)}`),
    /** Become another profile; the server remembers it in a cookie. */
    enterProfile: (profile: string, pin?: string): Promise<Profile> =>
      http.send("POST", `/api/profiles/${id(profile)}/enter`, pin ? { pin } : {}),
    setFavourite: (channel: string, on: boolean, folder?: string): Promise<void> =>
      on
        ? http.send("PUT", `/api/favourites/${id(channel)}`, folder === undefined ? undefined : { folder })
        : http.remove(`/api/favourites/${id(channel)}`),
    history: async (limit = 50): Promise<Watched[]> =>
      (await http.get<{ entries: Watched[] }>("/api/history", { limit })).entries,
    resumes: async (): Promise<Resume[]> => (await http.get<{ items: Resume[] }>("/api/resume")).items,
    setResume: (
      item: string,
      place: { seconds: number; duration_seconds: number | null; title: string },
      options?: Pick<SendOptions, "keepalive">,
    ): Promise<void> => http.send("PUT", `/api/resume/${id(item)}`, place, options),
    removeResume: (item: string): Promise<void> => http.remove(`/api/resume/${id(item)}`),
    reminders: async (): Promise<Reminder[]> =>
      (await http.get<{ reminders: Reminder[] }>("/api/reminders")).reminders,
    addReminder: (reminder: Omit<Reminder, "id">): Promise<Reminder> =>
      http.send("POST", "/api/reminders", reminder),
    removeReminder: (reminder: number): Promise<void> => http.remove(`/api/reminders/${reminder}`),
    company: async (): Promise<Company> => {
      const { preferences } = await http.get<{ preferences: Record<string, unknown> }>("/api/preferences");
      return (preferences["lumen.company"] ?? {}) as Company;
    },
    setCompany: (value: Company): Promise<unknown> => http.send("PUT", COMPANY, { value }),
    /** With `credentials` passwords, tokens and PINs are in the file too. */
    exportAddress: (credentials: boolean): string => http.address("/api/export", { credentials }),
    restore: (file: File): Promise<Restored> => {
      const data = new FormData();
      data.append("file", file, file.name);
      return http.send("POST", "/api/import", data);
    },
  };
}
