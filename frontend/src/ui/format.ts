/** How times, lengths and sizes are written. */

/** Such as `20:15`. */
export function clock(iso: string | number): string {
  return new Date(iso).toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" });
}

/** Such as `Wed 25 Nov, 20:15`. */
export function day(iso: string | number): string {
  return new Date(iso).toLocaleString([], {
    weekday: "short",
    day: "numeric",
    month: "short",
    hour: "2-digit",
    minute: "2-digit",
  });
}

/** Seconds as `4:05` or `1:02:03`. */
export function elapsed(seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds));
  const [hours, minutes, rest] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60];
  const two = (part: number): string => String(part).padStart(2, "0");
  return hours ? `${hours}:${two(minutes)}:${two(rest)}` : `${minutes}:${two(rest)}`;
}

/** Seconds in words, such as `30 s`, `45 min` or `1 h 30 min`. */
export function length(seconds: number): string {
  if (seconds < 60) return `${Math.round(seconds)} s`;
  const minutes = Math.round(seconds / 60);
  if (minutes < 60) return `${minutes} min`;
  return minutes % 60 ? `${Math.floor(minutes / 60)} h ${minutes % 60} min` : `${minutes / 60} h`;
}

/** Bytes, such as `1.4 GB`. */
export function size(bytes: number): string {
  const units = ["B", "kB", "MB", "GB", "TB"];
  const power = bytes > 0 ? Math.min(units.length - 1, Math.floor(Math.log10(bytes) / 3)) : 0;
  const scaled = bytes / 1000 ** power;
  return `${scaled >= 10 || power === 0 ? Math.round(scaled) : scaled.toFixed(1)} ${units[power]}`;
}

/** A film's name without the year that is told beside it. */
export function titleOf({ name, year = null }: { name: string; year?: number | null }): string {
  const end = ` (${year})`;
  return year !== null && name.endsWith(end) ? name.slice(0, -end.length) : name;
}

/** A day, with its year, such as `1 Jan 2027`. */
export function date(iso: string | number): string {
  return new Date(iso).toLocaleDateString([], { day: "numeric", month: "short", year: "numeric" });
}

/** Such as `1 film` or `2,000 films`; `many` where the plural is not made by an s. */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${count.toLocaleString()} ${count === 1 ? one : many}`;
}

/** What a source holds, such as `6 channels, 1 film`; empty where that is nothing. */
export function contents(held: { channels: number; movies?: number; series?: number }): string {
  const parts = [
    [held.channels, "channel", "channels"],
    [held.movies ?? 0, "film", "films"],
    [held.series ?? 0, "series", "series"],
  ] as const;
  return parts
    .filter(([count]) => count)
    .map(([count, one, many]) => counted(count, one, many))
    .join(", ");
}
