"""Fits the line between answering and refusing to an archive: `main` is what `dateline calibrate` calls.

The threshold is the highest confidence at which a wanted share of a suite's answerable questions is still
answered. Age is weighed in where that refuses more of the unanswerable at the same share. What it does is told of
questions that it was not fitted on: five folds, those that share an article in one (cross-validation; Stone 1974).
Exit codes: 0 written, 2 usage or too little to fit on, 3 the archive can't be used.
But: it moves two numbers; the model that makes the support of a sentence stays as it is.
"""

from __future__ import annotations

import hashlib
import math
from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace
from tqdm import tqdm

from eval import curves, html, opened, plots, tables
from eval.console import emit, guarded
from eval.errors import Uncalibratable
from eval.in_process import InProcess
from eval.metrics.catalogue import METRICS
from eval.metrics.pooled import pool
from eval.plots import Label, Plot
from eval.run import default_data
from eval.suites import named
from eval.target import Target
from eval.types import Case, Figure, Judgement, Outcome, Suite
from rag import calibration
from rag.calibration import Calibration
from rag.config import Settings
from rag.types import Judged

BUILD = Path("build/calibrate")
_LEAST = 20  # answerable questions; with fewer, one question is worth more than the five in a hundred given up
_FOLDS = 5
_ROUNDED = 5e-5  # a verdict's score is told with four places, and compared with all of them
_NEVER = -math.inf
_RECENCIES = (0.0, 0.1, 0.2, 0.3, 0.4, 0.6)  # tried, in log odds for each logarithm of days
_PAYS = 0.02  # by how much more of the unanswerable must be refused for age to count


class Asked(Struct, frozen=True, kw_only=True):
    """A question as calibration sees it; `confidence`: -inf where no threshold would let an answer through.

    `judged`: the sentences that the confidence comes from, where the system tells.
    """

    cluster: str
    answerable: bool
    confidence: float
    judged: tuple[Judged, ...] = ()

    def at(self, recency: float) -> Asked:
        """The question as it would be judged with that weight of age."""
        if self.confidence == _NEVER or not self.judged:
            return self
        return replace(self, confidence=Calibration(recency=recency).confidence(self.judged))


class Drawn(Struct, frozen=True):
    """Where the line is drawn."""

    threshold: float
    recency: float = 0.0

    def answers(self, asked: Asked) -> bool:
        """Whether a question is answered; a threshold is told with four places."""
        return asked.at(self.recency).confidence >= self.threshold


class Fitted(Struct, frozen=True, kw_only=True):
    """A threshold and what age costs; `kept` and `null_recall` are of questions that they were not fitted on.

    `before`, `recency_before`: what they were.
    """

    suite: str
    threshold: float
    recency: float
    wanted: float
    kept: Figure
    null_recall: Figure | None
    before: float
    recency_before: float
    kept_before: Figure
    null_recall_before: Figure | None
    questions: int
    answerable: int
    report: str = ""


def main(
    suite: str,
    *,
    archive_settings: Settings,
    kept: float = 0.95,
    out: Path | None = None,
    json: bool = False,
    data: Path | None = None,
) -> int:
    """Calibrates the archive of the settings on `suite` (a name or a folder), shows what that does; the exit code.

    `kept`: the share of answerable questions to keep. `out`: the folder of calibration.html, else `BUILD`/SUITE.
    """
    return guarded(lambda: _calibrated(suite, archive_settings, kept, out, json=json, data=data or default_data()))


def fit(asked: Sequence[Asked], *, kept: float) -> float:
    """The highest threshold at which a share `kept` of the answerable is answered. Raises: Uncalibratable."""
    confidences = sorted((each.confidence for each in asked if each.answerable), reverse=True)
    needed = math.ceil(kept * len(confidences) - 1e-9)
    lowest = confidences[needed - 1] if needed else 1.0
    if lowest == _NEVER:
        possible = sum(confidence != _NEVER for confidence in confidences)
        raise Uncalibratable(
            f"at any threshold only {possible:,} of {len(confidences):,} answerable questions are answered, "
            f"{needed:,} are wanted: lower --kept"
        )
    return min(1.0, max(0.0, lowest - _ROUNDED))


def draw(asked: Sequence[Asked], *, kept: float) -> Drawn:
    """The threshold that keeps `kept`, with age weighed in where that pays. Raises: Uncalibratable."""
    nulls = [each for each in asked if not each.answerable]
    lines = [Drawn(fit([each.at(recency) for each in asked], kept=kept), recency) for recency in _RECENCIES]
    refused = [sum(not line.answers(each) for each in nulls) / max(1, len(nulls)) for line in lines]
    best = max(range(len(lines)), key=lambda n: (refused[n], -n))
    return lines[best] if refused[best] >= refused[0] + _PAYS else lines[0]


def held_out(asked: Sequence[Asked], *, kept: float) -> list[tuple[Asked, bool]]:
    """Each question with whether it would be answered by the line drawn on the folds that it is not in."""
    folds = [_fold(each) for each in asked]
    lines = {fold: draw([each for each, its in zip(asked, folds, strict=True) if its != fold], kept=kept)
             for fold in set(folds)}  # fmt: skip
    return [(each, lines[fold].answers(each)) for each, fold in zip(asked, folds, strict=True)]


def clusters(cases: Sequence[Case]) -> list[str]:
    """What each case is held out with: those that share an article, and a near miss with its answerable twin."""
    own = {case.id: case.cluster for case in cases if case.evidence}
    return [
        next((own[twin] for twin in case.twins if twin in own and not case.evidence), case.cluster) for case in cases
    ]


def seen(case: Case, outcome: Outcome, *, threshold: float) -> Asked:
    """A question and its confidence under the present `threshold`: a refusal of something surer has another cause."""
    sure = outcome.confidence
    stuck = sure is None or outcome.error is not None or (sure >= threshold + _ROUNDED and not outcome.kept)
    return Asked(
        cluster=case.cluster,
        answerable=case.answerable,
        confidence=_NEVER if stuck or sure is None else sure,
        judged=outcome.explain.scores.judged if outcome.explain else (),
    )


def _calibrated(name: str, settings: Settings, kept: float, out: Path | None, *, json: bool, data: Path | None) -> int:
    suite, with_reranker = named.find(name, data=data), settings.reranker != "none"
    demand_enough(suite)
    present = calibration.read(settings.archive, reranker=with_reranker)
    with opened.existing(settings) as archive:
        asked = ask(InProcess(archive), suite, threshold=present.threshold)
    fitted = fitted_on(asked, suite=suite.name, present=present, kept=kept)
    page = _page(fitted, asked, settings.archive)
    path = html.put((out or BUILD / suite.name) / "calibration.html", page)
    calibration.write(settings.archive, _record(fitted, reranker=with_reranker))  # last: a failure changes nothing
    if json:
        emit(replace(fitted, report=str(path)))
    else:
        print(*_told(fitted), f"written to {settings.archive}; the curve is in {path}", sep="\n")
    return 0


def demand_enough(suite: Suite) -> None:
    """Looks whether there is something to fit on. Raises: Uncalibratable."""
    answerable = [case for case in suite.cases if case.answerable]
    if len(answerable) < _LEAST:
        raise Uncalibratable(
            f"suite {suite.name} has {len(answerable)} answerable questions, at least {_LEAST} are needed"
        )
    if len({fold_of(case.cluster) for case in answerable}) < 2:
        raise Uncalibratable(f"the answerable questions of suite {suite.name} all rest on the same article")


def ask(system: Target, suite: Suite, *, threshold: float) -> list[Asked]:
    """Every question of the suite, put to a system whose present `threshold` is known. Raises: Uncalibratable."""
    shown, asked = set[str](), []
    together = zip(suite.cases, clusters(suite.cases), strict=True)
    for case, cluster in tqdm(together, total=len(suite.cases), desc=suite.name, disable=None):
        outcome = system.ask(case)
        shown.update(cited.article_id for cited in outcome.shown)
        asked.append(replace(seen(case, outcome, threshold=threshold), cluster=cluster))
    if not shown & {gold.article_id for case in suite.cases for gold in case.evidence}:
        raise Uncalibratable(f"the archive shows none of the articles that suite {suite.name} asks about: ingest them")
    return asked


def fitted_on(asked: Sequence[Asked], *, suite: str, present: Calibration, kept: float) -> Fitted:
    """The line that keeps `kept`, and what it does beside the present one. Raises: Uncalibratable."""
    after, now = held_out(asked, kept=kept), draw(asked, kept=kept)
    before = [(each, each.confidence >= present.threshold - _ROUNDED) for each in asked]
    return Fitted(
        suite=suite,
        threshold=now.threshold,
        recency=now.recency,
        wanted=kept,
        kept=_kept(after),
        null_recall=_refused(after),
        before=present.threshold,
        recency_before=present.recency,
        kept_before=_kept(before),
        null_recall_before=_refused(before),
        questions=len(asked),
        answerable=sum(each.answerable for each in asked),
    )


def _kept(answered: Iterable[tuple[Asked, bool]]) -> Figure:
    figure = _share("kept", ((each, answers) for each, answers in answered if each.answerable))
    if figure is None:
        raise Uncalibratable("no question can be answered")
    return figure


def _refused(answered: Iterable[tuple[Asked, bool]]) -> Figure | None:
    return _share("null_recall", ((each, not answers) for each, answers in answered if not each.answerable))


def _share(metric: str, some: Iterable[tuple[Asked, bool]]) -> Figure | None:
    return pool(METRICS[metric], [(each.cluster, Judgement(metric=metric, value=float(is_so))) for each, is_so in some])


def _record(fitted: Fitted, *, reranker: bool) -> Calibration:
    return Calibration(
        threshold=fitted.threshold,
        recency=fitted.recency,
        reranker=reranker,
        suite=fitted.suite,
        kept=fitted.kept.value,
        refused=fitted.null_recall.value if fitted.null_recall else None,
        questions=fitted.questions,
    )


def _told(fitted: Fitted) -> Iterator[str]:
    yield f"{fitted.suite}: {fitted.questions:,} questions, {fitted.answerable:,} of them answerable"
    yield f"threshold {fitted.threshold:.4f} (was {fitted.before:.4f}), fitted to keep {fitted.wanted:g}"
    yield f"recency   {fitted.recency:g} (was {fitted.recency_before:g}): what age costs, as of the day of a question"
    for name, now, before in (
        ("kept of the answerable", fitted.kept, fitted.kept_before),
        ("refused of the unanswerable", fitted.null_recall, fitted.null_recall_before),
    ):
        yield f"{name:<28}{_written(now)} held out (was {_written(before)})"


def _written(figure: Figure | None) -> str:
    return "not known" if figure is None else f"{figure.value:.3f} [{figure.low:.3f}, {figure.high:.3f}]"


def _page(fitted: Fitted, asked: Sequence[Asked], archive: Path) -> str:
    rows = (
        ("kept of the answerable", fitted.kept_before, fitted.kept),
        ("refused of the unanswerable", fitted.null_recall_before, fitted.null_recall),
    )
    return html.render(
        "calibration.html.j2",
        fitted=fitted,
        archive=str(archive),
        rows=[(name, *(each and tables.cell("kept", each) for each in both)) for name, *both in rows],
        drawn=html.inline((_plot(fitted, asked),)),
    )


def _plot(fitted: Fitted, asked: Sequence[Asked]) -> Plot:
    points = curves.refusing([(each.at(fitted.recency).confidence, each.answerable) for each in asked])
    places = {
        f"was {fitted.before:.2f}": (fitted.kept_before, fitted.null_recall_before),
        f"now {fitted.threshold:.2f}, held out": (fitted.kept, fitted.null_recall),
    }
    labels = [Label((kept.value, refused.value), text) for text, (kept, refused) in places.items() if refused]
    return plots.plot(
        "Keeping and refusing",
        "At every threshold: answerable questions kept, unanswerable ones refused.",
        partial(
            plots.curve, points, x="share of the answerable kept", y="share of the unanswerable refused", labels=labels
        ) if points else None,
        without="The suite has no unanswerable questions, so nothing is known of refusing.",
    )  # fmt: skip


def _fold(asked: Asked) -> int:
    return fold_of(asked.cluster)


def fold_of(cluster: str) -> int:
    """By hash, so that a suite that grows keeps its questions where they were."""
    return hashlib.sha256(cluster.encode("utf-8", "surrogatepass")).digest()[0] % _FOLDS
