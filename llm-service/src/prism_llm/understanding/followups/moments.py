"""What a state calls for: the picture is paused, the sound is off, something plays."""

from prism_core.commands import Command
from prism_core.requests import UtteranceContext
from prism_llm.understanding.followups.cues import CORE, cues, only
from prism_llm.understanding.utterance import Utterance

_BACK = cues(
    "(im|were|i am|we are|shes|hes|theyre|everyones|everybodys|all|mums|dads|right|ok|okay|and|now) (back|ready|set|"
    "sorted|settled|done|sat|sitting|comfy|seated|here|good) [(to go|now|again|down|in|comfortable|when you are|"
    "whenever you are|together|with you)]",
    "(carry on|go on|continue|resume|unpause|play|go ahead|as you were|crack on|keep going|roll it|roll on|hit it|hit "
    "play|lets go|lets roll|lets carry on|off we go|off you go|here we go|on we go|away we go|start (it again|again|"
    "back up|it up|it)|get (it|things) going|fire (it|away)|on with (it|the show|the film)|press play|and go|action|"
    "set it going|let it (run|roll|play)|where were we|get back to it|back to it|proceed|pick (it|up) [up] [(again|"
    "where we (left off|were))])",
    "(go|roll|ready|onwards|onward|come on|see what happens|see what happened next)",
)
_TO_GO_ON = CORE | frozenset(
    "im were weve we ive its shes hes theyre kids are finally go come shall made film movie show picture "
    "programme episode match telly tv everyone everybody from where were left off stopped down up running "
    "going it again when whenever you are start back playing watching tea sorted kettle on".split()
)
_SOUND = cues(
    "[(put|turn|bring|give|get|have|switch)] [(me|us)] [the] (sound|audio|volume|noise) (back on|back up|back|on|up|"
    "again)",
    "(have|lets have|wheres|no|sound) [the] (sound|audio|volume)",
    "(sound|audio|volume) gone",
    "(cant|couldnt|cannot|want to|wanna|like to|lets|let me|let us|need to|able to|not) (hear|hearing) [(what (theyre|"
    "hes|shes|they are) saying|it|that|this|anything|nothing|a thing|a word|them|him|her|the (telly|tv|film|match|"
    "news))]",
    "(so|gone|its|very|really|all|too) (quiet|silent)",
    "(unmute|un mute|unmuted|no sound|back on|bring it back|turn it back on|back up|put it back on|off mute|listen to "
    "this|turn it back up|mute off)",
    "(hung|rung|rang) (up|off)",
    "(shes|hes|theyve|theyre) [(finally|all|just)] (gone|left|off the phone)",
    "off the phone",
    "(call|phone call|meeting|ad|ads|adverts) [(is|are|has)] (over|done|finished|ended|gone)",
    "(calls|ads|adverts) (over|done|finished|ended|gone)",
    "[the] (sound|audio)",
)
_TO_HEAR = CORE | frozenset(
    "im were weve we its thats is here bit want wanted like why whys wheres cant couldnt cannot sound finished "
    "over done ended gone off phone call again back on up shes hes theyve theyre us quiet being going anymore "
    "any more silent able switch finally".split()
)
_ERRAND = cues(
    "(someones|somebodys|someone is|theres someone|theres somebody|postmans|pizzas|takeaways|foods|deliverys) (at|"
    "here|arrived|come|on) [the] [door]",
    "[(the|my)] (phones|phone is|doorbells|doors|kettles|bells) (ringing|going|gone|rung|boiling|boiled)",
    "(got to|gotta|need to|have to|need|must) (nip|pop|run|dash|take this|answer (this|that|the (door|phone))|get the "
    "door|a wee|a pee|the loo|go to the (loo|toilet)|pee|wee)",
    "(brb|back in a (sec|second|minute|mo|moment|tick|jiffy|bit)|nature calls|loo break|tea break|toilet break)",
)
_STEPPING_OUT = (
    CORE
    | frozenset("ive weve were im got have need".split())
    | frozenset("door minute sec second moment mo tick while out quickly loo hold it there freeze stop".split())
)
_ASKED = {
    "ask.remaining": cues(
        "(how (long|much) [(more|longer)]|(is there|has it got) (much|long) [more]) [(does|has|is|till|until)] [(this|"
        "it|that|the (film|match|show|programme))] [(thing|film|show)] [(got|still)] (left|to go|still go|go|"
        "remaining|longer|more|end|ends|over|finishes|finished|run|last)",
        "(much|long|lot) [more] (left|to go|of (this|it) left)",
        "(when|what time) (does|will|is) (it|this|that|the (film|match|show|programme)) [be] (end|finish|over|done|"
        "finished|stop)",
    ),
    "ask.score": cues(
        "[(whats|what is|wots|tell me|give me)] [the] (score|scoreline|scores)",
        "(whos|who is|are we|is it us) (winning|ahead|leading|losing|up|in the lead|on top)",
        "(hows|how is|how does|how do|hows about) (it|they|we|the (match|game)) (stand|stands|standing|going|doing|"
        "looking|gone)",
        "(did|have|has) (we|they|he|anyone|somebody|someone|anybody|either of them) [(just|even)] (score|scored)",
        "what is it nil nil",
    ),
    "ask.song": cues(
        "(what|whats|wots|which|who does|who sings|who sang|whos singing|who is singing|name) [(is|s|are|are they|is "
        "he|is she)] [(this|that|the|they|he|she)] [(called|name of)] (song|tune|track|music|singing|sings|band|"
        "playing now|piece)",
        "(whos|who is) (this|that) [(song|tune)] (by|singing)",
        "who (sings|sang|wrote|does) (this|that|it)",
        "shazam",
    ),
    "ask.who": cues(
        "(who|whos|who is|whats) [(is|s)] (she|he|her|him|that|this) [(actor|actress|bloke|man|woman|guy|girl|lady|"
        "lad|fella|chap|one|face|person|presenter|playing (him|her))] [again]",
        "(where|what) (do|have|did) (i|we) (know|seen|recognise|see) (her|him|that (face|bloke|woman|man|guy))",
        "what else (has|is|was) (she|he) [been] in",
        "(whats|what is) (his|her) name",
        "(know|recognise) (that|his|her) face",
    ),
    "ask.now": cues(
        "(whats|what is) (this|it|that)",
        "what (am i|are we|have i got|have we got|have you put|have you got|did you put) [(watching|on|looking at)]",
        "whatve you put on",
        "(whats|what is|what) [(is|s)] (on|playing|showing) [now]",
    ),
    "ask.explain": cues(
        "(whats|what has|what is|what) (going on|happened|happening|been going on|been happening|gone on)",
        "(what did|whatd) (i|we) miss",
        "(catch me up|fill me in|recap|who killed (who|him|her))",
    ),
}
_OF_QUESTIONS = CORE - {"to", "us", "me", "you"} | frozenset(
    "what is it now then again lads film match game show programme thing telly tv on left till end of called "
    "going gonna he she they who whats playing are here how long does this still love great good mad driving "
    "name is its been im was in i it at the moment far please".split()
)


def resumed(utterance: Utterance, context: UtteranceContext) -> Command | None:
    """What is paused, once those who watch are there again."""
    wanted = context.paused and not context.playing and only(utterance.norm(), _BACK, _TO_GO_ON)
    return Command.of("tv.play") if wanted else None


def unmuted(utterance: Utterance, context: UtteranceContext) -> Command | None:
    """The sound that is off, once it is missed."""
    wanted = context.muted and only(utterance.norm(), _SOUND, _TO_HEAR)
    return Command.of("tv.mute", on=False) if wanted else None


def paused(utterance: Utterance, context: UtteranceContext) -> Command | None:
    """The picture held, while those who watch are called away."""
    wanted = context.playing and only(utterance.norm(), _ERRAND, _STEPPING_OUT)
    return Command.of("tv.pause") if wanted else None


def asked(utterance: Utterance, context: UtteranceContext) -> Command | None:
    """What is asked about that which plays."""
    if not context.playing:
        return None
    text = utterance.norm()
    found = next((name for name, cue in _ASKED.items() if only(text, cue, _OF_QUESTIONS)), None)
    return Command.model_validate({"name": found, "slots": {}}) if found else None
