"""Many articles, one a line: taken in batches while the lines arrive, answered line by line.

Neither the lines nor the answers are held in memory. The answer begins when the last line has come, so that
a client which sends everything before it reads anything can't lock itself out.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from typing import IO

from litestar.response import Stream
from msgspec import Struct

from rag.archive import Archive
from rag.errors import ArticleRejected, DatelineError, QuestionRejected
from rag.formats.record import article_of
from rag.types import Article, Receipt, Rejection
from service.bodies import ARTICLE_BODY, NDJSON, WireRequest, decode, lines
from service.desk import Desk
from service.json_lines import one_line
from service.problems import Problem, log_failure, problem_of
from service.shapes import LineError

_BATCH = 32  # articles that are encoded and committed together
_BATCH_BYTES = 4_000_000
_IN_MEMORY = 1_000_000  # bytes of answers before they go to a file
_READ = 65_536
_TOO_LONG = ArticleRejected(f"the line has more than {ARTICLE_BODY:,} bytes")


class _Line(Struct, frozen=True):
    number: int
    body: bytes | None


async def take(request: WireRequest, desk: Desk) -> Stream:
    """A line for each line of the body, in order: its receipt, or why it was not taken."""
    told: IO[bytes] = tempfile.SpooledTemporaryFile(_IN_MEMORY)
    try:
        batch: list[_Line] = []
        number = 0
        async for body in lines(request.stream(), limit=ARTICLE_BODY):
            number += 1
            batch.append(_Line(number, body))
            if len(batch) == _BATCH or sum(len(each.body or b"") for each in batch) >= _BATCH_BYTES:
                told.write(await desk.write(_taken, batch, desk.archive))
                batch = []
        told.write(await desk.write(_taken, batch, desk.archive))
    except BaseException:
        told.close()
        raise
    return Stream(_read(told), status_code=207, media_type=NDJSON)


def _read(told: IO[bytes]) -> Iterator[bytes]:
    with told:
        told.seek(0)
        while piece := told.read(_READ):
            yield piece


def _taken(batch: list[_Line], archive: Archive) -> bytes:
    """What became of each line, as lines of JSON."""
    read = [_article(line) for line in batch]
    articles = [each for each in read if isinstance(each, Article)]
    put = iter(_put(articles, archive))
    outcomes = [next(put) if isinstance(each, Article) else each for each in read]
    return b"".join(
        one_line(outcome if isinstance(outcome, Receipt) else LineError(line.number, outcome)) + b"\n"
        for line, outcome in zip(batch, outcomes, strict=True)
    )


def _article(line: _Line) -> Article | Problem:
    try:
        if line.body is None:
            raise _TOO_LONG
        fields: dict[str, object] = decode(line.body.removeprefix(b"\xef\xbb\xbf"), type=dict)
        return article_of(fields, collection=None)
    except (ArticleRejected, QuestionRejected) as error:
        return problem_of(error)


def _put(articles: list[Article], archive: Archive) -> list[Receipt | Problem]:
    try:
        outcomes = archive.put(articles) if articles else []
    except ArticleRejected as error:  # found out only while writing, and the whole batch is rolled back
        if len(articles) == 1:
            return [problem_of(error)]
        return [outcome for article in articles for outcome in _put([article], archive)]
    except DatelineError as error:  # these lines are not taken; the next ones may be
        log_failure(error, None)
        return [problem_of(error)] * len(articles)
    return [_problem(each) if isinstance(each, Rejection) else each for each in outcomes]


def _problem(rejection: Rejection) -> Problem:
    return problem_of(ArticleRejected(rejection.reason, field=rejection.field))
