"""How cases are put, sampled and added up."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from eval import measure, report
from eval.errors import TargetUnusable
from eval.floor import Bm25, passages
from eval.selftest import Oracle
from eval.types import Case, Edition, Outcome, Slice, Understood
from rag.types import Turn, article_key


def test_a_sample_repeats_and_is_alike_in_every_arm(cases: tuple[Case, ...]) -> None:
    """Two cases of each arm, the same questions in both, in the suite's order; another seed draws others."""
    arms = [replace(case, arm=arm) for arm in ("", "as_of") for case in cases]

    drawn = measure.sample(arms, limit=2, seed=1)
    ids = [case.id for case in drawn]

    assert ids[:2] == ids[2:]
    assert drawn == measure.sample(list(reversed(arms)), limit=2, seed=1)[::-1]
    assert len({tuple(case.id for case in measure.sample(cases, limit=2, seed=seed)) for seed in range(9)}) > 1
    assert measure.sample(arms, limit=None, seed=1) == arms


def test_near_misses_are_drawn_with_the_question_that_tempts_to_them(cases: tuple[Case, ...]) -> None:
    """A case belongs to the article of its evidence, else to the one that it is about, else to itself."""
    toll, *_, null = cases

    assert (toll.cluster, replace(null, about="fire").cluster, null.cluster) == ("fire", "fire", null.id)


def test_revisions_are_found_by_id_and_by_key(editions: tuple[Edition, ...]) -> None:
    """Copies are named by key only."""
    placed = measure.placed(editions)

    assert placed["fire", 2] is placed[article_key("default", "fire"), 2]
    assert len(placed) == 2 * len(editions)


def test_a_follow_up_is_searched_as_the_system_made_it_whole() -> None:
    """A question that stands alone is searched as asked, quotes and all."""
    alone = Case(id="q", question="And Iran?", answerable=True)
    outcome = Outcome(interpreted=Understood(question="Does Iran sponsor the talks?"))
    follow_up = replace(alone, history=(Turn("user", "Does Russia sponsor the talks?"),))

    assert measure.whole(alone, outcome) == "And Iran?"
    assert measure.whole(follow_up, outcome) == "Does Iran sponsor the talks?"
    assert measure.whole(follow_up, Outcome(error="down")) == "And Iran?"


def test_figures_are_named_by_metric_and_slice(editions: tuple[Edition, ...], cases: tuple[Case, ...]) -> None:
    """No suffix for all cases; a slice in which nothing was judged has no figure."""
    slices = (
        Slice(name="", holds=lambda case: True),
        Slice(name="null", holds=lambda case: not case.answerable),
    )

    found = report.figures(measure.answers(Oracle(editions, cases), cases, editions), slices)

    assert (found["kept"].n, found["null_recall"].n, found["null_recall/null"].n) == (3, 2, 2)
    assert "kept/null" not in found


def test_the_floor_ranks_by_shared_words_and_takes_the_last_revision(editions: tuple[Edition, ...]) -> None:
    """The passage that shares the rarest words is first; operators and quotes in a question mean nothing."""
    floor = Bm25(editions)

    assert floor.search("killed people AND (fire", as_of=None, limit=9)[0].text.startswith("The fire killed 34")
    assert floor.search('-bank "rate', as_of=None, limit=1)[0].article_id == "bank"
    assert floor.search("?!", as_of=None, limit=1) == ()


def test_the_floors_passages_are_220_words_verbatim() -> None:
    """Every word is in exactly one passage, white space between words kept."""
    text = " ".join(f"w{number}" for number in range(450)).replace(" w7 ", "\n\nw7 ")

    made = list(passages(text))

    assert [len(passage.split()) for passage in made] == [220, 220, 10]
    assert all(passage in text for passage in made)
    assert list(passages(" \n")) == []


def test_the_floor_is_ranked_over_the_headline_arm_only(editions: tuple[Edition, ...], cases: tuple[Case, ...]) -> None:
    """Questions with evidence, once each."""
    arms = [*cases, *(replace(case, arm="as_of") for case in cases)]
    lines = list(measure.answers(Oracle(editions, cases), arms, editions))

    ranked = list(measure.rankings(Bm25(editions), lines))

    assert [line.case.id for line in ranked] == ["toll", "early toll", "rate"]
    assert {line.system for line in ranked} == {"bm25"}


class _Flaky(Oracle):
    """Answers the first question, and then only what it must not."""

    asked = 0

    def ask(self, case: Case) -> Outcome:
        """The first answer; afterwards the line is dead."""
        self.asked += 1
        if self.asked > 1:
            raise TargetUnusable("does not answer: timed out")
        return super().ask(case)


def test_a_service_that_breaks_down_has_no_result_from_there_on(
    editions: tuple[Edition, ...], cases: tuple[Case, ...]
) -> None:
    """The run goes on, and each question without a result counts as an error; nothing that was measured is lost."""
    some = cases[:3]
    lines = list(measure.answers(_Flaky(editions, some), some, editions))

    assert [bool(line.outcome and line.outcome.error) for line in lines] == [False, True, True]


def test_what_fails_at_once_is_no_service_of_that_kind(editions: tuple[Edition, ...], cases: tuple[Case, ...]) -> None:
    """The reason ends the run before it has begun."""
    dead = _Flaky(editions, cases)
    dead.asked = 1
    with pytest.raises(TargetUnusable, match="timed out"):
        next(measure.answers(dead, cases, editions))
