"""The one verdict on an answer."""

from __future__ import annotations

import pytest

from eval.metrics.right import is_right
from eval.types import Case, Cited, Fetched, Gold, Observed, Outcome, Said

TEXT = "Rain fell. Nobody was hurt."
CITED = Cited(
    id="c", article="rain", article_id="rain", revision=1, field="text", start=0, end=10, quote="Rain fell.",
    quote_sha256="",
)  # fmt: skip
SAID = Outcome(status="answered", sentences=(Said(text="It did.", citations=("c",)),), citations=(CITED,))


@pytest.mark.parametrize(("quote", "right"), [("Rain fell.", True), ("Nobody was hurt.", False)])
def test_where_no_strings_are_due_the_evidence_must_be_cited(quote: str, right: bool) -> None:
    """By its span."""
    case = Case(id="q", question="?", answerable=True, evidence=(Gold(article_id="rain", quote=quote),))

    fetched = {("rain", 1): Fetched(title="", text=TEXT)}

    assert is_right(Observed(case=case, outcome=SAID, fetched=fetched)) is right


def test_an_answer_past_six_hundred_characters_is_not_read() -> None:
    """It must end within them."""
    case = Case(id="q", question="?", answerable=True, answers=("34",))
    early, late = (Outcome(status="answered", sentences=(Said(text="x " * n + "34"),)) for n in (299, 300))

    assert is_right(Observed(case=case, outcome=early)) is True
    assert is_right(Observed(case=case, outcome=late)) is False


def test_where_nothing_is_due_or_asked_nobody_can_say() -> None:
    """Neither right nor wrong."""
    assert is_right(Observed(case=Case(id="q", question="?", answerable=True), outcome=SAID)) is None
    assert is_right(Observed(case=Case(id="q", question="?", answerable=False))) is None
