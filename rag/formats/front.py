"""Front matter and labelled headers: simple `key: value` lines at the top of a file, to Article fields.

But: no YAML. A loader of that language does much that a news archive never needs; nested values stay
unread, as text.
"""

from __future__ import annotations

import re

from rag.formats.days import read_stamp
from rag.formats.record import is_link

_FENCE = re.compile(r"---[ \t]*\n(.*?)^(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)
_PAIR = re.compile(r"([A-Za-z][\w .-]{0,40}?)[ \t]*:(?:[ \t]+(.*))?")
_DATED = re.compile(
    r"(?P<late>last\s+updated|last\s+modified|updated|modified)?(?:first\s+)?(?:published|posted)?(?:\s+on|\s+at)?\s*:?\s+(.+)",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"[.!?](?:\s|$)")
_MAX_LINES = 200
_MAX_LABELLED = 80  # code points of a name or office after a label; longer ones are sentences
_NAMES = {
    "title": "title", "headline": "title",
    "date": "date", "published": "date", "pubdate": "date", "datepublished": "date", "publisheddate": "date",
    "publicationdate": "date", "publishedat": "date", "publishedon": "date", "posted": "date",
    "updated": "updated", "modified": "updated", "lastmod": "updated", "datemodified": "updated",
    "lastupdated": "updated",
    "author": "authors", "authors": "authors", "byline": "authors", "by": "authors",
    "source": "source", "publisher": "source", "site": "source", "publication": "source",
    "url": "url", "link": "url", "canonical": "url", "canonicalurl": "url",
    "language": "language", "lang": "language",
    "id": "id", "kind": "kind", "topics": "topics", "tags": "topics", "places": "places",
}  # fmt: skip
_LABELS = ("title", "date", "updated", "authors", "source", "url")
_LISTS = ("authors", "topics", "places")

Fields = dict[str, object]


def front_matter(text: str) -> tuple[Fields, str]:
    """The fields between two `---` lines that open `text`, and the rest; no fields where there is none.

    A key that is no field of an Article keeps its own name.
    """
    fence = _FENCE.match(text)
    if not fence:
        return {}, text
    lines = fence[1].splitlines()
    if len(lines) > _MAX_LINES or not lines or not _PAIR.fullmatch(lines[0]) or not all(map(_in_front, lines)):
        return {}, text
    return _fields(lines), text[fence.end() :]


def labelled(line: str) -> Fields:
    """The field that a line such as `Published 3 May 2017` or `Source: UN News` gives; none for a sentence."""
    dated = _DATED.fullmatch(line) if line[:1].lower() in "flmpu" else None
    stamp = read_stamp(dated[2]) if dated else None
    if dated and stamp:
        return {"updated" if dated["late"] else "date": stamp}
    pair = _PAIR.fullmatch(line)
    name = _NAMES.get(_plain_key(pair[1])) if pair and pair[2] else None
    if not pair or name not in _LABELS or not _fits(name, pair[2].strip()):
        return {}
    return {name: _value(name, pair[2].strip())}


def _fits(name: str, value: str) -> bool:
    if name in ("date", "updated"):
        return read_stamp(value) is not None
    if name == "url":
        return is_link(value)
    return name == "title" or (len(value) <= _MAX_LABELLED and not _SENTENCE.search(value))


def _in_front(line: str) -> bool:
    return not line.strip() or line[:1] in " \t#-" or bool(_PAIR.fullmatch(line))


def _fields(lines: list[str]) -> Fields:
    fields: Fields = {}
    name = ""
    for line in lines:
        pair = _PAIR.fullmatch(line)
        if name and line.lstrip().startswith("- "):
            before = fields.get(name)
            fields[name] = [*(before if isinstance(before, list) else []), _scalar(line.lstrip()[2:])]
        elif pair:
            name = _NAMES.get(_plain_key(pair[1]), pair[1])
            fields[name] = _value(name, (pair[2] or "").strip())
    return {name: value for name, value in fields.items() if value not in ("", [])}


def _plain_key(key: str) -> str:
    return re.sub(r"[\s_.-]", "", key).lower()


def _value(name: str, text: str) -> object:
    if text.startswith("[") and text.endswith("]"):
        return [_scalar(part) for part in text[1:-1].split(",") if part.strip()]
    value = _scalar(text)
    if name in ("date", "updated"):
        return read_stamp(value) or value
    if name == "authors":
        return authors_of(value)
    return [value] if name in _LISTS and value else value


def _scalar(text: str) -> str:
    text = text.strip()
    if len(text) > 1 and text[0] == text[-1] and text[0] in "\"'":
        return text[1:-1].replace('\\"', '"') if text[0] == '"' else text[1:-1].replace("''", "'")
    return "" if text in ("~", "null") else text


def authors_of(byline: str) -> list[str]:
    """The people that a byline names: `By Ann Lee and Bo Falk, Staff` gives both, without the office."""
    names = re.sub(r"^by:? ", "", " ".join(byline.split()), flags=re.IGNORECASE)
    parts = [part.strip() for part in re.split(r" and |[&;,]", names) if part.strip()]
    joined = bool(re.search(r" and |[&;]", names))
    if not joined:
        return parts[:1]
    return [part for part in parts if len(part.split()) > 1] or parts
