"""The floor of answers."""

from __future__ import annotations

from eval.metrics import lead
from eval.types import Case, Found, Observed

TOLL = Case(id="q", question="?", answerable=True, answers=("34",))


def judged(*texts: str, case: Case = TOLL) -> dict[str, float]:
    """The floor's judgements on those passages."""
    ranked = tuple(Found(article_id="a", text=text) for text in texts)
    return {each.metric: each.value for each in lead.judge(Observed(case=case, ranked=ranked))}


def test_the_floor_reads_on_from_passage_to_passage() -> None:
    """The answer in the third sentence, in the second passage."""
    assert judged("Rain fell. Nobody was hurt.", "In all 34 died.") == {
        "lead@1": 0.0, "lead@3": 1.0, "lead@300": 1.0, "lead@600": 1.0,
    }  # fmt: skip


def test_the_floor_is_cut_where_answers_are() -> None:
    """Sentences past the third and characters past the six hundredth do not help."""
    assert judged("One. Two. Three. Then 34 died.")["lead@3"] == 0.0
    assert judged("One. Two. Three. Then 34 died.")["lead@300"] == 1.0
    assert judged("word " * 130 + "34.")["lead@600"] == 0.0
    assert judged("word " * 130 + "34.")["lead@1"] == 1.0
    assert len(lead.opening([Found(article_id="a", text="A long sentence of forty-odd characters it is. " * 99)])) == 13


def test_nothing_found_is_a_floor_of_nothing() -> None:
    """It is judged as 0; a case that was not searched, or can't be answered, is not judged."""
    assert set(judged().values()) == {0.0}
    assert not list(lead.judge(Observed(case=TOLL)))
    assert not judged("34", case=Case(id="q", question="?", answerable=False))
