"""Yes and no to the question that is open, in whatever words."""

import re

from prism_core.commands import Command
from prism_core.requests import UtteranceContext
from prism_llm.understanding.followups.cues import AROUND, cues
from prism_llm.understanding.utterance import Utterance, read

_YES_AFTER_ALL = cues(
    "(no|not a) (problem|worries|objection|objections|bother|trouble)",
    "(dont|do not|wouldnt) mind [if (i|you|we) (do|did)]",
    "dont see why not",
    "why (not|wouldnt (i|we|you))",
    "(cant|dont) wait",
)
_NO = cues(
    "(no|nope|nah|nay|naw|negative|never)",
    "(dont|do not|didnt|dont you) [(dare|bother|do (it|that|anything)|touch (it|that)|want (to|it|that|you to)|think "
    "so|"
    "need (to|it|that)|fancy (it|that))]",
    "(wont|wouldnt|shouldnt|cant) [(be necessary|bother|say so|do that)]",
    "not [(now|yet|today|tonight|really|this time|that one|at all|right now|necessary|bothered|keen|for me|a chance|"
    "on your life|just yet|likely|sure|ready|worth it|fussed|interested)]",
    "(rather|prefer) [(you|we|it|if you)] (didnt|not|dont|did not)",
    "(leave|keep|save|skip|forget) (it|that|this|them|those|everything|things|all of it|well) [(alone|be|as (it is|is|"
    "they are)|where it is|how it is|there)]",
    "leave (well alone|as is|be)",
    "(never mind|nevermind|forget about it|cancel|scrap that|scratch that|hang on|hold on|hold off|let it be|give it a "
    "miss|better not|changed my mind|another time|some other time|maybe later|later|pass|hands off|steady on|as you "
    "were|"
    "hard pass|ill pass|no way jose)",
    "[i am|im] (good|fine|alright|all right|ok|okay) (thanks|thank you|as (i am|it is|we are))",
    "(youre|you are) (alright|all right|ok|okay|fine)",
)
_YES = cues(
    "(yes|yeah|yep|yup|yea|yah|aye|ya|yess|yeh|yass|yis|si|oui)",
    "yet please",
    "(of course|course|definitely|absolutely|certainly|indeed|affirmative|totally|obviously|exactly|precisely|surely|"
    "naturally|confirmed|confirm|correct|agreed|deal|(a|one) hundred percent|100 percent|go|approved|granted|please)",
    "(uh huh|mhm|mm hmm|mmhm|mm hm|aha|huh uh huh|mm)",
    "(go for it|go ahead|go on|do it|do that|do so|please do|by all means|be my guest|crack on|fire "
    "away|make it so|you do that|get on with it|you (bet|betcha)|too right|(might|may) as well|knock yourself out|"
    "suits me|works for me|(fine|ok|okay|good) (by|with) me|if you (like|would|could|want|wouldnt mind|dont "
    "mind|must)|i am sure|im sure|i do|i would|i am|we do|we would|say yes|sounds like a plan|lets do (it|that|this)|"
    "lets go|lets|(love|like) (that|to|it)|happy (to|with that)|no doubt|wont hurt|thats a yes|its a yes|"
    "(get rid of|bin|chuck|ditch|lose|clear|stick) (it|them) [on]|said (so|yes|i did)|what are you waiting for|be done "
    "with it|all yours|you may|you can|carry on|green light|thumbs up|great idea|good idea|good thinking|good call)",
    "(that|it) (would|will) be (great|good|nice|lovely|brilliant|perfect|fine|ideal|wonderful|helpful|fab|handy|ace)",
    "(thatd|thatll|itd) be (great|good|nice|lovely|brilliant|perfect|fine|ideal|wonderful|helpful|fab|handy|ace)",
    "(sounds|looks|seems) (good|great|fine|lovely|perfect|right|about right|ok|okay|alright|brilliant)",
    "thats (it|right|the one|correct|what i (want|meant|said|asked)|him|her|them|the ticket)",
)
_MAYBE = cues(
    "(sure|ok|okay|okey dokey|okie dokie|fine|alright|all right|right|great|perfect|lovely|brilliant|good|cool|super|"
    "grand|righto|right you are|i (suppose|guess) [so]|thing|then)"
)
"""Words that agree where nothing plainer is said: "no, that's fine" does not."""
_PLAIN = re.compile(f"(?P<also_yes>{_YES_AFTER_ALL.pattern})|(?P<no>{_NO.pattern})|(?P<yes>{_YES.pattern})")
_BESIDE = AROUND | frozenset(
    "it them those these em everything anything dont bother keep sure fine great good lovely perfect thing any more "
    "anymore tonight today time yet right ahead course would should shall mind necessary whole lot both i you we quick "
    "quickly waiting finished hurry already must have ready".split()
)
_ASKED_FOR = frozenset("cancel stop forget skip keep save leave clear".split())
"""Verbs that refuse, but for a question that has them: "shall I cancel it?", "cancel it"."""


def answer(utterance: Utterance, context: UtteranceContext) -> Command | None:
    """What the words as a whole answer; they may have the question's own in them: "yes delete it"."""
    if not context.pending:
        return None
    asked = frozenset(word.norm for word in read(context.pending).words)
    text = "".join(f"{word.norm} " for word in utterance.words if word.norm not in asked & _ASKED_FOR)
    echoed = len(text.split()) < len(utterance.words)
    plain = [match.lastgroup for match in _PLAIN.finditer(text)]
    rest, weak = _MAYBE.subn("", _PLAIN.sub("", text))
    if not (plain or weak or echoed) or not (_BESIDE | asked).issuperset(rest.split()):
        return None
    last = plain[-1] if plain else "yes"  # of several answers the last: "yes, actually no"
    return Command.of("deny" if last == "no" else "confirm")
