"""The languages of a session: what the viewer speaks, and what Lumen answers in."""

from prism_gateway.conversation.saying import languages, languages_told, said_in


class Tongue:
    """Lumen answers in the language of the viewer's words, until she is asked for another.

    Args:
        spoken: BCP 47, what the viewer is likely to speak before anything was said.
    """

    def __init__(self, spoken: str) -> None:
        self.spoken = spoken
        self.asked_for: str | None = None
        """What the viewer asked to be answered in, whatever their words are in."""

    @property
    def language(self) -> str:
        """What Lumen speaks."""
        return self.asked_for or self.spoken

    def say(self, text: str) -> str:
        """`text`, a sentence in English, as Lumen says it."""
        return said_in(self.language, text)

    def answer_in(self, language: str) -> tuple[bool, str]:
        """Answers in `language` (BCP 47) from now on: whether Lumen can, and what to say."""
        code = language.split("-")[0].lower()
        if code not in ("en", *languages()):
            return False, languages_told(self.language)
        self.asked_for = code
        return True, "I answer in English now." if code == "en" else self.say("I answer in your language now.")
