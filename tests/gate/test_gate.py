"""The gate: nothing is shown but what the request found, in its own words."""

from __future__ import annotations

from zoneinfo import ZoneInfo

import msgspec
import pytest

from rag.compose import gate
from rag.compose.fragments import directive, link
from rag.settle import settle
from rag.types import (
    Article,
    Coverage,
    Draft,
    Evidence,
    Gloss,
    Hit,
    Passage,
    Rejected,
    Revision,
    Scores,
    Sentence,
    Span,
    Statement,
)


def _revision(text: str = "One stands. Two falls.") -> Revision:
    return settle(Article(id="a", text=text), zone=ZoneInfo("UTC"))


def _evidence(revision: Revision) -> Evidence:
    passage = Passage(span=Span(0, len(revision.text)), ordinal=0, id=1, revision_id=1)
    hit = Hit(passage=passage, revision=revision, score=1.0, scores=Scores(1.0, 1.0))
    coverage = Coverage(articles=1, passages=1, undated_left_out=0, first=None, last=None)
    return Evidence(hits=(hit,), sentences=(), coverage=coverage, seq=1)


def test_an_extract_of_what_was_found_passes() -> None:
    """The source's own words are a statement."""
    revision = _revision()
    sentence = Sentence(revision=revision, span=Span(0, 11), hit=0)

    passed = gate.check(Draft(text="One stands.", sentences=(sentence,), kind="extract"), _evidence(revision))

    assert isinstance(passed, Statement)


@pytest.mark.parametrize(
    ("at", "text", "passes"), [(3, "Two", True), (99, "Two", False), (3, "Three", False), (3, "", False)]
)
def test_a_gloss_is_a_word_of_its_own_source(at: int, text: str, passes: bool) -> None:
    """What is shown in brackets stands in the sentence that is cited for it, and at a place of the draft."""
    revision = _revision()
    one, two = (Sentence(revision=revision, span=Span(*ends), hit=0) for ends in ((0, 11), (12, 22)))
    gloss = Gloss(at=at, text=text, sentence=two)

    checked = gate.check(
        Draft(text="One stands.", sentences=(one,), kind="extract", glosses=(gloss,)), _evidence(revision)
    )

    assert isinstance(checked, Statement) is passes


@pytest.mark.parametrize("text", ["One stands", "one stands.", "One  stands.", "One stаnds.", "Two falls."])
def test_one_changed_code_point_is_rejected(text: str) -> None:
    """Case, white space, look-alikes and other sentences are not what is cited."""
    revision = _revision()
    sentence = Sentence(revision=revision, span=Span(0, 11), hit=0)

    draft = Draft(text=text, sentences=(sentence,), kind="extract")

    assert isinstance(gate.check(draft, _evidence(revision)), Rejected)


def test_a_draft_that_cites_nothing_is_rejected() -> None:
    """No sentence without a citation."""
    draft = Draft(text="One stands.", sentences=(), kind="extract")

    assert isinstance(gate.check(draft, _evidence(_revision())), Rejected)


def test_a_draft_that_cites_what_was_not_found_is_rejected() -> None:
    """An article of another request, or of nobody, can't be cited."""
    foreign = Sentence(revision=_revision("One stands. Elsewhere."), span=Span(0, 11), hit=0)
    beyond = msgspec.structs.replace(foreign, hit=7)

    for sentence in (foreign, beyond):
        draft = Draft(text="One stands.", sentences=(sentence,), kind="extract")
        assert isinstance(gate.check(draft, _evidence(_revision())), Rejected)


@pytest.mark.parametrize(("start", "end"), [(0, 0), (5, 3), (-1, 4), (0, 99)])
def test_no_citation_is_made_of_a_span_outside_the_text(start: int, end: int) -> None:
    """An empty, turned or overlong span is an error, never a shorter quote."""
    with pytest.raises(ValueError, match="outside"):
        _revision().cite(Span(start, end))


def test_text_fragments_escape_what_has_a_meaning_there() -> None:
    """A quote with dashes, commas and ampersands stays one directive."""
    assert directive("walk-out, then & now") == "walk%2Dout%2C%20then%20%26%20now"


def test_a_long_quote_is_found_by_its_ends() -> None:
    """Browsers need the first and the last words only."""
    words = [f"w{n}" for n in range(60)]

    assert directive(" ".join(words)) == "w0%20w1%20w2%20w3%20w4,w55%20w56%20w57%20w58%20w59"


@pytest.mark.parametrize("url", [None, "", "javascript:alert(1)", "ftp://a.example/x"])
def test_only_web_addresses_become_links(url: str | None) -> None:
    """Anything but http and https is no link."""
    assert link(url, "quote") is None
