"""What makes a citation real, right, and early enough."""

from __future__ import annotations

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from eval.metrics import citations, leaks
from eval.types import (
    Case,
    Cited,
    Conflict,
    Copied,
    Correction,
    Due,
    Edition,
    Fetched,
    Gloss,
    Gold,
    Observed,
    Outcome,
    Said,
    Successor,
    Valued,
)

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

    assert leaks.is_late(cite(0, 4), as_of, known, None) is late


@pytest.mark.parametrize(("as_of", "late"), [("2018-06-04", True), ("2018-06-05", False)])
def test_an_undated_article_counts_from_when_the_archive_saw_it(as_of: str, late: bool) -> None:
    """It was there for a question about that day, not for one about the day before."""
    seen = Fetched(title="", text=TEXT, first_seen="2018-06-05T08:00:00Z")

    assert leaks.is_late(cite(0, 4), as_of, {("rain", 1): edition(None)}, seen) is late


def test_the_suites_dates_overrule_what_a_citation_claims() -> None:
    """A citation that calls itself old is a leak when the article is new; an unknown one is taken at its word."""
    cited = cite(0, 4, published="2017-01-01")

    assert leaks.is_late(cited, "2018-06-05", {("rain", 1): edition("2019-01-01")}, None)
    assert not leaks.is_late(cited, "2018-06-05", {}, None)


def test_shares_weigh_citations_not_cases() -> None:
    """A judgement carries how many things it is the mean of."""
    said = Said(text="Rain fell.", citations=("0-9", "made-up"))
    wrong = replace(cite(20, 36), quote="Nobody was heard")
    outcome = Outcome(status="answered", sentences=(said,), citations=(cite(0, 9), wrong))
    case = Case(id="q", question="?", answerable=True, evidence=(Gold(article_id="rain", quote="Rain fell"),))

    judged = citations.judge(Observed(case=case, outcome=outcome, fetched={("key", 1): Fetched(title="", text=TEXT)}))

    assert {each.metric: (each.value, each.weight) for each in judged} == {
        "byte_verified": (1 / 2, 2),
        "fabricated_quotes": (1 / 2, 2),
        "misattributed_quotes": (0, 2),
        "fabricated": (1 / 3, 3),
        "sentences_cited": (1, 1),
        "words_carried": (1, 2),
        "citation_precision": (1 / 3, 3),
        "citation_recall": (1, 1),
    }


def test_references_are_invented_wherever_they_stand() -> None:
    """In a sentence, in a gloss, under a value in conflict; known ids are none."""
    glosses = (Gloss(at=0, text="x", citation="gloss"), Gloss(at=0, text="x", citation="0-9"), Gloss(at=0, text="x"))
    said = Said(text="Rain fell.", citations=("0-9", "sentence"), glosses=glosses)
    conflict = Conflict(about="?", values=(Valued(value="1", citations=("value",)),))
    outcome = Outcome(sentences=(said,), citations=(cite(0, 9),), conflicts=(conflict,))

    assert citations.invented(outcome) == ["sentence", "gloss", "value"]


@pytest.mark.parametrize(
    ("quote", "fault"),
    [
        ("Rain fell", None),
        ("Nobody was hurt", "misattributed"),
        ('Snow fell on "Monday".', "misattributed"),
        ("Snow fell on “Monday”.", "fabricated"),
        ("Rain fell on 3 May. Rain fell on 4 May.", "fabricated"),
        ("Rain  fell", "fabricated"),
        ("", "fabricated"),
    ],
)
def test_a_quote_that_stands_elsewhere_is_no_invented_one(quote: str, fault: str | None) -> None:
    """In the cited revision or any of the suite it is misplaced; curled, stitched or respaced it stands nowhere."""
    other = Edition(article_id="snow", number=1, title="", text='Snow fell on "Monday".', date=None, updated=None)
    outcome = Outcome(status="answered", citations=(replace(cite(0, 9), quote=quote),))
    observed = Observed(
        case=Case(id="q", question="?", answerable=False),
        outcome=outcome,
        fetched={("key", 1): Fetched(title="Rain", text=TEXT)},
        editions={("snow", 1): other},
    )

    found = {each.metric: each.value for each in citations.judge(observed)}

    assert found["fabricated_quotes"] == float(fault == "fabricated")
    assert found["misattributed_quotes"] == float(fault == "misattributed")


def recalls(case: Case, *cited: Cited, text: str = TEXT) -> bool:
    """Whether those citations recall the case's evidence."""
    return citations.recalls(Outcome(citations=cited), case, {("key", 1): Fetched(title="", text=text)})


def test_all_evidence_is_needed_where_all_is_due() -> None:
    """Else one of it is enough."""
    golds = (Gold(article_id="rain", quote="on 3 May"), Gold(article_id="rain", quote="Nobody"))
    one = Case(id="q", question="?", answerable=True, evidence=golds)
    every = replace(one, due=Due(all_evidence=True))

    assert recalls(one, cite(0, 19))
    assert not recalls(every, cite(0, 19))
    assert recalls(every, cite(0, 19), cite(20, 36))


@pytest.mark.parametrize(
    ("quote", "right"), [("Rain fell on 3 May", True), ("Rain had fallen on 4 May, at noon", False), ("Snow", False)]
)
def test_a_copy_counts_where_it_says_the_same(quote: str, right: bool) -> None:
    """By the place of the quote where it has it; else by most of its words; and only a copy of that article."""
    case = Case(
        id="q",
        question="?",
        answerable=True,
        evidence=(Gold(article_id="wire", quote=quote),),
        due=Due(copies={"wire": ("rain",)}),
    )

    assert recalls(case, cite(0, 19)) is right
    assert not recalls(replace(case, due=Due()), cite(0, 19))


def test_a_reworded_copy_counts_by_its_words() -> None:
    """Four of five content words are enough, three are not."""
    gold = Gold(article_id="wire", quote="Harbour pilots ended strike Tuesday")
    case = Case(id="q", question="?", answerable=True, evidence=(gold,), due=Due(copies={"wire": ("rain",)}))
    near, far = "On Tuesday the harbour pilots ended it.", "On Tuesday the pilots ended it."

    assert recalls(case, cite(0, len(near), text=near), text=near)
    assert not recalls(case, cite(0, len(far), text=far), text=far)


@pytest.mark.parametrize(
    ("linked", "late"),
    [
        ({"copies": (Copied(article="rain"),)}, 1),
        ({"copies": (Copied(article="unknown"),)}, 0),
        ({"corrected": Correction(at="2018-06-05T23:59:00Z")}, 0),
        ({"corrected": Correction(at="2018-06-06T00:00:00Z")}, 1),
        ({"corrected": Correction()}, 1),
        ({"corrected": Correction(at="the day before")}, 1),
        ({"superseded_by": Successor(article="rain", revision=1, at="2018-01-01")}, 1),
        ({"superseded_by": Successor(article="rain", revision=7, at="2018-06-01")}, 0),
        ({"superseded_by": Successor(article="rain", revision=7, at="2018-06-09")}, 1),
    ],
)
def test_what_a_citation_tells_of_may_leak_too(linked: dict[str, object], late: int) -> None:
    """Copies, corrections and successors, by the suite's dates where it has them."""
    known = {("rain", 1): edition("2018-06-06")}

    assert leaks.late_links(replace(cite(0, 4), **linked), "2018-06-05", known) == late


def test_an_error_falls_short_and_fabricates_nothing() -> None:
    """It counts once against every share that is better high, and in no share of faults."""
    case = Case(id="q", question="?", answerable=True, evidence=(Gold(article_id="rain", quote="Rain fell"),))

    judged = citations.judge(Observed(case=case, outcome=Outcome(error="503")))

    assert {each.metric: each.value for each in judged} == dict.fromkeys(
        ("byte_verified", "sentences_cited", "words_carried", "citation_precision", "citation_recall"), 0.0
    )
