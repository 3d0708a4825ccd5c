"""Puts trials to the product's gate: drafts as a language model would propose them, over real marks.

A trial is told in the harness's nouns: the draft is the question, what it cites the evidence; a draft let through is
an answer given, one rejected a refusal. So `kept` is the share of true drafts let through, `null_recall` that of false
ones rejected. But: a change to a draft that the gate rejects unchanged teaches nothing and is left out, counted.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from zoneinfo import ZoneInfo

from eval.mutations.trials import Cited, Trial
from eval.types import Case, Gold, Judgement, Line, Outcome, Said
from rag import marks
from rag.compose import gate
from rag.settle import settle
from rag.types import (
    Article,
    Coverage,
    Draft,
    Evidence,
    Hit,
    Marks,
    Passage,
    Rejected,
    Revision,
    Scores,
    Sentence,
    Span,
)

_UTC = ZoneInfo("UTC")
_NOTHING = Coverage(articles=0, passages=0, undated_left_out=0, first=None, last=None)
_OWN = re.compile(
    r"“[^”]*”|\"[^\"]*\"|‘[^’]*’|(?<!\w)'[^']*'(?!\w)|\d[\d.,]*"
)  # what a reason tells of its draft alone
_COUNTED = ("kept", "null_recall", "accepted")


def case(trial: Trial) -> Case:
    """The trial as a case of a suite."""
    return Case(
        id=trial.id,
        arm=trial.kind,
        question=trial.draft,
        answerable=trial.carried is True,
        kind=trial.kind,
        group=trial.group,
        evidence=tuple(Gold(article_id=cited.article.id, quote=cited.text) for cited in trial.cited),
    )


class Bench:
    """The gate with the trials that may be put to it."""

    def __init__(self, trials: Sequence[Trial]) -> None:
        self._trials = {(trial.kind, trial.id): trial for trial in trials}
        self._read: dict[str, tuple[Revision, Marks]] = {}

    def lines(self, cases: Sequence[Case]) -> Iterator[Line]:
        """Each case put to the gate and judged."""
        for each in cases:
            trial = self._trials[each.arm, each.id]
            sentences, evidence = self._evidence(trial.cited)
            learns = not trial.before or _reason(trial.before, sentences, evidence) is None
            outcome = _outcome(trial.draft, _reason(trial.draft, sentences, evidence))
            judged = tuple(_judged(trial, outcome, learns=learns))
            yield Line(system="gate", case=each, outcome=outcome, ranked=None, judgements=judged)

    def _evidence(self, cited: Sequence[Cited]) -> tuple[tuple[Sentence, ...], Evidence]:
        articles = {each.article.id: each.article for each in cited}
        places = {name: place for place, name in enumerate(articles)}
        hits = tuple(self._hit(article, place) for place, article in enumerate(articles.values()))
        sentences = tuple(_sentence(each.span, hits, places[each.article.id]) for each in cited)
        return sentences, Evidence(hits=hits, sentences=sentences, coverage=_NOTHING, seq=1)

    def _hit(self, article: Article, place: int) -> Hit:
        if article.id not in self._read:
            revision = settle(article, zone=_UTC)
            self._read[article.id] = revision, marks.read(revision)
        revision, read = self._read[article.id]
        passage = Passage(span=Span(0, len(revision.text)), ordinal=0, id=place + 1, revision_id=place + 1)
        return Hit(passage=passage, revision=revision, score=1.0, scores=Scores(1.0, 1.0), marks=read)


def reasons(lines: Sequence[Line]) -> Iterator[str]:
    """For each reason to reject, of which drafts it rejected how many: by their group, true or false, or by label."""
    told: dict[str, Counter[str]] = {}
    judged = Counter(name for line in lines if (name := _sort(line)))
    for line in lines:
        if (name := _sort(line)) and line.outcome and line.outcome.reason:
            told.setdefault(_OWN.sub("…", line.outcome.reason), Counter())[name] += 1
    for reason, counted in sorted(told.items(), key=lambda pair: -pair[1].total()):
        parts = (f"{counted[name]:,} of {judged[name]:,} {name}" for name in judged if counted[name])
        yield f"rejected: {reason}: {', '.join(parts)}"


def _sort(line: Line) -> str:
    """Of which sort of drafts a line is; none where it was left out."""
    if all(each.metric not in _COUNTED for each in line.judgements):
        return ""
    if line.case.group == "labelled":
        return line.case.kind
    return f"{line.case.group} {'true' if line.case.answerable else 'false'}"


def _sentence(span: Span, hits: Sequence[Hit], place: int) -> Sentence:
    return Sentence(revision=hits[place].revision, span=span, hit=place, marks=hits[place].marks)


def _reason(text: str, sentences: tuple[Sentence, ...], evidence: Evidence) -> str | None:
    checked = gate.check(Draft(text=text, sentences=sentences, kind="generate"), evidence)
    return checked.reason if isinstance(checked, Rejected) else None


def _outcome(draft: str, reason: str | None) -> Outcome:
    if reason is not None:
        return Outcome(status="not_stated", reason=reason)
    return Outcome(status="answered", sentences=(Said(text=draft),))


def _judged(trial: Trial, outcome: Outcome, *, learns: bool) -> Iterator[Judgement]:
    if trial.before:
        yield Judgement(metric="left_out", value=float(not learns))
    if not learns:
        return
    if trial.group == "labelled":
        yield Judgement(metric="accepted", value=float(outcome.kept))
    elif trial.carried:
        yield Judgement(metric="kept", value=float(outcome.kept))
    else:
        yield Judgement(metric="null_recall", value=float(outcome.refused))
