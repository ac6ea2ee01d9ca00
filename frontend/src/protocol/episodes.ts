/** Where an episode stands in its series: what comes before it, and what after. */

import type { Api, Episode } from "./api";

export interface EpisodePlace {
  /** The episode that this is about. */
  id: string;
  /** Name of the series. */
  series: string;
  /** Such as "S1 E2"; empty where the series does not count its episodes, as podcasts do not. */
  label: string;
  before: Episode | null;
  after: Episode | null;
}

/** The place of `episode`, in the order of its series; null where it belongs to none. */
export async function placeOf(
  api: Pick<Api, "channelDetails" | "series">,
  episode: string,
): Promise<EpisodePlace | null> {
  const { series_id } = await api.channelDetails(episode);
  if (!series_id) return null;
  const series = await api.series(series_id);
  const episodes = series.seasons.flatMap((season) => season.episodes);
  const index = episodes.findIndex((one) => one.id === episode);
  const here = episodes[index];
  if (!here) return null;
  return {
    id: episode,
    series: series.name,
    label: series.kind === "podcast" ? "" : counted(here),
    before: episodes[index - 1] ?? null,
    after: episodes[index + 1] ?? null,
  };
}

function counted({ season, episode }: Episode): string {
  const parts = [season === null ? "" : `S${season}`, episode === null ? "" : `E${episode}`];
  return parts.filter(Boolean).join(" ");
}
