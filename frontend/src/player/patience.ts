/** How long a channel that was never seen is asked for again, and what is said once that is of no use. */

import { sentence } from "../protocol/problem";
import { worthRepeating } from "./buffering";
import { PlayerProblem } from "./types";

/** What the server answered instead of a channel's playlist. */
export interface Refusal {
  status: number;
  /** Its sentence for the viewer (RFC 9457 `detail`). */
  detail: string | null;
  /** Its stable name (RFC 9457 `type`). */
  type: string | null;
  /** It named a time to come back (`Retry-After`): the channel is being prepared. */
  promised: boolean;
}

export interface Patience {
  /**
   * Seconds until the next attempt after `refusal`, null where nothing answered at all; the problem where another
   * attempt is of no use. `now` is in seconds on any steady clock.
   */
  after(refusal: Refusal | null, now: number): number | PlayerProblem;
  /** Something to see has come: from now on whatever fails is an interruption, which ends by itself. */
  arrived(): void;
}

/** What a failed request of the browser tells. */
export interface FailedRequest {
  /** A string, or an ArrayBuffer where a segment was asked for. */
  readonly response: unknown;
  getResponseHeader(name: string): string | null;
}

/** After nothing answered, or a part of Prism was away: a restart is over within seconds. */
const AWAY_SECONDS = 1;
/** Between attempts at a channel whose provider fails. */
const REFUSED_SECONDS = 2;
/** The problem of a channel that has to be converted for this browser. */
const CONVERTIBLE = ":codec-not-playable";
const ATTEMPTS = 3;
/** Less than opening a channel may take, so that the reason is what the viewer is told. */
const REFUSED_LONGEST_SECONDS = 7;
const AWAY_LONGEST_SECONDS = 40;
const PROMISED_LONGEST_SECONDS = 120;

/** Creates the patience with one channel, which is asked for at `now`. */
export function createPatience(now: number): Patience {
  let seen = false;
  let attempts = 0;
  /** Since when the server is there and fails. */
  let failingSince = now;
  let awaySince: number | null = null;

  function away(refusal: Refusal, at: number): number | PlayerProblem {
    attempts = 0;
    failingSince = at;
    awaySince ??= at;
    const longest = refusal.promised ? PROMISED_LONGEST_SECONDS : AWAY_LONGEST_SECONDS;
    return at - awaySince < longest ? AWAY_SECONDS : problemOf(refusal);
  }

  function refused(refusal: Refusal, at: number): number | PlayerProblem {
    attempts += 1;
    if (attempts >= ATTEMPTS || at - failingSince >= REFUSED_LONGEST_SECONDS) return problemOf(refusal);
    return REFUSED_SECONDS;
  }

  return {
    after(refusal, at) {
      if (!refusal) {
        attempts = 0;
        failingSince = at;
        awaySince = null;
        return AWAY_SECONDS;
      }
      if (!worthRepeating(refusal.status)) return problemOf(refusal);
      if (seen) return AWAY_SECONDS;
      return refusal.status === 503 || refusal.status < 500 ? away(refusal, at) : refused(refusal, at);
    },
    arrived() {
      seen = true;
    },
  };
}

/** Reads what `request`, which ended with `status`, was answered; null where there was no answer. */
export function refusalOf(status: number | undefined, request: FailedRequest | null): Refusal | null {
  if (!status) return null;
  const said = request ? detailsIn(request.response) : {};
  return {
    status,
    detail: typeof said.detail === "string" && said.detail ? sentence(said.detail) : null,
    type: text(said.type),
    promised: request?.getResponseHeader("retry-after") != null,
  };
}

function detailsIn(response: unknown): { detail?: unknown; type?: unknown } {
  const body = response instanceof ArrayBuffer ? new TextDecoder().decode(response) : String(response);
  try {
    return (JSON.parse(body) as { detail?: unknown; type?: unknown } | null) ?? {};
  } catch {
    return {}; // Not every server on the way answers with problem details.
  }
}

function text(value: unknown): string | null {
  return typeof value === "string" && value ? value : null;
}

function problemOf({ status, detail, type }: Refusal): PlayerProblem {
  if (type?.endsWith(CONVERTIBLE))
    return new PlayerProblem("media", detail ?? "This browser does not play the channel's format.");
  if (status === 404)
    return new PlayerProblem("unknown_channel", "This channel is not in the list any more.");
  if (status === 401 || status === 403)
    return new PlayerProblem(
      "network",
      detail ?? "The provider refused this channel. Check the playlist's account.",
    );
  return new PlayerProblem("network", detail ?? `This channel does not answer properly (HTTP ${status}).`);
}
