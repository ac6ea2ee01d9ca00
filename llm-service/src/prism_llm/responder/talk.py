"""What Lumen says without a language model: herself, her abilities, small talk, sympathy."""

import random
import re
from collections.abc import Mapping, Sequence

from prism_core.requests import Exchange
from prism_llm.responder.answer import listed
from prism_llm.sentiment import Emotion, Sentiment
from prism_llm.telling import asked_for, languages_told, variants
from prism_llm.understanding.english import ENGLISH
from prism_llm.understanding.languages import installed, load
from prism_llm.understanding.utterance import read

_MODEL = asked_for("model")
_OWN = asked_for("of_themselves")
"""Words of somebody who speaks of themselves."""
_FIRST = r"^\W*(?:{})(?!\w)"
_ALONE = r"^\W*(?:{})\W*$"
_ANYWHERE = r"\b(?:{})(?!\w)"
JOKES = (
    "Why did the remote control go to therapy? It had too many buttons pushed.",
    "I watched a documentary about glue last night. I couldn't leave it.",
)
_PATTERNS: Sequence[tuple[re.Pattern[str], Sequence[str]]] = [
    (asked_for(name, frame), replies)
    for name, frame, replies in (
        ("how_are_you", _ANYWHERE, (
            "I'm well, thank you. How are you?", "Bright as the picture, thanks. And you?")),
        ("who_are_you", _ANYWHERE, (
            "I'm Lumen. I live beside the picture and help you watch.",
            "My name is Lumen: I run the player when you ask, and I watch along.")),
        ("add_playlist", _ANYWHERE, (
            "Press Playlist above the channel list, then choose a file or give its address.",)),
        ("help", _ANYWHERE, (
            "Tell me to change channel, pause, go back, turn it up, show the guide or set a reminder. "
            "Or ask what's on, what's next, or when something is on.",
            "I change channels, volume and subtitles, move about in the programme, open the guide and tell you "
            "what's on now, next or later.")),
        ("model", _ANYWHERE, (
            "I have no language model here: I answer from the guide and from what is yours. "
            "Whoever runs this Prism can give me one with Ollama.",)),
        ("private", _ANYWHERE, (
            "What you say stays in this Prism. I keep what you tell me to remember, and forget it when you ask.",)),
        ("languages", _ANYWHERE, ("I understand {languages}.",)),
        ("how_to_record", _ANYWHERE, (
            "Say: record this. Or name a programme and a time, and I'll record it then.",)),
        ("thanks", _ANYWHERE, ("You're welcome.", "Any time.", "My pleasure.")),
        ("goodbye", _ANYWHERE, ("Good night, sleep well.", "See you soon.", "Bye for now.")),
        ("joke", _ANYWHERE, JOKES),
        ("robot", _ANYWHERE, ("I'm a program with a face. The interest in what you watch is genuine, though.",)),
        ("weather", _ANYWHERE, ("I have no weather report here, sorry. A news channel may have one.",)),
        ("age", _ANYWHERE, ("I don't have a birthday, but I feel as fresh as tonight's programme.",)),
        ("maker", _ANYWHERE, ("I'm part of Prism, the television you're watching.",)),
        ("compliment", _ANYWHERE, ("That's kind of you.", "You just made my evening.")),
        ("yes", _ALONE, ("All right. Tell me what you'd like to watch.", "Good. What shall it be?")),
        ("doubt", _FIRST, ("As far as I know, yes.", "That's what my data says, at least.")),
        ("like_this", _ANYWHERE, ("I do like watching it with you. What do you make of it?",)),
        ("evening", _FIRST, ("Good evening! I'm here whenever you like.",)),
        ("hello", _FIRST, (
            "Hello! What shall we watch?", "Hi there, good to see you.", "Hey! I'm here, remote control in hand.")),
    )
]  # fmt: skip
"""Who greets and asks something is answered what they ask."""
_SYMPATHY: Mapping[Emotion, Sequence[str]] = {
    "sadness": ("I'm sorry, that sounds hard.", "Oh, I'm sorry to hear that."),
    "anger": ("I can hear that that's annoying.", "That's frustrating, I understand."),
    "fear": ("That sounds worrying.", "I understand, that would unsettle anyone."),
    "disgust": ("Ugh, I see what you mean.",),
}
_GENTLE = (
    "Shall I find something gentle to watch?",
    "Shall I look for something calm?",
)
_HELP = "Tell me what you want, and I'll do what I can."
"""To whoever is angry: nothing gentle mends what does not work."""
_GLAD = ("I'm glad to hear that!", "That's lovely to hear.")
_OF_THE_PICTURE = asked_for("of_the_picture")
_OTHERS = ("Shall I find something else?", "Shall I look for something else?")
_OPINIONS = (f"I see what you mean. {_OTHERS[0]}", f"I understand. {_OTHERS[1]}")
OFFERS = (*_GENTLE, *_OTHERS)
"""Questions after which a yes wants something recommended."""
_LIMITS = (
    "I have no language model here, so I can't say much about that. Ask me what's on, or tell me what to play.",
    "That's beyond what I can answer without a language model. Channels, the guide and the player I know well.",
)


def small_talk(text: str, mood: Sentiment, choose: random.Random, *, limits: bool = True) -> list[str]:
    """Sentences in answer to `text`: sympathy where it is called for, else small talk, else honest limits if wanted."""
    plain = next((replies for pattern, replies in _PATTERNS if pattern.fullmatch(text.strip(" .!?¿¡"))), None)
    if plain is not None:
        return [_filled(choose.choice(plain))]  # "sei un robot" alone is a question, whatever it sounds like
    if mood.requires_empathy and (feeling := max(_SYMPATHY, key=lambda name: mood.emotions.get(name, 0.0))):
        return [choose.choice(_SYMPATHY[feeling]), _HELP if feeling == "anger" else choose.choice(_GENTLE)]
    if mood.sentiment == "negative" and _OF_THE_PICTURE.search(text):
        return [choose.choice(_OPINIONS)]
    for pattern, replies in _PATTERNS:
        if pattern.search(text):
            return [_filled(choose.choice(replies))]
    if mood.polarity > 0.5 and "?" not in text and _OWN.search(text):
        return [choose.choice(_GLAD)]
    return [choose.choice(_LIMITS)] if limits else []


def another_joke(text: str, history: Sequence[Exchange], choose: random.Random) -> list[str]:
    """A joke that was not told last, where `text` wants another one; none where none was told last."""
    told = history[-1].lumen if history else ""
    known = [joke for joke in JOKES if any(one in told for one in variants(joke))]
    return [choose.choice([joke for joke in JOKES if joke not in known])] if known and _wants_another(text) else []


def _wants_another(text: str) -> bool:
    said = read(text).norm()
    asked = (language.pursuits.deeds.get("more_talk") for language in (ENGLISH, *map(load, installed())))
    return any(deed is not None and deed.fullmatch(said) for deed in asked)


def _filled(reply: str) -> str:
    return reply.format(languages=listed(languages_told()))


def asks_for_the_model(text: str) -> bool:
    """Whether the viewer asks whether there is a language model."""
    return bool(_MODEL.search(text))
