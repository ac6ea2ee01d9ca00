"""What is to stay as it is: it stays, what stands beside it is done, and nothing else is called off."""

from typing import Any

import pytest

from prism_core.requests import UtteranceContext
from prism_llm.understanding import Understander, create_understander

NOTHING: list[dict[str, Any]] = []
MUTE = [{"name": "tv.mute", "slots": {"on": True}}]
CAPTIONS = [{"name": "tv.subtitles", "slots": {"on": True}}]
NO_CAPTIONS = [{"name": "tv.subtitles", "slots": {"on": False}}]
TALK = [{"name": "lumen.hush", "slots": {"on": False}}]
TO_THE_END = [{"name": "sleep.set", "slots": {"programme_end": True}}]


@pytest.fixture(scope="module")
def understander() -> Understander:
    return create_understander()


def commands(understander: Understander, code: str, text: str) -> list[dict[str, Any]]:
    found = understander.understand(text, UtteranceContext(language=code))
    return [command.model_dump() for command in found.commands]


def each(table: dict[str, str]) -> list[tuple[str, str]]:
    return [(code, text) for code, texts in table.items() for text in texts.split(" | ")]


STAYS = {
    "en": "leave the sleep timer on | keep the sleep timer | keep the timer on | please leave the sound | "
    "leave it as it is",
    "de": "lass den Sleeptimer an | brich den Sleeptimer nicht ab | lass den Ton an",
    "fr": "laisse la minuterie | garde la minuterie | laisse la télé | laisse la télé allumée | laisse tourner la télé",
    "es": "deja el temporizador | deja el temporizador puesto | deja los subtítulos puestos | no avances",
    "it": "lascia il timer | lascia il timer attivo | lascia i sottotitoli | lascia l'audio",
}


@pytest.mark.parametrize(("code", "text"), each(STAYS))
def test_what_is_to_stay_is_not_ended(understander: Understander, code: str, text: str) -> None:
    assert commands(understander, code, text) == NOTHING


MUTED_ALONE = {
    "en": "turn the sound off but not the subtitles | mute it but leave the subtitles | mute it and keep the picture",
    "de": "mach den Ton aus, aber nicht die Untertitel",
    "fr": "coupe le son mais laisse les sous-titres | coupe le son mais pas les sous-titres",
    "es": "quita el sonido pero no los subtítulos | quita el sonido pero deja los subtítulos",
    "it": "togli l'audio ma non i sottotitoli | togli l'audio ma lascia i sottotitoli",
}


@pytest.mark.parametrize(("code", "text"), each(MUTED_ALONE))
def test_the_rest_is_done(understander: Understander, code: str, text: str) -> None:
    assert commands(understander, code, text) == MUTE


@pytest.mark.parametrize(
    ("code", "text"),
    each({"en": "turn the subtitles off, keep the sound", "fr": "enlève les sous-titres, garde le son"}),
)
def test_the_rest_is_done_before_a_comma(understander: Understander, code: str, text: str) -> None:
    assert commands(understander, code, text) == NO_CAPTIONS


NEEDED = {
    "de": "ist es möglich, die Untertitel einzuschalten | es wäre nett, die Untertitel einzuschalten | "
    "kannst du versuchen, die Untertitel einzuschalten",
    "fr": "on a besoin des sous-titres | j'ai besoin de sous-titres",
    "es": "necesito subtítulos",
    "it": "ho bisogno dei sottotitoli",
}
NOT_NEEDED = {"fr": "je n'ai pas besoin de sous-titres | on n'a plus besoin des sous-titres"}


@pytest.mark.parametrize(("code", "text"), each(NEEDED))
def test_what_is_needed_is_switched_on(understander: Understander, code: str, text: str) -> None:
    assert commands(understander, code, text) == CAPTIONS


@pytest.mark.parametrize(("code", "text"), each(NOT_NEEDED))
def test_what_is_not_needed_is_switched_off(understander: Understander, code: str, text: str) -> None:
    assert commands(understander, code, text) == NO_CAPTIONS


ALL_BUT = {
    "en": "stop everything except the recording | turn off everything but the telly | mute everyone but the "
    "commentator | turn off all the subtitles except English | take everything off my favourites except BBC One",
    "de": "mach alles aus außer den Untertiteln | alle Untertitel außer Spanisch | nimm alle Folgen auf außer dieser",
    "fr": "éteins tout sauf les sous-titres | arrête tout sauf l'enregistrement",
    "es": "apaga todo menos los subtítulos | para todo menos la grabación",
    "it": "spegni tutto tranne i sottotitoli | ferma tutto tranne la registrazione",
}


@pytest.mark.parametrize(("code", "text"), each(ALL_BUT))
def test_all_but_one_thing_is_not_ended_and_the_viewer_is_told(
    understander: Understander, code: str, text: str
) -> None:
    found = understander.understand(text, UtteranceContext(language=code))
    assert (found.commands, bool(found.answer)) == ((), True)


SPURNED = {
    "en": "not BBC One | not jazz",
    "de": "bitte kein ZDF",
    "fr": "pas TF1",
    "es": "nada de fútbol | no quiero fútbol",
    "it": "non voglio Rai 1 | non voglio vedere Rai 1",
}


@pytest.mark.parametrize(("code", "text"), each(SPURNED))
def test_what_is_not_wanted_is_not_put_on(understander: Understander, code: str, text: str) -> None:
    assert commands(understander, code, text) == NOTHING


NOT_YET = {
    "en": "don't turn it off yet | don't turn it off until I say so | no need to turn it off | did the sleep timer go "
    "off | make the sleep timer longer",
    "de": "mach nicht aus, bis ich es sage | mach noch nicht aus | wie kann ich den Sleeptimer ausmachen",
    "fr": "n'éteins pas encore | pas besoin d'éteindre",
    "es": "no apagues todavía | no apagues hasta que yo lo diga | no hace falta que apagues",
    "it": "non spegnere ancora | non spegnere finché non lo dico | non serve spegnere",
}
AT_THE_END = {
    "en": "don't turn it off until it's finished | don't turn it off before the film's over",
    "de": "mach nicht aus, bevor es vorbei ist",
    "fr": "n'éteins pas avant la fin",
    "es": "no apagues hasta que termine",
    "it": "non spegnere finché non è finito",
}


@pytest.mark.parametrize(("code", "text"), each(NOT_YET))
def test_no_timer_is_called_off_that_nobody_mentioned(understander: Understander, code: str, text: str) -> None:
    assert commands(understander, code, text) == NOTHING


@pytest.mark.parametrize(("code", "text"), each(AT_THE_END))
def test_not_before_the_end_is_at_the_end(understander: Understander, code: str, text: str) -> None:
    assert commands(understander, code, text) == TO_THE_END


LITTLE = {
    "en": "turn it up but not too much",
    "de": "mach lauter, aber nicht zu viel",
    "fr": "monte mais pas trop",
    "es": "sube pero no mucho",
    "it": "alza ma non troppo",
}


@pytest.mark.parametrize(("code", "text"), each(LITTLE))
def test_a_little_is_a_small_step(understander: Understander, code: str, text: str) -> None:
    assert commands(understander, code, text) == [{"name": "tv.volume", "slots": {"mode": "step", "delta": 5}}]


@pytest.mark.parametrize(
    ("code", "text"),
    each(
        {
            "en": "don't be quiet",
            "de": "sei nicht still",
            "fr": "ne te tais pas",
            "es": "no te calles",
            "it": "non stare zitta",
        }
    ),
)
def test_who_is_not_to_be_quiet_may_talk(understander: Understander, code: str, text: str) -> None:
    assert commands(understander, code, text) == TALK


@pytest.mark.parametrize(
    ("code", "text", "slots"),
    [
        ("es", "cancela la grabación de mañana", {"when": "mañana"}),
        ("es", "para la grabación de MasterChef", {"title": "MasterChef"}),
        ("es", "anula la grabación", {}),
        ("it", "annulla la registrazione di domani", {"when": "domani"}),
        ("it", "annulla la registrazione di Montalbano", {"title": "Montalbano"}),
    ],
)
def test_a_recording_that_is_called_off_is_not_made(
    understander: Understander, code: str, text: str, slots: dict[str, Any]
) -> None:
    assert commands(understander, code, text) == [{"name": "tv.record", "slots": {"on": False, **slots}}]


BACK = {
    "en": "stop recording, no, keep recording | stop recording, no, carry on",
    "de": "hör auf aufzunehmen, nein, nimm weiter auf",
    "fr": "arrête d'enregistrer, non, continue d'enregistrer",
    "es": "para de grabar, no, sigue grabando",
    "it": "smetti di registrare, no, continua a registrare",
}


@pytest.mark.parametrize(("code", "text"), each(BACK))
def test_a_recording_that_is_to_go_on_goes_on(understander: Understander, code: str, text: str) -> None:
    assert commands(understander, code, text) == [{"name": "cancel", "slots": {}}]


@pytest.mark.parametrize(("text", "name"), [("make sure it's muted", "tv.mute"), ("make sure it's paused", "tv.pause")])
def test_what_is_to_be_made_sure_of_is_done(understander: Understander, text: str, name: str) -> None:
    found = commands(understander, "en", text)
    assert [command["name"] for command in found] == [name]
    assert found[0]["slots"].get("on", True)


@pytest.mark.parametrize(
    ("code", "text", "name"),
    [
        ("en", "leave the sound at thirty", "tv.volume"),
        ("en", "keep the sound down", "tv.volume"),
        ("en", "cancel the sleep timer", "sleep.cancel"),
        ("en", "don't turn it off", "sleep.cancel"),
        ("en", "turn off everything", "tv.stop"),
        ("en", "watch Not Going Out", "tv.watch"),
        ("de", "brich den Sleeptimer ab", "sleep.cancel"),
        ("de", "mach alles aus", "tv.stop"),
        ("fr", "annule la minuterie", "sleep.cancel"),
        ("es", "cancela el temporizador", "sleep.cancel"),
        ("it", "annulla il timer", "sleep.cancel"),
    ],
)
def test_what_is_plain_is_done(understander: Understander, code: str, text: str, name: str) -> None:
    assert [command["name"] for command in commands(understander, code, text)] == [name]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("mute it but don't pause it", "tv.mute"),
        ("pause it but don't stop recording", "tv.pause"),
        ("record it but don't change the channel", "tv.record"),
        ("turn it off but don't cancel the recording", "tv.stop"),
        ("put the news on but don't turn it up", "tv.watch"),
    ],
)
def test_what_is_asked_for_beside_what_is_not_to_be_done_is_done(
    understander: Understander, text: str, name: str
) -> None:
    assert [command["name"] for command in commands(understander, "en", text)] == [name]
