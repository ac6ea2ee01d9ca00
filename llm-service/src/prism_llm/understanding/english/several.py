"""English: two things of which the same is asked."""

from prism_llm.understanding.several import Several

SEVERAL = Several.of(
    {
        "ands": "and",
        "surely": "|".join(
            (
                "and (?:also )?(?:the |that )?ones? (?:of|for|about|called)",
                "and (?:also )?another (?:one )?(?:of|for|about)",
                r"and (?:also )?the(?= (?:\S+ ){1,5}one $)",
                r"and(?= (?:\S+ ){1,5}(?:too|as well) $)",
                "and (?:also|then|after that|as well)|as well as",
            )
        ),
        "ofs": "of|about|for|to",
        "both": "both",
        "ends": "too|also|as well|one",
    }
)
