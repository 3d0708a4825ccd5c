"""One person across the articles in Scope: a short name or an office in one means whom another introduces.

"Mr. de Mistura", and in those months "the UN Special Envoy for Syria", is Staffan de Mistura where an article of about
that time says so. Made anew for each question, of what it finds in its Scope: nothing is stored, so nothing shows
through that the asker may not see at that time. But: one doubt is enough to leave what the article says: two of a
surname, two holders of an office, a former or a deputy one, a body or country that is not named.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date
from functools import lru_cache
from itertools import zip_longest

import msgspec
from msgspec import Struct

from rag import evidence as spans
from rag import holders, namesakes, reported, speakers
from rag.holders import Told
from rag.marks import dateline, naming, offices, quoted
from rag.marks.offices import Office
from rag.namesakes import Called
from rag.retrieve import Retrieved
from rag.types import Claim, Hit, Identity, Marks, Question, Quote, Revision, Sentence, Span
from rag.words import content_stems, stem, tokens

_POOL = 64  # hits in which who holds an office is looked for: the more are read, the surer another holder is seen
_MOST = 3  # persons or offices looked for in a second retrieval, and articles kept that introduce them
_SPEAKS = re.compile(  # stands before who speaks: "did the mayor of Arn say", not "say about the mayor of Arn"
    r"\b(?:did|does|do|has|had|have|was|is|according to) (?:(?!about\b|of\b|with\b|to\b|say\b|said\b)[\w.'-]+ ){0,5}$",
    re.IGNORECASE,
)

Search = Callable[[Question, int], Retrieved]
"""Retrieval within one Scope: the best hits for a question, as many as are wanted."""


class Asked(Struct, frozen=True):
    """Whose words a question asks for: those of who holds an office, by its `words`, or of a name, by its tokens."""

    office: Office | None = None
    words: str = ""
    name: tuple[str, ...] = ()


@lru_cache(maxsize=64)
def asked(question: str) -> Asked | None:
    """Whose words a question asks for, by an office that one person holds or by name; None where nobody's."""
    if not reported.asks_what_is_said(question):
        return None
    plain = quoted.straight(question)
    held = next((each for each in offices.mentioned(plain) if _SPEAKS.search(plain, 0, each.place.start)), None)
    if held:
        known = held.definite and held.office.names and not held.office.gone
        return Asked(office=held.office, words=held.place.of(question)) if known else None
    named = (each for each in naming.full_names(plain, naming.runs(plain)) if _SPEAKS.search(plain, 0, each.start))
    name = speakers.named(question) or tuple(tokens(next((each.of(plain) for each in named), "")))
    return Asked(name=name) if name else None


def retrieved(question: Question, search: Search, k: int) -> Retrieved:
    """The `k` best hits; where somebody's words are asked for, also by what else this one is called at that time.

    One more retrieval at most: the name of who holds an office instead of the office, or the office for the name.
    """
    who = asked(question.text)
    if who is None:
        return search(question, k)
    found = search(question, max(k, _POOL))
    known = [each for each in holders.introductions(found.hits) if _is_of(each, who)]
    further = search(_otherwise(question, who, known), max(k, _POOL)).hits if known else ()
    hits = _alternating(found.hits, further)
    introducing = [hit for hit in hits[k:] if any(each.revision == hit.revision for each in known)][:_MOST]
    kept = [*hits[:k], *introducing]
    return msgspec.structs.replace(found, hits=tuple(kept), aside=tuple(hit for hit in hits[k:] if hit not in kept))


def identified(question: Question, found: Retrieved) -> Retrieved:
    """The same with whom the short words of each article mean, and speakers by their full names."""
    who = asked(question.text)
    told = holders.introductions((*found.hits, *found.aside)) if who else []
    revisions = list({hit.revision.key: hit.revision for hit in (*found.hits, *found.aside)}.values())
    reading = _Reading(who, told, revisions, found.hits)
    identities = {hit.revision.key: reading.identities(hit) for hit in found.hits if hit.marks.claims}
    hits = tuple(
        msgspec.structs.replace(hit, marks=_named(hit.marks, identities.get(hit.revision.key, ())))
        for hit in found.hits
    )
    return msgspec.structs.replace(found, hits=hits, identities={key: each for key, each in identities.items() if each})


class _Reading(Struct, frozen=True):
    """What there is to read for a question: whose words it asks for, introductions, articles, and hits to cite."""

    who: Asked | None
    told: Sequence[Told]
    revisions: Sequence[Revision]
    hits: Sequence[Hit]

    def identities(self, hit: Hit) -> tuple[Identity, ...]:
        """Whom the words of an article for those who say something mean; nobody's where it has no day."""
        day = dateline.day(hit.revision)
        found = (self._identity(hit.revision, claim, day) for claim in hit.marks.claims if day)
        return tuple(each for each in found if each)

    def _identity(self, own: Revision, claim: Claim, day: date) -> Identity | None:
        if claim.source is None:
            return None
        office = offices.whole(claim.source.of(own.text)) if self.who and claim.speaker is None else None
        if office and office.names:
            told = [*self.told, *holders.of(own, Span(0, len(own.text)))]
            return self._of_office(claim.source, holders.holding(office, day, told, named=False))
        short = namesakes.called(own.text, claim)
        if short.is_short and (short.title or self._may_be_asked(short)):
            return self._of_surname(claim.source, short, own, day)
        return self._in_office(claim.source, short.name, own, day)

    def _may_be_asked(self, short: Called) -> bool:
        """Whether a surname without a title is that of who is asked for."""
        if self.who is None:
            return False
        asked = [list(self.who.name), *(tokens(each.said.name) for each in self.told if _is_of(each, self.who))]
        return tokens(short.name)[-1:] in [each[-1:] for each in asked]

    def _of_office(self, place: Span, told: Sequence[Told]) -> Identity | None:
        """Who holds the office that an article names for a person: "the UN envoy for Syria said"."""
        for each in told:
            if cited := self._citing(each.revision, each.said.place):
                return Identity(span=place, name=each.said.name, text=each.said.name, sentence=cited)
        return None

    def _of_surname(self, place: Span, short: Called, own: Revision, day: date) -> Identity | None:
        found = namesakes.only(short, own, [each for each in self.revisions if each.key != own.key])
        if found is None:
            return None
        name, other, at = found
        if identity := self._in_office(place, name, own, day):
            return identity
        cited = self._citing(other, at)
        return Identity(span=place, name=name, text=name, sentence=cited) if cited else None

    def _in_office(self, place: Span, name: str, own: Revision, day: date) -> Identity | None:
        """Somebody with the office that is asked for, where another article says that he held it then."""
        if self.who is None or self.who.office is None or " " not in name:
            return None
        key = namesakes.key(name)
        told = holders.holding(self.who.office, day, self.told, named=True)
        if not any(namesakes.key(each.said.name) == key for each in told):
            return None
        if any(namesakes.key(each.name) == key for each in offices.introduced(own.text)):
            return None  # the article says itself what he is
        for each in told:
            cited = self._citing(each.revision, each.said.place)
            if cited and namesakes.is_of_matter(own, each.revision, name):
                text, asked = each.said.place.of(each.revision.text), self.who.words
                return Identity(span=place, name=each.said.name, text=text, sentence=cited, asked=asked)
        return None

    def _citing(self, revision: Revision, place: Span) -> Sentence | None:
        """The sentence of one of the hits that holds a place in its text, when it can be shown."""
        at = next((n for n, hit in enumerate(self.hits) if hit.revision == revision), None)
        unit = next((span for span, whole in spans.units(revision.text) if whole and _holds(span, place)), None)
        return Sentence(revision=revision, span=unit, hit=at) if at is not None and unit else None


def _holds(span: Span, place: Span) -> bool:
    return span.start <= place.start and place.end <= span.end


def _is_of(told: Told, who: Asked) -> bool:
    """Whether somebody is introduced with the office that is asked for, or who is asked for with one."""
    if who.office:
        return told.said.office.is_same(who.office)
    return speakers.is_meant(who.name, told.said.name)


def _otherwise(question: Question, who: Asked, known: Sequence[Told]) -> Question:
    """The question in the words for whoever holds the office, or for what office he holds."""
    holds = [each for each in known if not each.said.office.gone]
    if who.office:
        gone = set(content_stems(who.words))
        names = dict.fromkeys(each.said.name for each in holds)
        new = [naming.surname(name) for name in names]
    else:
        gone = {stem(word) for word in who.name}
        new = list(dict.fromkeys(_words(each) for each in holds))
    kept = [word for word in question.words if word not in gone]
    words = [word for each in new[:_MOST] for word in content_stems(each)]
    return msgspec.structs.replace(question, words=tuple(dict.fromkeys([*words, *kept])))


def _words(told: Told) -> str:
    """The words for the office in an introduction."""
    return told.said.place.of(told.revision.text).replace(told.said.name, " ")


def _alternating(first: Sequence[Hit], second: Sequence[Hit]) -> list[Hit]:
    """The hits of both, each passage once, by turns."""
    found: dict[int, Hit] = {}
    for hit in (hit for pair in zip_longest(first, second) for hit in pair if hit):
        found.setdefault(hit.passage.id, hit)
    return list(found.values())


def _named(marks: Marks, identities: Sequence[Identity]) -> Marks:
    """What is read in an article, its speakers by the names that are known from others."""
    names = {each.span: each.name for each in identities}
    claims = tuple(
        msgspec.structs.replace(each, speaker=names.get(each.source, each.speaker)) if each.source else each
        for each in marks.claims
    )
    quotes = tuple(_with_speaker(each, marks, names) for each in marks.quotes)
    return msgspec.structs.replace(marks, claims=claims, quotes=quotes) if names else marks


def _with_speaker(quote: Quote, marks: Marks, names: dict[Span, str]) -> Quote:
    """A quotation by the full name of who is known, where it is the only one of the sentence that he speaks in."""
    for each in marks.claims:
        inside = [one for one in marks.quotes if each.start <= one.start < each.end]
        if each.source in names and inside == [quote] and quote.speaker in (None, each.speaker):
            return msgspec.structs.replace(quote, speaker=names[each.source])
    return quote
