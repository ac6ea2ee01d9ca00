"""Plain requests of homes that a word more or less hid: who it is for, how often, where, and what comes next."""

from typing import Any

import pytest

from prism_core.requests import UtteranceContext
from prism_llm.understanding import Understander, create_understander

Said = list[tuple[str, dict[str, Any]]]
FULL = ("ui.fullscreen", {"on": True})


@pytest.fixture(scope="module")
def understander() -> Understander:
    return create_understander()


def watch(**slots: object) -> Said:
    return [("tv.watch", dict(slots))]


@pytest.mark.parametrize(
    ("language", "text", "wanted"),
    [
        ("en", "put on the podcast Off Menu", watch(title="Off Menu", kind="podcast")),
        ("en", "play the film The Thing", watch(title="The Thing", kind="movie")),
        ("en", "play the show must go on", watch(title="the show must go on")),
        ("en", "I want to watch a Kurosawa film", watch(person="Kurosawa", kind="movie")),
        ("en", "I want to watch To Kill a Mockingbird", watch(title="To Kill a Mockingbird")),
        ("en", "play Ertugrul for my father in law", watch(title="Ertugrul")),
        ("en", "I'd love to see Fawlty Towers again", watch(title="Fawlty Towers")),
        ("en", "play Never Say Never Again", watch(title="Never Say Never Again")),
        ("en", "find Emily in Paris", [("ui.search", {"query": "Emily in Paris"})]),
        ("en", "stick it on Dave", [("tv.channel", {"name": "Dave"})]),
        ("en", "put it on Netflix", []),
        ("en", "put it on the table", []),
        ("en", "put it on mute", [("tv.mute", {"on": True})]),
        ("en", "flick back to the channel we had on before", [("tv.channel", {"last": True})]),
        ("en", "put ARY Digital on for mum", [("tv.channel", {"name": "ARY Digital"})]),
        ("de", "spiel mal ein bisschen Schlager im Radio", watch(genre="Schlager", kind="radio")),
        (
            "de",
            "nächste Folge, und nach der kannst du ausgehen",
            [("tv.next", {}), ("sleep.set", {"programme_end": True})],
        ),
        (
            "de",
            "Ton aus und zeig, was heute Abend im Programm ist",
            [("tv.mute", {"on": True}), ("ui.guide", {"when": "heute Abend"})],
        ),
        (
            "es",
            "nos apetece ver la película Ocho apellidos vascos",
            watch(title="Ocho apellidos vascos", kind="movie"),
        ),
        ("es", "quiero oír el podcast Entiende tu mente", watch(title="Entiende tu mente", kind="podcast")),
        ("es", "nos apetece algo de terror", watch(genre="terror")),
        ("es", "hazle una reverencia a la abuela", [("lumen.gesture", {"name": "bow"})]),
        (
            "es",
            "pon el siguiente episodio y cuando acabe te apagas",
            [("tv.next", {}), ("sleep.set", {"programme_end": True})],
        ),
        ("fr", "lance Le Cercle rouge, celui de Melville", watch(title="Le Cercle rouge", person="Melville")),
        (
            "fr",
            "mets le thème sombre et retourne à l'accueil",
            [("ui.theme", {"name": "dark"}), ("ui.open", {"page": "home"})],
        ),
        ("fr", "c'est quoi ce film, et il dure encore longtemps ?", [("ask.now", {}), ("ask.remaining", {})]),
        ("it", "va a scatti, scendi a 720", [("tv.quality", {"height": 720})]),
        ("it", "eccomi, vai pure", [("tv.play", {})]),
        ("it", "metti Perfetti sconosciuti a tutto schermo", [*watch(title="Perfetti sconosciuti"), FULL]),
        ("it", "guardiamo Gomorra a schermo intero", [*watch(title="Gomorra"), FULL]),
        ("es", "pon El orfanato a pantalla completa", [*watch(title="El orfanato"), FULL]),
        ("fr", "mets Intouchables en plein écran", [*watch(title="Intouchables"), FULL]),
        ("de", "spiel Das Boot im Vollbild", [*watch(title="Das Boot"), FULL]),
        ("it", "quanto manca, e dopo cosa c'è?", [("ask.remaining", {}), ("ask.next", {})]),
        ("it", "quanto dura ancora e poi cosa danno?", [("ask.remaining", {}), ("ask.next", {})]),
        ("es", "cuánto queda y luego qué dan", [("ask.remaining", {}), ("ask.next", {})]),
        (
            "it",
            "Lumen, alza la tua voce e dimmi cosa c'è dopo",
            [("lumen.voice", {"louder": True}), ("ask.next", {})],
        ),
        ("it", "abbassa un po' la tua voce", [("lumen.voice", {"quieter": True})]),
        ("it", "cosa viene dopo su Rai Premium?", [("ask.next", {"channel": "Rai Premium"})]),
        ("it", "cosa comincia dopo su Rai 3?", [("ask.next", {"channel": "Rai 3"})]),
        ("it", "metti Rai 1 e spiegami cos'è successo", [("tv.channel", {"name": "Rai 1"}), ("ask.explain", {})]),
        ("it", "un film horror, ma che faccia paura davvero", watch(genre="horror", kind="movie")),
        ("it", "una serie gialla", watch(genre="gialla", kind="series")),
        ("it", "gira su Rete 4, c'è la mia trasmissione", [("tv.channel", {"name": "Rete 4"})]),
        ("it", "ricominciamo dall'inizio, me lo sono perso", [("tv.seek", {"mode": "start"})]),
        ("es", "por las noticias", watch(kind="news")),
        ("es", "por los subtítulos", [("tv.subtitles", {"on": True})]),
        ("es", "por Telecinco", [("tv.channel", {"name": "Telecinco"})]),
        ("es", "me enteré por las noticias", []),
        ("es", "bajá un toque el volumen, dale", [("tv.volume", {"mode": "step", "delta": -5})]),
        ("es", "dale", [("tv.play", {})]),
        ("it", "abbassa tanto, ti prego, ho un mal di testa", [("tv.volume", {"mode": "step", "delta": -25})]),
        ("it", "alza parecchio, non sento", [("tv.volume", {"mode": "step", "delta": 25})]),
        ("it", "abbassa, tanto non ascolto", [("tv.volume", {"mode": "step", "delta": -10})]),
        ("es", "baja mucho", [("tv.volume", {"mode": "step", "delta": -25})]),
        ("fr", "baisse beaucoup", [("tv.volume", {"mode": "step", "delta": -25})]),
        ("de", "viel leiser", [("tv.volume", {"mode": "step", "delta": -25})]),
        ("es", "el abuelo no oye nada, pobre, hay que revisarle el audífono", []),
        ("es", "la abuela no oye nada, hay que llevarla al médico", []),
        ("es", "ponle subtítulos al abuelo, que no lleva el audífono", [("tv.subtitles", {"on": True})]),
        ("es", "sube el volumen, la abuela no lleva el audífono", [("tv.volume", {"mode": "step", "delta": 10})]),
        ("es", "el abuelo no oye nada", [("tv.volume", {"mode": "step", "delta": 10})]),
        ("it", "amore, vieni, sta per cominciare Sanremo!", []),
        ("fr", "viens chérie, ça va commencer la Star Academy", []),
        ("de", "Schatz, komm, gleich fängt der Tatort an", []),
        (
            "it",
            "vieni, sta per cominciare la partita, alza il volume",
            [("tv.volume", {"mode": "step", "delta": 10})],
        ),
        ("it", "quando comincia Sanremo?", [("ask.when", {"title": "Sanremo"})]),
    ],
)
def test_a_word_more_hides_no_request(understander: Understander, language: str, text: str, wanted: Said) -> None:
    context = UtteranceContext(language=language)
    assert [(c.name, dict(c.slots)) for c in understander.understand(text, context).commands] == wanted


@pytest.mark.parametrize(
    "text",
    [
        "roll the dice",
        "will it freeze tonight",
        "in French, how do I say see you later",
        "when is our next day off",
        "report my card as lost",
        "does the pizza place do take out",
        "let's hear an interesting fact about owls",
        "I fancy Italian, are there any good places around",
    ],
)
def test_a_home_is_asked_for_more_than_a_television_has(understander: Understander, text: str) -> None:
    assert understander.understand(text).commands == ()


def test_a_throw_of_the_dice_may_choose_the_film(understander: Understander) -> None:
    found = understander.understand("let's roll the dice, put anything on")
    assert [command.name for command in found.commands] == ["tv.surprise"]


@pytest.mark.parametrize(
    ("language", "text", "delta"),
    [
        ("en", "volume +5", 5),
        ("en", "volume + 5", 5),
        ("en", "volume -5", -5),
        ("en", "vol +10", 10),
        ("de", "Lautstärke +5", 5),
        ("de", "Lautstärke -5", -5),
        ("de", "Lautstärke plus fünf", 5),
        ("fr", "volume +5", 5),
        ("es", "volumen +5", 5),
        ("it", "volume +5", 5),
    ],
)
def test_a_number_with_its_sign_is_a_step(understander: Understander, language: str, text: str, delta: int) -> None:
    found = understander.understand(text, UtteranceContext(language=language)).commands
    assert [(command.name, dict(command.slots)) for command in found] == [
        ("tv.volume", {"mode": "step", "delta": delta})
    ]


def test_the_sign_of_a_channel_is_none_of_a_number(understander: Understander) -> None:
    found = understander.understand("put on Canal+ please", UtteranceContext()).commands
    assert [dict(command.slots) for command in found] == [{"name": "Canal+"}]
