/** The grid that echo is dealt with on: blocks of 16 ms at 16 kHz, spectra of two of them, bands as wide as the ear's. */

export const BLOCK = 256;
export const BLOCK_SECONDS = BLOCK / 16_000;
export const SPECTRUM = 2 * BLOCK;
export const BINS = BLOCK + 1;

/** First bin of each band, and the end of the last: equal steps of the ERB-rate scale (Glasberg & Moore 1990), 100 Hz to 7.2 kHz. */
export const BAND_EDGES: Uint16Array = edges(20, 100, 7_200);
export const BANDS = BAND_EDGES.length - 1;

/** Hann's window to the power ½: applied twice and overlapped by half it gives back what went in. */
export const ROOT_HANN: Float32Array = Float32Array.from({ length: SPECTRUM }, (_, n) =>
  Math.sin((Math.PI * (n + 0.5)) / SPECTRUM),
);

/** Power of each band of a spectrum, into `powers`. */
export function bandPowers(re: Float32Array, im: Float32Array, powers: Float32Array): void {
  for (let band = 0; band < BANDS; band++) {
    let power = 0;
    for (let bin = BAND_EDGES[band]!; bin < BAND_EDGES[band + 1]!; bin++)
      power += re[bin]! ** 2 + im[bin]! ** 2;
    powers[band] = power;
  }
}

export const decibels = (power: number): number => 10 * Math.log10(power + 1e-12);
export const powerOf = (level: number): number => 10 ** (level / 10);

function edges(count: number, low: number, high: number): Uint16Array {
  const erb = (hertz: number): number => 21.4 * Math.log10(1 + 0.00437 * hertz);
  const hertz = (rate: number): number => (10 ** (rate / 21.4) - 1) / 0.00437;
  const step = (erb(high) - erb(low)) / count;
  const found = Array.from({ length: count + 1 }, (_, k) =>
    Math.round((hertz(erb(low) + k * step) * SPECTRUM) / 16_000),
  );
  // A band holds at least one bin.
  for (let k = 1; k < found.length; k++) found[k] = Math.max(found[k]!, found[k - 1]! + 1);
  return Uint16Array.from(found);
}
