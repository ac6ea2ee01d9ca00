/** Where channels and guides come from, and who may take them from here. */

import type { Http, SendOptions } from "./http";

/** How a source is kept up to date. */
export interface SourceSettings {
  name?: string;
  enabled?: boolean;
  /** null: by hand only. */
  refresh_seconds?: number | null;
  timeout_seconds?: number | null;
  user_agent?: string | null;
}

export interface PlaylistSettings extends SourceSettings {
  /** Groups that are not shown. */
  groups_off?: string[];
}

export interface Playlist {
  id: string;
  name: string;
  kind: "m3u" | "xtream" | "folder" | "radio" | "podcast" | "demo";
  channels: number;
  movies: number;
  series: number;
  skipped: number;
  imported_at: string;
  refreshable: boolean;
  enabled: boolean;
  refresh_seconds: number | null;
  timeout_seconds: number | null;
  user_agent: string | null;
  groups_off: string[];
  checked_at: string | null;
  next_refresh_at: string | null;
  /** Why the last attempt failed. */
  failure: string | null;
  /** What an Xtream provider says of the subscription. */
  account: {
    status: string | null;
    expires_at: string | null;
    active_connections: number | null;
    max_connections: number | null;
  } | null;
}

/** What a new playlist is made from. */
export type NewPlaylist = PlaylistSettings &
  (
    | { url: string }
    | { text: string }
    | { xtream: { server: string; username: string; password: string } }
    | { folder: string }
    | { podcast: { url: string } }
  );

export interface Skipped {
  line: number;
  reason: string;
}

/** What became of an imported playlist; `line` counts from 1. */
export interface Imported {
  id: string;
  channels_imported: number;
  movies_imported?: number;
  series_imported?: number;
  skipped: Skipped[];
}

export interface GroupSwitch {
  name: string;
  count: number;
  on: boolean;
}

export interface Guide {
  id: string;
  name: string;
  channels: number;
  programmes: number;
  matched: number;
  imported_at: string;
  truncated: boolean;
  refreshable: boolean;
  enabled: boolean;
  priority: number;
  shift_seconds: number;
  refresh_seconds: number | null;
  timeout_seconds: number | null;
  user_agent: string | null;
  /** The playlist that pointed to it, and with which it goes. */
  playlist_id: string | null;
  checked_at: string | null;
  failure: string | null;
  /** Why it shows nothing, where that is so, and what to do. */
  diagnosis: string | null;
}

export interface GuideSettings extends SourceSettings {
  priority?: number;
  shift_seconds?: number;
}

/** What a guide's import brought. */
export interface GuideImported {
  id: string;
  channels_imported: number;
  programmes_imported: number;
  channels_matched: number;
  skipped: number;
  truncated: boolean;
  unmatched: string[];
  diagnosis: string | null;
}

export interface Output {
  id: string;
  name: string;
  /** The profile that made it. */
  profile: string;
  created_at: string;
  used_at: string | null;
}

/** A new output with what is shown this once. */
export interface NewOutput {
  id: string;
  name: string;
  token: string;
  m3u_url: string;
  guide_url: string;
  xtream: { server: string; username: string; password: string };
}

const id = encodeURIComponent;

/** The sources' part of the client. */
export function sourcesApi(http: Http) {
  return {
    playlists: async (): Promise<Playlist[]> =>
      (await http.get<{ playlists: Playlist[] }>("/api/playlists")).playlists,
    addPlaylist: (source: NewPlaylist, options?: SendOptions): Promise<Imported> =>
      http.send("POST", "/api/playlists", source, options),
    importFile: (file: File, options?: SendOptions): Promise<Imported> =>
      http.send("POST", "/api/playlists", form(file), options),
    changePlaylist: (playlist: string, change: PlaylistSettings): Promise<Playlist> =>
      http.send("PATCH", `/api/playlists/${id(playlist)}`, change),
    refreshPlaylist: (playlist: string): Promise<Imported> =>
      http.send("POST", `/api/playlists/${id(playlist)}/refresh`),
    removePlaylist: (playlist: string): Promise<void> => http.remove(`/api/playlists/${id(playlist)}`),
    playlistGroups: async (playlist: string): Promise<GroupSwitch[]> =>
      (await http.get<{ groups: GroupSwitch[] }>(`/api/playlists/${id(playlist)}/groups`)).groups,
    playlistSkipped: async (playlist: string): Promise<Skipped[]> =>
      (await http.get<{ skipped: Skipped[] }>(`/api/playlists/${id(playlist)}/skipped`)).skipped,
    guides: async (): Promise<Guide[]> => (await http.get<{ guides: Guide[] }>("/api/guides")).guides,
    addGuide: (url: string): Promise<GuideImported> => http.send("POST", "/api/guides", { url }),
    importGuide: (file: File): Promise<GuideImported> => http.send("POST", "/api/guides", form(file)),
    changeGuide: (guide: string, change: GuideSettings): Promise<Guide> =>
      http.send("PATCH", `/api/guides/${id(guide)}`, change),
    refreshGuide: (guide: string): Promise<GuideImported> =>
      http.send("POST", `/api/guides/${id(guide)}/refresh`),
    removeGuide: (guide: string): Promise<void> => http.remove(`/api/guides/${id(guide)}`),
    /** With `everyone` those of all profiles, which only one that manages may ask for. */
    outputs: async (everyone = false): Promise<Output[]> =>
      (await http.get<{ outputs: Output[] }>("/api/outputs", everyone ? { everyone } : {})).outputs,
    addOutput: (name: string): Promise<NewOutput> => http.send("POST", "/api/outputs", { name }),
    removeOutput: (output: string): Promise<void> => http.remove(`/api/outputs/${id(output)}`),
  };
}

function form(file: File): FormData {
  const data = new FormData();
  data.append("file", file, file.name);
  return data;
}
