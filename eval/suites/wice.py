"""WiCE: claims from Wikipedia asked as they are, over the pages that they cite.

A claim that its page supports, wholly or in part, is to be answered from the page's sentences that annotators named:
every one of the smallest set that is enough. One that its page does not support is to be refused. Articles are the
pages' sentences, a line each, without dates. But: a claim is written for its page, so that its pronouns lead nowhere,
and that no other page supports it was not looked up.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from msgspec import Struct

from eval.suites import folder, given, lines, made
from eval.suites.made import Made
from eval.types import Case, Due, Gold, Suite

_META = re.compile(r"\(meta data\) ([A-Z_ ]+): ")
_UNSUPPORTED = "not_supported"


class Claim(Struct, frozen=True):
    """A claim, the sentences of its page, and sets of positions that support it."""

    id: str
    claim: str
    evidence: tuple[str, ...]
    label: str
    supporting_sentences: tuple[tuple[int, ...], ...]


def load(data: Path, build: Path) -> Suite:
    """The suite from `data`/wice. Raises: SuiteAbsent, SuiteInvalid."""
    (path,) = given.files("wice", data / "wice", "claims.jsonl.gz")
    claims = list(given.rows(path, Claim))
    source = made.put("wice", map(page, claims), build=build)
    editions, cases = lines.editions(source), tuple(map(case, claims))
    return Suite(
        name="wice",
        sources=(source,),
        files=(path,),
        editions=editions,
        cases=cases,
        slices=folder.slices(cases),
        notes=("claims are put as questions: figures compare systems only", *folder.misplaced(cases, editions)),
    )


def page(claim: Claim) -> Made:
    """The cited page as an article."""
    titles = (line for line in claim.evidence if (found := _META.match(line)) and found[1] == "TITLE")
    return Made(id=claim.id, title=next(map(_plain, titles), None), text="\n".join(map(_plain, claim.evidence)))


def case(claim: Claim) -> Case:
    """The claim as a question, with the sentences that are due."""
    evidence = tuple(Gold(article_id=claim.id, quote=quote) for quote in _quotes(claim))
    return Case(
        id=claim.id,
        question=claim.claim,
        answerable=claim.label != _UNSUPPORTED,
        kind=claim.label,
        evidence=evidence,
        about=claim.id,
        due=Due(all_evidence=len(evidence) > 1),
    )


def _quotes(claim: Claim) -> Iterator[str]:
    """The sentences of the smallest supporting set."""
    sets = [each for each in claim.supporting_sentences if each]
    if claim.label != _UNSUPPORTED and sets:
        quotes = (_plain(claim.evidence[number]).strip() for number in min(sets, key=len))
        yield from dict.fromkeys(filter(None, quotes))


def _plain(line: str) -> str:
    return _META.sub("", line, count=1)
