"""What is said not to be done, what was done already, what is told of others, and figures that are no numbers."""

from typing import Any

import pytest

from prism_core.requests import UtteranceContext
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
        ("en", "not louder please"),
        ("en", "don't turn it up"),
        ("en", "no need to pause"),
        ("en", "I wouldn't turn it up"),
        ("en", "I don't want to watch the news"),
        ("en", "don't stop recording"),
        ("en", "don't turn the captions off"),
        ("de", "nicht pausieren"),
        ("de", "mach keine Pause"),
        ("de", "nicht lauter bitte"),
        ("de", "nicht umschalten"),
        ("de", "nicht den Sender wechseln"),
        ("de", "mach die Untertitel nicht aus"),
        ("es", "no subas el volumen"),
        ("es", "no cambies de canal"),
        ("es", "no pongas La 1"),
        ("es", "no pares"),
        ("es", "no pauses"),
        ("es", "no pongas subtítulos"),
        ("es", "no quites los subtítulos"),
        ("es", "pero no cambies de canal, que lo estoy viendo"),
        ("es", "no subas más"),
        ("es", "podrías no cambiar de canal"),
        ("en", "please do not delete my recordings"),
        ("en", "it doesn't need to be louder"),
        ("de", "starte nicht die nächste Folge"),
        ("de", "nicht auf RTL schalten"),
        ("fr", "ne monte plus le son"),
        ("fr", "pas plus fort"),
        ("fr", "ne change pas de chaîne"),
        ("fr", "n'arrête pas l'enregistrement"),
        ("it", "non più forte"),
        ("it", "non mettere Rai 1"),
        ("it", "non togliere i sottotitoli"),
    ],
)
def test_what_is_not_to_be_done_is_not_done(understander: Understander, language: str, text: str) -> None:
    assert asked(understander, language, text) == []


@pytest.mark.parametrize(
    "text",
    [
        "under no circumstances cancel the recording",
        "by no means delete the recording",
        "on no account delete my recordings",
        "I forbid you to turn it off",
        "you are forbidden to delete the playlist",
        "nobody asked you to play Frozen",
        "I didn't ask you to record Dune",
        "I'm not saying turn it off",
        "the last thing I want is to mute it",
        "no louder",
        "not a notch louder",
        "don't cancel the reminder",
        "make sure nobody turns it off",
        "try not to delete the recording",
        "promise me you won't delete the recording",
        "I don't want the sound off",
    ],
)
def test_what_is_forbidden_outright_is_not_done_nor_its_contrary(understander: Understander, text: str) -> None:
    assert asked(understander, "en", text) == []


@pytest.mark.parametrize(
    "text",
    [
        "turn off the tv? no way",
        "turn it off? never",
        "switch it off? not a chance",
        "record it? no",
        "you could turn it off, but don't",
        "change the channel? don't you dare",
        "delete the recording? over my dead body",
        "I wonder if I should record it",
        "I'm not sure whether to delete the recording",
        "should I delete the recording",
        "if only I could turn it off",
        "like I'd ever delete the recording",
        "heaven help you if you switch that off",
        "there's no way I'm switching it off now",
        "not in a million years would I delete that recording",
        "do I look like I want it louder",
        "I've half a mind to turn it off",
        "I might record the match, I might not",
        "I don't suppose it needs turning up",
        "is it wise to delete old recordings",
        "oh brilliant, mute it just when he proposes",
    ],
)
def test_an_order_that_is_refused_or_weighed_is_none(understander: Understander, text: str) -> None:
    assert asked(understander, "en", text) == []


@pytest.mark.parametrize(
    "text",
    [
        "grandma keeps saying turn it off",
        "dad keeps shouting turn it down",
        "the kids keep asking to put Frozen on",
        "my wife is always telling me to turn it down",
        "it says here delete the recording",
        "there's a song called Turn It Off",
    ],
)
def test_an_order_that_is_told_of_is_none(understander: Understander, text: str) -> None:
    assert asked(understander, "en", text) == []


@pytest.mark.parametrize(
    "text",
    [
        "leave the volume as it is",
        "leave the sound as it is",
        "keep the volume where it is",
        "leave it at that volume",
        "leave the channel where it is",
        "leave the subtitles as they are",
        "keep the recording",
    ],
)
def test_what_is_to_stay_as_it_is_is_left_alone(understander: Understander, text: str) -> None:
    assert asked(understander, "en", text) == []


@pytest.mark.parametrize(
    "text",
    [
        "delete the playlist Summer if mum wants",
        "delete the playlist Summer unless mum wants it",
        "erase the recording of Dune when I say so",
        "cancel the recording if it rains",
        "delete the playlist Chill once I've copied it",
    ],
)
def test_nothing_is_lost_under_a_condition(understander: Understander, text: str) -> None:
    assert asked(understander, "en", text) == []


@pytest.mark.parametrize(
    "text",
    [
        "mute it as soon as the adverts start",
        "skip the song if grandad complains",
        "pause it when the pizza comes",
        "once the kids are asleep we can turn it up",
        "if it gets too loud I'll turn it down myself",
    ],
)
def test_nothing_is_done_too_early(understander: Understander, text: str) -> None:
    assert asked(understander, "en", text) == []


@pytest.mark.parametrize(
    "text",
    [
        "if Jonas rings, pause it",
        "if the phone rings pause it",
        "when the adverts come on, mute it",
        "as soon as the adverts start, turn it down",
        "once the match is over, switch to ITV",
        "if they score, go back ten seconds",
        "every time an advert comes on, mute it",
        "after the news, put on BBC Two",
        "if you hear the doorbell, pause",
    ],
)
def test_what_is_to_wait_for_something_is_not_done_at_once(understander: Understander, text: str) -> None:
    assert asked(understander, "en", text) == []


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("de", "wenn Jonas anruft, musst du auf Pause drücken"),
        ("de", "sobald die Werbung anfängt, mach leiser"),
        ("de", "nach der Werbung mach wieder lauter"),
        ("fr", "si ça sonne, mets sur pause"),
        ("fr", "mets en pause si Jonas appelle"),
        ("fr", "quand le film est fini, mets TF1"),
        ("es", "ponlo en pausa si llama Jonas"),
        ("es", "quita el sonido cuando salgan los anuncios"),
        ("it", "togli l'audio quando arriva la pubblicità"),
        ("it", "quando finisce il film, metti Rai 1"),
    ],
)
def test_nothing_is_done_too_early_in_other_languages(understander: Understander, language: str, text: str) -> None:
    assert asked(understander, language, text) == []


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("de", "mach lauter und wenn die Werbung kommt, mach den Ton aus"),
        ("fr", "monte le son et quand la pub arrive, coupe-le"),
        ("es", "sube el volumen y cuando empiecen los anuncios, quita el sonido"),
        ("it", "alza il volume e quando arriva la pubblicità togli l'audio"),
    ],
)
def test_what_stands_before_waits_for_nothing(understander: Understander, language: str, text: str) -> None:
    assert asked(understander, language, text) == [("tv.volume", {"mode": "step", "delta": 10})]


_UP, _DOWN = (("tv.volume", {"mode": "step", "delta": delta}) for delta in (10, -10))


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("if the match is on, put it on full screen", [("ui.fullscreen", {"on": True})]),
        ("when you're ready, play it", [("tv.play", {})]),
        ("turn it up, and when the adverts come, mute it", [_UP]),
        ("turn it down. When the adverts come, mute it", [_DOWN]),
        ("if I fall asleep, turn off in an hour", [("sleep.set", {"seconds": 3600})]),
        ("when the film is over turn off", [("sleep.set", {"programme_end": True})]),
        ("mute it until the adverts are over", [("tv.mute", {"on": True})]),
        ("remind me when the match starts", [("reminder.set", {"title": "the match"})]),
        ("put on When Harry Met Sally", [("tv.watch", {"title": "When Harry Met Sally"})]),
    ],
)
def test_what_is_so_already_or_is_only_named_so_waits_for_nothing(
    understander: Understander, text: str, wanted: Said
) -> None:
    assert asked(understander, "en", text) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("if it's too loud turn it down", [("tv.volume", {"mode": "step", "delta": -10})]),
        ("turn it off if nobody's watching", [("tv.stop", {})]),
        ("turn it up once more", [("tv.volume", {"mode": "step", "delta": 10})]),
        ("turn it down one more time", [("tv.volume", {"mode": "step", "delta": -10})]),
        ("pause it when you get a chance", [("tv.pause", {})]),
        ("not ITV, BBC One", [("tv.channel", {"name": "BBC One"})]),
        ("not on ITV, on BBC One", [("tv.channel", {"name": "BBC One"})]),
        ("not channel 5, channel 6", [("tv.channel", {"number": 6})]),
        ("don't you have any jazz", [("tv.watch", {"genre": "jazz"})]),
        ("delete the recording if you can", [("delete", {"kind": "recording"})]),
        ("delete the recording of Once Upon a Time", [("delete", {"kind": "recording", "title": "Once Upon a Time"})]),
        ("under no circumstances delete it, just pause", [("tv.pause", {})]),
        ("turn it off? no way, turn it down", [("tv.volume", {"mode": "step", "delta": -10})]),
        ("mum keeps shouting turn it off, so turn it off", [("tv.stop", {})]),
        ("leave the volume as it is and pause", [("tv.pause", {})]),
    ],
)
def test_what_is_asked_for_beside_an_order_that_is_none_is_done(
    understander: Understander, text: str, wanted: Said
) -> None:
    assert asked(understander, "en", text) == wanted


@pytest.mark.parametrize(
    ("language", "text", "wanted"),
    [
        ("en", "don't record this", [("tv.record", {"on": False})]),
        ("en", "don't mute it, turn it down", [("tv.volume", {"mode": "step", "delta": -10})]),
        ("en", "not so loud", [("tv.volume", {"mode": "step", "delta": -10})]),
        ("en", "won't you turn it up", [("tv.volume", {"mode": "step", "delta": 10})]),
        ("en", "why don't you put the news on", [("tv.watch", {"kind": "news"})]),
        ("de", "keine Untertitel", [("tv.subtitles", {"on": False})]),
        ("de", "nicht ausschalten", [("sleep.cancel", {})]),
        ("es", "no, sube el volumen", [("tv.volume", {"mode": "step", "delta": 10})]),
        ("es", "no subas tanto el volumen", [("tv.volume", {"mode": "step", "delta": -10})]),
        ("es", "¿por qué no pones La 1?", [("tv.channel", {"name": "La 1"})]),
        ("es", "no grabes esto", [("tv.record", {"on": False})]),
        ("es", "no hables", [("lumen.hush", {"on": True})]),
        ("fr", "n'éteins pas", [("sleep.cancel", {})]),
        ("fr", "pas si fort", [("tv.volume", {"mode": "step", "delta": -10})]),
        ("it", "no, alza il volume", [("tv.volume", {"mode": "step", "delta": 10})]),
        ("en", "I didn't turn the subtitles on, turn them off", [("tv.subtitles", {"on": False})]),
        ("en", "somebody put the captions on, take them off", [("tv.subtitles", {"on": False})]),
        ("de", "kannst du das nicht lauter machen", [("tv.volume", {"mode": "step", "delta": 10})]),
        ("de", "ich hab das schon gesehen, nimm die nächste", [("tv.next", {})]),
        ("es", "alguien ha puesto subtítulos, quítalos", [("tv.subtitles", {"on": False})]),
        ("es", "lo has puesto demasiado alto", [("tv.volume", {"mode": "step", "delta": -10})]),
        ("fr", "quelqu'un a mis les sous-titres, enlève-les", [("tv.subtitles", {"on": False})]),
        ("fr", "tu ne peux pas monter le son", [("tv.volume", {"mode": "step", "delta": 10})]),
        ("fr", "ne mets pas si fort", [("tv.volume", {"mode": "step", "delta": -10})]),
        ("it", "l'hai messo troppo forte", [("tv.volume", {"mode": "step", "delta": -10})]),
    ],
)
def test_a_no_may_ask_for_something_else(understander: Understander, language: str, text: str, wanted: Said) -> None:
    assert asked(understander, language, text) == wanted


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "who deleted my recording"),
        ("en", "what happens if I delete the playlist"),
        ("de", "wer hat die Aufnahme gelöscht"),
        ("de", "meine Frau hat die Playlist gelöscht"),
        ("de", "die Aufnahme wurde gelöscht"),
        ("es", "he borrado la grabación"),
        ("es", "se grabó un disco nuevo"),
        ("fr", "j'ai supprimé l'enregistrement"),
        ("fr", "l'enregistrement a été supprimé"),
        ("fr", "annule le rendez-vous"),
        ("it", "ho cancellato la registrazione"),
        ("it", "chi ha cancellato la registrazione"),
    ],
)
def test_what_was_done_already_is_not_done_again(understander: Understander, language: str, text: str) -> None:
    assert asked(understander, language, text) == []


@pytest.mark.parametrize("language", ["en", "de", "es", "fr", "it"])
@pytest.mark.parametrize(
    "text",
    ["9" * 309, "channel " + "9" * 309, "go to " + "9" * 307 + ":20", "volume ½", "1.5", "20:99", "volume " + "9" * 20],
)
def test_a_figure_that_is_no_number_asks_for_nothing(understander: Understander, language: str, text: str) -> None:
    assert asked(understander, language, text) == []


def test_a_span_of_more_than_a_week_is_not_waited_for(understander: Understander) -> None:
    assert asked(understander, "en", "skip 99999999 minutes") == []
    assert asked(understander, "en", "skip 90 minutes") == [("tv.seek", {"mode": "relative", "seconds": 5400})]
    assert asked(understander, "en", "go to 90:15") == [("tv.seek", {"mode": "absolute", "seconds": 5415})]
    assert asked(understander, "en", "go to 1:75:00") == []


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("de", "du brauchst das nicht aufzunehmen"),
        ("fr", "plus besoin d'enregistrer"),
        ("es", "ya no hace falta grabarlo"),
        ("it", "non serve più registrarlo"),
    ],
)
def test_what_need_not_be_recorded_any_more_is_not(understander: Understander, code: str, said: str) -> None:
    found = understander.understand(said, UtteranceContext(language=code, playing=True)).commands
    assert [(one.name, one.slots) for one in found] == [("tv.record", {"on": False})]


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("en", "Alexa, volume five"),
        ("en", "hey Siri, play some jazz"),
        ("en", "I'm not sure we should turn it off"),
        ("en", "do not go back to the beginning, we're nearly at the end"),
        ("en", "should we record it, do you think"),
        ("en", "turn it up even more, why don't you"),
        ("en", "yesterday you could just say channel four"),
        ("de", "Alexa, Lautstärke fünf"),
        ("de", "hab ich gesagt, dass du vorspulen sollst?"),
        ("es", "mi suegra dice que hay que apagar la tele a las diez"),
        ("fr", "est-ce que je t'ai demandé de mettre pause ?"),
        ("it", "lui le ha urlato spegni quella televisione"),
    ],
)
def test_what_is_for_others_weighed_or_told_is_not_done(understander: Understander, code: str, said: str) -> None:
    assert understander.understand(said, UtteranceContext(language=code, playing=True)).commands == ()


@pytest.mark.parametrize(
    ("said", "name", "slots"),
    [
        ("not the next episode, the one before", "tv.previous", {}),
        ("not twenty, make the volume thirty", "tv.volume", {"mode": "set", "level": 30}),
        ("not this one, skip to the next", "tv.next", {}),
    ],
)
def test_of_two_the_one_that_is_not_refused_is_done(
    understander: Understander, said: str, name: str, slots: dict[str, Any]
) -> None:
    found = understander.understand(said, UtteranceContext(language="en", playing=True)).commands
    assert [(one.name, one.slots) for one in found] == [(name, slots)]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "it's recording, isn't it"),
        ("en", "it's paused, isn't it?"),
        ("en", "have you turned the subtitles on?"),
        ("en", "the man in the film shouted stop recording"),
        ("en", "the advert told me to switch to Sky"),
        ("en", "the song is called Turn It Up"),
        ("en", "tell me about the film Mute"),
        ("en", "I hate it when people turn the sound off"),
        ("en", "shut up Dave I'm watching"),
        ("en", "kids, turn that music down"),
        ("en", "ask Tom whether we can delete it"),
        ("fr", "ça enregistre, non ?"),
        ("fr", "c'est en pause, non ?"),
        ("fr", "je viens de mettre en pause"),
        ("fr", "on vient d'éteindre"),
        ("fr", "ça veut dire quoi couper le son"),
        ("fr", "la chanson s'appelle Monte le son"),
        ("fr", "les enfants, baissez la musique"),
        ("fr", "baissez le son les enfants"),
        ("fr", "demande à Tom si on peut le supprimer"),
        ("fr", "l'homme du film crie arrête d'enregistrer"),
    ],
)
def test_what_is_told_or_asked_of_somebody_is_no_order(understander: Understander, language: str, text: str) -> None:
    assert asked(understander, language, text) == []


@pytest.mark.parametrize(
    ("language", "text", "said"),
    [
        ("en", "stop recording", [("tv.record", {"on": False})]),
        ("en", "delete that recording", [("delete", {"kind": "recording"})]),
        (
            "en",
            "delete the recording of Edge of Tomorrow",
            [("delete", {"kind": "recording", "title": "Edge of Tomorrow"})],
        ),
        ("en", "do you think you could turn it off", [("tv.stop", {})]),
        ("en", "shut up please", [("lumen.hush", {"on": True})]),
        ("en", "stop! turn it off", [("tv.stop", {})]),
        ("en", "turn it down for the kids", [("tv.volume", {"mode": "step", "delta": -10})]),
        ("en", "play the song called Turn It Up", [("tv.watch", {"title": "Turn It Up", "kind": "music"})]),
        ("en", "not the subtitles, the audio description", [("tv.audio_track", {"description": True})]),
        ("en", "you're talking too quietly", [("lumen.voice", {"louder": True})]),
        ("en", "you're talking too loudly", [("lumen.voice", {"quieter": True})]),
        ("en", "make ITV one of my favourites", [("tv.favourite", {"on": True, "channel": "ITV"})]),
        ("en", "is there any football on tonight", [("ui.search", {"query": "football"})]),
        ("en", "put on The Recording", [("tv.watch", {"title": "The Recording"})]),
        ("en", "play the recording", [("ui.open", {"page": "recordings"})]),
        ("fr", "arrête l'enregistrement", [("tv.record", {"on": False})]),
        ("fr", "ça m'empêche d'entendre, monte le son", [("tv.volume", {"mode": "step", "delta": 10})]),
        ("fr", "maman veut que tu baisses le son", [("tv.volume", {"mode": "step", "delta": -10})]),
        ("fr", "on éteint dans dix minutes", [("sleep.set", {"seconds": 600})]),
        ("fr", "passe sur le profil d'Anna", [("profile.switch", {"name": "Anna"})]),
    ],
)
def test_what_only_sounds_like_that_is_done(understander: Understander, language: str, text: str, said: Said) -> None:
    assert asked(understander, language, text) == said


@pytest.mark.parametrize(
    ("text", "last", "said"),
    [
        ("non, l'épisode six", ("tv.watch", {"title": "Lupin", "season": 2, "episode": 5}), "tv.watch"),
        ("plutôt quarante minutes", ("sleep.set", {"seconds": 1800}), "sleep.set"),
        ("non, dans l'autre sens", ("tv.seek", {"mode": "relative", "seconds": 60}), "tv.seek"),
        ("plutôt sept", ("tv.pause", {}), ""),
    ],
)
def test_what_was_meant_instead_is_done_in_french(
    understander: Understander, text: str, last: tuple[str, dict[str, Any]], said: str
) -> None:
    context = UtteranceContext.model_validate({"language": "fr", "last_command": {"name": last[0], "slots": last[1]}})
    found = [(command.name, dict(command.slots)) for command in understander.understand(text, context).commands]
    slots = {
        "tv.watch": {"title": "Lupin", "episode": 6}, "sleep.set": {"seconds": 2400},
        "tv.seek": {"mode": "relative", "seconds": -60},
    }  # fmt: skip
    assert [name for name, _ in found] == ([said] if said else [])
    assert all(slots[said].items() <= made.items() for _, made in found)


@pytest.mark.parametrize(
    ("language", "text", "said"),
    [
        ("en", "and the next one too", []),
        ("en", "the next episode as well", []),
        ("fr", "et le suivant aussi", []),
        ("en", "next one", ["tv.next"]),
        ("fr", "le suivant", ["tv.next"]),
    ],
)
def test_nothing_is_left_where_the_next_one_is_to_be_recorded_too(
    understander: Understander, language: str, text: str, said: list[str]
) -> None:
    context = UtteranceContext.model_validate(
        {"language": language, "last_command": {"name": "tv.record", "slots": {"on": True}}}
    )
    assert [command.name for command in understander.understand(text, context).commands] == said
