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
    "(dont|no longer) (need|want|watch|use) it (any more|anymore|now)",
    "(cant|dont) wait",
)
_NO = cues(
    "(no|nooo|noo|noooo|hell no|god no|uh uh|nuh uh|nein|non)",
    "(didnt|never) (ask|asked) for (that|it|this)",
    "not on your (nelly|life)",
    "(you must be|are you|youre) (joking|kidding|mad|serious)",
    "(hold your horses|let me think [about it]|(ask|remind) me (later|again later|another time)|best not|id rather "
    "not|over my dead body|wait a (minute|second|sec|bit)|not so fast|i still (want|need|use|watch|like) (it|that|"
    "them|this))",
    "(need|want|use|using|watching|like) (that|it|this|them) (still|every (day|week)|all the time|a lot)",
    "(no|nope|nah|nay|naw|negative|never)",
    "(dont you|dont|do not|didnt) [(dare|bother|do (it|that|anything)|touch (it|that)|want (to|it|that|you to)|think "
    "so|need (to|it|that)|fancy (it|that))]",
    "(wont|wouldnt|shouldnt|cant) [(be necessary|bother|say so|do that)]",
    "not [(now|yet|today|tonight|really|this time|that one|at all|right now|necessary|bothered|keen|for me|a chance|"
    "on your life|just yet|likely|sure|ready|worth it|fussed|interested)]",
    "(rather|prefer) [(you|we|it|if you)] (didnt|not|dont|did not)",
    "(leave|keep|save|skip|forget) (it|that|this|them|those|everything|things|all of it|well) [(alone|be|as (it is|is|"
    "they are)|where it is|how it is|there)]",
    "leave (well alone|as is|be)",
    "(never mind|nevermind|forget about it|cancel|scrap that|scratch that|hang on|hold on|hold off|let it be|give it "
    "a miss|better not|changed my mind|another time|some other time|maybe later|later|doesnt matter|drop it|pass|"
    "hands off|steady on|as you were|hard pass|ill pass|no way jose)",
    "(i am|im) (good|fine|alright|all right|ok|okay) [(thanks|thank you|as (i am|it is|we are))]",
    "(youre|you are) (alright|all right|ok|okay|fine)",
)
_YES = cues(
    "(yes|yeah|yep|yup|yea|yah|aye|ya|yess|yeh|yass|yis|si|oui)",
    "(yet please|ja|hell yes|heck yes|yes sir|okie doke|okey doke|do|(im|i am) positive|deffo|defo|def|yes maam)",
    "(need|want|use|using) (no more|no longer)",
    "(of course|course|definitely|absolutely|certainly|indeed|affirmative|totally|obviously|exactly|precisely|surely|"
    "naturally|confirmed|confirm|correct|agreed|deal|(a|one) hundred percent|100 percent|go|approved|granted|please)",
    "(uh huh|mhm|mm hmm|mmhm|mm hm|aha|huh uh huh|mm)",
    "(go for it|go ahead|go on|do it|do that|do so|please do|by all means|be my guest|crack on|fire away|make it so|"
    "you do that|get on with it|you (bet|betcha)|too right|(might|may) as well|knock yourself out|suits me|works for "
    "me|(fine|ok|okay|good) (by|with) me|if you (like|would|could|want|wouldnt mind|dont mind|must)|i am sure|im sure|"
    "i do|i would|i am|we do|we would|say yes|sounds like a plan|lets do (it|that|this)|lets go|lets|(love|like) "
    "(that|to|it)|happy (to|with that)|no doubt|wont hurt|thats a yes|its a yes|(get rid of|bin|chuck|ditch|lose|"
    "clear|stick) (it|them) [on]|said (so|yes|i did)|what are you waiting for|be done with it|all yours|you may|you "
    "can|carry on|green light|thumbs up|great idea|good idea|good thinking|good call)",
    "(that|it) (would|will) be (great|good|nice|lovely|brilliant|perfect|fine|ideal|wonderful|helpful|fab|handy|ace)",
    "(thatd|thatll|itd) be (great|good|nice|lovely|brilliant|perfect|fine|ideal|wonderful|helpful|fab|handy|ace)",
    "get rid",
    "(sounds|looks|seems) (good|great|fine|lovely|perfect|right|about right|ok|okay|alright|brilliant)",
    "thats (it|right|the one|correct|what i (want|meant|said|asked)|him|her|them|the ticket)",
)
_MAYBE = cues(
    "(sure|ok|okay|okey dokey|okie dokie|fine|alright|all right|right|great|perfect|lovely|brilliant|good|cool|super|"
    "boss|grand|righto|right you are|i (suppose|guess) [so]|thing|then)"
)
"""Words that agree where nothing plainer is said: "no, that's fine" does not."""
_FORGET = cues(
    "[(oh|ah|actually|you know what|no|just|right|well)] (never mind|nevermind|forget (it|that|about it)|cancel [(that|"
    "it)]|scrap that|scratch that|drop it|changed my mind|doesnt matter) [(then|actually|lumen|for now|thanks)]"
)
_PLAIN = re.compile(f"(?P<also_yes>{_YES_AFTER_ALL.pattern})|(?P<no>{_NO.pattern})|(?P<yes>{_YES.pattern})")
_BESIDE = AROUND | frozenset(
    "it them those these em everything anything dont bother keep sure fine great good lovely perfect thing any "
    "more anymore tonight today time yet right ahead course would should shall mind necessary whole lot both i "
    "you we quick quickly waiting finished hurry already must have ready boss mate sure any longer reflection "
    "second thoughts still".split()
)
_ASKED_FOR = frozenset("cancel stop forget skip keep save leave clear".split())
"""Verbs that refuse, but for a question that has them: "shall I cancel it?", "cancel it"."""


_SAYS_ALL = re.compile(
    r"(?:oh |well |um |er )*(?:(?P<yes>yes please|yeah please)|(?P<no>no thanks|no thank you|no ta)) "
)
"""An answer after which anything may follow."""
_OPENS = re.compile(r"(?:oh |well |um |er |god |hell )*(?:(?P<yes>yes|yeah|yep|yup|aye|sure)|(?P<no>no|nope|nah)) ")
_CLOSES = re.compile(r".* (?:(?P<yes>yes|yeah|yep|yup)|(?P<no>no|nope|nah))(?: please| thanks| thank you| then)? ")
_NO_ANSWER = re.compile(r"(?:give|show|do) .*thumb|(?:do|say|show|play) (?:it|that|this) (?:once )?(?:again|more) ")
"""What is asked for with the words of a yes."""
_ABOUT_IT = frozenset("it that them this those these".split())
_MOST_BESIDE, _MOST_TALK = 9, 20
"""Words of an answer with its reason in the same breath, and of talk that has an answer between its commas."""


def answer(utterance: Utterance, context: UtteranceContext) -> Command | None:
    """What the words as a whole answer; they may have the question's own in them: "yes delete it"."""
    if not context.pending:
        return None
    if _NO_ANSWER.search(utterance.norm()):
        return None
    asked = _asked(context)
    text = "".join(f"{word.norm} " for word in utterance.words if word.norm not in asked & _ASKED_FOR)
    echoed = len(text.split()) < len(utterance.words)
    plain = [match.lastgroup for match in _PLAIN.finditer(text)]
    rest, weak = _MAYBE.subn("", _PLAIN.sub("", text))
    if not (plain or weak or echoed) or not (_BESIDE | asked).issuperset(rest.split()):
        return None
    last = plain[-1] if plain else "yes"  # of several answers the last: "yes, actually no"
    if last == "no" and _FORGET.fullmatch(text):
        return Command.of("cancel")
    return Command.of("deny" if last == "no" else "confirm")


def plain_answer(utterance: Utterance, context: UtteranceContext) -> Command | None:
    """The same of a part of a sentence, where "lovely" alone is no answer."""
    short = len(utterance.text.split()) <= _MOST_TALK
    return answer(utterance, context) if short and _PLAIN.search(utterance.norm()) else None


def answer_beside(utterance: Utterance, context: UtteranceContext) -> Command | None:
    """The yes or no that the words begin or end with, and what they say of the thing: "yeah we never listen to it"."""
    if not context.pending or len(utterance.words) > _MOST_BESIDE:
        return None
    text, words = utterance.norm(), {word.norm for word in utterance.words}
    about_it = words & (_asked(context) - AROUND | _ABOUT_IT)
    found = _SAYS_ALL.match(text) or (_OPENS.match(text) if about_it else None) or _CLOSES.fullmatch(text)
    return Command.of("confirm" if found["yes"] else "deny") if found else None


def _asked(context: UtteranceContext) -> frozenset[str]:
    return frozenset(word.norm for word in read(context.pending or "").words)
