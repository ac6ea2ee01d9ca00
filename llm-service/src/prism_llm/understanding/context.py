"""What words alone cannot say: "go back", "stop", "more", "again" resolved by what is on and what was last done.

Rules read such words as an `@name`; `resolve` turns it into a command, or into nothing where the context gives none.
"""

from collections.abc import Callable, Mapping

from prism_core.commands import Command
from prism_core.requests import UtteranceContext
from prism_llm.understanding.corrections import correct, other
from prism_llm.understanding.grammar import SlotValues
from prism_llm.understanding.numbers import simplest
from prism_llm.understanding.timers import seconds_left

_STEP, _LOUDEST = 10, 100
_SIXTH = 6
_SCREENS = ("ui.guide", "ui.open", "ui.search", "ui.select")
_UNDOABLE = (
    "tv.volume", "tv.mute", "tv.rate", "tv.subtitles", "tv.audio_track", "tv.quality", "tv.favourite", "tv.record",
    "ui.fullscreen", "ui.pip", "ui.theme", "lumen.voice", "profile.switch", "reminder.set", "sleep.set", "tv.watch",
    "tv.surprise", "tv.continue",
)  # fmt: skip
_OF_THE_CHANNEL = frozenset({"tv.channel", "tv.favourite"})
"""After which the next one is a channel: "add this channel to my favourites and go to the next"."""
_FOR_THE_REST = frozenset({"sleep.cancel", "sleep.set", "tv.record"})
"""What is asked for so that one sees how something ends."""
_OPPOSITE = {"up": "down", "down": "up", "left": "right", "right": "left"}


def resolve(name: str, slots: SlotValues, context: UtteranceContext) -> Command | None:
    """The command that an `@name` means in `context`; none if nothing says."""
    return _RESOLVERS[name](slots, context)


def _stop(_: SlotValues, context: UtteranceContext) -> Command | None:
    """Lumen first if she speaks, an open question next, and the player if not."""
    if context.lumen_speaking:
        return Command.of("lumen.stop")
    if context.pending and not context.playing:
        return Command.of("cancel")
    return Command.of("tv.stop")


def _wait(_: SlotValues, context: UtteranceContext) -> Command | None:
    """Lumen first if she speaks, else the programme."""
    if context.lumen_speaking:
        return Command.of("lumen.stop")
    return None if context.playing is False else Command.of("tv.pause")


def _enough(_: SlotValues, context: UtteranceContext) -> Command | None:
    """Lumen if she speaks; else enough of whatever it may be: "basta così"."""
    return Command.of("lumen.stop") if context.lumen_speaking else None


def _middle(_: SlotValues, context: UtteranceContext) -> Command | None:
    """The one in the middle of a list that has one."""
    count = len(context.choices or context.options or ())
    return Command.of("ui.select", index=count // 2 + 1) if count % 2 else None


def _returned(_: SlotValues, context: UtteranceContext) -> Command | None:
    """Somebody who is back goes on with what was paused."""
    return Command.of("tv.play") if context.paused else None


def _quiet(_: SlotValues, context: UtteranceContext) -> Command:
    """What she says now, where she speaks; else all that she might say: "arrête de parler"."""
    return Command.of("lumen.stop") if context.lumen_speaking else Command.of("lumen.hush", on=True)


def _volume(slots: SlotValues, context: UtteranceContext) -> Command | None:
    """The programme while one plays; Lumen's voice where only she is heard."""
    delta, last = slots["delta"], context.last_command
    of_lumen = (context.lumen_speaking and not context.playing) or (last is not None and last.name == "lumen.voice")
    if of_lumen and not isinstance(delta, str):
        return Command(name="lumen.voice", slots={"louder" if delta > 0 else "quieter": True})
    return Command(name="tv.volume", slots={"mode": "step", "delta": delta})


def _on_number(slots: SlotValues, context: UtteranceContext) -> Command:
    """A level, where the volume was spoken of ("it's too loud, put it on twelve"); else a channel."""
    last, number = context.last_command, slots["number"]
    if last is not None and last.name == "tv.volume" and isinstance(number, int) and number <= _LOUDEST:
        return Command.of("tv.volume", mode="set", level=number)
    return Command.of("tv.channel", number=number)


def _sixth(slots: SlotValues, context: UtteranceContext) -> Command:
    """The sixth of a list that has so many; else the channel that is called so: "La Sexta"."""
    if len(context.options or ()) >= _SIXTH:
        return Command.of("ui.select", index=_SIXTH)
    return Command(name="tv.channel", slots=dict(slots))


def _first(_: SlotValues, context: UtteranceContext) -> Command:
    """The first of a list where one is on the screen; else Germany's first channel, which is called so."""
    if context.options or context.screen == "search":
        return Command.of("ui.select", index=1)
    return Command(name="tv.channel", slots={"name": "das Erste"})


def _second(slots: SlotValues, context: UtteranceContext) -> Command:
    """The second of a list where one is there; else the channel that is called so: "das Zweite"."""
    if context.choices or context.options or context.screen == "search":
        return Command.of("ui.select", index=2)
    return Command(name="tv.channel", slots=dict(slots))


def _back(_: SlotValues, context: UtteranceContext) -> Command | None:
    last = context.last_command
    if last is None or (last.name not in _SCREENS and _page_is_open(context)):
        return _back_by_screen(context)
    if last.name == "tv.seek":
        seconds = last.slots.get("seconds")
        if last.slots.get("mode") == "relative" and isinstance(seconds, int | float):
            return Command.of("tv.seek", mode="relative", seconds=-abs(seconds))
        return Command.of("undo")
    if last.name == "tv.channel":
        return Command.of("tv.channel", last=True)
    if last.name in _SCREENS or last.name == "ui.scroll":
        return Command.of("ui.back")
    if last.name in ("tv.next", "tv.previous"):
        return Command.of("tv.previous" if last.name == "tv.next" else "tv.next")
    if last.name in _UNDOABLE:
        return Command.of("undo")
    return _back_by_screen(context)


def _page_is_open(context: UtteranceContext) -> bool:
    return context.screen not in (None, "live", "home")


def _back_by_screen(context: UtteranceContext) -> Command:
    if _page_is_open(context):
        return Command.of("ui.back")
    if context.playing or context.paused:
        return Command.of("tv.seek", mode="relative", seconds=-15)
    return Command.of("ui.back")


def _more(_: SlotValues, context: UtteranceContext) -> Command | None:
    """One step further in the direction of the last command."""
    last = context.last_command
    if last is None:
        return None
    slots = last.slots
    if last.name == "tv.volume" and slots["mode"] == "set":
        before = context.volume if context.volume is not None else 50
        level = slots["level"]
        up = not isinstance(level, str) and level >= before
        return Command.of("tv.volume", mode="step", delta=_STEP if up else -_STEP)
    if last.name == "tv.rate" and "rate" in slots:
        rate = slots["rate"]
        return Command.of("tv.rate", step=0.25 if not isinstance(rate, str) and rate >= 1 else -0.25)
    if last.name == "tv.seek" and slots["mode"] != "relative":
        return Command.of("tv.seek", mode="relative", seconds=15)
    if last.name in ("tv.volume", "tv.rate", "tv.seek", "ui.scroll", "lumen.voice", "tv.next", "tv.previous"):
        return last
    if last.name == "tv.channel":
        return last if "step" in slots else None
    return None


def _further(slots: SlotValues, context: UtteranceContext) -> Command | None:
    """A span further in the direction of the last jump, or more until it turns off: "noch eine Minute"."""
    last, seconds = context.last_command, slots["seconds"]
    if last is not None and last.name == "sleep.set" and not isinstance(seconds, str):
        return _later(seconds, context)
    if last is None or last.name != "tv.seek" or last.slots["mode"] != "relative" or isinstance(seconds, str):
        return None
    made = last.slots["seconds"]
    back = not isinstance(made, str) and made < 0
    return Command.of("tv.seek", mode="relative", seconds=-seconds if back else seconds)


def _later(seconds: float, context: UtteranceContext) -> Command | None:
    """The sleep timer that runs, made longer."""
    left = seconds_left(context)
    return None if left is None else Command.of("sleep.set", seconds=round(left + seconds))


def _again(_: SlotValues, context: UtteranceContext) -> Command | None:
    return context.last_command or Command.of("repeat")


def _turned(slots: SlotValues, context: UtteranceContext) -> Command | None:
    """The last command the other way round, by `share` of its step."""
    further = _more({}, context)
    share = slots.get("share", 1.0)
    if further is None or isinstance(share, str):
        return None
    turned: SlotValues = {}
    for slot, value in further.slots.items():
        if slot in ("delta", "seconds", "step") and not isinstance(value, str):
            scaled = -value * share if further.name != "tv.channel" else -value
            turned[slot] = simplest(scaled)
        elif slot == "direction":
            turned[slot] = _OPPOSITE[str(value)]
        elif slot in _VOICE:
            turned[_VOICE[slot]] = True
        else:
            turned[slot] = value
    if further.name in ("tv.next", "tv.previous"):
        return Command.of("tv.previous" if further.name == "tv.next" else "tv.next")
    return Command(name=further.name, slots=turned)


_VOICE = {"louder": "quieter", "quieter": "louder", "slower": "faster", "faster": "slower"}


def _next(_: SlotValues, context: UtteranceContext) -> Command | None:
    last = context.last_command
    index = last.slots.get("index") if last is not None and last.name == "ui.select" else None
    if isinstance(index, int) and 0 < index < len(context.options or ()):
        return Command.of("ui.select", index=index + 1)
    if last is not None and last.name in _OF_THE_CHANNEL:
        return Command.of("tv.channel", step=1)
    return Command.of("tv.next")


def _previous(_: SlotValues, context: UtteranceContext) -> Command | None:
    last = context.last_command
    index = last.slots.get("index") if last is not None and last.name == "ui.select" else None
    if isinstance(index, int) and index > 1 and context.options:
        return Command.of("ui.select", index=index - 1)
    if last is not None and last.name in _OF_THE_CHANNEL:
        return Command.of("tv.channel", step=-1)
    return Command.of("tv.previous")


def _last_one(_: SlotValues, context: UtteranceContext) -> Command:
    """The last of a list that is there or was just opened; else the one before."""
    last = context.last_command
    listed = context.choices or context.options or (last is not None and last.name in _SCREENS)
    return Command.of("ui.select", index=-1) if listed else Command.of("tv.previous")


def _select(slots: SlotValues, context: UtteranceContext) -> Command | None:
    """A place in a list, if a list is there; "number five" without one is a channel."""
    index = slots["index"]
    count = len(context.choices or context.options or ())
    if count:
        fits = isinstance(index, int) and (index == -1 or 1 <= index <= count)
        return Command.of("ui.select", index=index) if fits else None
    return None


def _number(slots: SlotValues, context: UtteranceContext) -> Command | None:
    """A place in a list, if a list is there, else a channel: "Nummer drei"."""
    if context.choices or context.options:
        return _select(slots, context)
    return Command.of("tv.channel", number=slots["index"])


def _scroll(slots: SlotValues, context: UtteranceContext) -> Command | None:
    """Further down a list that was moved last, or that is on the screen; else, and after the volume, the volume."""
    last = context.last_command
    listed = _page_is_open(context) and (last is None or last.name != "tv.volume")
    if listed or (last is not None and last.name in (*_SCREENS, "ui.scroll")):
        return Command.of("ui.scroll", direction=slots["direction"])
    return _volume({"delta": slots.get("delta", _STEP if slots["direction"] == "up" else -_STEP)}, context)


def _up_or_down(slots: SlotValues, context: UtteranceContext) -> Command | None:
    """The list that is on the screen while nothing plays; else the volume: "baja"."""
    last = context.last_command
    heard = context.playing or context.lumen_speaking or (last is not None and last.name == "tv.volume")
    if heard or not _page_is_open(context):
        return _volume({"delta": slots["delta"]}, context)
    return Command.of("ui.scroll", direction=slots["direction"])


def _speed(slots: SlotValues, context: UtteranceContext) -> Command | None:
    """The speed of what was last told to speed up or slow down: Lumen's voice, else the programme."""
    last, step = context.last_command, slots["step"]
    if last is not None and last.name == "lumen.voice" and not isinstance(step, str):
        return Command(name="lumen.voice", slots={"faster" if step > 0 else "slower": True})
    return Command(name="tv.rate", slots=slots)


def _ok(_: SlotValues, context: UtteranceContext) -> Command | None:
    return Command.of("confirm") if context.pending else None


def _go(_: SlotValues, context: UtteranceContext) -> Command:
    """A yes where something was asked, else the programme goes on: "dale"."""
    return Command.of("confirm" if context.pending else "tv.play")


def _no(_: SlotValues, context: UtteranceContext) -> Command | None:
    return Command.of("deny") if context.pending else None


def _in_language(slots: SlotValues, context: UtteranceContext) -> Command | None:
    """The language of what was changed last: subtitles, Lumen's voice; else of the programme's sound."""
    last = context.last_command
    if last is not None and last.name == "tv.subtitles":
        return Command(name="tv.subtitles", slots={"on": True, **slots})
    return Command(
        name="lumen.voice" if last is not None and last.name == "lumen.voice" else "tv.audio_track", slots=slots
    )


def _them(slots: SlotValues, context: UtteranceContext) -> Command | None:
    """What was switched last, on or off: "turn them off again"."""
    last = context.last_command
    if last is not None and last.name == "reminder.set" and not slots["on"]:
        title = last.slots.get("title")
        return Command(name="reminder.cancel", slots={} if title is None else {"title": title})
    if last is None or "on" not in last.slots:
        return None
    if last.name == "tv.mute" and slots["on"]:
        return Command.of("tv.mute", on=False)  # the sound is what goes on again
    return Command(name=last.name, slots={**last.slots, **slots} if slots["on"] else {"on": False})


def _off(_: SlotValues, context: UtteranceContext) -> Command:
    """What was switched on last, off; else the player: "mach ihn wieder aus"."""
    return _them({"on": False}, context) or Command.of("tv.stop")


def _lost(_: SlotValues, context: UtteranceContext) -> Command | None:
    """Somebody who watches has lost the story, and somebody else the way."""
    return Command.of("ask.explain") if context.playing else None


def _the_one(slots: SlotValues, context: UtteranceContext) -> Command | None:
    """One of what was listed or done last goes: "cancel the Storm one"."""
    last = context.last_command
    if last and last.name.startswith("reminder."):
        return Command(name="reminder.cancel", slots=dict(slots))
    if last and last.name == "delete":
        return Command(name="delete", slots={**slots, "kind": last.slots["kind"]})
    recordings = last and (last.name == "tv.record" or last.slots.get("page") == "recordings")
    if recordings or context.screen == "recordings":
        return Command(name="delete", slots={**slots, "kind": "recording"})
    return None


def _left(_: SlotValues, context: UtteranceContext) -> Command:
    """What is left of the reminders where one was spoken of, else of the programme: "welche sind noch übrig"."""
    last = context.last_command
    return Command.of("reminder.list" if last and last.name.startswith("reminder.") else "ask.remaining")


def _that_one(slots: SlotValues, context: UtteranceContext) -> Command:
    """The same; a recording where nothing was listed: "supprime celui de Top Chef"."""
    return _the_one(slots, context) or Command(name="delete", slots={"kind": "recording", **slots})


def _stay_on(_: SlotValues, context: UtteranceContext) -> Command | None:
    """No sleep timer where one runs or was just set; else all is as it is to be: "leave it on"."""
    runs = context.sleep_at is not None and (context.now is None or context.sleep_at > context.now)
    last = context.last_command
    return Command.of("sleep.cancel") if runs or (last is not None and last.name == "sleep.set") else None


def _the_rest(_: SlotValues, context: UtteranceContext) -> Command | None:
    """Where it was left off; behind a timer and a recording only why: "cancel the timer, we want to see the end"."""
    last = context.last_command
    return None if last is not None and last.name in _FOR_THE_REST else Command.of("tv.continue")


def _of_them(slots: SlotValues, context: UtteranceContext) -> Command | None:
    """The list that has what was done last: "cancel the Vera reminder and read me the others"."""
    last = context.last_command
    if last is not None and last.name.startswith("reminder."):
        return Command.of("reminder.list")
    kept = last is not None and (last.name == "tv.record" or last.slots.get("kind") == "recording")
    page = "recordings" if kept else "favourites" if last is not None and last.name == "tv.favourite" else None
    return Command.of("ui.open", page=page) if page and "read" not in slots else None


def _set_one(slots: SlotValues, context: UtteranceContext) -> Command | None:
    """Another reminder, behind one: "cancel the tennis reminder and set one for nine"."""
    last = context.last_command
    reminds = last is not None and last.name.startswith("reminder.")
    return Command(name="reminder.set", slots=dict(slots)) if reminds else None


def _delete_it(_: SlotValues, context: UtteranceContext) -> Command | None:
    """A recording, where one was spoken of last: "stop recording and delete it"."""
    last = context.last_command
    return Command.of("delete", kind="recording") if last is not None and last.name == "tv.record" else None


def _screen_back(_: SlotValues, __: UtteranceContext) -> Command | None:
    return Command.of("ui.back")


_RESOLVERS: Mapping[str, Callable[[SlotValues, UtteranceContext], Command | None]] = {
    "@stop": _stop,
    "@wait": _wait,
    "@enough": _enough,
    "@quiet": _quiet,
    "@middle": _middle,
    "@returned": _returned,
    "@correct": correct,
    "@other": other,
    "@volume": _volume,
    "@up_or_down": _up_or_down,
    "@faint": _volume,
    "@the_one": _the_one,
    "@on_number": _on_number,
    "@back": _back,
    "@first": _first,
    "@sixth": _sixth,
    "@second": _second,
    "@more": _more,
    "@further": _further,
    "@again": _again,
    "@too_much": _turned,
    "@less": _turned,
    "@next": _next,
    "@previous": _previous,
    "@last_one": _last_one,
    "@select": _select,
    "@number": _number,
    "@scroll": _scroll,
    "@speed": _speed,
    "@ok": _ok,
    "@go": _go,
    "@no": _no,
    "@screen_back": _screen_back,
    "@lost": _lost,
    "@them": _them,
    "@off": _off,
    "@in_language": _in_language,
    "@left": _left,
    "@that_one": _that_one,
    "@stay_on": _stay_on,
    "@the_rest": _the_rest,
    "@of_them": _of_them,
    "@set_one": _set_one,
    "@delete_it": _delete_it,
    "@nothing": lambda _, __: None,
}
