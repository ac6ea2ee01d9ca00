/** Where programmes lie in the guide's grid. Times are Unix milliseconds, places pixels from the grid's left. */

import type { Programme } from "../protocol/api";

export const PIXELS_PER_MINUTE = 5;
/** Hours that the grid spans. */
export const SPAN_HOURS = 24;
/** Hours and rows that are asked for at once. */
export const BLOCK_HOURS = 4;
export const BLOCK_ROWS = 30;

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** Where the grid begins: the half hour before `now`, and one half hour more. */
export function guideStart(now: number): number {
  return Math.floor(now / (30 * MINUTE)) * 30 * MINUTE - 30 * MINUTE;
}

export function placeOf(time: number, start: number): number {
  return ((time - start) / MINUTE) * PIXELS_PER_MINUTE;
}

export function timeAt(place: number, start: number): number {
  return start + (place / PIXELS_PER_MINUTE) * MINUTE;
}

export interface Box {
  left: number;
  width: number;
}

/** The part of the grid that a programme covers; null where it lies outside. */
export function boxOf(programme: Pick<Programme, "start" | "stop">, start: number): Box | null {
  const end = placeOf(start + SPAN_HOURS * HOUR, start);
  const left = Math.max(0, placeOf(Date.parse(programme.start), start));
  const right = Math.min(end, placeOf(Date.parse(programme.stop), start));
  return right > left ? { left, width: right - left } : null;
}

/** A piece of the grid that is loaded at once. */
export interface Block {
  key: string;
  firstRow: number;
  lastRow: number;
  from: number;
  to: number;
}

/** The blocks that a view touches: `rows` from/to (exclusive), `left` and `width` in pixels. */
export function blocksInView(
  start: number,
  firstRow: number,
  endRow: number,
  left: number,
  width: number,
): Block[] {
  const blocks: Block[] = [];
  const span = BLOCK_HOURS * 60 * PIXELS_PER_MINUTE;
  const lastColumn = Math.min(SPAN_HOURS / BLOCK_HOURS - 1, Math.floor((left + width) / span));
  for (let row = Math.floor(firstRow / BLOCK_ROWS); row * BLOCK_ROWS < endRow; row += 1)
    for (let column = Math.max(0, Math.floor(left / span)); column <= lastColumn; column += 1)
      blocks.push({
        key: `${row}:${column}`,
        firstRow: row * BLOCK_ROWS,
        lastRow: (row + 1) * BLOCK_ROWS,
        from: start + column * BLOCK_HOURS * HOUR,
        to: start + (column + 1) * BLOCK_HOURS * HOUR,
      });
  return blocks;
}
