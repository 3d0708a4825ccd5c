"""An archive of this process, measured."""

from __future__ import annotations

import pytest

from eval import measure, report
from eval.in_process import InProcess
from eval.metrics.citations import is_verbatim
from eval.types import Case, Edition, Slice
from rag.archive import Archive
from rag.types import Article, Turn


@pytest.fixture
def target(archive: Archive, editions: tuple[Edition, ...]) -> InProcess:
    """An archive that holds the small suite."""
    archive.put(
        [Article(id=each.article_id, text=each.text, date=each.date, updated=each.updated) for each in editions]
    )
    return InProcess(archive)


def test_what_an_archive_says_is_real_and_timely(
    target: InProcess, cases: tuple[Case, ...], editions: tuple[Edition, ...]
) -> None:
    """Every citation verifies against the archive, every sentence has one, and none is from the future."""
    lines = list(measure.answers(target, cases, editions))
    figures = report.figures(lines, (Slice(name="", holds=lambda case: True),))

    assert any(line.outcome and line.outcome.shown for line in lines)
    assert (figures["byte_verified"].value, figures["fabricated"].value) == (1.0, 0.0)
    assert (figures["errors"].value, figures["asof_leaks"].value) == (0.0, 0.0)


def test_as_of_is_honoured_by_search(target: InProcess) -> None:
    """The revision of that time is found, and nothing before there was one."""
    then = target.search("How many people did the fire kill?", as_of="2018-06-05", limit=5)
    before = target.search("How many people did the fire kill?", as_of="2016-01-01", limit=5)

    assert "12 people" in " ".join(found.text for found in then if found.article_id == "fire")
    assert "34 people" not in " ".join(found.text for found in then)
    assert before == ()


def test_a_rejected_question_is_an_error_not_a_refusal(target: InProcess) -> None:
    """An empty question has no answer, and no hits."""
    case = Case(id="q", question=" ", answerable=False)

    outcome = target.ask(case)

    assert outcome.error is not None
    assert not outcome.refused
    assert target.search(" ", as_of=None, limit=5) == ()


def test_a_follow_up_is_asked_with_its_history(target: InProcess) -> None:
    """What was understood comes back, made whole from the turns before."""
    case = Case(
        id="q",
        question="And in what did it begin?",
        answerable=True,
        history=(Turn("user", "How many died in the fire?"),),
    )

    outcome = target.ask(case)

    assert outcome.interpreted is not None
    assert outcome.interpreted.question != case.question
    assert outcome.latency_ms > 0


def test_an_answer_comes_with_what_it_cost_and_how_sure_it_is(target: InProcess) -> None:
    """Processor time of this process, and the confidence, of an answer and of a refusal."""
    asked = ("How many people did the fire kill?", "Who is the mayor of Port Halden?")
    outcomes = [target.ask(Case(id="q", question=question, answerable=True)) for question in asked]

    assert all(outcome.cpu_ms is not None and outcome.cpu_ms > 0 for outcome in outcomes)
    assert all(outcome.confidence is not None for outcome in outcomes)


def test_an_article_is_fetched_by_revision(archive: Archive, target: InProcess) -> None:
    """Text as cited; a key or number that nobody has is None."""
    key = next(each.key for each in archive.listing() if each.article_id == "fire")
    fetched = target.article(key, 1)

    assert fetched is not None
    assert fetched.text.startswith("The fire killed 12")
    assert target.article("no-such-key", 1) is None
    assert target.article(key, 9) is None


def test_a_citation_of_the_archive_is_verbatim(target: InProcess) -> None:
    """What is cited can be fetched and holds the quote where it says."""
    outcome = target.ask(Case(id="q", question="What rate did the bank raise?", answerable=True))

    assert outcome.shown
    assert all(is_verbatim(cited, target.article(cited.article, cited.revision)) for cited in outcome.shown)
