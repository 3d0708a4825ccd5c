"""Claims that people have judged: WiCE and ExpertQA. No claim is right or wrong to accept by rule; shares are reported.

A claim cites the sentences that annotators named; where they named none, those of the page that share most words with
it. But: annotators saw the page, the gate sees only what is cited, and pronouns in a claim lead nowhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from msgspec import Struct

from eval.metrics.words import content
from eval.mutations.articles import plain_evidence
from eval.mutations.trials import Cited, Trial
from eval.suites import given, wice
from rag.evidence import units
from rag.types import Article, Span

_NEAREST = 4  # sentences cited where nobody named them
_MARK = re.compile(r"\s*\[\d+\]")
_SUPPORT = {"Complete": "complete", "Partial": "partial", "Incomplete": "partial", "Missing": "missing"}
_WICE = {"supported": True, "partially_supported": None, "not_supported": False}


class _Claim(Struct, frozen=True):
    claim_string: str
    evidence: tuple[str, ...] = ()
    support: str | None = None


class _Answer(Struct, frozen=True):
    id: str
    claims: tuple[_Claim, ...]


def read(data: Path) -> list[Trial]:
    """The labelled claims of the sets that are here."""
    files = ((data / "wice" / "claims.jsonl.gz", _wice), (data / "expertqa" / "claims.jsonl.gz", _expertqa))
    return [trial for path, load in files if path.is_file() for trial in load(path)]


def _wice(path: Path) -> Iterator[Trial]:
    for claim in given.rows(path, wice.Claim):
        page = wice.page(claim)
        article = Article(id=page.id, text=page.text, title=page.title or "")
        named = tuple(_placed(article, gold.quote) for gold in wice.case(claim).evidence)
        cited = named or _nearest(article, claim.claim)
        if cited:
            yield _trial(f"wice-{claim.label}", claim.id, claim.claim, cited, carried=_WICE[claim.label])


def _expertqa(path: Path) -> Iterator[Trial]:
    for answer in given.rows(path, _Answer):
        for number, claim in enumerate(answer.claims):
            support, text = _SUPPORT.get(claim.support or ""), "\n\n".join(map(plain_evidence, claim.evidence))
            if support is None or not text.strip():
                continue
            name, draft = f"{answer.id}:{number}", _MARK.sub("", claim.claim_string).strip()
            cited = _nearest(Article(id=name, text=text), draft)
            carried = {"complete": True, "missing": False}.get(support)
            if cited:
                yield _trial(f"expertqa-{support}", name, draft, cited, carried=carried)


def _trial(kind: str, name: str, draft: str, cited: tuple[Cited, ...], *, carried: bool | None) -> Trial:
    return Trial(id=name, kind=kind, group="labelled", draft=draft, cited=cited, carried=carried)


def _placed(article: Article, quote: str) -> Cited:
    start = article.text.index(quote)
    return Cited(article, Span(start, start + len(quote)))


def _nearest(article: Article, claim: str) -> tuple[Cited, ...]:
    """The sentences that share most words with the claim, in the order of the text."""
    words = content(claim)
    cited = [Cited(article, span) for span, whole in units(article.text) if whole]
    best = sorted(cited, key=lambda each: -len(words & content(each.text)))[:_NEAREST]
    return _ordered([each for each in best if words & content(each.text)])


def _ordered(cited: Sequence[Cited]) -> tuple[Cited, ...]:
    return tuple(sorted(cited, key=lambda each: each.span))
