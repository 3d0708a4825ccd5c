"""Lines of JSON to the harness's nouns, in the spellings that given data sets use.

`doc_id` and `article` are read as `article_id`, `state` as `status`, `type` as `kind`, a string
`answer` as a list of one. Unknown fields are ignored: data sets carry labels of their own.
"""

from __future__ import annotations

import gzip
from collections import Counter
from collections.abc import Iterator
from datetime import UTC
from pathlib import Path

import msgspec
from msgspec import Struct

from eval.errors import SuiteInvalid
from eval.types import REFUSING, Case, Edition, Gold
from rag import times
from rag.types import Status, Turn


class GoldLine(Struct, frozen=True):
    """Evidence as written."""

    quote: str
    article_id: str = ""
    doc_id: str = ""
    article: str = ""
    revision: int | None = None

    def gold(self) -> Gold:
        """The evidence, whichever way its article is named. Raises: ValueError when it is not."""
        article_id = self.article_id or self.doc_id or self.article
        if not article_id or not self.quote.strip():
            raise ValueError("evidence needs an article_id and a quote")
        return Gold(article_id=article_id, quote=self.quote, revision=self.revision)


class QuestionLine(Struct, frozen=True):
    """A question as written."""

    id: str
    question: str
    answerable: bool | None = None
    answer: str | list[str] | None = None
    kind: str = ""
    type: str = ""
    as_of: str | None = None
    evidence: tuple[GoldLine, ...] = ()
    history: tuple[Turn, ...] | None = None
    status: Status | None = None
    state: Status | None = None
    evidence_kind: str = ""

    def case(self) -> Case:
        """The question and what is due. Raises: ValueError, also for an as_of that is no time."""
        if self.as_of is not None:
            times.parse(self.as_of, UTC)
        answers = tuple(filter(None, [self.answer] if isinstance(self.answer, str) else self.answer or ()))
        status = self.status or self.state
        return Case(
            id=self.id,
            question=self.question,
            answerable=self._is_answerable(status, answers),
            answers=answers,
            kind=self.kind or self.type or "question",
            as_of=self.as_of,
            evidence=tuple(line.gold() for line in self.evidence),
            history=self.history or (),
            status=status,
            group=self.evidence_kind,
        )

    def _is_answerable(self, status: Status | None, answers: tuple[str, ...]) -> bool:
        if self.answerable is not None:
            return self.answerable
        return status not in REFUSING if status else bool(answers)


class ArticleLine(Struct, frozen=True):
    """The part of an article that the harness looks at; the rest is the archive's affair."""

    id: str
    text: str = ""
    title: str | None = None
    date: str | None = None
    updated: str | None = None

    def edition(self, number: int) -> Edition:
        """The article's revision `number`."""
        return Edition(
            article_id=self.id,
            number=number,
            title=self.title or "",
            text=self.text,
            date=self.date,
            updated=self.updated,
        )


_QUESTION = msgspec.json.Decoder(QuestionLine)
_ARTICLE = msgspec.json.Decoder(ArticleLine)


def cases(path: Path) -> tuple[Case, ...]:
    """The questions of a file. Raises: SuiteInvalid."""
    found = []
    for number, raw in _lines(path):
        try:
            found.append(_QUESTION.decode(raw).case())
        except (msgspec.DecodeError, ValueError) as error:
            raise SuiteInvalid(f"{path}:{number}: {error}") from error
    repeated = [name for name, count in Counter(case.id for case in found).items() if count > 1]
    if repeated:
        raise SuiteInvalid(f"{path}: question ids given twice: {', '.join(repeated)}")
    return tuple(found)


def editions(path: Path) -> tuple[Edition, ...]:
    """The revisions of a file, numbered as they arrive; a line equal to its article's last is none.

    Raises: SuiteInvalid.
    """
    last: dict[str, tuple[int, bytes]] = {}
    found = []
    for number, raw in _lines(path):
        try:
            line = _ARTICLE.decode(raw)
        except (msgspec.DecodeError, ValueError) as error:
            raise SuiteInvalid(f"{path}:{number}: {error}") from error
        arrived, before = last.get(line.id, (0, b""))
        if raw != before:
            last[line.id] = (arrived + 1, raw)
            found.append(line.edition(arrived + 1))
    return tuple(found)


def _lines(path: Path) -> Iterator[tuple[int, bytes]]:
    """Lines that hold something, with their numbers from 1."""
    with gzip.open(path) if path.suffix == ".gz" else path.open("rb") as file:
        for number, raw in enumerate(file, start=1):
            if raw.strip():
                yield number, raw.strip()
