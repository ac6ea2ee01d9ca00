"""German and French in a household: names after their kind, episodes of seasons, channels tonight, remarks behind."""

from typing import Any

import pytest

from prism_core.requests import UtteranceContext
from prism_llm.understanding import Understander, create_understander


@pytest.fixture(scope="module")
def understander() -> Understander:
    return create_understander()


def said(understander: Understander, text: str) -> list[tuple[str, dict[str, Any]]]:
    return [(command.name, command.slots) for command in understander.understand(text).commands]


@pytest.mark.parametrize(
    ("text", "slots"),
    [
        ("Spiel den Podcast Lage der Nation.", {"kind": "podcast", "title": "Lage der Nation"}),
        ("Mach die Serie Der Tatortreiniger an.", {"kind": "series", "title": "Der Tatortreiniger"}),
        ("Mach mal Stromberg an, Staffel zwei, Folge drei.", {"title": "Stromberg", "season": 2, "episode": 3}),
        (
            "Ich möchte die Folge sieben der zweiten Staffel von Babylon Berlin sehen.",
            {"title": "Babylon Berlin", "season": 2, "episode": 7},
        ),
        ("Habt ihr irgendwas mit Til Schweiger? Mach das an.", {"person": "Til Schweiger"}),
        ("Lance le podcast Affaires sensibles.", {"kind": "podcast", "title": "Affaires sensibles"}),
        ("Mets le podcast Les Pieds sur terre.", {"kind": "podcast", "title": "Les Pieds sur terre"}),
        ("Mets-moi l'épisode quatre de la saison un de Lupin.", {"title": "Lupin", "season": 1, "episode": 4}),
        ("Mets un peu de jazz à la radio pendant qu'on dîne.", {"genre": "jazz", "kind": "radio"}),
        ("Y a du rugby quelque part ? Mets-le.", {"genre": "rugby"}),
    ],
)
def test_a_name_stands_behind_its_kind_and_an_episode_before_its_season(
    understander: Understander, text: str, slots: dict[str, Any]
) -> None:
    assert said(understander, text) == [("tv.watch", slots)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Kommt heute Abend irgendwas auf Vox?", ("ask.at", {"when": "heute Abend", "channel": "Vox"})),
        ("Y a quelque chose demain soir sur France 2 ?", ("ask.at", {"when": "demain soir", "channel": "France 2"})),
        (
            "Nimm Wer wird Millionär morgen Abend auf RTL auf.",
            ("tv.record", {"on": True, "title": "Wer wird Millionär", "when": "morgen Abend", "channel": "RTL"}),
        ),
        ("Ils en sont à combien, Marseille ?", ("ask.score", {"team": "Marseille"})),
        ("T'aurais pas une bonne comédie à nous conseiller ?", ("ask.recommend", {"genre": "comédie"})),
        ("Recule d'une bonne minute s'il te plaît.", ("tv.seek", {"mode": "relative", "seconds": -60})),
    ],
)
def test_a_channel_a_team_a_genre_and_a_span_are_found_in_loose_words(
    understander: Understander, text: str, expected: tuple[str, dict[str, Any]]
) -> None:
    assert said(understander, text) == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Ich war grad draußen eine rauchen, was ist in den letzten zehn Minuten passiert?",
            ("ask.explain", {"seconds": 600}),
        ),
        ("J'étais sous la douche, tu me résumes les dix dernières minutes ?", ("ask.explain", {"seconds": 600})),
        ("Préviens-moi quand Stade 2 commence, je suis à la cave.", ("reminder.set", {"title": "Stade 2"})),
        ("Si ça te dérange pas, bascule sur BFM, je voudrais voir.", ("tv.channel", {"name": "BFM"})),
        ("Warum reden die jetzt Französisch, mach mal den deutschen Ton rein.", ("tv.audio_track", {"language": "de"})),
    ],
)
def test_a_remark_stands_before_or_behind_what_is_asked(
    understander: Understander, text: str, expected: tuple[str, dict[str, Any]]
) -> None:
    assert said(understander, text) == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Ich hätt mal wieder Bock auf 'nen Film mit Heinz Rühmann.",
            ("tv.watch", {"kind": "movie", "person": "Heinz Rühmann"}),
        ),
        ("Hast du 'nen Tipp für einen spannenden Thriller?", ("ask.recommend", {"genre": "Thriller"})),
        ("Spiel die dritte Staffel von Babylon Berlin.", ("tv.watch", {"season": 3, "title": "Babylon Berlin"})),
        ("Zeig mir, was morgen Abend auf Vox läuft.", ("ask.at", {"when": "morgen Abend", "channel": "Vox"})),
        (
            "Sag uns um neun Bescheid, wenn die Lottozahlen kommen.",
            ("reminder.set", {"title": "die Lottozahlen", "when": "neun"}),
        ),
        ("Mach englische Untertitel rein, die reden zu schnell.", ("tv.subtitles", {"on": True, "language": "en"})),
        ("Seid leise, wir wollen das Spiel sehen.", ("lumen.hush", {"on": True})),
        ("J'ai envie d'une bonne comédie.", ("tv.watch", {"genre": "comédie"})),
        ("Et ensuite, y a quoi sur TF1 ?", ("ask.next", {"channel": "TF1"})),
        ("Mets la saison deux de Lupin.", ("tv.watch", {"season": 2, "title": "Lupin"})),
        ("Trouve-moi un polar, peu importe lequel.", ("tv.watch", {"genre": "polar"})),
        ("Mets un dessin animé aux enfants, histoire qu'on dîne.", ("tv.watch", {"genre": "dessin animé"})),
        ("L'image saute sans arrêt, descends en 480.", ("tv.quality", {"height": 480})),
        ("Ça fait combien pour l'OM ?", ("ask.score", {"team": "l'OM"})),
        ("Désormais tu te tais, on voudrait regarder le match.", ("lumen.hush", {"on": True})),
    ],
)
def test_what_is_asked_keeps_its_name_time_and_kind_among_other_words(
    understander: Understander, text: str, expected: tuple[str, dict[str, Any]]
) -> None:
    assert said(understander, text) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "Als ich klein war, gab es nur drei Programme.",
        "Hast du heute was mit Anna gemacht?",
        "Hör mal, das glaubst du nicht.",
        "Il y a du rugby dans la cour de l'école.",
        "T'as une bonne idée pour demain ?",
        "Il a fait le film de sa vie.",
        "Sag Bescheid, wenn die Gäste kommen.",
        "Kennst du einen guten Zahnarzt?",
        "C'est qui le type avec la voiture rouge ?",
        "Ensuite sur la route de Lyon",
        "À partir de maintenant, on mange équilibré.",
    ],
)
def test_talk_in_the_same_words_asks_for_nothing(understander: Understander, text: str) -> None:
    assert said(understander, text) == []


@pytest.mark.parametrize(
    ("text", "slots"),
    [
        ("Ich hätt Lust auf einen richtig schönen alten Western.", {"genre": "Western"}),
        ("Mir wär jetzt nach was Lustigem.", {"genre": "Lustigem"}),
        ("Zeig uns was mit Bud Spencer und Terence Hill.", {"person": "Bud Spencer und Terence Hill"}),
        ("Zeig uns was mit Dinos.", {"genre": "Dinos"}),
        ("Ich will einen Film von Fatih Akin sehen.", {"kind": "movie", "person": "Fatih Akin"}),
        ("Dark, zweite Staffel, dritte Folge.", {"title": "Dark", "season": 2, "episode": 3}),
        ("Mach Stromberg an, Staffel drei, die vierte Folge.", {"title": "Stromberg", "season": 3, "episode": 4}),
        ("T'aurais pas un bon film avec Louis de Funès pour papi ?", {"kind": "movie", "person": "Louis de Funès"}),
        ("Je dirais pas non à une comédie romantique.", {"genre": "comédie romantique"}),
        ("Mets un film avec beaucoup d'action.", {"kind": "movie", "genre": "action"}),
        ("Lance Dix pour cent, saison deux épisode un.", {"title": "Dix pour cent", "season": 2, "episode": 1}),
        ("L'épisode neuf de la saison un de Baron noir.", {"title": "Baron noir", "season": 1, "episode": 9}),
    ],
)
def test_what_is_to_be_watched_is_taken_apart_wherever_it_is_said(
    understander: Understander, text: str, slots: dict[str, Any]
) -> None:
    assert said(understander, text) == [("tv.watch", slots)]


@pytest.mark.parametrize(
    "text",
    [
        "Hast du einen Film gesehen, der dir gefallen hat?",
        "Ich hätte Lust auf ein Eis.",
        "Wann hört das endlich auf mit dir?",
        "J'ai envie d'une glace.",
        "T'as pas un bon plan pour ce week-end ?",
    ],
)
def test_a_wish_for_something_else_puts_nothing_on(understander: Understander, text: str) -> None:
    assert [name for name, _ in said(understander, text) if name == "tv.watch"] == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Spiel dort weiter, wo wir letzte Woche aufgehört haben", ("tv.continue", {})),
        ("Wink uns mal zu", ("lumen.gesture", {"name": "wave"})),
        ("Wann kommt denn endlich wieder die Heute-Show?", ("ask.when", {"title": "die Heute-Show"})),
        ("Et après, ça passe quoi sur M6 ?", ("ask.next", {"channel": "M6"})),
        ("On regarde quoi ? Une idée ?", ("ask.recommend", {})),
        ("Lance RTL à la radio", ("tv.watch", {"title": "RTL", "kind": "radio"})),
        ("Mets la série en espagnol, pas en français", ("tv.audio_track", {"language": "es"})),
        ("Laisse tomber le rappel de Koh-Lanta", ("reminder.cancel", {"title": "Koh-Lanta"})),
        (
            "Efface l'enregistrement de Top Chef, on l'a vu",
            ("delete", {"kind": "recording", "title": "Top Chef"}),
        ),
    ],
)
def test_a_request_is_one_with_its_place_and_its_reason(
    understander: Understander, text: str, expected: tuple[str, dict[str, Any]]
) -> None:
    assert said(understander, text) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "Herzlich willkommen zu den Tagesthemen.",
        "J'en peux plus de mon boulot en ce moment",
        "Lumen, ça te plaît, toi, la musique classique ?",
        "Laisse tomber le vaccin",
        "Après c'est quoi sur la table ?",
    ],
)
def test_greetings_and_opinions_ask_for_nothing(understander: Understander, text: str) -> None:
    assert said(understander, text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Erinnere mich eine Viertelstunde, bevor der Tatort losgeht",
            ("reminder.set", {"title": "der Tatort", "lead_seconds": 900}),
        ),
        ("Sei einen Moment still, wir wollen den Krimi schauen", ("lumen.hush", {"on": True})),
        (
            "Die Aufnahme vom Bergdoktor kann gelöscht werden",
            ("delete", {"kind": "recording", "title": "Bergdoktor"}),
        ),
        ("Mets-moi quelque chose qui fait peur", ("tv.watch", {"genre": "peur"})),
        ("Lance Bluey pour les enfants", ("tv.watch", {"title": "Bluey"})),
        ("Tu parles trop vite pour moi, ralentis", ("lumen.voice", {"slower": True})),
        ("Mets la suite de ce qu'il regardait", ("tv.continue", {})),
    ],
)
def test_what_a_wish_is_for_changes_no_part_of_it(
    understander: Understander, text: str, expected: tuple[str, dict[str, Any]]
) -> None:
    assert said(understander, text) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "Die Nachbarn sollen ihre Musik leiser machen",
        "Für die Kinder ist das nichts",
        "Les soldes, ça commence de plus en plus tôt",
        "J'ai envie d'un vieux canapé",
    ],
)
def test_what_others_should_do_asks_for_nothing(understander: Understander, text: str) -> None:
    assert said(understander, text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Lance le film Anatomie d'une chute", [("tv.watch", {"title": "Anatomie d'une chute", "kind": "movie"})]),
        ("Mets la série Ertuğrul, ma belle-mère attend", [("tv.watch", {"title": "Ertuğrul", "kind": "series"})]),
        (
            "Je voudrais revoir Cléo de 5 à 7 en version originale",
            [("tv.watch", {"title": "Cléo de 5 à 7"}), ("tv.audio_track", {"original": True})],
        ),
        (
            "Mets Paddington en anglais",
            [("tv.watch", {"title": "Paddington"}), ("tv.audio_track", {"language": "en"})],
        ),
        ("Mets RDS, le match commence", [("tv.channel", {"name": "RDS"})]),
        ("Bascule sur Canal+", [("tv.channel", {"name": "Canal+"})]),
        ("Mets Télé-Québec", [("tv.channel", {"name": "Télé-Québec"})]),
        ("La chaîne d'avant, c'était mieux", [("tv.channel", {"last": True})]),
        (
            "Trouve-moi les films avec Sandrine Kiberlain",
            [("ui.search", {"query": "films avec Sandrine Kiberlain"})],
        ),
        (
            "Trouve-moi un film avec Sandrine Kiberlain",
            [("tv.watch", {"kind": "movie", "person": "Sandrine Kiberlain"})],
        ),
        ("Regarde voir si tu trouves Les Intouchables", [("ui.search", {"query": "Les Intouchables"})]),
        ("Et ensuite, c'est quoi le programme ?", [("ask.next", {})]),
        ("Il passe quoi dimanche soir sur RTS un", [("ask.at", {"when": "dimanche soir", "channel": "RTS un"})]),
        ("A quel heure commence plus belle la vie", [("ask.when", {"title": "plus belle la vie"})]),
        ("Mets un truc court", [("tv.watch", {"genre": "court"})]),
        ("Rappelle-moi à 20h50", [("reminder.set", {"when": "20h50"})]),
        ("Fais-nous un clin d'œil", [("lumen.gesture", {"name": "wink"})]),
        ("Fais une révérence pour les petits", [("lumen.gesture", {"name": "bow"})]),
        ("Parle plus fort, mamie entend pas", [("lumen.voice", {"louder": True})]),
    ],
)
def test_french_homes_name_channels_sorts_times_and_languages_in_plain_words(
    understander: Understander, text: str, expected: list[tuple[str, dict[str, Any]]]
) -> None:
    assert said(understander, text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Il m'a dit de couper le son de son portable",
        "N'arrête pas l'enregistrement",
        "Ne coupe pas le son",
        "Recule, tu es trop près du four",
        "Avance, c'est vert",
        "Parle plus fort mamie",
    ],
)
def test_what_french_people_say_to_each_other_and_deny_asks_for_nothing(understander: Understander, text: str) -> None:
    assert said(understander, text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Die Kinder wollen Die Sendung mit der Maus", [("tv.watch", {"title": "Die Sendung mit der Maus"})]),
        ("Die Jungs wollen Fußball", [("tv.watch", {"genre": "Fußball"})]),
        ("Der Opa möchte einen Western", [("tv.watch", {"genre": "Western"})]),
        ("Persische Untertitel bitte", [("tv.subtitles", {"on": True, "language": "fa"})]),
        ("Was kommt danach auf dem ZDF?", [("ask.next", {"channel": "ZDF"})]),
        ("Nimm um 20 Uhr 15 im ZDF auf", [("tv.record", {"on": True, "channel": "ZDF", "when": "20 Uhr 15"})]),
        ("Leute, was soll man denn heute gucken?", [("ask.recommend", {})]),
        ("Mach den Ton mehr leise", [("tv.volume", {"mode": "step", "delta": -10})]),
        ("Fern sehr aus, wir gehen schlafen", [("tv.stop", {})]),
        ("Nach der Folge ist Schluss, dann schalt aus", [("sleep.set", {"programme_end": True})]),
        ("Mach das Design wie unter Wasser", [("ui.theme", {"name": "unter Wasser"})]),
        (
            "Das kleine Bild kann weg, und Ton auf 40",
            [("ui.pip", {"on": False}), ("tv.volume", {"mode": "set", "level": 40})],
        ),
        (
            "Du darfst wieder was sagen und schau ruhig mit mir mit",
            [("lumen.hush", {"on": False}), ("lumen.companion", {"on": True})],
        ),
        ("Füg Kanal D zu meinen Favoriten dazu", [("tv.favourite", {"on": True, "channel": "Kanal D"})]),
        ("Programm für Samstag auf Arte", [("ui.guide", {"channel": "Arte", "when": "Samstag"})]),
        (
            "Nimm die Erinnerung an den Bachelor raus und sag mir, welche noch übrig sind",
            [("reminder.cancel", {"title": "Bachelor"}), ("reminder.list", {})],
        ),
        ("Mamie voudrait Plus belle la vie", [("tv.watch", {"title": "Plus belle la vie"})]),
        ("Mon mari veut voir le match", [("tv.watch", {"title": "le match"})]),
        ("Les enfants veulent voir Les Minions", [("tv.watch", {"title": "Les Minions"})]),
        ("Tu peux mettre 2M s'il te plaît", [("tv.channel", {"name": "2M"})]),
        ("Mets M6 dans les favoris", [("tv.favourite", {"on": True, "channel": "M6"})]),
        ("Enlève Canal Plus des favoris", [("tv.favourite", {"on": False, "channel": "Canal Plus"})]),
        (
            "Retire cette chaîne des favoris, et passe à la suivante",
            [("tv.favourite", {"on": False}), ("tv.channel", {"step": 1})],
        ),
        ("Prends la voix de Marie", [("lumen.voice", {"voice": "Marie"})]),
        ("Envoie un bisou à mamie", [("lumen.gesture", {"name": "kiss"})]),
        ("Montre le programme d'Arte pour dimanche", [("ui.guide", {"channel": "Arte", "when": "dimanche"})]),
        ("Le programme de samedi sur Arte", [("ui.guide", {"channel": "Arte", "when": "samedi"})]),
        ("Qu'est-ce qui vient ensuite sur Canal Plus ?", [("ask.next", {"channel": "Canal Plus"})]),
        ("C'est encore long ?", [("ask.remaining", {})]),
        (
            "C'est à quelle heure Des chiffres et des lettres ?",
            [("ask.when", {"title": "Des chiffres et des lettres"})],
        ),
        (
            "Lis-moi mes rappels et supprime celui de Top Chef",
            [("reminder.list", {}), ("reminder.cancel", {"title": "Top Chef"})],
        ),
        ("Attendez, ça sonne en bas", [("tv.pause", {})]),
        ("Surprends-nous un peu", [("tv.surprise", {})]),
        ("Baisse ben gros, le petit dort", [("tv.volume", {"mode": "step", "delta": -25})]),
        ("Mein Sohn will endlich Pokémon sehen", [("tv.watch", {"title": "Pokémon"})]),
        ("Worum gehts in dem Film?", [("ask.explain", {})]),
        ("Lass die Folge noch laufen, dann mach aus", [("sleep.set", {"programme_end": True})]),
        ("Quatsch nicht so viel", [("lumen.hush", {"on": True})]),
        ("Was kommt nach dem Tatort?", [("ask.next", {})]),
        ("Dreh auf", [("tv.volume", {"mode": "step", "delta": 10})]),
        ("Tu parles trop", [("lumen.hush", {"on": True})]),
        ("Mets le fond en noir", [("ui.theme", {"name": "dark"})]),
        ("Le deuxième épisode de Baron noir", [("tv.watch", {"title": "Baron noir", "episode": 2})]),
        ("Les infos s'il te plaît", [("tv.watch", {"kind": "news"})]),
        ("Il y a du foot ce soir", [("tv.watch", {"genre": "foot"})]),
        ("Mets la première chaîne", [("tv.channel", {"number": 1})]),
        ("Le score de Bordeaux", [("ask.score", {"team": "Bordeaux"})]),
        ("Mets un truc pour les enfants", [("tv.watch", {"genre": "enfants"})]),
        ("Mets la météo", [("tv.watch", {"title": "la météo"})]),
        ("Zeig mir TVP Polonia", [("tv.channel", {"name": "TVP Polonia"})]),
        ("Lösch alle Erinnerungen", [("reminder.cancel", {})]),
        ("Mets RTI 1", [("tv.channel", {"name": "RTI 1"})]),
        ("Supprime tous mes rappels", [("reminder.cancel", {})]),
        ("Le match est bientôt fini ?", [("ask.remaining", {})]),
        ("Sous-titres turcs", [("tv.subtitles", {"on": True, "language": "tr"})]),
    ],
)
def test_homes_say_who_wishes_for_what_and_on_which_channel(
    understander: Understander, text: str, expected: list[tuple[str, dict[str, Any]]]
) -> None:
    assert said(understander, text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Die Kinder wollen Pizza",
        "Opa will was essen",
        "Meine Tochter will Ärztin werden",
        "Nach der Schule ist Schluss",
        "Ich find den neuen Kommissar ja viel sympathischer als den alten",
        "Il y a du monde ce soir",
        "La robe est encore longue",
        "Les enfants veulent une glace",
        "Mon fils veut voir le médecin",
        "Maman demande si tu viens",
        "Michel Drucker, il a quel âge maintenant, quatre-vingts ?",
        "Stromae, ça fait longtemps qu'on l'a plus vu",
        "On l'a déjà vu celui-là",
    ],
)
def test_what_somebody_else_wishes_for_and_what_is_told_of_people_asks_for_nothing(
    understander: Understander, text: str
) -> None:
    assert said(understander, text) == []


@pytest.mark.parametrize(
    ("text", "pending", "expected"),
    [
        ("Nein, die bleibt", "Soll ich die Aufnahme löschen?", "deny"),
        ("Ne, lass die mal", "Soll ich die Aufnahme löschen?", "deny"),
        ("Das wäre super", "Soll ich zu Anna wechseln?", "confirm"),
        ("Vas-y, d'accord", "Voulez-vous passer au profil de Mamadou ?", "confirm"),
        ("Non, touche pas à ça", "Je supprime la playlist ?", "deny"),
        ("Je préfère pas", "Je supprime la playlist ?", "deny"),
    ],
)
def test_a_question_is_answered_in_the_words_of_the_home(
    understander: Understander, text: str, pending: str, expected: str
) -> None:
    code = "de" if pending.startswith("Soll") else "fr"
    understood = understander.understand(text, UtteranceContext(language=code, pending=pending))
    assert [command.name for command in understood.commands] == [expected]


@pytest.mark.parametrize(
    ("context", "text", "expected"),
    [
        ({"language": "de", "lumen_speaking": True}, "okay danke, das reicht jetzt", [("lumen.stop", {})]),
        ({"language": "de", "lumen_speaking": True}, "das reicht noch nicht", []),
        ({"language": "de"}, "danke, das reicht", []),
        ({"language": "de"}, "jetzt ist Ayla dran, wechsel zu ihr", [("profile.switch", {"name": "Ayla"})]),
        ({"language": "de"}, "wechsel zu ihm", []),
        ({"language": "de"}, "gib mal her", []),
        ({"language": "fr", "pending": "Tu veux dire Lupin ?"}, "ah non, pas celle-ci", [("deny", {})]),
        ({"language": "fr"}, "pas celui-là, le suivant", [("tv.next", {})]),
        ({"language": "fr"}, "je les ai déjà vus, ceux-là", []),
        ({"language": "fr"}, "on l'a déjà vu, mets le suivant", [("tv.next", {})]),
        (
            {"language": "fr"},
            "faut pas que le son soit trop fort",
            [("tv.volume", {"mode": "step", "delta": -10})],
        ),
    ],
)
def test_enough_no_and_who_is_meant_are_told_by_their_words(
    understander: Understander, context: dict[str, Any], text: str, expected: list[tuple[str, dict[str, Any]]]
) -> None:
    found = understander.understand(text, UtteranceContext.model_validate(context))
    assert [(command.name, dict(command.slots)) for command in found.commands] == expected


@pytest.mark.parametrize(
    ("code", "text", "title", "names"),
    [
        ("fr", "Lupin en VO avec les sous-titres anglais", "Lupin", ["tv.audio_track", "tv.subtitles"]),
        ("de", "Tatort auf Englisch mit Untertiteln", "Tatort", ["tv.audio_track", "tv.subtitles"]),
        ("it", "Titanic in inglese con i sottotitoli", "Titanic", ["tv.audio_track", "tv.subtitles"]),
    ],
)
def test_a_title_that_all_know_is_put_on_before_its_language_and_captions(
    understander: Understander, code: str, text: str, title: str, names: list[str]
) -> None:
    first, *rest = understander.understand(text, UtteranceContext(language=code)).commands
    assert (first.name, first.slots) == ("tv.watch", {"title": title})
    assert [command.name for command in rest] == names
