"""Articles in and answers out, in the words of the tests: what is put, asked and told."""

from __future__ import annotations

from datetime import UTC
from typing import Any

import msgspec

from rag import times
from rag.archive import Archive
from rag.types import Answer, Article, Receipt, Turn


def put(archive: Archive, **texts: str) -> None:
    """Articles by id and day: `orme_2018_06_04="…"`."""
    taken = archive.put([made(name, text) for name, text in texts.items()])
    assert all(isinstance(each, Receipt) for each in taken)


def made(name: str, text: str, **fields: Any) -> Article:  # noqa: ANN401
    """An article whose name ends in its day; its outlet is the first word of the name."""
    outlet, *day = name.split("_")
    told = {"id": name, "text": text, "date": "-".join(day[-3:]), "source": outlet.title()} | fields
    return msgspec.convert(told, Article)


def ask(archive: Archive, asked: str | list[Turn], as_of: str | None = None) -> Answer:
    """The answer, as of a day or now."""
    scope = archive.scope()
    if as_of:
        scope = msgspec.structs.replace(scope, as_of=times.parse(as_of, UTC))
    return archive.ask(asked, scope)


def told(answer: Answer) -> str:
    """The sentences of an answer, with what stands in brackets."""
    shown = []
    for sentence in answer.sentences:
        text = sentence.text
        for gloss in sorted(sentence.glosses or (), key=lambda each: each.at, reverse=True):
            text = f"{text[: gloss.at]} [{gloss.text}]{text[gloss.at :]}"
        shown.append(text)
    return " ".join(shown)
