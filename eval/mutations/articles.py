"""The articles whose sentences are changed: those of the development data, in the product's own type.

But: none is copied; where a folder of data is not here, its articles are none.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterator, Mapping
from itertools import islice
from pathlib import Path

from msgspec import Struct

from eval.suites import given, lines, wice
from eval.types import Edition
from rag.types import Article

_SCANNED = 1_000  # articles of a set: rare kinds need many, and each costs milliseconds
_LABEL = re.compile(r"^\[\d+\] \S*\s*")


class _Claim(Struct, frozen=True):
    evidence: tuple[str, ...] = ()


class _Answer(Struct, frozen=True):
    id: str
    claims: tuple[_Claim, ...]


def read(data: Path, *, seed: int = 0) -> dict[str, list[Article]]:
    """The articles of each set that is here, in an order drawn by the seed."""
    found = {
        name: list(_drawn(load(data / path), seed)) for name, (path, load) in _SETS.items() if (data / path).is_file()
    }
    return {name: articles for name, articles in found.items() if articles}


def files(data: Path) -> list[Path]:
    """The files that are here, of which articles are read."""
    return [data / path for path, _ in _SETS.values() if (data / path).is_file()]


def plain_evidence(text: str) -> str:
    """A piece of ExpertQA's evidence without its number and address."""
    return _LABEL.sub("", text)


def _drawn(articles: Iterator[Article], seed: int) -> Iterator[Article]:
    by_lot = sorted(articles, key=lambda each: hashlib.sha256(f"{seed}:{each.id}".encode()).digest())
    return islice(by_lot, _SCANNED)


def _corpus(path: Path) -> Iterator[Article]:
    last = {edition.article_id: edition for edition in lines.editions(path)}
    return map(
        _article, (each for each in last.values() if each.text.strip() and "_positive_wrong_" not in each.article_id)
    )


def _article(edition: Edition) -> Article:
    return Article(id=edition.article_id, title=edition.title, text=edition.text, date=edition.date)


def _wice(path: Path) -> Iterator[Article]:
    for claim in given.rows(path, wice.Claim):
        page = wice.page(claim)
        yield Article(id=page.id, text=page.text, title=page.title or "")


def _expertqa(path: Path) -> Iterator[Article]:
    for answer in given.rows(path, _Answer):
        pieces = dict.fromkeys(plain_evidence(piece) for claim in answer.claims for piece in claim.evidence)
        if text := "\n\n".join(pieces):
            yield Article(id=answer.id, text=text)


_SETS: Mapping[str, tuple[str, Callable[[Path], Iterator[Article]]]] = {
    "rtqa": ("rtqa/corpus.jsonl.gz", _corpus),
    "wikinews": ("wikinews/corpus.jsonl", _corpus),
    "stories": ("news/stories.jsonl", _corpus),
    "wice": ("wice/claims.jsonl.gz", _wice),
    "expertqa": ("expertqa/claims.jsonl.gz", _expertqa),
    "rgb_fact": ("rgb_fact/corpus.jsonl", _corpus),
}
