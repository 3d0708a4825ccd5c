"""Failures as a page shows them: worst first, each with what was due, found and said.

But: no markup and no judging; text goes into the page as it is and is escaped there.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from msgspec import Struct

from eval import faults
from eval.faults import Fault
from eval.types import Cited, Found, Gold, Line, Outcome, Said

_SHOWN = 300  # failures on a page; all are in results.json
_PASSAGES = 5
_PLACES = 4
_SENTENCES = 8
_AROUND = 320  # characters of a passage before and after what is marked in it


class Marked(Struct, frozen=True, kw_only=True):
    """A text in three parts, the middle one marked."""

    before: str
    marked: str = ""
    after: str = ""


class Place(Struct, frozen=True, kw_only=True):
    """A quote and where it stands; `faulty`: it is not there."""

    where: str
    quote: str = ""
    faulty: bool = False


class Sentence(Struct, frozen=True, kw_only=True):
    """A sentence of an answer with its citations."""

    text: Marked
    cited: tuple[Place, ...]


class Passage(Struct, frozen=True, kw_only=True):
    """A retrieved passage; `gold`: of an article of the evidence."""

    article: str
    text: Marked
    gold: bool


class Failure(Struct, frozen=True, kw_only=True):
    """A question that went wrong. `found`: None where nothing was searched; `rank`: where the evidence was found."""

    anchor: str
    name: str
    question: str
    kind: str
    arm: str
    as_of: str | None
    trap: str
    history: tuple[str, ...]
    also: tuple[Fault, ...]
    confidence: str
    expected: str
    evidence: tuple[Place, ...]
    more_evidence: int
    status: str
    understood: str
    error: str | None
    said: tuple[Sentence, ...]
    more_said: int
    nearest: tuple[Place, ...]
    found: tuple[Passage, ...] | None
    rank: str
    latency: str


class Section(Struct, frozen=True, kw_only=True):
    """The failures of one fault: the worst of `total`."""

    fault: Fault
    total: int
    failures: tuple[Failure, ...]


def sections(lines: Sequence[Line], *, most: int = _SHOWN) -> tuple[Section, ...]:
    """Every fault that there is, worst first, with its worst failures; `most` in all, each fault its part of them."""
    by_fault: dict[str, list[tuple[int, Line]]] = {}
    for number, line in sorted(enumerate(lines), key=lambda pair: faults.severity(pair[1])):
        fault = faults.worst(line)
        if fault:
            by_fault.setdefault(fault.key, []).append((number, line))
    rooms = _rooms([len(some) for some in by_fault.values()], most)
    return tuple(
        Section(
            fault=next(fault for fault in faults.FAULTS if fault.key == key),
            total=len(some),
            failures=tuple(failure(line, number) for number, line in some[:room]),
        )
        for (key, some), room in zip(by_fault.items(), rooms, strict=True)
    )


def failure(line: Line, number: int) -> Failure:
    """What there is to see of a line; `number`: its place in the run."""
    case, outcome = line.case, line.outcome or Outcome()
    understood = outcome.interpreted.question if outcome.interpreted else ""
    confidence, evidence = outcome.confidence, _evidence(case.evidence)
    return Failure(
        anchor=f"f{number}",
        name=name(line),
        question=case.question,
        kind=case.kind,
        arm=case.arm,
        as_of=case.as_of,
        trap=case.trap,
        history=tuple(turn.content for turn in case.history),
        also=faults.of(line)[1:],
        confidence="" if confidence is None else f"{confidence:.2f}",
        expected=expected(line),
        evidence=evidence[:_PLACES],
        more_evidence=max(0, len(evidence) - _PLACES),
        status=", ".join(filter(None, (outcome.status, outcome.reason))),
        understood=understood if understood != case.question else "",
        error=outcome.error,
        said=tuple(_sentence(said, outcome) for said in outcome.sentences[:_SENTENCES]),
        more_said=max(0, len(outcome.sentences) - _SENTENCES),
        nearest=tuple(Place(where=_where(cited), quote=cited.quote) for cited in outcome.nearest),
        found=None if line.ranked is None else tuple(_passage(each, case.evidence) for each in line.ranked[:_PASSAGES]),
        rank=_rank(line.ranked or (), case.evidence),
        latency=f"{outcome.latency_ms:,.0f} ms" if outcome.latency_ms else "",
    )


def name(line: Line) -> str:
    """The id of a question, after the arm of the suite that put it."""
    return f"{line.case.arm}/{line.case.id}" if line.case.arm else line.case.id


def expected(line: Line) -> str:
    """What is due, in words."""
    case = line.case
    if not case.answerable:
        return "No answer" + (f" ({case.status})" if case.status else "")
    strings = [" | ".join(group) for group in case.due.parts] or [" | ".join(case.answers)]
    return "; ".join(filter(None, strings))


def _rooms(sizes: Sequence[int], most: int) -> list[int]:
    """How many of each are shown: an equal part each, and what one leaves over to the first that need more."""
    rooms = [min(size, most // len(sizes)) for size in sizes]
    for number, size in enumerate(sizes):
        rooms[number] += min(size - rooms[number], most - sum(rooms))
    return rooms


def _sentence(said: Said, outcome: Outcome) -> Sentence:
    known = {cited.id: cited for cited in outcome.citations}
    begin, end = said.highlight or (len(said.text), len(said.text))
    return Sentence(
        text=Marked(before=said.text[:begin], marked=said.text[begin:end], after=said.text[end:]),
        cited=tuple(_cited(known.get(key), key, said) for key in said.citations),
    )


def _cited(cited: Cited | None, key: str, said: Said) -> Place:
    if cited is None:
        return Place(where=f"cites {key}, which is no citation", faulty=True)
    return Place(where=_where(cited), quote="" if cited.quote == said.text else cited.quote)


def _where(cited: Cited) -> str:
    parts = (
        cited.title,
        cited.source,
        (cited.published or "undated")[:10],
        _revision(cited.article_id, cited.revision),
    )
    return ", ".join(part for part in parts if part)


def _evidence(golds: Iterable[Gold]) -> tuple[Place, ...]:
    """Each quote once, with every article that has it."""
    places: dict[str, list[str]] = {}
    for gold in golds:
        places.setdefault(gold.quote, []).append(_revision(gold.article_id, gold.revision or 1))
    return tuple(Place(where="; ".join(articles), quote=quote) for quote, articles in places.items())


def _revision(article_id: str, number: int) -> str:
    return f"{article_id}, revision {number}" if number > 1 else article_id


def _passage(found: Found, evidence: Iterable[Gold]) -> Passage:
    golds = [gold for gold in evidence if gold.article_id == found.article_id]
    quote = next((gold.quote for gold in golds if gold.quote in found.text), "")
    return Passage(article=found.article_id, text=_around(found.text, quote), gold=bool(golds))


def _around(text: str, quote: str) -> Marked:
    if not quote:
        return Marked(before=text if len(text) <= 2 * _AROUND else f"{text[: 2 * _AROUND]}…")
    before, _, after = text.partition(quote)
    return Marked(
        before=before if len(before) <= _AROUND else f"…{before[-_AROUND:]}",
        marked=quote,
        after=after if len(after) <= _AROUND else f"{after[:_AROUND]}…",
    )


def _rank(ranked: Sequence[Found], evidence: Sequence[Gold]) -> str:
    if not evidence:
        return "no evidence is known"
    for rank, found in enumerate(ranked, 1):
        if any(gold.quote in found.text for gold in evidence):
            return f"the evidence is in passage {rank}"
    articles = {gold.article_id for gold in evidence}
    for rank, found in enumerate(ranked, 1):
        if found.article_id in articles:
            return f"its article is first in passage {rank}, the quote is not in the first {len(ranked)}"
    return f"its article is not in the first {len(ranked)} passages" if ranked else "nothing"
