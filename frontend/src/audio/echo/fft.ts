/** The fast Fourier transform, radix 2, in place (Cooley & Tukey 1965). */

export class Fft {
  private readonly cosines: Float32Array;
  private readonly sines: Float32Array;
  private readonly reversed: Uint16Array;

  /** `size` is a power of two. */
  constructor(readonly size: number) {
    this.cosines = Float32Array.from({ length: size / 2 }, (_, k) => Math.cos((2 * Math.PI * k) / size));
    this.sines = Float32Array.from({ length: size / 2 }, (_, k) => -Math.sin((2 * Math.PI * k) / size));
    const bits = Math.log2(size);
    this.reversed = Uint16Array.from({ length: size }, (_, index) => reverse(index, bits));
  }

  forward(re: Float32Array, im: Float32Array): void {
    this.shuffle(re, im);
    for (let half = 1; half < this.size; half *= 2) this.stage(re, im, half);
  }

  inverse(re: Float32Array, im: Float32Array): void {
    this.forward(im, re);
    for (let n = 0; n < this.size; n++) {
      re[n]! /= this.size;
      im[n]! /= this.size;
    }
  }

  private shuffle(re: Float32Array, im: Float32Array): void {
    for (let n = 0; n < this.size; n++) {
      const other = this.reversed[n]!;
      if (other <= n) continue;
      const real = re[n]!;
      const imaginary = im[n]!;
      re[n] = re[other]!;
      im[n] = im[other]!;
      re[other] = real;
      im[other] = imaginary;
    }
  }

  private stage(re: Float32Array, im: Float32Array, half: number): void {
    const stride = this.size / (2 * half);
    for (let start = 0; start < this.size; start += 2 * half)
      for (let k = 0; k < half; k++) {
        const low = start + k;
        const high = low + half;
        const c = this.cosines[k * stride]!;
        const s = this.sines[k * stride]!;
        const real = re[high]! * c - im[high]! * s;
        const imaginary = re[high]! * s + im[high]! * c;
        re[high] = re[low]! - real;
        im[high] = im[low]! - imaginary;
        re[low]! += real;
        im[low]! += imaginary;
      }
  }
}

function reverse(index: number, bits: number): number {
  let result = 0;
  for (let bit = 0; bit < bits; bit++) result |= ((index >> bit) & 1) << (bits - 1 - bit);
  return result;
}
