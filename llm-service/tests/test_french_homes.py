"""What French homes say in a month: recordings, waits, talk, and wishes for the children."""

from typing import Any

import pytest

from prism_core.commands import Command
from prism_core.requests import Understanding, UtteranceContext
from prism_llm.understanding import Understander, create_understander

TO_TF1 = Command(name="tv.channel", slots={"name": "TF1"})


@pytest.fixture(scope="module")
def understander() -> Understander:
    return create_understander()


def heard(understander: Understander, said: str, last: Command | None = None, **more: Any) -> Understanding:
    return understander.understand(said, UtteranceContext(language="fr", playing=True, last_command=last, **more))


def commands(found: Understanding) -> list[tuple[str, dict[str, Any]]]:
    return [(one.name, dict(one.slots)) for one in found.commands]


@pytest.mark.parametrize(
    ("said", "slots"),
    [
        ("n'enregistre pas Koh-Lanta ce soir", {"on": False, "title": "Koh-Lanta", "when": "ce soir"}),
        ("n'enregistre pas ça", {"on": False}),
        ("finalement n'enregistre pas Top Chef", {"on": False, "title": "Top Chef"}),
        ("n'enregistre plus Top Chef", {"on": False, "title": "Top Chef"}),
        ("enregistre Plus belle la vie", {"on": True, "title": "Plus belle la vie"}),
        ("annule cet enregistrement de ce soir", {"on": False, "when": "ce soir"}),
        ("annule l'enregistrement de Koh-Lanta ce soir", {"on": False, "title": "Koh-Lanta", "when": "ce soir"}),
        ("enregistre aussi Top Chef ce soir", {"on": True, "title": "Top Chef", "when": "ce soir"}),
        ("enregistre ça aussi", {"on": True}),
        ("enregistre chaque épisode de Capitaine Marleau", {"on": True, "title": "Capitaine Marleau"}),
        ("enregistre le journal tous les jours", {"on": True, "title": "le journal", "when": "tous les jours"}),
    ],
)
def test_what_is_to_be_recorded_and_what_is_not(understander: Understander, said: str, slots: dict[str, Any]) -> None:
    assert commands(heard(understander, said)) == [("tv.record", slots)]


@pytest.mark.parametrize(
    "said",
    [
        "n'enregistre pas tout",
        "n'enregistre rien ce soir",
        "n'arrête pas l'enregistrement",
        "attends dix minutes",
        "ils ont éteint la télé",
        "ils ont coupé le son",
        "ma fille a changé de chaîne",
        "tu as éteint la télé",
        "on regarde le film ou on l'enregistre",
    ],
)
def test_what_is_told_or_weighed_does_nothing(understander: Understander, said: str) -> None:
    assert commands(heard(understander, said)) == []


@pytest.mark.parametrize(
    "said",
    [
        "attends la pub pour mettre pause",
        "attends la mi-temps pour couper le son",
        "attends dix minutes pour mettre pause",
        "quand le film est fini mets les infos",
    ],
)
def test_who_wants_it_done_only_then_is_told_that_nobody_notices(understander: Understander, said: str) -> None:
    found = heard(understander, said)
    assert not found.commands
    assert found.answer is not None


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("ma fille a changé de chaîne, remets France 2", [("tv.channel", {"name": "France 2"})]),
        ("attends, la pub est finie, remets le son", [("tv.mute", {"on": False})]),
        ("attends que le film soit fini pour éteindre", [("sleep.set", {"programme_end": True})]),
        ("finalement mets TF1", [("tv.channel", {"name": "TF1"})]),
        ("quelque chose de drôle pour les enfants", [("tv.watch", {"genre": "drôle"})]),
        ("un truc calme pour les petits", [("tv.watch", {"genre": "calme"})]),
    ],
)
def test_what_is_asked_for_beside_it_is_done(
    understander: Understander, said: str, expected: list[tuple[str, dict[str, Any]]]
) -> None:
    assert commands(heard(understander, said)) == expected


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("il y a du foot ce soir ?", ("ui.search", {"query": "foot"})),
        ("y a-t-il un match de rugby aujourd'hui ?", ("ui.search", {"query": "match de rugby"})),
        ("y a Koh-Lanta ce soir ?", ("ask.when", {"title": "Koh-Lanta"})),
        ("il y a du foot ce soir", ("tv.watch", {"genre": "foot"})),
        ("il y a une comédie ce soir ?", ("tv.watch", {"genre": "comédie"})),
    ],
)
def test_who_asks_whether_there_is_a_sport_looks_for_it(
    understander: Understander, said: str, expected: tuple[str, dict[str, Any]]
) -> None:
    assert commands(heard(understander, said)) == [expected]


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("mets sur pose", ("tv.pause", {})),
        ("la chêne suivante", ("tv.channel", {"step": 1})),
        ("mets la chêne deux", ("tv.channel", {"number": 2})),
        ("baisse le sont", ("tv.volume", {"mode": "step", "delta": -10})),
        ("monte le volum", ("tv.volume", {"mode": "step", "delta": 10})),
        ("avense de dix minutes", ("tv.seek", {"mode": "relative", "seconds": 600})),
        ("mets le plain écran", ("ui.fullscreen", {"on": True})),
        ("étain la télé", ("tv.stop", {})),
        ("regarde Le Chêne", ("tv.watch", {"title": "Le Chêne"})),
        ("mets Bluey", ("tv.watch", {"title": "Bluey"})),
    ],
)
def test_command_words_that_were_half_heard_are_put_right(
    understander: Understander, said: str, expected: tuple[str, dict[str, Any]]
) -> None:
    assert commands(heard(understander, said)) == [expected]


@pytest.mark.parametrize(
    ("said", "seconds"),
    [
        ("prolonge la minuterie de dix minutes", 2400),
        ("encore dix minutes", 2400),
        ("dix minutes de plus", 2400),
        ("ajoute un quart d'heure à la minuterie", 2700),
        ("raccourcis la minuterie de cinq minutes", 1500),
    ],
)
def test_a_sleep_timer_that_runs_is_made_longer_and_shorter(
    understander: Understander, said: str, seconds: int
) -> None:
    last = Command.of("sleep.set", seconds=1800)
    assert commands(heard(understander, said, last)) == [("sleep.set", {"seconds": seconds})]


@pytest.mark.parametrize("said", ["encore cinq minutes maman", "encore dix minutes et on y va", "dix minutes de plus"])
def test_more_minutes_are_of_no_timer_where_none_runs(understander: Understander, said: str) -> None:
    assert commands(heard(understander, said)) == []


def test_more_minutes_behind_a_jump_go_further(understander: Understander) -> None:
    last = Command.of("tv.seek", mode="relative", seconds=-600)
    found = heard(understander, "encore dix minutes", last)
    assert commands(found) == [("tv.seek", {"mode": "relative", "seconds": -600})]


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("non sur France 5", [("tv.channel", {"name": "France 5"})]),
        ("mets BFM deux minutes", [("tv.channel", {"name": "BFM"})]),
        ("mets Arte en plein écran", [("tv.channel", {"name": "Arte"}), ("ui.fullscreen", {"on": True})]),
        ("met tf un", [("tv.channel", {"name": "tf un"})]),
        ("il a joué dans quoi cet acteur ?", [("ask.who", {})]),
        ("et après, y a quoi ?", [("ask.next", {})]),
        ("y a pas un truc plus drôle ?", [("tv.watch", {"genre": "drôle"})]),
        ("t'éteins pas avant la fin", [("sleep.set", {"programme_end": True})]),
        ("trouve Les Visiteurs", [("ui.search", {"query": "Les Visiteurs"})]),
        ("enregistre la suite du film", [("tv.record", {"on": True})]),
        (
            "enregistre M6 de 20 heures à 22 heures",
            [("tv.record", {"on": True, "channel": "M6", "when": "de 20 heures à 22 heures"})],
        ),
        ("supprime l'enregistrement d'Envoyé spécial", [("delete", {"kind": "recording", "title": "Envoyé spécial"})]),
        ("annule l'enregistrement d'Envoyé spécial", [("tv.record", {"on": False, "title": "Envoyé spécial"})]),
        ("enlève le rappel de ce soir", [("reminder.cancel", {})]),
        ("lance le dernier film de Quentin Dupieux", [("tv.watch", {"kind": "movie", "person": "Quentin Dupieux"})]),
        ("c'est un peu fort non ?", [("tv.volume", {"mode": "step", "delta": -5})]),
        ("remonte le son", [("tv.volume", {"mode": "step", "delta": 10})]),
        ("le son au minimum", [("tv.volume", {"mode": "set", "level": 0})]),
        ("mets la chaîne où y a le foot", [("ui.search", {"query": "foot"})]),
        ("mets le dernier épisode de Plus belle la vie", [("tv.watch", {"title": "Plus belle la vie"})]),
        ("un film d'horreur", [("tv.watch", {"kind": "movie", "genre": "horreur"})]),
        (
            "c'est pas la peine d'enregistrer Top Chef ce soir",
            [("tv.record", {"on": False, "title": "Top Chef", "when": "ce soir"})],
        ),
        ("programme l'arrêt pour minuit et demi", [("sleep.set", {"at": "minuit et demi"})]),
        ("t'aurais pas une série à nous conseiller", [("ask.recommend", {})]),
        ("fais-moi un résumé des cinq dernières minutes", [("ask.explain", {"seconds": 300})]),
        ("dis-moi quand ça commence", [("reminder.set", {"title": "it"})]),
        ("c'est à quelle heure Top Chef ce soir", [("ask.when", {"title": "Top Chef"})]),
        ("change de compte, mets Sarah", [("profile.switch", {"name": "Sarah"})]),
        ("mets La Reine des neiges pour la puce", [("tv.watch", {"title": "La Reine des neiges"})]),
        ("je regarderais bien Un prophète", [("tv.watch", {"title": "Un prophète"})]),
        ("quelque chose avec Marion Cotillard", [("tv.watch", {"person": "Marion Cotillard"})]),
        ("va à une heure vingt", [("tv.seek", {"mode": "absolute", "seconds": 4800})]),
        ("mets la une et viens manger", [("tv.channel", {"number": 1})]),
        ("arrête-toi à onze heures et demie", [("sleep.set", {"at": "onze heures et demie"})]),
        ("éteins-toi dans une demi-heure", [("sleep.set", {"seconds": 1800})]),
        ("la minuterie à quarante minutes", [("sleep.set", {"seconds": 2400})]),
        ("résume ce qui s'est passé depuis dix minutes", [("ask.explain", {"seconds": 600})]),
        ("n'enregistre plus Un si grand soleil", [("tv.record", {"on": False, "title": "Un si grand soleil"})]),
        ("coup le son", [("tv.mute", {"on": True})]),
        ("fais un cœur", [("lumen.gesture", {"name": "heart"})]),
        ("c'est nul cette émission", []),
        ("Top Chef c'est mieux que Le Meilleur Pâtissier", []),
        ("rappelle-moi le film dimanche à 20h50", [("reminder.set", {"title": "le film", "when": "dimanche à 20h50"})]),
        ("tais-toi deux minutes", [("lumen.hush", {"on": True})]),
        ("image en 4K", [("tv.quality", {"height": 2160})]),
        ("tu changes de chaîne ?", [("tv.channel", {"step": 1})]),
        ("tu passes la pub ?", [("tv.seek", {"mode": "relative", "seconds": 30})]),
        ("y a plus de lait", []),
        ("un peu plus de sauce", []),
        ("au début je comprenais pas", []),
        ("continue comme ça mon grand", []),
        ("Nantes a un beau château", []),
        ("je veux un bonbon", []),
        ("y a plus de son", []),
        ("mets de la radio, du jazz", [("tv.watch", {"kind": "radio", "genre": "jazz"})]),
        ("je voudrais revoir Ran de Kurosawa", [("tv.watch", {"title": "Ran", "person": "Kurosawa"})]),
        ("mets Le Prénom avec Patrick Bruel", [("tv.watch", {"title": "Le Prénom", "person": "Patrick Bruel"})]),
        ("mets Danse avec les stars", [("tv.watch", {"title": "Danse avec les stars"})]),
        ("on peut avoir 2M pour mamie", [("tv.channel", {"name": "2M"})]),
        (
            "meilleure qualité, et le son à fond pour la Marseillaise",
            [("tv.quality", {"auto": True}), ("tv.volume", {"mode": "set", "level": 100})],
        ),
        (
            "annule le rappel pour C dans l'air et lis-moi les autres",
            [("reminder.cancel", {"title": "C dans l'air"}), ("reminder.list", {})],
        ),
        (
            "annule le rappel de Capital et dis-moi ce qu'il me reste",
            [("reminder.cancel", {"title": "Capital"}), ("reminder.list", {})],
        ),
        ("reprends à une heure dix", [("tv.seek", {"mode": "absolute", "seconds": 4200})]),
        ("reprends à 1h10", [("tv.seek", {"mode": "absolute", "seconds": 4200})]),
        ("tu t'éteins à la fin de l'épisode", [("sleep.set", {"programme_end": True})]),
        ("tu t'éteins dans dix minutes", [("sleep.set", {"seconds": 600})]),
        ("enregistre quand le film commence", []),
        ("avance je vois rien", []),
        ("avance, j'ai déjà vu ça", [("tv.seek", {"mode": "relative", "seconds": 15})]),
        ("supprime cet enregistrement et lance le suivant", [("delete", {"kind": "recording"}), ("tv.next", {})]),
        ("annule la minuterie, on veut voir la fin", [("sleep.cancel", {})]),
        ("descends, les chaînes de sport sont en bas", [("ui.scroll", {"direction": "down"})]),
        ("reviens au direct, le match reprend", [("tv.seek", {"mode": "live"})]),
        ("arrête de commenter, on veut écouter le film", [("lumen.companion", {"on": False})]),
        ("ouvre les favoris, c'est plus rapide", [("ui.open", {"page": "favourites"})]),
        ("mets les soutitre en anglais", [("tv.subtitles", {"on": True, "language": "en"})]),
        ("tes toi", [("lumen.hush", {"on": True})]),
        ("sa finit à quelle heure", [("ask.remaining", {})]),
        (
            "préviens-moi une demi-heure avant le début de The Voice",
            [("reminder.set", {"title": "The Voice", "lead_seconds": 1800})],
        ),
        ("rappelle-moi dix minutes avant le film", [("reminder.set", {"title": "film", "lead_seconds": 600})]),
        ("vire le rappel de Koh-Lanta", [("reminder.cancel", {"title": "Koh-Lanta"})]),
        ("l'image est floue, améliore", [("tv.quality", {"auto": True})]),
        (
            "enlève CNews de mes favoris et mets LCI à la place",
            [("tv.favourite", {"on": False, "channel": "CNews"}), ("tv.channel", {"name": "LCI"})],
        ),
        ("c'est Hugo qui regarde maintenant", [("profile.switch", {"name": "Hugo"})]),
        (
            "préviens-moi dix minutes avant que le film commence",
            [("reminder.set", {"title": "film", "lead_seconds": 600})],
        ),
        ("reviens au thème normal", [("ui.theme", {"name": "normal"})]),
        ("reviens en arrière, j'ai raté le penalty", [("tv.seek", {"mode": "relative", "seconds": -15})]),
        ("mets les favoris, ça ira plus vite", [("ui.open", {"page": "favourites"})]),
        ("tu t'éteins toute seule la nuit ?", []),
        ("les sous-titres c'est pratique quand même", []),
        ("tu peux couper le son tout seul pendant les pubs ?", []),
    ],
)
def test_homes_say_it_shortly_and_loosely(
    understander: Understander, said: str, expected: list[tuple[str, dict[str, Any]]]
) -> None:
    assert commands(heard(understander, said)) == expected


@pytest.mark.parametrize(
    ("said", "last", "expected"),
    [
        ("plutôt quinze", Command.of("tv.volume", mode="set", level=20), ("tv.volume", {"mode": "set", "level": 15})),
        ("en anglais plutôt", Command.of("tv.subtitles", on=True), ("tv.subtitles", {"on": True, "language": "en"})),
        ("en anglais plutôt", Command.of("tv.pause"), ("tv.audio_track", {"language": "en"})),
        (
            "ben enregistre-le",
            Command.of("ask.when", title="The Voice"),
            ("tv.record", {"on": True, "title": "The Voice"}),
        ),
        ("pas autant", Command.of("tv.volume", mode="step", delta=20), ("tv.volume", {"mode": "step", "delta": -20})),
        ("enlève-la", Command.of("tv.favourite", on=True), ("tv.favourite", {"on": False})),
        ("et la deux ?", Command.of("ask.now", channel="TF1"), ("ask.now", {"channel": "la deux"})),
        ("pas celle-là, la suivante", TO_TF1, ("tv.channel", {"step": 1})),
        ("pas celui-ci, le suivant", Command.of("tv.next"), ("tv.next", {})),
        ("pas celle-là, l'autre", TO_TF1, ("tv.channel", {"last": True})),
        (
            "non, à vingt-cinq",
            Command.of("tv.volume", mode="set", level=30),
            ("tv.volume", {"mode": "set", "level": 25}),
        ),
        ("un peu plus haut", Command.of("ui.scroll", direction="down"), ("ui.scroll", {"direction": "up"})),
        (
            "encore pareil",
            Command.of("tv.seek", mode="relative", seconds=-30),
            ("tv.seek", {"mode": "relative", "seconds": -30}),
        ),
        ("vas-y mets-la", Command.of("ask.now", channel="Arte"), ("tv.channel", {"name": "Arte"})),
    ],
)
def test_what_was_said_before_tells_what_is_meant(
    understander: Understander, said: str, last: Command, expected: tuple[str, dict[str, Any]]
) -> None:
    assert commands(heard(understander, said, last)) == [expected]


def test_the_context_tells_what_a_word_is_about(understander: Understander) -> None:
    assert commands(heard(understander, "arrête de parler", lumen_speaking=True)) == [("lumen.stop", {})]
    assert commands(heard(understander, "arrête de parler")) == [("lumen.hush", {"on": True})]
    assert commands(heard(understander, "on est revenus", paused=True)) == [("tv.play", {})]
    assert commands(heard(understander, "on est revenus")) == []
    films = ("Dune", "Alien", "Duel")
    assert commands(heard(understander, "celui du milieu", options=films)) == [("ui.select", {"index": 2})]
    assert commands(heard(understander, "celui du milieu", options=films[:2])) == []
