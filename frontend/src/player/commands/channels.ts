/** Commands that change what plays: channels by name, number or order, and something to watch by wish. */

import type { Channel, Programme } from "../../protocol/api";
import type { ChannelTarget } from "../../protocol/events";
import { placeOf } from "../../protocol/episodes";
import { isWhole, PlayerProblem, type Playable } from "../types";
import { done, playing, refused, type Outcome } from "./outcome";
import type { Context, SlotsOf, Table } from "./ports";

/** How sure the catalogue must be that a name means a channel. */
const SURE = 0.5;
/** Channels to draw from for a surprise. */
const DRAWN = 200;

export const channelCommands: Table = {
  "tv.channel": async (context, slots, target) => tune(context, await wanted(context, slots, target)),
  "tv.watch": async (context, slots, target) => tune(context, await wish(context, slots, target)),
  "tv.continue": goOn,
  "tv.surprise": async (context) => tune(context, await anything(context)),
  "tv.next": (context) => episode(context, "after", "next channel"),
  "tv.previous": (context) => episode(context, "before", "previous channel"),
  "tv.favourite": async (context, slots, target) => {
    const channel = target
      ? playable(target)
      : slots.channel
        ? await named(context, slots.channel ?? "")
        : current(context);
    const on = slots.on === true;
    await context.setFavourite(channel.id, on);
    return done(
      on ? `${channel.name} is one of your favourites now.` : `${channel.name} is no longer a favourite.`,
    );
  },
  "tv.record": () =>
    refused("unsupported", "Recordings are made by the server, not by the player: ask Lumen for one."),
};

/** Play `channel`, a film from `from` or from where it was left, and wait until its picture moves. */
async function tune(context: Context, channel: Playable, from?: number): Promise<Outcome> {
  await context.player.open(channel, from ?? (isWhole(channel) ? context.leftAt(channel.id) : undefined));
  return done(playing(context.player.snapshot()));
}

/** What was begun and not finished, from where it was left; else the channel watched last. */
async function goOn(context: Context): Promise<Outcome> {
  const [left] = await context.api.resumes();
  if (left) {
    const recording = {
      id: left.item_id,
      name: left.title,
      number: null,
      logo: null,
      kind: "recording",
    } as const;
    return tune(context, left.channel ?? recording, left.seconds);
  }
  const last = context.player.snapshot().channel ?? context.history.last();
  if (!last) return refused("nothing_playing", "Nothing was watched before; pick a channel.");
  return tune(context, last);
}

/** Play what is on from its beginning, out of the channel's archive; null where the channel has none of it. */
export async function startOver(context: Context, channel: Playable): Promise<Outcome | null> {
  if (channel.kind !== "tv" || channel.past) return null;
  const { now } = (await context.api.guideNow([channel.id]))[channel.id] ?? {};
  if (!now?.catchup) return null;
  await context.player.open({ ...channel, past: now });
  return done(`Playing ${now.title} from its beginning.`);
}

async function wanted(
  context: Context,
  slots: SlotsOf<"tv.channel">,
  target: ChannelTarget | null,
): Promise<Playable> {
  if (target) return playable(target);
  const name = slots.name;
  const digits = slots.number;
  const step = slots.step;
  if (name) return named(context, name);
  if (digits !== undefined) return numbered(context, digits);
  if (step !== undefined) return neighbour(context, step);
  const before = context.history.previous();
  if (before) return before;
  throw new PlayerProblem("unknown_channel", "No other channel was watched before this one.");
}

async function named(context: Context, name: string): Promise<Channel> {
  const [best] = await context.api.resolve({ name, limit: 1 });
  if (best && best.score >= SURE) return best.channel;
  throw new PlayerProblem(
    "unknown_channel",
    `No channel is called “${name}”. Search the list, or add a playlist that has it.`,
  );
}

async function numbered(context: Context, digits: number): Promise<Channel> {
  const [best] = await context.api.resolve({ number: digits, limit: 1 });
  if (best) return best.channel;
  throw new PlayerProblem("unknown_channel", `There is no channel ${digits}.`);
}

async function neighbour(context: Context, step: number): Promise<Channel> {
  const from = context.player.snapshot().channel ?? context.history.last();
  if (from) return context.api.step(from.id, step);
  return first(await context.api.channels({ limit: 1 }).then((page) => page.channels));
}

/** Finds what `tv.watch` asks for: what is on now under that title first, then channels by name or group. */
async function wish(
  context: Context,
  slots: SlotsOf<"tv.watch">,
  target: ChannelTarget | null,
): Promise<Playable> {
  if (target) return playable(target);
  const words = slots.title ?? slots.person ?? slots.genre;
  const kind = slots.kind;
  const found = (await onNow(context, words)) ?? (await inList(context, words, kind));
  if (found) return found;
  throw new PlayerProblem(
    "unknown_channel",
    `Nothing on now matches “${words ?? kind}”. Open the guide to see what comes.`,
  );
}

async function onNow(context: Context, words: string | undefined): Promise<Playable | null> {
  if (!words) return null;
  const results = await context.api.search(words);
  const running = results.programmes.find((programme) => runs(programme, context.now()));
  if (running) return context.api.channel(running.channel_id);
  return results.channels[0] ?? null;
}

async function inList(
  context: Context,
  words: string | undefined,
  kind: string | undefined,
): Promise<Playable | null> {
  if (kind === "radio") {
    const { channels } = await context.api.channels({
      kind: "radio",
      ...(words ? { q: words } : {}),
      limit: 1,
    });
    return channels[0] ?? null;
  }
  const group = await groupLike(context, words ?? kind);
  if (!group) return null;
  return (await context.api.channels({ group, limit: 1 })).channels[0] ?? null;
}

async function groupLike(context: Context, word: string | undefined): Promise<string | null> {
  if (!word) return null;
  const groups = await context.api.groups();
  return groups.find((group) => group.name.toLowerCase().includes(word.toLowerCase()))?.name ?? null;
}

async function anything(context: Context): Promise<Playable> {
  const { channels } = await context.api.channels({ limit: DRAWN });
  const others = channels.filter((channel) => channel.id !== context.player.snapshot().channel?.id);
  const drawn = others.length ? others : channels;
  return first(drawn.slice(Math.floor(context.random() * drawn.length)));
}

function first(channels: Channel[]): Channel {
  const [channel] = channels;
  if (channel) return channel;
  throw new PlayerProblem("unknown_channel", "There are no channels yet; add a playlist first.");
}

/** The channel on the screen. */
export function current(context: Context): Playable {
  const { channel, phase } = context.player.snapshot();
  if (channel && phase !== "stopped") return channel;
  throw new PlayerProblem("nothing_playing", "Nothing is playing; pick a channel first.");
}

/** Play the neighbour of the episode that is on; `words` change the channel where no episode is. */
async function episode(context: Context, side: "before" | "after", words: string): Promise<Outcome> {
  const on = current(context);
  if (!isWhole(on))
    return refused(
      "unsupported",
      `${on.name} is live, so no episode comes ${side} this one. Say “${words}” to change the channel.`,
    );
  const place = on.kind === "episode" ? await placeOf(context.api, on.id) : null;
  if (!place) return refused("unsupported", `${on.name} is not part of a series.`);
  const neighbour = place[side];
  if (neighbour) return tune(context, neighbour);
  const end = side === "after" ? "last" : "first";
  return refused("unsupported", `${on.name} is the ${end} episode of ${place.series} that there is.`);
}

function playable(target: ChannelTarget): Playable {
  return {
    id: target.channel_id,
    name: target.name,
    number: target.number,
    logo: target.logo,
    kind: target.kind,
  };
}

function runs(programme: Programme, now: number): boolean {
  return Date.parse(programme.start) / 1000 <= now && now < Date.parse(programme.stop) / 1000;
}
