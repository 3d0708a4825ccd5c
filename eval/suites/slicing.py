"""Slices of a suite: the cases of one group, a column of a report, and those of one kind, a row."""

from __future__ import annotations

from eval.types import Slice


def of_group(name: str) -> Slice:
    """The cases of a group."""
    return Slice(name=name, holds=lambda case: case.group == name)


def of_kind(name: str) -> Slice:
    """The cases of a kind."""
    return Slice(name=name, holds=lambda case: case.kind == name, by="row")
