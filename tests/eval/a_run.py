"""Lines and reports as a run would leave them, made by hand."""

from __future__ import annotations

from eval import report
from eval.types import (
    Case,
    Cited,
    Data,
    Edition,
    Explained,
    Found,
    Gold,
    Judgement,
    Line,
    Outcome,
    Report,
    Said,
    Scored,
    Slice,
    Suite,
)

ALL = Slice(name="", holds=lambda case: True)


def line(
    name: str,
    *,
    right: bool | None = True,
    sure: float | None = 0.8,
    answerable: bool = True,
    question: str = "How many died?",
    said: str = "The fire killed 34 people.",
    kind: str = "how_many",
    article: str = "",
    more: dict[str, float] | None = None,
) -> Line:
    """A question that was answered, rightly or wrongly, or refused where `right` is None."""
    refused = right is None
    values = {"kept": float(not refused), "answer@600": float(bool(right))} if answerable else {
        "null_recall": float(refused)
    }  # fmt: skip
    return Line(
        system="dateline",
        case=Case(
            id=name,
            question=question,
            answerable=answerable,
            answers=("34",) if answerable else (),
            kind=kind,
            evidence=(Gold(article_id=article or name, quote="killed 34 people"),) if answerable else (),
        ),
        outcome=Outcome(
            status="no_evidence" if refused else "answered",
            sentences=() if refused else (Said(text=said, citations=("c1",)),),
            citations=() if refused else (cited(),),
            explain=Explained(scores=Scored(verdict=sure)),
            latency_ms=12.0,
        ),
        ranked=(Found(article_id="fire", text="In June a fire killed 34 people in Orrin Bay."),),
        judgements=tuple(Judgement(metric=metric, value=value) for metric, value in {**values, **(more or {})}.items()),
    )


def cited() -> Cited:
    """A citation of an article about a fire."""
    return Cited(
        id="c1", article="k", article_id="fire", revision=1, field="text", start=0, end=26,
        quote="The fire killed 34 people.", quote_sha256="", title="Fire", published="2018-06-04",
    )  # fmt: skip


def run_of(*lines: Line, slices: tuple[Slice, ...] = (ALL,), sha256: str = "") -> Report:
    """The report of a run with those lines."""
    return Report(
        metrics=report.figures(lines, slices),
        questions=lines,
        settings={"seed": 0},
        data=Data(suite="small", articles=1, revisions=1, cases=len(lines), sha256=sha256),
    )


def suite(*slices: Slice) -> Suite:
    """The suite that such a run is of."""
    edition = Edition(article_id="fire", number=1, title="", text="", date="2018-06-04", updated=None)
    return Suite(
        name="small", sources=(), files=(), editions=(edition,), cases=(), slices=slices or (ALL,)
    )  # fmt: skip
