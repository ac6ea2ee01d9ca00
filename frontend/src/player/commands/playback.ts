/** Commands on what plays: pause, seek, sound, subtitles, tracks, quality. */

import { languageName } from "../tracks";
import type { Playable } from "../types";
import { current, startOver } from "./channels";
import { done, playing, refused, type Outcome } from "./outcome";
import type { Context, SlotsOf, Table } from "./ports";

/** How far back "what did she say?" goes, and for how long captions stay with it. */
const REPEAT_SECONDS = 15;
const REPEAT_CAPTION_SECONDS = 25;
/** Jumps shorter than this are no jump. */
const NOTICEABLE_SECONDS = 0.5;
/** The slowest and fastest rates that browsers play with sound. */
const RATES = { slowest: 0.25, fastest: 4 };

/** The commands; timers of earlier ones end when the sound is changed by hand. */
export function createPlaybackCommands(): Table {
  let soundBack: ReturnType<typeof setTimeout> | undefined;
  let captionsOff: ReturnType<typeof setTimeout> | undefined;

  function mute({ player }: Context, slots: SlotsOf<"tv.mute">): Outcome {
    const on = slots.on === true;
    const seconds = slots.seconds;
    clearTimeout(soundBack);
    if (!on) player.unblockSound();
    player.setMuted(on);
    if (!on) return done(`The sound is back, at ${player.snapshot().volume}.`);
    if (!seconds) return done("Muted.");
    soundBack = setTimeout(() => player.setMuted(false), seconds * 1000);
    return done(`Muted for ${spoken(seconds)}.`);
  }

  function repeatLine(context: Context): Outcome {
    const outcome = seekBy(context, -REPEAT_SECONDS);
    if (!outcome.ok) return outcome;
    if (!context.player.snapshot().subtitles) {
      context.player.setSubtitles(true);
      clearTimeout(captionsOff);
      captionsOff = setTimeout(() => context.player.setSubtitles(false), REPEAT_CAPTION_SECONDS * 1000);
    }
    return done(`${outcome.message} Subtitles are on for a while.`);
  }

  return {
    "tv.play": play,
    "tv.pause": (context) => {
      const channel = current(context);
      context.player.pause();
      return done(`Paused ${channel.name}.`);
    },
    "tv.stop": (context) => {
      const channel = current(context);
      context.player.stop();
      return done(`Stopped ${channel.name}.`);
    },
    "tv.seek": seek,
    "tv.repeat_line": repeatLine,
    "tv.rate": rate,
    "tv.volume": volume,
    "tv.mute": mute,
    "tv.subtitles": subtitles,
    "tv.audio_track": audioTrack,
    "tv.quality": quality,
  };
}

async function play(context: Context): Promise<Outcome> {
  const { player, history } = context;
  const last = history.last();
  if (!player.snapshot().channel && last) await player.open(last);
  else await player.play();
  if (!player.snapshot().channel)
    return refused("nothing_playing", "Nothing was watched yet; pick a channel first.");
  return done(`${playing(player.snapshot())}.`);
}

async function seek(context: Context, slots: SlotsOf<"tv.seek">): Promise<Outcome> {
  const channel = current(context);
  if (slots.mode === "start") {
    const over = await startOver(context, channel);
    if (over) return over;
  }
  if (slots.mode === "live" && channel.past) return backToLive(context, channel);
  const range = context.player.engine?.seekable();
  if (!range)
    return refused("unsupported", `${channel.name} cannot be wound: it keeps nothing of what was shown.`);
  const seconds = slots.seconds ?? 0;
  switch (slots.mode) {
    case "relative":
      return seekBy(context, seconds);
    case "absolute":
      return seekTo(context, range.start + seconds, "position");
    case "fraction":
      return seekTo(context, range.start + (range.end - range.start) * (slots.fraction ?? 0), "position");
    case "start":
      return seekTo(context, range.start, "start");
    default:
      return seekTo(context, context.player.engine?.livePosition() ?? range.end, "live");
  }
}

async function backToLive({ player }: Context, { past: _, ...channel }: Playable): Promise<Outcome> {
  await player.open(channel);
  return done(`Back to live on ${channel.name}.`);
}

function seekBy(context: Context, seconds: number): Outcome {
  const { player } = context;
  const channel = current(context);
  const from = player.video.currentTime;
  const live = player.engine?.livePosition();
  // Ahead of the live position lies data that is not there yet.
  const target =
    seconds > 0 && live != null ? Math.min(from + seconds, Math.max(live, from)) : from + seconds;
  const gone = player.seek(target) - from;
  if (Math.abs(gone) < NOTICEABLE_SECONDS)
    return refused(
      "unsupported",
      seconds < 0
        ? `${channel.name} keeps nothing earlier than this.`
        : `${channel.name} is at its live edge already.`,
    );
  const limit = Math.abs(gone) < Math.abs(seconds) - 1 ? ", as far as the channel goes" : "";
  return done(`Went ${gone < 0 ? "back" : "forward"} ${spoken(Math.abs(gone))}${limit}.`);
}

function seekTo(context: Context, position: number, what: "position" | "start" | "live"): Outcome {
  const channel = current(context);
  context.player.seek(position);
  if (what === "live") return done(`Back to live on ${channel.name}.`);
  if (what === "start") return done(`At the earliest moment that ${channel.name} keeps.`);
  return done(`Moved within what ${channel.name} keeps.`);
}

function rate(context: Context, slots: SlotsOf<"tv.rate">): Outcome {
  const channel = current(context);
  const asked = slots.rate ?? context.player.snapshot().rate + (slots.step ?? 0);
  const chosen = Math.min(RATES.fastest, Math.max(RATES.slowest, asked));
  context.player.setRate(chosen);
  if (chosen === 1) return done("Normal speed.");
  const limit = chosen > 1 ? ", until it reaches live" : "";
  return done(`${channel.name} plays at ${chosen} times its speed${limit}.`);
}

function volume({ player }: Context, slots: SlotsOf<"tv.volume">): Outcome {
  const before = player.snapshot();
  const step = slots.delta ?? 0;
  const chosen = slots.mode === "set" ? (slots.level ?? before.volume) : before.volume + step;
  player.setVolume(chosen);
  // Who turns it up wants to hear it.
  if (before.muted && player.snapshot().volume > 0 && (slots.mode === "set" || step > 0)) {
    player.unblockSound();
    player.setMuted(false);
  }
  const now = player.snapshot().volume;
  return done(
    now === before.volume && slots.mode === "step"
      ? `The volume stays at ${now}; it goes no further.`
      : `Volume ${now}.`,
  );
}

function subtitles(context: Context, slots: SlotsOf<"tv.subtitles">): Outcome {
  const channel = current(context);
  const on = slots.on === true;
  const language = slots.language;
  const found = context.player.setSubtitles(on, language);
  if (!on) return done("Subtitles off.");
  if (!found)
    return refused(
      "unsupported",
      `${channel.name} has no ${language ? `${languageName(language)} ` : ""}subtitles.`,
    );
  if (context.player.engine?.subtitleTracks().length)
    return done(language ? `${languageName(language)} subtitles on.` : "Subtitles on.");
  return done(`Subtitles on; ${channel.name} sends none itself, so captions appear where Prism makes them.`);
}

function audioTrack(context: Context, slots: SlotsOf<"tv.audio_track">): Outcome {
  const channel = current(context);
  const language = slots.language;
  const description = slots.description === true;
  const index = context.player.setAudio({ ...(language ? { language } : {}), description });
  if (index < 0 && slots.original === true) return done(`${channel.name} has one sound track, the original.`);
  if (index < 0) {
    const what = description ? "audio description" : `sound in ${languageName(language ?? "")}`;
    return refused("unsupported", `${channel.name} has no ${what}.`);
  }
  return done(`Sound: ${context.player.engine?.audioTracks()[index]?.name ?? "changed"}.`);
}

function quality(context: Context, slots: SlotsOf<"tv.quality">): Outcome {
  const channel = current(context);
  const height = slots.height ?? null;
  const chosen = context.player.setQuality(height);
  if (chosen === null) return done("The picture's quality follows the connection.");
  if (chosen < 0) return refused("unsupported", `${channel.name} comes in one quality only.`);
  return done(
    chosen === height
      ? `Picture at ${chosen}p.`
      : `Picture at ${chosen}p, the closest that ${channel.name} has.`,
  );
}

/** Such as "30 seconds" or "5 minutes". */
function spoken(seconds: number): string {
  const [count, unit] =
    seconds >= 90 ? [Math.round(seconds / 60), "minute"] : [Math.round(seconds), "second"];
  return `${count} ${unit}${count === 1 ? "" : "s"}`;
}
