"""As it was before the last command: "put it back how it was", "oh no, I didn't want that"."""

import re

from prism_core.commands import Command
from prism_core.requests import UtteranceContext
from prism_llm.understanding.followups.cues import AROUND, cues, only
from prism_llm.understanding.utterance import Utterance, read

_THING = (
    "(volume|sound|picture|quality|speed|channel|programme|show|film|movie|theme|look|colours|colour|subtitles|"
    "language|setting|settings|screen|station|episode|other one|thing|size)"
)
_UNDO = cues(
    "(undo|undone|undoing|un do|revert|reverse|restore|reset)",
    "(put|take|change|turn|set|switch|bring|return) (it|that|this|things|everything|them|me|us|those) back",
    "(put|change|set|switch|return) back",
    "[(back|return|go)] [to] (how|the way|what|where|like|as) (it|things|that|we|they|i|everything) (was|were|had|had "
    "it|looked|sounded|had been|used to be|liked it|used to) [(watching|on)] [before]",
    "(how|the way|where|as) (it|things|they) [(was|were)] (before|earlier|originally)",
    "(as|like|than) before",
    "(better|nicer|fine|ok|okay) (before|the way it was|as it was|how it was)",
    "(take|took) (it|that) back",
    "(didnt|did not|never|wasnt) (mean|want|ask|asking|say|asked|meant|intend|like|told|tell|said) [you] [(for|to)] "
    "[(that|it|this|you to|do that|do it|press that|hit that|anything)]",
    "(shouldnt|should not) have (done|pressed|touched|said) (that|it|this)",
    "wrong (one|button|thing|way|channel|choice|setting|command|key|word|person|profile|film|episode|song|team|user)",
    "not what (i|we) (meant|asked|wanted|said|was after|were after|had in mind|asked for)",
    "(not|no) (that|this|that one)",
    "not the (one|thing) (i|we) (meant|wanted|asked for|said|was after)",
    f"(put|set|change|turn|bring|get|give|have) [(me|us)] [(back)] [(the|my|our)] [{_THING}] back [on]",
    f"(bring|get|give|put|have) [(me|us)] back (the|my|our) [(old|previous|last)] {_THING}",
    f"restore (the|my|our) [(old|previous|last)] {_THING}",
    "(bring|get|put|give|want|have) [(me|us)] [back] (how|the way|what) (it|we|i|things) (looked|was|had|were|"
    "sounded) [(on|watching)] [before]",
    "(put|make|set) (it|that|things) right",
    "(last|latest) thing (you|i) (changed|did)",
    "back to before",
    "(as you were|about face|backtrack)",
    f"(one|channel|{_THING}) (we|i) (was|were|had) [(on|watching)] [before]",
    "(mistake|accident|accidental|accidentally|changed my mind|scrap that|scratch that|never mind that|forget that|"
    "get rid of (that|what you [just] did)|unchange|unchanged|undid)",
    "(old|original) (one|way|setting|look|settings|channel|place|thing)",
    "(prefer|preferred|liked|like|want|wanted) the (previous|old|last|other|original) [(one|look|way|setting)] "
    "[(better|more)]",
    "(dont|do not|didnt) (want|fancy) (it|that|this|them|those)",
)
_OF_UNDOING = AROUND | frozenset(
    "back put take go how it was were the way before that this again did do please just last thing change "
    "changed command setting settings set to normal liked like prefer preferred better old one as old looked "
    "sounded had hate horrible awful terrible ugly worse bad rubbish dreadful not wrong oh no my fault me by "
    "sat button on press pressed hit said anyone asked for them things everything mate bit where what used be "
    "leave original we i they second minute moment ago return away time wasnt him her off keep everything so "
    "speak finger slipped elbow dog cat kids pressed remote much too far morning touched silly what are you "
    "doing smaller bigger love one got done ask look past gone mean about nothing".split()
)
_WATCHED = cues(
    "(i was|we were|was|were) (watching|enjoying|in the middle of|listening to) (that|it|this|something|the other one)",
    "(hadnt|havent|wasnt|werent|was not|were not) (finished|done|through) [with] [(that|it|this|yet)]",
)
_OF_WATCHING = frozenset({"tv.channel", "tv.watch", "tv.next", "tv.previous", "tv.stop", "tv.surprise", "tv.continue"})
"""After which "I was watching that" is a wish."""
_DISLIKED = cues(
    "(dont|do not|didnt) (like|care for) [the look of] (it|that|this)",
    "(hate|hated) [the look of] (it|that|this)",
    "(looked|look|was) (better|nicer)",
)
"""What is said of how things look, and of films as well."""
_TALK = frozenset({"i just changed my mind ", "no i never said that ", "i never said that "})
_PREVIOUS = re.compile(r"^(?:and |no |then |to )*(?:the )?(?:previous|last|other|old) (?:one )?$")
"""Words that ask for the one before by themselves: a channel, an episode."""
_NOT_SO = re.compile(r"(?<!\S)not (?:that|so|quite that) (?:much|far|loud|fast|slow|quiet|long|quick|many) ")
"""What wants less, and not nothing."""
_DONE = re.compile(r"^(?:tv|ui|lumen|sleep|reminder|profile)\b")


def undone(utterance: Utterance, context: UtteranceContext) -> Command | None:
    """As it was before the last command."""
    last, text = context.last_command, utterance.norm()
    picked = last is not None and last.name == "ui.select" and bool(context.options)  # another of them may follow
    if last is None or not _DONE.match(last.name) or _PREVIOUS.match(text) or picked:
        return None
    around = _OF_UNDOING | _echoes(last)
    watched = last.name in _OF_WATCHING and only(text, _WATCHED, around)
    disliked = last.name.startswith(("ui.", "tv.quality")) and only(text, _DISLIKED, around)
    if text in _TALK or _NOT_SO.search(text):
        return None
    return Command.of("undo") if watched or disliked or only(text, _UNDO, around) else None


def _echoes(last: Command) -> frozenset[str]:
    """The last command's own words, which say nothing new: "I never said mute"."""
    said = (last.name.partition(".")[2], *(value for value in last.slots.values() if isinstance(value, str)))
    return frozenset(word.norm for text in said for word in read(text).words)
