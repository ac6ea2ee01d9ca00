"""What is forbidden, told of, doubted or wished under a condition in Spanish and Italian, and what is a yes there."""

from typing import Any

import pytest

from prism_core.requests import UtteranceContext
from prism_llm.understanding import Understander, create_understander

Said = list[tuple[str, dict[str, Any]]]


@pytest.fixture(scope="module")
def understander() -> Understander:
    return create_understander()


def asked(understander: Understander, language: str, text: str, *, pending: bool = False) -> Said:
    context = UtteranceContext(language=language, pending="Delete the playlist “Summer”?" if pending else None)
    return [(command.name, dict(command.slots)) for command in understander.understand(text, context).commands]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("es", "ni se te ocurra apagar la tele"),
        ("es", "ni se te ocurra cancelar el recordatorio de MasterChef"),
        ("es", "ni intentes quitar los subtítulos"),
        ("es", "que nadie borre la grabación"),
        ("es", "que nadie cancele el recordatorio de MasterChef"),
        ("es", "prohibido borrar la grabación"),
        ("es", "está prohibido apagar la tele"),
        ("es", "haz lo que quieras menos apagar la tele"),
        ("es", "me niego a que apagues la tele"),
        ("es", "más alto no"),
        ("es", "La 1 no"),
        ("it", "più forte no"),
        ("it", "mi rifiuto di spegnere la tv"),
        ("it", "anche se spegni la tv non dormo"),
        ("es", "cuidado con silenciar la tele"),
        ("es", "yo no te he dicho que grabes"),
        ("es", "no te he dicho que pares"),
        ("es", "¿quién te ha mandado apagar la tele?"),
        ("es", "deja el canal, no cambies"),
        ("es", "no tienes que apagar la tele"),
        ("es", "no debes borrar la grabación"),
        ("es", "evita subir el volumen"),
        ("es", "deja de subir el volumen"),
        ("es", "sin apagar la tele"),
        ("es", "como apagues la tele te mato"),
        ("es", "no subas el volumen y cambies de canal"),
        ("es", "por nada del mundo apagues la tele"),
        ("es", "haz el favor de no cambiar de canal"),
        ("es", "no dejes de grabar el partido"),
        ("es", "no salgas de la pantalla completa"),
        ("es", "espera, no cambies todavía"),
        ("it", "non ti azzardare a spegnere"),
        ("it", "non osare cancellare la registrazione"),
        ("it", "è vietato spegnere la tv"),
        ("it", "ti vieto di annullare il promemoria di Sanremo"),
        ("it", "che nessuno cancelli la playlist"),
        ("it", "che nessuno spenga la tv"),
        ("it", "guai a te se cambi canale"),
        ("it", "chi ti ha chiesto di alzare il volume"),
        ("it", "mica ti ho chiesto di spegnere la tv"),
        ("it", "non annullare il promemoria di Sanremo"),
        ("it", "non è il caso di alzare il volume"),
        ("it", "smettila di alzare il volume"),
        ("it", "senza spegnere la tv"),
        ("it", "se spegni la tv mi arrabbio"),
        ("it", "guai a te se spegni la tv"),
        ("it", "niente volume più alto"),
        ("it", "per nessun motivo spegnere la tv"),
        ("it", "preferirei che non alzassi il volume"),
        ("it", "non smettere di registrare la partita"),
        ("it", "non uscire dallo schermo intero"),
    ],
)
def test_what_is_forbidden_in_any_words_is_not_done(understander: Understander, language: str, text: str) -> None:
    assert asked(understander, language, text) == []


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("es", "en la peli dicen apaga la tele"),
        ("es", "en la película han dicho que apagues la tele"),
        ("es", "la canción dice sube el volumen"),
        ("es", "mi abuela siempre dice apaga la tele"),
        ("es", "borra la grabación, dice el protagonista"),
        ("it", "nel film dicono spegni la tv"),
        ("it", "la tele ha detto cancella la playlist"),
        ("it", "il protagonista ha detto cancella la registrazione"),
        ("it", "c'è scritto cancella la playlist"),
        ("it", "mia nonna dice sempre spegni la tele"),
        ("es", "¿has oído eso? ha dicho apaga la tele"),
        ("it", "ho letto in un libro che bisogna spegnere la tv per dormire"),
    ],
)
def test_what_a_film_or_a_song_says_is_not_done(understander: Understander, language: str, text: str) -> None:
    assert asked(understander, language, text) == []


@pytest.mark.parametrize(
    ("language", "text", "wanted"),
    [
        ("es", "papá ha dicho que pongas La 1", ("tv.channel", {"name": "La 1"})),
        ("it", "mamma dice di abbassare il volume", ("tv.volume", {"mode": "step", "delta": -10})),
        ("es", "borra la lista Verano, por favor", ("delete", {"kind": "playlist", "title": "Verano"})),
        ("es", "sí, cancela el recordatorio de MasterChef", ("reminder.cancel", {"title": "MasterChef"})),
        ("it", "cancella la playlist Estate se puoi", ("delete", {"kind": "playlist", "title": "Estate"})),
    ],
)
def test_a_wish_passed_on_or_asked_for_politely_is_one(
    understander: Understander, language: str, text: str, wanted: tuple[str, Any]
) -> None:
    assert asked(understander, language, text) == [wanted]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("es", "borra la lista Verano si mamá quiere"),
        ("es", "cancela el recordatorio de MasterChef si llueve"),
        ("es", "elimina la playlist Verano a no ser que Ana la quiera"),
        ("es", "no sé si borrar la grabación"),
        ("es", "igual deberíamos borrar la lista Verano"),
        ("es", "sería una pena borrar la grabación"),
        ("es", "¿apago la tele?"),
        ("it", "cancella la playlist Estate se la mamma vuole"),
        ("it", "annulla il promemoria di Sanremo se piove"),
        ("it", "non so se spegnere la tv"),
        ("it", "forse dovremmo cancellare la playlist Estate"),
        ("it", "sarebbe un peccato cancellare la registrazione"),
        ("it", "e se cancellassimo la playlist?"),
        ("es", "si se duerme el niño, apaga la tele"),
        ("es", "apaga la tele si me duermo"),
        ("it", "se chiama mia madre, metti in pausa"),
        ("it", "spegni la tv se mi addormento"),
    ],
)
def test_a_doubt_or_a_condition_loses_nothing(understander: Understander, language: str, text: str) -> None:
    assert asked(understander, language, text) == []


_DOWN, _UP = ("tv.volume", {"mode": "step", "delta": -10}), ("tv.volume", {"mode": "step", "delta": 10})


@pytest.mark.parametrize(
    ("language", "text", "wanted"),
    [
        ("es", "no subas, baja", _DOWN),
        ("es", "no pongas La 1, pon La 2", ("tv.channel", {"name": "La 2"})),
        ("es", "no pongas la 1 sino la 2", ("tv.channel", {"name": "La 2"})),
        ("es", "no pares, sigue", ("tv.play", {})),
        ("es", "no apagues, baja el volumen", _DOWN),
        ("es", "no cambies de canal y sube el volumen", _UP),
        ("es", "no quiero las noticias, pon una comedia", ("tv.watch", {"genre": "comedia"})),
        ("es", "no necesito subtítulos", ("tv.subtitles", {"on": False})),
        ("it", "non alzare, abbassa", _DOWN),
        ("it", "non spegnere, metti solo in pausa", ("tv.pause", {})),
        ("it", "non cambiare canale, alza il volume", _UP),
        ("it", "non mettere Rai 1, metti Rai 2", ("tv.channel", {"name": "Rai 2"})),
        ("it", "non Rai 1 ma Rai 2", ("tv.channel", {"name": "Rai 2"})),
        ("it", "non cambiare canale e alza il volume", _UP),
        ("es", "no grabes esto, graba Pasapalabra", ("tv.record", {"on": True, "title": "Pasapalabra"})),
        ("es", "¿no me pones las noticias?", ("tv.watch", {"kind": "news"})),
        ("es", "¿no puedes subir el volumen?", _UP),
    ],
)
def test_of_what_is_forbidden_and_asked_for_only_the_second_is_done(
    understander: Understander, language: str, text: str, wanted: tuple[str, Any]
) -> None:
    assert [(name, slots | ({"name": "La 2"} if slots.get("name") == "la 2" else {})) for name, slots in
            asked(understander, language, text)] == [wanted]  # fmt: skip


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("es", "anda ya"),
        ("es", "venga ya"),
        ("es", "vale ya"),
        ("es", "sí, es de Ana"),
        ("es", "sí, la quiero"),
        ("es", "sí que la quiero"),
        ("es", "sí, no la he visto"),
        ("es", "sí, no hace falta"),
        ("es", "sí, luego"),
        ("es", "desde luego que no"),
        ("es", "creo que sí"),
        ("es", "puede que sí"),
        ("es", "sí, cuando vuelva Ana"),
        ("it", "ma dai"),
        ("it", "sì, la voglio"),
        ("it", "sì, non l'ho vista"),
        ("it", "sì, non serve"),
        ("it", "sì, certo, come no"),
        ("it", "ovviamente no"),
        ("it", "non è giusto"),
        ("it", "giusto?"),
    ],
)
def test_no_answer_but_a_plain_yes_deletes(understander: Understander, language: str, text: str) -> None:
    names = {name for name, _ in asked(understander, language, text, pending=True)}
    assert not names & {"confirm", "delete"}


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("es", "que sí"),
        ("es", "desde luego"),
        ("es", "ándale"),
        ("es", "sí, quítala"),
        ("es", "sí, tírala"),
        ("es", "sí, ya no la oímos"),
        ("es", "sí, ya no hace falta"),
        ("es", "sí, ya la hemos visto"),
        ("es", "no hay problema, bórrala"),
        ("es", "me parece bien"),
        ("it", "giusto"),
        ("it", "ovvio"),
        ("it", "volentieri"),
        ("it", "dai"),
        ("it", "non c'è problema, vai"),
        ("it", "sì, buttala"),
        ("it", "sì, non la sentiamo più"),
        ("it", "sì, l'ho già vista"),
        ("it", "sono sicuro"),
        ("es", "cómo no, bórrala"),
        ("it", "perché no, cancellala"),
        ("es", "sí, total, nadie la oye"),
    ],
)
def test_a_yes_in_plain_words_is_heard(understander: Understander, language: str, text: str) -> None:
    assert asked(understander, language, text, pending=True) == [("confirm", {})]


_BACK, _ON = ("tv.channel", {"step": -1}), ("tv.channel", {"step": 1})


@pytest.mark.parametrize(
    ("language", "text", "wanted"),
    [
        ("es", "no te olvides de grabar MasterChef", [("tv.record", {"on": True, "title": "MasterChef"})]),
        ("es", "que no se te olvide grabar La promesa", [("tv.record", {"on": True, "title": "La promesa"})]),
        ("es", "no te olvides de comprar leche", []),
        ("it", "non dimenticare di registrare Report", [("tv.record", {"on": True, "title": "Report"})]),
        ("it", "non dimenticare di registrare la partita", [("tv.record", {"on": True, "title": "partita"})]),
        ("it", "non dimenticare di spegnere la luce", []),
        ("es", "dos canales atrás", [_BACK, _BACK]),
        ("es", "sube tres canales", [_ON, _ON, _ON]),
        ("it", "due canali indietro", [_BACK, _BACK]),
        ("it", "vai avanti di due canali", [_ON, _ON]),
        ("it", "è in diretta?", []),
        ("it", "ma questa partita è in diretta?", []),
        ("es", "¿esto es en directo?", []),
        ("it", "torna in diretta", [("tv.seek", {"mode": "live"})]),
        ("it", "fammi vedere Il conformista di Bertolucci",
         [("tv.watch", {"title": "Il conformista", "person": "Bertolucci"})]),
        ("it", "metti La vita di Adele", [("tv.watch", {"title": "La vita di Adele"})]),
        ("it", "metti Gomorra dalla terza puntata", [("tv.watch", {"title": "Gomorra", "episode": 3})]),
        ("es", "pon Cuatro", [("tv.channel", {"name": "Cuatro"})]),
        ("es", "pon el cuatro", [("tv.channel", {"number": 4})]),
        ("es", "espérame, no avances, que se me cayó la copa", [("tv.pause", {})]),
        ("it", "fai andare", [("tv.play", {})]),
        ("es", "para de grabar y apaga", [("tv.record", {"on": False}), ("tv.stop", {})]),
        ("it", "niente spegnimento, resto sveglia", [("sleep.cancel", {})]),
        ("es", "si me duermo, apágate en hora y media", [("sleep.set", {"seconds": 5400})]),
        ("es", "avísame diez minutos antes de Pasapalabra",
         [("reminder.set", {"title": "Pasapalabra", "lead_seconds": 600})]),
        ("es", "avísame del partido a las nueve", [("reminder.set", {"title": "partido", "when": "las nueve"})]),
    ],
)  # fmt: skip
def test_plain_requests_are_read_in_their_direction(
    understander: Understander, language: str, text: str, wanted: Said
) -> None:
    assert asked(understander, language, text) == wanted
