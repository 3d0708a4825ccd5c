"""The words of an abstention: what was searched, why there is no answer, and the nearest miss."""

from __future__ import annotations

from collections.abc import Sequence

from rag import times
from rag.compose.notes import origin, reach
from rag.types import Citation, Coverage, Scope, Verdict


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


def _extent(coverage: Coverage, scope: Scope) -> str:
    if not coverage.articles:
        return "Searched: no articles." if scope.narrowed or scope.as_of else "The archive is empty."
    count = f"{coverage.articles:,} article{'s' if coverage.articles != 1 else ''}"
    if not coverage.first or not coverage.last:
        return f"Searched: {count}."
    begins, ends = times.day_of(coverage.first), times.day_of(coverage.last, "last")
    return f"Searched: {count}, {begins.isoformat()} to {ends.isoformat()}."
