"""Drafts written by hand over invented news, true and false, as a language model words them and as it errs."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.resources import files
from typing import Literal

import msgspec
from msgspec import Struct

from eval.errors import SuiteInvalid
from eval.mutations.trials import Cited, Trial
from rag.types import Article, Span

Kind = Literal["true", "number", "date", "name", "negation", "hedge", "direction", "comparison", "speaker", "legal",
               "roles", "splice", "content", "quote"]  # fmt: skip


class Written(Struct, frozen=True, forbid_unknown_fields=True):
    """A line of the file: each cited sentence is an article of that day; `note` says what the draft does."""

    cited: tuple[str, ...]
    published: str
    draft: str
    kind: Kind
    note: str


def read() -> list[Trial]:
    """The trials of `cases.jsonl`. Raises: SuiteInvalid."""
    raw = files("eval.mutations").joinpath("cases.jsonl").read_bytes()
    return list(_trials(raw))


def _trials(raw: bytes) -> Iterator[Trial]:
    decoder = msgspec.json.Decoder(Written)
    for number, line in enumerate(raw.splitlines(), start=1):
        try:
            yield _trial(decoder.decode(line), f"written-{number}")
        except msgspec.DecodeError as error:
            raise SuiteInvalid(f"cases.jsonl:{number}: {error}") from error


def _trial(written: Written, name: str) -> Trial:
    articles = [
        Article(id=f"{name}-{place}", text=text, date=written.published) for place, text in enumerate(written.cited, 1)
    ]
    return Trial(
        id=name,
        kind=f"written-{written.kind}",
        group="written",
        draft=written.draft,
        cited=tuple(Cited(article, Span(0, len(article.text))) for article in articles),
        carried=written.kind == "true",
        note=written.note,
    )
