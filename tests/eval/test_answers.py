"""Containment: what counts as given, and where it must stand."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eval.metrics import answers, held
from eval.metrics.answers import within_characters, within_sentences
from eval.metrics.words import content, reach, squeeze, tokens
from eval.types import Case, Dated, Due, Gloss, Judgement, Observed, Outcome, Said


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("Signed by MICROSOFT’s board", "Microsoft"),
        ("about 60 per cent of them", "60%"),
        ("about 60 percent of them", "60%"),
        ("worth 1,200 euros", "1200"),
        ("for $3.4 billion.", "$3.4 billion"),
        ("the sitcom “Full House,” has", "“Full House”"),
        ("by Ramón Estévez", "Ramon Estevez"),
        ("the 5G network", "5g"),
        ("O’Neill won", "O'Neill"),
    ],
)
def test_an_answer_is_found_whatever_its_case_accents_and_marks(text: str, answer: str) -> None:
    """Whole tokens decide; typography does not."""
    assert reach(text, [answer]) is not None


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("It was 12.5 degrees", "12"),
        ("It was 12.5 degrees", "5"),
        ("in 1984", "84"),
        ("the Warsaw talks", "war"),
        ("rose by 70%", "70"),
        ("rose by 70 per cent", "70"),
        ("70 people", "70%"),
        ("Turkey, Russia and Iran", "Russia, Turkey"),
        ("anything at all", "?"),
        ("", "a"),
    ],
)
def test_an_answer_is_not_found_inside_other_words_or_numbers(text: str, answer: str) -> None:
    """Parts of a token, other units and another order do not count."""
    assert reach(text, [answer]) is None


def test_the_reach_is_where_the_first_accepted_answer_ends() -> None:
    """Of several accepted answers the one that ends first decides."""
    assert reach("One, then Two.", ["two", "one"]) == 3


def asked(*accepted: str, due: Due | None = None) -> Case:
    """A question with those accepted answers."""
    return Case(id="q", question="?", answerable=True, answers=accepted, due=due or Due())


def test_sentences_count_from_the_first() -> None:
    """An answer in the second sentence is within three sentences, not within one."""
    sentences = [Said(text="It rained."), Said(text="In Geneva."), Said(text="So it was.")]

    assert not within_sentences(sentences, asked("Geneva"), 1)
    assert within_sentences(sentences, asked("Geneva"), 3)


def test_an_answer_must_end_within_the_characters() -> None:
    """An answer cut by the limit is not given; one endless sentence gains nothing."""
    sentences = [Said(text="x" * 290 + " Geneva fell")]

    assert within_characters(sentences, asked("Geneva"), 300)
    assert not within_characters(sentences, asked("Geneva fell"), 300)
    assert within_sentences(sentences, asked("Geneva fell"), 1)


def test_what_is_shown_in_brackets_counts_as_shown() -> None:
    """A gloss stands at its place and takes its room; several keep theirs."""
    said = Said(text="He left today.", glosses=(Gloss(at=2, text="John Roe"), Gloss(at=13, text="3 May 2017")))

    assert held.shown(said) == "He [John Roe] left today [3 May 2017]."
    assert held.needed([said], asked("Roe")) == len("He [John Roe")


def test_every_part_and_every_side_is_needed() -> None:
    """The last of them decides where the answer is complete; one missing and it is not."""
    due = Due(parts=(("4:20",), ("Monday", "5 May")), conflict=(("41",), ("39", "thirty-nine")))
    whole = [Said(text="At 4:20 on Monday 41 came."), Said(text="Thirty-nine left.")]

    assert held.needed(whole, asked(due=due)) == len("At 4:20 on Monday 41 came. Thirty-nine")
    assert held.needed(whole[:1], asked(due=due)) is None


@pytest.mark.parametrize(
    "text",
    ["15 January 2025", "on January 15, 2025", "15th of January 2025", "Jan. 15, 2025", "2025-01-15", "15/1/2025"],
)
def test_a_date_is_found_in_any_common_format(text: str) -> None:
    """No accepted string is needed beside it."""
    assert held.needed([Said(text=text)], asked(due=Due(date="2025-01-15"))) == len(text)


def test_a_date_is_found_by_what_a_sentence_says_it_means() -> None:
    """A mark of that value counts where its words end; one of another value does not."""
    case = asked("noon", due=Due(date="2025-01-15"))
    right = Said(text="Back on Wednesday at six.", dates=(Dated(text="Wednesday", value="2025-01-15T06:00"),))
    wrong = Said(text="Back on Wednesday at six.", dates=(Dated(text="Wednesday", value="2025-01-22"),))

    assert held.needed([wrong, right], case) == len("Back on Wednesday at six. Back on Wednesday")
    assert held.needed([wrong], case) is None
    assert held.needed([Said(text="At noon.")], case) == len("At noon")


def judged(case: Case, *sentences: Said, status: str = "answered", error: str | None = None) -> dict[str, Judgement]:
    """The judgements of an answer, by metric."""
    outcome = Outcome(status=status, sentences=sentences, error=error)  # type: ignore[arg-type]
    return {each.metric: each for each in answers.judge(Observed(case=case, outcome=outcome))}


def test_sentence_precision_counts_every_sentence_shown() -> None:
    """One of three holds the answer; an error is one that does not."""
    found = judged(asked("Geneva"), Said(text="It rained."), Said(text="In Geneva."), Said(text="So it was."))
    failed = judged(asked("Geneva"), error="503")

    assert (found["sentence_precision"].value, found["sentence_precision"].weight) == (1 / 3, 3)
    assert (failed["sentence_precision"].value, failed["answer@600"].value) == (0.0, 0.0)


def test_a_refusal_holds_nothing_and_shows_no_sentence_to_judge() -> None:
    """Containment is 0, also when an answer stands under the refusal; precision is not told of nothing."""
    assert "sentence_precision" not in judged(asked("Geneva"), status="not_stated")
    assert judged(asked("Geneva"), Said(text="In Geneva."), status="not_stated")["answer@1"].value == 0.0


def test_where_several_things_are_due_one_sentence_is_not_asked_for_all() -> None:
    """answer@1 leaves them out; the others judge them."""
    assert judged(asked(due=Due(parts=(("a",), ("b",)))), Said(text="a b")).keys() == {
        "answer@3", "answer@300", "answer@600", "sentence_precision",
    }  # fmt: skip


def test_content_is_what_says_something() -> None:
    """Stop words are left out, case and repetition too."""
    assert content("The strike of the Pilots, the pilots' strike") == {"strike", "pilots"}


@given(st.text())
def test_tokens_end_inside_the_text_in_order(text: str) -> None:
    """Ends ascend and never pass the text."""
    ends = [token.end for token in tokens(text)]

    assert ends == sorted(set(ends))
    assert all(0 < end <= len(text) for end in ends)


@given(st.text(alphabet="ab1 .,%"), st.text(alphabet="ab1 .,%"))
def test_a_longer_text_reaches_no_later(text: str, more: str) -> None:
    """What whole sentences hold they hold whatever follows after a stop."""
    held = reach(text + " . ", ["a b"])

    assert reach(f"{text} . {more}", ["a b"]) == held or held is None


@given(st.text())
def test_squeezing_twice_is_squeezing_once(text: str) -> None:
    """No white space is left, and nothing else is lost."""
    assert squeeze(squeeze(text)) == squeeze(text)
    assert not any(char.isspace() for char in squeeze(text))


def test_a_day_in_brackets_answers_only_a_question_of_time() -> None:
    """A day that the server adds is no count and no toll; asked when, it is what is due."""
    said = Said(text="It burned down on Sunday.", glosses=(Gloss(at=24, text="9 May 2021"),))

    assert held.needed([said], asked("nine", "9")) is None
    assert held.needed([said], asked("9 May 2021")) == len("It burned down on Sunday [9 May 2021")
    assert held.violations([said], Due(must_not=("9",))) == []
