"""More of the last command, less of it, off again, the next one, or the same again."""

import re

from prism_core.commands import Command
from prism_core.requests import UtteranceContext
from prism_llm.understanding.context import resolve
from prism_llm.understanding.followups.cues import AROUND, cues, only
from prism_llm.understanding.utterance import Utterance

_STEPS = frozenset(
    {"tv.volume", "tv.rate", "tv.seek", "ui.scroll", "lumen.voice", "tv.channel", "tv.next", "tv.previous"}
)
_PICKED = frozenset({"tv.surprise", "ask.recommend"})
_BACK_A_BIT = re.compile(
    r"(?:\S+ ){0,4}(?:too far|too much|past it) (?:go |come )?back (?:just )?a (?:bit|little|touch|tad) "
)
_NOW_BACK = re.compile(
    r"(?:(?:ok|okay|right|and|now|then|just|no) )+(?:go |come )?back (?:just )?a (?:bit|little|touch|tad|smidge) "
)
_NUDGE = re.compile(
    r"(?:no |and |now )*(?P<way>up|down) (?:just )?a (?:bit|little|touch|tad|notch)(?: more)? (?:please )?"
)
_SLIGHT = 5
_A_BIT = 15
"""Seconds."""
_TOO_MUCH = cues(
    "(bit|little|far|way|rather) [too] much",
    "too (much|far|many|long)",
    "(overdone|overdid|overshot|overkill|overboard|excessive|over the top)",
    "(gone|went|go|going|come|skipped|jumped) [(way|a bit|a little|a touch|much)] (past [it]|too far|over)",
    "(steady|steady on|easy (tiger|now|there)|not (that|so|quite so|quite that|as) (much|far|long|many))",
    "(less|fewer)",
    "(other|opposite|wrong) (way|direction)",
    "(the opposite|the reverse|ease off|ease up|ease back|back off|tone it down|dial it (back|down)|rein it in|pull "
    "it back|come back|bring it back|back a (bit|touch|little|smidge))",
)
_FURTHER = cues(
    "(not|isnt|wasnt|nowhere near|hardly|barely) [(quite|really|nearly|near)] [(far|much|long)] (enough|there|it)",
    "(more|further|farther|again|another|still|even|extra)",
    "(keep|carry) (going|on|it coming|at it|doing that|skipping|winding|rewinding|scrolling|forwarding|flicking)",
    "(bit|little|touch|tad|smidge|smidgen|notch) (more|further|higher|on)",
    "(nearly|almost|not quite) [there]",
    "(hardly|barely) [(changed|did|made|moved|noticed|any|heard)] [(anything|any|a difference|different|it)]",
    "(didnt|doesnt|did|hasnt) (do|make|change|move|done|changed|made) (much|anything|nothing|a difference|any "
    "difference)",
    "(once|one) more [time]",
    "(same|and) again",
    "(cant tell|no difference|no different)",
)
_OF_A_STEP = (AROUND - {"have", "had", "has", "got", "get"}) | frozenset(
    "go going turn put bring take it volume sound up down back forward on in direction quick whoa much far "
    "more enough same few couple notches notch smidge smidgen one two only half that bit though than way i "
    "wanted asked did you for need needs keep still different yet we are skip jump wind rewind mate grandad "
    "nan gran grandma welly push nudge".split()
)
_LOUD = cues(
    "(not|isnt|still not) [(really|nearly|quite)] (quiet|low) enough",
    "not (that|so|quite so) loud",
    "(still|so|too|way too|much too|far too|very|bit|really|its|thats) (loud|noisy)",
    "(deafening|blaring|blasting)",
)
_FAINT = cues(
    "(not|isnt|still not|nowhere near) [(really|nearly|quite|anywhere near)] (loud|high) enough",
    "not (that|so|quite so) quiet",
    "(still|so|too|way too|much too|far too|very|bit|really|gone|its|thats) (quiet|faint|low|soft|muffled)",
    "(bit|still|even) louder",
    "(cant|cannot|can hardly|can barely|couldnt|can only just|still not) [(quite|really)] (hear|make (it|that|them|"
    "him|her|this) out|make out|catch|hearing) [(it|a thing|anything|a word|them|him|her|that|what (hes|shes|theyre) "
    "saying)]",
    "[more] welly",
)
_QUICK = cues("(still|so|too|way too|much too|far too|bit|its|thats) (fast|quick|rushed|speedy|chipmunks)")
_SLUGGISH = cues("(still|so|too|way too|much too|far too|bit|its|thats) (slow|draggy|dragging)")
_OF_THE_SOUND = _OF_A_STEP | frozenset(
    "still give some more now mate love much for me us from over here anything".split()
)
_ANOTHER = cues(
    "(something|anything) (else|different|better)",
    "(another|a different|different|a new|next|other) (one|thing|film|show|programme|channel|suggestion|idea|pick)",
    "(not (this|that|it|this one|that one)|another|next|try again|pick again|choose again|again)",
)
"""What is said of a surprise that does not please."""
_NEXT_ONE = cues(
    "(one|channel|episode) (after|above|past|beyond|following|up|on|further|along)",
    "(next|following) (one|along|channel|up)",
    "(up|forward|on|another) one",
    "one more (up|on|forward)",
)
_ONE_BEFORE = cues(
    "(one|channel|episode) (before|below|back|down|lower|under)",
    "(back|down) one",
    "one more (down|back)",
    "previous (one|channel)",
)
_NOT_EITHER = re.compile(
    r"(?:(?:no|nope|nah|oh|and|hmm|ugh) )*not (?:this|that|it)(?: one)? "
    r"(?:(?:either|as well) |(?:skip|pass|next|move on|go on|keep going)(?: (?:it|this|that|this one|one|please))* )+"
)
"""That what came next is not wanted, and what follows is: "not this one either"."""
_IN_A_ROW = frozenset({"tv.next", "tv.previous", "tv.watch", "tv.continue"})
_LOWER = cues("(lower|less|worse|smaller|down|further down|drop)")
_HIGHER = cues("(higher|better|sharper|clearer|up|crisper|bigger|nicer)")
_HEIGHTS = (360, 480, 720, 1080, 1440, 2160)
_TALKED = re.compile(r"(?<!\S)hear (?:you|from) |^(?:not|this|oh no|but then|then) again |you(?:re| are) |no more ")
"""What is said of somebody, not of the sound."""
_OFF = cues(
    "better (without|off)",
    "off with (it|them|that|those)",
    "(turn|switch|take|get|put) (it|that|them|those|this) (off|away)",
    "(off|gone) again",
    "(back|and|no|actually) off",
    "(get rid of|lose|ditch|remove|kill|scrap|drop|bin|hide) (it|that|them|those|these|this)",
    "(without|no) (it|them|that|those)",
    "(dont|no longer|didnt) (need|want|like|bother with) (it|them|that|those|these)",
    "(exit|come out of|out of) (it|that)",
)
_ON = cues(
    "(turn|switch|put|have|bring|get) (it|that|them|those|this) [back] on [again]",
    "back on",
    "on again",
    "bring (it|them|that) back",
)
_OF_A_SWITCH = AROUND | frozenset("any more anymore again actually after all now dont the from list favourites".split())
_SWITCHED = frozenset(
    {"tv.subtitles", "ui.pip", "ui.fullscreen", "tv.mute", "tv.record", "tv.favourite", "lumen.companion"}
)
_AGAIN = cues(
    "[(do|try|run|play|give|show)] [me] [(that|it|this)] [(last bit|bit)] (again|once more|one more time|another "
    "time|over again)",
    "(same|and|once) again",
)


def further(utterance: Utterance, context: UtteranceContext) -> Command | None:
    """Another step of the last command, or one back."""
    last, text = context.last_command, utterance.norm()
    if last is None:
        return None
    if last.name in _PICKED and only(text, _ANOTHER, AROUND):
        return last
    if last.name not in _STEPS:
        return None
    if _TALKED.search(text):
        return None
    if last.name in ("tv.volume", "tv.rate") and (sign := _felt(last.name, text)):
        return _towards(sign, context)
    if last.name == "tv.seek" and (_BACK_A_BIT.fullmatch(text) or _NOW_BACK.fullmatch(text)):
        return Command.of("tv.seek", mode="relative", seconds=-_A_BIT)
    if last.name == "tv.volume" and (nudge := _NUDGE.fullmatch(text)):
        return Command.of("tv.volume", mode="step", delta=_SLIGHT if nudge["way"] == "up" else -_SLIGHT)
    if only(text, _TOO_MUCH, _OF_A_STEP):
        return resolve("@too_much", {}, context)
    return resolve("@more", {}, context) if only(text, _FURTHER, _OF_A_STEP) else None


def _felt(name: str, text: str) -> int:
    """Which way it has to go by how it is found to be: "still too loud" is down."""
    much, little = (_LOUD, _FAINT) if name == "tv.volume" else (_QUICK, _SLUGGISH)
    return -1 if only(text, much, _OF_THE_SOUND) else 1 if only(text, little, _OF_THE_SOUND) else 0


def _towards(sign: int, context: UtteranceContext) -> Command | None:
    """A step like the last one, to that side."""
    step = resolve("@more", {}, context)
    made = step.slots.get("delta", step.slots.get("step")) if step else None
    if not isinstance(made, int | float):
        return None
    return step if (made > 0) == (sign > 0) else resolve("@too_much", {}, context)


def stepped(utterance: Utterance, context: UtteranceContext) -> Command | None:
    """The next or the one before of what is counted: channels, episodes, heights of the picture."""
    last, text = context.last_command, utterance.norm()
    if last is None:
        return None
    if last.name == "tv.quality":
        return _height(last, text)
    if _NOT_EITHER.fullmatch(text) and (last.name in _IN_A_ROW or "step" in last.slots):
        back = last.name == "tv.previous"
        return last if last.name == "tv.channel" else Command.of("tv.previous" if back else "tv.next")
    ahead, back = only(text, _NEXT_ONE, _OF_A_STEP), only(text, _ONE_BEFORE, _OF_A_STEP)
    if ahead == back:
        return None
    if last.name == "tv.channel":
        return Command.of("tv.channel", step=1 if ahead else -1)
    return Command.of("tv.next" if ahead else "tv.previous") if last.name in _IN_A_ROW else None


def _height(last: Command, text: str) -> Command | None:
    """The height below or above the last one."""
    lower, higher = only(text, _LOWER, _OF_A_STEP), only(text, _HIGHER, _OF_A_STEP)
    made = last.slots.get("height")
    if lower == higher or not isinstance(made, int):
        return None
    beyond = [height for height in _HEIGHTS if (height < made if lower else height > made)]
    return Command.of("tv.quality", height=max(beyond) if lower else min(beyond)) if beyond else None


def switched(utterance: Utterance, context: UtteranceContext) -> Command | None:
    """What was switched last, off or on again: "actually get rid of them"."""
    last, text = context.last_command, utterance.norm()
    if last is None or last.name not in _SWITCHED:
        return None
    if only(text, _OFF, _OF_A_SWITCH):
        return resolve("@them", {"on": False}, context)
    return resolve("@them", {"on": True}, context) if only(text, _ON, _OF_A_SWITCH) else None


def again(utterance: Utterance, context: UtteranceContext) -> Command | None:
    """The last command, whatever it was."""
    return context.last_command if only(utterance.norm(), _AGAIN) else None
