"""English words that hold the trained tier back."""

import re

from prism_llm.understanding.cautions import Cautions, any_of
from prism_llm.understanding.english.lexicon import GENRES, KINDS, LONG_GENRES
from prism_llm.understanding.english.talk import TALK
from prism_llm.understanding.turns import phrases

_LOSES = "(?:delete|deleting|erase|erasing|remove|removing|wipe|wiping|cancel|cancelling|canceling|scrap|bin)"
_PUTS_OUT = "(?:(?:turn|switch|shut)(?:ing|s)? (?:it|that|this|them|everything|the (?:tv|telly|television)) off)"
_LED = "(?:(?:please|no|oh|hey|lumen|well|and|but|so|just|yes|yeah|ok|okay|sorry|right|now) )*"
_THE = "(?:the|that|this|my|our|your|those|these|all)"
_LOST = "(?:deleted|erased|wiped|removed|lost|overwritten|recorded over|taped over|cancelled|canceled|scrapped|binned)"
_ORDERED = (
    "(?:turn|switch|put|stop|start|record|recording|delete|erase|remove|cancel|pause|play|mute|skip|change|go|press|"
    "watch|shut|rewind|tune|subscribe)"
)
_ON_SCREEN = (
    "(?:adverts?|ads?|commercials?|presenter|newsreader|announcer|commentator|referee|ref|actor|actress|singer|hero|"
    "villain|detective|character|film|movie|programme|program|salesman|salesperson|email|letter|text|magazine|"
    "trailer|radio|podcast|voiceover|(?:man|men|woman|women|guy|bloke|boy|girl|lady|person|people|one) (?:in|on|from) "
    r"(?:the|this|that) \S+)"
)
_CALLS_OUT = "(?:shout|yell|scream|whisper|mutter|announc|chant|bellow)(?:s|ed|es|ing)?|sings?|sang|cries|cried"
_UNMEANT = (
    rf"(?:stop|stopping|prevent|preventing|keep|save|protect) (?:\S+ ){{1,5}}?(?:from )?(?:being|getting) {_LOST}",
    rf"(?:dont|do not|never|not|wont|without) (?:\S+ )?let(?:ting)? (?:\S+ ){{1,4}}?(?:(?:be|get) )?"
    rf"(?:{_LOST}|{_LOSES}|record over|tape over|overwrite)",
    r"(?:record|recording|records|tape|taping|tapes) over"
    r"(?= (?!the (?:air|break|night|weekend|holidays|summer|internet)))",
    rf"(?:it|this|that|lumen|prism|(?:the|this|that|my|our) \S+|(?:the|this|that|my|our) \S+ \S+) (?:just |still |"
    rf"simply |"
    r"always )*"
    r"(?:wont|doesnt|does not|will not|didnt|cant|cannot|never|hasnt|isnt|refuses to|keeps|keeps on|is still|s still)"
    rf" (?:\S+ )?(?:(?:stop|stops|stopping|stopped|end|finish) )?(?:recording|{_LOSES}(?:ing|s|d)?)"
    r"(?! (?:so|please|stop|make) )",
    rf"(?:the|an?|that|this|some|one|his|her) (?:\S+ ){{0,2}}?{_ON_SCREEN} (?:\S+ ){{0,4}}?(?:says?|said|tells?|told|"
    rf"asks?|asked|wants?|wanted|keeps|kept|{_CALLS_OUT}) (?:me |us |you |him |her |them |everyone |everybody |people |"
    rf"viewers |that |to |at |we should |you should |out )*{_ORDERED}",
    rf"(?:he|she|they|it|someone|somebody|everyone|everybody|(?:the|a|an|that|this|some|his|her|their) (?:\S+ )"
    rf"{{0,3}}?\S+) (?:just |suddenly |then |always |all )*(?:{_CALLS_OUT}) (?:at (?:me|us|him|her|them) |out |to )*"
    rf"{_ORDERED}",
    r"(?:theres |there is |is there |is it |i see |see |its |is )(?:absolutely |really |just |hardly |any )*(?:no "
    r"|little |any |not much |"
    r"not worth |worth |pointless |useless |a waste of (?:time|space) )(?:(?:point|use|sense|reason|need|good) "
    r")?(?:in |of )?"
    r"(?:\S+ing)(?= )",
    r"(?:whats|what is) the (?:point|use|sense) (?:in|of)",
    r"do you (?:really |honestly )?(?:think|reckon|believe|suppose)(?: that)? (?:i|we|he|she|they|it|this) (?:really "
    r"|just |still )*(?:should|ought to|need to|needs to|must|have to|has to|had better|shouldnt)",
    r"(?:i|we|he|she|they|people) (?:\S+ )?(?:hates?|loves?|loathes?|cant stand|cant bear|dont like|doesnt like|"
    r"likes?|dislikes?) (?:it )?(?:when|how|if) (?:people|they|he|she|you|someone|somebody|everyone|everybody|others|"
    r"mum|mom|dad|(?:my|the|your|his|her) \S+) (?:\S+ )?(?:turns?|switch(?:es)?|puts?|stops?|records?|deletes?|"
    r"pauses?|mutes?|skips?|changes?)",
    rf"^{_LED}(?:(?:the|this|that|my|his|her|our|their|a|one) (?:\S+ ){{1,3}}?(?:is|was)|its|it is|it was|theyre|"
    r"thats) (?:actually |really |just )?(?:called|titled|named|entitled)",
    rf"^{_LED}(?:can you |could you |please )*(?:tell (?:me|us) |talk (?:to (?:me|us) )?|(?:what do|do) you know |"
    rf"(?:have "
    r"you|i|ive|we|weve) (?:ever )?(?:heard|read) |(?:i|we) (?:was|were) talking )(?:anything |something |more |all |a "
    r"bit |a little )*(?:about|of) "
    r"(?:the|that|a|an) (?:\S+ ){0,2}?(?:film|movie|show|series|song|band|album|book|programme|documentary|game|"
    r"musical|play|comedy|sitcom|drama)(?= \S)",
    r"^(?:extend|lengthen|prolong) (?:the |my )?(?:sleep )?timer",
    rf"(?:i|we|someone|somebody) (?:really |probably |maybe |just )*(?:should|ought to|might|(?:was|were) (?:just |"
    rf"only |really "
    rf"|nearly )*(?:about|going|planning|trying|tempted|meaning) to|(?:was|were) thinking (?:of|about)|thought (?:of|"
    rf"about)) "
    rf"(?:really |probably |maybe |just )*{_LOSES}",
    rf"(?:he|she|they|everyone|everybody|nobody|mum|mom|dad|(?:my|our|his|her|your|their) (?!recordings?|playlists?|"
    rf"reminders?)"
    rf"\S+) (?:also |always |just |really |never |only )*(?:wants?|wanted|needs?|needed|likes?|liked|has|have|had|"
    rf"intends?|plans?|planned|keeps?|tries|tried|"
    rf"hates?|hated|asked|should|would|might|could|forgot|(?:is|was|are|were) (?:about|going|trying|planning)) (?:me "
    rf"|you |us )?(?:to )?"
    rf"{_LOSES}",
    r"^(?:\S+ )?forget (?:that )?(?:i|we) (?:ever |just |even )*(?:said|told you|asked|mentioned)(?: (?:that|this|it|"
    r"anything|"
    r"so|a word|you|for (?:that|it)|about (?:that|it)))* $",
    r"(?:record|tape|recording) (?:absolutely )?(?:nothing|none of (?:it|this|that|them))(?: at all| else)?"
    r"(?= (?:please |tonight |today |now |tomorrow |for now |this evening |lumen )*$)",
    r"(?:dont|do not|never|not) (?:you )?(?:record|tape) (?:anything|a thing)(?: at all)?(?= (?:please |tonight |"
    r"today |now |tomorrow |"
    r"this evening |lumen )*$)",
    r"(?<!dont )(?<!not )(?<!never )(?:keep|carry|carry on|go on|continue|keep on|stay|dont stop|still)(?: on)? "
    r"(?:with )?(?:the )?recording"
    r"(?= (?:it |this |that |please |now |lumen |the \S+ )*$)|leave (?:it|that|this|the recording) (?:recording|"
    r"running)",
    r"(?:i|we|he|she|they|you|mum|mom|dad|(?:my|our|his|her) \S+) (?:must|cant|cannot|should|do|dont|didnt|mustnt|"
    r"shouldnt|"
    r"cant let me|had|have|has|nearly|almost|always|completely|totally|just|probably|not| )*(?:forget|forgot|forgotten|"
    r"forgets) to(?= )",
    r"(?:did|have|had) (?:you|i|we|he|she|they) (?:forget|forgotten) to(?= )",
    r"(?:reminded|reminds|(?:will|ll|to|did \S+|didnt \S+|should|must) (?:have )?remind) (?:him|her|them)(?: not)? "
    r"to(?= )|"
    r"reminded (?:me|us) (?:not )?to(?= )|(?:did|didnt|why didnt|will|wont) you remind (?:me|us) (?:not )?to(?= "
    r")(?=.*)",
    r"(?:under|in) (?:no|any) circumstances?|on no account|by no means|in no way|at no (?:time|point)|"
    r"not (?:under|in) any circumstances",
    rf"^{_LED}(?:i|we) (?:strictly |absolutely |expressly |hereby )?(?:forbid|prohibit|wont (?:have|let) you)",
    r"^(?:\S+ )?(?:you(?:re| are)|its|it is|this is) (?:strictly |absolutely )?(?:forbidden|not allowed|not permitted|"
    r"never|not) to(?! be)",
    r"(?:nobody|no one|noone|none of us|(?:i|we) (?:never|didnt|havent|dont|did not)|who|(?:im|i am|were|we are) not|"
    r"its not (?:like|as if) (?:\S+)|(?:id|i would|i will|ill) never) (?:here |ever |even |actually |really |just |"
    r"once )*"
    r"(?:(?:asks?|asked|asking|orders?|ordered|tells?|told|telling|wants?|wanted) you (?:to|for)|"
    r"(?:said|says?|saying)(?: to| anything about| you should)?(?! (?:that|this|it|so|anything|yes|no|a word|whats?|i|"
    r"you|the|my|stop it|to) )(?= ))",
    r"(?:stop|quit) (?:telling|asking|nagging|begging|pestering) (?:me|us|him|her|them|you)?",
    r"the last thing (?:i|we|anyone|anybody|any of us|you)(?:d| would)? (?:wants?|needs?|do|expects?)",
    r"(?:id|i would|wed|we would) (?:much |really |far )?(?:rather|prefer)(?: it if)? (?:you (?:didnt|dont|not|never|"
    r"left|kept)|not (?:have|turn|switch|change|delete|record|skip|mute|pause|stop|cancel))",
    r"(?:id|i would|wed|we would) (?:really |absolutely )?hate (?:it if|for|you|to(?! (?:miss|lose)))",
    r"theres (?:absolutely |really )?no (?:reason|point|use|sense|call) (?:to|in|for)",
    r"(?:its|it is|its still) (?:far |much |way |a bit |still )?(?:too (?:early|late|soon) (?:to|for)|"
    r"not (?:yet )?(?:the )?time (?:to|for)|no (?:use|good) )",
    r"(?:i wonder|(?:im|i am|was|i was|were) wondering|(?:im|i am|were|we are) (?:not sure|unsure|undecided)|not sure|"
    r"(?:i|we) (?:dont|do not) know|(?:i|we) cant decide|no idea|undecided|the question is)(?: if| whether)? (?:to|"
    r"(?:i|we) (?:should|want|ought|need|dare|shouldnt))",
    r"^(?:\S+ )?(?:would|will|does|might) it (?:help|hurt|matter|be (?:better|worse|wise|rude|wrong)|"
    r"make (?:a|any) difference)",
    rf"^{_LED}(?:should|must) (?:i|we) (?:really |just )?(?:{_LOSES}|(?:turn|switch) (?:\S+ )*off|stop recording)",
    r"^(?:\S+ )?(?:if only|imagine|suppose|what if|as if)",
    r"(?:keeps?|kept) (?:on )?(?:saying|shouting|telling|asking|yelling|repeating|screaming|nagging|moaning|insisting|"
    r"begging|wanting|suggesting|going on)",
    r"(?:is|are|was|were|hes|shes|theyre) (?:always|constantly|forever|still) (?:saying|telling|asking|shouting|"
    r"yelling|nagging|begging|moaning)",
    r"(?:in|on) (?:the|this|that|a) (?:film|movie|book|show|scene|song|programme|series|advert|play|game|poster|box) "
    r"(?:they|he|she|it|somebody|someone|you|(?:\S+ ){0,2}\S+) (?:says?|said|shouts?|yells?|sings?|goes)",
    r"^(?:\S+ )?(?:it|(?:the|this|that) (?:book|manual|box|screen|paper|article|review|instructions|sign|card|note|"
    r"label|poster|song|advert|leaflet|website|message)) (?:also |even )?(?:says?|said|reads?|tells? (?:me|us|you))"
    r"(?: here| there)?(?: to)?(?= (?:turn|switch|press|pause|delete|record|play|put|mute|stop|erase|skip|change) )",
    rf"^{_LED}(?:leave|keep) (?:(?:it|this|that|everything|things|them)(?! (?:as|where|exactly where|just where) it)|"
    rf"{_THE} (?:\S+ ){{1,2}}?)"
    r"(?: ?(?:alone|be|unchanged|the same|the way (?:it|they)|exactly|just|as|where|how|put|at (?:that|this)|"
    r"like (?:that|this|it)))(?= (?:it |they |is |are |was |level |volume |$))",
    rf"^{_LED}(?:leave|keep) (?:it|this|that|everything|things|{_THE} (?:volume|sound|channel|picture|subtitles|"
    r"telly|tv)) (?:alone|be|unchanged|the same|put|as is) $",
    rf"^{_LED}keep {_THE} (?:\S+ )?(?:recordings?|playlists?|reminders?|memories) $",
    r"(?:i|we) (?:dont|do not|didnt) want (?!(?:\S+ ){1,3}to )(?:\S+ ){1,4}"
    r"(?:off|muted|paused|deleted|erased|stopped|cancelled)",
    r"^(?:\S+ )?(?:like|as if|why) (?:(?:i|we)d|(?:would|should) (?:i|we|anyone|anybody)) (?:ever )?(?!like |not )\S+",
    r"^(?:\S+ )?(?:i|weve|ive|we) (?:heard|read|hear|gather)(?: that)? (?:you|it|they) (?:can|could)",
    r"^(?:theres|there is|i (?:know|love|like|heard)|have you (?:heard|seen)) (?:\S+ )*?(?:called|titled)",
    r"hands off",
    r"(?:but|and) (?:please )?(?:leave|keep) (?:the|my|our) (?:subtitles?|captions?)(?= (?:please )?$)",
    r"^(?:please |but )*(?:leave|keep) (?:the|my|our) (?:subtitles?|captions?)(?= (?:please )?$)",
    rf"(?:i|we) (?:really |only |just )*(?:wanted|meant|intended|had wanted|had meant) to {_LOSES} "
    rf"(?:(?:{_THE}|a|some|old) )*"
    r"(?:recordings?|playlists?|reminders?)(?= $)",
    r"(?:i|we) (?:really |just |still )*(?:cant|cannot|couldnt|can not|can never|could never) (?:ever |quite |really )*"
    r"(?:remember|remind (?:myself|ourselves)|recall)",
    r"(?:heaven|god|lord) help (?:you|him|her|them|anyone|anybody|whoever)",
    r"(?:reckons|thinks|believes|suggests) (?:that )?(?:we|i|they|he|she) (?:should|ought to|must|need to|could)",
    r"just (?:when|as) (?:he|she|they|it|the|we|i)",
    r"^(?:because|cos|cause) obviously",
    r"^(?:\S+ )?do (?:i|we) look like",
    r"(?:sooner|rather) (?:die|eat|starve|poke|chew|pull|cut|gouge)(?: \S+)* than",
    r"^(?:(?:please|can you|lumen|no|and|but) )*(?:hold off|hold fire|hold back)(?: on| from)? (?:the )?(?:record|"
    r"paus|play|turn|switch|delet|start|mut|skip)ing",
    r"no way (?:i|im|ill|we|were|you|youre|hes|shes|that|on earth)",
    r"not in a million years|no chance (?:i|im|of|that)|over my dead body",
    r"i (?:dont|do not) (?:suppose|think|believe|reckon) (?:it|this|that|we|i)(?: really)? (?:needs?|should|has to|"
    r"have to|ought|must)",
    r"(?:ive|i have) (?:half|got half) a mind|(?:im|i am|i was) (?:almost |half |sorely )?tempted",
    r"(?:i|we) (?:might|may)(?: just| even)?(?= (?:record|delete|erase|turn|switch|pause|mute|cancel|stop|skip))",
    r"should (?:i|we|you) really",
    r"is it (?:really )?(?:wise|safe|right|wrong|a (?:good|bad) idea|sensible|fair) to",
    rf"^{_LED}no (?:touching|changing|switching(?! off)|turning(?! (?:it )?off)|skipping|deleting|"
    r"pausing|muting|fiddling)",
    r"^not (?:the (?:next|previous|last|first|second|other)|(?:this|that one)(?! (?:one )?(?:either|skip|next|"
    r"pass) )|channel \S+|\d+|ten|eleven|twelve|"
    r"thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|"
    r"ninety)(?= )",
    r"(?:on|off|it|up|down) else (?:turn|switch|put)",
    r"^(?:yesterday|last (?:night|week))(?! (?:\S+ )*s )|^tomorrow (?:she|he|they|shes|hes|theyre)",
    r"^well (?:watch|see|have|play|record) (?:\S+ ){1,6}?next (?:week|month|year|weekend)",
    r"(?:i|we) (?:dont|do not) think (?:i|we) (?:want|should|ought)",
    r"^(?:maybe|perhaps|i suppose|i guess|i think) we (?:should|ought to|could)(?: just| really| probably)*(?= (?:turn|"
    r"switch) (?:it|this|that|the (?:tv|telly|television)) off|delete|stop recording|erase)",
    r"(?:his|her|their|my|the) (?:favou?rite|best) (?:line|bit|quote|part) (?:is|was)",
    r"why dont you $|(?:so|that) (?:we|i|they|you) can suffer",
    r"(?:ill|well|i can|we can|i will|we will) (?:turn|switch|pause|mute|delete|stop|skip|change|do)(?: \S+)* "
    r"(?:myself|ourselves)",
)
"""Orders that are none: forbidden outright, refused, reported, weighed, and what is to stay as it is."""
_CONDITIONS = (
    r"(?<!from )(?<!of )(?<!about )(?<!called )(?<!named )(?<!with )(?<!titled )(?:"
    r"(?:if|only if|in case|provided(?: that)?|as long as|assuming) (?!you (?:can|could|please|would|dont mind|"
    r"wouldnt mind|dont|like|may|will|want|havent|have)|youd|youve|(?:thats|its|it is|that is) (?:ok|okay|alright|"
    r"all right|fine|possible|not|no|still|there|already|too)|possible|theres|there is|there are|it (?:exists|isnt))"
    r"\S+|(?:unless|once|whenever|as soon as) \S+|"
    r"(?:until|till) (?:i|we|you|it|he|she|they)|(?<!me )(?<!us )(?<!know )(?<!out )when "
    r"(?!you|possible|its convenient)(?:i|ive|im|we|weve|were|he|hes|she|shes|they|theyve|its|the|my|mum|dad|"
    r"everyone|nobody|somebody)|"
    r"after (?:i|ive|we|weve|he|hes|she|shes|they|theyve|everyone|everybody|mum|dad)"
    r"(?= (?!made|recorded|set|saved)))",
)
"""How a condition begins that is no politeness, where words of a name do not stand before it."""
_NOW = (
    r"(?:(?:\S+ ){0,3}?(?:is|are|isnt|arent|was|were|has|have|hasnt|havent|looks?|sounds?|seems?|says?|wants?|needs?|"
    r"likes?|fits?|suits|bothers?|minds?|can|cant|cannot|could|wont|would|will|may|might|doesnt|dont|didnt) |"
    r"(?:its|thats|theres|heres|hes|shes|theyre|were|weve|ive|im|youre|everyones|everybodys|nobodys|anyones|"
    r"nothings|somethings) )"
)
"""How a condition tells what is so already, or is wished: "if it's too loud, turn it down"."""
_POLITELY = (
    r"(?:you(?! (?:hear|see|notice|spot|detect|recognise|recognize|smell))|youd|youve|youre|possible|possibly|"
    r"need be|necessary|so|not|no|nobody|noone|nothing|any|only|convenient|its (?:convenient|possible|free)|ever|"
    r"more|again|upon|in) "
)
_HABIT = r"(?!.* (?:i|we)(?:d|m|ll)? (?:want|like|love|need|always|usually|often|fancy|feel|prefer|watch|watched) )"
"""What is behind what one often does: "when I'm ill I like cartoons, put some on"."""
_SOMEBODY = (
    r"(?:it|he|she|they|i|we|youve|its|hes|shes|theyre|theyve|im|ive|were|weve|someone|somebody|anyone|anybody|"
    r"everyone|everybody|everyones|everybodys|mum|mums|mom|moms|dad|dads|gran|grans|grandma|grandad|grandpa|nan|the|"
    r"this|that|my|our|his|her|their|a|an|another|one|theres|half|full)"
)
_NO_QUESTION = (
    "(?<!see )(?<!check )(?<!know )(?<!ask )(?<!look )(?<!wonder )(?<!even )(?<!what )(?<!find out )(?<!sure )"
)
_NO_PLACE = "(?<!to )(?<!from )(?<!of )(?<!the )(?<!bit )(?<!part )(?<!scene )(?<!me )(?<!us )(?<!out )(?<!like )"
_NO_TITLE = "(?<!play )(?<!watch )(?<!put on )(?<!start )(?<!record )(?<!called )"
_PROGRAMMES = (
    "(?:match|game|film|movie|show|programme|program|episode|news|adverts|ads|break|commercials|song|race|concert|"
    "half|whistle|weather|headlines)"
)
_EVENTS = (
    rf"{_NO_QUESTION}{_NO_TITLE}(?:if|unless) (?!{_POLITELY}|{_NOW}|it comes to |i (?:nod|drop|doze) off )\S+ \S+",
    r"(?<!the )(?<!just )(?<!at )(?<!for )(?<!only )once (?!you |a |and |upon |again |more |in |were )"
    rf"(?:\S+ ){{1,4}}?\S+{_HABIT}",
    rf"(?:whenever|as soon as|(?:the )?(?:next|every|each|any) time) (?!{_POLITELY})\S+ \S+{_HABIT}",
    rf"(?<!at )(?<!for )(?<!from )(?<!to )(?<!of )(?<!just )the (?:moment|minute|second) (?!ones? ){_SOMEBODY} \S+",
    rf"{_NO_QUESTION}{_NO_PLACE}{_NO_TITLE}(?<!that )(?<!say )when "
    rf"(?!(?<=off when )(?:its|it|this|that|thats|it is) (?:done|over|finished|ended|ends|finishes) )(?!it "
    rf"(?:comes to|was|were) |its (?:convenient|possible|free) ){_SOMEBODY} (?!was |were |used |first )\S+"
    rf"{_HABIT}",
    rf"^{_LED}after (?:this|that|(?:the|this|that|these) (?:\S+ )?{_PROGRAMMES})(?= )",
)
"""How that is told for which something waits; what is so already is no reason to wait, and nor are manners."""
_AWAITED = (
    rf"{_LED}(?:(?:wait|hang on|hold on|hold off|hold fire|leave it|keep it (?:on|going|playing|running)|let it (?:run|"
    r"play)|dont touch it|keep watching|carry on)(?: please| a bit| just)* (?:until|till|til) (?!\S+ (?:and|then) "
    r")\S+ \S+|"
    r"(?:wait|hang on|hold on)(?: please)? for (?:the|this|that|my|him|her|them|me to|us to|mum|mom|dad|half time|"
    r"full time|kick off|"
    r"it to|everyone|everybody) \S+|"
    r"let (?:it|this|that|him|her|them|the \S+|this \S+|that \S+) (?:finish|end|play out|run out)(?= ))"
)
"""How it is said to wait for something before all else: "wait until the adverts before you pause it"."""
_HOME = "(?:the|my|your|our|his|her|some|a)"
_HOUSEHOLD = (
    "(?:bins?|rubbish|recycling|trash|garbage|kids?|children|baby|twins|boys|girls|little one|dog|dogs|cat|cats|"
    "washing|laundry|dishes|dishwasher|plates|table|dinner|tea|supper|lunch|breakfast|food|pasta|potatoes|beds?|"
    "homework|shopping|windows?|doors?|curtains|car|plants|garden|house|kitchen|bath|kettle|oven|heating|lights?)"
)
_REFUSES = (
    "(?:absolutely |certainly |definitely )?(?:no way(?: jose)?|no chance|not a chance|never ever|not on your (?:life|"
    "nelly)|over my dead body|not in a million years|not likely|fat chance|as if|"
    "(?:you|you have to|youve got to|you must) (?:must )?be (?:joking|kidding)|"
    "(?:youre|are you) (?:joking|kidding|mad|crazy|out of your mind|serious)|(?:dont|do not)(?: you)? (?:you )?dare|"
    "better not|id rather not|no dont(?: do (?:it|that))?|"
    "why (?:would|should|on earth would|ever would) (?:i|we|you|anyone)(?: (?:do|want) (?:that|it|to))?|"
    "do you (?:think|reckon)|absolutely not|certainly not|definitely not|out of the question|"
    "i (?:dont think so|think not)|not while im here|just (?:joking|kidding)|only (?:joking|kidding))",
)
_DECLINES = (
    "(?:oh |god |ah |but |hell |good |lord )?(?:no|nope|nah|never|not now|not yet|why|what for|not really|no thanks|"
    "forget it|(?:please |better )?(?:dont|do not)|no need(?: (?:to|for that))?|"
    "no thank you|thanks|not today|heavens|heaven forbid|god)",
)

_NOT_DELETED = (
    rf"(?:i|we) (?:really |only |just |almost |nearly )*(?:wanted to|meant to|tried to|had to|would have|could have|"
    rf"used to|nearly|almost|have|ve|ive|weve|(?:was|were) (?:\S+ ){{0,2}}?to|thought (?:of|about)|(?:was|were) "
    rf"thinking (?:of|about)) "
    rf"(?:\S+ )?{_LOSES}d? (?:\S+ )*?(?:but|until|though|although|only|when)"
)
"""How somebody tells that they were about to delete something, and why they did not."""

CAUTIONS = Cautions(
    denies=re.compile(r"^(?:dont|never|didnt|be(?! (?:a|so) )) "),
    forbids=re.compile(
        r"^(?:(?:please|no|oh|hey|lumen|well|and|but|so|just|i said|i told you|actually|yet|now) )*(?:"
        r"(?:dont|do not|never|lets not|you dont|we dont|you must not|you mustnt)"
        r"(?: (?:you|even|ever|go|have to|need to|want to|bother|try|to|dare|yet|now))*|"
        r"(?:(?:i|id|ill|we|wed|you|theres|there is) )?(?:no need|neednt|wouldnt|would not|shouldnt|should not|"
        r"(?:dont|do not|dont really) (?:want|need)(?: you)?)(?: (?:you|to|for you))*"
        r") (?:turn|put|switch|change|pause|skip|mute|unmute|record|play(?! (?:on|any))|rewind|fast forward|raise|"
        r"lower|increase|decrease|resume|jump|delete|erase|remove|watch(?! (?:this|that|it))|stop recording|take off|"
        r"go (?:back|to|forward|on(?! without))|close|open) "
        r"(?!(?:.* )?(?:so|too|that|as) (?:loud|quiet|fast|slow|high|low|much|far))|"
        rf"(?:dont|not|never|wont|nobody|no one|noone|refrain from|avoid|against|without) (?:to |you |ever |even |be |"
        rf"go |think (?:of|about) |thinking (?:of|about) |dare (?:to )?)*(?:{_LOSES}s? |{_PUTS_OUT} )|"
        r"(?:make sure|see (?:to it )?|ensure|be sure|take care|promise(?: me)?|be careful|try|remember|mind)"
        r"(?: that)? "
        r"(?:(?:you|it|they) (?:dont|wont|never|doesnt|isnt)|nobody|no one|noone|not to|never to) |"
        r"^(?:it|that|this) (?:doesnt|does not) (?:need|have) to be (?:any )?(?:louder|quieter|faster|slower) |"
        r"^not the (?:subtitles?|captions?|audio description|guide|sound|volume|picture|film|channel|recordings?) $|"
        r"^(?:(?:please|no|but|hey|lumen) )*(?:not|no) (?:any |even |much |(?:a|one) (?:single )?"
        r"(?:bit|notch|touch|jot|step|fraction) )?(?:louder|quieter|softer|faster|slower|higher|lower|more volume) "
    ),
    cancels=any_of([f"{_LOSES}s?"]),
    unmeant=any_of(_UNMEANT),
    governs=any_of(
        [
            rf"^{_LED}(?:stop|wait|hang on|hold on|whoa|woah|no no|careful|hey|oi)(?: \S+)? , (?:please |but |hey )*"
            rf"(?:dont|do not|never) (?:you |ever |please )*(?:{_LOSES}|turn|switch|change|skip|stop|mute)"
        ]
    ),
    later=any_of(
        [
            r"^(?:(?:please|and|lumen|well|ok|okay|so) )*(?:tomorrow(?: (?:morning|evening|night|afternoon))?|later(?: "
            r"(?:on|today|tonight))?|tonight|this evening|next (?:week|month|weekend|time)|(?:at|on|in) \S+(?: "
            r"\S+){0,2}?) "
            rf"(?:you can |you could |please |can you |could you |i want you to |then )*{_LOSES}",
            r"(?<!for )(?<!from )(?<!of )(?<!on )(?<!after )(?<!called )(?:(?:tomorrow|next week|next month)(?: "
            r"(?:morning|evening|night|afternoon))?|(?<!delete )(?<!erase )(?:later(?: on| today| tonight)?|some other "
            r"time|another (?:day|time))|in (?:a|an|one|two|three|\d+|a few|half an) "
            r"(?:seconds?|minutes?|hours?|days?|weeks?))(?= (?:please |lumen |thanks |instead )*$)",
        ]
    ),
    excepts=any_of(
        ["except", "apart from", "other than", "excluding", "but not", "(?:but|and) (?:keep|leave|not) the"]
    ),
    states=any_of(
        [
            r"(?:hey |lumen |so |and )*(?:is|are) (?:the |my |your |this |that )?(?:sound|volume|audio|music|telly|tv|"
            r"television|picture|it|this|that|voice) (?:a bit |a little |still |now |much |far |way |just |not )*too "
            r"(?:loud|"
            r"quiet|low|high|soft|fast|slow|dark|bright)(?: (?:for (?:you|us|me|everyone)|now|still|in here|like "
            r"this|or not))* ?\??",
            r"(?:hey |lumen |so |and )*(?:is|are) (?:the |my |your |any )?(?:sound|volume|audio|subtitles?|captions?|"
            r"sleep timer|timer|full ?screen|tv|telly|television|recording|guide|microphone|mic|mute) "
            r"(?:still |already |now |currently |actually )*(?:on|off|muted|paused|recording|running|set|active|"
            r"enabled|disabled|live|going) (?:now |yet |or not |or off |at the moment )?\??",
            r"(?:hey |lumen |so |and )*(?:is|are) (?:it|this|that|we|anything|everything) (?:still |already |now |"
            r"currently )*(?:muted|paused|recording|live) (?:now |yet |or not |at the moment )?\??",
        ]
    ),
    refuses=phrases(_REFUSES),
    declines=phrases(_DECLINES),
    conditions=any_of(_CONDITIONS),
    events=any_of(_EVENTS),
    first=re.compile(_AWAITED),
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
    switches_off=any_of(
        "off sleeps? timer shut\\w* bed bedtime goodnight night ends? ended stop\\w* kill power doze dozing nod "
        "nodding asleep finish\\w* standby done close quit countdown black plug cut".split()
    ),
    calls_off=any_of(
        "cancel\\w* stop\\w* off dont not no never nevermind forget keep\\w* stay\\w* leave without scrap kill "
        "clear remove ditch drop delete lose awake undo unset scrub abort disable\\w* end rid bin carry running take "
        "wipe longer anymore mind wont isnt scratch axe nix deactivate reset".split()
    ),
    until=any_of(
        [
            rf"(?:right |just |shortly )?before (?:(?:the|this|that|my|our|next) (?:\S+ )?{_PROGRAMMES}|it|kick ?off)"
            r"(?: (?:is |has |actually |really )*(?:starts?|started|begins?|kicks off|comes on|gets going|resumes?|"
            r"ends?|finishes|over|on)(?= )|(?= $))",
        ]
    ),
    chores=any_of(
        [
            rf"(?:put|take|get|bring|send) (?:{_HOME} )?{_HOUSEHOLD}(?: \S+)*(?= $)",
            rf"(?:walk|feed|wash|bath|bathe|clean|empty|fetch|collect|pick up|water|iron|fold|dry|lay|set|clear|cook|"
            rf"hang up|hoover|make|do|check on|wake|let out|lock|close|open) {_HOME} {_HOUSEHOLD}(?: \S+)*(?= $)",
            r"(?:call|ring|phone|text|message|email) (?:mum|mom|dad|gran|nan|grandma|(?:the|my|our) \S+)(?= $)",
            r"(?:go|get) to (?:bed|sleep|work|school)(?= $)",
            rf"(?:get|answer|see to|open) {_HOME} (?:door|phone|post|front door|doorbell)(?= $)",
            rf"let {_HOME} {_HOUSEHOLD} (?:out|in)(?= $)",
            r"(?:pass|hand|bring|get|fetch|grab|give|make) (?:me |us )(?:the|a|an|some|my|another) (?!(?:channel|guide|"
            r"volume|film|movie|show|series|reminder|hint|clue|recap|summary|score|news|weather)\b)\S+(?= $)",
            r"get (?:the|some|a few) (?:beers?|wine|drinks?|snacks?|crisps|popcorn|teas?|coffees?)(?: in)?(?= $)",
            r"come (?:here|to bed|to the table|(?:to|for) (?:your )?(?:dinner|tea|lunch|supper)|and (?:eat|help|"
            r"sit)(?: \S+){0,3})(?= $)",
        ]
    ),
    talk=any_of((*TALK, _NOT_DELETED)),
    unwished=re.compile(
        r"(?:(?:please|oh|god|ugh) )*(?:not|no more|enough(?: of)?)(?: (?:again|another|any|more|the))* (?=\S)"
    ),
    unraised=any_of(
        [
            r"(?:dont|do not) (?:turn|put|make|get|crank|bring|go) (?:\S+ ){0,3}?(?:up|louder|back on)"
            r"(?= (?:$|please |now |yet |again ))",
            r"(?:asleep|bed|so|and|but) no louder(?= (?:$|please |than ))",
        ]
    ),
    unwanted=any_of("(?:dont|didnt|do not|no longer|never) (?:want|need)".split(";")),
    appliances=frozenset(
        "oven radiator radiators heating heater heaters lights light lamp lamps kettle iron dishwasher dryer tap taps "
        "boiler fan hob cooker stove fridge freezer microwave thermostat candle candles fire fireplace shower hoover "
        "vacuum toaster grill extractor printer laptop computer aircon ac gas alarm washer blender".split()
    ),
    not_alone=frozenset("the a an on to at for of in me us my please now and some it".split()),
    genres=frozenset(" ".join((*GENRES, *LONG_GENRES, *KINDS)).split()) - {"the", "and", "n", "r"},
)
