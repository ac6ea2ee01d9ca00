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
    "local trashy heartwarming inspiring motivational light-hearted lighthearted supernatural dystopian arthouse"
).split()
"""What is a genre before a kind alone: "a French film", and not "a French"."""
MUSIC = (
    "carnatic hindustani ghazal ghazals qawwali qawwalis bhangra garba bhajan bhajans kirtan filmi amapiano afrobeats "
    "afropop kwaito gqom highlife juju fuji soukous rumba mbaqanga maskandi mbube calypso soca dancehall dub "
    "mento mariachi "
    "ranchera rancheras corridos norteno banda cumbia bachata merengue reggaeton tejano vallenato flamenco fado "
    "samba bossa-nova forro mpb klezmer celtic zydeco cajun bebop dixieland baroque chamber choral hymns carols "
    "lullabies lullaby grunge emo hardcore shoegaze krautrock synthwave vaporwave lofi lo-fi k-pop kpop j-pop "
    "jpop c-pop "
    "cantopop mandopop enka schlager chanson chansons rai gnawa electro electronica eurodance hardstyle jungle garage "
    "chillout chill-out chillhop downtempo chiptune "
    "drill trip-hop trap disco-house rockabilly skiffle doo-wop honky-tonk americana shanties a-cappella devotional "
    "nursery-rhymes singalongs polka waltzes bagpipes gamelan throat-singing meditation britpop synthpop synth-pop"
).split()
"""Sorts of music that are asked for by their names, and mean little else; in few words."""
WATCHED = (
    "noir biopic biopics slasher slashers chiller chillers docudrama docudramas miniseries telenovela "
    "telenovelas novela "
    "novelas k-dramas kdrama kdramas c-drama c-dramas j-drama dorama doramas lakorn panto pantomime pantomimes ballet "
    "cabaret magic swashbuckler swashbucklers parody parodies satire satires spoof spoofs farce melodrama melodramas "
    "mockumentary mockumentaries travelogue travelogues antiques makeover makeovers gameshow gameshows "
    "talkshow talkshows "
    "netball lacrosse kabaddi sumo curling biathlon bowls mma ufc wwe nascar motogp hurling camogie shinty polo rowing "
    "sailing equestrian rodeo esports judo karate taekwondo fencing archery gymnastics triathlon surfing skateboarding "
    "snowboarding bobsleigh luge speedway rallying motocross superbikes softball futsal squash pickleball bullriding "
    "whodunit whodunits superhero bollywood kollywood tollywood mollywood nollywood lollywood"
).split()
"""The same of what is watched."""
PEOPLES = (
    "telugu kannada malayalam marathi gujarati punjabi bhojpuri assamese odia oriya sinhala sinhalese nepali "
    "pashto tamil "
    "hindi urdu bengali bangla afrikaans zulu xhosa sotho tswana yoruba igbo hausa twi amharic somali swahili shona "
    "lingala wolof berber kurdish hebrew arabic arab farsi persian azeri armenian georgian uzbek kazakh "
    "tagalog pinoy filipino "
    "cantonese mandarin thai khmer lao burmese malay javanese hokkien taiwanese vietnamese maori hawaiian aboriginal "
    "samoan tongan navajo cree inuit quebecois acadian gaelic scots welsh irish breton basque catalan galician "
    "flemish dutch "
    "frisian afro-american african-american yiddish sami faroese icelandic maltese slovak slovene czech polish "
    "serb croat "
    "bosnian greek cypriot swiss aussie kiwi yank tex-mex latino latina hispanic chicano desi israeli iraqi "
    "pakistani bangladeshi "
    "nordic balkan scandi asian african west-african"
).split()
"""Where what is watched comes from, or its language, beside what ends as such words do ("Nigerian")."""
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
    "bossa nova",
    "trip hop",
    "doo wop",
    "honky tonk",
    "nursery rhymes",
    "sea shanties",
    "christmas carols",
    "show tunes",
    "gaelic football",
    "aussie rules",
    "show jumping",
    "water polo",
    "bull riding",
    "mini series",
    "hindi film songs",
    "old time radio",
    "world music",
    "lo-fi beats", "lofi beats", "lo fi beats", "chill beats", "chilled beats", "lo-fi hip hop", "lofi hip hop",
    "lo fi hip hop", "white noise", "brown noise", "pink noise", "rain sounds", "nature sounds", "ocean sounds",
    "sea sounds", "wave sounds", "forest sounds", "sleep sounds", "bird song", "birdsong", "whale song",
    "thunderstorm sounds", "sound bath", "spoken word", "guided meditation", "film scores", "dinner jazz",
)  # fmt: skip
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
