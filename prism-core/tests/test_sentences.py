import itertools

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from prism_core.sentences import LONGEST_SENTENCE, SentenceCutter, cut_long, cut_sentences, cut_stream


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("It is on now. Shall I switch?", ["It is on now.", "Shall I switch?"]),
        ("Dr. Who is on BBC One. Enjoy!", ["Dr. Who is on BBC One.", "Enjoy!"]),
        ("It costs 3.50 pounds. Cheap.", ["It costs 3.50 pounds.", "Cheap."]),
        ("J. K. Rowling wrote it. I know.", ["J. K. Rowling wrote it.", "I know."]),
        ("The U.S. Open is at 8 p.m. Then the news.", ["The U.S. Open is at 8 p.m.", "Then the news."]),
        ("It is at 8 p.m. on Friday.", ["It is at 8 p.m. on Friday."]),
        ("Arsenal vs. Chelsea, e.g. tonight.", ["Arsenal vs. Chelsea, e.g. tonight."]),
        ("Wait... what? No way!!", ["Wait... what?", "No way!!"]),
        ('She said "stop." Then she left.', ['She said "stop."', "Then she left."]),
        ("**Done.** Next one.", ["**Done.**", "Next one."]),
        ("See example.com for more", ["See example.com for more"]),
        ("1. First film\n2. Second film", ["1. First film", "2. Second film"]),
        ("Channel 5. Next up", ["Channel 5.", "Next up"]),
        ("今晚八点有新闻。要看吗？", ["今晚八点有新闻。", "要看吗？"]),
        ("「見ますか？」はい。", ["「見ますか？」", "はい。"]),
        ("यह समाचार है। देखेंगे?", ["यह समाचार है।", "देखेंगे?"]),
        ("هل تريد المشاهدة؟ نعم.", ["هل تريد المشاهدة؟", "نعم."]),
        ("No. 5 is on.", ["No. 5 is on."]),
        ("No. Not now.", ["No.", "Not now."]),
        (
            "It costs $3.50. See https://bbc.co.uk/x?y=3.5. Yes.",
            ["It costs $3.50.", "See https://bbc.co.uk/x?y=3.5.", "Yes."],
        ),
        ("« Bonjour ! » dit-il. Merci.", ["« Bonjour ! »", "dit-il.", "Merci."]),
        ("Das ist z. B. gut. Ja.", ["Das ist z. B. gut.", "Ja."]),
        ("Il dott. Rossi arriva. Ciao.", ["Il dott. Rossi arriva.", "Ciao."]),
        ("Это т. е. новости. Да.", ["Это т. е. новости.", "Да."]),
        ("안녕하세요. 뭐 볼까요? 좋아요.", ["안녕하세요.", "뭐 볼까요?", "좋아요."]),
        ("မင်္ဂလာပါ။ ဟုတ်ကဲ့။", ["မင်္ဂလာပါ။", "ဟုတ်ကဲ့။"]),
        ("J. R. R. Tolkien wrote it. He died in 1973.", ["J. R. R. Tolkien wrote it.", "He died in 1973."]),
        ("I live in the U.S. It is big.", ["I live in the U.S.", "It is big."]),
        ("She got an A. He got a B.", ["She got an A.", "He got a B."]),
        (
            "He left Apple Inc. They stayed. See Main St. Then go.",
            ["He left Apple Inc.", "They stayed.", "See Main St.", "Then go."],
        ),
        ("On Jan. 5 or Mon. 4th. He sat. 5 others stood.", ["On Jan. 5 or Mon. 4th.", "He sat.", "5 others stood."]),
        ("It took 3.5 million. See figs. 3 and 4, Pt. 2.", ["It took 3.5 million.", "See figs. 3 and 4, Pt. 2."]),
        ("... and then? --- Yes. ...", ["... and then?", "--- Yes."]),
        ("---\nHello. 🎉", ["Hello.", "🎉"]),
        ("Was?! Nein… Doch.", ["Was?!", "Nein…", "Doch."]),
        ("", []),
        ("  \n \n", []),
        ("...", []),
    ],
)
def test_a_text_is_cut_where_a_speaker_would_stop(text: str, sentences: list[str]) -> None:
    assert cut_sentences(text) == sentences


def test_an_ordinal_dot_ends_nothing_where_ordinals_are_written_so() -> None:
    text = "Das Spiel ist am 3. Mai. Schön."
    assert cut_sentences(text, language="de-AT") == ["Das Spiel ist am 3. Mai.", "Schön."]
    assert cut_sentences(text, language="en")[0] == "Das Spiel ist am 3."


def test_a_sentence_is_given_as_soon_as_the_next_one_begins() -> None:
    cutter = SentenceCutter()
    assert cutter.push("It is on now.") == []
    assert cutter.push(" S") == ["It is on now."]
    assert cutter.push("hall I switch?") == []
    assert cutter.flush() == ["Shall I switch?"]


def test_a_long_opening_clause_goes_alone_and_only_the_opening_one() -> None:
    text = "I found three comedies for tonight, two of them new, and one old. The first, as it goes, is good."
    assert cut_sentences(text, first_clause=True) == [
        "I found three comedies for tonight,",
        "two of them new, and one old.",
        "The first, as it goes, is good.",
    ]


def test_a_short_opening_clause_stays_with_its_sentence() -> None:
    assert cut_sentences("Well, here it is.", first_clause=True) == ["Well, here it is."]


def test_a_text_without_an_end_is_cut_at_a_pause_before_the_limit() -> None:
    sentences = cut_sentences("and then they ran, " * 40)
    assert all(len(sentence) <= LONGEST_SENTENCE for sentence in sentences)
    assert all(sentence.endswith(",") for sentence in sentences)


def test_a_sentence_that_is_too_long_for_a_model_is_cut_at_its_pauses() -> None:
    assert cut_long("It is on now, and the next one is later, I think.", 30) == [
        "It is on now, and the next",
        "one is later, I think.",
    ]
    assert cut_long("aaaa" * 10, 15) == ["a" * 15, "a" * 15, "a" * 10]
    assert cut_long("Short.", 30) == ["Short."]


PATIENT = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
"""A busy machine is slow now and then."""


@PATIENT
@example(["«1。 ", "»"], False)
@example(['"\n', "\n", "。1.", '?a"、N'], True)
@given(st.lists(st.text(alphabet="aBoN1 .,!?…\n\"'«»。、")), st.booleans())
def test_the_cuts_do_not_depend_on_how_the_text_arrived(pieces: list[str], first_clause: bool) -> None:
    cutter = SentenceCutter(first_clause=first_clause)
    streamed = [sentence for piece in pieces for sentence in cutter.push(piece)] + cutter.flush()
    assert streamed == cut_sentences("".join(pieces), first_clause=first_clause)


@PATIENT
@given(
    st.lists(
        st.sampled_from(
            [
                "J. ",
                "R. ",
                "U.S.",
                "It ",
                "Inc. ",
                "No. ",
                "Jan. ",
                "5",
                " ",
                "the",
                "The ",
                "... ",
                "?! ",
                "🎉",
                "\n",
                "। ",
                "؟ ",
            ]
        )
    ),
    st.lists(st.integers(0, 80)),
)
def test_the_cuts_of_what_looks_like_an_end_do_not_depend_on_how_it_arrived(words: list[str], cuts: list[int]) -> None:
    text = "".join(words)
    edges = [0, *sorted({cut for cut in cuts if cut < len(text)}), len(text)]
    cutter = SentenceCutter()
    streamed = [found for begin, end in itertools.pairwise(edges) for found in cutter.push(text[begin:end])]
    streamed += cutter.flush()
    assert streamed == cut_sentences(text, first_clause=True)
    assert all(any(character.isalnum() or character == "🎉" for character in sentence) for sentence in streamed)


@PATIENT
@given(st.text(alphabet="aB1 .,!?…\n\"'。、", max_size=400))
def test_no_letter_is_lost_or_doubled(text: str) -> None:
    joined = "".join(cut_stream([text]))
    assert [c for c in joined if c.isalnum()] == [c for c in text if c.isalnum()]


def test_a_number_is_not_cut_at_its_comma() -> None:
    sentences = cut_sentences("word " * 46 + "it costs 1,000,000 pounds and more than that " + "word " * 20)
    assert any("1,000,000" in sentence for sentence in sentences)


def test_a_clause_mark_waits_for_the_marks_that_run_on_from_it() -> None:
    cutter = SentenceCutter(first_clause=True)
    assert cutter.push("1111111、") == []
    assert cutter.push("？続き") == ["1111111、？"]


def test_titles_and_numbered_kings_end_no_sentence() -> None:
    assert cut_sentences("Gov. Newsom met Sen. Warren. They talked.") == [
        "Gov. Newsom met Sen. Warren.",
        "They talked.",
    ]
    assert cut_sentences("IV. Béla jött.", "hu") == ["IV. Béla jött."]
    assert cut_sentences("Es kostet 1,5 Mio. Euro. Gut.", "de") == ["Es kostet 1,5 Mio. Euro.", "Gut."]
