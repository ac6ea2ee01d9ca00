/** Generated from prism_core.mouths by `make protocol`; do not edit. */

import type { Viseme } from "./events";

/** The five mouth shapes of VRM 1.0 (VRMC_vrm expressions, "lip sync"), in the order of every weight array. */
export const MOUTH_SHAPES = ["aa", "ih", "ou", "ee", "oh"] as const;
export type MouthShape = (typeof MOUTH_SHAPES)[number];

/** What a viseme does: how far it opens each shape, and how far it closes the lips on all of them, in [0, 1]. */
export interface Mouth {
  readonly shapes: readonly [aa: number, ih: number, ou: number, ee: number, oh: number];
  readonly closure: number;
}

export const MOUTHS: Readonly<Record<Viseme, Mouth>> = {
  sil: { shapes: [0, 0, 0, 0, 0], closure: 0 },
  PP: { shapes: [0, 0, 0, 0, 0], closure: 1 },
  FF: { shapes: [0, 0.2, 0, 0, 0], closure: 0.6 },
  TH: { shapes: [0, 0.1, 0, 0.25, 0], closure: 0 },
  DD: { shapes: [0, 0.2, 0, 0.2, 0], closure: 0 },
  kk: { shapes: [0.1, 0.25, 0, 0, 0], closure: 0 },
  CH: { shapes: [0, 0.1, 0.3, 0, 0], closure: 0 },
  SS: { shapes: [0, 0.35, 0, 0, 0], closure: 0.2 },
  nn: { shapes: [0, 0.2, 0, 0.1, 0], closure: 0 },
  RR: { shapes: [0, 0, 0.3, 0.1, 0], closure: 0 },
  aa: { shapes: [1, 0, 0, 0, 0], closure: 0 },
  E: { shapes: [0, 0, 0, 1, 0], closure: 0 },
  I: { shapes: [0, 1, 0, 0, 0], closure: 0 },
  O: { shapes: [0, 0, 0, 0, 1], closure: 0 },
  U: { shapes: [0, 0, 1, 0, 0], closure: 0 },
};
