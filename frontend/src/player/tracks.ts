/** Which track or quality a request means, among those that a channel has. */

/** A subtitle or sound track; `lang` is BCP 47 or the three letters of ISO 639-2, as broadcasters write it. */
export interface Track {
  name: string;
  lang?: string | undefined;
  default?: boolean;
  /** Comma-separated; `public.accessibility.describes-video` marks audio description (RFC 8216bis §4.4.6.1). */
  characteristics?: string | undefined;
}

/** Three letters that broadcasters use, for the languages of most playlists. */
const SHORT: Readonly<Record<string, string>> = {
  eng: "en", spa: "es", fra: "fr", fre: "fr", deu: "de", ger: "de", ita: "it", por: "pt", nld: "nl", dut: "nl",
  pol: "pl", rus: "ru", ukr: "uk", tur: "tr", ara: "ar", jpn: "ja", kor: "ko", zho: "zh", chi: "zh", hin: "hi",
  swe: "sv", nor: "no", dan: "da", fin: "fi", ces: "cs", cze: "cs", ell: "el", gre: "el", ron: "ro", rum: "ro",
  hun: "hu",
}; // prettier-ignore

function primary(language: string | undefined): string {
  const first = (language ?? "").toLowerCase().split(/[-_]/)[0] ?? "";
  return SHORT[first] ?? first;
}

/** Index of the track in `language`, the default or first one where no language is asked for; -1 if there is none. */
export function trackInLanguage(tracks: readonly Track[], language?: string): number {
  if (tracks.length === 0) return -1;
  if (language) return tracks.findIndex((track) => primary(track.lang) === primary(language));
  return Math.max(
    0,
    tracks.findIndex((track) => track.default),
  );
}

/** Index of the track that describes the picture for those who do not see it; -1 if there is none. */
export function describedTrack(tracks: readonly Track[]): number {
  return tracks.findIndex(
    (track) => track.characteristics?.includes("describes-video") || /descri|\bAD\b/i.test(track.name),
  );
}

/** Index of the quality closest to `height` without being above it, else of the lowest; -1 if there is none. */
export function levelOfHeight(heights: readonly number[], height: number): number {
  let best = -1;
  for (const [index, lines] of heights.entries()) {
    const current = heights[best];
    if (current === undefined) best = index;
    else if (lines <= height ? current > height || lines > current : lines < current) best = index;
  }
  return best;
}

/** How a viewer would call `language`, such as "Spanish". */
export function languageName(language: string): string {
  try {
    return new Intl.DisplayNames(["en"], { type: "language" }).of(language) ?? language;
  } catch {
    return language; // Not a language tag; what was said is the best name there is.
  }
}
