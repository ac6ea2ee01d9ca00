"""Words that carry a feeling, and words around them that strengthen, weaken or turn it.

The scheme (valence words, negation within three words, boosters, capitals, exclamation marks) is VADER's: Hutto and
Gilbert, "VADER: A Parsimonious Rule-based Model for Sentiment Analysis of Social Media Text", ICWSM 2014.
"""

from collections.abc import Mapping

from prism_llm.sentiment import Emotion

_WORDS: Mapping[Emotion, str] = {
    "joy": "happy glad great good wonderful fantastic brilliant excellent amazing awesome fun funny "
    "enjoy enjoyed "
    "enjoying delighted pleased cheerful excited exciting yay hooray nice lovely perfect "
    "beautiful best superb haha "
    "hilarious laugh thrilled win won fabulous cool proud relieved hope hopeful thanks thank "
    "grateful 😀 😃 😄 😁 😂 🤣 😊 🎉 👍 😎",
    "love": "love loved loves loving adore adorable darling sweet caring cute dear favourite "
    "favorite heart ❤ ❤️ 😍 🥰 😘 💕",
    "surprise": "wow surprised surprising surprise unexpected unbelievable incredible astonishing whoa "
    "omg suddenly "
    "shocking shocked 😮 😲 🤯 😱",
    "curiosity": "wonder wondering curious interesting intrigued interested fascinating 🤔",
    "sadness": "sad unhappy depressed depressing lonely alone cry crying cried tears miss missed lost "
    "heartbroken "
    "grief grieving died death hurt hurts sorry disappointed disappointing miserable "
    "hopeless upset tired "
    "exhausted terrible awful unfortunately 😢 😭 😞 😔 💔 ☹ 🙁",
    "anger": "angry mad furious annoyed annoying hate hated hates irritating irritated frustrated "
    "frustrating rage "
    "stupid idiot idiots damn broken useless rubbish worst ridiculous sucks crap unacceptable pissed 😠 😡 🤬",
    "fear": "afraid scared scary fear frightened terrified terrifying worried worry anxious nervous "
    "panic dread "
    "horrifying threat danger dangerous stressed 😨 😰 😟",
    "disgust": "disgusting disgusted gross nasty yuck ew eww vile sick sickening revolting horrible filthy 🤢 🤮",
}
VALENCE: Mapping[Emotion, float] = {
    "joy": 1.0, "love": 1.0, "surprise": 0.2, "curiosity": 0.1,
    "sadness": -1.0, "anger": -1.0, "fear": -0.9, "disgust": -1.0,
}  # fmt: skip
FEELINGS: Mapping[str, Emotion] = {word: emotion for emotion, words in _WORDS.items() for word in words.split()}
NEGATIONS = frozenset(
    "not no never dont doesnt didnt isnt arent wasnt werent cant couldnt wont wouldnt hardly without nothing "
    "neither nor aint shouldnt havent hasnt barely".split()
)
BOOSTERS: Mapping[str, float] = {
    **dict.fromkeys("very really so extremely absolutely totally completely incredibly too utterly".split(), 0.3),
    **dict.fromkeys("slightly somewhat bit little kinda sorta fairly rather".split(), -0.3),
}
URGENT: Mapping[str, float] = {
    **dict.fromkeys("now immediately urgent urgently emergency asap hurry quickly quick instantly".split(), 0.5),
    **dict.fromkeys("help please soon already stop".split(), 0.25),
}
