/** Easing curves over [0, 1]; values outside are taken as the nearer end. */

const clamp = (amount: number): number => (amount <= 0 ? 0 : amount >= 1 ? 1 : amount);

/** Cubic ease in and out. */
export function easeInOutCubic(amount: number): number {
  const u = clamp(amount);
  return u < 0.5 ? 4 * u * u * u : 1 - (2 - 2 * u) ** 3 / 2;
}

/** Smoothstep, 3u² − 2u³. */
export function smoothstep(amount: number): number {
  const u = clamp(amount);
  return u * u * (3 - 2 * u);
}

/**
 * The share of the way to a goal that is covered in `delta` seconds at `rate` per second, whatever the frame rate
 * (exponential approach).
 */
export function approach(rate: number, delta: number): number {
  return 1 - Math.exp(-rate * delta);
}
