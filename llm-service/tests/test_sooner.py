"""Nothing sooner than asked, nothing lost that nobody asked to lose, and an honest word where nothing is done."""

from collections.abc import Sequence

import pytest

from prism_core.commands import Command
from prism_core.requests import UtteranceContext
from prism_llm.understanding import Understander, create_understander

LATER = [
    ("en", "switch over at ten"),
    ("en", "skip the adverts in a minute"),
    ("en", "fast forward in five minutes"),
    ("en", "resume in ten minutes"),
    ("en", "stop recording in ten minutes"),
    ("en", "put Bake Off on at eight"),
    ("en", "stick Bake Off on at half seven"),
    ("en", "play Bake Off at eight"),
    ("de", "schalte um zehn um"),
    ("de", "spul in fünf Minuten vor"),
    ("de", "hör in zehn Minuten auf aufzunehmen"),
    ("es", "ponlo a las ocho en punto"),
    ("es", "ponlo a las ocho y media"),
    ("es", "reanuda en diez minutos"),
    ("es", "deja de grabar en diez minutos"),
    ("fr", "reprends dans dix minutes"),
    ("fr", "avance dans cinq minutes"),
    ("fr", "arrête d'enregistrer dans dix minutes"),
    ("it", "mettilo alle otto in punto"),
    ("it", "riprendi tra dieci minuti"),
    ("it", "smetti di registrare tra dieci minuti"),
]
UNTIMED = [
    ("en", "put the sleep timer on"),
    ("en", "set a sleep timer"),
    ("en", "sleep timer please"),
    ("de", "Sleeptimer an"),
    ("de", "stell den Sleeptimer"),
    ("es", "pon el temporizador"),
    ("es", "activa el temporizador de apagado"),
    ("fr", "mets la minuterie"),
    ("fr", "active la minuterie"),
    ("it", "metti il timer di spegnimento"),
    ("it", "attiva il timer"),
]
BEFORE = [
    ("en", "pause it before the match starts"),
    ("en", "mute it before the race begins"),
    ("de", "mach Pause bevor das Spiel anfängt"),
    ("es", "pausa antes de que empiece el partido"),
    ("fr", "mets pause avant que le match commence"),
    ("it", "metti in pausa prima che inizi la partita"),
]
NOTHING = [
    ("en", "it's on in five minutes"),
    ("en", "I can't remind myself at nine"),
    ("en", "I wanted to delete the recordings"),
    ("en", "Be quieter up there, children"),
    ("de", "es kommt in fünf Minuten"),
    ("de", "ich wollte die Aufnahmen löschen"),
    ("de", "Was habe ich zuletzt geschaut?"),
    ("de", "Kinder, seid leise da oben"),
    ("es", "empieza en cinco minutos"),
    ("es", "no puedo acordarme a las nueve"),
    ("es", "quería borrar las grabaciones"),
    ("es", "¿qué vi por último?"),
    ("fr", "ça commence dans cinq minutes"),
    ("fr", "je voulais supprimer les enregistrements"),
    ("fr", "qu'est-ce que j'ai regardé en dernier ?"),
    ("it", "inizia tra cinque minuti"),
    ("it", "non riesco a ricordarmi alle nove"),
    ("it", "volevo cancellare le registrazioni"),
    ("it", "cosa ho guardato per ultimo?"),
    ("it", "più piano lassù, bambini"),
]
_LOUDER = Command.of("tv.volume", mode="step", delta=10)
_RECORDINGS = Command.of("ui.open", page="recordings")
_NO_CAPTIONS = Command.of("tv.subtitles", on=False)
_STORY = Command.of("ask.explain")
_VERA = Command.of("tv.record", on=True, title="Vera")
DONE = [
    ("en", "skip five minutes", Command.of("tv.seek", mode="relative", seconds=300)),
    ("en", "go to minute five", Command.of("tv.seek", mode="absolute", seconds=300)),
    ("en", "play it at one and a quarter times speed", Command.of("tv.rate", rate=1.25)),
    ("en", "play it at one and a half times speed", Command.of("tv.rate", rate=1.5)),
    ("en", "turn off in ten minutes", Command.of("sleep.set", seconds=600)),
    ("en", "cancel the sleep timer", Command.of("sleep.cancel")),
    ("de", "spul fünf Minuten vor", Command.of("tv.seek", mode="relative", seconds=300)),
    ("de", "geh zu Minute fünf", Command.of("tv.seek", mode="absolute", seconds=300)),
    ("de", "schalt in zehn Minuten aus", Command.of("sleep.set", seconds=600)),
    ("de", "Sleeptimer aus", Command.of("sleep.cancel")),
    ("es", "cancela el temporizador", Command.of("sleep.cancel")),
    ("fr", "annule la minuterie", Command.of("sleep.cancel")),
    ("it", "annulla il timer", Command.of("sleep.cancel")),
    ("en", "turn it up but leave the subtitles", _LOUDER),
    ("de", "mach lauter aber lass die Untertitel", _LOUDER),
    ("es", "sube el volumen pero deja los subtítulos", _LOUDER),
    ("fr", "monte le son mais laisse les sous-titres", _LOUDER),
    ("it", "alza il volume ma lascia i sottotitoli", _LOUDER),
    ("en", "mute it, no, I mean the subtitles", _NO_CAPTIONS),
    ("de", "mach den Ton aus, nein, ich meine die Untertitel", _NO_CAPTIONS),
    ("es", "quita el sonido, no, quiero decir los subtítulos", _NO_CAPTIONS),
    ("fr", "coupe le son, non, je veux dire les sous-titres", _NO_CAPTIONS),
    ("en", "mute it, no, I mean subtitles on", Command.of("tv.subtitles", on=True)),
    ("en", "remind me what happened", _STORY),
    ("de", "erinner mich was passiert ist", _STORY),
    ("es", "recuérdame qué pasó", _STORY),
    ("fr", "rappelle-moi ce qui s'est passé", _STORY),
    ("it", "ricordami cosa è successo", _STORY),
    ("es", "recuérdame que mañana hay partido", Command.of("reminder.set", title="partido", when="mañana")),
    ("en", "watch my latest recording", _RECORDINGS),
    ("en", "show me the last recording", _RECORDINGS),
    ("de", "spiel meine letzte Aufnahme ab", _RECORDINGS),
    ("es", "ponme lo último que grabaste", _RECORDINGS),
    ("fr", "lance mon dernier enregistrement", _RECORDINGS),
    ("it", "fammi vedere l'ultima registrazione", _RECORDINGS),
    ("en", "forget what I said", Command.of("cancel")),
    ("de", "vergiss was ich gesagt habe", Command.of("cancel")),
    ("es", "olvida lo que dije", Command.of("cancel")),
    ("fr", "oublie ce que j'ai dit", Command.of("cancel")),
    ("it", "dimentica quello che ho detto", Command.of("cancel")),
    ("en", "forget everything I told you", Command.of("delete", kind="memory")),
    ("en", "record Vera and put the kids to bed", _VERA),
    ("en", "record Vera and put the bins out", _VERA),
    ("de", "Nimm Vera auf und bring die Kinder ins Bett", _VERA),
    ("es", "graba Vera y saca la basura", _VERA),
    ("fr", "enregistre Vera et mets les enfants au lit", _VERA),
    ("it", "registra Vera e metti a letto i bambini", _VERA),
    ("en", "record Dogs and Cats", Command.of("tv.record", on=True, title="Dogs and Cats")),
    ("de", "Lasst uns heute Tatort schauen", Command.of("tv.watch", title="Tatort")),
    ("de", "Seid leise, wir wollen das Spiel sehen.", Command.of("lumen.hush", on=True)),
    ("de", "erinner mich auf RTL umzuschalten", Command.of("reminder.set", title="auf RTL umzuschalten")),
    (
        "en",
        "tape the match at eight on Sky Sports",
        Command.of("tv.record", on=True, title="match", channel="Sky Sports", when="eight"),
    ),
    (
        "en",
        "record News at Ten on ITV",
        Command.of("tv.record", on=True, title="News at Ten", channel="ITV"),
    ),
]


@pytest.fixture(scope="module")
def understander() -> Understander:
    return create_understander()


@pytest.mark.parametrize(("language", "said"), LATER)
def test_what_is_to_come_later_is_offered_as_a_reminder_and_not_done(
    understander: Understander, language: str, said: str
) -> None:
    found = understander.understand(said, UtteranceContext(language=language))
    assert found.commands == ()
    assert found.question is not None


@pytest.mark.parametrize(("language", "said"), UNTIMED)
def test_a_sleep_timer_without_a_time_is_asked_about_and_never_cancelled(
    understander: Understander, language: str, said: str
) -> None:
    found = understander.understand(said, UtteranceContext(language=language))
    assert (found.commands, found.question) == ((), None)
    told = {
        "en": "For how long?",
        "de": "Für wie lange?",
        "es": "¿Para cuánto",
        "fr": "Pour combien",
        "it": "Per quanto tempo?",
    }
    assert found.answer.startswith(told[language])


@pytest.mark.parametrize(("language", "said"), BEFORE)
def test_what_is_to_stop_before_something_begins_does_not_stop_now(
    understander: Understander, language: str, said: str
) -> None:
    found = understander.understand(said, UtteranceContext(language=language))
    assert (found.commands, found.question) == ((), None)
    assert found.answer


@pytest.mark.parametrize(("language", "said"), NOTHING)
def test_talk_of_times_of_what_was_wished_and_of_what_was_watched_asks_for_nothing(
    understander: Understander, language: str, said: str
) -> None:
    found = understander.understand(said, UtteranceContext(language=language))
    assert (found.commands, found.question) == ((), None)


@pytest.mark.parametrize(("language", "said", "command"), DONE)
def test_what_is_asked_for_is_done_and_no_more(
    understander: Understander, language: str, said: str, command: Command
) -> None:
    commands: Sequence[Command] = understander.understand(said, UtteranceContext(language=language)).commands
    assert commands == (command,)


@pytest.mark.parametrize(
    ("language", "question", "text", "seconds"),
    [
        ("en", "For how long?", "20 minutes", 1200),
        ("en", "For how long?", "make it half an hour, please", 1800),
        ("de", "Für wie lange?", "eine halbe Stunde", 1800),
        ("es", "¿Para cuánto tiempo?", "veinte minutos", 1200),
        ("fr", "Pour combien de temps ?", "une heure", 3600),
        ("it", "Per quanto tempo?", "dieci minuti", 600),
    ],
)
def test_the_time_that_was_asked_for_sets_the_timer(
    understander: Understander, language: str, question: str, text: str, seconds: int
) -> None:
    untimed = {"en": "sleep timer on", "de": "Sleeptimer an", "es": "pon el temporizador", "fr": "mets la minuterie"}
    on = understander.understand(untimed.get(language, "metti il timer"), UtteranceContext(language=language))
    assert (on.commands, on.answer) == ((), question)
    told = understander.understand(text, UtteranceContext(language=language, pending=question))
    assert told.commands == (Command.of("sleep.set", seconds=seconds),)
    assert not understander.understand("never mind", UtteranceContext(pending=question)).commands[0].slots
