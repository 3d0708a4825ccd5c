"""Sentence spans: lossless, right on what news writes, whole quotations."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.evidence import units
from rag.marks.sentences import sentences

_TEXTS = st.text(alphabet=st.characters(codec="utf-8"), max_size=400)
_NEWS = st.lists(
    st.sampled_from(
        [
            "Mr. ",
            "said. ",
            "“We ",
            "will go,” ",
            "U.S. ",
            "It rose 2.5 percent. ",
            "😀 ",
            "İstanbul ",
            "\n\n",
            '"No." ',
            "é́ ",
        ]
    ),
    max_size=60,
).map("".join)


def _texts(text: str) -> list[str]:
    return [span.of(text) for span in sentences(text)]


def _shown(text: str) -> list[str]:
    return [span.of(text) for span, whole in units(text) if whole]


@given(st.one_of(_TEXTS, _NEWS))
def test_sentences_join_back_to_the_text(text: str) -> None:
    """Between sentences there is only white space, and nothing is lost or doubled."""
    spans = sentences(text)

    edges = [0, *(edge for span in spans for edge in (span.start, span.end)), len(text)]

    assert edges == sorted(edges)
    assert all(not text[end:start].strip() for end, start in zip(edges[::2], edges[1::2], strict=True))
    assert all(span.of(text) == span.of(text).strip() != "" for span in spans)


@given(st.one_of(_TEXTS, _NEWS))
def test_units_cover_the_same_text_as_sentences(text: str) -> None:
    """Joining sentences to citable units loses none of them."""
    whole = sentences(text)
    joined = [span for span, _ in units(text)]

    assert [
        span for span in whole if not any(unit.start <= span.start and span.end <= unit.end for unit in joined)
    ] == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He met Ms. Jones. She left.", ["He met Ms. Jones.", "She left."]),
        ("George W. Bush came. He spoke.", ["George W. Bush came.", "He spoke."]),
        (
            "In the U.S. Senate on Jan. 5 it fell. Then it rose 2.5 percent.",
            ["In the U.S. Senate on Jan. 5 it fell.", "Then it rose 2.5 percent."],
        ),
        ("A headline\n\nThe body. More.", ["A headline", "The body.", "More."]),
        ("See www.a.example/?q=1 now.", ["See www.a.example/?q=1 now."]),
    ],
)
def test_news_abbreviations_do_not_end_sentences(text: str, expected: list[str]) -> None:
    """Titles, initials and months with a full stop stay inside their sentence."""
    assert _texts(text) == expected


@pytest.mark.parametrize(
    "marked",
    [
        'The minister is ill.|"He will return," she said.',
        "The mayor is ill.|“He will return soon,” she said.",
        "It was up to me.|'We chose it,' she said.",
        "The roads are fine.|(The bridges are not.)",
        "The vote was a no.|Brandt left.",
        "Her aunt sat by me.|“Nothing is left,” Ines Tarr said.",
        "The rebels took the art.|Mara Teel wept.",
        "It began in May.|Halden sold its mill.",
        "It was the Fed.|Brandt knew.",
        'He said: "It is ill."|Then he left.',
        "The bus ran late, etc.|Nobody cared.",
        "Brandt got an A.|He left.",
        "They moved to Plan B.|The council agreed.",
        "She moved to the U.S.|The family followed.",
        'She moved to the U.S.|"It was hard," she said.',
        "He lives in Velm, D.C.|His wife does not.",
        "It is made by Halden Corp.|“We are proud,” it said.",
        "The firm is at 12 Mill St.|It moved in May.",
        'It is hot in Oct.|"We swim," she said.',
        "It ended at 5 p.m.|Monday was quiet.",
    ],
)
def test_short_words_and_short_forms_end_sentences(marked: str) -> None:
    """A word in small letters is whole; behind a short form, what opens a sentence for sure ends the one before."""
    assert _texts(marked.replace("|", " ")) == marked.split("|")


@pytest.mark.parametrize(
    "text",
    [
        "Ms. Aldo resigned on Friday.",
        "Gen. Ito met Lt. Col. Ana Roque.",
        "He lives at No. 4 Mill Lane, by St. Mary hospital.",
        "It opens at 9 a.m. Monday.",
        "It is 3 a.m. GMT.",
        "The U.S. President spoke to the U.N. Security Council.",
        "The U.S. “Dreamers” programme won.",
        "Corvane Inc. said profits rose.",
        "George W. Bush and J. K. Marsh met.",
        "Halden Corp. Brandt is its name.",
        "He earns approx. 500 a week, says vol. 3 of the report.",
        "The singer of Wham! was there.",
        "“I am ill. He is not,” she said.",
        "The book is by Lund et al. Brandt read it.",
    ],
)
def test_titles_and_names_go_on(text: str) -> None:
    """A title, an initial, an hour and its day, a name with an exclamation mark, and a quotation stay whole."""
    assert _texts(text) == [text]


@pytest.mark.parametrize("text", ["U. “A " * 8_000, 'ill. "He ' * 6_000, '" ill. He' * 6_000, "x." + "'" * 50_000])
def test_stops_of_any_text_take_no_square_of_its_length(text: str) -> None:
    """Quotations without end are split as quickly as anything."""
    started = time.process_time()
    sentences(text)

    assert time.process_time() - started < 2


def test_a_quotation_of_several_sentences_stays_with_its_speaker() -> None:
    """No sentence out of the middle of a quotation can be shown as the outlet's own words."""
    text = "He was clear. “We will go. We will not stop. Never,” the mayor said. Then he left."

    shown = _shown(text)

    assert shown == ["He was clear.", "“We will go. We will not stop. Never,” the mayor said.", "Then he left."]


def test_a_quotation_over_paragraphs_ends_where_it_is_closed() -> None:
    """A quotation that is opened again in each paragraph is one, and what follows it is not part of it."""
    text = "“The first part runs on.\n\n“The second ends here,” she added. It is done."

    assert _shown(text) == [text[: text.index(" It is")], "It is done."]


def test_an_endless_line_is_cut() -> None:
    """A line without any full stop is no sentence of five million characters."""
    text = "word " * 100_000

    assert max(span.end - span.start for span in sentences(text)) <= 1_200


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He said:\n\n“We will not come back.”\n\nIt rained.", ["He said:\n\n“We will not come back.”", "It rained."]),
        ("Rain fell.\n\n“We lost it all.”\n\nIt rained.", ["Rain fell.", "It rained."]),
        ("“Gone.” Maria Lopez, 43, wept.", ["Maria Lopez, 43, wept."]),
        ('It is 6" long. It is done.', ['It is 6" long.', "It is done."]),
        ("“An end that never comes. And more of it.\n\nRain fell.", ["Rain fell."]),
    ],
)
def test_words_that_nobody_is_named_for_are_not_shown(text: str, expected: list[str]) -> None:
    """A quotation goes with what introduces it, or is left out."""
    assert _shown(text) == expected


def test_a_quotation_too_long_to_keep_together_is_not_shown_in_parts() -> None:
    """The middle of a speech is never the outlet's own words."""
    speech = "We held the line and we will hold it. " * 60

    assert _shown(f"Rain fell.\n\n“{speech}”\n\nHe left.") == ["Rain fell.", "He left."]


def test_a_line_without_ends_takes_no_square_of_its_length() -> None:
    """Initials without end are split as quickly as anything."""
    started = time.process_time()
    sentences("Go J. K. " * 8_000)

    assert time.process_time() - started < 3


def test_a_question_that_heads_a_part_is_not_shown() -> None:
    """It tells nothing; one that somebody asks, or that stands among sentences, does."""
    text = "Why did it close?\n\nNobody bought paper. Who would?\n\n“Why us?” she asked.\n\n“Who knows?”, said Reed."

    assert _shown(text) == ["Nobody bought paper.", "Who would?", "“Why us?” she asked.", "“Who knows?”, said Reed."]
