"""Plain text files, as archives ship them: a headline, a blank line, the body with its dateline.

The body is kept but for link residue and line ends. But: no Markdown.
"""

from __future__ import annotations

from collections.abc import Iterator

from rag.formats.dateline import Dateline
from rag.formats.decode import decode
from rag.formats.frames import Origin
from rag.formats.front import Fields
from rag.formats.layout import laid_out
from rag.formats.record import article_of
from rag.formats.residue import words_of_links
from rag.formats.source import Source
from rag.types import Article, PublishedSource, Rejection

LIMIT = 20_000_000  # bytes: no text of fewer code points than an article may have is larger


def read(source: Source) -> Iterator[Article | Rejection]:
    """The one article of a plain text file."""
    text, encoding = decode(source.whole(LIMIT))
    yield plain_article(words_of_links(text), source.origin, encoding=encoding)


def plain_article(
    text: str,
    origin: Origin,
    *,
    title: str | None = None,
    known: Fields | None = None,
    dated: PublishedSource = "field",
    encoding: str | None = None,
) -> Article:
    """The article that a story laid out in plain text gives.

    `title`: None to look for it in the text. `known`: fields that its file gives elsewhere; `dated`:
    what their date rests on. `encoding`: where it is not UTF-8.

    Raises: ArticleRejected.
    """
    known = dict(known or {})
    layout = laid_out(text, title=title, known=known)
    fields = layout.fields | known
    day = fields.pop("day", None)
    published_source: PublishedSource = dated if "date" in known else "field"
    if "date" not in fields:
        published_source = "dateline"
        fields["date"] = day or (layout.dateline and layout.dateline.day and layout.dateline.day.iso())
    fields |= _notes(layout.dateline, encoding)
    fields = {"id": origin.id} | fields | {"title": layout.title, "text": layout.text}
    return article_of(fields, collection=origin.collection, published_source=published_source)


def _notes(dateline: Dateline | None, encoding: str | None) -> Fields:
    """What goes to the article's metadata."""
    notes: Fields = {"encoding": encoding} if encoding else {}
    if dateline:
        written = {
            "place": dateline.place,
            "agency": dateline.agency,
            "date": dateline.day.iso() if dateline.day else None,
            "end": dateline.end,
        }
        notes["dateline"] = {name: value for name, value in written.items() if value is not None}
    return notes
