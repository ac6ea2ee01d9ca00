"""English words that fill typed slots, with their values."""

from collections.abc import Mapping

GENRES = (
    "action adventure anime animated animation arts baseball basketball biography blues boxing cartoon cartoons chill "
    "classical comedies comedy cooking country cricket crime cycling dance darts detective disco documentaries "
    "documentary drama dramas educational electronic exciting fantasy folk football funny golf gospel hilarious hockey "
    "horror house indie interesting jazz kids latin light metal musicals musical mystery nature opera pop punk quiz "
    "rap reggae relaxing rock romance romantic rugby sad scary skiing snooker soccer soul tennis techno thriller "
    "thrillers travel trance true-crime upbeat uplifting volleyball war western westerns wildlife wrestling history "
    "historical science cheerful happy calm calming soothing silly gripping family children f1 motorsport racing swing "
    "ambient bollywood swimming athletics footy standup k-drama grime handball badminton rnb edm dubstep salsa "
    "afrobeat bluegrass tearjerker tearjerkers weepie whodunnit whodunnits motown ska acoustic orchestral instrumental "
    "romcom romcoms rom-com cookery sitcom sitcoms soap "
    "soaps creepy weepy suspenseful tense mindless gentle festive christmassy gory mysterious heartwarming spooky epic"
).split()
OF_A_KIND = (
    "spy gangster silent baking gardening diving surfing zombie vampire pirate samurai mafia heist disaster prison "
    "hospital cop police legal political teen french spanish italian german korean japanese indian turkish british "
    "english american chinese swedish danish nordic scandinavian welsh irish scottish christmas halloween spooky "
    "trashy heartwarming inspiring motivational light-hearted lighthearted supernatural dystopian arthouse"
).split()
"""What is a genre before a kind alone: "a French film", and not "a French"."""
LONG_GENRES = (
    "science fiction",
    "sci fi",
    "true crime",
    "hip hop",
    "hip-hop",
    "feel good",
    "formula one",
    "formula 1",
    "drum and bass",
    "r and b",
    "reality tv",
    "reality",
    "stand up",
    "stand up comedy",
    "talk shows",
    "talk show",
    "game shows",
    "game show",
    "soap operas",
    "late night",
    "easy listening",
    "lo fi",
    "film noir",
    "super hero",
    "superhero",
    "martial arts",
    "american football",
    "ice hockey",
    "motor sport",
    "heavy metal",
    "old school",
    "rom com",
    "romantic comedy",
    "romantic comedies",
    "murder mystery",
    "period drama",
    "costume drama",
    "black and white",
    "nature documentary",
    "spaghetti western",
    "kung fu",
    "coming of age",
    "k drama",
    "rom coms",
    "sci-fi",
    "figure skating",
    "table tennis",
    "horse racing",
    "moto gp",
)
KINDS: Mapping[str, str] = {
    **dict.fromkeys(("movie", "movies", "film", "films", "flick"), "movie"),
    **dict.fromkeys(("series", "show", "shows", "tv show", "tv series", "tv shows", "sitcom", "box set"), "series"),
    **dict.fromkeys(("sport", "sports", "live sport", "live sports"), "sport"),
    **dict.fromkeys(("news", "headlines", "the news", "news channel"), "news"),
    **dict.fromkeys(("music", "songs", "song", "tunes", "tune", "tracks", "track", "music videos"), "music"),
    **dict.fromkeys(("radio", "radio station", "radio stations", "station", "wireless"), "radio"),
    **dict.fromkeys(("podcast", "podcasts"), "podcast"),
}
PAGES: Mapping[str, str] = {
    **dict.fromkeys(("live", "live tv", "live channels", "channels", "channel list", "tv channels"), "live"),
    **dict.fromkeys(
        (
            "favourites",
            "favorites",
            "favourite channels",
            "favorite channels",
            "favs",
            "watchlist",
            "watch list",
        ),
        "favourites",
    ),
    **dict.fromkeys(("search", "search page", "search screen"), "search"),
    **dict.fromkeys(("radio", "radio page", "radio stations", "radio list"), "radio"),
    **dict.fromkeys(("movies", "movie page", "films", "movie library", "movies page", "film list"), "movies"),
    **dict.fromkeys(("recordings", "recorded shows", "recorded programmes", "dvr"), "recordings"),
    **dict.fromkeys(("settings", "options", "preferences", "setup", "configuration", "settings page"), "settings"),
    **dict.fromkeys(("home", "home screen", "home page", "main menu", "start page", "main page", "menu"), "home"),
}
ORDINALS: Mapping[str, int] = {
    **{
        word: i
        for i, word in enumerate(
            "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth".split(), 1
        )
    },
    **{f"{i}{'th' if i > 3 else ('st', 'nd', 'rd')[i - 1]}": i for i in range(1, 13)},
    "last": -1,
    "bottom": -1,
    "final": -1,
    "top": 1,
}
GESTURES: Mapping[str, str] = {
    **dict.fromkeys(("thumbs up", "a thumbs up", "thumb up"), "thumbs_up"),
    **dict.fromkeys(("shrug", "a shrug"), "shrug"),
    **dict.fromkeys(("cheer", "a cheer"), "cheer"),
    **dict.fromkeys(("clap", "a clap", "applaud", "a round of applause", "applause", "clap your hands"), "clap"),
    **dict.fromkeys(("lean in", "lean forward", "come closer"), "lean_in"),
    **dict.fromkeys(("step back", "look surprised", "act surprised"), "surprised_step_back"),
    **dict.fromkeys(("wave", "a wave", "wave at me", "wave your hand"), "wave"),
    **dict.fromkeys(("nod", "a nod"), "nod"),
    **dict.fromkeys(("bow", "a bow"), "bow"),
    **dict.fromkeys(("dance", "a dance", "a little dance"), "dance"),
    **dict.fromkeys(("smile", "a smile"), "smile"),
    **dict.fromkeys(("wink", "a wink"), "wink"),
    **dict.fromkeys(("kiss", "a kiss", "blow a kiss", "blow me a kiss", "blow us a kiss"), "kiss"),
    **dict.fromkeys(("high five", "a high five"), "high five"),
    **dict.fromkeys(("hug", "a hug"), "hug"),
    **dict.fromkeys(("salute", "a salute"), "salute"),
}
PARTS: Mapping[str, float] = {
    **dict.fromkeys(("a quarter", "one quarter", "the first quarter"), 1 / 4),
    **dict.fromkeys(("a third", "one third", "the first third"), 1 / 3),
    **dict.fromkeys(("two thirds", "the last third", "the final third"), 2 / 3),
    **dict.fromkeys(("three quarters", "the last quarter", "the final quarter"), 3 / 4),
}
"""Of a whole."""
PORTIONS: Mapping[str, int] = {
    **{words: round(100 * part) for words, part in PARTS.items() if "the" not in words.split()},
    **{"quarter": 25, "three quarter": 75, "two third": 67},
}
"""Of the full volume, in percent."""
HEIGHTS: Mapping[str, int] = {
    "4 k": 2160,
    "four k": 2160,
    "uhd": 2160,
    "ultra hd": 2160,
    "full hd": 1080,
    "hd": 720,
    "high definition": 720,
    "sd": 480,
    "standard definition": 480,
    "8 k": 4320,
}
THEMES = (
    "dark",
    "high contrast",
    "light",
    "bright",
    "retro",
    "retro arcade",
    "arcade",
    "neon",
    "minimal",
    "minimalist",
    "high contrast",
    "cyberpunk",
    "pastel",
    "night",
    "day",
    "black",
    "white",
    "classic",
    "default",
    "midnight",
    "ocean",
    "forest",
    "sunset",
    "cinema",
    "cosy",
    "cozy",
    "vintage",
    "futuristic",
    "8 bit",
    "eighties",
    "christmas",
    "halloween",
    "colourful",
    "colorful",
    "monochrome",
    "warm",
    "cool",
    "solarized",
    "purple",
    "blue",
    "red",
    "green",
    "pink",
    "orange",
    "glass",
    "normal",
)
COLOURS = frozenset("black white blue red green pink orange purple warm cool normal day night glass".split())
"""Themes whose names are said of everything, so that the word theme has to stand beside them."""
PEOPLE = (
    "anna mum dad mom mama papa tom ben lisa max paul emma leo mia kids children guest guests grandma grandpa".split()
)
DOOMED: Mapping[str, str] = {
    **dict.fromkeys(("recording", "recordings", "recorded programme", "recorded show"), "recording"),
    **dict.fromkeys(("playlist", "playlists"), "playlist"),
    **dict.fromkeys(("memory", "memories"), "memory"),
}
LIVE_THINGS = (
    "football", "sport", "sports", "tennis", "cricket", "rugby", "news", "golf", "boxing", "basketball", "music",
    "concerts", "tv", "hockey", "baseball", "racing", "snooker", "darts", "formula one", "soccer", "matches", "games",
    "football matches", "football games", "radio",
)  # fmt: skip
