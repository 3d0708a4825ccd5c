"""What makes a citation real, right, and early enough."""

from __future__ import annotations

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from eval.metrics import citations
from eval.types import Case, Cited, Edition, Fetched, Gold, Observed, Outcome, Said

TEXT = "Rain fell on 3 May. Nobody was hurt. Rain fell on 4 May."


def cite(start: int, end: int, *, text: str = TEXT, revision: int = 1, published: str | None = None) -> Cited:
    """A true citation of a span."""
    quote = text[start:end]
    return Cited(
        id=f"{start}-{end}",
        article="key",
        article_id="rain",
        revision=revision,
        field="text",
        start=start,
        end=end,
        quote=quote,
        quote_sha256=hashlib.sha256(quote.encode()).hexdigest(),
        published=published,
    )


def edition(date: str | None, updated: str | None = None) -> Edition:
    """The first revision of the article about rain."""
    return Edition(article_id="rain", number=1, title="", text=TEXT, date=date, updated=updated)


@given(st.text(min_size=1), st.data())
def test_a_true_citation_is_verbatim_and_one_changed_character_is_not(text: str, data: st.DataObject) -> None:
    """Any span of any text verifies; the same with its quote changed and hashed anew does not."""
    start = data.draw(st.integers(0, len(text) - 1))
    cited = cite(start, data.draw(st.integers(start + 1, len(text))), text=text)
    changed = "☂" + cited.quote[1:] if cited.quote[0] != "☂" else "☀" + cited.quote[1:]
    forged = replace(cited, quote=changed, quote_sha256=hashlib.sha256(changed.encode()).hexdigest())

    assert citations.is_verbatim(cited, Fetched(title="", text=text))
    assert not citations.is_verbatim(forged, Fetched(title="", text=text))


@pytest.mark.parametrize("wrong", [{"quote_sha256": "0" * 64}, {"start": -37}, {"field": "title"}])
def test_a_citation_with_a_wrong_part_is_not_verbatim(wrong: dict[str, object]) -> None:
    """A wrong hash, a place counted from the end, the wrong field."""
    cited = replace(cite(len(TEXT) - 37, len(TEXT)), **wrong)

    assert not citations.is_verbatim(cited, Fetched(title="Rain", text=TEXT))


def test_every_occurrence_of_a_quote_is_evidence() -> None:
    """A span overlaps when it shares a character with any place of the quote; touching is not sharing."""
    gold, fetched = Gold(article_id="rain", quote="Rain fell"), Fetched(title="", text=TEXT)

    assert citations.occurrences(TEXT, "Rain\nfell") == [(0, 9), (37, 46)]
    assert citations.overlaps(cite(40, 50), gold, fetched)
    assert not citations.overlaps(cite(9, 37), gold, fetched)


@pytest.mark.parametrize(("revision", "right"), [(None, True), (1, True), (2, False)])
def test_evidence_of_another_revision_is_no_evidence(revision: int | None, right: bool) -> None:
    """Where the labels name a revision, it must be cited."""
    gold = Gold(article_id="rain", quote="Rain fell", revision=revision)

    assert citations.overlaps(cite(0, 9), gold, Fetched(title="", text=TEXT)) is right


@pytest.mark.parametrize(
    ("date", "updated", "as_of", "late"),
    [
        ("2018-06-05", None, "2018-06-05", False),
        ("2018-06-06", None, "2018-06-05", True),
        ("2018-06-04", "2018-06-06T09:00:00Z", "2018-06-05", True),
        ("2018-06-05", None, "2018-06-05T12:00:00Z", True),
        ("2018-06-05T11:00:00Z", None, "2018-06-05T12:00:00Z", False),
        ("2018-06-05T13:00:00+02:00", None, "2018-06-05T11:00:00Z", False),
        (None, "2018-06-04", "2018-06-05", False),
        (None, None, "2018-06-05", True),
    ],
)
def test_a_leak_is_what_was_not_out_at_as_of(date: str | None, updated: str | None, as_of: str, late: bool) -> None:
    """Published or revised later, or undated; a bare date counts when its whole day has passed."""
    known = {("rain", 1): edition(date, updated)}

    assert citations.is_late(cite(0, 4), as_of, known) is late


def test_the_suites_dates_overrule_what_a_citation_claims() -> None:
    """A citation that calls itself old is a leak when the article is new; an unknown one is taken at its word."""
    cited = cite(0, 4, published="2017-01-01")

    assert citations.is_late(cited, "2018-06-05", {("rain", 1): edition("2019-01-01")})
    assert not citations.is_late(cited, "2018-06-05", {})


def test_shares_weigh_citations_not_cases() -> None:
    """A judgement carries how many things it is the mean of."""
    said = Said(text="Rain fell.", citations=("0-9", "made-up"))
    wrong = replace(cite(20, 36), quote="Nobody was heard")
    outcome = Outcome(status="answered", sentences=(said,), citations=(cite(0, 9), wrong))
    case = Case(id="q", question="?", answerable=True, evidence=(Gold(article_id="rain", quote="Rain fell"),))

    judged = citations.judge(Observed(case=case, outcome=outcome, fetched={("key", 1): Fetched(title="", text=TEXT)}))

    assert {each.metric: (each.value, each.weight) for each in judged} == {
        "byte_verified": (1 / 2, 2),
        "fabricated": (1 / 3, 3),
        "sentences_cited": (1, 1),
        "citation_precision": (1 / 3, 3),
        "citation_recall": (1, 1),
    }
