"""What deletes, what a yes is, and answers and orders by which nothing is lost."""

from typing import Any

import pytest

from prism_core.requests import UtteranceContext
from prism_llm.responder.forgetting import forgetting
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
        ("de", "die Aufnahme kannst du löschen"),
        ("de", "die Aufnahme kann gelöscht werden"),
        ("es", "quiero borrar la grabación"),
        ("fr", "tu peux effacer l'enregistrement"),
        ("it", "puoi cancellare la registrazione"),
    ],
)
def test_a_recording_may_be_deleted_in_many_words(understander: Understander, language: str, text: str) -> None:
    assert asked(understander, language, text) == [("delete", {"kind": "recording"})]


@pytest.mark.parametrize(
    "text",
    [
        "all right",
        "all right then",
        "delete it",
        "sure, delete it",
        "yes, get rid of it",
        "erase it",
        "out with it",
        "no objection",
        "nothing against it",
        "why not, yes",
        "why not, go on",
        "okay, thanks",
        "all right, do it",
        "nobody watches it, yes",
        "I don't need it, yes",
        "no worries, delete it",
        "yes, it's old",
        "yes, we've all seen it",
        "absolutely, it's rubbish",
        "yep, don't need it",
        "yes, no one's watched it in years",
        "fine, delete the thing",
        "all right, get rid",
    ],
)
def test_a_plain_yes_deletes(understander: Understander, text: str) -> None:
    assert asked(understander, "en", text, pending=True) == [("confirm", {})]


@pytest.mark.parametrize(
    "text",
    [
        "do I need it",
        "do you think so",
        "what would you do",
        "can it be undone",
        "all right, which one is it",
        "that's what she said, yes",
        "mum says delete it",
        "sure, and then delete the internet",
        "delete it and I'll scream",
        "delete it? no",
        "delete it if mum says so",
        "no objection to keeping it",
        "yes, it's the old one",
        "yes, it's not finished",
        "yes, we didn't finish it",
        "yes, I don't want it gone",
        "yes, it's not bad",
    ],
)
def test_what_asks_back_tells_or_speaks_for_it_deletes_nothing(understander: Understander, text: str) -> None:
    assert "confirm" not in dict(asked(understander, "en", text, pending=True))


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "never go ahead"),
        ("en", "nobody said yes"),
        ("en", "who said yes"),
        ("en", "I never said yes"),
        ("en", "yeah, right"),
        ("en", "not correct"),
        ("en", "yes, but not that one"),
        ("de", "ja, aber nicht die"),
        ("de", "keiner hat ja gesagt"),
        ("es", "no dije sí"),
        ("es", "no de acuerdo"),
        ("es", "no es correcto"),
        ("es", "sí, cancela"),
        ("fr", "oui, annule"),
        ("fr", "personne n'a dit oui"),
        ("it", "ma va"),
        ("it", "va bene, annulla"),
        ("it", "sì, ma non quella"),
        ("en", "yes, wait"),
        ("en", "ok, hold it"),
        ("en", "yes, the Winter one"),
        ("en", "yes, tomorrow"),
        ("en", "yes, I still want it"),
        ("en", "yes, make a backup first"),
        ("de", "ja, die brauche ich noch"),
        ("fr", "oui, on l'écoute encore"),
        ("it", "sì, è di Anna"),
        ("en", "sure, if you want to lose your job"),
        ("de", "ja, gleich"),
        ("es", "sí, no ahora"),
        ("es", "sí, no esa"),
        ("es", "vale, pero mañana"),
        ("fr", "oui, pas maintenant"),
        ("fr", "oui, pas celle-là"),
        ("it", "sì, non ora"),
        ("it", "sì, non quella"),
        ("en", "yes, the other one"),
        ("en", "sure?"),
        ("en", "yes, I don't want to delete it"),
        ("de", "ja, aber erst später"),
        ("de", "klar doch, nie im Leben"),
        ("es", "sí, la otra"),
        ("es", "sí, no la borres"),
        ("fr", "oui, conserve-la"),
        ("fr", "oui, ne la supprime pas"),
        ("it", "va bene così, lasciala"),
        ("it", "sì sì, come no"),
        ("it", "sì, non cancellarla"),
    ],
)
def test_nothing_is_deleted_without_a_plain_yes(understander: Understander, language: str, text: str) -> None:
    names = {name for name, _ in asked(understander, language, text, pending=True)}
    assert "confirm" not in names
    assert "delete" not in names


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "yeah we never listen to it"),
        ("en", "no problem, go ahead"),
        ("en", "why not"),
        ("en", "yes, we don't need it"),
        ("en", "yes, I don't want it any more"),
        ("de", "ja, ich will die nicht mehr"),
        ("de", "ja, keiner schaut das"),
        ("de", "kein Problem, mach"),
        ("es", "cómo no"),
        ("es", "sí, no la quiero"),
        ("fr", "vas-y"),
        ("fr", "oui, on n'en veut plus"),
        ("it", "come no"),
        ("it", "sì, nessuno la guarda"),
    ],
)
def test_a_yes_may_give_its_reason(understander: Understander, language: str, text: str) -> None:
    assert asked(understander, language, text, pending=True) == [("confirm", {})]


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("de", "die Aufnahme läuft weiter"),
        ("de", "Aufnahme bitte nicht stoppen"),
        ("de", "streich die Erinnerung nicht"),
        ("fr", "l'enregistrement continue"),
        ("fr", "ne vire pas le rappel"),
        ("es", "la grabación sigue"),
        ("it", "la registrazione continua"),
    ],
)
def test_nothing_is_lost_of_which_nobody_said_so(understander: Understander, code: str, said: str) -> None:
    assert understander.understand(said, UtteranceContext(language=code, playing=True)).commands == ()


@pytest.mark.parametrize(
    ("code", "said"), [("de", "raus damit"), ("es", "quítala"), ("fr", "vire-la"), ("it", "toglila"), ("it", "leva")]
)
def test_what_is_asked_about_may_be_told_to_be_thrown_away(understander: Understander, code: str, said: str) -> None:
    context = UtteranceContext(language=code, playing=True, pending="Delete the playlist Summer?")
    assert [one.name for one in understander.understand(said, context).commands] == ["confirm"]


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("en", "cancel all reminders apart from Anna"),
        ("en", "delete the last recording but keep the one from yesterday"),
        ("de", "Lösch alle Aufnahmen außer Tatort"),
        ("de", "Lösch alle Erinnerungen außer der an Anna"),
        ("es", "borra todos los recordatorios excepto el de Ana"),
        ("fr", "annule tous les rappels sauf celui de Anna"),
        ("it", "annulla tutti i promemoria tranne Anna"),
        ("en", "is it muted?"),
        ("en", "are the subtitles on?"),
        ("en", "is the sleep timer running"),
        ("de", "Ist der Ton aus?"),
        ("de", "Sind die Untertitel an?"),
        ("es", "¿está en pausa?"),
        ("es", "¿están activados los subtítulos?"),
        ("fr", "est-ce que le son est coupé ?"),
        ("it", "la tv è in pausa?"),
        ("it", "i sottotitoli sono attivi?"),
    ],
)
def test_what_is_to_stay_is_not_deleted_and_who_asks_how_it_stands_changes_nothing(
    understander: Understander, code: str, text: str
) -> None:
    found = understander.understand(text, UtteranceContext(language=code, playing=True))
    assert (found.commands, tuple(forgetting(text))) == ((), ())


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "it won't stop recording"),
        ("en", "this keeps on recording"),
        ("en", "stop the recording from being deleted"),
        ("en", "don't let my recording be deleted"),
        ("en", "make sure it doesn't record over the match"),
        ("en", "mind you don't tape over the final"),
        ("en", "there's no point recording this"),
        ("en", "is there any point in recording it"),
        ("en", "do you think I should turn it off"),
        ("en", "stop! don't delete it!"),
        ("en", "tomorrow morning delete that recording"),
        ("en", "delete the recording tomorrow"),
        ("fr", "empêche que l'enregistrement soit supprimé"),
        ("fr", "fais en sorte que l'enregistrement ne soit pas effacé"),
        ("fr", "ne laisse pas supprimer mes enregistrements"),
        ("fr", "n'enregistre pas par-dessus le match"),
        ("fr", "maman veut qu'on éteigne"),
        ("fr", "on éteindra plus tard"),
        ("fr", "tu crois que je devrais éteindre"),
        ("fr", "demain matin supprime cet enregistrement"),
    ],
)
def test_nothing_is_lost_that_is_to_be_kept_or_done_later(understander: Understander, language: str, text: str) -> None:
    assert asked(understander, language, text) == []
