/** How long to wait before asking again. */

const FIRST_SECONDS = 0.3;
const LONGEST_SECONDS = 5;

/**
 * Seconds before attempt number `attempt` (0 is the first retry): doubling from 0.3 s to 5 s, of which a `random`
 * in [0, 1) takes off up to half, so that many browsers do not come back in the same instant.
 */
export function backoffSeconds(attempt: number, random: number): number {
  const full = Math.min(LONGEST_SECONDS, FIRST_SECONDS * 2 ** Math.min(attempt, 10));
  return full * (1 - random / 2);
}
