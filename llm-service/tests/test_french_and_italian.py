"""French and Italian at home: who made it, remarks of who wants what, scores, and what is left to Lumen to choose."""

from typing import Any

import pytest

from prism_core.requests import UtteranceContext
from prism_llm.understanding import Understander, create_understander


@pytest.fixture(scope="module")
def understander() -> Understander:
    return create_understander()


def said(understander: Understander, text: str, code: str, **context: Any) -> list[tuple[str, dict[str, Any]]]:
    found = understander.understand(text, UtteranceContext(language=code, **context))
    return [(command.name, command.slots) for command in found.commands]


@pytest.mark.parametrize(
    ("text", "code", "slots"),
    [
        ("mets un film d'Agnès Varda", "fr", {"kind": "movie", "person": "Agnès Varda"}),
        ("un film d'Almodóvar ce soir ?", "fr", {"kind": "movie", "person": "Almodóvar"}),
        ("un truc d'Alain Chabat", "fr", {"person": "Alain Chabat"}),
        ("une comédie d'Étienne Chatiliez", "fr", {"genre": "comédie", "person": "Étienne Chatiliez"}),
        ("un documentaire de Yann Arthus-Bertrand", "fr",
         {"genre": "documentaire", "person": "Yann Arthus-Bertrand"}),
        ("un bon film de Tarantino pas trop long", "fr", {"kind": "movie", "person": "Tarantino"}),
        ("mets un film d'Halloween", "fr", {"kind": "movie", "genre": "Halloween"}),
        ("mets un dessin animé de Disney", "fr", {"genre": "dessin animé de Disney"}),
        ("un film d'Antonioni", "it", {"kind": "movie", "person": "Antonioni"}),
        ("metti un film dell'Archibugi", "it", {"kind": "movie", "person": "Archibugi"}),
        ("una commedia di Verdone", "it", {"genre": "commedia", "person": "Verdone"}),
        ("qualcosa di Sorrentino", "it", {"person": "Sorrentino"}),
        ("un film horror di Dario Argento", "it", {"genre": "horror", "kind": "movie", "person": "Dario Argento"}),
        ("metti un film di Natale", "it", {"kind": "movie", "genre": "Natale"}),
        ("metti un documentario di storia", "it", {"genre": "documentario di storia"}),
        ("metti una bella serie qualsiasi, vedi tu", "it", {"kind": "series"}),
        ("mets la radio Nova", "fr", {"kind": "radio", "title": "Nova"}),
    ],
)  # fmt: skip
def test_who_made_it_is_told_by_a_capital_letter(
    understander: Understander, text: str, code: str, slots: dict[str, Any]
) -> None:
    assert said(understander, text, code) == [("tv.watch", slots)]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("mets n'importe quoi, choisis toi", "fr"),
        ("mets un truc au pif, décide", "fr"),
        ("metti una cosa qualsiasi, decidi tu", "it"),
        ("metti un film a caso, decidi tu", "it"),
    ],
)
def test_what_is_left_to_lumen_is_no_title(understander: Understander, text: str, code: str) -> None:
    assert said(understander, text, code) == [("tv.surprise", {})]


@pytest.mark.parametrize(
    ("text", "code", "expected"),
    [
        ("tu peux mettre Gulli, les petits s'impatientent", "fr", {"name": "Gulli"}),
        ("mets TF1, les enfants veulent Koh-Lanta", "fr", {"name": "TF1"}),
        ("lance la radio FIP", "fr", {"name": "FIP"}),
        ("metti Canale 5, la nonna vuole vedere la De Filippi", "it", {"number": 5}),
        ("metti Rai Uno per favore, comincia il telegiornale", "it", {"name": "Rai Uno"}),
        ("puoi mettere Rai Yoyo, i bimbi sono impazienti", "it", {"name": "Rai Yoyo"}),
        ("metti il canale centotto", "it", {"number": 108}),
    ],
)
def test_a_channel_is_put_on_whoever_wants_what_there(
    understander: Understander, text: str, code: str, expected: dict[str, Any]
) -> None:
    assert said(understander, text, code) == [("tv.channel", expected)]


@pytest.mark.parametrize(
    ("text", "code", "expected"),
    [
        ("il en est où le match de Lens", "fr", ("ask.score", {"team": "Lens"})),
        ("le match de Lyon, ça donne quoi", "fr", ("ask.score", {"team": "Lyon"})),
        ("a che punto è la partita del Napoli", "it", ("ask.score", {"team": "Napoli"})),
        ("a che punto siamo", "it", ("ask.remaining", {})),
        ("c'est qui l'actrice rousse", "fr", ("ask.who", {})),
        ("le programme de France 5, la grille", "fr", ("ui.guide", {"channel": "France 5"})),
        ("i programmi di Rete Quattro, la guida", "it", ("ui.guide", {"channel": "Rete Quattro"})),
        ("passe en vitesse une fois vingt-cinq", "fr", ("tv.rate", {"rate": 1.25})),
        ("va a scatti, metti a quattrocentottanta", "it", ("tv.quality", {"height": 480})),
        ("si blocca, metti a settecentoventi", "it", ("tv.quality", {"height": 720})),
        ("ferma tutto e spegni la tv", "it", ("tv.stop", {})),
        ("remets le thème clair", "fr", ("ui.theme", {"name": "light"})),
        ("mets la VO sous-titrée", "fr", ("tv.audio_track", {"original": True})),
        ("c'est n'importe quoi ce film, change de chaîne", "fr", ("tv.channel", {"step": 1})),
        ("baisse le son, les enfants veulent dormir", "fr", ("tv.volume", {"mode": "step", "delta": -10})),
        ("les enfants veulent voir Peppa Pig", "fr", ("tv.watch", {"title": "Peppa Pig"})),
    ],
)
def test_one_thing_is_asked_for(
    understander: Understander, text: str, code: str, expected: tuple[str, dict[str, Any]]
) -> None:
    assert said(understander, text, code) == [expected]


_WATCHES_SAMOURAI = {"playing": True, "channel": "Arte", "programme": "Le Samouraï"}
_FROM_THE_START = ("tv.seek", {"mode": "start"})


@pytest.mark.parametrize(
    ("text", "code", "context", "expected"),
    [
        ("enregistre le film et remets le journal", "fr", _WATCHES_SAMOURAI,
         [("tv.record", {"on": True}), ("tv.watch", {"kind": "news"})]),
        ("cerca Zelig e apri l'ultimo", "it", {}, [("ui.search", {"query": "Zelig"}), ("ui.select", {"index": -1})]),
        ("fammi vedere i promemoria e togli quello di Sanremo", "it", {},
         [("reminder.list", {}), ("reminder.cancel", {"title": "Sanremo"})]),
        ("metti Dune in lingua originale", "it", {},
         [("tv.watch", {"title": "Dune"}), ("tv.audio_track", {"original": True})]),
        ("metti La vita è bella dall'inizio", "it", {}, [("tv.watch", {"title": "La vita è bella"}), _FROM_THE_START]),
        ("ricomincia da capo in lingua originale", "it", {},
         [_FROM_THE_START, ("tv.audio_track", {"original": True})]),
        ("metti il film in inglese con i sottotitoli", "it", {},
         [("tv.audio_track", {"language": "en"}), ("tv.subtitles", {"on": True})]),
    ],
)  # fmt: skip
def test_two_things_are_asked_for(
    understander: Understander, text: str, code: str, context: dict[str, Any], expected: list[Any]
) -> None:
    assert said(understander, text, code, **context) == expected


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("mais y avait pas hors-jeu, c'est n'importe quoi", "fr"),
        ("je vais me faire un thé, t'en veux un", "fr"),
        ("les petits s'impatientent", "fr"),
        ("attention, ça glisse", "fr"),
        ("on a vu un film d'Almodóvar", "fr"),
        ("les enfants, venez mettre la table", "fr"),
        ("bambini, fate piano che c'è il fratellino che dorme", "it"),
        ("si blocca sempre", "it"),
    ],
)
def test_what_is_told_or_said_to_others_asks_for_nothing(understander: Understander, text: str, code: str) -> None:
    assert said(understander, text, code) == []


@pytest.mark.parametrize(
    ("text", "code", "expected"),
    [
        ("tu nous remets la 2, le film va commencer", "fr", [("tv.channel", {"number": 2})]),
        ("mets voir Canal J pour le petit", "fr", [("tv.channel", {"name": "Canal J"})]),
        ("je voudrais la chaîne Histoire", "fr", [("tv.channel", {"name": "Histoire"})]),
        ("la chaîne Arte est nulle", "fr", []),
        ("la même chaîne que tout à l'heure", "fr", [("tv.channel", {"last": True})]),
        ("j'entends rien avec ce vacarme", "fr", [("tv.volume", {"mode": "step", "delta": 10})]),
        ("mets au ralenti, je veux voir la faute", "fr", [("tv.rate", {"rate": 0.5})]),
        ("il parle de quoi le film", "fr", [("ask.explain", {})]),
        ("il y a quoi comme sport ce week-end", "fr", [("ask.at", {"when": "ce week-end"})]),
        ("à quelle heure joue l'OM", "fr", [("ask.when", {"title": "l'OM"})]),
        ("dans combien de temps commence le match", "fr", [("ask.when", {"title": "le match"})]),
        ("mets un rappel pour The Voice samedi soir", "fr",
         [("reminder.set", {"title": "The Voice", "when": "samedi soir"})]),
        ("on se fait un film d'animation", "fr", [("tv.watch", {"genre": "animation", "kind": "movie"})]),
        ("mets la deuxième saison d'Un village français", "fr",
         [("tv.watch", {"title": "Un village français", "season": 2})]),
        ("mets d'Artagnan", "fr", [("tv.watch", {"title": "d'Artagnan"})]),
        ("mets Intouchables en audiodescription", "fr",
         [("tv.watch", {"title": "Intouchables"}), ("tv.audio_track", {"description": True})]),
        ("metti un po' Cartoonito per il piccolo", "it", [("tv.channel", {"name": "Cartoonito"})]),
        ("vorrei il canale Focus", "it", [("tv.channel", {"name": "Focus"})]),
        ("rimetti il TG, c'è un'edizione straordinaria", "it", [("tv.watch", {"kind": "news"})]),
        ("vai a un'ora e dodici minuti", "it", [("tv.seek", {"mode": "absolute", "seconds": 4320})]),
        ("metti al rallentatore, voglio vedere il fallo", "it", [("tv.rate", {"rate": 0.5})]),
        ("che sport c'è nel weekend", "it", [("ask.at", {"when": "nel weekend"})]),
        ("metti il meteo", "it", [("tv.watch", {"title": "il meteo"})]),
        ("metti dei video musicali", "it", [("tv.watch", {"genre": "video musicali"})]),
        ("fra quanto comincia la partita", "it", [("ask.when", {"title": "la partita"})]),
        ("torna su", "it", [("ui.scroll", {"direction": "up"})]),
    ],
)  # fmt: skip
def test_loose_words_of_a_month_are_heard(
    understander: Understander, text: str, code: str, expected: list[tuple[str, dict[str, Any]]]
) -> None:
    assert said(understander, text, code) == expected


@pytest.mark.parametrize(
    ("text", "code", "expected"),
    [
        ("tiens mets-nous un petit Louis de Funès", "fr", [("tv.watch", {"person": "Louis de Funès"})]),
        ("bon, on met quoi, ah si, mets Koh-Lanta", "fr", [("tv.watch", {"title": "Koh-Lanta"})]),
        ("à quelle heure c'est le journal", "fr", [("ask.when", {"title": "le journal"})]),
        ("qui c'est qui chante là", "fr", [("ask.song", {})]),
        ("deux crans de plus", "fr", [("tv.volume", {"mode": "step", "delta": 5})]),
        ("mets la piste en allemand", "fr", [("tv.audio_track", {"language": "de"})]),
        ("va à trente pour cent du film", "fr", [("tv.seek", {"mode": "fraction", "fraction": 0.3})]),
        ("un film des années soixante", "fr", [("tv.watch", {"genre": "années soixante", "kind": "movie"})]),
        ("mets l'épisode douze", "fr", [("tv.watch", {"episode": 12})]),
        ("descends de trois lignes", "fr", [("ui.scroll", {"direction": "down"})]),
        ("mets un fond plus clair", "fr", [("ui.theme", {"name": "light"})]),
        ("danse avec les stars", "fr", [("tv.watch", {"title": "danse avec les stars"})]),
        ("tais-toi, on regarde", "fr", [("lumen.hush", {"on": True})]),
        ("lumen silence", "fr", [("lumen.hush", {"on": True})]),
        ("répète, j'ai pas entendu", "fr", [("tv.repeat_line", {})]),
        ("enregistre TF1 ce soir à vingt et une heures", "fr",
         [("tv.record", {"on": True, "channel": "TF1", "when": "ce soir à vingt et une heures"})]),
        ("mettici un bel Totò", "it", [("tv.watch", {"person": "Totò"})]),
        ("metti Nickelodeon per mio figlio", "it", [("tv.channel", {"name": "Nickelodeon"})]),
        ("il film quando comincia", "it", [("ask.when", {"title": "il film"})]),
        ("due tacche in più", "it", [("tv.volume", {"mode": "step", "delta": 5})]),
        ("a quanto è il volume", "it", []),
        ("non si sentono i dialoghi", "it", [("tv.volume", {"mode": "step", "delta": 10})]),
        ("metti la traccia in tedesco", "it", [("tv.audio_track", {"language": "de"})]),
        ("vai al trenta per cento del film", "it", [("tv.seek", {"mode": "fraction", "fraction": 0.3})]),
        ("un film degli anni sessanta", "it", [("tv.watch", {"genre": "anni sessanta", "kind": "movie"})]),
        ("scendi di tre righe", "it", [("ui.scroll", {"direction": "down"})]),
        ("metti uno sfondo più chiaro", "it", [("ui.theme", {"name": "light"})]),
        ("stai zitto, stiamo guardando", "it", [("lumen.hush", {"on": True})]),
        ("passa avanti gli spot", "it", [("tv.seek", {"mode": "relative", "seconds": 30})]),
    ],
)  # fmt: skip
def test_plain_words_have_one_meaning(
    understander: Understander, text: str, code: str, expected: list[tuple[str, dict[str, Any]]]
) -> None:
    assert said(understander, text, code) == expected


_IS_REMINDED = {"last_command": {"name": "reminder.set", "slots": {"title": "Lupin", "when": "ce soir"}}}
_WENT_BACK = {"last_command": {"name": "tv.seek", "slots": {"mode": "relative", "seconds": -15}}}


@pytest.mark.parametrize(
    ("text", "code", "context", "expected"),
    [
        ("non, demain", "fr", _IS_REMINDED, [("reminder.set", {"title": "Lupin", "when": "demain"})]),
        ("plutôt à vingt heures", "fr", _IS_REMINDED, [("reminder.set", {"title": "Lupin", "when": "vingt heures"})]),
        ("troppo indietro", "it", _WENT_BACK, [("tv.seek", {"mode": "relative", "seconds": 15})]),
        ("non, demain je travaille", "fr", {}, []),
    ],
)
def test_what_was_done_last_is_changed_and_what_is_told_is_not(
    understander: Understander, text: str, code: str, context: dict[str, Any], expected: list[Any]
) -> None:
    assert said(understander, text, code, **context) == expected


@pytest.mark.parametrize(
    ("text", "code", "expected"),
    [
        ("arrête le ralenti", "fr", ("tv.rate", {"rate": 1.0})),
        ("c'est sur quelle chaîne The Voice", "fr", ("ui.search", {"query": "The Voice"})),
        ("rappelle-moi ça dans dix minutes", "fr", ("reminder.set", {"when": "dans dix minutes"})),
        ("mets une chanson de Céline Dion", "fr", ("tv.watch", {"kind": "music", "person": "Céline Dion"})),
        ("mets la saison deux", "fr", ("tv.watch", {"season": 2})),
        ("c'è un film su Rai 4 ?", "it", ("ask.now", {"channel": "Rai 4"})),
        ("parla di meno", "it", ("lumen.hush", {"on": True})),
        ("usa la voce di Chiara", "it", ("lumen.voice", {"voice": "Chiara"})),
        ("metti una canzone di Vasco Rossi", "it", ("tv.watch", {"kind": "music", "person": "Vasco Rossi"})),
        ("metti un classico", "it", ("tv.watch", {"genre": "classico"})),
    ],
)
def test_voices_songs_and_seasons_are_heard(
    understander: Understander, text: str, code: str, expected: tuple[str, dict[str, Any]]
) -> None:
    assert said(understander, text, code) == [expected]
