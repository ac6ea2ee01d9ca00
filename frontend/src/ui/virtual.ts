/** Which rows of a long list are worth drawing. */

export interface Window {
  /** First row to draw. */
  start: number;
  /** Row after the last to draw. */
  end: number;
}

/** Rows drawn beyond each edge, so that a flick shows no gap. */
const OVERSCAN = 6;

/** The rows to draw of `count` rows of `rowHeight` pixels, scrolled by `top` in a view of `height` pixels. */
export function rowsInView(top: number, height: number, rowHeight: number, count: number): Window {
  const start = Math.max(0, Math.floor(top / rowHeight) - OVERSCAN);
  const end = Math.min(count, Math.ceil((top + height) / rowHeight) + OVERSCAN);
  return { start: Math.min(start, end), end };
}

/** Where to scroll so that `row` is in view; `top` where it is already. */
export function scrollToShow(row: number, top: number, height: number, rowHeight: number): number {
  const upper = row * rowHeight;
  if (upper < top) return upper;
  return Math.max(top, upper + rowHeight - height);
}
