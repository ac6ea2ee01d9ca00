"""German homes: what stays on, is not recorded after all, waits, and is told of rather than asked for."""

import pytest

from prism_core.commands import Command
from prism_core.requests import Understanding, UtteranceContext
from prism_llm.understanding import create_understander

UNDERSTANDER = create_understander()
_TIMER = Command.of("sleep.set", seconds=1800)
_PLANNED = Command.of("tv.record", on=True, title="Tatort", when="heute Abend")
_CALLED_OFF = Command.of("tv.record", on=False, title="Tatort", when="heute Abend")


def _understood(said: str, **context: object) -> Understanding:
    return UNDERSTANDER.understand(said, UtteranceContext.model_validate({"language": "de", **context}))


def _asked(said: str, **context: object) -> list[Command]:
    return list(_understood(said, **context).commands)


@pytest.mark.parametrize(
    "said",
    ["nein, vergiss es, lass an", "mach noch nicht aus", "lass an", "lass den Fernseher an", "bleib an",
     "lass ihn laufen", "nee doch nicht", "bitte noch nicht ausschalten", "wir gucken noch weiter"],
)  # fmt: skip
def test_the_sleep_timer_is_called_off_by_who_wants_to_go_on_watching(said: str) -> None:
    assert _asked(said, last_command=_TIMER) == [Command.of("sleep.cancel")]


@pytest.mark.parametrize(
    ("said", "seconds"),
    [("noch zehn Minuten länger", 2400), ("Schlaftimer um zehn Minuten verlängern", 2400),
     ("verlänger den Timer um eine Viertelstunde", 2700), ("gib mir noch zehn Minuten", 2400),
     ("lieber in einer Stunde", 3600)],
)  # fmt: skip
def test_the_sleep_timer_is_made_longer(said: str, seconds: int) -> None:
    assert _asked(said, last_command=_TIMER) == [Command.of("sleep.set", seconds=seconds)]


def test_it_is_asked_for_how_long_where_no_timer_is_known() -> None:
    assert _understood("verlänger den Schlaftimer um zehn Minuten").answer == "Für wie lange?"


def test_turning_off_behind_a_reminder_waits_for_its_time() -> None:
    assert _asked("sag mir in zehn Minuten Bescheid und mach dann aus") == [
        Command.of("reminder.set", when="in zehn Minuten"),
        Command.of("sleep.set", seconds=600),
    ]


@pytest.mark.parametrize(
    "said",
    ["ach nee, nimm's doch nicht auf", "nein, nicht aufnehmen", "brauchst du nicht aufnehmen", "vergiss die Aufnahme",
     "heute Abend doch keine Aufnahme", "nein doch nicht", "nimm den Tatort doch nicht auf"],
)  # fmt: skip
def test_a_recording_is_taken_back_with_its_title_and_time(said: str) -> None:
    assert _asked(said, last_command=_PLANNED) == [_CALLED_OFF]


@pytest.mark.parametrize(
    ("said", "slots"),
    [
        ("nimm die Nachrichten heute nicht auf", {"title": "Nachrichten", "when": "heute"}),
        ("nimm heute Abend den Tatort nicht auf", {"title": "Tatort", "when": "heute Abend"}),
        ("nimm das Spiel morgen um acht nicht auf", {"title": "Spiel", "when": "morgen um acht"}),
        ("den Tatort brauchst du nicht aufzunehmen", {"title": "Tatort"}),
        ("nimm den Film nicht auf", {}),
        ("lösch die Aufnahme für heute Abend", {"when": "heute Abend"}),
        ("heute Abend doch keine Aufnahme", {"when": "heute Abend"}),
        ("sag die Aufnahme vom Tatort ab", {"title": "Tatort"}),
    ],
)
def test_what_is_not_to_be_recorded_is_named_with_its_time(said: str, slots: dict[str, str]) -> None:
    assert _asked(said) == [Command.model_validate({"name": "tv.record", "slots": {"on": False, **slots}})]


@pytest.mark.parametrize(
    ("said", "slots"),
    [
        ("nimm auch den Tatort auf", {"title": "Tatort"}),
        ("nimm den Tatort auch auf", {"title": "Tatort"}),
        ("nimm bitte auch noch die Sportschau auf", {"title": "die Sportschau"}),
        ("nimm den Tatort jede Woche auf", {"title": "Tatort", "when": "jede Woche"}),
        ("nimm jeden Sonntag den Tatort auf", {"title": "Tatort", "when": "jeden Sonntag"}),
        ("nimm alle Folgen von Tatort auf", {"title": "Tatort"}),
        ("vergiss nicht, heute Abend den Tatort aufzunehmen", {"title": "Tatort", "when": "heute Abend"}),
        ("nimm das heute journal auf", {"title": "heute journal"}),
    ],
)
def test_a_title_that_is_recorded_has_no_time_and_no_small_words(said: str, slots: dict[str, str]) -> None:
    assert _asked(said) == [Command.model_validate({"name": "tv.record", "slots": {"on": True, **slots}})]


@pytest.mark.parametrize(
    "said",
    ["warte mit der Pause bis zur Werbung", "mach erst in der Werbung Pause", "mach erst Pause, wenn die Werbung kommt",
     "mach Pause, aber erst in der Werbung", "bei der nächsten Werbung Pause", "schalt erst nach der Werbung um"],
)  # fmt: skip
def test_nothing_is_done_before_what_it_is_to_wait_for(said: str) -> None:
    found = _understood(said)
    assert not found.commands
    assert found.answer.startswith("Das kann ich von selbst nicht merken.")


@pytest.mark.parametrize("said", ["der Ton ist weg", "ich hab keinen Ton", "da kommt kein Ton mehr"])
def test_who_misses_the_sound_gets_it_back_and_never_loses_it(said: str) -> None:
    assert _asked(said) == []
    assert _asked(said, muted=False) == []
    assert _asked(said, muted=True) == [Command.of("tv.mute", on=False)]
    assert _asked(said, last_command=Command.of("tv.mute", on=True)) == [Command.of("tv.mute", on=False)]


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("lass das Erste laufen", Command(name="tv.channel", slots={"name": "das Erste"})),
        ("mach das Erste an, nein, das Zweite", Command(name="tv.channel", slots={"name": "Zweite"})),
        ("läuft heute Fußball?", Command.of("ui.search", query="Fußball")),
        ("kommt heute der Tatort?", Command.of("ask.when", title="Tatort")),
        ("kannst du den Tatort nicht aufnehmen?", Command.of("tv.record", on=True, title="Tatort")),
    ],
)
def test_channels_and_questions_are_told_from_lists_and_orders(said: str, meant: Command) -> None:
    assert _asked(said) == [meant]


@pytest.mark.parametrize(
    "said",
    ["wir essen in der nächsten Pause", "in der Halbzeit hole ich Bier", "warum nimmst du den Tatort nicht auf?",
     "du hast den Tatort nicht aufgenommen", "soll ich den Tatort nicht aufnehmen?"],
)  # fmt: skip
def test_talk_of_the_same_things_asks_for_nothing(said: str) -> None:
    found = _understood(said)
    assert not found.commands
    assert not found.answer


def test_the_second_of_a_list_is_chosen_where_there_is_one() -> None:
    assert _asked("mach das Zweite an", options=["Tatort", "Polizeiruf"]) == [Command.of("ui.select", index=2)]


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("mach aus, aber erst in einer Viertelstunde", Command.of("sleep.set", seconds=900)),
        ("noch eine Folge und dann ist Schluss", Command.of("sleep.set", programme_end=True)),
        ("die Lautstärke ist mir zu hoch", Command.of("tv.volume", mode="step", delta=-10)),
        ("die Lautstärke ist viel zu niedrig", Command.of("tv.volume", mode="step", delta=10)),
        ("Staffel drei von Der Pass", Command.of("tv.watch", title="Der Pass", season=3)),
        ("weck mich in zwanzig Minuten", Command.of("reminder.set", when="in zwanzig Minuten")),
        ("gibt's im Radio was Bayerisches?", Command.of("tv.watch", kind="radio", genre="Bayerisches")),
        ("Sturm der Liebe von gestern, bitte", Command.of("tv.watch", title="Sturm der Liebe")),
        ("läuft heute St. Pauli?", Command.of("ui.search", query="St. Pauli")),
        ("schau ma Kommissar Rex", Command.of("tv.watch", title="Kommissar Rex")),
    ],
)
def test_what_homes_say_in_their_own_words_is_understood(said: str, meant: Command) -> None:
    assert _asked(said) == [meant]


def test_another_number_behind_a_season_is_another_season() -> None:
    last = Command.of("tv.watch", title="Der Bestatter", season=2)
    assert _asked("nein, die dritte", last_command=last) == [Command.of("tv.watch", title="Der Bestatter", season=3)]
    assert _asked("nein, die dritte", last_command=last, options=["a", "b", "c"]) == [Command.of("ui.select", index=3)]


def test_one_of_a_list_is_told_by_what_it_is_about() -> None:
    listed = ["Der Kommissar", "Ein Hund namens Beethoven", "Das Boot"]
    assert _asked("den mit dem Hund", options=listed) == [Command.of("ui.select", index=2)]


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("das muss ich aufnehmen", Command.of("tv.record", on=True)),
        ("nimm auf, was gerade läuft", Command.of("tv.record", on=True)),
        ("vergiss nicht, um acht den Krimi aufzunehmen", Command.of("tv.record", on=True, title="Krimi", when="acht")),
        ("um elf ist Schluss, mach dann aus", Command.of("sleep.set", at="elf")),
        ("in zehn Minuten muss ich los, mach dann aus", Command.of("sleep.set", seconds=600)),
        ("schmeiß die alten Aufnahmen raus", Command.of("delete", kind="recording")),
        ("setz Barbaren fort", Command.of("tv.watch", title="Barbaren")),
        ("nächste Folge von Die Discounter", Command.of("tv.watch", title="Die Discounter")),
        ("Untertitel ein, auf Deutsch", Command.of("tv.subtitles", on=True, language="de")),
        ("such mal nach Unser Charly", Command.of("ui.search", query="Unser Charly")),
        ("spul bis Minute vierzig", Command.of("tv.seek", mode="absolute", seconds=2400)),
        ("noch ein Lied", Command.of("tv.next")),
        ("bitte nicht so leise", Command.of("tv.volume", mode="step", delta=10)),
    ],
)
def test_what_is_said_loosely_is_understood(said: str, meant: Command) -> None:
    assert _asked(said) == [meant]


@pytest.mark.parametrize(
    "said",
    ["Zurück in die Zukunft ist ein toller Film", "das ist doch der aus Babylon Berlin", "was für ein Pass!",
     "der spielt doch auch bei Bares für Rares mit", "komm zurück!", "was kochst du morgen?"],
)  # fmt: skip
def test_talk_of_what_is_on_asks_for_nothing(said: str) -> None:
    assert _asked(said) == []


def test_no_title_goes_on_with_another_order() -> None:
    assert "und" not in str(_asked("zeig die Aufnahmen und lösch die erste"))


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("zeig mir bitte die Nachrichten von heute", Command.of("tv.watch", kind="news")),
        ("welcher Tatort kommt heute?", Command.of("ask.when", title="Tatort")),
        ("stell den Timer auf Ende der Sendung", Command.of("sleep.set", programme_end=True)),
        ("der Timer soll weg", Command.of("sleep.cancel")),
        ("auf den dritten Kanal", Command.of("tv.channel", number=3)),
        ("was Kurzes vorm Schlafen", Command.of("tv.watch", genre="Kurzes")),
        ("wie steht's zwischen Köln und Gladbach?", Command.of("ask.score", team="Köln")),
        ("mach den Ton aus, nein warte, nur leiser", Command.of("tv.volume", mode="step", delta=-10)),
        ("Kleinbild an", Command.of("ui.pip", on=True)),
        ("den Film nachher bitte nicht aufnehmen", Command.of("tv.record", on=False, title="Film", when="nachher")),
    ],
)
def test_what_is_said_in_other_words_is_understood(said: str, meant: Command) -> None:
    assert _asked(said) == [meant]


@pytest.mark.parametrize(
    "said",
    ["geh weg vom Fernseher", "in der Pause hol ich Popcorn", "die Musik gefällt mir", "rate mal, was wir gucken"],
)
def test_what_is_said_to_people_asks_for_nothing(said: str) -> None:
    assert _asked(said) == []


def test_a_step_of_a_list_is_no_step_of_the_volume() -> None:
    assert _asked("ein Stück hoch", screen="recordings") == [Command.of("ui.scroll", direction="up")]
    assert _asked("ein Stück hoch", playing=True) == [Command.of("tv.volume", mode="step", delta=5)]


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("bitte In aller Freundschaft anmachen", Command.of("tv.watch", title="In aller Freundschaft")),
        ("mach Findet Nemo an", Command.of("tv.watch", title="Findet Nemo")),
        ("schau mal nach, was auf RTL läuft", Command.of("ask.now", channel="RTL")),
        ("welche Filme kommen heute Abend?", Command.of("ask.at", when="heute Abend")),
        ("wann läuft die nächste Folge von Wilsberg?", Command.of("ask.when", title="Wilsberg")),
        ("nimm Löwenzahn für die Kinder auf", Command.of("tv.record", on=True, title="Löwenzahn")),
        ("sag uns Bescheid, bevor der Film losgeht", Command.of("reminder.set", title="Film")),
        ("stell eine Erinnerung für acht Uhr", Command.of("reminder.set", when="acht Uhr")),
        ("Schlafmodus in dreißig Minuten", Command.of("sleep.set", seconds=1800)),
        ("weg mit der Aufnahme", Command.of("delete", kind="recording")),
        ("stell das Aussehen auf dunkel", Command(name="ui.theme", slots={"name": "dark"})),
        ("Vorspann weg", Command.of("tv.seek", mode="relative", seconds=30)),
    ],
)
def test_what_else_homes_say_is_understood(said: str, meant: Command) -> None:
    assert _asked(said) == [meant]


def test_the_named_recording_is_taken_back_in_short() -> None:
    assert _asked("den Tatort doch nicht", last_command=_PLANNED) == [_CALLED_OFF]
    assert _asked("das weiß ich doch nicht", last_command=_PLANNED) == []


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("nimm den Film auf, das ist ein Klassiker", Command.of("tv.record", on=True)),
        ("mach lauter, das ist mein Lieblingsfilm", Command.of("tv.volume", mode="step", delta=10)),
        ("nimm alles auf", Command.of("tv.record", on=True)),
    ],
)
def test_praise_behind_a_request_takes_nothing_from_it(said: str, meant: Command) -> None:
    assert _asked(said) == [meant]


@pytest.mark.parametrize(
    ("said", "last", "meant"),
    [
        ("nochmal so viel", Command.of("tv.seek", mode="relative", seconds=120),
         Command.of("tv.seek", mode="relative", seconds=120)),
        ("andere Richtung", Command.of("tv.seek", mode="relative", seconds=120),
         Command.of("tv.seek", mode="relative", seconds=-120)),
        ("die Hälfte davon zurück", Command.of("tv.seek", mode="relative", seconds=120),
         Command.of("tv.seek", mode="relative", seconds=-60)),
        ("wieder ein bisschen hoch", Command.of("ui.scroll", direction="down"),
         Command.of("ui.scroll", direction="up")),
        ("nee, überspring das hier", Command.of("tv.next"), Command.of("tv.next")),
        ("der Sender davor, wo wir vorhin waren", Command(name="tv.channel", slots={"name": "RTL"}),
         Command.of("tv.channel", last=True)),
        ("nee, lieber wieder hell", Command(name="ui.theme", slots={"name": "dark"}),
         Command(name="ui.theme", slots={"name": "light"})),
        ("mach lieber eine Stunde draus", _TIMER, Command.of("sleep.set", seconds=3600)),
        ("zu schnell", Command.of("tv.rate", step=0.25), Command.of("tv.rate", step=-0.25)),
    ],
)  # fmt: skip
def test_what_follows_goes_on_from_what_was_done_last(said: str, last: Command, meant: Command) -> None:
    assert _asked(said, last_command=last, playing=True) == [meant]


@pytest.mark.parametrize(
    "said",
    ["nee die guck ich noch", "nein, das stimmt ja noch", "die brauchen wir noch", "nein, die schau ich noch",
     "halt, die noch nicht"],
)  # fmt: skip
def test_what_is_still_needed_is_not_deleted(said: str) -> None:
    assert _asked(said, pending="Soll ich die Aufnahme Tatort löschen?") == [Command.of("deny")]


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("nimm den Timer raus, wir wollen das Ende sehen", [Command.of("sleep.cancel")]),
        ("sei ruhig, wir wollen die Nachrichten hören", [Command.of("lumen.hush", on=True)]),
        ("mach die Untertitel an, der nuschelt so", [Command.of("tv.subtitles", on=True)]),
        ("die Musik gefällt mir, mach lauter", [Command.of("tv.volume", mode="step", delta=10)]),
        ("geh aus dem Vollbild, ich will die Liste sehen", [Command.of("ui.fullscreen", on=False)]),
        ("spiel den Film von gestern", []),
    ],
)  # fmt: skip
def test_a_reason_asks_for_nothing_more(said: str, meant: list[Command]) -> None:
    assert _asked(said) == meant


def test_what_is_to_be_quiet_when_guests_come_waits_for_them() -> None:
    found = _understood("um acht kommt Besuch, mach dann leiser")
    assert not found.commands
    assert found.question


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("zehn Minuten vor, äh, fünf", Command.of("tv.seek", mode="relative", seconds=300)),
        ("Lautstärke zwanzig, äh, dreißig", Command.of("tv.volume", mode="set", level=30)),
        ("spul vor, äh, fünf Minuten", Command.of("tv.seek", mode="relative", seconds=300)),
    ],
)  # fmt: skip
def test_another_number_after_a_pause_is_the_one_that_is_meant(said: str, meant: Command) -> None:
    assert _asked(said) == [meant]


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("schalt auf er te el", Command(name="tv.channel", slots={"name": "rtl"})),
        ("was läuft auf er te el", Command.of("ask.now", channel="rtl")),
        ("schalt auf zett de eff", Command(name="tv.channel", slots={"name": "zdf"})),
        ("fünf zehn Minuten vor", Command.of("tv.seek", mode="relative", seconds=900)),
        ("lösche die erinerung an brisant", Command.of("reminder.cancel", title="brisant")),
        ("wieviel steht es bei bayern", Command.of("ask.score", team="bayern")),
        ("mach dein Mund zu", Command.of("lumen.hush", on=True)),
    ],
)  # fmt: skip
def test_letters_and_words_that_were_written_apart_are_heard(said: str, meant: Command) -> None:
    assert _asked(said) == [meant]


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("eine Viertelstunde vor dem Spiel sagst du mir Bescheid",
         Command(name="reminder.set", slots={"title": "Spiel", "lead_seconds": 900})),
        ("klingel kurz, bevor Sturm der Liebe losgeht", Command.of("reminder.set", title="Sturm der Liebe")),
        ("stell auf den Nachtmodus", Command(name="ui.theme", slots={"name": "dark"})),
        ("mach das Ganze in dunkel", Command(name="ui.theme", slots={"name": "dark"})),
        ("mach heller", Command(name="ui.theme", slots={"name": "light"})),
        ("geh mal auf Mamas Konto", Command(name="profile.switch", slots={"name": "Mama"})),
        ("behalt deine Meinung für dich", Command.of("lumen.companion", on=False)),
        ("du darfst gern was dazu sagen", Command.of("lumen.companion", on=True)),
        ("den Timer brauchen wir nicht", Command.of("sleep.cancel")),
        ("mach das Programm für Samstag auf", Command.of("ui.guide", when="Samstag")),
    ],
)  # fmt: skip
def test_homes_say_plain_things_loosely(said: str, meant: Command) -> None:
    assert _asked(said) == [meant]


def test_a_lone_german_word_in_an_english_home_changes_no_theme() -> None:
    assert not UNDERSTANDER.understand("heller", UtteranceContext(language="en")).commands


def test_words_that_stand_for_others_keep_the_free_ones_beside_them() -> None:
    UNDERSTANDER.understand("metti in posa il film che sto guardando", UtteranceContext(language="it"))
