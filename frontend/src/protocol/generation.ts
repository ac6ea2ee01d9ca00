/** Drops what belongs to a reply that was interrupted. */

export interface GenerationFilter {
  /** Whether a message of this generation still counts; null always does. */
  accepts(generation: number | null): boolean;
  /** Forget what was seen: a new session counts from its own beginning. */
  reset(): void;
}

/** A filter that remembers the highest generation seen. */
export function createGenerationFilter(): GenerationFilter {
  let newest = Number.NEGATIVE_INFINITY;
  return {
    accepts(generation) {
      if (generation === null) return true;
      if (generation < newest) return false;
      newest = generation;
      return true;
    },
    reset() {
      newest = Number.NEGATIVE_INFINITY;
    },
  };
}
