/** The watch party of this page: joins and leaves it, follows what it watches, and tells what is decided here. */

import type { Player } from "../../player/player";
import type { Phase } from "../../player/types";
import type { PartyPlay, PartyPlayback, PartyState } from "../../protocol/events";
import type { Socket } from "../../protocol/socket";
import type { Model } from "../../ui/model.svelte";
import { createPartyClock } from "./clock";
import { clockOf, createFollower, itemOf, type Follower } from "./follow";
import { guarded } from "./guard";

const STEP_SECONDS = 0.25;
/** The clock is asked for often at first, so that a quick answer is among the first ones. */
const ASKED_SECONDS = [0, 0.2, 0.5, 1, 2];
const ASK_SECONDS = 10;
/** Programme time is known soon after the first picture; a channel that has none is told without. */
const PLACELESS_SECONDS = 3;

export interface PartyOptions {
  socket: Socket;
  model: Model;
  /** Told in passing. */
  tell: (message: string) => void;
  failed: (error: unknown) => void;
}

export interface Party {
  /** The player for everybody but the party itself. */
  guard(player: Player): Player;
  /** Join the party of `code`, or start one. */
  join(code: string | null, name: string | null): void;
  leave(end: boolean): void;
  rule(everybody: boolean): void;
  /** Seconds by which the picture is behind the party's; null where that is not known. */
  readonly drift: number | null;
}

export function createParty({ socket, model, tell, failed }: PartyOptions): Party {
  const clock = createPartyClock();
  let player: Player | null = null;
  let follower: Follower | null = null;
  let playback: PartyPlayback | null = null;
  let deciding = 0;
  /** When something was decided here that the party does not know yet. */
  let decidedAt: number | null = null;
  let resting = false;
  let seen: Phase = "stopped";
  let timers: ReturnType<typeof setTimeout>[] = [];

  socket.on("party.pong", (pong) => clock.heard(pong));
  socket.on("party.state", (state) => (state.code ? arrived(state) : left(state.reason)));
  socket.on("party.playback", (next) => {
    playback = next;
    if (model.party) model.party = { ...model.party, withheld: next.withheld };
    follower?.follow(next);
    step();
  });
  // What a server that was just found again does not say any more is over.
  socket.on("bot-ready", () => left(""));

  function arrived(state: PartyState): void {
    const before = model.party;
    model.party = { ...state, code: state.code ?? "", withheld: before?.withheld ?? "" };
    if (!before) return begin();
    const known = new Set(before.members.map(({ id }) => id));
    for (const { id, name } of state.members) if (!known.has(id)) tell(`${name} watches with you now.`);
    const here = new Set(state.members.map(({ id }) => id));
    for (const { id, name } of before.members) if (!here.has(id)) tell(`${name} has left.`);
    if (state.host === state.you && before.host !== state.you) tell("You decide what is watched now.");
  }

  function begin(): void {
    const ask = (): void => void socket.send({ type: "party.ping", sent: clock.sent() });
    timers = ASKED_SECONDS.map((seconds) => setTimeout(ask, seconds * 1000));
    timers.push(setInterval(ask, ASK_SECONDS * 1000), setInterval(step, STEP_SECONDS * 1000));
    resting = false;
    // Whoever starts a party brings along what they watch.
    if (!playback && refusal() === null) decidedAt = clock.now();
  }

  function left(reason: string): void {
    for (const timer of timers) clearTimeout(timer);
    timers = [];
    playback = decidedAt = null;
    follower?.follow(null);
    model.party = null;
    if (reason) tell(reason);
  }

  function refusal(): string | null {
    const party = model.party;
    if (!party || party.everybody || party.host === party.you) return null;
    const host = party.members.find(({ id }) => id === party.host)?.name ?? "The host";
    return `${host} decides what you watch together.`;
  }

  function step(): void {
    if (!player || !model.party || deciding > 0) return;
    if (decidedAt !== null) return announce(player, decidedAt);
    if (!resting) follower?.step();
  }

  /** Tell the party how the picture stands here, once it does. */
  function announce(from: Player, since: number): void {
    const { channel, phase, position, rate } = from.snapshot();
    if (phase === "failed") decidedAt = null; // Nothing came of it: back to the others.
    if (phase === "opening" || phase === "failed" || from.video.seeking) return;
    const item = channel && phase !== "stopped" ? itemOf(channel) : null;
    const on = channel && item ? clockOf(channel) : "programme";
    const here = on === "media" ? from.video.currentTime : position;
    if (item && here === null && clock.now() - since < PLACELESS_SECONDS) return;
    const playing = phase === "playing" || phase === "waiting";
    const event: PartyPlay = {
      type: "party.play",
      item,
      playing,
      clock: on,
      position: item ? here : null,
      at: clock.now(),
      rate,
    };
    if (!socket.send(event)) return;
    decidedAt = null;
    // Until the party says so too, what it said before must not undo it.
    playback = { ...event, type: "party.playback", withheld: "" };
    follower?.follow(playback);
  }

  /** A pause that nobody here asked for comes from the browser's own controls, as those of picture in picture have. */
  function onChange(): void {
    const before = seen;
    seen = player?.snapshot().phase ?? "stopped";
    if (before !== "playing" || seen !== "paused") return;
    if (!model.party || deciding > 0 || decidedAt !== null || !playback?.playing) return;
    if (refusal() === null) decidedAt = clock.now();
    else resting = true;
  }

  return {
    guard(bare) {
      player = bare;
      follower = createFollower({ player: bare, now: () => clock.now(), failed });
      follower.follow(playback);
      bare.onChange(onChange);
      return guarded(bare, {
        refusal,
        begins: () => void (deciding += 1),
        ends() {
          deciding -= 1;
          if (model.party) decidedAt = clock.now();
          step();
        },
        rests: (on) => (resting = on && refusal() !== null),
      });
    },
    join: (code, name) => void socket.send({ type: "party.join", code, name }),
    leave: (end) => void socket.send({ type: "party.leave", end }),
    rule: (everybody) => void socket.send({ type: "party.rule", everybody }),
    get drift() {
      return follower?.drift ?? null;
    },
  };
}
