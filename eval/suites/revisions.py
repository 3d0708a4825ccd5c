"""615 articles crawled twice: whether what is cited is the revision of the time that is asked for.

The first crawl is an article's first revision, out on the day of that crawl; the second replaces it from its own day
on. Arm "then": a sentence that only the first has, put in its own words as of the first crawl; that revision is to be
cited, and any later one is a leak. Arm "": a sentence that only the second has, asked today. The sentence is the one
that the other revision has in the most similar words. But: so the questions are no reader's, and finding the
article is easy on purpose: the revision is what is asked.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from pathlib import Path

from msgspec import Struct

from eval.metrics.words import content
from eval.suites import folder, given, lines, made
from eval.suites.made import Made
from eval.types import Case, Gold, Slice, Suite
from rag.marks.sentences import sentences

_FEWEST, _MOST = 8, 40  # words of a sentence that can stand alone


class Crawl(Struct, frozen=True):
    """A page as it was on a day."""

    crawl_week: str
    text: str
    title: str | None = None


class Pair(Struct, frozen=True):
    """The crawls of one address."""

    id: str
    a: Crawl
    b: Crawl
    url: str | None = None

    @property
    def days(self) -> tuple[date, date]:
        """When each was out; a second crawl of the same week counts from the day after."""
        first, second = (date.fromisoformat(crawl.crawl_week) for crawl in (self.a, self.b))
        return first, max(second, first + timedelta(days=1))


def load(data: Path, build: Path) -> Suite:
    """The suite from `data`/revisions. Raises: SuiteAbsent, SuiteInvalid."""
    (path,) = given.files("revisions", data / "revisions", "revised_pairs.jsonl.gz")
    pairs = list(given.rows(path, Pair))
    source = made.put("revisions", (article for pair in pairs for article in revised(pair)), build=build)
    editions, cases = lines.editions(source), tuple(questions(pairs))
    return Suite(
        name="revisions",
        sources=(source,),
        files=(path,),
        editions=editions,
        cases=cases,
        slices=(
            Slice(name="", holds=lambda case: not case.arm),
            Slice(name="then", holds=lambda case: case.arm == "then"),
        ),
        notes=("questions are sentences chosen by rule", *folder.misplaced(cases, editions)),
    )


def revised(pair: Pair) -> Iterator[Made]:
    """Both revisions as articles, the earlier first."""
    first, second = (day.isoformat() for day in pair.days)
    for crawl, updated in ((pair.a, None), (pair.b, second)):
        yield Made(id=pair.id, text=crawl.text, title=crawl.title, date=first, updated=updated, url=pair.url)


def questions(pairs: Sequence[Pair]) -> Iterator[Case]:
    """The cases of every pair; what several addresses say, such as how to subscribe, is no question."""
    split = [(pair, _sentences(pair.a.text), _sentences(pair.b.text)) for pair in pairs]
    told = Counter(sentence for _, first, second in split for sentence in {*first, *second})
    for pair, first, second in split:
        for arm, own, other, number in (("", second, first, 2), ("then", first, second, 1)):
            sentence = changed([each for each in own if told[each] == 1], other)
            if sentence:
                yield _case(pair, sentence, arm=arm, revision=number)


def changed(own: Iterable[str], other: Iterable[str]) -> str | None:
    """The sentence that `other` has in the most similar words, but not in the same; None when there is none."""
    elsewhere = [content(sentence) for sentence in other]
    shared = {
        sentence: max((len(words & its) / len(words) for its in elsewhere), default=0.0)
        for sentence in own
        if _stands_alone(sentence) and (words := content(sentence))
    }
    return max((each for each in shared if shared[each] < 1), key=lambda sentence: shared[sentence], default=None)


def _case(pair: Pair, sentence: str, *, arm: str, revision: int) -> Case:
    return Case(
        id=pair.id,
        question=sentence,
        answerable=True,
        kind="sentence",
        arm=arm,
        as_of=pair.days[0].isoformat() if arm else None,
        evidence=(Gold(article_id=pair.id, quote=sentence, revision=revision),),
    )


def _sentences(text: str) -> list[str]:
    return [text[span.start : span.end] for span in sentences(text)]


def _stands_alone(sentence: str) -> bool:
    """Whether it is a sentence of some length, no caption and no list."""
    return _FEWEST <= len(sentence.split()) <= _MOST and sentence[0].isupper() and sentence.endswith((".", ".”", '."'))
