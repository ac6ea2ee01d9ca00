"""What Lumen says without a language model: herself, her abilities, small talk, sympathy."""

import random
import re
from collections.abc import Mapping, Sequence

from prism_llm.sentiment import Emotion, Sentiment

_MODEL = re.compile(
    r"\b(?:do you have|have you got|which|what(?:'?s)?|are you using) (?:a |an |is your |your )?(?:language )?"
    r"(?:model|llm|ai)\b|\bsprachmodell\b|\bmodelo de lenguaje\b|\bmodèle de lang\w+\b|\bmodello linguistico\b|"
    r"\b(?:chat ?gpt|gpt|llama|gemini|claude)\b|\bwhy can'?t you (?:answer|talk|tell)",
    re.I,
)
_OWN = re.compile(r"\b(?:i|i'?m|we|ich|wir|estoy|soy|yo|je|nous|sono|io)\b", re.I)
"""Words of somebody who speaks of themselves."""
_PATTERNS: Sequence[tuple[re.Pattern[str], Sequence[str]]] = [
    (re.compile(pattern, re.I), replies)
    for pattern, replies in (
        (r"^\W*(?:hi|hello|hey|hiya|good (?:morning|evening|afternoon)|greetings|hallo|guten (?:tag|abend|morgen)|hola|"
         r"buen[ao]s (?:días|tardes|noches)|bonjour|bonsoir|salut|ciao|buongiorno|buonasera)\b", (
            "Hello! What shall we watch?", "Hi there, good to see you.", "Hey! I'm here, remote control in hand.")),
        (r"\b(?:how are you|how(?:'s| is) it going|how do you feel|wie geht(?:'?s| es)(?: dir)?|qué tal|cómo estás|"
         r"ça va|comment vas-tu|come (?:stai|va))\b", (
            "I'm well, thank you. How are you?", "Bright as the picture, thanks. And you?")),
        (r"\b(?:who are you|what are you(?: really| exactly)?(?=\W*$)|your name|"
         r"introduce yourself|wer bist du|wie heißt du|quién eres|"
         r"cómo te llamas|"
         r"qui es-tu|tu es qui|comment tu t['’]appelles|chi sei|come ti chiami)\b", (
            "I'm Lumen. I live beside the picture and help you watch.",
            "My name is Lumen: I run the player when you ask, and I watch along.")),
        (r"\b(?:how|where)\b.*\b(?:add|import|load)\b.*\bplaylist", (
            "Press Playlist above the channel list, then choose a file or give its address.",)),
        (r"\b(?:what (?:can you|are you (?:able to|capable of)) do(?:ing)?|help|"
         r"your abilities|what can i (?:say|ask)|how do(?:es)? (?:this|"
        r"it|you) work|was kannst du|hilfe|qué puedes hacer|qué sabes hacer|ayuda|que peux-tu faire|que sais-tu faire|"
         r"aide|cosa (?:puoi|sai) fare|aiuto)\b", (
            "Tell me to change channel, pause, go back, turn it up, show the guide or set a reminder. "
            "Or ask what's on, what's next, or when something is on.",
            "I change channels, volume and subtitles, move about in the programme, open the guide "
        "and tell you "
            "what's on now, next or later.")),
        (_MODEL.pattern, (
            "I have no language model here: I answer from the guide and from what is yours. "
            "Whoever runs this Prism can give me one with Ollama.",)),
        (r"\b(?:are you|do you) (?:record|listen|spy|watch)(?:ing)?(?: to)? me\b|\b(?:my|the) (?:data|privacy)\b|"
         r"\bprivate\b", (
            "What you say stays in this Prism. I keep what you tell me to remember, and forget it when you ask.",)),
        (r"\b(?:what|which|how many) languages?\b.*\b(?:speak|know|understand)\b", (
            "I understand English, German, Spanish, French and Italian.",)),
        (r"\bhow (?:do|can) i record\b", (
            "Say: record this. Or name a programme and a time, and I'll record it then.",)),
        (r"\b(?:thank you|thanks|cheers|well done|good job|nice one|danke|gracias|merci|grazie)\b", (
            "You're welcome.", "Any time.", "My pleasure.")),
        (r"\b(?:good ?night|night[- ]night|bye|goodbye|see you|farewell|gute nacht|tschüss|auf wiedersehen|"
         r"adiós|hasta luego|bonne nuit|"
         r"au revoir|buonanotte|arrivederci)\b", (
            "Good night, sleep well.", "See you soon.", "Bye for now.")),
        (r"\b(?:joke|something funny|witz|chiste|blague|barzelletta)\b", (
            "Why did the remote control go to therapy? It had too many buttons pushed.",
            "I watched a documentary about glue last night. I couldn't leave it.")),
        (r"\b(?:are you (?:an? )?(?:real )?(?:robot|bot|human|real|person|ai|machine|computer|program)|"
         r"bist du (?:ein |eine )?(?:echte?r? )?(?:roboter|mensch|maschine|ki|computer|programm|echt)|"
         r"(?:eres|tú eres) (?:un |una )?(?:robot|humana?|persona|máquina|ia|real)|"
         r"(?:es-tu|tu es|t['’]es) (?:un |une )?(?:robot|humaine?|personne|machine|ia|réelle)|"
         r"sei (?:un |una |un['’])?(?:robot|umana?|persona|macchina|ia|vera))\b", (
            "I'm a program with a face. The interest in what you watch is genuine, though.",)),
        (r"\b(?:weather|forecast|rain|temperature)\b", (
            "I have no weather report here, sorry. A news channel may have one.",)),
        (r"\bhow old are you\b", ("I don't have a birthday, but I feel as fresh as tonight's programme.",)),
        (r"\b(?:who|what) (?:made|built|created|programmed) you\b", (
            "I'm part of Prism, the television you're watching.",)),
        (r"\b(?:i love you|you(?:'re| are) (?:great|awesome|lovely|funny|the best|cute))\b", (
            "That's kind of you.", "You just made my evening.")),
        (r"^\W*(?:yes|yeah|yep|sure|ok(?:ay)?|please do|go ahead|do it)(?: please)?\W*$", (
            "All right. Tell me what you'd like to watch.", "Good. What shall it be?")),
        (r"^\W*(?:no way|really|seriously|are you (?:sure|serious))\b", (
            "As far as I know, yes.", "That's what my data says, at least.")),
        (r"\bdo you like (?:this|it)\b", ("I do like watching it with you. What do you make of it?",)),
    )
]  # fmt: skip
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
_OF_THE_PICTURE = re.compile(
    r"\b(?:film|movie|show|series|episode|match|game|song|programme|program|ending|scene|story|news|actor|team)\b", re.I
)
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
        return [choose.choice(plain)]  # "sei un robot" alone is a question, whatever it sounds like
    if mood.requires_empathy and (feeling := max(_SYMPATHY, key=lambda name: mood.emotions.get(name, 0.0))):
        return [choose.choice(_SYMPATHY[feeling]), _HELP if feeling == "anger" else choose.choice(_GENTLE)]
    if mood.sentiment == "negative" and _OF_THE_PICTURE.search(text):
        return [choose.choice(_OPINIONS)]
    for pattern, replies in _PATTERNS:
        if pattern.search(text):
            return [choose.choice(replies)]
    if mood.polarity > 0.5 and "?" not in text and _OWN.search(text):
        return [choose.choice(_GLAD)]
    return [choose.choice(_LIMITS)] if limits else []


def asks_for_the_model(text: str) -> bool:
    """Whether the viewer asks whether there is a language model."""
    return bool(_MODEL.search(text))
