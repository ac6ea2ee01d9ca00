"""What English says to others, or of other things, in the words of requests.

Each is looked for among words without their apostrophes, and makes nothing of the whole sentence, so none may stand in
what is asked of a television: "turn down the heating" is here, and "turn it down" is not.
"""

_MEALS = "(?:dinner|lunch|breakfast|supper|dessert|brunch)"
_PEOPLE = (
    "(?:you (?:lot|two|three|four|guys|kids|boys|girls|pair)|kids|boys|girls|lads|guys|folks|children|everyone|"
    "everybody|people|class|team|officer|sir|madam|mum|mom|mam|ma|dad|pa|grandad|granddad|grandpa|grandma|gran|nan|"
    "nana|"
    "son|brothers?|sisters?|auntie|uncle)"
)
_ROOMS_THINGS = (
    "(?:lights?|lighting|lamps?|bulbs?|heating|thermostat|radiators?|oven|kettle|hoover|vacuum|blinds|curtains|"
    "aircon|air conditioning|dishwasher|washing machine)"
)
_PLACES = (
    "(?:church|hospital|doctors?|dentist|airport|station|shops?|supermarket|bank|school|work|office|gym|hotel|pharmacy)"
)
_FOODS = (
    "(?:chicken|pasta|rice|noodles|beef|mince|lamb|pork|ham|bacon|sausages?|salmon|tuna|prawns|eggs?|cheese|potato(?:es)?|"
    "chips|veg|vegetables|veggies|beans|lentils|chickpeas|tofu|mushrooms|tomato(?:es)?|spinach|broccoli|garlic|"
    "chocolate|custard|cream|gravy)"
)
_ADULTS = (
    "(?:mum|mom|mam|dad|parents|grandad|granddad|grandpa|grandma|gran|nan|nana|husband|wife|partner|brother|sister|"
    "auntie|aunt|uncle|mother|father|friend|mate)"
)
"""Who is told things, and of whom it is told what they liked."""
_ASKS_ON = (
    "(?:please|put|play|find|show|get|give|have|is|are|can|could|would|lets|let|more|another|any|some|watch|see|record|"
    "do|what|whats|when|where|who|how|same|like|similar|i|we|me|us)"
)
_PEOPLES_WORDS = (
    rf"^(?:quiet down|be quiet|speak up|speak louder|settle down|calm down|pipe down|slow down|"
    rf"keep your voices? down|youre too loud|turn around) (?:now |please |a bit )?{_PEOPLE}"
    r"(?! (?:are|is|need|have|want))",
    r"^(?:be |right )?back in (?:a|an|half|two|five|ten|\d+)(?= )",
    rf"(?:and|then) (?:go (?:and )?)?tell (?:my |your |our )?{_ADULTS}(?= )",
    r"^(?:please |go and |you can |come and )*(?:talk|speak|chat) (?:to|with) (?:your |my |our )?"
    r"(?!(?:me|us|him|her|you|them|it|lumen|the|a|an|this|that|your|my|our|no|in) )\S+"
    r"(?: (?:about (?:\S+ )*\S+|properly|nicely|first|now|instead|then))? $",
    rf"^(?:(?:my|our|his|her) (?:late |poor |old )?)?{_ADULTS} (?:always |really |absolutely |just |only |never )*"
    rf"(?:loved|liked|adored|enjoyed|hated)(?= )(?!.* {_ASKS_ON} )",
    r"^(?:the )?(?:volumes?|sounds?) (?:is )?(?:fine|ok|okay|good|perfect|alright|all right|just right)"
    r"(?: (?:as it is|now|like (?:that|this)|there|thanks))? $",
    r"^(?:(?:stop|no|dont|hes|shes|he|she) )*(?:always )?show(?:ing|s)? off ",
    r"^(?:do you think |you think |so |and )*(?:should|shall) (?:i|we) (?:record|tape) "
    r"(?!(?:it|this|that) $)\S+",
    r"^(?:(?:so|and|but|hey|lumen|why|when) )*(?:did|have|havent|didnt) you (?:already |just |really |even |"
    r"actually )*"
    r"(?:deleted?|recorded?)",
    r"^(?:(?:so|and|but|hey|lumen|why|when) )*(?:have|havent) you (?:already |just |really |even |actually )*"
    r"(?:turned|switched|muted|paused|put|changed|stopped|skipped|saved|cancelled|erased|added)(?: \S+){0,6}? $",
    r"^(?:so |and |but |oh )*(?:it|this|that|the \S+|everything)(?:s| is| was| has been) (?:still |already |being |"
    r"been |just )*(?:recording|recorded|taping|taped|paused|muted|deleted|erased|off|on|saved|cancelled)"
    r"(?: \S+){0,3}? (?:isnt it|wasnt it|hasnt it|right|is it|was it|no|yes|yeah|innit|correct)(?: lumen)? $",
    r"^(?:(?:hey|oi|ok|okay|right|please|come on|now|will you) )*(?:kids|boys|girls|children|lads|you (?:lot|two|three|"
    r"four|guys|kids|boys|girls|pair)) (?:please |can you |could you |will you |would you |just )*(?:turn|switch|stop|"
    r"quit|pause|mute|leave|keep|dont|put (?:that|it|the)|go to)(?= )",
    r"^turn (?:\S+ ){1,4}?(?<!the )(?<!for )(?<!my )(?<!our )(?<!with )(?:kids|boys|girls|children|lads|"
    r"you (?:lot|two|three|guys|kids|boys|girls)) $",
    r"^(?:(?:please|can you|could you|will you|go and|go|just|lumen|better|lets|we should|ill|i should|and|but) )*"
    r"(?:ask|(?:tell|text|call|phone|ring|message|check with)(?! (?:him|her|them|it) )) "
    r"(?!lumen |prism |me |us |you |yourself |for |about |who|what|when|how|whether |if |the (?:tv|telly|"
    r"television|player|guide|app|programme) )(?:(?:the|my|your|our|"
    r"his|her) )?\S+ (?:if|whether|to(?! (?:say|talk|speak))|not to|that (?:he|she|they|we|i))(?= )",
    r"^(?:oh |will you |please )*(?:shut up|shush|hush|be quiet|pipe down|stop it|pack it in|leave it) "
    r"(?!(?:lumen|prism|now|please|will|would|for|about|and|you|already|a|the|just|with|so|while|thanks|because|cause|"
    r"then|its|i|im|we|were|ive|alone|as|at|in|on|until|when|during|or|but|robot|assistant|computer|machine|ai|"
    r"everyone) )\S+ (?:i|im|ive|we|were|weve|its|this|theyre|he|hes|she|shes|you|youre)(?= )",
    r"^(?:should|shall) we (?:watch|see|put on|have) (?:\S+ ){1,6}?or \S+",
    r"^shall we turn (?:it|that|the tv|the telly) off(?= $)",
    r"dont you dare (?:shrink|eat|touch|spill|drop|lose|wash|break|tell|laugh|cry|leave|lie|drive)",
    r"(?:the lines (?:bad|breaking|terrible|crackly|dead)|youre (?:breaking up|on (?:mute|speaker)))",
    r"unmute (?:your (?:mic|mike|microphone)|\S+ we cant hear you)",
    r"^(?:take|get) (?:that|it|them|this|those)(?: \S+)? off .*\b(?:its|theyre|thats) (?:all |absolutely |really |so )?"
    r"(?:filthy|dirty|soaking|soaked|wet|muddy|mucky|sticky|stained|ripped|torn|damp|inside out|too (?:small|"
    r"big|tight)|"
    r"covered in|crawling)",
    r"^(?:move|budge|shove|scoot|shift) (?:up|over|along) .*(?:room|space|sit|seat)",
    r"^(?:(?:go|come|please|now|off you go|you can|lets|and) )*play (?:out|in) the (?:garden|yard|snow|sand|park|"
    r"street|pool|mud|bath|other room|den)(?: (?:for a|with|now|please|today|you|then|until|while|till)\b.*)? $",
    r"^play (?:outside|nicely|nice|fair)"
    r"(?: (?:for a|with|now|please|today|you|then|until|while|till|together|its|in the)\b.*)? $",
    r"used to (?:scream|shout|yell|holler) at",
    r"^hello (?:aye|yes|yeah|speaking) (?:hold on|hang on|wait)",
    r"slow down .*(?:driving|along here|mph|bend|corner|traffic|police)",
    r"^(?!.*\b(?:pause|stop|hold|freeze|mute|record|turn|put|play|switch|volume|louder|quieter|skip|rewind|show)\b).*"
    r"\bdont (?:you )?(?:eat|drink|scoff|nick|pinch|steal|finish|touch) (?:all |any )?(?:of )?(?:the|my|our) "
    r"(?:popcorn|crisps|biscuits|chocolates?|sweets|cake|pizza|tea|beer|wine|food|chips|snacks|seat|chair)",
    r"^pause for (?:thought|effect|reflection|applause)",
    r"thats what (?:the |my |our )?\S+ (?:calls?|called) (?:it|them) $",
    r"^(?:and |now )*(?:next|coming) up (?:its |tonight )?(?:the|a|an|our) "
    r"(?!.*\b(?:please|volume|sound|channels?|play|put)\b)(?:\S+ ){4,}$",
    r"\b(?:on|showing|playing) at (?:the )?(?:\S+ )?(?:cinema|pictures|theatre|theater|odeon|multiplex)\b",
    r"^(?:\S+ ){0,2}search me (?:$|no idea|i |dont|how)",
    r"(?:said|says|told (?:me|us)|promised) (?:that )?(?:we|i|you|he|she|they) (?:can|could|may|cant|couldnt|are "
    r"allowed to) "
    r"(?:have|use) the (?:telly|tv|television|remote|sofa|big screen)\b(?! on)",
    r"^(?:and |now )*(?:next|coming up|later|up next|tonight) on (?:\S+ ){1,3}(?:its|we|an? (?:brand|all) new)\b",
    r"help (?:me|us) (?:lift|carry|push|pull|fold|peel|reach)",
    r"^(?:we|they|i) (?:always|usually|normally|generally) (?:turn|switch) (?:(?:it|the \S+) )?off "
    r"(?:at|around|by|after) (?:\S+ ){1,3}$",
    r"^(?:the|my|our|those) (?:kids|children|boys|girls|lads|twins|neighbours) "
    r"(?:should|must|have to|need to|ought to) (?:turn|switch|mute|pause) (?:\S+ ){1,4}$",
)  # fmt: skip
_OF_OTHER_THINGS = (
    r"^(?:it|that|the (?:box|tv|telly|recorder)) (?:just |only |has |had )?(?:stopped|started|was) recording(?= )",
    r"^what (?:day|date|weekday)\b.* (?:falls?|lands?) on",
    r"^(?:(?:so|and|well|oh) )*(?:(?:is|was) there|theres|(?:have|do) (?:you|we)(?: got| have)?|got) "
    r"(?:much|a lot|lots|loads|plenty|anything|nothing)(?: else| left| more)?(?: for (?:us|me|you))? "
    r"to (?:do|eat|cook|buy|clean|tidy|pack|fix|sort|wear|wash|iron)(?= )",
    r"^(?:(?:maybe|well|or|just|oh|i fancy|we could have|how about|what about) )*(?:something|anything) with "
    rf"(?:some |a bit of |loads of )?{_FOODS}(?: (?:and|or) \S+)?(?: (?:tonight|today|tomorrow|then|maybe|please|"
    rf"instead|in(?: it)?|for (?:tea|me|us|once|{_MEALS})))* $",
    r"(?:on|in) (?:my|our|your) (?:calendar|diary|agenda|schedule)",
    r"on the schedule for (?:today|tomorrow|the|this|next)",
    rf"^(?:(?:please|can you|could you|i want to) )*(?:turn|switch|dim|rotate|change|cycle|flash|blink|brighten) "
    rf"(?:(?:on|off|up|down|the|my|our|all|living|room|bedroom|kitchen|colou?r|of) )*{_ROOMS_THINGS}"
    r"(?: (?:on|off|up|down|a|bit|little|lot|to|at|the|in|my|for|\d+|percent|degrees?|colou?rs?|red|blue|green|white|"
    r"bedroom|kitchen|hall|living|bath|room|bathroom|please|now|slowly))* $",
    r"lights? (?:colou?rs?|settings?|bulbs?|switch)",
    r"^\S+ \S+ (?:family background|net worth|date of birth)",
    r"(?:i|we) need (?:to get (?:\S+ ){0,3}|to go |a (?:ride|lift|taxi|cab) |an uber )(?:over )?to (?:\S+ ){0,2}"
    + _PLACES,
    r"^if you (?:could|can|had|won) .*(?:what|who|where|which|when|how)\b.* would (?:you|they|it|be)",
    r"explain (?:to (?:me|us) )?(?:the (?:\S+ ){1,3}(?:rule|law|theory|theorem|equation|principle)|"
    r"(?:the )?(?:rules|laws) of \S+(?: \S+)*)(?: (?:to (?:me|us)|please|again))* $",
    rf"^(?!.*\b(?:watch|films?|movies?|shows?|series|telly|tv|see|programmes?|something on|while|until|pause|"
    rf"stop|record)\b).*"
    rf"(?:decide|stuck|choose|thinking|torn|ideas?|have|make|cook|suggest|recommend|suggestions?|recommendations?) "
    rf"(?:on |what |about |for |between |to )+{_MEALS}",
    r"lets (?:make|cook|bake|order|grab|get) .* and (?:then )?watch (?:an?|some|the) (?:\S+ ){1,3}together $",
    r"(?:search|look) for .* (?:menus|restaurants|flights|hotels) (?:near (?:me|here)|nearby)? ?$",
    r"^off the record",
    r"^record (?:heat|highs?|lows?|temperatures?|profits?|rainfall|snowfall|crowds?|sales|losses)",
    r"^search me(?: i| ive| im| $)",
    r"^theme parks?",
    r"(?:next|last|first) (?:episode|season|series|chapter) of (?:my|our|his|her|their) (?:life|career|marriage|"
    r"podcast|book|story|youth|childhood)",
    r"put on (?:some|a bit of|a lot of|a few) (?:weight|pounds|kilos|muscle)",
    r"browser history",
    r"^(?!.*\b(?:put|play|pick|choose|film|watch|surprise)\b).*\broll (?:a|the|some) dice",
    r"^will it (?:freeze|rain|snow|be (?:hot|cold|warm|sunny|windy|icy))",
    r"^(?:and |so )*(?:in (?:french|spanish|german|italian|english|japanese|chinese) )?"
    r"how (?:do|would|can) (?:i|you|we) say",
    r"(?:my|our|your|the) (?:next )?days? off(?= )",
    r"(?:report|repord|block|cancel) my (?:\S+ )?card",
    r"\bdo(?:es)? take ?out",
    r"(?:fun|interesting|random) facts? about",
    r"any (?:good )?places (?:around|near|nearby|open)",
    r"talk like (?:an? )?\S+",
    r"^who(?:s| is|m)? (?:that |the |this )?(?:\S+ )?(?:that is |thats )?on the (?:phone|line)(?= )",
    r"\d+ minutes? (?:drive|walk|ride|bus ride)",
    r"(?:id|hed|shed|theyd|never|wouldnt) (?:ever |never )?turn(?:ed)? (?:\S+ )?down (?:a|an|the|that|such)",
    r"for the camera",
    r"hear (?:something|anything) (?:funny|hilarious) $",
    r"^(?!.*\b(?:put|turn|switch|stop|change|skip|next|pause)\b)(?:im|i am|were|we are) not able for",
    r"\bthats (?!.*\b(?:too|enough|loud|quiet|fast|slow|it|better|wrong|right|the one)\b)(?:\S+ ){1,3}"
    r"(?:i think|i reckon|i bet|surely) $",
    r"for (?:your|a) chance to win|terms and conditions apply",
    r"too (?:tired|busy|ill|sleepy|old|young|late|early|drunk|poorly|hungry|upset)(?: now)? to(?= )",
    r"^(?:i (?:suppose|guess) )?(?:we|i) could (?:\S+ ){1,4}(?:i suppose|i guess) $",
    r"^i (?:suppose|guess) (?:we|i) could(?= )",
    r"what do (?:you|we|they|people) (?:think|make|reckon) (?:of|about)(?= (?!watching|putting))",
    r"^(?:so |and )?how many (?:more )?(?:episodes|seasons|series|parts) (?:are|is|of|have|does|do|in|left|to)(?= )",
    r"(?:call|text|order|phone) (?:us )?now (?:on|and|for|to)\b",
    r"remind me of your name",
    r"^a few minutes ago (?:i|we|he|she|they) (?:felt|was|were|had|saw|ate|called)",
)  # fmt: skip
_OF_OTHER_ASSISTANTS = ("^(?:(?:hey|ok|okay|yo|oi) )?(?:alexa|siri|google|cortana|bixby)",)
TALK = (*_PEOPLES_WORDS, *_OF_OTHER_THINGS, *_OF_OTHER_ASSISTANTS)
