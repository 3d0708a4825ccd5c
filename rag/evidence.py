"""Hits to Evidence: the sentences of the passages that were found, ranked by how well they answer.

A quotation is never torn from its speaker: sentences inside one quotation stay together.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

import msgspec

from rag import misfits, rank, reading, times
from rag.marks import addressed, dateline, furniture, leads
from rag.marks.dates.lexicon import MONTH
from rag.marks.sentences import sentences
from rag.remembered import remembers
from rag.rerank import Reranker
from rag.retrieve import Retrieved
from rag.types import Evidence, Hit, Question, Sentence, Span, Window
from rag.words import tokens

READ = 12  # hits whose sentences are looked at
_OPENING = '“"'
_INCHES = re.compile(r"\d\"(?=[\s.,;)]|$)")
_FEWEST = 2  # words of what can be shown
_HEADING = 160  # code points of a question that heads a part of a text
_LONGEST = 900  # code points of a kept-together quotation: what a reader takes in at once
_SPOKEN = re.compile(
    r"\b(?:said|says|told|added|adds|asked|wrote|writes|replied|insisted|warned|argued|explained|noted|tweeted|recalled|"
    r"stated|declared|announced|claimed|according to|continued|concluded|remarked|joked|shouted|cried)\b"
)


_TIMES = (
    rf"(?:\d{{4}}|(?:{MONTH})(?: \d\d?)?|weeks?|weekend|months?|year|today|yesterday|\w+day"
    r"|spring|summer|autumn|winter)"
)
_HAPPENED = re.compile(  # "What happened in Arn in May 2019?", but "What happened in the May 2019 flood?"
    rf"^\W*(?P<led>(?:in|on|during|between)\b[^?]{{2,40}}?{_TIMES},? )?(?:what|which events)(?:['’]s| else)? "
    rf"(?:has |have |was |is |had )?(?:happen(?:ed|ing)|occurred|took place|taken place|went on|going on)\b"
    rf"(?(led)|[^?]*\b{_TIMES}\W*$)",
    re.IGNORECASE,
)


def gather(question: Question, found: Retrieved, *, reranker: Reranker | None) -> Evidence:
    """The sentences that may be cited, best first, and the hits in the order of what was read in them."""
    read, known = found.hits[:READ], found.identities
    units = [
        Sentence(
            revision=hit.revision,
            span=span,
            hit=n,
            marks=hit.marks,
            identities=known.get(hit.revision.key, ()),
        )
        for n, hit in enumerate(read)
        for span in _spans(hit)
    ]
    within = [each for each in units if _is_then(each, found.events)]
    then = question.window if _asks_what_happened(question) else Window()
    candidates = [each for each in within if _is_then(each, then)] or within
    ranked = rank.rank(question, candidates, read, reranker=reranker)
    hits, ranked_in = reading.reordered(found.hits, ranked)
    return Evidence(
        hits=hits,
        sentences=ranked_in,
        coverage=found.coverage,
        seq=found.seq,
        degraded=found.degraded,
        printings=found.printings,
    )


def _asks_what_happened(question: Question) -> bool:
    """Whether the events of a time are asked for, which has two ends."""
    return bool(question.window.begin and question.window.until and _HAPPENED.search(question.asked))


def _is_then(sentence: Sentence, events: Window) -> bool:
    """Whether a sentence tells of a day within the window: one that it names, else its article's own."""
    if not events:
        return True
    first, last = times.days_of(events)
    named = [each for each in sentence.dates if each.days]
    if named:
        return any(misfits.touches(each, first, last) for each in named)
    own = dateline.day(sentence.revision)
    return own is not None and first <= own <= last


def before(sentence: Sentence) -> Sentence | None:
    """The unit that stands before in the same text, when it can be shown."""
    shown = [span for span, whole in units(sentence.revision.text) if whole and span.end <= sentence.span.start]
    return msgspec.structs.replace(sentence, span=shown[-1], match=None) if shown else None


def shares_words(found: Evidence) -> bool:
    """Whether anything that was found has a word of the question, or one that stands for it."""
    return any(each.match is not None and each.match.coverage > 0 for each in found.sentences)


def around(sentence: Sentence, most: int) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Up to `most` units before and behind a sentence in its text, shown or not, in their order."""
    text = sentence.revision.text
    known = units(text)
    at = bisect_left(known, sentence.span.start, key=lambda unit: unit[0].start)
    before, after = known[max(0, at - most) : at], known[at + 1 : at + 1 + most]
    return tuple(span.of(text) for span, _ in before), tuple(span.of(text) for span, _ in after)


def holding(sentence: Sentence, at: int) -> Sentence | None:
    """The unit of the same text that a place lies in, when it can be shown."""
    shown = (span for span, whole in units(sentence.revision.text) if whole and span.start <= at < span.end)
    span = next(shown, None)
    return msgspec.structs.replace(sentence, span=span, match=None) if span else None


def _spans(hit: Hit) -> list[Span]:
    """The units that begin in the passage and can be shown: each belongs to one passage only."""
    inside = hit.passage.span
    return [span for span, whole in units(hit.revision.text) if whole and inside.start <= span.start < inside.end]


@remembers(64)
def units(text: str) -> tuple[tuple[Span, bool], ...]:
    """Spans of sentences, joined where a quotation would be torn from its speaker; and whether each can be shown.

    A unit can't be shown when it is still a part of a quotation, one that nobody is named for, one word, nothing but a
    dateline ("London CNN —"), what a page has around a story, or speaks to a machine instead of to readers.
    """
    joined: list[Span] = []
    for span in sentences(text):
        if joined and _belongs(text, joined[-1], span):
            joined[-1] = Span(joined[-1].start, span.end)
        else:
            joined.append(span)
    machines, filed = addressed.spans(text), leads.spans(text)
    return tuple(
        (span, whole and not (_touches(span, machines) or any(_lies_in(span, each) for each in filed)))
        for span, whole in _judged(text, joined)
    )


def _touches(span: Span, others: Sequence[Span]) -> bool:
    return any(each.start < span.end and span.start < each.end for each in others)


def _lies_in(span: Span, other: Span) -> bool:
    return other.start <= span.start and span.end <= other.end


def _judged(text: str, joined: list[Span]) -> Iterator[tuple[Span, bool]]:
    inside, end, above = False, 0, True
    for span in joined:
        unit = span.of(text)
        inside = inside and ("\n" not in text[end : span.start] or unit[:1] in _OPENING)
        bare = _is_bare_quote(unit) or len(tokens(unit)) < _FEWEST
        around = furniture.is_one(unit) or (above and furniture.is_byline(unit)) or _is_heading(text, span)
        above = above and (around or bare)
        yield span, not (inside or _is_open(unit) or bare or around)
        inside, end = _is_open(unit) or (inside and "”" not in unit), span.end


def _is_heading(text: str, span: Span) -> bool:
    """Whether a paragraph is nothing but a question: it heads the answer to it, and tells nothing."""
    unit = span.of(text)
    alone = not text[: span.start].rpartition("\n")[2].strip() and not text[span.end :].partition("\n")[0].strip()
    return unit.endswith("?") and alone and len(unit) <= _HEADING and not any(mark in unit for mark in _OPENING)


def _belongs(text: str, earlier: Span, later: Span) -> bool:
    if later.end - earlier.start > _LONGEST:
        return False
    same_paragraph = "\n" not in text[earlier.end : later.start]
    first, second = earlier.of(text), later.of(text)
    if _is_open(first):
        return same_paragraph or second[:1] in _OPENING
    if first.endswith(":"):
        return second[:1] in _OPENING
    if not same_paragraph:
        return False
    return (_is_bare_quote(second) and bool(_SPOKEN.search(first))) or (
        _is_bare_quote(first) and bool(_SPOKEN.search(second))
    )


def _is_open(text: str) -> bool:
    """Whether a quotation that begins in `text` does not end in it."""
    last_paragraph = text.rpartition("\n")[2]  # a quotation that runs on is opened again there, but closed once
    straight = last_paragraph.count('"')
    inches = len(_INCHES.findall(last_paragraph)) if straight % 2 else 0
    return text.rfind("“") > text.rfind("”") or (straight - inches) % 2 == 1


def _is_bare_quote(text: str) -> bool:
    """Whether nothing but quoted words stands there, so nobody is named who says them."""
    stripped = text.rstrip()
    if text[:1] not in _OPENING or stripped[-1:] not in '”"':
        return False
    outside = re.sub(r"“[^”]*”|\"[^\"]*\"", "", stripped)
    return not any(char.isalpha() for char in outside)
