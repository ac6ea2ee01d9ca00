"""What stands around a wish or is said in like words, in German, Spanish, French and Italian."""

from typing import Any

import pytest

from prism_core.commands import SlotValue
from prism_core.requests import UtteranceContext
from prism_llm.understanding import create_understander

UNDERSTANDER = create_understander()
Said = list[tuple[str, dict[str, SlotValue]]]


def said(code: str, text: str, **context: Any) -> Said:
    found = UNDERSTANDER.understand(text, UtteranceContext.model_validate({"language": code, **context}))
    return [(command.name, dict(command.slots)) for command in found.commands]


@pytest.mark.parametrize(
    ("text", "slots"),
    [
        ("leg einen Fassbinder-Film ein", {"person": "Fassbinder", "kind": "movie"}),
        ("ich will einen Hitchcock-Film sehen", {"person": "Hitchcock", "kind": "movie"}),
        ("leg einen guten Woody-Allen-Film ein", {"person": "Woody Allen", "kind": "movie"}),
        ("mach einen Almodóvar-Film an", {"person": "Almodóvar", "kind": "movie"}),
        ("einen Tarantino Film bitte", {"person": "Tarantino", "kind": "movie"}),
        ("zeig einen Samurai-Film", {"genre": "Samurai-Film"}),
        ("einen Film mit Romy Schneider", {"person": "Romy Schneider", "kind": "movie"}),
        ("hau mal Stromberg rein, Staffel drei", {"title": "Stromberg", "season": 3}),
        ("hau mal Dark rein, Staffel drei", {"title": "Dark", "season": 3}),
        ("schieb mal Babylon Berlin rein", {"title": "Babylon Berlin"}),
        ("mach uns Lindenstraße rauf, Folge zwölf", {"title": "Lindenstraße", "episode": 12}),
        ("spiel die Serie Babylon Berlin ab Folge vier", {"title": "Babylon Berlin", "episode": 4, "kind": "series"}),
        ("starte die Serie Dark ab Staffel zwei", {"title": "Dark", "season": 2, "kind": "series"}),
    ],
)
def test_german_says_whose_it_is_and_ends_its_verbs_behind_the_title(text: str, slots: dict[str, SlotValue]) -> None:
    assert said("de", text) == [("tv.watch", slots)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "mach Muhteşem Yüzyıl an, mit türkischen Untertiteln",
            [("tv.watch", {"title": "Muhteşem Yüzyıl"}), ("tv.subtitles", {"on": True, "language": "tr"})],
        ),
        ("Design dunkel und voll Bild", [("ui.theme", {"name": "dark"}), ("ui.fullscreen", {"on": True})]),
        ("mach die Musik im Zimmer leiser", [("tv.volume", {"mode": "step", "delta": -10})]),
        ("dreh die Musik im Hintergrund etwas leiser", [("tv.volume", {"mode": "step", "delta": -5})]),
        ("mach Musik an", [("tv.watch", {"kind": "music"})]),
    ],
)
def test_german_asks_for_two_things_and_for_less_of_the_music(text: str, expected: Said) -> None:
    assert said("de", text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "weißt du noch, wie wir den in Leipzig gesehen haben",
        "weißt du noch, als wir in Dortmund im Stadion waren",
        "von wem ist noch mal der Satz mit dem Schweigen",
        'von wem ist der Satz "Ich komme wieder"',
    ],
)
def test_german_memories_and_sayings_ask_for_nothing(text: str) -> None:
    assert said("de", text) == []


def test_german_asks_who_knows_a_time() -> None:
    assert said("de", "weißt du noch, wann der Tatort kommt") == [("ask.when", {"title": "Tatort"})]


def gesture(name: str) -> Said:
    return [("lumen.gesture", {"name": name})]


@pytest.mark.parametrize(
    ("code", "text", "expected"),
    [
        ("es", "¿nos haces una reverencia?", gesture("bow")),
        ("es", "hazle un guiño a Leo", gesture("wink")),
        ("es", "guíñale un ojo a Leo", gesture("wink")),
        ("es", "¿le mandas un beso a la yaya?", gesture("beso")),
        ("es", "haz la cena", []),
        ("es", "¿me haces un café?", []),
        ("fr", "tu nous fais un sourire ?", gesture("smile")),
        ("fr", "tu nous fais un café ?", []),
        ("it", "fai un inchino alla principessa Sofia", gesture("bow")),
        ("it", "fagli l'occhiolino", gesture("wink")),
        ("it", "mi fai un caffè?", []),
        ("it", "alza le mani", []),
        ("it", "batti le mani", gesture("clap")),
        ("de", "schick der Oma einen Kuss", gesture("kiss")),
        ("de", "mach einen Knicks vor der Prinzessin", gesture("bow")),
        ("de", "heb die Hände hoch", []),
    ],
)
def test_gestures_are_made_for_somebody(code: str, text: str, expected: Said) -> None:
    assert said(code, text) == expected


@pytest.mark.parametrize(
    ("code", "text", "name"),
    [
        ("es", "no digas ni mu hasta que acabe la peli", "lumen.hush"),
        ("es", "silencio absoluto hasta el final", "lumen.hush"),
        ("fr", "silence total jusqu'au générique", "lumen.hush"),
        ("it", "silenzio assoluto da parte tua fino ai titoli di coda", "lumen.hush"),
        ("it", "non fiatare fino alla fine del film", "lumen.hush"),
        ("de", "sag keinen Mucks bis zum Abspann", "lumen.hush"),
        ("es", "vale, no sigas contándome", "lumen.stop"),
        ("fr", "ne m'en dis pas plus", "lumen.stop"),
        ("it", "smettila di raccontarmelo", "lumen.stop"),
        ("de", "erzähl nicht weiter", "lumen.stop"),
    ],
)
def test_lumen_is_to_be_quiet_or_to_stop(code: str, text: str, name: str) -> None:
    assert [command for command, _ in said(code, text, lumen_speaking=name == "lumen.stop")] == [name]


@pytest.mark.parametrize(
    ("code", "text", "title"),
    [
        ("es", "Paquita Salas, temporada dos, el tercero", "Paquita Salas"),
        ("fr", "HPI, saison deux, le troisième", "HPI"),
        ("it", "metti Boris, stagione due, il terzo", "Boris"),
        ("de", "spiel Dark, Staffel zwei, die dritte", "Dark"),
        ("en", "play Dark, season two, the third one", "Dark"),
        ("de", "Dark, Staffel zwei, die dritte", "Dark"),
    ],
)
def test_an_episode_is_only_counted_behind_its_season(code: str, text: str, title: str) -> None:
    assert said(code, text) == [("tv.watch", {"title": title, "season": 2, "episode": 3})]


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("es", "quita los subtítulos y el sonido"),
        ("fr", "enlève les sous-titres et le son"),
        ("it", "togli i sottotitoli e l'audio"),
        ("de", "mach die Untertitel und den Ton aus"),
    ],
)
def test_captions_and_the_sound_are_off_at_once(code: str, text: str) -> None:
    assert said(code, text) == [("tv.subtitles", {"on": False}), ("tv.mute", {"on": True})]


@pytest.mark.parametrize(
    ("code", "text", "dropped", "added"),
    [
        ("en", "remove Dave from favourites and add BBC Four", "Dave", "BBC Four"),
        ("es", "quita Cuatro de favoritos y añade La Sexta", "Cuatro", "La Sexta"),
        ("fr", "enlève W9 de mes favoris et ajoute TV5 Monde", "W9", "TV5 Monde"),
        ("it", "togli Rai 5 dai preferiti e aggiungi La7", "Rai 5", "La7"),
        ("de", "nimm Vox aus den Favoriten und füg Arte hinzu", "Vox", "Arte"),
    ],
)
def test_one_favourite_goes_and_another_comes(code: str, text: str, dropped: str, added: str) -> None:
    assert said(code, text) == [
        ("tv.favourite", {"on": False, "channel": dropped}),
        ("tv.favourite", {"on": True, "channel": added}),
    ]


@pytest.mark.parametrize(
    ("code", "text", "expected"),
    [
        ("es", "¿qué va luego en Cuatro?", [("ask.next", {"channel": "Cuatro"})]),
        ("es", "¿qué día vuelve Maestros de la costura?", [("ask.when", {"title": "Maestros de la costura"})]),
        ("it", "in che giorno va in onda Report?", [("ask.when", {"title": "Report"})]),
        (
            "es",
            "graba Pasapalabra y pon subtítulos",
            [("tv.record", {"on": True, "title": "Pasapalabra"}), ("tv.subtitles", {"on": True})],
        ),
        (
            "es",
            "graba Cifras y letras y pon subtítulos",
            [("tv.record", {"on": True, "title": "Cifras y letras"}), ("tv.subtitles", {"on": True})],
        ),
        ("es", "recuérdame Cifras y letras", [("reminder.set", {"title": "Cifras y letras"})]),
        ("de", "kein Wort, bis der Abspann läuft", [("lumen.hush", {"on": True})]),
        ("fr", "la chaîne d'avant, là où on était", [("tv.channel", {"last": True})]),
        ("fr", "baisse la musique de fond", [("tv.volume", {"mode": "step", "delta": -10})]),
        ("it", "zitta fino ai titoli di coda", [("lumen.hush", {"on": True})]),
        ("es", "Alfredo Landa, alguna de Alfredo Landa ponme", [("tv.watch", {"person": "Alfredo Landa"})]),
        ("fr", "t'as pas Retour vers le futur ?", [("tv.watch", {"title": "Retour vers le futur"})]),
        ("es", "¿no tienes Regreso al futuro?", [("tv.watch", {"title": "Regreso al futuro"})]),
        ("it", "hai Ritorno al futuro?", [("tv.watch", {"title": "Ritorno al futuro"})]),
        ("es", "alguna de Alfredo Landa ponme", [("tv.watch", {"person": "Alfredo Landa"})]),
        ("it", "qualcosa di Totò mettimi", [("tv.watch", {"person": "Totò"})]),
        ("es", "recordame la novela a las ocho", [("reminder.set", {"title": "la novela", "when": "las ocho"})]),
        ("es", "¿subís el volumen?", [("tv.volume", {"mode": "step", "delta": 10})]),
        ("fr", "mets n'importe quoi, je veux juste un fond", [("tv.surprise", {})]),
        ("es", "pon cualquier cosa, solo quiero ruido de fondo", [("tv.surprise", {})]),
        ("it", "metti una cosa qualsiasi, voglio solo un sottofondo", [("tv.surprise", {})]),
        ("fr", "mets de l'électro en musique de fond", [("tv.watch", {"genre": "électro", "kind": "music"})]),
        ("de", "mach Elektro als Hintergrundmusik an", [("tv.watch", {"genre": "Elektro", "kind": "music"})]),
        ("fr", "mets de la musique de fond", [("tv.watch", {"kind": "music"})]),
        ("de", "weiter nach rechts, ich will sehen was um elf kommt", [("ui.scroll", {"direction": "right"})]),
        ("fr", "y a quel score pour Lens", [("ask.score", {"team": "Lens"})]),
        ("fr", "mets le vol hume à trente", [("tv.volume", {"mode": "set", "level": 30})]),
        ("fr", "la chaîne 2M pour tata", [("tv.channel", {"name": "2M"})]),
        ("fr", "épisode suivant et mets le thème Noël", [("tv.next", {}), ("ui.theme", {"name": "Noël"})]),
        ("es", "siguiente capítulo y pon el tema Navidad", [("tv.next", {}), ("ui.theme", {"name": "Navidad"})]),
        ("fr", "rappelle-moi le match ce soir", [("reminder.set", {"title": "le match", "when": "ce soir"})]),
        (
            "it",
            "salta avanti di un minuto e mezzo, qui piange sempre",
            [("tv.seek", {"mode": "relative", "seconds": 90})],
        ),
        ("it", "raga Boris, seconda stagione, mettilo", [("tv.watch", {"title": "Boris", "season": 2})]),
        ("de", "Leute, Dark, Staffel zwei, mach an", [("tv.watch", {"title": "Dark", "season": 2})]),
        ("it", "accendi la radio, un po' di salsa", [("tv.watch", {"genre": "salsa", "kind": "radio"})]),
        (
            "it",
            "dimenticati della mia allergia alle arachidi, non era vero",
            [("delete", {"kind": "memory", "title": "allergia alle arachidi"})],
        ),
        ("it", "non così forte", [("tv.volume", {"mode": "step", "delta": -10})]),
        ("de", "was könnten wir vier heute Abend gucken?", [("ask.recommend", {})]),
        ("it", "fai che sembri una tele degli anni settanta", [("ui.theme", {"name": "tele degli anni settanta"})]),
    ],
)
def test_what_is_asked_for_is_read_whole(code: str, text: str, expected: Said) -> None:
    assert said(code, text) == expected


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("fr", "tu as raison, Marie"),
        ("it", "hai Marco al telefono?"),
        ("es", "¿qué día es hoy?"),
        ("fr", "mets ça en musique de fond"),
        ("fr", "de qui est la phrase sur le silence"),
        ("de", "Leute, macht mal leiser"),
        ("it", "raga, abbassate"),
        ("fr", "rappelle ta mère ce soir"),
        ("fr", "rappelle le docteur à cinq heures"),
        ("fr", "c'est Gabin ou Ventura qui disait ça sur les cons"),
        ("it", "era Totò o Peppino che diceva così?"),
        ("es", "¿era Landa o López Vázquez el que decía eso?"),
        ("es", "¿te acuerdas de cuando vimos al Betis?"),
        ("it", "ti ricordi quando abbiamo visto il Milan?"),
        ("fr", "tu te souviens quand on a vu Lens ?"),
    ],
)
def test_calls_to_others_and_memories_ask_for_nothing(code: str, text: str) -> None:
    assert said(code, text) == []


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("fr", "n'éteins plus à onze heures, on regarde encore"),
        ("es", "ya no la apagues a las once, seguimos viendo"),
        ("it", "non spegnere più alle undici, guardiamo ancora"),
    ],
)
def test_a_timer_is_called_off_with_its_time(code: str, text: str) -> None:
    timer = {"name": "sleep.set", "slots": {"at": "23:00"}}
    assert said(code, text, playing=True, last_command=timer) == [("sleep.cancel", {})]


@pytest.mark.parametrize(
    ("code", "text", "expected"),
    [
        ("de", "führt St. Pauli noch?", [("ask.score", {"team": "St. Pauli"})]),
        ("de", "ist der BVB noch in Führung?", [("ask.score", {"team": "BVB"})]),
        ("de", "was läuft als Nächstes auf ZDFneo?", [("ask.next", {"channel": "ZDFneo"})]),
        ("de", "was läuft danach auf 3sat?", [("ask.next", {"channel": "3sat"})]),
        (
            "de",
            "Let's Dance schau ich doch nicht, nimm die Erinnerung raus",
            [("reminder.cancel", {"title": "Let's Dance"})],
        ),
        ("de", "den Tatort gucken wir nicht, streich die Erinnerung", [("reminder.cancel", {"title": "Tatort"})]),
        (
            "de",
            "ich bin's, Mehmet, wechsel auf mein Profil und mach da weiter, wo ich war",
            [("profile.switch", {"name": "Mehmet"}), ("tv.continue", {})],
        ),
        ("de", "irgendwas, nur nicht Fußball", [("ask.recommend", {})]),
        ("fr", "mais la deux", [("tv.channel", {"number": 2})]),
        ("fr", "on avait commencé un truc hier soir, reprends-le", [("tv.continue", {})]),
        ("fr", "j'ai commencé une série hier, continue", [("tv.continue", {})]),
        ("fr", "ne parle plus pendant le film, ça lui fait peur", [("lumen.hush", {"on": True})]),
        ("fr", "saute la pub, avance de trois minutes", [("tv.seek", {"mode": "relative", "seconds": 180})]),
        ("fr", "saute la pub", [("tv.seek", {"mode": "relative", "seconds": 30})]),
        ("fr", "c'est quoi cette émission, le truc de pétanque", [("ask.now", {})]),
        ("fr", "c'est quoi cette série, mets la suite", [("ask.now", {}), ("tv.next", {})]),
        (
            "fr",
            "mets une radio avec de la rumba congolaise",
            [("tv.watch", {"genre": "rumba congolaise", "kind": "radio"})],
        ),
        ("fr", "mets une radio qui passe du zouk", [("tv.watch", {"genre": "zouk", "kind": "radio"})]),
        ("fr", "on regarde quoi ce soir", [("ask.recommend", {})]),
    ],
)
def test_what_is_asked_around_a_reason_is_read_whole(code: str, text: str, expected: Said) -> None:
    assert said(code, text) == expected


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("de", "weiter links, noch ein Stück, da kannst du das Bild aufhängen"),
        ("de", "häng das Bild auf"),
        ("de", "lösch alle Aufnahmen, doch nicht den Tatort"),
        ("fr", "de toute façon ma mère regarde que TF1"),
        ("fr", "les enfants ne regardent que Gulli"),
        ("fr", "mais la deux est mieux"),
        ("fr", "Hakimi, c'est le meilleur latéral du monde"),
        ("fr", "ne parle pas de politique"),
    ],
)
def test_chores_habits_and_praise_ask_for_nothing(code: str, text: str) -> None:
    assert said(code, text) == []


@pytest.mark.parametrize(
    ("code", "pending", "text", "expected"),
    [
        (
            "de",
            "Soll ich die Erinnerung an Tatort löschen?",
            "nein, nicht löschen, zeig mir lieber alle Erinnerungen",
            [("deny", {}), ("reminder.list", {})],
        ),
        ("de", "Soll ich die Aufnahme Tatort löschen?", "nein nein, die gehört Papa", [("deny", {})]),
        ("fr", "Supprimer la liste « Été » ?", "laisse tomber, je vais lire", [("cancel", {})]),
        ("fr", "Quelle chaîne ?", "laisse tomber, je vais me coucher", [("cancel", {})]),
        ("fr", "Supprimer l'enregistrement « Peppa Pig » ?", "non non, garde-le, c'est à Léo", [("deny", {})]),
        ("fr", "Supprimer l'enregistrement « Peppa Pig » ?", "vas-y c'est bon", [("confirm", {})]),
    ],
)
def test_a_refusal_counts_before_its_reason(code: str, pending: str, text: str, expected: Said) -> None:
    assert said(code, text, pending=pending) == expected


def test_go_on_it_is_fine_plays_what_is_paused() -> None:
    assert said("fr", "vas-y c'est bon", playing=False, paused=True) == [("tv.play", {})]


def test_german_does_not_turn_off_after_all() -> None:
    timer = {"name": "sleep.set", "slots": {"seconds": 1800}}
    text = "doch nicht ausschalten, mach den Timer weg"
    assert said("de", text, playing=True, last_command=timer) == [("sleep.cancel", {})]
