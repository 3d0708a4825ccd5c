"""The demo is part of the product: its labels are literally true, and it holds what it promises."""

from __future__ import annotations

from collections import Counter
from datetime import UTC

import pytest

from eval.suites import demo
from eval.types import REFUSING, Case, Edition, Suite
from rag import times


@pytest.fixture(scope="module")
def suite() -> Suite:
    """The demo."""
    return demo.load()


def evidence_of(suite: Suite, case: Case) -> list[Edition]:
    """The revisions that a case's evidence stands in."""
    return [
        edition
        for gold in case.evidence
        for edition in suite.editions
        if edition.article_id == gold.article_id
        and gold.revision in (None, edition.number)
        and gold.quote in edition.text
    ]


def test_there_are_as_many_questions_of_each_kind_as_promised(suite: Suite) -> None:
    """100 questions, 25 unanswerable of which 15 about a story that is there, 20 about time, 10 follow-ups."""
    kinds = Counter(case.kind for case in suite.cases)
    statuses = Counter(case.status for case in suite.cases if not case.answerable)

    assert len(suite.cases) >= 100
    assert statuses.total() >= 25
    assert statuses["not_stated"] >= 15
    assert kinds["time"] >= 20
    assert sum(bool(case.history) for case in suite.cases) >= 10


def test_there_are_about_sixty_stories_of_2016_to_2019(suite: Suite) -> None:
    """At least 55 articles, some of them revised, all dated."""
    dates = [edition.date for edition in suite.editions]

    assert len({edition.article_id for edition in suite.editions}) >= 55
    assert any(edition.number > 1 for edition in suite.editions)
    assert all(date is not None and "2016" <= date[:4] <= "2019" for date in dates)


def test_every_quote_is_literally_in_the_revision_it_names(suite: Suite) -> None:
    """No label points to nothing."""
    assert suite.notes == ()


def test_every_accepted_answer_is_literally_in_the_evidence(suite: Suite) -> None:
    """An answer that stands in none of its evidence articles could never be given verbatim."""
    wrong = [
        (case.id, answer)
        for case in suite.cases
        for answer in case.answers
        if not any(answer in edition.text for edition in evidence_of(suite, case))
    ]

    assert wrong == []


def test_what_is_due_agrees_with_itself(suite: Suite) -> None:
    """Answerable: evidence, an answer, an answering status. Not: none of these."""
    wrong = [
        case.id
        for case in suite.cases
        if not (case.answerable == bool(case.evidence) == bool(case.answers) == (case.status not in REFUSING))
        or case.status is None
    ]

    assert wrong == []


def test_evidence_was_out_by_the_as_of_of_its_question(suite: Suite) -> None:
    """A question about what was known then is answered by what was published then."""
    wrong = [
        case.id
        for case in suite.cases
        if case.as_of and case.evidence and not any(_is_out(each, case.as_of) for each in evidence_of(suite, case))
    ]

    assert wrong == []


def test_a_follow_up_follows_a_user_turn(suite: Suite) -> None:
    """The kind and the history say the same."""
    for case in suite.cases:
        assert (case.kind == "followup") == bool(case.history), case.id
        assert not case.history or case.history[0].role == "user", case.id


def test_no_question_is_asked_twice(suite: Suite) -> None:
    """Same words, same as_of, same history: once."""
    asked = Counter((case.question.casefold(), case.as_of, case.history) for case in suite.cases)

    assert [question for question, count in asked.items() if count > 1] == []


def _is_out(edition: Edition, as_of: str) -> bool:
    stamp = edition.updated or edition.date
    return stamp is not None and times.parse(stamp, UTC).last <= times.parse(as_of, UTC).last
