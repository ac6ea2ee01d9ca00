"""Who asks whether, how or how it stands is told so, and nothing is done for it."""

from datetime import UTC, datetime, timedelta
from typing import Any

import httpx
import pytest

from prism_core.events.playback import PlaybackState
from prism_core.requests import Reply, UtteranceContext
from prism_llm.engines.ollama import Ollama
from prism_llm.engines.selection import Selection
from prism_llm.media import Media
from prism_llm.responder.abilities import HOW
from prism_llm.telling import LANGUAGES, said_in
from prism_llm.testing import create_replier
from prism_llm.understanding import create_understander

NOW = datetime(2026, 11, 24, 20, 0, tzinfo=UTC)
UNDERSTANDER = create_understander()
STATE = PlaybackState(
    channel_id="c1", channel_name="Ard", playing=True, volume=35, subtitles=True, sleep_at=NOW + timedelta(minutes=25),
    behind_live_seconds=6,
)  # fmt: skip


def recording(title: str, state: str, hour: int) -> dict[str, Any]:
    start, stop = (NOW.replace(hour=at).isoformat() for at in (hour, hour + 1))
    return {
        "id": title, "title": title, "channel_id": "c1", "channel_name": "Ard", "start": start, "stop": stop,
        "state": state,
    }  # fmt: skip


RECORDINGS = [
    recording("Dune", "done", 10),
    recording("Tagesschau", "recording", 20),
    recording("Nova", "scheduled", 22),
]
ROBOTS = {
    "id": "p", "channel_id": "c1", "title": "Metal Hearts", "start": NOW.replace(hour=21).isoformat(),
    "stop": NOW.replace(hour=22).isoformat(), "description": "Robots fall in love.",
}  # fmt: skip


def world(request: httpx.Request) -> httpx.Response:
    """Three recordings in their three states, no reminder, one favourite and one film in the guide."""
    assert request.method == "GET", "a question changes nothing"
    answers: dict[str, Any] = {
        "/api/recordings": {"recordings": RECORDINGS},
        "/api/reminders": {"reminders": []},
        "/api/favourites": {"channels": [{"id": "c1", "name": "Ard"}]},
        "/api/search": {"channels": [], "programmes": [ROBOTS] if "robot" in request.url.params.get("q", "") else []},
        "/api/channels/c1": {"id": "c1", "name": "Ard"},
        "/api/guide/now": {"channels": {}},
        "/api/memories": {"memories": []},
    }
    return httpx.Response(200, json=answers[request.url.path])


async def say(text: str, language: str, state: PlaybackState | None = STATE) -> str:
    selection = Selection("embedded", Ollama("http://127.0.0.1:9", "m"), None, "")
    media = Media("http://media", httpx.MockTransport(world))
    replier = create_replier(selection, media, UNDERSTANDER, lambda: NOW)
    context = UtteranceContext(language=language, companion=True)
    commands = UNDERSTANDER.understand(text, context).commands
    assert not commands, "a question asks for nothing to be done"
    request = Reply(text=text, context=context, state=state)
    return " ".join([sentence.text async for sentence in replier.reply(request)])


ABILITIES = [
    ("en", "can I delete recordings?", "delete_recording"),
    ("en", "is it possible to cancel reminders?", "cancel_reminder"),
    ("en", "how do I delete a recording?", "delete_recording"),
    ("en", "are you able to delete playlists?", "delete_playlist"),
    ("en", "can you record programmes?", "record"),
    ("en", "can you forget things?", "forget"),
    ("en", "can I set a sleep timer?", "sleep"),
    ("en", "how do I turn the subtitles on?", "subtitles"),
    ("en", "can I change the audio language?", "language"),
    ("en", "is it possible to watch faster?", "speed"),
    ("en", "how do I use picture in picture?", "pip"),
    ("de", "kannst du Aufnahmen löschen?", "delete_recording"),
    ("de", "ist es möglich, Erinnerungen zu löschen?", "cancel_reminder"),
    ("de", "wie lösche ich eine Playlist?", "delete_playlist"),
    ("de", "wie stelle ich den Sleeptimer?", "sleep"),
    ("de", "kann man schneller abspielen?", "speed"),
    ("de", "wie wechsle ich das Profil?", "profile"),
    ("es", "¿puedes borrar grabaciones?", "delete_recording"),
    ("es", "¿cómo se cancela un recordatorio?", "cancel_reminder"),
    ("es", "¿puedes grabar programas?", "record"),
    ("es", "¿cómo pongo los subtítulos?", "subtitles"),
    ("es", "¿se puede ver más rápido?", "speed"),
    ("fr", "peux-tu supprimer des enregistrements ?", "delete_recording"),
    ("fr", "est-il possible d'annuler des rappels ?", "cancel_reminder"),
    ("fr", "comment mettre les sous-titres ?", "subtitles"),
    ("fr", "tu peux mettre des rappels ?", "set_reminder"),
    ("fr", "comment ajouter un favori ?", "favourite"),
    ("it", "puoi cancellare le registrazioni?", "delete_recording"),
    ("it", "è possibile annullare i promemoria?", "cancel_reminder"),
    ("it", "come metto i sottotitoli?", "subtitles"),
    ("it", "puoi mettere promemoria?", "set_reminder"),
    ("it", "si può guardare più veloce?", "speed"),
]


@pytest.mark.parametrize(("language", "text", "name"), ABILITIES, ids=[row[1] for row in ABILITIES])
async def test_who_asks_whether_or_how_is_told_how(language: str, text: str, name: str) -> None:
    assert (await say(text, language)).endswith(said_in(language, HOW[name][-1]))


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "can you delete the last recording?"),
        ("en", "can you delete the recording please?"),
        ("en", "can you cancel the Bake Off reminder?"),
        ("en", "can you turn on subtitles?"),
        ("en", "can you record this?"),
        ("en", "can I have subtitles?"),
        ("de", "kannst du bitte die Aufnahme löschen"),
        ("de", "kannst du die letzte Aufnahme löschen?"),
        ("de", "kannst du meine Erinnerung löschen?"),
        ("es", "¿puedes borrar la última grabación?"),
        ("es", "¿podrías cancelar mi recordatorio?"),
        ("fr", "tu peux effacer l'enregistrement ?"),
        ("fr", "peux-tu annuler mon rappel ?"),
        ("it", "puoi cancellare la registrazione, per favore?"),
        ("it", "puoi annullare il promemoria?"),
    ],
)
def test_a_polite_request_for_one_thing_stays_one(language: str, text: str) -> None:
    assert UNDERSTANDER.understand(text, UtteranceContext(language=language)).commands


STANDING = [
    ("en", "is it muted?", "No. The sound is on, at 35 percent."),
    ("en", "is the sound on?", "Yes. The sound is on, at 35 percent."),
    ("en", "are the subtitles on?", "Yes. The subtitles are on."),
    ("en", "is it paused?", "No. It's playing."),
    ("en", "is the sleep timer on?", "The sleep timer stops the programme at 20:25. That leaves 25 minutes."),
    ("en", "is the tv recording?", "Recording Tagesschau on Ard until 21:00."),
    ("en", "what's the volume?", "The volume is at 35 percent."),
    ("en", "is full screen on?", "No. Full screen is off."),
    ("en", "is the commentary on", "Yes. I comment on the programme."),
    ("en", "how many recordings do I have?", "You have 2 recordings: "),
    ("en", "what will you record tonight", "These recordings are planned: Nova on Ard at 22:00."),
    ("en", "did you set the reminder?", "You have no reminders set."),
    ("en", "when did I record Dune", "I recorded Dune from 10:00."),
    ("en", "is there a film about robots", "There's Metal Hearts on Ard at 21:00."),
    ("en", "is there a film about ghosts", "I found nothing about ghosts in the guide"),
    ("en", "is this channel a favourite", "Your favourite channel is Ard."),
    ("en", "is it live?", "It's live."),
    ("en", "why is there no sound", "The sound is on, at 35 percent."),
    ("en", "what language is this in", "I can't see which language the sound is in."),
    ("de", "Ist der Ton aus?", "Nein. Der Ton ist an, auf 35 Prozent."),
    ("de", "Läuft der Timer noch?", "Der Sleeptimer beendet die Sendung um 20:25. Das sind noch 25 Minuten."),
    ("de", "Nimmt der Fernseher gerade auf?", "Ich nehme Tagesschau (Ard) auf"),
    ("de", "Wie viele Aufnahmen habe ich?", "Du hast 2 Aufnahmen"),
    ("de", "Ist der Sender ein Favorit?", "Dein Lieblingssender ist Ard."),
    ("es", "¿está silenciado?", "No. El sonido está puesto, al 35 por ciento."),
    ("es", "¿cuánto queda del temporizador?", "El temporizador para el programa a las 20:25. Quedan 25 minutos."),
    ("es", "¿se apaga sola la tele?", "El temporizador para el programa a las 20:25."),
    ("es", "¿cuántas grabaciones tengo?", "Tienes 2 grabaciones"),
    ("fr", "le son est coupé ?", "Non. Le son est mis, à 35 pour cent."),
    ("fr", "la minuterie est activée ?", "La minuterie arrête l'émission à 20:25. Il reste 25 minutes."),
    ("fr", "combien d'enregistrements ai-je ?", "Tu as 2 enregistrements"),
    ("it", "l'audio è disattivato?", "No. L'audio è attivo, al 35 per cento."),
    ("it", "sta registrando?", "Registro Tagesschau (Ard)"),
    ("it", "il timer è ancora attivo?", "Il timer ferma il programma alle 20:25. Mancano 25 minuti."),
    ("it", "quante registrazioni ho?", "Hai 2 registrazioni"),
]


@pytest.mark.parametrize(("language", "text", "answer"), STANDING, ids=[row[1] for row in STANDING])
async def test_how_it_stands_is_told_from_what_the_player_reported(language: str, text: str, answer: str) -> None:
    assert (await say(text, language)).startswith(answer)


@pytest.mark.parametrize(
    ("language", "text", "command"),
    [
        ("en", "do I have any reminders", "reminder.list"),
        ("en", "what will you remind me of", "reminder.list"),
        ("de", "woran sollst du mich noch erinnern", "reminder.list"),
        ("de", "hab ich Erinnerungen", "reminder.list"),
        ("es", "tengo algún recordatorio", "reminder.list"),
        ("fr", "j'ai des rappels ?", "reminder.list"),
        ("it", "ho dei promemoria?", "reminder.list"),
        ("en", "have you got anything about steam trains", "ui.search"),
    ],
)
def test_what_has_a_command_of_its_own_is_asked_for_by_it(language: str, text: str, command: str) -> None:
    found = UNDERSTANDER.understand(text, UtteranceContext(language=language))
    assert [one.name for one in found.commands] == [command]


async def test_nothing_is_made_up_of_a_player_that_reported_nothing() -> None:
    assert await say("is it muted?", "en", None) == "I can't see how the player stands right now."


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_ability_is_told_in_each_language(language: str) -> None:
    told = [sentence for sentences in HOW.values() for sentence in sentences]
    assert [sentence for sentence in told if said_in(language, sentence) == sentence] == []


@pytest.mark.parametrize("language", ["en", *LANGUAGES])
@pytest.mark.parametrize("name", sorted(HOW.keys() - {"remember", "forget", "add_playlist"}))
def test_what_is_to_be_said_is_understood(language: str, name: str) -> None:
    said = said_in(language, HOW[name][0]).partition(":")[2].strip(" .")
    assert UNDERSTANDER.understand(said, UtteranceContext(language=language)).commands


ONLY_TALK = {
    "en": (
        "stop recording me",
        "are you recording us?",
        "has it stopped recording?",
        "does mute stop the recording?",
        "will you record it?",
        "will it record Bake Off?",
        "will the telly turn off at eleven?",
        "is it going off at eleven",
        "it goes off in ten minutes",
        "we always turn it off at nine",
        "can you turn yourself off?",
        "the kids should turn it off",
        "why's it on mute?",
        "is the volume up?",
        "shall I mute it?",
        "can you record?",
        "can you mute adverts?",
    ),
    "de": (
        "nimmst du mich auf?",
        "nimmst du auf, was ich sage?",
        "hör auf, mich aufzunehmen",
        "nimmst du den Tatort auf?",
        "schaltest du dich um elf aus?",
        "geht der Fernseher um elf aus?",
        "ist der Sleeptimer auf elf gestellt",
        "die machen um neun aus",
        "kannst du dich selber ausschalten?",
        "gehst du nachts aus?",
        "ich mach gleich aus",
        "die Kinder sollen ausmachen",
        "wie kann ich den Fernseher ausmachen",
        "warum ist das stumm",
        "wie geht der Ton aus?",
        "kannst du mir sagen, ob der Ton aus ist",
        "ist das laut genug?",
        "das ist laut genug",
        "wie kann ich die Untertitel ausmachen",
        "warum sind die Untertitel an?",
        "kannst du aufnehmen?",
        "sind wir auf dem ZDF?",
        "läuft RTL?",
        "ich mach leiser",
        "sag den Kindern, sie sollen leiser machen",
    ),
    "fr": (
        "tu m'enregistres ?",
        "tu enregistres ce que je dis ?",
        "tu enregistres là ?",
        "arrête de m'enregistrer",
        "tu vas enregistrer le match ?",
        "tu vas t'éteindre à onze heures ?",
        "la télé s'éteint quand ?",
        "je vais éteindre",
        "je vais couper le son",
        "je vais enregistrer ça",
        "pourquoi c'est muet ?",
        "comment on coupe le son ?",
        "c'est assez fort",
        "pourquoi il y a les sous-titres ?",
        "tu sais enregistrer ?",
        "est-ce qu'on peut mettre le direct en pause ?",
        "on est sur TF1 ?",
        "Koh-Lanta a commencé ?",
        "ça me rappelle Koh-Lanta",
        "dis aux enfants de baisser le son",
    ),
    "es": (
        "¿grabas lo que digo?",
        "deja de grabarme",
        "¿está grabado MasterChef?",
        "¿vas a grabar MasterChef?",
        "¿te vas a apagar a las once?",
        "voy a apagar la tele ya",
        "voy a grabar esto",
        "¿cómo se apaga?",
        "¿por qué no se apaga?",
        "se va a apagar",
        "se acabó la película",
        "¿te apagas sola?",
        "¿cómo quito el sonido?",
        "¿me puedes decir si está en silencio?",
        "está lo bastante alto",
        "¿por qué están los subtítulos?",
        "¿se puede pausar el directo?",
        "esto me recuerda a MasterChef",
        "me olvidé de grabar MasterChef",
        "bajo el volumen",
    ),
    "it": (
        "registri quello che dico?",
        "smetti di registrarmi",
        "MasterChef è registrato?",
        "ti spegni alle undici?",
        "spegniamo sempre alle nove",
        "vuole che spenga",
        "ti spegni di notte?",
        "non ti spegni, vero?",
        "perché è muto?",
        "mi puoi dire se è muto?",
        "è senza audio?",
        "come si toglie l'audio",
        "è abbastanza alto",
        "perché ci sono i sottotitoli?",
        "si può mettere in pausa la diretta?",
        "è Rai 1?",
        "è cominciato MasterChef?",
        "mi ricorda MasterChef",
        "di' ai bambini di abbassare il volume",
    ),
}


@pytest.mark.parametrize(
    ("language", "text"), [(language, text) for language, texts in ONLY_TALK.items() for text in texts]
)
def test_a_question_and_talk_are_no_orders(language: str, text: str) -> None:
    assert not UNDERSTANDER.understand(text, UtteranceContext(language=language)).commands


@pytest.mark.parametrize(
    ("language", "text", "name"),
    [
        ("en", "will you turn it down?", "tv.volume"),
        ("en", "can you mute it?", "tv.mute"),
        ("en", "will you record this for me?", "tv.record"),
        ("de", "kannst du das aufnehmen?", "tv.record"),
        ("de", "nimmst du bitte den Tatort auf?", "tv.record"),
        ("de", "schalt dich um elf aus", "sleep.set"),
        ("de", "kannst du dich um elf ausschalten?", "sleep.set"),
        ("fr", "tu m'enregistres Koh-Lanta ?", "tv.record"),
        ("fr", "tu peux t'éteindre à onze heures ?", "sleep.set"),
        ("fr", "tu coupes le son ?", "tv.mute"),
        ("es", "¿me grabas MasterChef?", "tv.record"),
        ("es", "¿puedes apagarte a las once?", "sleep.set"),
        ("it", "mi registri MasterChef?", "tv.record"),
        ("it", "puoi spegnerti alle undici?", "sleep.set"),
    ],
)
def test_what_is_asked_for_politely_is_done(language: str, text: str, name: str) -> None:
    commands = UNDERSTANDER.understand(text, UtteranceContext(language=language)).commands
    assert [command.name for command in commands] == [name]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "should I record it or watch it live"),
        ("en", "shall I record the final"),
        ("en", "should we watch the film or record it"),
        ("en", "did you delete the recording"),
        ("de", "sollen wir den Film aufnehmen oder gucken"),
        ("de", "sollen wir ausmachen"),
        ("es", "deberíamos grabar la película"),
        ("fr", "est-ce que je dois enregistrer le match"),
        ("fr", "on enregistre le film ou on le regarde"),
        ("fr", "ils ont arrêté cette série"),
        ("it", "registriamo il film o lo guardiamo"),
        ("it", "dovremmo registrare la partita"),
    ],
)
def test_who_weighs_what_to_do_has_not_asked_for_it(language: str, text: str) -> None:
    context = UtteranceContext(language=language, playing=True)
    assert not UNDERSTANDER.understand(text, context).commands
