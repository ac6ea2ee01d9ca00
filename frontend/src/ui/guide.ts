/** Where programmes lie in the guide's grid. Times are Unix milliseconds, places pixels from the grid's left. */

import type { Programme } from "../protocol/api";

export const PIXELS_PER_MINUTE = 5;
/** Hours before now at which the grid begins: what channels keep of the past is reached from there. */
export const PAST_HOURS = 48;
/** Hours that the grid spans. */
export const SPAN_HOURS = PAST_HOURS + 7 * 24;
/** Hours and rows that are asked for at once. */
export const BLOCK_HOURS = 4;
export const BLOCK_ROWS = 30;

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** Where the grid begins: two days before `now`, on a half hour. */
export function guideStart(now: number): number {
  return Math.floor(now / (30 * MINUTE)) * 30 * MINUTE - PAST_HOURS * HOUR;
}

/** The half hours that a view touches, `left` and `width` in pixels. */
export function ticksInView(start: number, left: number, width: number): number[] {
  const step = 30 * PIXELS_PER_MINUTE;
  const first = Math.max(0, Math.floor(left / step));
  const last = Math.min(SPAN_HOURS * 2, Math.ceil((left + width) / step));
  return Array.from({ length: Math.max(0, last - first) }, (_, half) => start + (first + half) * 30 * MINUTE);
}

/** The local midnights in the grid, and its beginning: a day each. */
export function daysOf(start: number): number[] {
  const days = [start];
  const day = new Date(start);
  for (day.setHours(24, 0, 0, 0); day.getTime() < start + SPAN_HOURS * HOUR; day.setDate(day.getDate() + 1))
    days.push(day.getTime());
  return days;
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
