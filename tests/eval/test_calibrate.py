"""The line between answering and refusing: fitted where it keeps what is wanted, told of what it was not fitted on."""

from __future__ import annotations

import json
import math
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from eval import calibrate
from eval.calibrate import Asked
from eval.errors import Uncalibratable
from eval.in_process import InProcess
from eval.suites import folder
from eval.types import Case, Explained, Gold, Outcome, Said, Scored, Suite
from rag.archive import Archive
from rag.calibration import Calibration
from rag.types import Judged

shares = st.sampled_from([0.5, 0.9, 0.95, 1.0])
confidences = st.lists(st.floats(0, 1).map(lambda value: round(value, 4)), min_size=20, max_size=80)


def asked(*sure: float, answerable: bool = True) -> list[Asked]:
    """Questions of an article each."""
    return [Asked(cluster=f"{answerable} {n}", answerable=answerable, confidence=each) for n, each in enumerate(sure)]


@given(confidences, shares)
def test_the_threshold_keeps_what_is_wanted_and_no_higher_one_does(sure: list[float], kept: float) -> None:
    """The share of confidences from the threshold up is as wanted; from just above the next one it is not."""
    threshold = calibrate.fit(asked(*sure), kept=kept)
    passed = [each for each in sure if each >= threshold]

    assert len(passed) >= kept * len(sure) - 1e-9
    assert len([each for each in sure if each > min(passed)]) < kept * len(sure)


@given(confidences, confidences, shares)
def test_the_unanswerable_have_no_part_in_the_threshold(sure: list[float], nulls: list[float], kept: float) -> None:
    """They are what it is measured on."""
    assert calibrate.fit(asked(*sure), kept=kept) == calibrate.fit(
        asked(*sure) + asked(*nulls, answerable=False), kept=kept
    )


@given(confidences, shares)
def test_no_question_is_judged_by_a_threshold_that_saw_it(sure: list[float], kept: float) -> None:
    """Whatever a question's own confidence, those of its fold have the threshold of the others."""
    questions = asked(*sure)
    folds = [calibrate.fold_of(each.cluster) for each in questions]
    assume(len(set(folds)) > 1)
    told = calibrate.held_out(questions, kept=kept)

    for each, answered in told:
        own = calibrate.fold_of(each.cluster)
        rest = [other for other, fold in zip(questions, folds, strict=True) if fold != own]
        assert answered == (each.confidence >= calibrate.fit(rest, kept=kept))


def test_a_near_miss_is_held_out_with_its_twin() -> None:
    """It has no evidence of its own, and its twin's article must not have shaped the line that it is judged by."""
    gold = (Gold(article_id="fire", quote="34"),)
    cases = (
        Case(id="toll", question="How many died?", answerable=True, evidence=gold, twins=("miss",)),
        Case(id="miss", question="How many were hurt?", answerable=False, twins=("toll",)),
        Case(id="lone", question="Who is mayor?", answerable=False),
    )

    assert calibrate.clusters(cases) == ["fire", "fire", "lone"]


def judged(support: float, old: float, *, answerable: bool, n: int) -> Asked:
    """A question that one sentence decides."""
    only = (Judged(support=support, old=old),)
    return Asked(cluster=f"{answerable} {n}", answerable=answerable, confidence=support, judged=only)


def test_age_is_weighed_in_where_it_refuses_more() -> None:
    """Unanswerable questions with old evidence are refused by its age, at no cost to those with new evidence."""
    new = [judged(0.8, 1, answerable=True, n=n) for n in range(20)]
    old = [judged(0.8, 90, answerable=False, n=n) for n in range(20)]

    drawn = calibrate.draw(new + old, kept=1.0)

    assert drawn.recency > 0.0
    assert all(map(drawn.answers, new))
    assert not any(map(drawn.answers, old))


def test_age_is_left_out_where_it_does_not_pay() -> None:
    """Evidence of one age tells nothing apart."""
    same = [judged(0.6 + n / 100, 30, answerable=n % 2 == 0, n=n) for n in range(40)]

    assert calibrate.draw(same, kept=0.9).recency == 0.0


def test_what_no_threshold_lets_through_can_not_be_kept() -> None:
    """Two of twenty are refused for another cause: 95 % is out of reach, 90 % is not."""
    questions = asked(*[0.7] * 18, -math.inf, -math.inf)

    assert calibrate.fit(questions, kept=0.9) == pytest.approx(0.7, abs=1e-4)
    with pytest.raises(Uncalibratable, match="only 18 of 20"):
        calibrate.fit(questions, kept=0.95)


@pytest.mark.parametrize(
    ("outcome", "confidence"),
    [
        (Outcome(status="answered", sentences=(Said(text="34."),), explain=Explained(scores=Scored(verdict=0.8))), 0.8),
        (Outcome(status="not_stated", explain=Explained(scores=Scored(verdict=0.3))), 0.3),
        (Outcome(status="no_evidence", explain=Explained(scores=Scored(verdict=0.9))), -math.inf),
        (Outcome(error="500"), -math.inf),
        (Outcome(status="answered", sentences=(Said(text="34."),)), -math.inf),
    ],
    ids=["answered", "refused below", "refused above", "error", "unsaid"],
)
def test_a_refusal_above_the_line_has_another_cause(outcome: Outcome, confidence: float) -> None:
    """Moving the line would not change it."""
    case = Case(id="a", question="Who?", answerable=True)

    assert calibrate.seen(case, outcome, threshold=0.5).confidence == confidence


def test_an_archive_is_calibrated_on_its_own_questions(archive: Archive, tmp_path: Path) -> None:
    """Asked in process: the held-out figures are of every question, and the threshold is a chance."""
    suite = towns(tmp_path, 24)
    taken = list(archive.ingest(suite.sources))
    questions = calibrate.ask(InProcess(archive), suite, threshold=0.5)
    fitted = calibrate.fitted_on(questions, suite=suite.name, present=Calibration(), kept=0.75)

    assert len(taken) == 24
    assert (fitted.questions, fitted.answerable, fitted.kept.n) == (30, 24, 24)
    assert fitted.null_recall is not None
    assert fitted.null_recall.n == 6
    assert 0.0 <= fitted.threshold <= 1.0
    assert fitted.kept.value >= 0.5


def test_an_archive_without_the_articles_is_not_calibrated(archive: Archive, tmp_path: Path) -> None:
    """Figures of questions to an empty archive would say nothing."""
    with pytest.raises(Uncalibratable, match="none of the articles"):
        calibrate.ask(InProcess(archive), towns(tmp_path, 24), threshold=0.5)


@pytest.mark.parametrize(("count", "same"), [(19, False), (24, True)], ids=["too few", "one article"])
def test_too_little_is_refused(count: int, same: bool, tmp_path: Path) -> None:
    """Fewer than twenty answerable questions, or all of one article: nothing could be held out."""
    with pytest.raises(Uncalibratable):
        calibrate.demand_enough(towns(tmp_path, count, same=same))


def towns(home: Path, count: int, *, same: bool = False) -> Suite:
    """A suite with an article and a question for each of so many towns, and six without an answer."""
    names = [f"Town{chr(97 + number // 26)}{chr(97 + number % 26)}" for number in range(count)]
    quotes = [f"The mayor of {name} is Anna {name}son." for name in names]
    articles = [{"id": name, "text": quote, "date": "2019-01-01"} for name, quote in zip(names, quotes, strict=True)]
    questions = [
        {"id": name, "question": f"Who is the mayor of {name}?", "answer": [f"Anna {name}son"],
         "evidence": [{"article_id": names[0] if same else name, "quote": quotes[0] if same else quote}]}
        for name, quote in zip(names, quotes, strict=True)
    ]  # fmt: skip
    nulls = [{"id": f"n{n}", "question": f"What does bread cost in Farland{n}?", "answerable": False} for n in range(6)]
    home.mkdir(exist_ok=True)
    for file, rows in (("articles", articles), ("questions", [*questions, *nulls])):
        (home / f"{file}.jsonl").write_text("".join(f"{json.dumps(row)}\n" for row in rows))
    return folder.load(home, name="towns")
