"""More of the last command, less of it, off again, the same again, or as it was before."""

import re

from prism_core.commands import Command
from prism_core.requests import UtteranceContext
from prism_llm.understanding.context import resolve
from prism_llm.understanding.followups.cues import AROUND, cues, only
from prism_llm.understanding.utterance import Utterance

_STEPS = frozenset(
    {"tv.volume", "tv.rate", "tv.seek", "ui.scroll", "lumen.voice", "tv.channel", "tv.next", "tv.previous"}
)
_TOO_MUCH = cues(
    "(bit|little|far|way|rather) [too] much",
    "too (much|far|many|long)",
    "(overdone|overdid|overshot|overkill|overboard|excessive|over the top)",
    "(gone|went|go|going|come|skipped|jumped) [(way|a bit|a little|a touch|much)] (past [it]|too far|over)",
    "(steady|steady on|easy|easy tiger|not (that|so|quite so|quite that|as) (much|far|long|many))",
    "(less|fewer)",
    "(other|opposite|wrong) (way|direction)",
    "(the opposite|the reverse|ease off|ease up|ease back|back off|tone it down|dial it (back|down)|rein it in|pull it "
    "back|come back|bring it back|back a (bit|touch|little|smidge))",
)
_FURTHER = cues(
    "(not|isnt|wasnt|nowhere near|hardly|barely) [(quite|really|nearly|near)] [(far|much|long)] (enough|there|it)",
    "(more|further|farther|again|another|still|even|extra)",
    "(keep|carry) (going|on|it coming|at it|doing that)",
    "(bit|little|touch|tad|smidge|smidgen|notch) (more|further|higher|on)",
    "(nearly|almost|not quite) [there]",
    "(hardly|barely) [(changed|did|made|moved|noticed|any|heard)] [(anything|any|a difference|different|it)]",
    "(didnt|doesnt|did|hasnt) (do|make|change|move|done|changed|made) (much|anything|nothing|a difference|any "
    "difference)",
    "(once|one) more [time]",
    "(same|and) again",
    "(cant tell|no difference|no different)",
)
_OF_A_STEP = AROUND | frozenset(
    "go going turn put bring take it volume sound up down back forward on in direction quick whoa much far more enough "
    "same few couple notches notch smidge smidgen one two only half that bit please though than way i wanted asked "
    "did you for need needs keep still different yet not we are mate welly push nudge".split()
)
_LOUD = cues("[(still|so|too|way too|much too|far too|very|bit)] (loud|deafening|blaring|blasting|shouting|noisy)")
_FAINT = cues(
    "[(still|so|too|way too|much too|far too|very|bit)] (quiet|faint|low|soft|muffled|louder)",
    "(cant|cannot|can hardly|can barely|couldnt|can only just|still not) [(quite|really)] (hear|make (it|that|them|him|"
    "her|this) out|make out|catch|hearing) [(it|a thing|anything|a word|them|him|her|that|what (hes|shes|theyre) "
    "saying)]",
    "[more] welly",
)
_QUICK = cues("[(still|so|too|way too|much too|far too|bit)] (fast|quick|rushed|speedy|chipmunks)")
_SLUGGISH = cues("[(still|so|too|way too|much too|far too|bit)] (slow|draggy|dragging)")
_OF_THE_SOUND = _OF_A_STEP | frozenset(
    "still give some more now mate love much for me us from over here anything".split()
)
_OFF = cues(
    "[(turn|switch|take|get|put)] [(it|that|them|those|this)] (off|away|gone) [again]",
    "(get rid of|lose|ditch|remove|kill|scrap|drop|bin|hide|stop|cancel) (it|that|them|those|these|this)",
    "(without|no) (it|them|that|those)",
    "(dont|no longer|didnt) (need|want|like|bother with) (it|them|that|those|these)",
    "(exit|come out|out of (it|that))",
)
_ON = cues(
    "[(turn|switch|put|have|bring|get)] [(it|that|them|those|this)] [back] on [again]", "bring (it|them|that) back"
)
_OF_A_SWITCH = AROUND | frozenset("any more anymore again actually after all now dont the from list favourites".split())
_SWITCHED = frozenset(
    {"tv.subtitles", "ui.pip", "ui.fullscreen", "tv.mute", "tv.record", "tv.favourite", "lumen.companion"}
)
_UNDO = cues(
    "(undo|undone|undoing|un do|revert|reverse|restore|reset)",
    "(put|take|change|turn|set|switch|bring|return) (it|that|this|things|everything|them|me|us|those) back",
    "(put|change|set|switch|return) back",
    "[(back|return|go)] [to] (how|the way|what|where|like|as) (it|things|that|we|they|i|everything) (was|were|had|had "
    "it|"
    "looked|sounded|had been|used to be|liked it|used to) [(watching|on)] [before]",
    "(how|the way|where|as) (it|things|they) [(was|were)] (before|earlier|originally)",
    "(as|like|than) before",
    "before [that]",
    "(better|nicer|fine|ok|okay) (before|the way it was|as it was|how it was)",
    "(take|took) (it|that) back",
    "(didnt|did not|never|wasnt) (mean|want|ask|asking|say|asked|meant|intend|like|told|tell|said) [you] [(for|to)] "
    "[(that|it|this|you to|do that|do it|press that|hit that|anything)]",
    "(shouldnt|should not) have (done|pressed|touched|said) (that|it|this)",
    "wrong (one|button|thing|way|channel|choice|setting|command|key|word)",
    "not what (i|we) (meant|asked|wanted|said|was after|were after|had in mind|asked for)",
    "(not|no) (that|this|that one)",
    "(mistake|accident|accidental|accidentally|oops|whoops|oopsie|changed my mind|scrap that|scratch that|never mind "
    "that|forget that|get rid of (that|what you did))",
    "(old|original) (one|way|setting|look|settings|channel|place|thing)",
    "[(prefer|preferred|liked|like|want|wanted)] the (previous|old|last|other|original) [(one|look|way|setting)] "
    "[(better|more)]",
    "(dont|do not|didnt) (like|want|fancy|care for) (it|that|this|them|those|the look of (it|that))",
)
_OF_UNDOING = AROUND | frozenset(
    "back put take go how it was were the way before that this again did do please just last thing change changed "
    "command setting settings set to normal liked like prefer preferred better old one as old looked sounded had hate "
    "horrible awful terrible ugly worse bad rubbish dreadful not wrong oh no my fault me by sat button on press "
    "pressed "
    "hit said anyone asked for them things everything mate bit where what used be leave original we i they second "
    "minute moment ago return away time wasnt him her off keep everything so speak finger slipped dog cat kids".split()
)
_PREVIOUS = re.compile(r"^(?:and |no |then |to )*(?:the )?(?:previous|last|other|old) (?:one )?$")
"""Words that ask for the one before by themselves: a channel, an episode."""
_DONE = re.compile(r"^(?:tv|ui|lumen|sleep|reminder|profile)\b")
_AGAIN = cues(
    "[(do|try|say|run|play|give|show)] [me] [(that|it|this)] [(last bit|bit)] (again|once more|one more time|another "
    "time|over again)",
    "(same|and|once) again",
)


def further(utterance: Utterance, context: UtteranceContext) -> Command | None:
    """Another step of the last command, or one back."""
    last, text = context.last_command, utterance.norm()
    if last is None or last.name not in _STEPS:
        return None
    if last.name in ("tv.volume", "tv.rate") and (sign := _felt(last.name, text)):
        return _towards(sign, context)
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


def switched(utterance: Utterance, context: UtteranceContext) -> Command | None:
    """What was switched last, off or on again: "actually get rid of them"."""
    last, text = context.last_command, utterance.norm()
    if last is None or last.name not in _SWITCHED:
        return None
    if only(text, _OFF, _OF_A_SWITCH):
        return resolve("@them", {"on": False}, context)
    return resolve("@them", {"on": True}, context) if only(text, _ON, _OF_A_SWITCH) else None


def undone(utterance: Utterance, context: UtteranceContext) -> Command | None:
    """As it was before the last command."""
    last, text = context.last_command, utterance.norm()
    wanted = last and _DONE.match(last.name) and only(text, _UNDO, _OF_UNDOING) and not _PREVIOUS.match(text)
    return Command.of("undo") if wanted else None


def again(utterance: Utterance, context: UtteranceContext) -> Command | None:
    """The last command, whatever it was."""
    return context.last_command if only(utterance.norm(), _AGAIN) else None
