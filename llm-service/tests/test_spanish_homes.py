"""Spanish homes: what is not to be recorded, second thoughts, what is to wait, how often, questions and slips."""

from typing import Any

import pytest

from prism_core.commands import Command
from prism_core.requests import UtteranceContext
from prism_llm.understanding import Understander, create_understander

Said = list[tuple[str, dict[str, Any]]]
TIMER = Command.of("sleep.set", seconds=1800)
PASAPALABRA = Command.of("tv.record", on=True, title="Pasapalabra")


@pytest.fixture(scope="module")
def understander() -> Understander:
    return create_understander()


def said(understander: Understander, text: str, **context: Any) -> Said:
    found = understander.understand(text, UtteranceContext(language="es", **context))
    return [(command.name, command.slots) for command in found.commands]


@pytest.mark.parametrize(
    ("text", "slots"),
    [
        ("no grabes el partido", {"title": "partido"}),
        ("no grabes las noticias esta noche", {"title": "noticias", "when": "esta noche"}),
        ("no grabes la película de esta noche", {"title": "película", "when": "esta noche"}),
        ("no grabes el partido del domingo", {"title": "partido", "when": "domingo"}),
        ("no grabes Pasapalabra mañana", {"title": "Pasapalabra", "when": "mañana"}),
        ("no grabes esta noche", {"when": "esta noche"}),
        ("no grabes esta película", {}),
        ("no grabes esto", {}),
        ("cancela la grabación del partido de mañana", {"title": "partido", "when": "mañana"}),
        ("cancela esa grabación de esta noche", {"when": "esta noche"}),
    ],
)
def test_what_is_not_to_be_recorded_has_its_title_and_its_time(
    understander: Understander, text: str, slots: dict[str, Any]
) -> None:
    assert said(understander, text) == [("tv.record", {"on": False, **slots})]


@pytest.mark.parametrize(
    "text",
    [
        "no, déjalo",
        "no, déjalo encendido",
        "mejor no apagues",
        "no, mejor no apagues la tele",
        "he cambiado de idea, no la apagues",
        "mejor déjala puesta",
        "no hace falta que se apague",
    ],
)
def test_the_timer_that_was_set_is_called_off(understander: Understander, text: str) -> None:
    assert said(understander, text, last_command=TIMER) == [("sleep.cancel", {})]


@pytest.mark.parametrize("text", ["deja los subtítulos", "no la apagues todavía", "no pongas el sonido tan alto"])
def test_the_timer_stays_for_what_is_not_said_of_it(understander: Understander, text: str) -> None:
    assert ("sleep.cancel", {}) not in said(understander, text, last_command=TIMER)


@pytest.mark.parametrize(
    "text",
    [
        "mejor no lo grabes",
        "no, al final no lo grabes",
        "pensándolo bien, no lo grabes",
        "no hace falta que lo grabes",
        "al final no lo grabes, que ya lo he visto",
        "no, déjalo",
        "mejor no",
    ],
)
def test_the_recording_that_was_asked_for_is_taken_back(understander: Understander, text: str) -> None:
    assert said(understander, text, last_command=PASAPALABRA) == [("tv.record", {"on": False, "title": "Pasapalabra"})]


@pytest.mark.parametrize(
    "text",
    [
        "espera a los anuncios para pausar",
        "espera al descanso para pausarla",
        "espera a que haya anuncios para quitar el sonido",
        "espera hasta los anuncios y pausa",
        "espera al descanso y quita el sonido",
    ],
)
def test_what_is_to_wait_is_said_not_to_be_noticed(understander: Understander, text: str) -> None:
    found = understander.understand(text, UtteranceContext(language="es"))
    assert not found.commands
    assert found.answer


@pytest.mark.parametrize("text", ["espera un momento y pausa", "espera un poco", "espera"])
def test_who_only_asks_to_wait_gets_a_pause(understander: Understander, text: str) -> None:
    assert said(understander, text, playing=True) == [("tv.pause", {})]


@pytest.mark.parametrize("text", ["párala en cinco minutos", "párala a las nueve", "para en cinco minutos"])
def test_what_is_to_stop_later_is_asked_about(understander: Understander, text: str) -> None:
    found = understander.understand(text, UtteranceContext(language="es"))
    assert not found.commands
    assert found.question


@pytest.mark.parametrize(
    ("text", "slots"),
    [
        ("grábame también el partido del sábado", {"title": "el partido", "when": "sábado"}),
        ("graba también Masterchef", {"title": "Masterchef"}),
        ("graba el telediario todos los días", {"title": "el telediario", "when": "todos los días"}),
        ("graba Pasapalabra cada semana", {"title": "Pasapalabra", "when": "cada semana"}),
        ("graba La Promesa de lunes a viernes", {"title": "La Promesa", "when": "de lunes a viernes"}),
        ("graba la novela los martes", {"title": "la novela", "when": "los martes"}),
        ("graba los lunes al sol", {"title": "los lunes al sol"}),
    ],
)
def test_how_often_is_no_part_of_a_title(understander: Understander, text: str, slots: dict[str, Any]) -> None:
    assert said(understander, text) == [("tv.record", {"on": True, **slots})]


@pytest.mark.parametrize(
    "text",
    [
        "quito los subtítulos",
        "¿quito los subtítulos?",
        "¿apago la tele?",
        "se ha ido el sonido",
        "ya no hay sonido",
        "nos hemos quedado sin sonido",
    ],
)
def test_what_is_told_or_asked_of_oneself_does_nothing(understander: Understander, text: str) -> None:
    assert said(understander, text, playing=True) == []


@pytest.mark.parametrize(
    ("text", "query"),
    [
        ("¿hay fútbol hoy?", "fútbol"),
        ("¿echan fútbol esta noche?", "fútbol"),
        ("¿dan tenis mañana?", "tenis"),
        ("¿hoy hay partido?", "partido"),
        ("¿ponen alguna comedia esta noche?", "comedia"),
    ],
)
def test_a_question_what_is_on_is_looked_up_and_put_on_by_nobody(
    understander: Understander, text: str, query: str
) -> None:
    assert said(understander, text) == [("ui.search", {"query": query})]


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("alarga el temporizador diez minutos", 2400),
        ("añade diez minutos al temporizador", 2400),
        ("pon diez minutos más en el temporizador", 2400),
        ("quita diez minutos del temporizador", 1200),
        ("pon el temporizador a diez minutos", 600),
    ],
)
def test_the_timer_is_made_longer_or_shorter(understander: Understander, text: str, seconds: int) -> None:
    assert said(understander, text, last_command=TIMER) == [("sleep.set", {"seconds": seconds})]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ponlo en causa", ("tv.pause", {})),
        ("ha paga la tele", ("tv.stop", {})),
        ("apaga la tela", ("tv.stop", {})),
        ("sube el columen", ("tv.volume", {"mode": "step", "delta": 10})),
        ("pon pantalla conpleta", ("ui.fullscreen", {"on": True})),
        ("pon el tenporizador media hora", ("sleep.set", {"seconds": 1800})),
        ("rebovina diez segundos", ("tv.seek", {"mode": "relative", "seconds": -10})),
        ("grava esto", ("tv.record", {"on": True})),
    ],
)
def test_what_was_half_heard_is_put_right(
    understander: Understander, text: str, expected: tuple[str, dict[str, Any]]
) -> None:
    assert said(understander, text) == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("la tercera temporada de Élite", ("tv.watch", {"title": "Élite", "season": 3})),
        ("el capítulo cuatro de Friends", ("tv.watch", {"title": "Friends", "episode": 4})),
        ("adelanta hasta el minuto cuarenta", ("tv.seek", {"mode": "absolute", "seconds": 2400})),
        ("ponme el siguiente", ("tv.next", {})),
        ("pon coplas", ("tv.watch", {"genre": "coplas"})),
        ("ponme algo chistoso", ("tv.watch", {"genre": "chistoso"})),
        ("ponme música de mariachi", ("tv.watch", {"kind": "music", "genre": "mariachi"})),
        ("pon música de los ochenta", ("tv.watch", {"kind": "music", "genre": "los ochenta"})),
        ("ponle a la abuela la novela", ("tv.watch", {"kind": "series"})),
        ("pon Se ha escrito un crimen", ("tv.watch", {"title": "Se ha escrito un crimen"})),
        ("pon Juego de tronos por donde íbamos", ("tv.watch", {"title": "Juego de tronos"})),
        ("ponme el último capítulo de Valle Salvaje", ("tv.watch", {"title": "Valle Salvaje"})),
        ("seguimos con La casa de papel", ("tv.watch", {"title": "La casa de papel"})),
        ("oye, ¿me pones Antena 3 un momento?", ("tv.channel", {"name": "Antena 3"})),
        ("ponnos algo tú", ("tv.surprise", {})),
        ("no sabemos qué ver, ayúdanos", ("ask.recommend", {})),
        ("¿echan hoy Equipo de investigación?", ("ask.when", {"title": "Equipo de investigación"})),
        ("¿cómo quedó el Celta ayer?", ("ask.score", {"team": "Celta"})),
        ("ponme al día", ("ask.explain", {})),
        ("avísame cuando vuelva el partido", ("reminder.set", {"title": "el partido"})),
        ("en diez minutos recuérdame el horno", ("reminder.set", {"title": "el horno", "when": "en diez minutos"})),
        ("encuéntrame series coreanas", ("ui.search", {"query": "series coreanas"})),
        ("di que no con la cabeza", ("lumen.gesture", {"name": "shake"})),
        ("ponlo a uno veinticinco", ("tv.rate", {"rate": 1.25})),
        ("hazlo más pequeño", ("ui.fullscreen", {"on": False})),
        ("cambia el tema a bosque", ("ui.theme", {"name": "forest"})),
        ("minuto treinta y cinco", ("tv.seek", {"mode": "absolute", "seconds": 2100})),
        ("una hora de temporizador", ("sleep.set", {"seconds": 3600})),
        ("ve más deprisa", ("tv.rate", {"step": 0.25})),
        ("no tan rápido", ("tv.rate", {"step": -0.25})),
        ("repite lo que ha dicho el médico", ("tv.repeat_line", {})),
        ("quítame el menú", ("ui.back", {})),
        ("hazle un corazón a mi novia", ("lumen.gesture", {"name": "corazón"})),
        ("di hola con la mano", ("lumen.gesture", {"name": "wave"})),
        ("¿qué estás poniendo?", ("ask.now", {})),
        ("¿qué puedo ver que sea alegre?", ("ask.recommend", {"genre": "alegre"})),
        ("busco algo para ver con mis hijos", ("ask.recommend", {})),
        ("dale, sorpréndeme", ("tv.surprise", {})),
        ("ay, ponme La 1 que empieza el telediario", ("tv.channel", {"name": "La 1"})),
        ("pon una película cualquiera", ("tv.watch", {"kind": "movie"})),
        ("pon el programa de Pablo Motos", ("tv.watch", {"title": "el programa de Pablo Motos"})),
        ("música de Estopa", ("tv.watch", {"kind": "music", "person": "Estopa"})),
        ("pásala a francés", ("tv.audio_track", {"language": "fr"})),
        ("continúa con mi serie", ("tv.continue", {})),
        ("¿hay alguna película buena?", ("ask.recommend", {})),
        ("¿qué series hay buenas?", ("ask.recommend", {})),
        ("recuérdame el capítulo de esta noche", ("reminder.set", {"title": "el capítulo", "when": "esta noche"})),
        ("¿cuándo ponen otra vez Pretty Woman?", ("ask.when", {"title": "Pretty Woman"})),
        ("quita la grabación programada de mañana", ("tv.record", {"on": False, "when": "mañana"})),
        ("la guía del fin de semana", ("ui.guide", {"when": "fin de semana"})),
        ("no quiero temporizador", ("sleep.cancel", {})),
        ("quiero escuchar a Raphael", ("tv.watch", {"kind": "music", "person": "Raphael"})),
        ("quiero ver a Broncano", ("tv.watch", {"person": "Broncano"})),
        ("ponle Bluey a mi nieto que no se duerme", ("tv.watch", {"title": "Bluey"})),
        ("habla más bajito que duerme el niño", ("lumen.voice", {"quieter": True})),
        ("bájalo un par de puntos", ("tv.volume", {"mode": "step", "delta": -2})),
        ("ponlo en marcha desde el minuto diez", ("tv.seek", {"mode": "absolute", "seconds": 600})),
        ("graba desde ya", ("tv.record", {"on": True})),
        ("¿qué dan de bueno?", ("ask.recommend", {})),
        ("¿hay alguna carrera hoy?", ("ui.search", {"query": "carrera"})),
        ("¿me avisas cuando empiece?", ("reminder.set", {"title": "it"})),
        ("¿dónde ponen Gladiator?", ("ui.search", {"query": "Gladiator"})),
        ("graba Cuatro esta noche", ("tv.record", {"on": True, "channel": "Cuatro", "when": "esta noche"})),
        ("cállala tres minutos", ("tv.mute", {"on": True, "seconds": 180})),
        ("cállate tres minutos", ("lumen.hush", {"on": True})),
        ("cambia los colores a oscuro", ("ui.theme", {"name": "dark"})),
    ],
)
def test_what_homes_ask_for_is_read_whole(
    understander: Understander, text: str, expected: tuple[str, dict[str, Any]]
) -> None:
    assert said(understander, text) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "¿dónde ponen las llaves?",
        "quiero ver a los niños",
        "quiero ver a mi madre",
        "quiero oír a los pájaros",
        "¿hay alguien en casa?",
        "¿echan sal a las carreteras?",
        "paro cuando acabe este capítulo",
        "no me oye nadie en esta casa",
        "graban la serie en mi pueblo",
        "graba un audio para la abuela",
        "venga ya, no me digas",
        "apaga la vitro",
        "apaga el mechero",
        "sube el telón",
        "cambia el pañal",
        "se graba en Madrid, creo",
    ],
)
def test_what_is_done_to_other_things_at_home_does_nothing(understander: Understander, text: str) -> None:
    assert said(understander, text, playing=True) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "quita el sonido y los subtítulos",
            [("tv.mute", {"on": True}), ("tv.subtitles", {"on": False})],
        ),
        (
            "pon el sonido y los subtítulos",
            [("tv.mute", {"on": False}), ("tv.subtitles", {"on": True})],
        ),
        (
            "sin sonido y con subtítulos",
            [("tv.mute", {"on": True}), ("tv.subtitles", {"on": True})],
        ),
        ("graba lo que echan en La 2 a las diez", [("tv.record", {"on": True, "channel": "La 2", "when": "las diez"})]),
        ("graba hasta las once", [("tv.record", {"on": True})]),
        ("que no se grabe el partido", [("tv.record", {"on": False, "title": "partido"})]),
        ("sube el temporizador a una hora", [("sleep.set", {"seconds": 3600})]),
        ("pon tele deporte", [("tv.channel", {"name": "tele deporte"})]),
    ],
)
def test_requests_in_a_breath_and_with_a_time_are_read_whole(
    understander: Understander, text: str, expected: Said
) -> None:
    assert said(understander, text) == expected


@pytest.mark.parametrize(
    "text",
    ["me quita el sueño", "para gustos los colores", "igual la grabo luego", "ya la apago yo", "bajo ahora mismo"],
)
def test_sayings_and_what_one_does_oneself_do_nothing(understander: Understander, text: str) -> None:
    assert said(understander, text, playing=True) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("¿qué a dicho con tanto ruido?", [("tv.repeat_line", {})]),
        ("que a dicho con la aspiradora no le he oído", [("tv.repeat_line", {})]),
        ("hay algo alas diez y media", [("ask.at", {"when": "alas diez y media"})]),
        ("que echan alas nueve", [("ask.at", {"when": "alas nueve"})]),
        ("pon telesinco", [("tv.channel", {"name": "telesinco"})]),
        ("gravame esto", [("tv.record", {"on": True})]),
        ("abreme la gia", [("ui.guide", {})]),
        ("ponme antena tres porfa vor", [("tv.channel", {"name": "antena tres"})]),
        ("a la nena le ponés Bluey", [("tv.watch", {"title": "Bluey"})]),
        ("a los peques les pones La Patrulla Canina", [("tv.watch", {"title": "La Patrulla Canina"})]),
        ("tira un poco hacia abajo la lista", [("ui.scroll", {"direction": "down"})]),
        ("que parezca una nave espacial", [("ui.theme", {"name": "nave espacial"})]),
        ("pon el modo cine", [("ui.theme", {"name": "cine"})]),
        ("¿qué podríamos ver los cuatro esta noche?", [("ask.recommend", {})]),
        ("quédate a verla conmigo y me la vas comentando", [("lumen.companion", {"on": True})]),
        ("mejor la vemos solos", [("lumen.companion", {"on": False})]),
        ("lánzale un beso a la yaya", [("lumen.gesture", {"name": "beso"})]),
        ("graba además las noticias", [("tv.record", {"on": True, "title": "noticias"})]),
        ("graba este, que no me da tiempo a verlo entero", [("tv.record", {"on": True})]),
        ("grabala entera, que a las once me voy a dormir", [("tv.record", {"on": True})]),
        ("apágate a y media", [("sleep.set", {"at": "a y media"})]),
        ("al final quita el apagado", [("sleep.cancel", {})]),
        ("saca la guía", [("ui.guide", {})]),
        ("quita la ventanita", [("ui.pip", {"on": False})]),
        (
            "recuérdame un cuarto de hora antes lo de Masterchef",
            [("reminder.set", {"title": "Masterchef", "lead_seconds": 900})],
        ),
        (
            "avísame con diez minutos de antelación para El Hormiguero",
            [("reminder.set", {"title": "El Hormiguero", "lead_seconds": 600})],
        ),
        ("que no se me pase Maestros de la costura", [("reminder.set", {"title": "Maestros de la costura"})]),
        ("la programación del sábado noche", [("ui.guide", {"when": "sábado noche"})]),
        (
            "cómo va el gerona, y cuándo ponen Estudio Estadio",
            [("ask.score", {"team": "gerona"}), ("ask.when", {"title": "Estudio Estadio"})],
        ),
        (
            "borra el recordatorio del partido y ponme uno para las noticias",
            [("reminder.cancel", {"title": "partido"}), ("reminder.set", {"title": "noticias"})],
        ),
        (
            "cancela el recordatorio de Masterchef y léeme los demás",
            [("reminder.cancel", {"title": "Masterchef"}), ("reminder.list", {})],
        ),
    ],
)
def test_loose_and_half_heard_wishes_are_read(understander: Understander, text: str, expected: Said) -> None:
    assert said(understander, text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "no no, esa la quiero guardar",
        "esa me la quiero quedar",
        "no, mi hijo la quiere ver",
        "no, esa no, que la quiere ver mi mujer",
        "todavía no la he visto",
        "no, espera, esa todavía no la vimos",
        "esa se queda",
        "esa justo la queremos ver esta noche",
        "la borro yo luego, déjala",
        "no la borres todavía",
    ],
)
def test_what_is_to_be_kept_is_not_deleted(understander: Understander, text: str) -> None:
    assert said(understander, text, pending="¿Borro la grabación de Vikingos?") == [("deny", {})]


@pytest.mark.parametrize(
    "text", ["sí, la quiero borrar", "sí, esa fuera", "dale, borrala nomás", "esa la quiero borrar"]
)
def test_what_one_wants_to_delete_is(understander: Understander, text: str) -> None:
    assert said(understander, text, pending="¿Borro la grabación de Vikingos?") == [("confirm", {})]


@pytest.mark.parametrize(
    "text",
    [
        "el doblaje es horrible",
        "habla más alto que tú",
        "al niño le pones el abrigo",
        "esa se queda en casa",
        "todavía no la he visto",
        "le hizo un corazón a su novia",
        "qué ha dicho el presidente de los impuestos",
    ],
)
def test_what_is_told_of_people_and_films_does_nothing(understander: Understander, text: str) -> None:
    assert said(understander, text) == []


@pytest.mark.parametrize("text", ["déjalo", "déjala", "déjalo, seguimos despiertos"])
def test_leaving_it_calls_a_timer_off(understander: Understander, text: str) -> None:
    assert said(understander, text, last_command=TIMER) == [("sleep.cancel", {})]


def test_a_span_that_it_is_to_be_corrects_the_timer(understander: Understander) -> None:
    assert said(understander, "que sean dos horas", last_command=TIMER) == [("sleep.set", {"seconds": 7200})]
    assert said(understander, "que sea una hora", last_command=TIMER) == [("sleep.set", {"seconds": 3600})]


def test_stopping_it_later_is_asked_about(understander: Understander) -> None:
    found = understander.understand("deténla en diez minutos", UtteranceContext(language="es", playing=True))
    assert not found.commands
    assert found.question
