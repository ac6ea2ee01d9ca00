/** What a channel's other sources are called, so that a viewer can choose between them. */

import type { Alternative, Playlist } from "../protocol/api";

/** A title for each source of `channel` by its id: its name, and where that is not its alone, its playlist and group. */
export function toldApart(
  channel: string,
  others: readonly Alternative[],
  playlists: readonly Pick<Playlist, "id" | "name">[],
): Map<string, string> {
  const names = [channel, ...others.map((other) => other.name)];
  const shared = (name: string): boolean => names.filter((other) => other === name).length > 1;
  const given = new Map<string, number>();
  return new Map(
    others.map((other) => {
      const playlist = playlists.find(({ id }) => id === other.playlist_id)?.name;
      const origin = [playlist, other.group].filter(Boolean).join(", ");
      const title = shared(other.name) && origin ? `${other.name} · ${origin}` : other.name;
      const before = given.get(title) ?? 0;
      given.set(title, before + 1);
      return [other.id, before ? `${title} (${before + 1})` : title];
    }),
  );
}
