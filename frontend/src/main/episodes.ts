/** Keeps on the page which episode of which series plays, and which one comes next. */

import { placeOf } from "../protocol/episodes";
import type { Player } from "../player/player";
import type { Api } from "../protocol/api";
import type { Model } from "../ui/model.svelte";

export interface EpisodeOptions {
  player: Pick<Player, "snapshot" | "onChange">;
  api: Pick<Api, "channelDetails" | "series">;
  model: Pick<Model, "episode">;
}

/** Watches the player from now on. */
export function followSeries({ player, api, model }: EpisodeOptions): void {
  let asked: string | null = null;

  player.onChange(() => {
    const { channel } = player.snapshot();
    const id = channel?.kind === "episode" ? channel.id : null;
    if (id === asked) return;
    asked = id;
    model.episode = null;
    if (id === null) return;
    // An episode plays as well without its neighbours.
    placeOf(api, id).then(
      (place) => asked === id && (model.episode = place),
      () => undefined,
    );
  });
}
