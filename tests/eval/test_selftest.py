"""Every wrong system is scored as the fault that it is, and the right one as right."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from eval import selftest
from eval.metrics.catalogue import METRICS
from eval.selftest import Spoil
from eval.types import Figure

Scored = Callable[[Spoil | None], dict[str, Figure]]

# Fault -> what it costs: figures that fall short of the oracle's, at exactly this value.
FAULTS: dict[Spoil, dict[str, float]] = {
    selftest.refuses_all: {"kept": 0, "answer@1": 0, "answer@600": 0, "citation_recall": 0, "status_accuracy": 1 / 5},
    selftest.first_passage: {"null_recall": 0, "answer@1": 0, "citation_precision": 0, "citation_recall": 0},
    selftest.altered_quotes: {"byte_verified": 0},
    selftest.shifted_spans: {"byte_verified": 0},
    selftest.invented_ids: {"fabricated": 1 / 2, "citation_precision": 1 / 2, "sentences_cited": 0},
    selftest.invented_articles: {"fabricated": 1, "byte_verified": 0, "citation_precision": 0, "citation_recall": 0},
    selftest.uncited: {"sentences_cited": 0, "citation_recall": 0},
    selftest.from_the_future: {"asof_leaks": 2},
    selftest.breaks_down: {"errors": 5, "kept": 0, "null_recall": 0, "answer@3": 0, "status_accuracy": 0},
    selftest.says_no_and_talks: {"kept": 0, "answer@1": 0, "answer@300": 0, "status_accuracy": 1 / 5},
}
PERFECT_ZEROS = {"fabricated", "asof_leaks", "errors"}


def test_the_oracle_is_right_in_everything(scored: Scored) -> None:
    """A system that says the evidence and refuses the rest has every rate at 1 and every fault at 0."""
    figures = scored(None)

    rates = {name: figure.value for name, figure in figures.items() if not name.startswith("latency")}

    assert rates == {name: float(name not in PERFECT_ZEROS) for name in rates}
    assert figures.keys() == METRICS.keys()


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: str(fault.__name__))
def test_a_fault_is_scored_as_what_it_is(scored: Scored, fault: Spoil) -> None:
    """The figures that the fault is about have the value that can be counted by hand."""
    figures = scored(fault)

    assert {name: figures[name].value for name in FAULTS[fault]} == pytest.approx(FAULTS[fault])


@pytest.mark.parametrize("fault", [selftest.altered_quotes, selftest.uncited, selftest.from_the_future])
def test_a_fault_of_citation_costs_nothing_else(scored: Scored, fault: Spoil) -> None:
    """Containment and refusal do not move when only citations are wrong."""
    figures = scored(fault)

    assert {figures[name].value for name in ("answer@1", "answer@600", "kept", "null_recall")} == {1.0}


def test_a_search_that_finds_nothing_right_scores_nothing(scored: Scored) -> None:
    """Whatever comes first, for every question: no measure of retrieval is above 0."""
    figures = scored(selftest.first_passage)

    assert {figures[name].value for name in ("hits@10", "mrr@10", "quote_hits@10", "evidence@8000")} == {0.0}
