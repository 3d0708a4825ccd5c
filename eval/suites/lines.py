"""Lines of JSON to the harness's nouns, in the spellings that given data sets use.

`question_id` is read as `id`, `doc_id` and `article` as `article_id`, `state` as `status`, `type` as `kind`, a string
for a list of one; evidence that is only a string is a quote of the article that the question names. Of
accepted answers a bare verdict (yes, no, before) is left out: it can't be found in a text, so that such a question is
judged by its other answers, else by the evidence cited. Unknown fields are ignored: data sets carry labels of their
own.
"""

from __future__ import annotations

import gzip
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import UTC
from pathlib import Path

import msgspec
from msgspec import Struct

from eval.errors import SuiteInvalid
from eval.suites import labels
from eval.suites.labels import Labels, Texts
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


class QuestionLine(Labels, frozen=True, kw_only=True):
    """A question as written."""

    question: str
    id: str = ""
    question_id: str = ""
    answerable: bool | None = None
    answer: Texts = None
    kind: str = ""
    type: str = ""
    as_of: str | None = None
    evidence: tuple[GoldLine | str, ...] = ()
    article_id: str = ""
    doc_id: str = ""
    article: str = ""
    history: tuple[Turn, ...] | None = None
    status: Status | None = None
    state: Status | None = None
    evidence_kind: str = ""

    def case(self) -> Case:
        """The question and what is due. Raises: ValueError, also for an as_of that is no time."""
        if self.as_of is not None:
            times.parse(self.as_of, UTC)
        return Case(
            id=_named(self.id or self.question_id),
            question=self.question,
            answerable=self._is_answerable(),
            answers=labels.findable(self.answer),
            kind=self.kind or self.type or "question",
            as_of=self.as_of,
            evidence=tuple(self._gold(line) for line in self.evidence),
            history=self.history or (),
            status=self.status or self.state,
            group=self.evidence_kind,
            trap=self.trap,
            twins=labels.listed(self.twin),
            about=self._about,
            due=self.due(),
        )

    @property
    def _about(self) -> str:
        return self.article_id or self.doc_id or self.article

    def _gold(self, line: GoldLine | str) -> Gold:
        return (GoldLine(line, article_id=self._about) if isinstance(line, str) else line).gold()

    def _is_answerable(self) -> bool:
        if self.answerable is not None:
            return self.answerable
        status = self.status or self.state
        return status not in REFUSING if status else bool(labels.listed(self.answer) or self.evidence)


class ArticleLine(Struct, frozen=True):
    """The part of an article that the harness looks at; the rest is the archive's affair."""

    id: str = ""
    article_id: str = ""
    text: str = ""
    title: str | None = None
    date: str | None = None
    updated: str | None = None
    embargoed_until: str | None = None
    url: str | None = None

    @property
    def name(self) -> str:
        """The article's id, whichever way it is written. Raises: ValueError."""
        return _named(self.id or self.article_id)

    def edition(self, number: int) -> Edition:
        """The article's revision `number`, dated by when it was out."""
        return Edition(
            article_id=self.name,
            number=number,
            title=self.title or "",
            text=self.text,
            date=self.embargoed_until or self.date,
            updated=self.updated,
            url=self.url,
        )


_TOLD = 20  # lines named when a file has bad ones
_QUESTION = msgspec.json.Decoder(QuestionLine)
_ARTICLE = msgspec.json.Decoder(ArticleLine)


def cases(path: Path) -> tuple[Case, ...]:
    """The questions of a file. Raises: SuiteInvalid."""
    found, bad = [], []
    for number, raw in numbered(path):
        try:
            found.append(_QUESTION.decode(raw).case())
        except (msgspec.DecodeError, ValueError) as error:
            bad.append(f"{path}:{number}: {error}")
    if bad:
        raise SuiteInvalid(_told(bad))
    repeated = [name for name, count in Counter(case.id for case in found).items() if count > 1]
    if repeated:
        raise SuiteInvalid(f"{path}: question ids given twice: {', '.join(repeated)}")
    return tuple(found)


def editions(path: Path) -> tuple[Edition, ...]:
    """The revisions of a file, numbered as they arrive; a line equal to its article's last is none.

    Raises: SuiteInvalid.
    """
    last: dict[str, tuple[int, object]] = {}
    found, bad = [], []
    for number, raw in numbered(path):
        try:
            line = _ARTICLE.decode(raw)
            record = msgspec.json.decode(raw)  # as the archive sees it: the order of fields is no difference
            arrived, before = last.get(line.name, (0, None))
        except (msgspec.DecodeError, ValueError) as error:
            bad.append(f"{path}:{number}: {error}")
            continue
        if record != before:
            last[line.name] = (arrived + 1, record)
            found.append(line.edition(arrived + 1))
    if bad:
        raise SuiteInvalid(_told(bad))
    return tuple(found)


def numbered(path: Path) -> Iterator[tuple[int, bytes]]:
    """Lines that hold something, with their numbers from 1."""
    with gzip.open(path) if path.suffix == ".gz" else path.open("rb") as file:
        for number, raw in enumerate(file, start=1):
            if raw.strip():
                yield number, raw.strip()


def _told(bad: Sequence[str]) -> str:
    """Lines that can't be read, the first of them by what is wrong: a file is mended in one go."""
    more = [f"... and {len(bad) - _TOLD} more"] if len(bad) > _TOLD else []
    return "; ".join([*bad[:_TOLD], *more])


def _named(name: str) -> str:
    if not name.strip():
        raise ValueError("has no id")
    return name
