"""English: what is to be left out."""

from prism_llm.understanding.excepting import Excepting

_BUT = "(?:but|except|excepting|bar|barring|save)(?: not| for| keep| leave| dont touch| dont delete| without)*"
_EVERY = "(?:all|every|everything|each|any|anything|whole lot)"
_LATER = "(?:please |maybe |do |just )*"

EXCEPTING = Excepting.of(
    {
        "deletes": [
            "(?:delete|erase|remove|wipe|bin|trash|scrap|clear|cancel|drop|dump|ditch|chuck|forget|junk|purge)",
            "(?:deleting|erasing|wiping|clearing|cancelling|canceling)",
            "(?:get rid|throw (?:away|out)|call off)",
        ],
        "spares": [
            rf"{_EVERY}(?: (?!but )\S+){{0,5}}? {_BUT}",
            r"(?:except|excepting|excluding|apart from|aside from|other than|with the exception of|besides)(?: for)?",
            r"(?:but|and|just|only) (?:please |do )?(?:not|keep|leave|save|spare|hold on to|hang on to|dont (?:delete|"
            r"touch|erase|cancel|remove))",
            rf"(?:keep|leave|save|spare) (?P<kept>\S+(?: (?!and |but |then )\S+){{0,6}}?) (?:and |but |then ){_LATER}"
            r"(?:\S+ ){1,3}?(?:the )?(?:rest|others?|all|everything|every)",
        ],
        "rests": [
            r"(?:but|and|just|only|though) (?:please |do )*(?:(?:keep|leave|save|spare|hold on to|not|dont (?:delete|"
            r"touch|"
            r"erase|cancel|remove)) )(?:all )?(?:of )?(?:the |my |any )?(?:others?|rest|other (?:ones?|\S+s)|"
            r"everything "
            r"else|anything else|remaining ones|other)(?: (?:please|alone|as (?:it|they) (?:is|are)|there|where they "
            r"are|in "
            r"place|on|set|thanks|though))*",
            r"(?:but |and )?(?:just|only) (?:that|the) one",
        ],
        "tells": [
            "(?:(?:so|and|but) )*(?:did|didnt|have|has|had|why|when|who|how|what|should|shall|he|she|they|(?:i|we)"
            "(?! (?:want|wanna|need|would|have to|d|ll)))"
        ],
        "leads": [
            "please|lumen|hey|ok|okay|well|oh|right|so|and|now|just|can|could|would|will|you|we|i|me|us|id|ill|lets|"
            "let|"
            "is there|are there|want|wanna|like to|love to|to|rather|really|happy with|up for|in the mood for|"
            "feel like|fancy",
            "put on|put|play|stick on|stick|show|find|give|get|watch|see|have|throw on|bung on|chuck on|switch to|turn "
            "on|record|tape|recording|suggest|recommend|pick|choose|go for|search for",
        ],
        "whatever": [
            r"(?:anything|whatever|something|everything|any (?:channel|film|movie|show|programme|thing)|"
            r"some(?: other)? (?:channel|film|movie|show|programme)|an?(?: (?:good|nice|other))? (?:film|movie|show|"
            r"programme|channel|series)|all|whats(?: else)? on|what else is on)"
        ],
        "fills": [
            "on|else|at all|good|nice|decent|fun|you like|to watch|tonight|now|please|is fine|will do|goes|random|"
            "instead|that is|its all the same"
        ],
        "buts": [
            r"(?:but|except|excepting|excluding|bar|barring|besides|save)(?: for| not| please not| no| never)*",
            r"(?:apart from|aside from|other than|different (?:from|to)|with the exception of)",
            r"(?:(?:thats|that is|which is)(?: not| no)+|(?:which isnt|that isnt|that doesnt have|without)(?: any)?)",
            r"(?:just|only)(?: please)? (?:not|no)",
            r"(?:(?:so|as) long as (?:its|it is|it isnt|theres|there isnt|it doesnt have)(?: not| no| any)*)",
        ],
        "records": ["(?:record|tape|recording)"],
        "no_things": ["(?:so|too|very|that) [^ ]+|yet|now|today|tonight|right now|at once|just yet|yours|me|us"],
        "ends": [
            "please|though|thanks|then|alone|as it is|as they are|there|where it is|lumen|tonight|on|for me|okay|"
            "ok|playing|yet|today|right now|at once|just yet|again|mate|love|obviously|of course"
        ],
    }
)
