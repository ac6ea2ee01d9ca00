/** What the parts of the settings have in common. */

/** How often a source is asked again: seconds, and the words for it. */
export const EVERY: readonly (readonly [number | null, string])[] = [
  [null, "by hand only"],
  [3600, "every hour"],
  [6 * 3600, "every 6 hours"],
  [12 * 3600, "twice a day"],
  [86_400, "every day"],
  [7 * 86_400, "every week"],
];

/** Does the work; what went wrong as a sentence, null where nothing did. */
export async function attempt(work: () => Promise<unknown>): Promise<string | null> {
  try {
    await work();
    return null;
  } catch (error) {
    return error instanceof Error ? error.message : "That did not work.";
  }
}
