"""Whether the evidence answers: the state of an answer, by features of the match, never of the question's form.

But: it can't tell every near miss from an answer; measured figures stand in docs/decisions/ranking.md.
"""

from __future__ import annotations

import math

from rag import asides, contenders, lookalikes, misfits, slots, speakers, times
from rag.calibration import Calibration
from rag.marks import english, unsaid
from rag.types import Evidence, Hit, Judged, Match, Question, Reason, Scope, Sentence, Status, Verdict
from rag.words import is_known

DEFAULT = Calibration()
_JUDGED = 3  # sentences that may carry the verdict
_LEAST_DENSE = 0.35  # a short question is near to nothing; only more than that speaks for a passage
_BRIEF = 3  # content words of a short question
_COVERED = 0.65  # share of them that must be there
_TOPICAL = {"cross": -4.0, "coverage": 0.6}  # from which the matter is there, if not the fact
_TOPICAL_NAMES, _TOPICAL_AND_CROSS = 0.5, 1.0  # the same where a name is missing


# Logistic regression on 1,068 development questions about 356 articles, two in three unanswerable near misses
# (docs/decisions/ranking.md has what it measured). `names`, `years`, `time`, `namesake` and `planned` weigh more than
# was fitted: a slot that is not there must be hard to outvote. `one` is set so that .95 of dated quiz questions are
# answered.
_WEIGHTS = {
    "one": -0.75,
    "cross": 0.23,
    "dense": 2.1,
    "names": -1.1,
    "years": -1.2,
    "numbers": -0.27,
    "lacks": -0.63,
    "time": -1.5,
    "measure": -0.85,
    "namesake": -2.5,
    "role": -1.2,
    "planned": -0.5,
    "speaker": -2.0,  # set by hand, as few of the fitted questions ask for somebody's words
    "lookalike": -3.0,  # set by hand: each kind of them is rare
    "stale": -0.2,
    "unsaid": -1.5,  # set by hand, as few of the fitted sentences say that something is unsaid
    "brief": 0.6,  # set by hand: the fitted questions are long, and a short one is read with less certainty
}
_WEIGHTS_WITHOUT_CROSS = {  # set by hand: without a cross-encoder, words and meaning must both agree
    "one": -4.5,
    "coverage": 3.0,
    "own": 2.0,
    "typed": 0.8,
    "dense": 3.0,
    "names": -3.0,
    "years": -3.0,
    "numbers": -1.0,
    "lacks": -1.1,
    "time": -1.5,
    "measure": -0.85,
    "namesake": -2.5,
    "role": -1.2,
    "planned": -0.5,
    "speaker": -2.0,  # set by hand, as few of the fitted questions ask for somebody's words
    "lookalike": -5.0,
    "stale": -0.2,
    "unsaid": -1.5,
}


def judge(question: Question, found: Evidence, scope: Scope, calibration: Calibration = DEFAULT) -> Verdict:
    """The verdict on what was found; `score` is the estimated chance that it answers, in [0, 1].

    `calibration`: from which chance an answer is given, and what age costs.
    """
    if not any(char.isalpha() for char in question.text) or asides.is_aside(question.asked):
        return Verdict(status="no_evidence", reason="not_a_question", score=0.0)
    if not found.sentences:
        return Verdict(status="no_evidence", reason=_why_empty(question, found, scope), score=0.0)
    judged = tuple(
        Judged(support=round(support(question, each, found), 6), old=found.hits[each.hit].timing.old)
        for each in found.sentences[:_JUDGED]
    )
    sure = calibration.confidence(judged)
    status, reason, against = _decided(question, found, answers=sure >= calibration.threshold)
    return Verdict(status=status, reason=reason, score=round(sure, 4), judged=judged, against=against)


def _decided(question: Question, found: Evidence, *, answers: bool) -> tuple[Status, Reason | None, Sentence | None]:
    late = _is_after(question, found)
    outside = (late or _is_before(question, found)) and not _names_time(question, found)
    first = found.sentences[0]
    answers = answers and not speakers.another(question.text, first)
    if answers and not outside:
        denied = question.expects != "yes_no" and unsaid.denies(first.text, question.text)
        return ("not_stated", "false_premise", first) if denied else ("answered", None, None)
    if not english.is_latin(question.asked):
        return "no_evidence", "language", None
    if _greets(question, found):
        return "no_evidence", "not_a_question", None
    status: Status = "not_stated" if _topical(question, found) and not (late and question.recent) else "no_evidence"
    return status, "outside_coverage" if outside else None, None


def support(question: Question, sentence: Sentence, found: Evidence) -> float:
    """The estimated chance that `sentence` answers, in [0, 1]: a logistic model of how it matches."""
    if sentence.match is None:
        return 0.0
    weights = _WEIGHTS if sentence.match.cross is not None else _WEIGHTS_WITHOUT_CROSS
    seen = features(question, sentence, found.hits[sentence.hit])
    return 1.0 / (1.0 + math.exp(-sum(weights[name] * value for name, value in seen.items() if name in weights)))


def features(question: Question, sentence: Sentence, hit: Hit) -> dict[str, float]:
    """What the model sees, by name; `sentence` must be ranked."""
    match = sentence.match or Match(coverage=0.0, own=0.0, typed=False, cross=None)
    held = slots.compare(question, sentence, hit)
    return {
        "one": 1.0,
        "cross": match.cross if match.cross is not None else 0.0,
        "coverage": match.coverage,
        "own": match.own,
        "typed": float(match.typed),
        "dense": max(hit.scores.dense or 0.0, _LEAST_DENSE),
        "names": 1.0 - held.names,
        "years": 1.0 - held.years,
        "numbers": 1.0 - held.numbers,
        "stale": math.log1p(hit.timing.before),
        "unsaid": float(unsaid.is_unsaid(sentence.text)),
        "lacks": float(contenders.lacks(question, sentence.text)),
        "time": misfits.time(question, sentence),
        "measure": misfits.measure(question, sentence.text),
        "namesake": misfits.namesake(question.text, sentence),
        "role": misfits.role(question.text, sentence.text),
        "planned": misfits.planned(question.text, sentence),
        "speaker": speakers.another(question.text, sentence),
        "lookalike": float(lookalikes.is_one(question, sentence)),
        "brief": float(len(question.words) <= _BRIEF and match.coverage >= _COVERED),
    }


def _greets(question: Question, found: Evidence) -> bool:
    """Whether there is one word at most, or only such as no news has, and nothing found has any: "hi", "asdf qwer"."""
    unread = len(question.words) <= 1 or not (asides.asks(question.asked) or any(map(is_known, question.words)))
    return unread and not any(each.match and each.match.coverage for each in found.sentences)


def _is_after(question: Question, found: Evidence) -> bool:
    """Whether the time that the question names lies wholly behind what was searched."""
    begin, last = question.window.begin, found.coverage.last
    return bool(begin and last and begin.first > last.last)


def _is_before(question: Question, found: Evidence) -> bool:
    """Whether it lies wholly before that."""
    until, first = question.window.until, found.coverage.first
    return bool(until and first and until.last < first.first)


def _names_time(question: Question, found: Evidence) -> bool:
    """Whether a sentence names the time that was asked for: archives tell of times before their own."""
    asked = {str(times.day_of(when).year) for when in (question.window.begin, question.window.until) if when}
    return any(
        asked & set(slots.years(sentence.text)) or (sentence.dates and not misfits.time(question, sentence))
        for sentence in found.sentences[:_JUDGED]
    )


def _topical(question: Question, found: Evidence) -> bool:
    """Whether the archive has the matter, so that it is the fact which is missing."""
    for sentence in found.sentences[:_JUDGED]:
        match = sentence.match
        if match is None:
            continue
        names = slots.compare(question, sentence, found.hits[sentence.hit]).names
        cross = -math.inf if match.cross is None else match.cross
        if names == 1.0 and (match.coverage >= _TOPICAL["coverage"] or cross >= _TOPICAL["cross"]):
            return True
        if names >= _TOPICAL_NAMES and cross >= _TOPICAL_AND_CROSS:
            return True
    return False


def _why_empty(question: Question, found: Evidence, scope: Scope) -> Reason | None:
    if found.coverage.articles:
        outside = _is_after(question, found) or _is_before(question, found)
        return "outside_coverage" if outside else None
    if found.coverage.undated_left_out:
        return "undated"
    if scope.sources:
        return "outside_sources"
    return "outside_window" if scope.published else None
