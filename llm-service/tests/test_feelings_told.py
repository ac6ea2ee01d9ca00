"""What a text tells beyond words that name feelings: requests by name, mockery, complaints, cries for help."""

import pytest

from prism_core.commands import Command
from prism_llm.sentiment import Sentiment
from prism_llm.sentiment.analyse import analyse
from prism_llm.understanding import Understander, create_understander


@pytest.fixture(scope="module")
def understander() -> Understander:
    return create_understander()


def strongest(found: Sentiment) -> str:
    return max(found.emotions, key=lambda name: found.emotions[name])


@pytest.mark.parametrize(
    "text",
    [
        "put on Dirty Rotten Scoundrels",
        "play The Good Place",
        "watch Misery",
        "record Angry Birds tonight",
        "record Help! tonight",
        "remind me when The Hateful Eight starts",
        "I'd like to see Crazy Stupid Love",
        "show me something sad",
        "find me a good horror film",
        "I want to watch a sad film",
        "stop recording Hate Crimes",
        "spiel Gute Zeiten schlechte Zeiten",
        "wann läuft Verliebt in Berlin",
        "zeig mir einen lustigen Film",
        "je voudrais voir La Haine",
        "mets quelque chose de drôle",
        "quiero ver Dolor y gloria",
        "pon una película triste",
        "metti La vita è bella",
        "cerca Il brutto il buono il cattivo",
    ],
)
def test_what_is_asked_for_by_name_feels_like_nothing(understander: Understander, text: str) -> None:
    found = analyse(text, understander.understand(text).commands)
    assert found.sentiment == "neutral"
    assert not found.requires_empathy
    assert max(found.emotions[name] for name in ("joy", "love", "sadness", "anger", "fear", "disgust")) < 0.5


@pytest.mark.parametrize(
    "text",
    [
        "record Angry Birds",
        "nimm Angst essen Seele auf auf",
        "cherche Le Grand Bleu",
        "enregistre Mauvaises herbes ce soir",
        "registra Brutti sporchi e cattivi",
    ],
)
def test_a_name_behind_a_verb_that_asks_is_known_without_commands(text: str) -> None:
    assert analyse(text).sentiment == "neutral"


@pytest.mark.parametrize(
    ("text", "sentiment"),
    [
        ("put on The Good Place, I love that show", "positive"),
        ("yay, put on Frozen, I'm so excited!", "positive"),
        ("mets Les Misérables, j'adore ce film", "positive"),
        ("please put on The Good Place, I'm so lonely tonight", "negative"),
        ("ponme algo alegre, estoy muy triste", "negative"),
        ("mach den Mist aus, der nervt total", "negative"),
        ("oh for god's sake turn it down", "negative"),
        ("cambia canale, che noia", "negative"),
    ],
)
def test_words_beside_the_name_are_felt(understander: Understander, text: str, sentiment: str) -> None:
    assert analyse(text, understander.understand(text).commands).sentiment == sentiment


def test_a_name_that_is_spoken_of_is_no_request() -> None:
    assert analyse("I love Angry Birds").sentiment == "positive"
    assert analyse("Misery made me cry, I feel awful").requires_empathy
    assert analyse("oh yes, lovely", [Command.of("confirm")]).sentiment == "positive"


@pytest.mark.parametrize(
    "text",
    [
        "Oh great, another advert. Just what I needed.",
        "brilliant, it's frozen again",
        "oh great another advert",
        "another ad break, how wonderful",
        "I just love it when it freezes right before the goal",
        "perfect, we lost the signal again",
        "thanks for nothing, it crashed again",
        "marvellous, the wifi's dropped again",
        "na toll, schon wieder Werbung",
        "wunderbar, der Ton ist schon wieder weg",
        "ganz toll, wieder kein Bild",
        "génial, encore une pub",
        "ah bravo, l'image est encore figée",
        "qué bien, otra vez se corta",
        "estupendo, se ha vuelto a congelar",
        "che bello, di nuovo pubblicità",
        "fantastico, si è bloccato di nuovo",
    ],
)
def test_praise_of_a_nuisance_is_annoyance(text: str) -> None:
    found = analyse(text)
    assert found.sentiment == "negative"
    assert strongest(found) == "anger"


@pytest.mark.parametrize(
    "text",
    [
        "great, another episode!",
        "brilliant, it's on again!",
        "great, no more adverts",
        "great, the buffering stopped",
        "nice, only one advert left",
        "that's a brilliant advert",
        "I love it when they sing",
        "lovely, the picture is back again",
        "super, endlich keine Werbung mehr",
        "toll, noch eine Folge!",
        "génial, encore un épisode !",
        "super, la pub est finie",
        "qué bien, otro capítulo",
        "genial, ya no se corta",
        "che bello, un'altra puntata!",
        "fantastico, non si blocca più",
    ],
)
def test_praise_of_what_comes_again_or_ends_is_joy(text: str) -> None:
    found = analyse(text)
    assert found.sentiment == "positive"
    assert found.emotions["anger"] < 0.5 or strongest(found) == "joy"


@pytest.mark.parametrize(
    ("text", "sentiment"),
    [
        ("C'était pas terrible", "negative"),
        ("pas fameux, ce match", "negative"),
        ("niente di che", "negative"),
        ("not half bad", "positive"),
        ("not bad at all", "positive"),
        ("nicht übel, der Film", "positive"),
        ("pas mal du tout", "positive"),
    ],
)
def test_understatements_are_read_as_they_are_meant(text: str, sentiment: str) -> None:
    assert analyse(text).sentiment == sentiment


@pytest.mark.parametrize(
    ("text", "urgent"),
    [
        ("it's the third time the stream dies right before the goal!!", True),
        ("every time there's a penalty the picture freezes", False),
        ("why does it keep freezing?", False),
        ("not another advert", False),
        ("siempre se cuelga en lo mejor", False),
        ("jedes Mal hängt es kurz vor dem Tor!!", True),
        ("ça coupe toujours juste avant le but !!", True),
        ("es la tercera vez que se cae la señal!", True),
        ("è la terza volta che si blocca!", True),
    ],
)
def test_what_fails_again_is_a_complaint(text: str, urgent: bool) -> None:
    found = analyse(text)
    assert found.sentiment == "negative"
    assert found.emotions["anger"] >= 0.5
    assert (found.urgency >= 0.5) == urgent


@pytest.mark.parametrize(
    "text",
    [
        "is there another advert coming",
        "how many adverts are there",
        "wann kommt wieder Werbung?",
        "more updates on the story at ten",
        "the third time he won was in 1998",
    ],
)
def test_what_comes_again_is_no_complaint_where_it_is_asked_or_told(text: str) -> None:
    assert analyse(text).sentiment == "neutral"


def test_what_is_frozen_in_the_kitchen_is_no_picture_that_freezes() -> None:
    assert analyse("Mi tía me mandó pizzas congeladas otra vez. Qué bien.").sentiment == "positive"


@pytest.mark.parametrize(
    "text",
    [
        "help me quick, the baby pulled the TV over!!",
        "help, there's smoke coming out of the telly!",
        "quick, call someone, grandad has fallen and isn't moving!",
        "Hilfe, schnell, der Kleine hat den Fernseher umgeworfen!!",
        "au secours, vite, le bébé a fait tomber la télé !!",
        "¡ayuda, rápido, el niño se ha caído!",
        "aiuto, presto, il bambino ha tirato giù la tv!!",
    ],
)
def test_a_cry_for_help_is_fear_and_urgent(text: str) -> None:
    found = analyse(text)
    assert found.sentiment == "negative"
    assert found.emotions["fear"] >= 0.5
    assert found.urgency >= 0.5
    assert found.requires_empathy


def test_haste_alone_is_no_cry_for_help(understander: Understander) -> None:
    for text in ("quick, put the football on", "schnell, mach lauter", "put on Man on Fire quick"):
        found = analyse(text, understander.understand(text).commands)
        assert found.emotions["fear"] < 0.5
        assert not found.requires_empathy


@pytest.mark.parametrize(
    "text", ["das ist doch alles Mist", "so ein Mist", "alles Mist", "è tutto uno schifo", "c'est nul"]
)
def test_there_is_no_joy_in_what_is_only_rubbish(text: str) -> None:
    found = analyse(text, ())
    assert (found.sentiment, found.emotions["joy"] < 0.1) == ("negative", True)
