"""The words of an abstention: what was searched, why there is no answer, and the nearest miss."""

from __future__ import annotations

from collections.abc import Sequence

from rag import evidence, times
from rag.compose.notes import origin, reach
from rag.types import Citation, Coverage, Evidence, Question, Scope, Verdict


def text(judged: Verdict, coverage: Coverage, scope: Scope, nearest: Sequence[Citation]) -> str:
    """What was searched, why there is no answer, and the nearest miss."""
    said = [refusal(judged, coverage, scope), _extent(coverage, scope)]
    if nearest and judged.reason not in ("not_a_question", "language"):
        closest = nearest[0]
        source = origin(closest)
        lead = "What it says against it" if judged.reason == "false_premise" else "The closest passage"
        said.append(f"{lead}: “{closest.quote}”" + (f" ({source})." if source else "."))
    return " ".join(part for part in said if part)


def refusal(judged: Verdict, coverage: Coverage, scope: Scope) -> str:
    """Why there is no answer."""
    asof = f"As of {scope.as_of.text} the" if scope.as_of else "The"
    if judged.reason == "not_a_question":
        return "Ask about something that the articles report."
    if judged.reason == "language":
        return f"{asof} archive holds nothing in these words. Questions are understood in English."
    if judged.reason == "outside_coverage":
        return f"{asof} archive does not reach that time: {reach(coverage)}."
    if judged.reason in ("outside_window", "outside_sources"):
        return f"{asof} archive has no article that matches these filters."
    if judged.reason == "false_premise":
        return f"{asof} archive does not bear out what the question takes for granted."
    if judged.status == "not_stated":
        return f"{asof} archive does not say."
    return f"{asof} archive holds nothing on this."


def untold(question: Question, found: Evidence, scope: Scope) -> str:
    """Why there is no course of events: nothing is there to match, nothing does, or what does bears no dates."""
    asof = f"As of {scope.as_of.text} " if scope.as_of else ""
    held = _extent(found.coverage, scope)
    if not found.coverage.articles:
        return held
    if not evidence.shares_words(found):
        return f"{asof}{'n' if asof else 'N'}othing in the archive matches “{question.asked}”. {held}"
    return f"{asof}{'w' if asof else 'W'}hat the archive has in these words tells of no day. {held}"


def _extent(coverage: Coverage, scope: Scope) -> str:
    if not coverage.articles:
        return "Searched: no articles." if scope.narrowed or scope.as_of else "The archive holds no articles."
    count = f"{coverage.articles:,} article{'s' if coverage.articles != 1 else ''}"
    if not coverage.first or not coverage.last:
        return f"Searched: {count}."
    begins, ends = times.day_of(coverage.first), times.day_of(coverage.last, "last")
    return f"Searched: {count}, {begins.isoformat()} to {ends.isoformat()}."
