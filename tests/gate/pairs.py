"""Sentences with what may be made of them: true compressions, and drafts with a single thing changed.

`pairs.txt` was written before the rules, each other file after those that the ones before it led to. All is invented;
the articles are of Wednesday 3 May 2017. A line that begins with "=" is what is cited, with " | " between two; the
others are a kind and a draft, "none" for a compression.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from zoneinfo import ZoneInfo

from msgspec import Struct

from rag import marks
from rag.settle import settle
from rag.types import Article, Coverage, Draft, Evidence, Hit, Passage, Scores, Sentence, Span

DAY = date(2017, 5, 3)


class Pair(Struct, frozen=True):
    """What is cited, a draft, and what is changed in it: "none" for a compression."""

    cited: tuple[str, ...]
    draft: str
    kind: str


def read(name: str) -> tuple[Pair, ...]:
    """The pairs of a file beside this one."""
    return tuple(_parsed((Path(__file__).parent / name).read_text(encoding="utf-8")))


def _parsed(text: str) -> Iterator[Pair]:
    cited: tuple[str, ...] = ()
    for line in text.splitlines():
        head, _, rest = line.partition(" ")
        if head == "=":
            cited = tuple(rest.split(" | "))
        else:
            yield Pair(cited, rest, head)


def proposed(cited: tuple[str, ...], text: str, day: date = DAY) -> tuple[Draft, Evidence]:
    """A generated draft that cites articles of one sentence each, and the evidence that holds them."""
    hits = tuple(_hit(n, each, day) for n, each in enumerate(cited))
    sentences = tuple(
        Sentence(revision=hit.revision, span=hit.passage.span, hit=n, marks=hit.marks) for n, hit in enumerate(hits)
    )
    coverage = Coverage(articles=len(hits), passages=len(hits), undated_left_out=0, first=None, last=None)
    evidence = Evidence(hits=hits, sentences=sentences, coverage=coverage, seq=1)
    return Draft(text=text, sentences=sentences, kind="generate"), evidence


def _hit(n: int, text: str, day: date) -> Hit:
    revision = settle(Article(id=f"a{n}", text=text, date=day.isoformat()), zone=ZoneInfo("UTC"))
    passage = Passage(span=Span(0, len(text)), ordinal=0, id=n + 1, revision_id=n + 1)
    return Hit(passage=passage, revision=revision, score=1.0, scores=Scores(1.0, 1.0), marks=marks.read(revision))
