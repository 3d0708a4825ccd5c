"""A draft against the archive: its sentences, what each is looked for with, and what becomes of it. One step a file."""

from rag.checking.comparing import Drafted, compare, question, sentences

__all__ = ["Drafted", "compare", "question", "sentences"]
