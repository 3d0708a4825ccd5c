"""Countries with the words for their people, and the states of the US: a static list, so no archive moves it.

But: no coordinates, no cities, and no claim about which state a disputed land belongs to.
"""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files
from typing import Literal

from rag.words import tokens

Kind = Literal["country", "people", "state"]


def kinds(name: str) -> frozenset[Kind]:
    """What a name may be: a country, the word for its people ("French", "Swedes"), a US state; empty when none."""
    return _table().get(" ".join(tokens(name)), frozenset())


@lru_cache(maxsize=1)
def _table() -> dict[str, frozenset[Kind]]:
    table: dict[str, frozenset[Kind]] = {}
    for line in files("rag").joinpath("data/places.tsv").read_text("utf-8").splitlines():
        kind, names, people = line.split("\t")
        _add(table, names, "country" if kind == "country" else "state")
        _add(table, people, "people")
    return table


def _add(table: dict[str, frozenset[Kind]], names: str, kind: Kind) -> None:
    for name in filter(None, names.split("|")):
        key = " ".join(tokens(name))
        table[key] = table.get(key, frozenset()) | {kind}
