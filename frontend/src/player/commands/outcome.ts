/** What came of a command, in a sentence for viewer and agent alike. */

import type { ResultError } from "../../protocol/events";
import { PlayerProblem, type Snapshot } from "../types";
import { Problem } from "../../protocol/problem";

export interface Outcome {
  ok: boolean;
  /** A short sentence of what really happened; with a remedy where it did not. */
  message: string;
  error: ResultError | null;
}

export function done(message: string): Outcome {
  return { ok: true, message, error: null };
}

export function refused(error: ResultError, message: string): Outcome {
  return { ok: false, message, error };
}

/** The outcome of a command that threw. */
export function failure(error: unknown): Outcome {
  if (error instanceof PlayerProblem) return refused(error.kind, error.message);
  if (error instanceof Problem)
    return refused(error.status === 404 ? "unknown_channel" : "network", error.message);
  return refused("unsupported", error instanceof Error ? error.message : "The page could not do that.");
}

/** Such as "Playing BBC One, 1080p, 6 s behind live". */
export function playing(snapshot: Snapshot): string {
  const parts = [`Playing ${snapshot.channel?.name ?? "nothing"}`];
  if (snapshot.height) parts.push(`${snapshot.height}p`);
  if (snapshot.behindLive !== null) parts.push(`${Math.round(snapshot.behindLive)} s behind live`);
  if (snapshot.soundBlocked) parts.push("without sound until the page is touched");
  return parts.join(", ");
}
