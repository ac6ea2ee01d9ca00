"""What German, Spanish and Italian homes tell, forbid or leave to others, and nothing is done for; and what is."""

import pytest

from prism_core.commands import Command
from prism_core.requests import UtteranceContext
from prism_llm.understanding import create_understander

_UNDERSTANDER = create_understander()
_OF_DARK = Command.of("tv.watch", title="Dark", season=2, episode=5)
_QUIETER = Command.of("tv.volume", mode="step", delta=-10)


def _commands(language: str, text: str, **around: object) -> list[Command]:
    context = UtteranceContext.model_validate({"language": language, **around})
    return list(_UNDERSTANDER.understand(text, context).commands)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("es", "está grabando, ¿no?"),
        ("it", "sta registrando, vero?"),
        ("es", "evita que se borre la grabación"),
        ("it", "evita che si cancelli la registrazione"),
        ("de", "pass auf, dass die Aufnahme nicht gelöscht wird"),
        ("de", "das lohnt sich nicht aufzunehmen"),
        ("de", "lösch die Aufnahme morgen früh"),
        ("it", "ferma, non cancellarla"),
        ("es", "para, no la borres"),
        ("de", "Mama meinte, wir sollen ausschalten"),
        ("es", "mamá quiere que apaguemos"),
        ("it", "ha detto di spegnere la tele"),
        ("es", "no puedo apagarla"),
        ("it", "non riesco a spegnerla"),
        ("de", "ich kann ihn nicht ausschalten"),
        ("de", "schalt aus, es sei denn, jemand guckt"),
        ("de", "mach aus, nachdem du Anna gefragt hast"),
        ("es", "apaga a no ser que alguien la esté viendo"),
        ("it", "spegni a meno che qualcuno non guardi"),
        ("es", "acabo de pausar"),
        ("de", "ich hab gerade Pause gemacht"),
        ("de", "die sollten das Spiel anhalten"),
        ("de", "jemand sollte den mal leiser drehen"),
        ("de", "warte, ich bin noch nicht fertig"),
        ("es", "«apaga» gritó"),
        ("it", "«spegni» gridò"),
        ("de", "„mach aus“, rief er"),
        ("de", "die Werbung sagt, ich soll zu Sky wechseln"),
        ("es", "la canción se llama Sube el volumen"),
        ("it", "la canzone si chiama Alza il volume"),
        ("de", "erzähl mir was über den Film Pause"),
        ("it", "parlami del film Pausa"),
        ("de", "Kinder, macht die Musik leiser"),
        ("es", "niños, bajad la música"),
        ("it", "bambini, abbassate la musica"),
        ("de", "gefällt dir die Serie"),
    ],
)
def test_what_is_told_or_left_to_others_moves_nothing(language: str, text: str) -> None:
    assert _commands(language, text) == []


@pytest.mark.parametrize(
    ("language", "text", "meant"),
    [
        ("it", "non togliere l'audio, abbassa e basta", [_QUIETER]),
        ("it", "non tanto forte", [_QUIETER]),
        ("de", "nicht stumm, nur leiser", [_QUIETER]),
        ("de", "halt den Mund, Dave, ich gucke", [Command.of("lumen.hush", on=True)]),
        (
            "de",
            "vergiss, was ich über meine Mutter erzählt habe",
            [Command.of("delete", kind="memory", title="meine Mutter")],
        ),
        ("de", "jetzt guckt Tom", [Command(name="profile.switch", slots={"name": "Tom"})]),
        ("de", "mach leiser, das lohnt sich nicht", [_QUIETER]),
        ("de", "warte kurz", [Command.of("tv.pause")]),
        ("it", "spegni e basta", [Command.of("tv.stop")]),
        ("es", "para la grabación", [Command.of("tv.record", on=False)]),
        ("it", "cancella la registrazione", [Command.of("delete", kind="recording")]),
    ],
)
def test_what_is_asked_for_beside_it_is_done(language: str, text: str, meant: list[Command]) -> None:
    assert _commands(language, text) == meant


@pytest.mark.parametrize(
    ("language", "text"),
    [("de", "nein, Folge sechs"), ("es", "no, el capítulo seis"), ("it", "no, l'episodio sei")],
)
def test_another_episode_is_one_of_the_same_title(language: str, text: str) -> None:
    assert _commands(language, text, last_command=_OF_DARK) == [
        Command.of("tv.watch", title="Dark", season=2, episode=6)
    ]


@pytest.mark.parametrize(
    ("language", "question", "text"),
    [
        ("de", "Soll ich die Aufnahme Dark löschen?", "nein, die vom Tatort"),
        ("es", "¿Borro la grabación de Dark?", "no, la de Narcos"),
        ("it", "Cancello la registrazione di Dark?", "no, quella di Gomorra"),
    ],
)
def test_a_no_that_names_another_deletes_nothing(language: str, question: str, text: str) -> None:
    assert _commands(language, text, pending=question) == [Command.of("deny")]


@pytest.mark.parametrize(("language", "text"), [("de", "streich das"), ("es", "quítalo"), ("it", "toglilo")])
def test_a_reminder_that_was_just_set_is_taken_back(language: str, text: str) -> None:
    last = Command.of("reminder.set", title="Tatort")
    assert _commands(language, text, last_command=last) == [Command.of("reminder.cancel", title="Tatort")]


def test_sound_is_put_on_again_in_spanish() -> None:
    last = Command.of("tv.mute", on=True)
    assert _commands("es", "vuelve a ponerlo", last_command=last, muted=True) == [Command.of("tv.mute", on=False)]
