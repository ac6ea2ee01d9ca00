"""What ordinary homes say in German, Spanish, French and Italian, and what of it asks for nothing."""

from typing import Any

import pytest

from prism_core.commands import Command
from prism_core.requests import UtteranceContext
from prism_llm.understanding import Understander, create_understander

Said = list[tuple[str, dict[str, Any]]]
LOUDER = Command.of("tv.volume", mode="step", delta=10)
QUESTIONS = {
    "de": "Soll ich die Aufnahme „Tatort“ wirklich löschen?",
    "es": "¿Borro la grabación «Masterchef»?",
    "fr": "Je supprime l'enregistrement « Koh-Lanta » ?",
    "it": "Cancello la registrazione «Montalbano»?",
}


@pytest.fixture(scope="module")
def understander() -> Understander:
    return create_understander()


def asked(understander: Understander, code: str, text: str, **known: Any) -> Said:
    found = understander.understand(text, UtteranceContext(language=code, **known))
    return [(command.name, dict(command.slots)) for command in found.commands]


@pytest.mark.parametrize(
    ("code", "text", "name"),
    [
        ("de", "wechsel auf Lena", "Lena"),
        ("de", "schalt um auf Oma", "Oma"),
        ("de", "geh zu Jonas rüber", "Jonas"),
        ("es", "cambia a Lucía", "Lucía"),
        ("es", "pásate a Lucas", "Lucas"),
        ("fr", "passe sur Léna", "Léna"),
        ("fr", "bascule sur Camille", "Camille"),
        ("it", "passa a Giulia", "Giulia"),
        ("it", "cambia su Matteo", "Matteo"),
    ],
)
def test_whom_it_is_switched_to_is_told_by_a_first_name(
    understander: Understander, code: str, text: str, name: str
) -> None:
    assert asked(understander, code, text) == [("profile.switch", {"name": name})]


@pytest.mark.parametrize(
    ("code", "text", "expected"),
    [
        (
            "de",
            "wechsel auf Lena und mach Peppa Wutz an",
            [("profile.switch", {"name": "Lena"}), ("tv.watch", {"title": "Peppa Wutz"})],
        ),
        (
            "fr",
            "passe sur Léna et mets Peppa Pig",
            [("profile.switch", {"name": "Léna"}), ("tv.watch", {"title": "Peppa Pig"})],
        ),
        (
            "it",
            "registrami Montalbano e avvisami quando comincia il Tg1",
            [("tv.record", {"on": True, "title": "Montalbano"}), ("reminder.set", {"title": "il Tg1"})],
        ),
        (
            "de",
            "nimm den Tatort auf und sag mir Bescheid wenn die Tagesschau anfängt",
            [("tv.record", {"on": True, "title": "Tatort"}), ("reminder.set", {"title": "die Tagesschau"})],
        ),
        (
            "fr",
            "enregistre Plus belle la vie et rappelle-moi le journal",
            [("tv.record", {"on": True, "title": "Plus belle la vie"}), ("reminder.set", {"title": "journal"})],
        ),
        ("es", "graba Busca y captura", [("tv.record", {"on": True, "title": "Busca y captura"})]),
        ("it", "metti Prendi i soldi e scappa", [("tv.watch", {"title": "Prendi i soldi e scappa"})]),
        ("es", "¿qué hay en Cuatro a las 22:30?", [("ask.at", {"when": "las 22:30", "channel": "Cuatro"})]),
        ("it", "cosa fanno stasera in tivù", [("ask.at", {"when": "stasera"})]),
        ("it", "cosa danno in televisione", [("ask.now", {})]),
        ("es", "¿hay fútbol hoy?", [("ui.search", {"query": "fútbol"})]),
        ("es", "¿hay algún partido esta noche?", [("ui.search", {"query": "partido"})]),
        ("it", "c'è calcio oggi?", [("tv.watch", {"genre": "calcio"})]),
        ("it", "lascia perdere il promemoria di Sanremo", [("reminder.cancel", {"title": "Sanremo"})]),
        ("es", "deja lo del recordatorio de Masterchef", [("reminder.cancel", {"title": "Masterchef"})]),
        ("de", "lass das mit der Erinnerung für den Tatort", [("reminder.cancel", {"title": "Tatort"})]),
        ("de", "nicht auf die Fünf, auf die Sechs", [("tv.channel", {"number": 6})]),
        ("es", "no en el cinco, en el seis", [("tv.channel", {"number": 6})]),
        ("it", "non il cinque, il sei", [("tv.channel", {"number": 6})]),
        ("fr", "allume la télé", [("tv.play", {})]),
        ("it", "accendi la tele", [("tv.play", {})]),
        ("fr", "mets la nouvelle saison de Lupin", [("tv.watch", {"title": "Lupin"})]),
        ("it", "metti la nuova stagione di Suburra", [("tv.watch", {"title": "Suburra"})]),
        ("es", "pon la nueva temporada de Élite", [("tv.watch", {"title": "Élite"})]),
        ("de", "spiel die neue Staffel von Stromberg", [("tv.watch", {"title": "Stromberg"})]),
        ("de", "kannst du Untertitel einblenden, ich hör so schlecht", [("tv.subtitles", {"on": True})]),
        ("fr", "tu peux mettre les sous-titres, j'entends mal", [("tv.subtitles", {"on": True})]),
        ("de", "brauchst nicht weiter aufnehmen", [("tv.record", {"on": False})]),
        ("es", "repite el gol", [("tv.seek", {"mode": "relative", "seconds": -15})]),
        ("fr", "remontre le but", [("tv.seek", {"mode": "relative", "seconds": -15})]),
        ("it", "fammi rivedere il gol", [("tv.seek", {"mode": "relative", "seconds": -15})]),
        ("es", "se ve borroso, ponlo en HD", [("tv.quality", {"height": 720})]),
        ("fr", "mets en HD", [("tv.quality", {"height": 720})]),
        ("it", "metti in HD", [("tv.quality", {"height": 720})]),
        ("es", "qué hay después del telediario", [("ask.next", {})]),
        ("fr", "il y a quoi après le journal", [("ask.next", {})]),
        ("it", "cosa c'è dopo il telegiornale", [("ask.next", {})]),
        ("es", "ha ganado el Betis", [("ask.score", {"team": "Betis"})]),
        ("fr", "est-ce que Lyon a gagné", [("ask.score", {"team": "Lyon"})]),
        ("es", "dame la Sexta", [("tv.channel", {"name": "la Sexta"})]),
        ("es", "pon el tema de noche", [("ui.theme", {"name": "midnight"})]),
        ("it", "metti la musica di Battisti", [("tv.watch", {"kind": "music", "person": "Battisti"})]),
        ("it", "quando è finito il film spegni", [("sleep.set", {"programme_end": True})]),
        ("it", "qualcosa coi dinosauri per i bimbi", [("tv.watch", {"genre": "dinosauri"})]),
        ("de", "um elf soll er ausgehen", [("sleep.set", {"at": "elf"})]),
        ("de", "in zwanzig Minuten soll er ausgehen", [("sleep.set", {"seconds": 1200})]),
        ("es", "cuando acabe esto, te apagas", [("sleep.set", {"programme_end": True})]),
        ("fr", "quand cette émission est finie, tu éteins", [("sleep.set", {"programme_end": True})]),
        ("es", "tu voz está muy baja", [("lumen.voice", {"louder": True})]),
        ("fr", "ta voix est trop basse", [("lumen.voice", {"louder": True})]),
        ("fr", "ta voix est trop forte", [("lumen.voice", {"quieter": True})]),
        (
            "es",
            "borra todas las grabaciones de Los Serrano",
            [("delete", {"kind": "recording", "title": "Los Serrano"})],
        ),
        ("it", "cancella tutte le registrazioni di Report", [("delete", {"kind": "recording", "title": "Report"})]),
        (
            "fr",
            "enregistre le film demain à huit heures",
            [("tv.record", {"on": True, "title": "le film", "when": "demain à huit heures"})],
        ),
        (
            "es",
            "graba mañana a las ocho la novela",
            [("tv.record", {"on": True, "title": "la novela", "when": "mañana a las ocho"})],
        ),
        (
            "fr",
            "rappelle-moi Fort Boyard samedi, et enregistre-le au cas où",
            [
                ("reminder.set", {"title": "Fort Boyard", "when": "samedi"}),
                ("tv.record", {"on": True, "title": "Fort Boyard"}),
            ],
        ),
        ("es", "dime cuando empiece Pasapalabra", [("reminder.set", {"title": "Pasapalabra"})]),
        ("it", "metti l'audio originale", [("tv.audio_track", {"original": True})]),
        ("de", "was würdest du heute gucken", [("ask.recommend", {})]),
        ("de", "auf Papas Profil bitte", [("profile.switch", {"name": "Papa"})]),
        ("de", "starte Haus des Geldes", [("tv.watch", {"title": "Haus des Geldes"})]),
        ("de", "was läuft da für Musik", [("ask.song", {})]),
        ("de", "kannst du mal auf das Zweite gehen", [("tv.channel", {"name": "Zweite"})]),
        ("fr", "n'importe quel film", [("tv.watch", {"kind": "movie"})]),
        ("de", "mach das Radio aus", [("tv.stop", {})]),
        ("es", "apaga la radio", [("tv.stop", {})]),
        ("fr", "éteins la radio", [("tv.stop", {})]),
        ("it", "spegni la radio", [("tv.stop", {})]),
        ("es", "pon otro canal", [("tv.channel", {"step": 1})]),
        ("it", "una volta e mezzo più veloce", [("tv.rate", {"rate": 1.5})]),
        ("fr", "elle vient de dire quoi la dame", [("tv.repeat_line", {})]),
        ("fr", "j'ai raté quelque chose", [("ask.explain", {})]),
        ("es", "me he perdido algo", [("ask.explain", {})]),
        ("fr", "change de profil pour Sophie", [("profile.switch", {"name": "Sophie"})]),
        (
            "de",
            "erinner mich in einer Stunde ans Spiel",
            [("reminder.set", {"title": "Spiel", "when": "in einer Stunde"})],
        ),
        ("de", "mach den Kindern Zeichentrick an", [("tv.watch", {"genre": "Zeichentrick"})]),
    ],
)
def test_plain_requests_are_read_whole(understander: Understander, code: str, text: str, expected: Said) -> None:
    assert asked(understander, code, text) == expected


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("es", "qué hambre, qué hay de cena"),
        ("es", "qué hay para cenar"),
        ("it", "che fame, cosa c'è per cena"),
        ("fr", "j'ai faim, qu'est-ce qu'il y a à manger"),
        ("de", "ich hab Hunger, was gibt's zum Abendessen"),
        ("es", "ya apagué la tele"),
        ("es", "ya la apagué"),
        ("es", "ya cambié de canal"),
        ("es", "ya puse la peli"),
        ("fr", "j'ai déjà éteint la télé"),
        ("fr", "j'ai déjà baissé le son"),
        ("de", "lösch die Aufnahme morgen"),
        ("de", "lösch morgen die Aufnahme"),
        ("de", "lösch die Playlist nächste Woche"),
        ("es", "borra la grabación mañana"),
        ("fr", "efface l'enregistrement demain"),
        ("it", "cancella la registrazione domani"),
        ("de", "darf ich die Aufnahme löschen"),
        ("de", "ich lösche die Playlist selber"),
        ("de", "die Aufnahme lösche ich selber"),
        ("fr", "je supprime la playlist moi-même"),
        ("de", "stoppt die Aufnahme von allein"),
        ("es", "¿se para sola la grabación?"),
        ("it", "la registrazione si ferma da sola"),
        ("fr", "est-ce que l'enregistrement s'est arrêté"),
        ("de", "lass den Sender, nicht umschalten"),
        ("es", "deja el canal, no cambies"),
        ("fr", "laisse la chaîne, ne change pas"),
        ("it", "lascia il canale, non cambiare"),
        ("de", "wenn Jonas anruft, musst du auf Pause drücken"),
        ("de", "sobald Werbung kommt, schalt den Ton aus"),
        ("de", "wenn die Werbung kommt, stumm schalten"),
        ("es", "cuando llame mi madre, pon pausa"),
        ("es", "en cuanto empiecen los anuncios, silencia"),
        ("fr", "quand Jonas appelle, il faut que tu mettes pause"),
        ("fr", "si Jonas appelle, mets en pause"),
        ("fr", "dès que la pub commence, coupe le son"),
        ("it", "quando chiama Giovanni, metti in pausa"),
        ("it", "appena inizia la pubblicità, metti muto"),
        ("fr", "descends de là"),
        ("fr", "si je m'endors, baisse le son"),
        ("it", "alzo il volume?"),
        ("de", "soll ich lauter machen?"),
        ("it", "scendi da lì"),
        ("es", "qué pena, se acabó"),
        ("fr", "encore lui"),
        ("it", "ancora questo qui"),
        ("it", "guarda, c'è Amadeus"),
    ],
)
def test_what_is_told_asked_or_for_later_does_nothing_now(understander: Understander, code: str, text: str) -> None:
    assert asked(understander, code, text) == []


@pytest.mark.parametrize(
    ("code", "text", "expected"),
    [
        ("de", "wenn du kannst, mach lauter", ("tv.volume", {"mode": "step", "delta": 10})),
        ("de", "wenn's zu laut ist, mach leiser", ("tv.volume", {"mode": "step", "delta": -10})),
        ("de", "wenn der Film vorbei ist, mach dich aus", ("sleep.set", {"programme_end": True})),
        ("de", "lösch die Aufnahme vom Morgenmagazin", ("delete", {"kind": "recording", "title": "Morgenmagazin"})),
        ("es", "si puedes, baja el volumen", ("tv.volume", {"mode": "step", "delta": -10})),
        ("es", "apague la tele", ("tv.stop", {})),
        ("es", "cuando termine la peli apágate", ("sleep.set", {"programme_end": True})),
        ("fr", "quand même, baisse le son", ("tv.volume", {"mode": "step", "delta": -10})),
        ("fr", "si la télé est trop forte, baisse le son", ("tv.volume", {"mode": "step", "delta": -10})),
        ("fr", "j'ai déjà vu ça, change de chaîne", ("tv.channel", {"step": 1})),
        ("it", "quando vuoi, metti pausa", ("tv.pause", {})),
        ("it", "se è troppo forte abbassa", ("tv.volume", {"mode": "step", "delta": -10})),
    ],
)
def test_what_sounds_like_a_condition_or_a_report_is_done(
    understander: Understander, code: str, text: str, expected: tuple[str, Any]
) -> None:
    assert asked(understander, code, text) == [expected]


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("fr", "non là c'est trop"),
        ("fr", "là c'est beaucoup trop"),
        ("es", "no, así es demasiado"),
        ("es", "eso es mucho"),
        ("it", "no così è troppo"),
        ("de", "nein, das ist zu viel"),
    ],
)
def test_too_much_turns_a_step_around(understander: Understander, code: str, text: str) -> None:
    expected = [("tv.volume", {"mode": "step", "delta": -10})]
    assert asked(understander, code, text, last_command=LOUDER) == expected


YES = {
    "de": "in Ordnung | ist recht | mach nur | ja los | nichts dagegen | bin einverstanden | ja, bin ich",
    "es": "desde luego | con mucho gusto | estupendo | puedes hacerlo | obviamente | te autorizo",
    "fr": "c'est bon | c'est bon pour moi | très bien | eh oui | allez hop | je veux bien",
    "it": "volentieri | va bene così | ottimo | puoi farlo | ci mancherebbe | sì via",
}
NO = {
    "de": "schön wär's | gut möglich | du darfst das nicht | gut, aber nicht jetzt | na los, geht doch raus",
    "es": "obviamente no | puedes esperar | cuando quieras pero no ahora | no puedes",
    "fr": "pas très bien | bien trop tôt | naturellement non | super idée mais non",
    "it": "bene ma non ora | puoi aspettare | va bene così, lasciala | non puoi | va via?",
}


@pytest.mark.parametrize(("code", "text"), [(code, text.strip()) for code in YES for text in YES[code].split("|")])
def test_a_plain_yes_deletes(understander: Understander, code: str, text: str) -> None:
    assert asked(understander, code, text, pending=QUESTIONS[code]) == [("confirm", {})]


@pytest.mark.parametrize(("code", "text"), [(code, text.strip()) for code in NO for text in NO[code].split("|")])
def test_what_has_a_yes_in_it_and_is_none_deletes_nothing(understander: Understander, code: str, text: str) -> None:
    assert ("confirm", {}) not in asked(understander, code, text, pending=QUESTIONS[code])
