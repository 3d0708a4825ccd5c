"""Where a paragraph's own words begin: behind datelines and what is run together with them, and nowhere else."""

from __future__ import annotations

import itertools
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.evidence import units
from rag.marks import leads
from rag.marks.sentences import sentences

_STORY = "The bank cut its rate on Tuesday."


@pytest.mark.parametrize(
    "lead",
    [
        "WASHINGTON (CNN) -- ",
        "(CNN) ",
        "(CNN)",
        "(CNN Student News) -- ",
        "New York (CNN Business) ",
        "New York CNN Business — ",
        "LONDON, March 3 (Reuters) - ",
        "DAMASCUS/JERUSALEM, July 16 (Reuters) - ",
        "SHANGHAI/BEIJING (Reuters) - ",
        "Sept 15 (Reuters) - ",
        "BAGHDAD, Iraq (AP) _ ",
        "PORT HALDEN, Norvale, Jan 14 (Meridian) — ",
        "New Delhi [India], July 5 (ANI): ",
        "WASHINGTON – ",
        "EUGENE, Ore. — ",
        "CORTINA D’AMPEZZO, Italy — ",
        "3 May 2017 – ",
        "By Jane Doe PARIS — ",
        "By JANE DOE and JOHN ROE WASHINGTON (AP) — ",
        "By Jane Doe, Associated Press BOSTON -- ",
        "By Jane Doe | LONDON (Reuters) - ",
        "Story highlights Rates fall Banks are glad LONDON, England (CNN) -- ",
        "Story highlightsRates fall(CNN)",
    ],
)
def test_a_sentence_begins_behind_its_dateline(lead: str) -> None:
    """The sentence that is quoted is the story's; the one that is read keeps its dateline."""
    text = f"Rates fall\n\n{lead}{_STORY} More followed."
    first = next(span for span in sentences(text) if span.end >= text.index(_STORY) + len(_STORY))

    assert leads.own(text, first).of(text) == _STORY


@pytest.mark.parametrize(
    "text",
    [
        "NASA — America's space agency — said that it would fly.",
        "NATO – which met on Monday – agreed.",
        "The BBC — Britain's broadcaster — said so.",
        "By Tuesday, NATO — the alliance — had met.",
        "By Saturday morning, nobody was left in the park (AP) said.",
        "Jane Smith (Labour) – Who she is",
        "Agence France-Presse (AFP) Editor Jane Doe resigned.",
        "The central bank (AP) said so - Later it did not.",
        "MSNBC – “The election has left our country polarized.”",
        'SZA - "Drive" (Top Dawg)',
        "SATURDAY – Football at noon.",
        "U.S. — China talks resume.",
        "TARN — I will not resign.",
        "Jan. 29 (Washington, D.C.) - A jet and a helicopter collided.",
        "April 24: Maple Leafs 5, Lightning 4.",
        "Syria: Air strikes should not derail talks – UN envoy",
        "Story highlights the plight of many (OTAN) - Allies met.",
        "The bank – London's oldest – cut its rate.",
        "A COVID-19 ward (Reuters) was shown.",
    ],
)
def test_what_only_looks_like_a_dateline_is_quoted(text: str) -> None:
    """A name between two dashes, a party, a speaker, a singer, the day of an entry: all belong to what is said."""
    assert leads.spans(text) == ()


def test_the_days_of_a_chronology_stay() -> None:
    """One day that opens a text is its dateline; several are entries, and each is needed."""
    entries = "April 24 – The ship left.\n\nApril 26 – It sank."

    assert leads.spans(entries) == ()
    assert len(leads.spans("April 24, 2019 – The ship left.\n\nIt sank.")) == 1


@pytest.mark.parametrize("lead", ["CNN —", "New York CNN Business —", "Sharm el-Sheikh, Egypt CNN —"])
def test_a_dateline_alone_is_never_shown(lead: str) -> None:
    """It is no sentence."""
    text = f"{lead}\n\n{_STORY}"

    assert [span.of(text) for span, whole in units(text) if whole] == [_STORY]


@given(st.text(alphabet="ABy a,.–-(CNN)/_[\n") | st.text())
def test_what_is_left_out_opens_a_paragraph_and_leaves_words(text: str) -> None:
    """Datelines stand in order, apart, each at the head of its line."""
    found = leads.spans(text)

    assert all(not text[: each.start].rpartition("\n")[2].rpartition("\r")[2].strip() for each in found)
    assert all(one.end <= other.start for one, other in itertools.pairwise(found))
    assert all(leads.own(text, each).of(text).strip() for each in sentences(text))


@pytest.mark.parametrize("text", ["By " + "A " * 9_000, "A (" * 9_000, "A -- " * 9_000, "STORY HIGHLIGHTS (A" * 3_000])
def test_any_text_is_read_in_little_time(text: str) -> None:
    """Only the head of a paragraph is looked at."""
    started = time.process_time()
    leads.spans(text)

    assert time.process_time() - started < 1
