"""The words of an abstention: what was searched, why there is no answer, and the nearest miss."""

from __future__ import annotations

from collections.abc import Sequence

from rag import asides, evidence, times
from rag.compose.notes import origin, reach
from rag.types import Citation, Coverage, Evidence, Finding, Question, Scope, Sentence, Verdict

_NEAREST = 3  # near misses that an abstention shows


def text(judged: Verdict, coverage: Coverage, scope: Scope, nearest: Sequence[Citation]) -> str:
    """What was searched, why there is no answer, and the nearest miss."""
    said = [refusal(judged, coverage, scope), _extent(coverage)]
    if nearest and judged.reason not in ("not_a_question", "language"):
        closest = nearest[0]
        source = origin(closest)
        lead = "What it says against it" if judged.reason == "false_premise" else "The closest passage"
        said.append(f"{lead}: “{closest.quote}”" + (f" ({source})." if source else "."))
    return " ".join(part for part in said if part)


def nearest(finding: Finding) -> list[Sentence]:
    """The closest misses; what denies the question's premise comes first.

    None for what is no question, nor for bare words of which nothing that was found has any.
    """
    against, ranked = finding.verdict.against, finding.evidence.sentences
    strange = not (asides.asks(finding.question.asked) or evidence.shares_words(finding.evidence))
    if strange or finding.verdict.reason == "not_a_question":
        return []
    if against is None or against.place not in [each.place for each in ranked]:
        return list(ranked[:_NEAREST])
    others = [each for each in ranked if each.place != against.place]
    return [against, *others][:_NEAREST]


def refusal(judged: Verdict, coverage: Coverage, scope: Scope) -> str:
    """Why there is no answer."""
    asof = f"As of {scope.as_of.text} the" if scope.as_of else "The"
    if judged.reason == "not_a_question":
        return "Ask about something that the articles report."
    if _is_bare(coverage, scope):
        return f"{asof} archive holds no articles."  # nor is it told when it begins: under as_of that is still to come
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
    if _is_bare(found.coverage, scope):
        said = "the archive holds no articles"
    elif not evidence.shares_words(found):
        said = f"nothing in the archive matches “{question.asked}”"
    else:
        said = "what the archive has in these words tells of no day"
    asof = f"As of {scope.as_of.text} " if scope.as_of else ""
    return f"{asof}{said if asof else said[0].upper() + said[1:]}. {_extent(found.coverage)}"


def _is_bare(coverage: Coverage, scope: Scope) -> bool:
    """Whether there is no article at all, whatever is asked for."""
    return not (coverage.articles or coverage.undated_left_out or scope.narrowed or scope.collections)


def _extent(coverage: Coverage) -> str:
    if not coverage.articles:
        return "Searched: no articles."
    count = f"{coverage.articles:,} article{'s' if coverage.articles != 1 else ''}"
    if not coverage.first or not coverage.last:
        return f"Searched: {count}."
    begins, ends = times.day_of(coverage.first), times.day_of(coverage.last, "last")
    return f"Searched: {count}, {begins.isoformat()} to {ends.isoformat()}."
