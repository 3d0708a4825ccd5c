"""Puts drafts of one sentence to an archive, each as of the day of its article, and judges what comes back.

In the harness's nouns: the draft is the question, what it was made of the evidence; a supported draft is an answer
given, any other a refusal whose reason is the state and what differs.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from eval.types import Case, Checking, Cited, Judgement, Line, Outcome, Said
from rag.types import CheckedDraft, CheckStatus

DENIED = frozenset(
    "digit number_word scale month day year weekday relative_date negation_added negation_removed direction"
    " sequence".split()
)  # changes of a number, a day, a denial or a direction: they are to be called contradicted
WEAKER = frozenset(
    "bound hedge_removed possibility_removed planned_as_done attribution_removed quote splice absent wice-supported"
    " wice-partially_supported wice-not_supported".split()
)  # these say more than the archive, or something else, but nothing against it
_ORDER: tuple[CheckStatus, ...] = ("contradicted", "not_found", "partly", "not_checkable", "supported")


def lines(check: Checking, cases: Sequence[Case]) -> Iterator[Line]:
    """Each case checked and judged."""
    for case in cases:
        checked = check(case.question, case.as_of)
        said = status(checked)
        yield Line(
            system="dateline",
            case=case,
            outcome=_outcome(checked, said),
            ranked=None,
            judgements=tuple(_judged(case, said)),
        )


def status(checked: CheckedDraft) -> CheckStatus:
    """The state of a draft: that of its worst sentence."""
    return min((each.status for each in checked.sentences), key=_ORDER.index)


def confusion(measured: Sequence[Line]) -> Iterator[str]:
    """For each kind of draft, how many of them came back in each state."""
    told: dict[str, Counter[str]] = {}
    for line in measured:
        if line.outcome and line.outcome.reason:
            told.setdefault(line.case.kind, Counter())[line.outcome.reason.partition(":")[0]] += 1
    for kind, counted in told.items():
        yield f"{kind}: {', '.join(f'{counted[name]:,} {name}' for name in _ORDER if counted[name])}"


def _judged(case: Case, said: CheckStatus) -> Iterator[Judgement]:
    if said == "supported":
        yield Judgement(metric="supported_precision", value=float(case.answerable))
    if said == "contradicted":
        is_false = not (case.answerable or case.kind in WEAKER)
        yield Judgement(metric="contradicted_precision", value=float(is_false))
    if case.answerable:
        yield Judgement(metric="supported_recall", value=float(said == "supported"))
    if case.kind in DENIED:
        yield Judgement(metric="contradicted_recall", value=float(said == "contradicted"))


def _outcome(checked: CheckedDraft, said: CheckStatus) -> Outcome:
    differs = "; ".join(
        f"{each.kind} “{each.draft}”" + (f", the archive: “{each.archive}”" if each.archive else "")
        for sentence in checked.sentences
        for each in sentence.differs
    )
    cited = tuple(
        Cited(
            id=each.id,
            article=each.article,
            article_id=each.article_id,
            revision=each.revision,
            field=each.field,
            start=each.start,
            end=each.end,
            quote=each.quote,
            quote_sha256=each.quote_sha256,
        )
        for sentence in checked.sentences
        for each in sentence.citations
    )
    is_borne_out = said == "supported"
    texts = tuple(Said(text=each.text, citations=tuple(one.id for one in each.citations)) for each in checked.sentences)
    return Outcome(
        status="answered" if is_borne_out else "not_stated",
        reason=f"{said}: {differs}" if differs else said,
        sentences=texts if is_borne_out else (),
        citations=cited if is_borne_out else (),
        nearest=() if is_borne_out else cited,
    )
