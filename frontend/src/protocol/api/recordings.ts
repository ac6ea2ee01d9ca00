/** Recordings, and the rules that make them. */

import type { StreamOptions } from "./catalogue";
import type { Http } from "./http";

export interface Recording {
  id: string;
  channel_id: string;
  channel_name: string;
  title: string;
  subtitle: string | null;
  description: string | null;
  season: number | null;
  episode: number | null;
  /** ISO times. */
  start: string;
  stop: string;
  state: "scheduled" | "recording" | "finished" | "failed" | "cancelled";
  failure: string | null;
  /** Why it may not become whole, as far as is known: there is not the room. */
  warning: string | null;
  bytes: number;
  seconds: number;
  rule_id: string | null;
}

export interface Recordings {
  recordings: Recording[];
  used_bytes: number;
  quota_bytes: number;
}

export interface NewRecording {
  channel_id: string;
  start?: string;
  stop?: string;
  programme_id?: string;
  seconds?: number;
  title?: string;
}

export interface RecordingRule {
  id: string;
  title: string;
  channel_id: string | null;
  new_only: boolean;
  /** How many are kept; null: all. */
  keep: number | null;
}

const id = encodeURIComponent;

/** The recordings' part of the client. */
export function recordingsApi(http: Http) {
  return {
    recordings: (): Promise<Recordings> => http.get("/api/recordings"),
    record: (recording: NewRecording): Promise<Recording> => http.send("POST", "/api/recordings", recording),
    stopRecording: (recording: string): Promise<Recording> =>
      http.send("POST", `/api/recordings/${id(recording)}/stop`),
    removeRecording: (recording: string): Promise<void> => http.remove(`/api/recordings/${id(recording)}`),
    recordingStream: (recording: string, options: Pick<StreamOptions, "convert" | "can"> = {}): string =>
      http.address(`/api/recordings/${id(recording)}/index.m3u8`, { ...options }),
    recordingFile: (recording: string): string => http.address(`/api/recordings/${id(recording)}/file`),
    recordingRules: async (): Promise<RecordingRule[]> =>
      (await http.get<{ rules: RecordingRule[] }>("/api/recordings/rules")).rules,
    addRecordingRule: (rule: Omit<RecordingRule, "id">): Promise<RecordingRule> =>
      http.send("POST", "/api/recordings/rules", rule),
    removeRecordingRule: (rule: string): Promise<void> => http.remove(`/api/recordings/rules/${id(rule)}`),
  };
}
