"""What went wrong with a question: its faults, worst first, read off its judgements.

A fault is what a reader would hold against the answer; the metrics count, this sorts. But: nothing is judged
here that `eval.metrics` has not judged.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from msgspec import Struct

from eval.types import Line

RANK_SHOWN = 10
_NOT_TO_SAY = ("violations", "false_conflicts")
_TO_KEEP = ("hedge_kept", "speaker_kept", "conflict_exact", "independence_exact")
_RIGHT_BY = ("answer@600", "citation_recall", "kept")  # where no label says so, the first of these that was judged


class Fault(Struct, frozen=True):
    """A way to fail. `is_answer`: the answer itself is at fault, not only what stands behind it."""

    key: str
    title: str
    told: str
    is_answer: bool = True


def judged(line: Line) -> Mapping[str, float]:
    """The values of a line by metric."""
    return {judgement.metric: judgement.value for judgement in line.judgements}


def is_right(line: Line) -> bool:
    """Whether what was said is right: an accepted answer shown, or a refusal where none is there."""
    values = judged(line)
    if not line.case.answerable:
        return values.get("null_recall", 0.0) == 1.0
    labels = [judgement.label for judgement in line.judgements if judgement.label]
    if labels:
        return "right" in labels
    return next((values[name] for name in _RIGHT_BY if name in values), 0.0) > 0.0


def _wrong(line: Line) -> bool:
    return line.case.answerable and _spoke(line) and not is_right(line)


def _refused(line: Line) -> bool:
    return line.case.answerable and line.outcome is not None and not line.outcome.error and not _spoke(line)


def _spoke(line: Line) -> bool:
    return line.outcome is not None and line.outcome.kept


def _unfounded(line: Line) -> bool:
    return not line.case.answerable and line.outcome is not None and not line.outcome.error and not is_right(line)


def _is(metric: str, test: Callable[[float], bool]) -> Callable[[Line], bool]:
    return lambda line: metric in (values := judged(line)) and test(values[metric])


def _unreal(line: Line) -> bool:
    values = judged(line)
    bare = values.get("sentences_cited", 1.0) < 1.0
    return bare or values.get("byte_verified", 1.0) < 1.0 or values.get("fabricated", 0.0) > 0.0


def _misleading(line: Line) -> bool:
    values = judged(line)
    return _spoke(line) and (
        any(values.get(name, 0.0) > 0.0 for name in _NOT_TO_SAY) or any(values.get(name) == 0.0 for name in _TO_KEEP)
    )


_TESTS: tuple[tuple[Fault, Callable[[Line], bool]], ...] = (
    (Fault("unreal", "Citation not real", "A quote is not what stands at its place, or a sentence has none."), _unreal),
    (Fault("leak", "Later article shown", "Something published or revised after the question's as_of was shown."),
     _is("asof_leaks", lambda value: value > 0.0)),
    (Fault("error", "Error", "There was no answer at all."), lambda line: bool(line.outcome and line.outcome.error)),
    (Fault("wrong", "Wrong answer", "An answer was given, and its first 600 characters do not hold what is due."),
     _wrong),
    (Fault("unfounded", "Answered the unanswerable", "The archive does not hold the answer, and one was given."),
     _unfounded),
    (Fault("misleading", "Misleading", "It says what must not be said, or lacks a hedge, a speaker, another side."),
     _misleading),
    (Fault("refused", "Wrong refusal", "The archive holds the answer, and none was given."), _refused),
    (Fault("missed", "Evidence not retrieved", f"No evidence quote is in the first {RANK_SHOWN} passages.", False),
     _is("quote_hits@10", lambda value: value == 0.0)),
    (Fault("state", "Wrong state", "The answer is right, its status is not the one that is due.", False),
     lambda line: is_right(line) and judged(line).get("status_accuracy") == 0.0),
)  # fmt: skip
FAULTS = tuple(fault for fault, _ in _TESTS)


def of(line: Line) -> tuple[Fault, ...]:
    """Every fault of a line, worst first; none when all is well."""
    return tuple(fault for fault, is_at_fault in _TESTS if is_at_fault(line))


def worst(line: Line) -> Fault | None:
    """The worst fault of a line."""
    return next(iter(of(line)), None)


def severity(line: Line) -> tuple[int, float]:
    """Sorts lines worst first: by fault, then the surest answers first; of refusals, the least sure first."""
    fault = worst(line)
    confidence = (line.outcome.confidence if line.outcome else None) or 0.0
    rank = FAULTS.index(fault) if fault else len(FAULTS)
    return rank, confidence if fault and fault.key == "refused" else -confidence
