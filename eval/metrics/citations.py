"""Citations: whether they are real, point to the evidence, and stand behind every sentence.

byte_verified = citations whose quote equals `text[start:end]` of the revision fetched again from the
system, and whose quote_sha256 is the quote's / citations shown. fabricated = references to nothing
(an id that no citation has, an article or revision that can't be fetched) / references.
fabricated_quotes = citations whose quote stands, character by character, neither in the cited revision nor in any of
the suite / citations shown; misattributed_quotes = those whose quote does stand there, but not at the cited place.
citation_precision = citations of the answer that overlap an evidence quote in the cited revision /
those and the invented ids (ALCE, Gao et al. 2023, drops invented ids; here they count against). It
is a floor: evidence lists the known places, not all. citation_recall = answered or not, answerable
cases whose answer cites some evidence quote (any one: evidence lists copies and alternatives), or all of them where
all are due. A copy of the same origin counts where it has the quote, or its quote has .8 of the content
words. sentences_cited = sentences with a citation that exists / sentences. words_carried = different words of a
sentence, stop words left out, that stand in a quote which it cites / those words: 1 for a verbatim sentence; one that
puts it in other words falls short without being wrong, so this is to be compared, not to be met. An error counts as one
thing that fell short in each, fabricated and misattributed excepted: nothing was quoted.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping
from itertools import chain

from eval.metrics.shares import nothing, share
from eval.metrics.words import content, squeeze
from eval.types import Case, Cited, Fetched, Gold, Judgement, Metric, Observed, Outcome, Place

METRICS = (
    Metric(name="byte_verified", about="Share of citations whose quote is in the article, to the character."),
    Metric(name="fabricated", lower_is_better=True, about="Share of references that point to nothing."),
    Metric(
        name="fabricated_quotes", lower_is_better=True,
        about="Share of citations whose quote no article has.",
    ),
    Metric(
        name="misattributed_quotes", lower_is_better=True,
        about="Share of citations whose quote stands somewhere, but not where the citation says.",
    ),
    Metric(name="citation_precision", about="Share of citations that point to the evidence."),
    Metric(name="citation_recall", about="Share of answerable questions whose answer cites the evidence."),
    Metric(name="words_carried", about="Share of the words of a sentence that stand in the quotes it cites."),
    Metric(name="sentences_cited", about="Share of sentences with a citation that exists."),
)  # fmt: skip
_ALIKE = 0.8


def is_placed(cited: Cited, fetched: Fetched | None) -> bool:
    """Whether the quote is what its place says."""
    if fetched is None or not 0 <= cited.start < cited.end:
        return False
    return fetched.whole(cited.field)[cited.start : cited.end] == cited.quote


def is_verbatim(cited: Cited, fetched: Fetched | None) -> bool:
    """Whether the quote is what its place says, and its hash is the quote's."""
    return is_placed(cited, fetched) and hashlib.sha256(cited.quote.encode()).hexdigest() == cited.quote_sha256


def overlaps(cited: Cited, gold: Gold, fetched: Fetched | None) -> bool:
    """Whether the cited span shares a code point with an occurrence of the gold quote in that revision."""
    if fetched is None or cited.field != "text" or cited.article_id != gold.article_id:
        return False
    if gold.revision not in (None, cited.revision):
        return False
    return any(start < cited.end and cited.start < end for start, end in occurrences(fetched.text, gold.quote))


def occurrences(text: str, quote: str) -> list[tuple[int, int]]:
    """The spans of `text` that hold `quote`, white space ignored."""
    spaced = r"\s*".join(map(re.escape, squeeze(quote)))
    return [found.span() for found in re.finditer(spaced, text)] if spaced else []


def invented(outcome: Outcome) -> list[str]:
    """References in sentences, their glosses and conflicts to ids that no citation has."""
    known = {cited.id for cited in outcome.citations}
    in_sentences = chain.from_iterable(said.citations for said in outcome.sentences)
    in_glosses = (gloss.citation for said in outcome.sentences for gloss in said.glosses or ())
    in_conflicts = (name for each in outcome.conflicts or () for value in each.values for name in value.citations)
    return [name for name in chain(in_sentences, in_glosses, in_conflicts) if name is not None and name not in known]


def golds(cited: Cited, case: Case, fetched: Mapping[Place, Fetched]) -> frozenset[int]:
    """Which of the case's evidence, by position, a citation points to, in the article itself or in a copy."""
    held = fetched.get((cited.article, cited.revision))
    return frozenset(
        number
        for number, gold in enumerate(case.evidence)
        if overlaps(cited, gold, held)
        or (cited.article_id in case.due.copies.get(gold.article_id, ()) and _says(cited, gold, held))
    )


def recalls(outcome: Outcome, case: Case, fetched: Mapping[Place, Fetched]) -> bool:
    """Whether an answer cites the evidence: any of it, or all where all is due."""
    found = frozenset[int]().union(*(golds(cited, case, fetched) for cited in outcome.citations))
    return len(found) == len(case.evidence) if case.due.all_evidence else bool(found)


def stands(quote: str, observed: Observed) -> bool:
    """Whether a quote stands to the character in a revision that was cited, or in any of the suite."""
    held = (text for each in observed.fetched.values() for text in (each.text, each.title))
    known = (text for each in observed.editions.values() for text in (each.text, each.title))
    return bool(quote) and any(quote in text for text in chain(held, known))


def judge(observed: Observed) -> Iterator[Judgement]:
    """The judgements of this family on one case."""
    outcome, case = observed.outcome, observed.case
    if outcome is None:
        return
    aims = case.answerable and bool(case.evidence)
    if outcome.error is not None:
        yield from nothing("byte_verified", "sentences_cited", "words_carried")
        yield from nothing("citation_precision", "citation_recall") if aims else ()
        return
    yield from _real(outcome, observed)
    if aims:
        right = [bool(golds(cited, case, observed.fetched)) for cited in outcome.citations]
        yield from share("citation_precision", sum(right), len(right) + len(invented(outcome)))
        yield Judgement(metric="citation_recall", value=float(recalls(outcome, case, observed.fetched)))


def _real(outcome: Outcome, observed: Observed) -> Iterator[Judgement]:
    shown, made_up, fetched = outcome.shown, invented(outcome), observed.fetched
    known = {cited.id for cited in outcome.citations}
    supported = [bool(known.intersection(sentence.citations)) for sentence in outcome.sentences]
    held = [(cited, fetched.get((cited.article, cited.revision))) for cited in shown]
    gone = sum(revision is None for _, revision in held)
    verbatim = [is_verbatim(cited, revision) for cited, revision in held]
    yield from share("byte_verified", sum(verbatim), len(shown))
    yield from share("fabricated", gone + len(made_up), len(shown) + len(made_up))
    yield from share("sentences_cited", sum(supported), len(supported))
    yield from _carried(outcome)
    elsewhere = [stands(cited.quote, observed) for cited, revision in held if not is_placed(cited, revision)]
    yield from share("fabricated_quotes", elsewhere.count(False), len(shown))
    yield from share("misattributed_quotes", elsewhere.count(True), len(shown))


def _carried(outcome: Outcome) -> Iterator[Judgement]:
    """How many of the words of its sentences their citations have; not judged where citations come without quotes."""
    quotes = {cited.id: content(cited.quote) for cited in outcome.citations}
    if outcome.citations and not any(quotes.values()):
        return
    said = [
        (content(each.text), [quotes.get(name, frozenset()) for name in each.citations]) for each in outcome.sentences
    ]
    carried = sum(len(words & frozenset[str]().union(*held)) for words, held in said)
    yield from share("words_carried", carried, sum(len(words) for words, _ in said))


def _says(cited: Cited, gold: Gold, held: Fetched | None) -> bool:
    """Whether a citation of a copy says what the evidence says."""
    places = occurrences(held.text, gold.quote) if held and cited.field == "text" else []
    if places:
        return any(start < cited.end and cited.start < end for start, end in places)
    words = content(gold.quote)
    return bool(words) and len(words & content(cited.quote)) >= _ALIKE * len(words)
