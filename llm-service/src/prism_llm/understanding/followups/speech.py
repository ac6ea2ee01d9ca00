"""What is said to Lumen while she speaks, or has been told not to."""

from prism_core.commands import Command
from prism_core.requests import UtteranceContext
from prism_llm.understanding.followups.cues import AROUND, CORE, cues, only
from prism_llm.understanding.utterance import Utterance

_ENOUGH = cues(
    "(enough|stop|whisht|wheesht|shush|shh|sh|ssh|shhh|shhhh|quiet|hush|silence|shut up|shut it|zip it|pipe down|give "
    "it a rest|button it|sshh|save it|spare me|wrap it up|cut it out|cut it short|leave it (out|there)|not now|skip "
    "it|never mind|nevermind|hold that thought|not another word|no more|thatll do|that will do|put a sock in it|move "
    "on|moving on|cancel|forget it|leave off|give over|pack it in|belt up|nobody asked [you]|who asked [you]|cut|zip|"
    "less talk|less chat|blah blah [blah]|thats me told|later|rest your voice|can it|knock it off)",
    "(skip|cut|spare me) the (lecture|speech|details|rest|story|explanation|chat|chatter|essay|commentary|waffle)",
    "(got|get) (it|that|the (idea|gist|picture|point|message))",
    "(i|we) (know|heard|heard you|see|understand|have heard)",
    "(ive|weve) heard (it|enough|this|you|that)",
    "(ok|okay|alright|all right|yeah|yes|right|fine) (ok|okay|alright|all right|yeah|yes|right|fine|thanks|thank you) "
    "[(ok|okay|alright|yeah|yes)]",
    "(let|leave) (me|us) (watch|be|alone|hear (it|this|that)|concentrate|in peace|listen|finish)",
    "(dont|no) need [(to (know|go on|hear (it|that|this)))]",
    "thats (plenty|all i (needed|wanted)|enough of (that|it))",
    "(thatll|that will) be all",
    "(do you ever|will you|would you|please|can you) (stop|not)",
    "you talk (too much|a lot)",
    "(nobody|no one|who) cares",
    "(leave|give) it (now|a rest|there)",
    "(dont|not|do not) (say|another|a) (anything|word|peep|sound|another word|thing)",
    "too (long|much (information|talking|detail|chat))",
    "(cant|couldnt) (hear|concentrate|follow) [(it|the (film|telly|tv|match|news|programme|show)|them|him|her)]",
)
_TALKING = AROUND | frozenset(
    "talking talk chatting chat speaking chattering going out on up from bit more today minute moment second "
    "sec first in peace please being while whole story lot for the love of rest stop be alone nattering "
    "wittering rabbiting yapping babbling any anymore already hear this film match programme scene show "
    "watching trying him her them answer not interested know dont over when".split()
)
_FOR_LONG = cues(
    "(rest of|until|till|from now on|tonight|for the (film|match|movie|game|show|programme|evening|night)|any more|"
    "anymore|else|ever|again|another (word|peep|sound))"
)
_OF_A_WHILE = _TALKING | frozenset(
    "rest until till finishes finished ends over tonight evening night game movie say tell ask so keep stay "
    "peep sound word else anything commentary comments commenting comment quiet thing".split()
)
_HUSH = cues("(be|keep|stay|go) (quiet|silent|still)", "(hush|silence|shut up)")
_QUIET = cues("quiet")
"""Beside "too" or "so" it is how her voice is found to be."""
_VOICE = {
    "faster": cues(
        "(faster|quicker|hurry up|speed up|speed it up|quickly|get a move on|get on with it|spit it out|get to the "
        "point)",
        "(too|so|very|quite|way too) (slow|slowly)",
        "dragging",
    ),
    "slower": cues(
        "[(a bit|a little|bit|much)] (slower|slowly|slow down|slow it down|slow)",
        "[(too|so|very|quite|way too)] (fast|quick|quickly|rushed)",
        "(gabbling|rushing|racing|gabble)",
        "(cant|couldnt) (keep up|follow) [(with you|you)]",
    ),
    "louder": cues(
        "(louder|speak up|up a bit|turn yourself up|raise your voice|bit more volume)",
        "[(too|so|very|quite|way too|rather)] (quiet|soft|faint|mumbling|quietly)",
        "(cant|couldnt|cannot|can hardly|can barely) (hear|make out) (you|what (you are|youre) saying)",
    ),
    "quieter": cues(
        "(quieter|softer|quietly|softly|turn yourself down|keep your voice down|lower your voice|whisper|tone it down|"
        "pipe down a bit|inside voice)",
        "(dont|stop|no|youre) (shout|shouting|yelling|yell|need to shout|bellowing)",
        "[(too|so|very|quite|way too|not so|bit)] (loud|loudly|noisy)",
    ),
}
"""How her voice should be, and how it is found to be now."""
_OF_A_VOICE = AROUND | frozenset(
    "talk talking speak speaking say saying said voice your you go going old deaf your more not it me us again "
    "ears hard hearing try words sound sounds being when keep english what".split()
)
_ADDRESSED = frozenset(
    "you youre your yourself talk talking speak speaking say saying voice shout shouting whisper".split()
)
_AGAIN = cues(
    "(say|tell me|repeat|run) (that|it|what you said|yourself) [again]",
    "(say|come) again",
    "(pardon|pardon me|beg your pardon)",
    "what (was that|did you [just] say|were you saying|was that you said)",
    "(didnt|did not|couldnt) (catch|get|hear|follow|understand) (that|you|it|what you said|a word)",
    "missed (that|it)",
    "(once more|one more time|repeat)",
)
_OF_A_REPEAT = CORE | frozenset(
    "say again once more one time last bit what you please slowly slower repeat for me".split()
)
_SPEAK = cues(
    "(speak|talk|chat|come back|say something|pipe up|natter|comment|unhush|allowed|join in)",
)
_OF_SPEAKING = AROUND | frozenset(
    "again now to me us you allowed may back something anything free normal as talk speak chat when want lumen".split()
)


def voiced(utterance: Utterance, context: UtteranceContext) -> Command | None:
    """Her voice, where she is heard alone or is plainly meant; "louder" beside a film is the film."""
    addressed = not _ADDRESSED.isdisjoint(word.norm for word in utterance.words)
    if not context.lumen_speaking or (context.playing and not addressed):
        return None
    text = utterance.norm()
    if _HUSH.search(text):
        return None
    found = next((how for how, cue in _VOICE.items() if only(text, cue, _OF_A_VOICE)), None)
    return Command.model_validate({"name": "lumen.voice", "slots": {found: True}}) if found else None


def hushed(utterance: Utterance, context: UtteranceContext) -> Command | None:
    """Enough while she speaks; quiet until she is asked to talk, where that is meant; or her voice again."""
    text, last = utterance.norm(), context.last_command
    if last and last.name == "lumen.hush" and last.slots.get("on") is True:
        return Command.of("lumen.hush", on=False) if only(text, _SPEAK, _OF_SPEAKING) else None
    if not context.lumen_speaking:
        return None
    if only(text, _HUSH, _TALKING) or only(text, _QUIET, CORE):
        return Command.of("lumen.hush", on=True)
    if _FOR_LONG.search(text) and only(text, _ENOUGH, _OF_A_WHILE):
        return Command.of("lumen.hush", on=True)
    return Command.of("lumen.stop") if only(text, _ENOUGH, _TALKING) else None


def said_again(utterance: Utterance, context: UtteranceContext) -> Command | None:
    """What she just said, once more."""
    wanted = context.lumen_speaking and only(utterance.norm(), _AGAIN, _OF_A_REPEAT)
    return Command.of("repeat") if wanted else None
