"""What is to be done later, not to be forgotten, taken back or only told of is not done at once."""

from typing import Any

import pytest

from prism_core.requests import UtteranceContext
from prism_llm.understanding import Understander, create_understander

Said = list[tuple[str, dict[str, Any]]]
MUTE: Said = [("tv.mute", {"on": True})]
LOUDER: Said = [("tv.volume", {"mode": "step", "delta": 10})]
QUIETER: Said = [("tv.volume", {"mode": "step", "delta": -10})]
DELETE: Said = [("delete", {"kind": "recording"})]
RECORD: Said = [("tv.record", {"on": True})]
SUBTITLES: Said = [("tv.subtitles", {"on": True})]
NO_SUBTITLES: Said = [("tv.subtitles", {"on": False})]
WITHDRAWN: Said = [("cancel", {})]


def remind(title: str, **slots: Any) -> Said:
    return [("reminder.set", {"title": title, **slots})]


def record(title: str, **slots: Any) -> Said:
    return [("tv.record", {"on": True, "title": title, **slots})]


@pytest.fixture(scope="module")
def understander() -> Understander:
    return create_understander()


def read(understander: Understander, text: str, language: str) -> Said:
    found = understander.understand(text, UtteranceContext(language=language, playing=True))
    return [(command.name, dict(command.slots)) for command in found.commands]


@pytest.mark.parametrize(
    ("language", "text", "wanted"),
    [
        ("en", "remind me not to record the match", remind("not to record the match")),
        ("en", "could you remind me not to delete the recordings", remind("not to delete the recordings")),
        ("en", "remind me at nine not to switch over", remind("not to switch over", when="nine")),
        ("en", "remind me to mute it at nine", remind("mute it", when="nine")),
        ("en", "alert me to record the match at nine", remind("record the match", when="nine")),
        ("en", "make a note to delete the recordings", remind("delete the recordings")),
        ("en", "he reminded me to delete the recordings", []),
        ("en", "remind me of Bake Off and record it", remind("Bake Off") + record("Bake Off")),
        ("de", "lass mich nicht vergessen, das Spiel aufzunehmen", remind("das Spiel aufzunehmen")),
        ("de", "erinnere mich nicht daran, die Aufnahmen zu löschen", []),
        ("de", "meine Frau soll mich daran erinnern, die Aufnahmen zu löschen", []),
        ("de", "erinnere mich an das Spiel und nimm es auf", remind("das Spiel") + record("das Spiel")),
        ("es", "avísame para quitar el sonido", remind("quitar el sonido")),
        ("es", "mi mujer me recordó borrar las grabaciones", []),
        ("es", "me recuerdas a mi abuela", []),
        ("fr", "il faut que tu me rappelles de couper le son", remind("couper le son")),
        ("fr", "tu me rappelles ma mère", []),
        ("it", "avvisami di togliere l'audio", remind("togliere l'audio")),
        ("it", "mia moglie mi ha ricordato di cancellare le registrazioni", []),
        ("en", "mute it and remind me not to record the match", MUTE + remind("not to record the match")),
        ("de", "erinner mich um neun, die Aufnahme zu beenden", remind("die Aufnahme zu beenden", when="neun")),
        ("de", "erinner mich um neun, den Ton auszumachen", remind("den Ton auszumachen", when="neun")),
        ("de", "erinner mich um neun den Tatort aufzunehmen", remind("den Tatort aufzunehmen", when="neun")),
        ("de", "erinner mich, den Film aufzunehmen", remind("den Film aufzunehmen")),
        ("de", "erinnere mich in zehn Minuten den Ton wieder anzumachen",
         remind("den Ton wieder anzumachen", when="in zehn Minuten")),
        ("de", "erinner mich um neun, den Ton auszumachen, und mach den Ton aus",
         remind("den Ton auszumachen", when="neun") + MUTE),
        ("de", "kannst du mich um neun erinnern, die Aufnahme zu beenden",
         remind("die Aufnahme zu beenden", when="neun")),
        ("de", "erinner mich um neun an den Tatort", remind("den Tatort", when="neun")),
        ("de", "erinner mich in zehn Minuten", [("reminder.set", {"when": "in zehn Minuten"})]),
        ("de", "erinnere mich daran, die Aufnahmen zu löschen", remind("die Aufnahmen zu löschen")),
        ("de", "erinnere mich daran, den Ton leiser zu machen", remind("den Ton leiser zu machen")),
        ("de", "erinner mich bitte daran den Ton auszuschalten", remind("den Ton auszuschalten")),
        ("de", "erinnere mich um neun daran, umzuschalten", remind("umzuschalten", when="neun")),
        ("de", "erinnere mich daran, um neun den Ton leiser zu machen",
         remind("den Ton leiser zu machen", when="neun")),
        ("de", "kannst du mich bitte daran erinnern, das Spiel aufzunehmen", remind("das Spiel aufzunehmen")),
        ("de", "erinnere mich daran, das Spiel nicht aufzunehmen", remind("das Spiel nicht aufzunehmen")),
        ("de", "erinnere mich daran, Mama anzurufen", remind("Mama anzurufen")),
        ("de", "mach den Ton aus und erinnere mich daran, ihn wieder einzuschalten",
         MUTE + remind("ihn wieder einzuschalten")),
        ("de", "erinnere mich daran, die Pizza rauszuholen, und mach den Ton aus",
         remind("die Pizza rauszuholen") + MUTE),
        ("es", "puedes recordarme grabar el partido", remind("grabar el partido")),
        ("es", "me puedes recordar que baje el volumen", remind("baje el volumen")),
        ("es", "recuérdame no grabar el partido", remind("no grabar el partido")),
        ("es", "recuérdame a las nueve que quite el sonido", remind("quite el sonido", when="las nueve")),
        ("es", "recuérdame borrar las grabaciones a las diez", remind("borrar las grabaciones", when="las diez")),
        ("es", "quita el sonido y recuérdame poner la lavadora", MUTE + remind("poner la lavadora")),
        ("fr", "rappelle-moi de couper le son", remind("couper le son")),
        ("fr", "rappelle-moi à neuf heures de couper le son", remind("couper le son", when="neuf heures")),
        ("fr", "rappelle-moi de couper le son à neuf heures", remind("couper le son", when="neuf heures")),
        ("fr", "rappelle-moi d'effacer les enregistrements", remind("effacer les enregistrements")),
        ("fr", "rappelle-moi de ne pas enregistrer le match", remind("ne pas enregistrer le match")),
        ("fr", "peux-tu me rappeler de baisser le volume s'il te plaît", remind("baisser le volume")),
        ("fr", "fais-moi penser à couper le son", remind("couper le son")),
        ("fr", "coupe le son et rappelle-moi de le remettre", MUTE + remind("le remettre")),
        ("it", "ricordami di togliere l'audio", remind("togliere l'audio")),
        ("it", "ricordami alle nove di togliere l'audio", remind("togliere l'audio", when="alle nove")),
        ("it", "mi puoi ricordare di abbassare il volume per favore", remind("abbassare il volume")),
        ("it", "ricordami di non registrare la partita", remind("non registrare la partita")),
        ("it", "fammi ricordare di registrare la partita", remind("registrare la partita")),
        ("it", "togli l'audio e ricordami di rimetterlo", MUTE + remind("rimetterlo")),
    ],
)  # fmt: skip
def test_what_somebody_is_to_be_reminded_of_is_not_done(
    understander: Understander, language: str, text: str, wanted: Said
) -> None:
    assert read(understander, text, language) == wanted


@pytest.mark.parametrize(
    ("language", "text", "wanted"),
    [
        ("en", "don't forget to record the match", record("the match")),
        ("en", "please don't forget to record it", RECORD),
        ("en", "don't forget to turn on the subtitles", SUBTITLES),
        ("en", "don't forget to turn off the tv", [("reminder.set", {"title": "turn off the tv"})]),
        ("en", "don't forget to buy milk", []),
        ("en", "I mustn't forget to record the match", []),
        ("en", "did you forget to record the match?", []),
        ("en", "I forgot to record the match", []),
        ("de", "vergiss nicht, das Spiel aufzunehmen", record("Spiel")),
        ("de", "vergiss nicht, das aufzunehmen", RECORD),
        ("de", "vergiss nicht, die Untertitel einzuschalten", SUBTITLES),
        ("de", "denk daran, das Spiel aufzunehmen", record("Spiel")),
        (
            "de",
            "vergiss nicht, den Fernseher auszuschalten",
            [("reminder.set", {"title": "den Fernseher auszuschalten"})],
        ),
        ("de", "ich darf nicht vergessen, das Spiel aufzunehmen", []),
        ("de", "ich habe vergessen, das Spiel aufzunehmen", []),
        ("de", "hast du vergessen, das Spiel aufzunehmen?", []),
        ("es", "no olvides grabar el partido", record("partido")),
        ("es", "que no se te olvide grabar el partido", record("partido")),
        ("es", "no te olvides de poner los subtítulos", SUBTITLES),
        ("es", "no olvides apagar la tele", [("reminder.set", {"title": "apagar la tele"})]),
        ("es", "no debo olvidar grabar el partido", []),
        ("es", "¿olvidaste grabar el partido?", []),
        ("es", "se me olvidó grabar el partido", []),
        ("fr", "n'oublie surtout pas d'enregistrer le match", record("match")),
        ("fr", "pense à enregistrer le match", record("match")),
        ("fr", "n'oubliez pas de mettre les sous-titres", SUBTITLES),
        ("fr", "n'oublie pas d'éteindre la télé", [("reminder.set", {"title": "éteindre la télé"})]),
        ("fr", "j'ai oublié d'enregistrer le match", []),
        ("it", "ricordati di registrare la partita", record("partita")),
        ("it", "non scordarti di mettere i sottotitoli", SUBTITLES),
        ("it", "non dimenticare di spegnere la tv", [("reminder.set", {"title": "spegnere la tv"})]),
        ("it", "non devo dimenticare di registrare la partita", []),
    ],
)
def test_what_is_not_to_be_forgotten_is_asked_for_by_name(
    understander: Understander, language: str, text: str, wanted: Said
) -> None:
    assert read(understander, text, language) == wanted


@pytest.mark.parametrize(
    ("language", "text", "wanted"),
    [
        ("en", "mute it no leave it", WITHDRAWN),
        ("en", "mute it, no", WITHDRAWN),
        ("en", "turn the subtitles off, no, keep them", WITHDRAWN),
        ("en", "record this, no wait don't", WITHDRAWN),
        ("en", "switch to BBC One, no, stay here", WITHDRAWN),
        ("en", "delete the recording, no, don't", WITHDRAWN),
        ("en", "pause it, never mind", WITHDRAWN),
        ("en", "turn off the tv, actually, don't turn it off", WITHDRAWN),
        ("en", "mute it, no, leave it, but turn the subtitles on", SUBTITLES),
        ("en", "mute it, no, pause it", [("tv.pause", {})]),
        ("en", "volume thirty, no, twenty", [("tv.volume", {"mode": "set", "level": 20})]),
        ("en", "turn the subtitles on and leave them on", SUBTITLES),
        ("en", "turn it up, no, I can't hear it", LOUDER),
        ("en", "turn it down, no?", QUIETER),
        ("en", "put on Leave It to Beaver", [("tv.watch", {"title": "Leave It to Beaver"})]),
        ("de", "Mach den Ton aus, nein, lass ihn an", WITHDRAWN),
        ("de", "mach den ton aus nein lass ihn an", WITHDRAWN),
        ("de", "schalte um, halt, bleib hier", WITHDRAWN),
        ("de", "lösch die Aufnahme, nein, behalt sie", WITHDRAWN),
        ("de", "mach den Fernseher aus, nein, noch nicht", WITHDRAWN),
        ("de", "mach den Ton aus, nein, leiser", QUIETER),
        ("de", "mach lauter, nein, ich höre nichts", LOUDER),
        ("de", "mach lauter, aber lass die Untertitel an", LOUDER),
        ("es", "quita el sonido, no, déjalo", WITHDRAWN),
        ("es", "quita el sonido no déjalo", WITHDRAWN),
        ("es", "apaga la tele, no, no la apagues", WITHDRAWN),
        ("es", "cambia de canal, no, quédate aquí", WITHDRAWN),
        ("es", "sube el volumen, ¿no?", LOUDER),
        ("es", "sube el volumen, no, no lo oigo", LOUDER),
        ("es", "quita el sonido, no, baja el volumen", QUIETER),
        ("fr", "coupe le son, ah non", WITHDRAWN),
        ("fr", "coupe le son non laisse-le", WITHDRAWN),
        ("fr", "éteins la télé, non, laisse-la allumée", WITHDRAWN),
        ("fr", "mets les sous-titres, euh non, en fait non", WITHDRAWN),
        ("fr", "baisse le son, non ?", QUIETER),
        ("fr", "coupe le son, non, baisse-le", QUIETER),
        ("it", "togli l'audio, no lascialo", WITHDRAWN),
        ("it", "togli l'audio, anzi no", WITHDRAWN),
        ("it", "spegni la tv, no, lasciala accesa", WITHDRAWN),
        ("it", "cancella la registrazione, no, non cancellarla", WITHDRAWN),
        ("it", "alza il volume, no?", LOUDER),
        ("it", "alza il volume, no, non lo sento", LOUDER),
        ("it", "togli l'audio, no, abbassa", QUIETER),
    ],
)
def test_what_is_taken_back_is_not_done(understander: Understander, language: str, text: str, wanted: Said) -> None:
    assert read(understander, text, language) == wanted


@pytest.mark.parametrize(
    ("language", "text", "wanted"),
    [
        ("en", "I should delete the recordings one day", []),
        ("en", "my wife wanted to delete the recordings", []),
        ("en", "I wanted to delete the recordings but my wife was against it", []),
        ("en", "forget that I said that", []),
        ("en", "forget about the reminder", [("reminder.cancel", {})]),
        ("en", "is the volume too low?", []),
        ("en", "I'd like to delete the recording of Dune", [("delete", {"kind": "recording", "title": "Dune"})]),
        ("en", "it's too quiet", LOUDER),
        ("de", "ich wollte gerade alle Aufnahmen löschen, aber meine Frau war dagegen", []),
        ("de", "meine Frau wollte die Aufnahmen löschen", []),
        ("de", "ich war gerade dabei, die Aufnahmen zu löschen", []),
        ("de", "wir müssten irgendwann die Aufnahmen löschen", []),
        ("de", "ist die Lautstärke zu niedrig?", []),
        ("de", "ich möchte die Aufnahme löschen", DELETE),
        ("de", "der Ton ist zu leise", LOUDER),
        ("es", "quería borrar las grabaciones pero mi mujer se negó", []),
        ("es", "mi mujer quería borrar las grabaciones", []),
        ("es", "¿está el volumen demasiado bajo?", []),
        ("es", "está muy alto", QUIETER),
        ("fr", "est-ce que le volume est trop bas ?", []),
        ("fr", "le son est trop fort ?", []),
        ("fr", "le son est trop fort", QUIETER),
        ("it", "mia moglie voleva cancellare le registrazioni", []),
        ("it", "il volume è troppo basso?", []),
        ("it", "è troppo forte", QUIETER),
    ],
)
def test_what_is_only_told_or_asked_changes_nothing(
    understander: Understander, language: str, text: str, wanted: Said
) -> None:
    assert read(understander, text, language) == wanted


@pytest.mark.parametrize(
    ("language", "text", "wanted"),
    [
        ("en", "turn the subtitles on and then off again", SUBTITLES + NO_SUBTITLES),
        ("en", "volume up and then down", LOUDER + QUIETER),
        ("en", "turn it up and then down again", LOUDER + QUIETER),
        ("en", "channel up and then down", [("tv.channel", {"step": 1}), ("tv.channel", {"step": -1})]),
        ("en", "turn the sound off and then on again", [("tv.mute", {"on": True}), ("tv.mute", {"on": False})]),
        ("en", "turn it up, it's too loud in here", LOUDER),
        ("de", "mach die Untertitel an und dann wieder aus", SUBTITLES + NO_SUBTITLES),
        ("de", "mach lauter und dann wieder leiser", LOUDER + QUIETER),
        ("de", "mach lauter, der Kühlschrank ist so laut", LOUDER),
        ("es", "sube el volumen y luego bájalo", LOUDER + QUIETER),
        ("fr", "monte le son puis baisse-le", LOUDER + QUIETER),
        ("it", "alza il volume e poi abbassalo", LOUDER + QUIETER),
    ],
)
def test_what_is_turned_back_at_once_is_both(
    understander: Understander, language: str, text: str, wanted: Said
) -> None:
    assert read(understander, text, language) == wanted


@pytest.mark.parametrize(
    ("language", "text", "wanted"),
    [
        ("en", "record nothing", []),
        ("en", "don't record anything tonight", []),
        ("en", "carry on recording", []),
        ("en", "start recording", RECORD),
        ("en", "record Nothing Compares", record("Nothing Compares")),
        ("de", "nimm bitte nichts auf", []),
        ("de", "nimm weiter auf", []),
        ("de", "brauchst nicht weiter aufnehmen", [("tv.record", {"on": False})]),
        ("de", "nimm das auf", RECORD),
        ("es", "no grabes nada", []),
        ("es", "sigue grabando", []),
        ("es", "no grabes más", [("tv.record", {"on": False})]),
        ("fr", "n'enregistre rien", []),
        ("fr", "enregistre rien", []),
        ("fr", "continue à enregistrer", []),
        ("fr", "enregistre Rien à déclarer", record("Rien à déclarer")),
        ("it", "non registrare niente", []),
        ("it", "continua a registrare", []),
        ("it", "non registrare più niente", [("tv.record", {"on": False})]),
    ],
)
def test_nothing_is_recorded_where_nothing_or_more_of_the_same_is_to_be(
    understander: Understander, language: str, text: str, wanted: Said
) -> None:
    assert read(understander, text, language) == wanted
