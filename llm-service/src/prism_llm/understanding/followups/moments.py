"""What a state calls for: Lumen is speaking, the picture is paused, the sound is off, something plays."""

from prism_core.commands import Command
from prism_core.requests import UtteranceContext
from prism_llm.understanding.followups.cues import AROUND, cues, only
from prism_llm.understanding.utterance import Utterance

_ENOUGH = cues(
    "(enough|stop|shush|shh|sh|ssh|shhh|shhhh|quiet|hush|silence|shut up|shut it|zip it|pipe down|give it a rest|"
    "button it|save it|spare me|wrap it up|cut it out|cut it short|leave it (out|there)|not now|skip it|never mind|"
    "nevermind|hold that thought|not another word|no more|thatll do|that will do|put a sock in it|move on|moving on|"
    "cancel|forget it|leave off|give over|pack it in|belt up|nobody asked [you]|who asked [you]|whatever|cut|zip|"
    "less talk|less chat|blah blah [blah]|thats me told|later|rest your voice|can it|knock it off)",
    "(skip|cut|spare me) the (lecture|speech|details|rest|story|explanation|chat|chatter|essay|commentary|waffle)",
    "(got|get) (it|that|the (idea|gist|picture|point|message))",
    "(i|we) (know|heard|heard you|see|understand|have heard)",
    "(ive|weve) heard (it|enough|this|you|that)",
    "(ok|okay|alright|all right|yeah|yes|right|fine) (ok|okay|alright|all right|yeah|yes|right|fine|thanks|thank you) "
    "[(ok|okay|alright|yeah|yes)]",
    "(let|leave) (me|us) (watch|be|alone|hear (it|this|that)|concentrate|in peace|listen|finish)",
    "(dont|no) need [(to (know|go on|hear (it|that|this)))]",
    "too (long|much (information|talking|detail|chat))",
    "(cant|couldnt) (hear|concentrate|follow) [(it|the (film|telly|tv|match|news|programme|show)|them|him|her)]",
)
_TALKING = AROUND | frozenset(
    "talking talk chatting chat speaking chattering going out on up from bit more today minute moment second sec first "
    "in peace please being while whole story lot for the love of rest stop be alone nattering wittering rabbiting "
    "yapping babbling any anymore already hear this film match programme scene show watching trying him her them "
    "answer not interested know dont over when".split()
)
_BACK = cues(
    "[(im|were|i am|we are|shes|hes|theyre|everyones|everybodys|all|mums|dads|right)] (back|ready|set|sorted|settled|"
    "done|sat|sitting|comfy|seated|here|good) [(to go|now|again|down|in|comfortable|when you are|whenever you are|"
    "together|with you)]",
    "(carry on|go on|continue|resume|unpause|play|go ahead|as you were|crack on|keep going|roll it|roll on|hit it|hit "
    "play|lets go|lets roll|lets carry on|off we go|off you go|here we go|on we go|away we go|start (it again|again|"
    "back up|it up|it)|get (it|things) going|fire (it|away)|on with (it|the show|the film)|press play|and go|action|"
    "set it going|let it (run|roll|play)|where were we|proceed|pick (it|up) [up] [(again|where we (left off|were))])",
    "(go|roll|ready|onwards|onward)",
)
_TO_GO_ON = AROUND | frozenset(
    "film movie show picture programme episode match telly tv everyone everybody from where were left off stopped down "
    "up running going it again when whenever you are start back playing watching tea sorted kettle on".split()
)
_SOUND = cues(
    "[(put|turn|bring|give|get|have|switch|can (i|we) have|lets have)] [(me|us)] [the] (sound|audio|volume|noise) "
    "[(back on|back up|back|on|up|again|please)]",
    "(hear|hearing) [(it|that|this|anything|nothing|a thing|a word|them|him|her|the (telly|tv|film|match|news))]",
    "(unmute|un mute|unmuted|silent|no sound|back on|bring it back|turn it back on|back up|put it back on|off mute|"
    "listening|listen|turn it back up|quiet|mute off)",
    "(hung|rung|rang) (up|off)",
    "(shes|hes|theyve|theyre) [(finally|all|just)] (gone|left|off the phone)",
    "off the phone",
    "(call|phone call|meeting|ad|ads|adverts) [(is|are|has)] (over|done|finished|ended|gone)",
    "(calls|ads|adverts) (over|done|finished|ended|gone)",
)
_TO_HEAR = AROUND | frozenset(
    "why cant couldnt cannot sound finished over done ended gone off phone call again back on up shes hes theyve "
    "theyre us quiet being going anymore any more silent able switch finally".split()
)
_ERRAND = cues(
    "(someones|somebodys|someone is|theres someone|theres somebody|postmans|pizzas|takeaways|foods|deliverys) (at|here|"
    "arrived|come|on) [the] [door]",
    "[(the|my)] (phones|phone is|doorbells|doors|kettles|bells) (ringing|going|gone|rung|boiling|boiled)",
    "(got to|gotta|need to|have to|need|must) (nip|pop|run|dash|take this|answer (this|that|the (door|phone))|get the "
    "door|a wee|a pee|the loo|go to the (loo|toilet)|pee|wee)",
    "(brb|back in a (sec|second|minute|mo|moment|tick|jiffy|bit)|nature calls|loo break|tea break|toilet break)",
)
_STEPPING_OUT = AROUND | frozenset(
    "door minute sec second moment mo tick while out quickly loo hold it there freeze stop".split()
)
_ASKED = {
    "ask.remaining": cues(
        "(how (long|much) [(more|longer)]|(is there|has it got) (much|long) [more]) [(does|has|is|till|until)] [(this|"
        "it|"
        "that|the (film|match|show|programme))] [(thing|film|show)] [(got|still)] (left|to go|still go|go|remaining|"
        "longer|more|end|ends|over|finishes|finished|run|last)",
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
        "he|"
        "is she)] [(this|that|the|they|he|she)] [(called|name of)] (song|tune|track|music|singing|sings|band|playing "
        "now|piece)",
        "(whos|who is) (this|that) [(song|tune)] (by|singing)",
        "who (sings|sang|wrote|does) (this|that|it)",
        "shazam",
    ),
    "ask.who": cues(
        "(who|whos|who is|whats) [(is|s)] (she|he|her|him|that|this) [(actor|actress|bloke|man|woman|guy|girl|lady|lad|"
        "fella|chap|one|face|person|presenter|playing (him|her))] [again]",
        "(where|what) (do|have|did) (i|we) (know|seen|recognise|see) (her|him|that (face|bloke|woman|man|guy))",
        "what else (has|is|was) (she|he) [been] in",
        "(whats|what is) (his|her) name",
        "(know|recognise) (that|his|her) face",
    ),
    "ask.now": cues(
        "(whats|what is|what) (this|it|that) [were] [(im|watching)]",
        "what (am i|are we|have i got|have we got|have you put|have you got|did you put) [(watching|on|looking at)]",
        "whatve you put on",
        "(whats|what is|what) [(is|s)] (on|playing|showing) [now]",
    ),
    "ask.explain": cues(
        "(whats|what has|what is|what) (going on|happened|happening|been going on|been happening|gone on)",
        "[(i am|im|were|completely|totally)] (lost|confused|baffled|lost the plot|not following)",
        "(what did|whatd) (i|we) miss",
        "(catch me up|fill me in|recap|who killed (who|him|her))",
    ),
}
_OF_QUESTIONS = AROUND | frozenset(
    "what is it now then again lads film match game show programme thing telly tv on left till end of called going "
    "gonna he she they who whats playing are here how long does this still love great good mad driving me know name "
    "from where seen in i it at the moment far please".split()
)


def hushed(utterance: Utterance, context: UtteranceContext) -> Command | None:
    """Lumen's voice, while she speaks, however one asks for quiet."""
    wanted = context.lumen_speaking and only(utterance.norm(), _ENOUGH, _TALKING)
    return Command.of("lumen.stop") if wanted else None


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
