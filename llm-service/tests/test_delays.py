"""What is asked for later, or when something happens: nothing is done too early, and Lumen says what she can do."""

from collections.abc import Sequence

import pytest

from prism_core.commands import Command
from prism_core.requests import UtteranceContext
from prism_llm.understanding import Understander, create_understander

LATER: Sequence[tuple[str, str, str, str]] = [
    ("en", "mute in five minutes", "mute", "in five minutes"),
    ("en", "pause in five minutes", "pause", "in five minutes"),
    ("en", "turn it down in ten minutes", "turn it down", "in ten minutes"),
    ("en", "in ten minutes, turn the subtitles on", "turn the subtitles on", "in ten minutes"),
    ("en", "next channel in five minutes", "next channel", "in five minutes"),
    ("en", "play some jazz in twenty minutes", "play some jazz", "in twenty minutes"),
    ("en", "switch to BBC One at nine", "switch to BBC One", "at nine"),
    ("en", "at eight turn over to Sky News", "turn over to Sky News", "at eight"),
    (
        "en",
        "switch to the news at half past eight tomorrow",
        "switch to the news",
        "at half past eight tomorrow",
    ),
    ("en", "turn it down at nine", "turn it down", "at nine"),
    ("en", "turn it off tomorrow morning", "turn it off", "tomorrow morning"),
    ("de", "mach um neun leiser", "mach leiser", "um neun"),
    ("de", "mach in fünf Minuten den Ton aus", "mach den Ton aus", "in fünf Minuten"),
    ("de", "In zehn Minuten leiser", "leiser", "in zehn Minuten"),
    ("de", "in einer halben Stunde auf ZDF umschalten", "auf ZDF umschalten", "in einer halben Stunde"),
    ("de", "um neun auf ZDF umschalten", "auf ZDF umschalten", "um neun"),
    ("de", "schalt um neun auf ZDF", "schalt auf ZDF", "um neun"),
    ("de", "mach in zehn Minuten Pause", "mach Pause", "in zehn Minuten"),
    ("es", "cambia al canal dos en diez minutos", "cambia al canal dos", "en diez minutos"),
    ("es", "silencia en cinco minutos", "silencia", "en cinco minutos"),
    ("es", "pausa dentro de diez minutos", "pausa", "dentro de diez minutos"),
    ("es", "baja el volumen en media hora", "baja el volumen", "en media hora"),
    ("es", "a las ocho pon Antena 3", "pon Antena 3", "a las ocho"),
    ("es", "quita el sonido a las nueve y media", "quita el sonido", "a las nueve y media"),
    ("fr", "mets en pause dans dix minutes", "mets en pause", "dans dix minutes"),
    ("fr", "coupe le son dans cinq minutes", "coupe le son", "dans cinq minutes"),
    ("fr", "dans dix minutes baisse le volume", "baisse le volume", "dans dix minutes"),
    ("fr", "mets TF1 à neuf heures", "mets TF1", "à neuf heures"),
    ("fr", "coupe le son à neuf heures et demie", "coupe le son", "à neuf heures et demie"),
    ("it", "togli l'audio alle nove e mezza", "togli l'audio", "alle nove e mezza"),
    ("it", "metti in pausa tra dieci minuti", "metti in pausa", "tra dieci minuti"),
    ("it", "togli l'audio fra cinque minuti", "togli l'audio", "fra cinque minuti"),
    ("it", "tra dieci minuti abbassa il volume", "abbassa il volume", "tra dieci minuti"),
    ("it", "alle nove gira su Canale 5", "gira su Canale 5", "alle nove"),
]
NOW: Sequence[tuple[str, str, Sequence[Command]]] = [
    ("en", "I'll be back in a minute, pause it", [Command.of("tv.pause")]),
    ("en", "pause it I'll be back in a minute", [Command.of("tv.pause")]),
    ("en", "dinner is in ten minutes, pause it", [Command.of("tv.pause")]),
    ("en", "we're eating in five minutes so pause it", [Command.of("tv.pause")]),
    ("en", "pause it for five minutes", [Command.of("tv.pause")]),
    ("en", "pause for five minutes", [Command.of("tv.pause")]),
    ("en", "mute for five minutes", [Command.of("tv.mute", on=True, seconds=300)]),
    ("en", "turn off in half an hour", [Command.of("sleep.set", seconds=1800)]),
    ("en", "stop in ten minutes", [Command.of("sleep.set", seconds=600)]),
    ("en", "turn it off at nine", [Command.of("sleep.set", at="nine")]),
    ("en", "go to minute five", [Command.of("tv.seek", mode="absolute", seconds=300)]),
    ("en", "start at one hour ten", [Command.of("tv.seek", mode="absolute", seconds=4200)]),
    ("en", "skip ahead five minutes", [Command.of("tv.seek", mode="relative", seconds=300)]),
    ("en", "set the volume at twenty", [Command.of("tv.volume", mode="set", level=20)]),
    ("en", "watch News at Ten", [Command.of("tv.watch", title="News at Ten")]),
    ("en", "watch gone in sixty seconds", [Command.of("tv.watch", title="gone in sixty seconds")]),
    ("en", "watch the 9 o'clock news", [Command.of("tv.watch", title="the 9 o'clock news")]),
    ("en", "record the film at nine", [Command.of("tv.record", on=True, title="film", when="nine")]),
    ("en", "what's on in ten minutes", [Command.of("ask.at", when="in ten minutes")]),
    ("de", "ich bin in zehn Minuten wieder da, mach Pause", [Command.of("tv.pause")]),
    ("de", "mach Pause, ich komme in zehn Minuten wieder", [Command.of("tv.pause")]),
    ("de", "Ton aus für fünf Minuten", [Command.of("tv.mute", on=True, seconds=300)]),
    ("de", "in zehn Minuten ausmachen", [Command.of("sleep.set", seconds=600)]),
    ("de", "spring zu Minute fünf", [Command.of("tv.seek", mode="absolute", seconds=300)]),
    (
        "de",
        "nimm heute um 20:15 im ZDF den Krimi auf",
        [Command(name="tv.record", slots={"on": True, "title": "Krimi", "channel": "ZDF", "when": "heute um 20:15"})],
    ),
    ("de", "um zehn lauter", [Command.of("tv.volume", mode="step", delta=10)]),
    ("de", "um fünf Prozent leiser", [Command.of("tv.volume", mode="step", delta=-5)]),
    ("es", "vuelvo en diez minutos, ponlo en pausa", [Command.of("tv.pause")]),
    ("es", "silencia durante cinco minutos", [Command.of("tv.mute", on=True, seconds=300)]),
    ("es", "apaga la tele en media hora", [Command.of("sleep.set", seconds=1800)]),
    ("es", "ve al minuto cinco", [Command.of("tv.seek", mode="absolute", seconds=300)]),
    ("fr", "je reviens dans dix minutes, mets en pause", [Command.of("tv.pause")]),
    ("fr", "coupe le son pendant cinq minutes", [Command.of("tv.mute", on=True, seconds=300)]),
    ("fr", "éteins dans une demi-heure", [Command.of("sleep.set", seconds=1800)]),
    ("fr", "avance de dix minutes", [Command.of("tv.seek", mode="relative", seconds=600)]),
    ("it", "torno tra dieci minuti, metti in pausa", [Command.of("tv.pause")]),
    ("it", "pausa per dieci minuti", [Command.of("tv.pause")]),
    ("it", "spegni tra mezz'ora", [Command.of("sleep.set", seconds=1800)]),
    ("it", "vai avanti di dieci minuti", [Command.of("tv.seek", mode="relative", seconds=600)]),
]
AWAITED: Sequence[tuple[str, str]] = [
    ("en", "if the phone rings, pause it"),
    ("en", "mute it as soon as the adverts start"),
    ("en", "when mum comes home, turn it down"),
    ("en", "pause it if someone comes in"),
    ("de", "wenn die Werbung kommt, mach den Ton aus"),
    ("de", "mach den Ton aus, sobald die Werbung kommt"),
    ("de", "wenn das Telefon klingelt, mach Pause"),
    ("es", "si suena el teléfono, ponlo en pausa"),
    ("es", "baja el volumen cuando llegue mamá"),
    ("fr", "si le téléphone sonne, mets en pause"),
    ("fr", "coupe le son quand la pub commence"),
    ("it", "se squilla il telefono, metti in pausa"),
    ("it", "quando comincia la pubblicità, togli l'audio"),
    ("en", "stop the recording after the match"),
    ("en", "mute it in the next ad break"),
    ("en", "mute it after the news"),
    ("en", "record it when it starts"),
    ("de", "stopp die Aufnahme nach dem Spiel"),
    ("de", "mach in der nächsten Werbung den Ton aus"),
    ("de", "mach nachher den Ton aus"),
    ("de", "nimm's auf, wenn's anfängt"),
    ("fr", "arrête l'enregistrement après le match"),
    ("fr", "coupe le son à la prochaine pub"),
    ("fr", "coupe le son tout à l'heure"),
    ("fr", "enregistre quand ça commence"),
    ("es", "para la grabación después del partido"),
    ("es", "quita el sonido en los próximos anuncios"),
    ("es", "quita el sonido luego"),
    ("es", "apaga, pero luego"),
    ("es", "grábalo cuando empiece"),
    ("it", "ferma la registrazione dopo la partita"),
    ("it", "togli l'audio alla prossima pubblicità"),
    ("it", "spegni, ma dopo"),
    ("it", "registralo quando comincia"),
]
TOLD: Sequence[tuple[str, str]] = [
    ("en", "it's annoying when the adverts start"),
    ("en", "when I was a kid we used to pause films"),
    ("en", "he always pauses it when I leave the room"),
    ("en", "see you in five minutes"),
    ("en", "the pizza will be here in ten minutes"),
    ("de", "ich mag es wenn es regnet"),
    ("de", "als ich klein war haben wir immer Pause gemacht"),
    ("de", "bis in zehn Minuten"),
    ("es", "me gusta cuando llueve"),
    ("es", "nos vemos en diez minutos"),
    ("fr", "j'aime quand il pleut"),
    ("fr", "à dans dix minutes"),
    ("it", "mi piace quando piove"),
    ("it", "ci vediamo tra dieci minuti"),
]


@pytest.fixture(scope="module")
def understander() -> Understander:
    return create_understander()


@pytest.mark.parametrize(("language", "said", "title", "when"), LATER)
def test_what_is_to_be_done_later_is_not_done_now_and_a_reminder_is_offered(
    understander: Understander, language: str, said: str, title: str, when: str
) -> None:
    found = understander.understand(said, UtteranceContext(language=language))
    assert (found.commands, found.language) == ((), language)
    assert found.question is not None
    assert when in found.question.text
    (choice,) = found.question.choices
    assert choice.command == Command.of("reminder.set", title=title, when=when)


@pytest.mark.parametrize(("language", "said", "commands"), NOW)
def test_a_time_that_belongs_to_something_else_holds_nothing_back(
    understander: Understander, language: str, said: str, commands: Sequence[Command]
) -> None:
    found = understander.understand(said, UtteranceContext(language=language))
    assert (found.commands, found.question) == (tuple(commands), None)


def test_what_is_asked_for_now_beside_what_is_to_be_done_later_is_done(understander: Understander) -> None:
    found = understander.understand("pause it and in ten minutes turn the volume down")
    assert found.commands == (Command.of("tv.pause"),)
    assert found.question is not None
    assert found.question.text == "I can't do that later by myself. Shall I remind you in ten minutes?"


@pytest.mark.parametrize(
    ("language", "asked", "yes", "no"),
    [
        ("en", "turn it down in ten minutes", "yes please", "no thanks"),
        ("en", "switch to BBC One at nine", "go on then", "no"),
        ("de", "in zehn Minuten leiser", "ja bitte", "nein"),
        ("es", "pausa dentro de diez minutos", "sí", "no"),
        ("fr", "mets en pause dans dix minutes", "oui", "non merci"),
        ("it", "metti in pausa tra dieci minuti", "sì grazie", "no"),
    ],
)
def test_what_is_offered_for_later_is_taken_by_a_yes_and_not_by_a_no(
    understander: Understander, language: str, asked: str, yes: str, no: str
) -> None:
    question = understander.understand(asked, UtteranceContext(language=language)).question
    assert question is not None
    context = UtteranceContext(language=language, pending=question.text, choices=question.choices)
    assert understander.understand(yes, context).commands == (Command.of("confirm"),)
    assert understander.understand(no, context).commands in [(Command.of("deny"),), (Command.of("cancel"),)]


@pytest.mark.parametrize(("language", "said"), AWAITED)
def test_whoever_asks_for_something_when_something_happens_is_told_that_lumen_cannot_notice(
    understander: Understander, language: str, said: str
) -> None:
    found = understander.understand(said, UtteranceContext(language=language))
    assert (found.commands, found.question) == ((), None)
    told = {
        "en": "I can't notice that by myself.",
        "de": "Das kann ich von selbst nicht merken.",
        "es": "Eso no puedo notarlo por mi cuenta.",
        "fr": "Je ne peux pas m'en apercevoir toute seule.",
        "it": "Di questo non posso accorgermi da sola.",
    }
    assert found.answer.startswith(told[language])


@pytest.mark.parametrize(("language", "said"), TOLD)
def test_talk_of_times_and_events_gets_no_such_answer(understander: Understander, language: str, said: str) -> None:
    found = understander.understand(said, UtteranceContext(language=language))
    assert (found.commands, found.question, found.answer) == ((), None, "")


@pytest.mark.parametrize(
    ("language", "said", "slots"),
    [
        ("en", "record Bake Off when it starts", {"title": "Bake Off"}),
        ("en", "record when Bake Off starts", {"title": "Bake Off"}),
        ("en", "start recording at nine", {"when": "nine"}),
        ("de", "nimm das Spiel auf, wenn es anfängt", {"title": "Spiel"}),
        ("de", "starte um neun die Aufnahme", {"when": "neun"}),
        ("fr", "enregistre le match quand ça commence", {"title": "match"}),
        ("es", "graba el partido cuando empiece", {"title": "partido"}),
        ("it", "registra la partita quando comincia", {"title": "partita"}),
    ],
)
def test_what_is_to_be_recorded_when_it_begins_is_recorded_then(
    understander: Understander, language: str, said: str, slots: dict[str, str]
) -> None:
    found = understander.understand(said, UtteranceContext(language=language))
    assert found.commands == (Command(name="tv.record", slots={"on": True, **slots}),)


THIS, TO_THE_END, OFF = (
    Command.of("tv.record", on=True),
    Command.of("sleep.set", programme_end=True),
    Command.of("tv.stop"),
)


@pytest.mark.parametrize(
    ("language", "said", "commands"),
    [
        ("en", "record this and then turn off", [THIS, TO_THE_END]),
        ("en", "record this, then turn off the telly", [THIS, TO_THE_END]),
        ("de", "nimm das auf und mach danach aus", [THIS, TO_THE_END]),
        ("es", "graba esto y luego apaga", [THIS, TO_THE_END]),
        ("es", "graba esto y después apaga la tele", [THIS, TO_THE_END]),
        ("fr", "enregistre ça puis éteins", [THIS, TO_THE_END]),
        ("it", "registra questo e poi spegni", [THIS, TO_THE_END]),
        ("en", "record this and turn off", [THIS, OFF]),
        ("de", "nimm das auf und mach aus", [THIS, OFF]),
        ("de", "nimm das auf und schalt dann aus", [THIS, OFF]),
        ("en", "record Bake Off and then turn off", [Command.of("tv.record", on=True, title="Bake Off"), OFF]),
    ],
)
def test_what_is_recorded_is_not_turned_off_before_its_end_if_it_is_to_be_turned_off_then(
    understander: Understander, language: str, said: str, commands: Sequence[Command]
) -> None:
    assert understander.understand(said, UtteranceContext(language=language)).commands == tuple(commands)


@pytest.mark.parametrize(
    ("language", "said", "slots"),
    [
        ("en", "stop it at nine", {"at": "nine"}),
        ("en", "turn it off at nine", {"at": "nine"}),
        ("en", "stop this at half past ten", {"at": "half past ten"}),
        ("en", "leave the telly on until eleven", {"at": "eleven"}),
        ("de", "lass den Fernseher bis elf an", {"at": "elf"}),
        ("de", "lass bis elf an", {"at": "elf"}),
        ("de", "lass die Glotze noch bis halb zwölf laufen", {"at": "halb zwölf"}),
        ("es", "deja la tele hasta las once", {"at": "las once"}),
        ("es", "déjala puesta hasta medianoche", {"at": "medianoche"}),
        ("fr", "laisse la télé jusqu'à onze heures", {"at": "onze heures"}),
        ("fr", "laisse-la allumée jusqu'à minuit", {"at": "minuit"}),
        ("it", "lascia la tele accesa fino a mezzanotte", {"at": "mezzanotte"}),
        ("en", "wait ten minutes and turn it off", {"seconds": 600}),
        ("de", "warte zehn Minuten und mach dann aus", {"seconds": 600}),
        ("es", "espera diez minutos y apaga la tele", {"seconds": 600}),
        ("fr", "attends dix minutes et éteins", {"seconds": 600}),
        ("it", "aspetta dieci minuti e spegni", {"seconds": 600}),
        ("it", "ferma tra dieci minuti", {"seconds": 600}),
    ],
)
def test_what_is_to_be_off_later_is_turned_off_by_a_timer(
    understander: Understander, language: str, said: str, slots: dict[str, str | int]
) -> None:
    found = understander.understand(said, UtteranceContext(language=language))
    assert (found.commands, found.question) == ((Command.model_validate({"name": "sleep.set", "slots": slots}),), None)


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "cancel the sleep timer in ten minutes"),
        ("de", "brich den Timer in zehn Minuten ab"),
        ("es", "cancela el temporizador en diez minutos"),
        ("fr", "annule la minuterie dans dix minutes"),
        ("it", "annulla il timer tra dieci minuti"),
        ("en", "skip it in a minute"),
        ("en", "leave the telly on"),
        ("de", "lass die Glotze an"),
        ("es", "deja la tele encendida"),
        ("fr", "laisse la télé allumée"),
        ("it", "lascia la tv accesa"),
    ],
)
def test_no_timer_is_called_off_too_early_nor_where_nobody_asks_for_it(
    understander: Understander, language: str, said: str
) -> None:
    assert understander.understand(said, UtteranceContext(language=language, playing=True)).commands == ()


@pytest.mark.parametrize(
    ("language", "said", "seconds"),
    [
        ("en", "mute it for ten minutes and then put the sound back", 600),
        ("en", "mute it for a minute and then unmute it", 60),
        ("en", "mute it and turn it back on in a minute", 60),
        ("en", "mute it and unmute it after two minutes", 120),
        ("en", "mute it and turn the sound back on in two minutes", 120),
        ("de", "mach den Ton zehn Minuten aus und dann wieder an", 600),
    ],
)
def test_the_sound_that_is_to_come_back_later_does_not_come_back_at_once(
    understander: Understander, language: str, said: str, seconds: int
) -> None:
    found = understander.understand(said, UtteranceContext(language=language, playing=True))
    assert (found.commands, found.question) == ((Command.of("tv.mute", on=True, seconds=seconds),), None)


@pytest.mark.parametrize(
    ("said", "when"),
    [
        ("commence à enregistrer à neuf heures", "neuf heures"),
        ("commence l'enregistrement à neuf heures", "neuf heures"),
    ],
)
def test_a_recording_that_begins_later_is_of_no_channel(understander: Understander, said: str, when: str) -> None:
    found = understander.understand(said, UtteranceContext(language="fr"))
    assert found.commands == (Command.of("tv.record", on=True, when=when),)


@pytest.mark.parametrize(
    ("language", "said", "title", "when"),
    [
        ("en", "record the news every day", "the news", "every day"),
        ("de", "nimm jeden Tag die Tagesschau auf", "die Tagesschau", "jeden Tag"),
        ("it", "registra il tg ogni giorno", "il tg", "ogni giorno"),
        ("it", "registra Blob tutti i giorni alle otto di sera", "Blob", "tutti i giorni alle otto di sera"),
        ("it", "mi registri Ulisse ogni giovedì?", "Ulisse", "ogni giovedì"),
        ("it", "registra ogni lunedì Report", "Report", "ogni lunedì"),
    ],
)
def test_how_often_something_is_to_be_recorded_is_no_part_of_its_title(
    understander: Understander, language: str, said: str, title: str, when: str
) -> None:
    found = understander.understand(said, UtteranceContext(language=language))
    assert found.commands == (Command.of("tv.record", on=True, title=title, when=when),)


@pytest.mark.parametrize("said", ["record Every Day", "record The Daily Show"])
def test_a_title_that_says_how_often_stays_whole(understander: Understander, said: str) -> None:
    found = understander.understand(said, UtteranceContext(language="en"))
    assert found.commands == (Command.of("tv.record", on=True, title=said.removeprefix("record ")),)


@pytest.mark.parametrize(
    "said",
    [
        "wait until the adverts before you pause it",
        "hold on until the adverts, then pause",
        "wait till the ad break then mute it",
        "wait for the adverts and then mute it",
        "let the adverts finish then unmute",
        "hang on until I've sat down then play it",
        "leave it until half time then pause it",
    ],
)
def test_what_is_to_wait_for_what_cannot_be_noticed_is_said_to(understander: Understander, said: str) -> None:
    found = understander.understand(said, UtteranceContext(language="en"))
    assert (found.commands, found.answer.split(".")[0]) == ((), "I can't notice that by myself")


@pytest.mark.parametrize(
    ("said", "when"),
    [
        ("wait a minute and turn it up", "in a minute"),
        ("wait five minutes then pause it", "in five minutes"),
        ("give it another ten minutes and then switch over to ITV", "in ten minutes"),
        ("wait till nine then put BBC One on", "at nine"),
        ("wait until half past eight and switch to ITV", "at half past eight"),
    ],
)
def test_what_is_to_wait_for_a_time_is_offered_as_a_reminder(understander: Understander, said: str, when: str) -> None:
    found = understander.understand(said, UtteranceContext(language="en"))
    assert found.commands == ()
    assert found.question is not None
    assert [one.command.slots["when"] for one in found.question.choices] == [when]


@pytest.mark.parametrize(
    ("said", "command"),
    [
        ("wait a second and turn it up", Command.of("tv.volume", mode="step", delta=10)),
        ("wait a minute, turn it up", Command.of("tv.volume", mode="step", delta=10)),
        ("hold on a minute", Command.of("tv.pause")),
        ("wait ten minutes and turn it off", Command.of("sleep.set", seconds=600)),
        ("let it finish then turn it off", Command.of("sleep.set", programme_end=True)),
        ("wait until this is over and turn it off", Command.of("sleep.set", programme_end=True)),
        ("mute it till the adverts are over", Command.of("tv.mute", on=True)),
        ("watch Wait Until Dark", Command.of("tv.watch", title="Wait Until Dark")),
    ],
)
def test_who_only_says_to_wait_or_has_a_timer_for_it_is_not_kept_waiting(
    understander: Understander, said: str, command: Command
) -> None:
    assert understander.understand(said, UtteranceContext(language="en")).commands == (command,)


@pytest.mark.parametrize(
    ("said", "when"),
    [
        ("after the film remind me to ring Sue", "after the film"),
        ("remind me after the match to ring Sue", "after the match"),
        ("remind me to ring Sue when this finishes", "when this finishes"),
        ("at nine remind me to ring Sue", "nine"),
        ("tomorrow remind me to ring Sue", "tomorrow"),
    ],
)
def test_a_reminder_has_the_time_that_is_said_before_it_or_is_the_end_of_what_is_on(
    understander: Understander, said: str, when: str
) -> None:
    found = understander.understand(said, UtteranceContext(language="en"))
    assert found.commands == (Command.of("reminder.set", title="ring Sue", when=when),)


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("en", "maybe we could watch Vera later"),
        ("en", "let's watch Vera later"),
        ("en", "watch it after the news"),
        ("de", "schau Tatort später"),
        ("de", "lass uns später Tatort gucken"),
        ("fr", "on regarde Lupin plus tard"),
        ("es", "pon Coco más tarde"),
        ("it", "guardiamo Coco più tardi"),
    ],
)
def test_what_is_to_be_watched_later_does_not_begin(understander: Understander, code: str, text: str) -> None:
    found = understander.understand(text, UtteranceContext(language=code))
    assert found.commands == ()
    assert found.answer


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("watch Later with Jools Holland", "Later with Jools Holland"),
        ("put Later on", "Later"),
        ("watch Vera tonight", "Vera"),
    ],
)
def test_a_title_may_be_called_later(understander: Understander, text: str, title: str) -> None:
    found = understander.understand(text, UtteranceContext(language="en"))
    assert [command.slots.get("title") for command in found.commands] == [title]
