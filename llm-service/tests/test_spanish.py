"""Spanish of Spain and Latin America: speeds, tails of titles, gestures, reminders ahead of time, short answers."""

from typing import Any

import pytest

from prism_core.commands import Command
from prism_core.requests import UtteranceContext
from prism_llm.understanding import Understander, create_understander

VOX = Command(name="tv.channel", slots={"name": "Vox"})


@pytest.fixture(scope="module")
def understander() -> Understander:
    return create_understander()


def said(understander: Understander, text: str, **context: Any) -> list[tuple[str, dict[str, Any]]]:
    found = understander.understand(text, UtteranceContext(language="es", **context))
    return [(command.name, command.slots) for command in found.commands]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ponlo a velocidad 1,5", ("tv.rate", {"rate": 1.5})),
        ("pon la peli a 1,25", ("tv.rate", {"rate": 1.25})),
        ("una peli de vaqueros para el abuelo", ("tv.watch", {"kind": "movie", "genre": "vaqueros"})),
        ("queremos ver la serie El Eternauta", ("tv.watch", {"kind": "series", "title": "El Eternauta"})),
        ("quiero ver la película Amores Perros", ("tv.watch", {"kind": "movie", "title": "Amores Perros"})),
        ("pon una peli de Almodóvar", ("tv.watch", {"kind": "movie", "person": "Almodóvar"})),
        ("pon una de Almodóvar", ("tv.watch", {"person": "Almodóvar"})),
        ("quiero escuchar a Juanes", ("tv.watch", {"kind": "music", "person": "Juanes"})),
        ("pon un programa de cocina", ("tv.watch", {"genre": "cocina"})),
        ("pon ESPN2", ("tv.channel", {"name": "ESPN2"})),
        ("ponle TyC Sports", ("tv.channel", {"name": "TyC Sports"})),
        ("me he perdido, ¿por qué se pelean esos dos?", ("ask.explain", {})),
        ("¿por qué lloran esos?", ("ask.explain", {})),
        (
            "recuérdame El Hormiguero 10 minutos antes",
            ("reminder.set", {"title": "El Hormiguero", "lead_seconds": 600}),
        ),
        ("avísame del partido un cuarto de hora antes", ("reminder.set", {"title": "partido", "lead_seconds": 900})),
        ("hazme un corazón con las manos", ("lumen.gesture", {"name": "corazón con las manos"})),
        ("Lumen, tírame un beso", ("lumen.gesture", {"name": "beso"})),
        ("elimina la lista Cumple de Abril", ("delete", {"kind": "playlist", "title": "Cumple de Abril"})),
        ("hazlo de nuevo", ("repeat", {})),
        ("salta los anuncios", ("tv.seek", {"mode": "relative", "seconds": 30})),
        ("graba La 2 esta noche", ("tv.record", {"on": True, "channel": "La 2", "when": "esta noche"})),
        ("que no se oiga", ("tv.mute", {"on": True})),
        ("ponlo en favoritos", ("tv.favourite", {"on": True})),
        ("quiero verla doblada", ("tv.audio_track", {"language": "es"})),
        ("vuelve a La 1", ("tv.channel", {"name": "La 1"})),
        ("haz un baile", ("lumen.gesture", {"name": "dance"})),
        ("¿quién ganó el partido del Madrid?", ("ask.score", {"team": "Madrid"})),
        ("qué dan mañana a la noche en Canal 13", ("ask.at", {"when": "mañana a la noche", "channel": "Canal 13"})),
        ("usa la voz de Lucía", ("lumen.voice", {"voice": "Lucía"})),
        (
            "pon Aquí no hay quien viva temporada 2 capítulo 5",
            ("tv.watch", {"title": "Aquí no hay quien viva", "season": 2, "episode": 5}),
        ),
    ],
)
def test_one_wish_is_read_whole(understander: Understander, text: str, expected: tuple[str, dict[str, Any]]) -> None:
    assert said(understander, text) == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "pon Volver de Almodóvar en pantalla completa",
            [("tv.watch", {"title": "Volver", "person": "Almodóvar"}), ("ui.fullscreen", {"on": True})],
        ),
        ("pon Friends en inglés", [("tv.watch", {"title": "Friends"}), ("tv.audio_track", {"language": "en"})]),
        (
            "pon La casa de papel en español con subtítulos en inglés",
            [
                ("tv.watch", {"title": "La casa de papel"}),
                ("tv.audio_track", {"language": "es"}),
                ("tv.subtitles", {"on": True, "language": "en"}),
            ],
        ),
        (
            "graba esto y recuérdame verlo mañana",
            [("tv.record", {"on": True}), ("reminder.set", {"when": "mañana"})],
        ),
        (
            "añade este canal a favoritos y vete al siguiente",
            [("tv.favourite", {"on": True}), ("tv.channel", {"step": 1})],
        ),
        ("sube el volumen y vete al siguiente", [("tv.volume", {"mode": "step", "delta": 10}), ("tv.next", {})]),
    ],
)
def test_how_a_title_is_played_is_no_part_of_it(
    understander: Understander, text: str, expected: list[tuple[str, dict[str, Any]]]
) -> None:
    assert said(understander, text) == expected


@pytest.mark.parametrize(
    ("text", "context", "expected"),
    [
        ("dale, sí", {"pending": "¿Elimino la lista Verano?"}, ("confirm", {})),
        ("dale", {"pending": "¿Elimino la lista Verano?"}, ("confirm", {})),
        ("venga", {"pending": "¿Elimino la lista Verano?"}, ("confirm", {})),
        ("dale", {"paused": True}, ("tv.play", {})),
        (
            "no, eso no, déjalo como estaba",
            {"last_command": Command(name="ui.theme", slots={"name": "neón"})},
            ("undo", {}),
        ),
        (
            "no, en francés",
            {"last_command": Command.of("tv.subtitles", on=True, language="es")},
            ("tv.subtitles", {"on": True, "language": "fr"}),
        ),
        ("quítalos", {"last_command": Command.of("tv.subtitles", on=True)}, ("tv.subtitles", {"on": False})),
        (
            "otros diez segundos",
            {"last_command": Command.of("tv.seek", mode="relative", seconds=-30)},
            ("tv.seek", {"mode": "relative", "seconds": -10}),
        ),
        (
            "no tanto",
            {"last_command": Command.of("tv.volume", mode="step", delta=10)},
            ("tv.volume", {"mode": "step", "delta": -10}),
        ),
        ("la segunda temporada", {"last_command": Command.of("tv.watch", title="Élite")}, ("tv.watch", {"season": 2})),
        ("más despacio", {"last_command": Command.of("lumen.voice", slower=True)}, ("lumen.voice", {"slower": True})),
        ("mejor una hora", {"last_command": Command.of("sleep.set", seconds=1800)}, ("sleep.set", {"seconds": 3600})),
        ("quería decir Cuatro", {"last_command": VOX}, ("tv.channel", {"number": 4})),
        ("no, La Sexta", {"last_command": VOX}, ("tv.channel", {"name": "La Sexta"})),
        ("la sexta", {"options": tuple("ABCDEFG")}, ("ui.select", {"index": 6})),
        ("ponlo otra vez", {"last_command": Command.of("tv.mute", on=True)}, ("tv.mute", {"on": False})),
        ("el número dos", {"options": ("Coco", "Rex", "Hachiko")}, ("ui.select", {"index": 2})),
    ],
)
def test_a_short_answer_goes_on_with_what_was_done(
    understander: Understander, text: str, context: dict[str, Any], expected: tuple[str, dict[str, Any]]
) -> None:
    assert said(understander, text, **context) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "ponte el pijama ya",
        "ponte las botas",
        "me encanta esta canción",
        "dame un beso",
        "qué buena es esta serie",
        "pues a mí me gustó más la primera",
        "borra la lista de la compra",
    ],
)
def test_what_is_said_at_home_asks_for_nothing(understander: Understander, text: str) -> None:
    assert said(understander, text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("pon la de juego de tronos", [("tv.watch", {"title": "juego de tronos"})]),
        ("quiero ver la del Titanic", [("tv.watch", {"title": "Titanic"})]),
        ("pon la de miedo", [("tv.watch", {"genre": "miedo"})]),
        ("pon la de Almodóvar", [("tv.watch", {"person": "Almodóvar"})]),
        ("graba el canal Gol", [("tv.record", {"on": True, "channel": "Gol"})]),
        ("graba Antena 3", [("tv.record", {"on": True, "channel": "Antena 3"})]),
        (
            "graba el canal Telecinco a las diez",
            [("tv.record", {"on": True, "channel": "Telecinco", "when": "las diez"})],
        ),
        (
            "borra la grabación de Amar es para siempre y abre la guía",
            [("delete", {"kind": "recording", "title": "Amar es para siempre"}), ("ui.guide", {})],
        ),
        ("a págate dentro de media hora", [("sleep.set", {"seconds": 1800})]),
        ("enciende la tele", [("tv.play", {})]),
        ("pon algo para los peques", [("tv.watch", {"genre": "peques"})]),
        ("pon un concurso", [("tv.watch", {"genre": "concurso"})]),
        ("los subtítulos más grandes", []),
        ("ponlo a una y media de velocidad", [("tv.rate", {"rate": 1.5})]),
        ("quiero ver Cuatro", [("tv.channel", {"name": "Cuatro"})]),
        ("pon el último disco de Shakira", [("tv.watch", {"kind": "music", "person": "Shakira"})]),
        ("pon el podcast Nadie sabe nada", [("tv.watch", {"kind": "podcast", "title": "Nadie sabe nada"})]),
        ("pon la película Volver", [("tv.watch", {"kind": "movie", "title": "Volver"})]),
        ("enséñame todos los canales", [("ui.open", {"page": "live"})]),
    ],
)
def test_what_is_meant_by_that_of_and_by_a_channel_to_record(
    understander: Understander, text: str, expected: list[tuple[str, dict[str, Any]]]
) -> None:
    found = understander.understand(text, UtteranceContext(language="es")).commands
    assert [(command.name, command.slots) for command in found] == expected


@pytest.mark.parametrize(
    ("text", "delta"), [("está bastante alto", -10), ("la tele está bastante alta", -10), ("está bastante bajo", 10)]
)
def test_rather_loud_is_turned_down_and_rather_low_is_turned_up(
    understander: Understander, text: str, delta: int
) -> None:
    assert said(understander, text, playing=True) == [("tv.volume", {"mode": "step", "delta": delta})]
