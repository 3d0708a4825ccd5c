"""A Scope as SQL: which revision of each article it sees, at most one.

The rules of time and access (DESIGN.md 3) stand here and nowhere else. Portable.
"""

from __future__ import annotations

from collections.abc import Iterable

from rag import times
from rag.store.rows import RevisionRow
from rag.store.session import Value
from rag.times import FOREVER
from rag.types import Scope

LONGEST_EVENT = 366  # days of a period that still says when: "the 1990s" is no event's date
_STANDS = "a.killed = 0 AND a.withheld = 0"


def known(alias: str) -> str:
    """Whether a revision was known at the Scope's as_of and is free to be shown."""
    return (
        f"{alias}.valid_from <= :until AND ({alias}.published_last IS NULL OR {alias}.published_last <= :until)"
        f" AND ({alias}.embargo IS NULL OR {alias}.embargo <= :lifted)"
    )


def chosen() -> str:
    """The id of the revision of article `a` that stands at the Scope's as_of, as a subquery."""
    return (
        f"(SELECT c.id FROM revision c WHERE c.article = a.id AND c.number > a.erased AND {known('c')}"
        " ORDER BY c.ordered DESC, c.number DESC LIMIT 1)"
    )


def in_scope(scope: Scope) -> str:
    """`FROM … WHERE …` over articles `a` and the one revision `r` of each that is in Scope.

    But: never the revision of another article, to which a damaged pointer may lead past that article's own state.
    """
    pointer = chosen()
    if scope.as_of is None:  # then it is the current one, but for an embargo: no search among revisions
        pointer = f"CASE WHEN a.embargo IS NULL OR a.embargo <= :lifted THEN a.current ELSE {pointer} END"
    return (
        f"FROM article a JOIN revision r ON r.id = {pointer} AND r.article = a.id"
        f" WHERE {_STANDS} AND {showable('r')}{_filters(scope)}"
    )


def showable(alias: str) -> str:
    """Whether a revision may be shown at all at the Scope's now."""
    return f"{alias}.status = 'usable' AND ({alias}.expires IS NULL OR {alias}.expires >= :now)"


def shown(row: RevisionRow, scope: Scope) -> bool:
    """The same of one row."""
    return row.status == "usable" and (row.expires is None or row.expires >= scope.now)


def readable(scope: Scope) -> str:
    """Whether article `a` is in a collection that the Scope may read and asks for."""
    allowed = _collections(scope)
    return "1 = 1" if allowed is None else _one_of("a.collection", "collection", allowed)


def readable_at_all(alias: str, scope: Scope) -> tuple[str, dict[str, Value]]:
    """Whether an article is in a collection that the Scope may read, whatever it asks for; and the parameters."""
    if scope.readable is None:
        return "1 = 1", {}
    allowed = sorted(scope.readable)
    return _one_of(f"{alias}.collection", "readable", allowed), {
        f"readable_{n}": each for n, each in enumerate(allowed)
    }


def happening(alias: str) -> str:
    """Whether an event touches the days from `event_first` to `event_last`, both included."""
    within = f"{alias}.first >= :event_reach AND {alias}.first <= :event_last"  # the index is by first day
    return f"{within} AND {alias}.last >= :event_first"


def days(first: int, last: int) -> dict[str, Value]:
    """The parameters of `happening`, as ordinals of days."""
    return {"event_first": first, "event_last": last, "event_reach": first - LONGEST_EVENT}


def bindings(scope: Scope) -> dict[str, Value]:
    """The parameters of all the above."""
    until = scope.as_of.last if scope.as_of else FOREVER
    begin, end = scope.published.begin, scope.published.until
    bound: dict[str, Value] = {
        "until": until,
        "lifted": FOREVER if scope.embargoed else min(until, scope.now),
        "now": scope.now,
    }
    if begin:
        bound["begin"] = begin.first
    if end:
        bound["end"] = end.last
    if scope.events:
        bound |= days(*(day.toordinal() for day in times.days_of(scope.events)))
    for name, values in (("collection", _collections(scope) or ()), *_named(scope)):
        bound |= {f"{name}_{n}": value for n, value in enumerate(values)}
    return bound


def _filters(scope: Scope) -> str:
    conditions = [readable(scope)]
    if scope.published.begin:
        conditions.append("r.published_first >= :begin")
    if scope.published.until:
        conditions.append("r.published_last <= :end")
    if scope.events:
        conditions.append(f"EXISTS (SELECT 1 FROM event e WHERE e.revision = r.id AND {happening('e')})")
    for name, values in _named(scope):
        if name == "author" and values:
            listed = _one_of("w.author", name, values)
            conditions.append(f"EXISTS (SELECT 1 FROM revision_author w WHERE w.revision = r.id AND {listed})")
        elif values:
            conditions.append(_one_of(f"r.{name}", name, values))
    return "".join(f" AND {condition}" for condition in conditions)


def _named(scope: Scope) -> tuple[tuple[str, list[str]], ...]:
    return (
        ("source", _folded(scope.sources)),
        ("author", _folded(scope.authors)),
        ("kind", _folded(scope.kinds)),
        ("language", _folded(scope.languages)),
    )


def _folded(names: Iterable[str]) -> list[str]:
    return sorted({name.casefold() for name in names})


def _collections(scope: Scope) -> list[str] | None:
    if scope.readable is None:
        return sorted(set(scope.collections)) or None
    return sorted(scope.readable.intersection(scope.collections or scope.readable))


def _one_of(column: str, name: str, values: list[str]) -> str:
    return f"{column} IN ({', '.join(f':{name}_{n}' for n in range(len(values)))})" if values else "0 = 1"
