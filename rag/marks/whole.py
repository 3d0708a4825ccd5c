"""The marks of a whole article: what its parts are read for, in the order in which one needs the other."""

from __future__ import annotations

import re

import msgspec

from rag.marks import certainty, dateline, dates, notices, people, quotes
from rag.marks.english import is_english
from rag.marks.people import People
from rag.marks.sentences import sentences
from rag.types import Claim, Marks, Quote, Revision

_OF_SOMEBODY = re.compile(r"^['’]s?\b|^[^,]*['’]s? ")  # "Mr Alvery's solicitor" is not Mr Alvery


def read(revision: Revision) -> Marks:
    """The marks of a revision; those of another language than English say no more than that."""
    if not is_english(revision):
        return Marks(english=False)
    text = revision.text
    known = people.read(text)
    quoted = quotes.read(text, known)
    return Marks(
        dates=dates.read(text, dateline.day(revision)),
        quotes=quoted,
        claims=_claims(text, quoted, known),
        notices=notices.read(text),
    )


def _claims(text: str, quoted: tuple[Quote, ...], known: People) -> tuple[Claim, ...]:
    """What is not just stated, with the full name of who says it."""
    claims = certainty.read(text, sentences(text), quoted)
    return tuple(_spoken(each, text, known) for each in claims if each.certainty != "asserted" or each.source)


def _spoken(claim: Claim, text: str, known: People) -> Claim:
    words = claim.source.of(text) if claim.source else ""
    person = known.whom(words, claim.source.start) if claim.source else None
    if person is None or _OF_SOMEBODY.search(words.rpartition(person.name.split()[-1])[2]):
        return claim
    return msgspec.structs.replace(claim, speaker=person.name)
