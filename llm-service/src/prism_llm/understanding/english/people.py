"""Names that tell a person: "a tom hanks film" is with somebody, and "a gangster film" of a sort."""

import re

from prism_llm.understanding.languages.famous import FAMOUS
from prism_llm.understanding.utterance import plain

_GIVEN = frozenset(
    "aamir aishwarya ajay akira alejandro alfonso allu anil anthony anurag asha ayushmann bipasha burna cesaria chloe "
    "chow chuck diego dilip fairuz fela gael gong guillermo hema hrithik idina irrfan javed juhi kajol kamal kareena "
    "karan katrina lea mani madhuri miriam mithun mithila nargis naseeruddin nusrat pankaj parveen "
    "preity rahat raj rajesh rajkummar ranbir ravi rishi rohit sanjay satyajit shabana shahid shammi shreya "
    "smita sophie sridevi tabu tabassum takeshi tony toshiro umm vidya vijay vikram vicky wong youssou zakir "
    "agnes adam adele agatha akshay al alan alec alfred alicia ally amitabh amy andrew andy angela angelina ann anna "
    "anne annette anthony antonio arnold audrey barbara barry ben benedict bette betty bill billie billy bob bobby "
    "brad brendan brian brie bruce bryan burt cameron carey carrie cary cate catherine charles charlie charlize "
    "cher chris christian christopher cillian clark claudia clint colin connie courtney daisy dan daniel danny dave "
    "david dawn dean deepika demi denis denise denzel diane diana dolly don donald doris drew dustin dwayne ed eddie "
    "edward eddy elizabeth ella ellen elton elvis emily emma eric errol ethan ewan fatima florence frances frank fred "
    "gal gary gene george gerard gillian ginger glenn goldie grace graham greg greta gwyneth hailee halle hannah "
    "harrison hayao heath helen helena henry hilary hugh humphrey ian idris ingrid isabelle jack jackie jake james "
    "jamie jane janet jason javier jean jeff jennifer jeremy jesse jessica jessie jet jim jimmy joan joaquin jodie "
    "joe joel john johnny jon joseph josh jude judi judy julia julianne julie kate katharine kathy katie keanu keira "
    "kelly ken kenneth kevin kirk kishore kristen kurt lata laurence lauren laura lee leonardo leo leslie liam lily "
    "lionel lucy luke lupita maggie margaret margot maria marilyn mario mark marlon martin mary matt matthew maureen "
    "meg mel melissa meryl michael michelle mick mickey mike mila miles millie morgan naomi nat natalie neil nick "
    "nicolas nicolaus nicole nigel nina nora oliver olivia omar orson oprah oscar otis patrick patricia paul paula "
    "pedro penelope peter philip pierce priyanka quentin rachel ralph ranveer ray rebecca reese renee richard ricky "
    "ridley river rob robbie robert robin roger ron rosamund rowan rupert russell ryan salma sam samuel sandra saoirse "
    "sarah scarlett sean seth shah sharon shirley sidney sigourney simon sophia sophie spencer spike stan stanley "
    "stephen steve steven stevie sting susan sylvester taylor ted thelma thomas tilda tim timothee toby tom tommy toni "
    "tony tyler uma una ursula val victor victoria viggo vin vincent viola wes whitney whoopi will willem william "
    "winona woody zac zendaya zoe".split()
)
"""Names by which actors, directors and singers are called, who are asked for by both their names."""
_ONE_NAME = frozenset(
    "kurosawa bergman fellini truffaut godard kubrick hitchcock ozu bresson melville pasolini cassavetes almodovar "
    "beatles coldplay u2 radiohead pulp eminem rihanna beyonce adele sinatra presley bach beethoven chopin debussy "
    "fairuz sia dido moby rema tyla tems davido wizkid asake hozier clannad westlife karnivool kylie sade bjork shaggy "
    "abba adele ajith akshay almodovar amitabh anirudh antonioni arijit aznavour bachchan balayya bardot "
    "basquiat bjork "
    "bolan bowie brel bunuel burna callas cantinflas caruso cocteau coogan costner danny deneuve dhanush dilip drake "
    "dreyer einaudi eisenstein eno enya fassbinder fincher gainsbourg garbo handel haneke haydn hendrix herzog houston "
    "huppert ilaiyaraaja innaritu jagger jarmusch kajol kiarostami kieslowski kishore lakshmi leone lizzo "
    "lorde lubitsch "
    "lynch mahler malick mammootty mandela marley mastroianni metallica mohanlal moliere morricone nolan olivier ozu "
    "pacino paltrow pavarotti peckinpah piaf prabhas prince puccini rachmaninoff rajini rajinikanth rekha renoir "
    "rossellini salman sade satyajit scorsese selena seinfeld shakespeare sibelius sivakarthikeyan skepta stallone "
    "stormzy streep streisand stromae stravinsky suriya surya tarkovsky tati tchaikovsky thalapathy tupac usher varda "
    "villeneuve vijay visconti vivaldi wajda wenders yash zimmer "
    "attenborough bach beethoven beyonce bergman bogart bowie brando chaplin cher chopin coldplay "
    "dylan eastwood elvis eminem fellini godard hepburn hitchcock kubrick kurosawa madonna miyazaki mozart nirvana "
    "oasis olivier queen radiohead rihanna scorsese shakira sinatra spielberg tarantino truffaut verdi vivaldi wagner "
    "welles zendaya".split()
)
_STORIES = frozenset("star jurassic mission toy fast lord marvel mad spider super iron doctor dr".split())
"""How a title begins that one asks for a film of: "a Star Wars film"."""
_TITLED = frozenset(
    "harry potter|james bond|mary poppins|peter rabbit|sherlock holmes|indiana jones|jack reacher|john wick|"
    "miss marple|jason bourne|doctor who|peter pan|austin powers|mickey mouse|george smiley|nancy drew|"
    "johnny english|charlie brown|thomas the tank engine|jack ryan|mr bean|robin hood|captain america|"
    "bob the builder|ted lasso|david copperfield|jane eyre|forrest gump|bridget jones|ally mcbeal|scooby doo".split("|")
)
"""Who is called as people are, and is a story."""
_PLAIN = frozenset(
    "the a an and of in on at to for off out up down with from big little great good bad best top hot cold red blue "
    "black white green golden silver dark light new old young first last one two three four love life death night day "
    "dead family men women man woman girl girls boy boys house home street hill hills town city world war wars star "
    "stars trek game games thrones gear pig bake cake bread food kitchen wife wives husband mother father sister "
    "brothers sisters housewives doctor nurse police cops cop line duty law order crime fire sky water sea island sun "
    "moon king queen crown prince princess royal castle lord ring school academy teacher class office park "
    "recreation rock band music dance come dancing strictly talent voice factor idol race drag chase pointless "
    "tipping point mastermind quiz challenge show who what where how when why is are be do did get go no not yes "
    "mind minds criminal bones friends office files x ncis csi er special unit victims vice miami york london paris "
    "american british england walking talking living dirty clean happy sad angry mad funny crazy stranger strange "
    "things thing monsters monster dragon dragons ghost ghosts vampire heroes hero super spider iron bat captain "
    "justice league power rangers ninja turtles patrol paw dog dogs cat cats bear bears rabbit sheep horse bird birds "
    "fish shark penguins penguin lion tiger train trains tank engine truck trucks car cars bus blocks sponge square "
    "pants simpsons guy dad mom mum modern bang theory community anatomy grey greys better call orange prison break "
    "blood true false lost found heist paper money peaky blinders downton abbey midwife vera silent witness casualty "
    "midsomer murders murder murderers only death paradise detective detectives sherlock luther broad line sex lies "
    "fawlty towers open hours fools horses porridge father ted black adder adam bottom peep inbetweeners gavin stacey "
    "derry taskmaster mock would lie hard question questions sport sports match football cricket wrestling boxing "
    "neighbours away coronation east hollyoaks emmerdale corrie home hammer antiques roadshow bargain hunt "
    "storage pawn gold rush planet earth frozen nature wild walk wonder years room below deck selling sunset blind "
    "at first sight married below real toy story trolls minions moana paddington peppa bluey hey duggee postman pat "
    "bob builder octonauts teletubbies tubbies fireman sam thomas duck mouse mickey tom jerry looney tunes scooby doo "
    "pingu noddy tales tale rugrats pokemon dora explorer blaze cocomelon chuggington loony cup bowl league premier "
    "super radio channel news movies films sesame muppets muppet road railway journey journeys garden gardens "
    "gardeners gardening farm clarkson clarksons repair shop sewing bee pottery throw grand designs location escape "
    "country village country vicar dibley yes minister darling buds heartbeat frost morse endeavour lewis poirot "
    "marple columbo matlock monk suits billions succession scandal homeland ozark yellowstone fargo breaking wire "
    "sopranos deadwood westworld dexter lucifer supernatural charmed buffy angel smallville arrow flash gotham "
    "legends alone survivor amazing jeopardy wheel fortune price right feud dancing".split()
)
"""Words that titles are made of and hardly anybody is called by."""
_MOST_NAMES, _LEAST_PLAIN = 3, 5
_PARTICLES = frozenset("de da del della di dos van von der den la le el al bin ben and & o the mc st".split())
_IN_IT = re.compile(r"\s+(?:in|in (?:it|them|one|that)|at all|in there)$", re.I)
_ARTICLES = frozenset("a an the some any lots plenty loads no nobody lot more my our your his her".split())
_COMPANY = frozenset("me us you my your our his her their him them".split())


def is_company(name: str) -> bool:
    """Whether it is told with whom something is watched."""
    return name.split()[0] in _COMPANY


def of_name(text: str) -> str:
    """The name in "Tom Hanks in it"."""
    return _IN_IT.sub("", text.strip(" ,.!?")).strip()


def is_person(name: str) -> bool:
    """Whether words are somebody's name, by their capital letters, or by a given name that is known."""
    words, low = name.split(), name.casefold().split()
    if not words or " ".join(low) in _TITLED or low[0] in _ARTICLES:
        return False
    written = words[0][0].isupper() and all(word[0].isupper() or word in _PARTICLES for word in words)
    return written or is_known(name)


def is_known(name: str) -> bool:
    """Whether people are called so, however it is written; capital letters alone may be a title's."""
    low = plain(name.casefold()).split()
    if " ".join(low) in _TITLED or not low:
        return False
    return (len(low) > 1 and low[0] in _GIVEN) or low[-1] in _ONE_NAME


def is_unheard_of(name: str) -> bool:
    """Whether two or three words in capital letters are rather somebody's name than a title: none is common."""
    words, low = name.split(), plain(name.casefold()).split()
    if not 1 < len(words) <= _MOST_NAMES or " ".join(low) in _TITLED | FAMOUS:
        return False
    written = all(word[0].isupper() and word.replace("-", "").isalpha() for word in words)
    return written and not name.isupper() and not any(_in_titles(word) for word in low)


def _in_titles(word: str) -> bool:
    """Whether a word is a plain one, such as titles are made of."""
    return word in _PLAIN or (word.endswith(("ing", "ers", "ies", "ness", "tion")) and len(word) > _LEAST_PLAIN)


def may_be_title(name: str) -> bool:
    """Whether a name in capital letters is rather a story's than a person's."""
    low = name.casefold().split()
    return " ".join(low) in _TITLED or low[0] in _STORIES or (len(low) == 1 and not is_known(name))
