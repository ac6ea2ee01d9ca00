/** The gateways' clock as this page knows it: of several answers the quickest tells best (after NTP, RFC 5905 §10). */

import type { PartyPong } from "../../protocol/events";

/** Answers that count; older ones say nothing of a clock that was set meanwhile. */
const KEPT = 8;
/** A page that slept has another time than it thinks. */
const SLEPT_SECONDS = 1;

export interface PartyClock {
  /** Unix seconds; the page's own while no answer has come. */
  now(): number;
  /** What to ask with. */
  sent(): number;
  heard(pong: Pick<PartyPong, "sent" | "at">): void;
}

interface Answer {
  took: number;
  offset: number;
}

/** Creates the clock on `steady`, seconds of a clock that is never set; `unix` is the page's idea of the time. */
export function createPartyClock(
  steady: () => number = () => performance.now() / 1000,
  unix: () => number = () => Date.now() / 1000,
): PartyClock {
  let answers: Answer[] = [];

  function best(): number {
    const [first, ...others] = answers;
    if (!first) return unix() - steady();
    return others.reduce((one, other) => (other.took < one.took ? other : one), first).offset;
  }

  return {
    now: () => steady() + best(),
    sent: steady,
    heard({ sent, at }) {
      const took = steady() - sent;
      const offset = at - (sent + took / 2);
      if (answers.length && Math.abs(offset - best()) > SLEPT_SECONDS + took) answers = [];
      answers = [...answers.slice(1 - KEPT), { took, offset }];
    },
  };
}
