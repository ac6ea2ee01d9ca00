/** Which channels were watched, for "the one before" and "where we left off". */

import type { Playable } from "./types";

export interface History {
  /** Note that `channel` plays now. */
  watched(channel: Playable): void;
  /** The channel before the present one. */
  previous(): Playable | null;
  /** The channel watched last, also in an earlier visit. */
  last(): Playable | null;
}

/** What the name of every kept history begins with. */
export const HISTORY = "prism.history.";
const KEPT = 10;

/** The history of `profile`, kept in `storage`; what cannot be read there counts as none. */
export function createHistory(storage: Pick<Storage, "getItem" | "setItem">, profile: string): History {
  const key = HISTORY + profile;
  let channels = read(storage.getItem(key));
  return {
    watched(channel) {
      channels = [channel, ...channels.filter((one) => one.id !== channel.id)].slice(0, KEPT);
      storage.setItem(key, JSON.stringify(channels));
    },
    previous: () => channels[1] ?? null,
    last: () => channels[0] ?? null,
  };
}

function read(text: string | null): Playable[] {
  try {
    const value: unknown = JSON.parse(text ?? "[]");
    return Array.isArray(value) ? value.filter(isPlayable) : [];
  } catch {
    return [];
  }
}

function isPlayable(value: unknown): value is Playable {
  const fields = value as Partial<Playable> | null;
  return typeof fields?.id === "string" && typeof fields.name === "string";
}
