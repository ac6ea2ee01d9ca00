"""English words that hold the trained tier back."""

import re

from prism_llm.understanding.cautions import Cautions, any_of
from prism_llm.understanding.english.lexicon import GENRES, KINDS, LONG_GENRES
from prism_llm.understanding.english.talk import TALK

CAUTIONS = Cautions(
    denies=re.compile(r"^(?:dont|never|didnt|be(?! (?:a|so) )) "),
    forbids=re.compile(
        r"^(?:(?:please|no|oh|hey|lumen|well|and|but|so|just|i said|i told you|actually|yet|now) )*(?:"
        r"(?:dont|do not|never|lets not|you dont|we dont|you must not|you mustnt)"
        r"(?: (?:you|even|ever|go|have to|need to|want to|bother|try|to|dare|yet|now))*|"
        r"(?:(?:i|id|ill|we|wed|you|theres|there is) )?(?:no need|neednt|wouldnt|would not|shouldnt|should not|"
        r"(?:dont|do not|dont really) (?:want|need)(?: you)?)(?: (?:you|to|for you))*"
        r") (?:turn|put|switch|change|pause|skip|mute|unmute|record|play(?! (?:on|any))|rewind|fast forward|raise|"
        r"lower|increase|decrease|resume|jump|delete|erase|remove|watch(?! (?:this|that|it))|stop recording|take off) "
        r"(?!(?:.* )?(?:so|too|that|as) (?:loud|quiet|fast|slow|high|low|much|far))|"
        r"^(?:it|that|this) (?:doesnt|does not) (?:need|have) to be (?:any )?(?:louder|quieter|faster|slower) |"
        r"^(?:(?:please|no|but|hey|lumen) )*not (?:any |even )?(?:louder|quieter|faster|slower|higher|lower) "
    ),
    removes=any_of([r"(?:turn|switch|take)(?: \S+){0,3} (?:off|out)", "stop", "remove", "delete", "erase"]),
    reminds=re.compile(r"^(?:dont|never|didnt) forget "),
    ends=any_of(
        "delete erase remove forget wipe bin trash scrap rid throw chuck clear cancel drop need no dont neednt".split()
    ),
    questions=re.compile(r"(?:what|who|when|why|how|which|where|whats|whos) (?!about )"),
    narrates=re.compile(
        r"^(?:(?:and|so|but|well|oh|yeah|yes|no) )*"
        r"(?:(?:he|she|they|mum|mom|dad|gran|nan|people|everyone|nobody|we|i|you) "
        r"(?:(?:always|never|just|already|all|both|often|usually|only|once|even|really) )?(?:put|had|went|used|said|"
        r"told|took|saw|came|skipped|paused|recorded|watched|turned|switched|muted|played|fast forwarded|rewound) |"
        r"(?:he|she|they|people|everyone|nobody) (?:\S+ )?\S+s |(?:you|he|she|they) (?:should|must|ought to|might) |"
        r"(?!(?:what|who|this|that|it|which) )\S+ (?:reckons|thinks|claims|believes|swears|insists|hopes) "
        r"(?!(?:you|put|play|turn|switch|stop|pause|skip) )|"
        r"(?:remember|(?:keep|bear) in mind|(?:make a )?note) (?:that )?(?:i|im|ive|we|were|my|our) |"
        r"(?:do you |dyou )?remember (?:when|how) |"
        r"(?:im|i am|youre|you are|hes|shes) (?:on|off|in(?! the mood)|at|trying|telling) |"
        r"(?:in |on |at |after )?(?:the|my|our|his|her|their|a|an) (?:\S+ ){1,3}?(?:was|were|starts|started|had|has|"
        r"have|said|says|went|goes|got|found|won|lost|about to|kicks off) |"
        r"(?:any (?:one|of them) )?(?:the|his|her|their|those) (?:\S+ )?ones (?:are|were) (?:\S+ )?(?:the )?"
        r"(?:best|better|good|great) |"
        r"(?:were|we are|theyre|shes|hes|im) (?:still |only |already )?(?:on|at|up to) (?:the )?(?:\S+ )?"
        r"(?:episode|season|series|chapter) |"
        r"thats (?:the|my|his|her) \S+ \S+ (?:i|ive|we|weve|he|hes|she|shes|they|theyve) )|"
        r"thats what (?:\S+ ){1,2}(?:said|says|called|calls) |(?:dont you|dont we|didnt we|havent you|didnt they) $"
    ),
    asks=re.compile(r"(?:play|put|turn|switch|go|take|show|give|set|stop|start|record|skip|open|find|make|can|could) "),
    announces=re.compile(
        r"(?:and |now |but )*(?:tonight|later|next|coming|still to come|previously|join|stay|more|welcome|watch|"
        r"after the break|this (?:week|evening|autumn|spring|summer|winter|christmas)) "
        r"(?!.*\b(?:what|whats|when|is there|anything)\b)"
    ),
    numbers=re.compile(
        r"(?:(?:and|so|hey|lumen|tell me|do you know|remind me) )*(?:on |under )?(?:what|which|whats|what is)"
        r"(?: the| its)?(?: (?:channel|button))? (?:number|no) (?:is|of|for|has|does) (?!(?:that|this|it|playing|on) )"
    ),
    talk=any_of(TALK),
    unwanted=any_of("(?:dont|didnt|do not|no longer|never) (?:want|need)".split(";")),
    appliances=frozenset(
        "oven radiator radiators heating heater heaters lights light lamp lamps kettle iron dishwasher dryer tap taps "
        "boiler fan hob cooker stove fridge freezer microwave thermostat candle candles fire fireplace shower hoover "
        "vacuum toaster grill extractor printer laptop computer aircon ac gas alarm washer blender".split()
    ),
    not_alone=frozenset("the a an on to at for of in me us my please now and some it".split()),
    genres=frozenset(" ".join((*GENRES, *LONG_GENRES, *KINDS)).split()) - {"the", "and", "n", "r"},
)
