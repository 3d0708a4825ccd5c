"""Countries with the words for their people, and the states of the US: a static list, so no archive moves it.

But: no coordinates, no cities, and no claim about which state a disputed land belongs to.
"""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files
from typing import Literal

from rag.words import tokens

Kind = Literal["country", "people", "state"]
_PARTS = {
    "england": "england", "english": "england", "scotland": "scotland", "scottish": "scotland", "wales": "wales",
    "welsh": "wales", "northern ireland": "northern ireland",
}  # fmt: skip


def kinds(name: str) -> frozenset[Kind]:
    """What a name may be: a country, the word for its people ("French", "Swedes"), a US state; empty when none."""
    return _table().get(" ".join(tokens(name)), frozenset())


def land(name: str) -> str:
    """One key for a country or state and the word for its people ("French" is "france"); empty for other names.

    A nation within a state stays apart from it: a Scottish minister is no British one.
    """
    key = " ".join(tokens(name))
    return _PARTS.get(key) or _lands().get(key, "")


@lru_cache(maxsize=1)
def _lands() -> dict[str, str]:
    found: dict[str, str] = {}
    for _, names, people in _rows():
        first = " ".join(tokens(names.partition("|")[0]))
        for each in filter(None, f"{names}|{people}".split("|")):
            found.setdefault(" ".join(tokens(each)), first)
    return found


@lru_cache(maxsize=1)
def _table() -> dict[str, frozenset[Kind]]:
    table: dict[str, frozenset[Kind]] = {}
    for kind, names, people in _rows():
        _add(table, names, "country" if kind == "country" else "state")
        _add(table, people, "people")
    return table


def _rows() -> list[tuple[str, str, str]]:
    """Kind, names and words for the people, each line of the list."""
    lines = files("rag").joinpath("data/places.tsv").read_text("utf-8").splitlines()
    return [(kind, names, people) for kind, names, people in (line.split("\t") for line in lines)]


def _add(table: dict[str, frozenset[Kind]], names: str, kind: Kind) -> None:
    for name in filter(None, names.split("|")):
        key = " ".join(tokens(name))
        table[key] = table.get(key, frozenset()) | {kind}
