"""Figures that tell of the same thing: what makes an update, a conflict, a correction or nothing of the sort."""

from rag.figures.development import develop
from rag.figures.kinship import kin
from rag.figures.nouns import Bound, Development, Figure, Kin, Superseded, Told
from rag.figures.reading import read
from rag.figures.refuting import read as read_in_context
from rag.figures.superseding import dead

__all__ = [
    "Bound",
    "Development",
    "Figure",
    "Kin",
    "Superseded",
    "Told",
    "dead",
    "develop",
    "kin",
    "read",
    "read_in_context",
]
