"""What a newsroom holds against an answer."""

from __future__ import annotations

import pytest

from eval.metrics import held, news
from eval.types import Case, Conflict, Dated, Due, Independence, Observed, Outcome, Said, Valued
from rag.types import Turn


def judged(due: Due, outcome: Outcome, *answers: str, answerable: bool = True) -> dict[str, float]:
    """The judgements on an answer to a question with those labels."""
    case = Case(id="q", question="?", answerable=answerable, answers=answers, due=due)
    return {each.metric: each.value for each in news.judge(Observed(case=case, outcome=outcome))}


def said(*texts: str, **more: object) -> Outcome:
    """An answer of those sentences."""
    sentences = tuple(Said(text=text) for text in texts)
    return Outcome(**({"status": "answered", "sentences": sentences} | more))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("texts", "count"),
    [
        (["34 died."], 0),
        (["37 died.", "Some say 37."], 2),
        (["37 or 38 died."], 2),
        (["The toll was lowered from 37."], 0),
        (["The toll was lowered.", "37 died."], 1),
        (["137 died, 37.5 % of them men."], 0),
    ],
)
def test_what_must_not_be_said_is_counted_singly(texts: list[str], count: int) -> None:
    """By sentence and string, in whole tokens; only the same sentence excuses it."""
    due = Due(must_not=("37", "38"), unless=("lowered",))

    assert len(held.violations([Said(text=text) for text in texts], due)) == count
    assert judged(due, said(*texts))["violations"] == count


def test_a_hedge_must_stand_in_a_sentence_that_carries_the_answer() -> None:
    """Elsewhere it hedges something else; an answer that is not there loses no hedge."""
    due = Due(must_keep=("may have", "believe"))

    assert judged(due, said("Felling may have caused it."), "felling")["hedge_kept"] == 1.0
    assert judged(due, said("Felling caused it.", "Rain may have helped."), "felling")["hedge_kept"] == 0.0
    assert judged(due, said("Rain may have helped."))["hedge_kept"] == 1.0
    assert "hedge_kept" not in judged(due, said("Rain fell."), "felling")
    assert "hedge_kept" not in judged(due, Outcome(status="not_stated"), "felling")
    assert judged(due, Outcome(error="503"), "felling")["hedge_kept"] == 0.0


@pytest.mark.parametrize(
    ("sentence", "kept"),
    [
        (Said(text="“No,” she said.", speaker="Halina Drobek"), 1.0),
        (Said(text="“No,” Halina Drobek said."), 1.0),
        (Said(text="“No,” Halina Drobek heard.", speaker="Tove Rask"), 0.0),
        (Said(text="“No,” Drobek said."), 0.0),
    ],
)
def test_a_speaker_is_named_in_full(sentence: Said, kept: float) -> None:
    """By the sentence's speaker, by its text where it gives none."""
    outcome = Outcome(status="answered", sentences=(sentence,))

    assert judged(Due(speaker="Halina Drobek"), outcome)["speaker_kept"] == kept


def conflict(*values: str, cited: bool = True) -> Conflict:
    """A conflict of those values."""
    return Conflict(about="toll", values=tuple(Valued(value=each, citations=("c",) * cited) for each in values))


@pytest.mark.parametrize(
    ("conflicts", "exact"),
    [
        ([conflict("41", "thirty-nine")], 1.0),
        ([conflict("39 ships", "41 ships")], 1.0),
        ([conflict("41")], 0.0),
        ([conflict("41", "41")], 0.0),
        ([conflict("41", "39", "12")], 0.0),
        ([conflict("41", "39"), conflict("1", "2")], 0.0),
        ([conflict("41", "39", cited=False)], 0.0),
        ([], 0.0),
    ],
)
def test_a_conflict_is_exact_with_one_cited_value_a_side(conflicts: list[Conflict], exact: float) -> None:
    """No side missing, doubled, or made up."""
    due = Due(conflict=(("41",), ("39", "thirty-nine")))

    assert judged(due, said("41 or 39.", conflicts=tuple(conflicts)))["conflict_exact"] == exact


def test_a_conflict_where_none_is_due_is_false() -> None:
    """Only where somebody labelled the question: elsewhere nobody looked."""
    outcome = said("34.", conflicts=(conflict("34", "37"),))

    assert judged(Due(must_keep=("34",)), outcome)["false_conflicts"] == 1.0
    assert "false_conflicts" not in judged(Due(), outcome)


@pytest.mark.parametrize(("given", "exact"), [((5, 3, 2), 1.0), ((5, 3, 3), 0.0), ((4, 3, 2), 0.0), (None, 0.0)])
def test_origins_and_printings_are_both_right(given: tuple[int, int, int] | None, exact: float) -> None:
    """An answer that tells no numbers is not exact; a number that is not due is not looked at."""
    counted = given and Independence(articles=given[0], sources=given[1], independent=given[2])

    assert judged(Due(independent=2, reports=5), said("x", independence=counted))["independence_exact"] == exact
    assert judged(Due(independent=2), said("x", independence=Independence(articles=9, sources=9, independent=2)))[
        "independence_exact"
    ]


def told(*values: str) -> Outcome:
    """An answer whose sentence has those dates."""
    return Outcome(status="answered", sentences=(Said(text="x", dates=tuple(Dated(text="", value=v) for v in values)),))


@pytest.mark.parametrize(
    ("outcome", "scores"),
    [
        (told("2025-01-03", "2025-01-14"), (1, 1, 1)),
        (told("2025-01-03", "2025-01-11"), (1, 1 / 2, 2 / 3)),
        (told("2025-01-03", "2025-01-03", "2024-01-01"), (1 / 2, 1 / 2, 1 / 2)),
        (told("2025-01-03", "2025", "2025-01"), (1, 1 / 2, 2 / 3)),
        (told("2009", "2025-01-14"), (1, 1 / 2, 2 / 3)),
        (told(), (0, 0, 0)),
        (Outcome(error="503"), (0, 0, 0)),
    ],
)
def test_a_timeline_is_scored_by_its_days(outcome: Outcome, scores: tuple[float, ...]) -> None:
    """Days that may be told cost no precision; months and years are looked at where they are labels."""
    due = Due(timeline=("2025-01-03", "2025-01-14"), timeline_optional=("2025-01-11", "2009"))

    found = judged(due, outcome)

    assert [found[f"timeline_{name}"] for name in ("precision", "recall", "f1")] == pytest.approx(scores)


def test_a_follow_up_succeeds_when_it_is_right() -> None:
    """Cases without earlier turns are none; a due refusal is right."""
    case = Case(id="q", question="And Iran?", answerable=True, answers=("yes",), history=(Turn("user", "Russia?"),))
    null = Case(id="q", question="And Iran?", answerable=False, history=(Turn("user", "Russia?"),))

    def followup(asked: Case, outcome: Outcome) -> list[float]:
        return [each.value for each in news.judge(Observed(case=asked, outcome=outcome)) if each.metric == "followup"]

    assert followup(case, said("Yes, Iran.")) == [1.0]
    assert followup(case, said("No.")) == [0.0]
    assert followup(null, Outcome(status="not_stated")) == [1.0]
    assert followup(Case(id="q", question="?", answerable=False), Outcome(status="not_stated")) == []
