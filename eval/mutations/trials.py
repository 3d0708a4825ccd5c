"""Sentences of real articles, each with a change by rule: the trials that the gate is put to.

A change is made to the sentence as it stands or, as often as not, to a compression of it. Of each kind so many are
taken, in turn from every set of articles and one an article, so that no writer's habit decides a figure.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain, islice, zip_longest
from random import Random
from typing import Literal

from msgspec import Struct

from eval.mutations import names, roles
from eval.mutations.catalogue import FALSE, SPEAKER, SPLICE, TRUE, VERBATIM
from rag.evidence import units
from rag.types import Article, Span

Group = Literal["mutation", "compression", "written", "labelled", "absent"]
EACH = 150  # trials of a kind
_FEWEST, _MOST = 7, 45  # words of a sentence that can be looked at alone
_TWO = re.compile(r"[a-z0-9)”\"][.!?][”\"]? [A-Z“\"]")  # two sentences in one unit
_ODD = re.compile(r"https?:|www\.|\||\.\.\.|…|@|©|\n| {2}|[a-z]{3}[A-Z][a-z]{2}|[A-Z]{4,}[a-z]{2}|\u00a0|\[\d|et al\.")


class Cited(Struct, frozen=True):
    """A sentence that a draft cites."""

    article: Article
    span: Span

    @property
    def text(self) -> str:
        """The sentence, verbatim."""
        return self.span.of(self.article.text)


class Trial(Struct, frozen=True, kw_only=True):
    """A draft and what it cites. `carried`: whether that carries it; None where people only said how far.

    `before`: the draft without its change; where the gate rejects even that, nothing is learnt from the trial.
    """

    id: str
    kind: str
    group: Group
    draft: str
    cited: tuple[Cited, ...]
    carried: bool | None
    before: str = ""
    note: str = ""


def of(sets: Mapping[str, Sequence[Article]], *, seed: int = 0, each: int = EACH) -> list[Trial]:
    """Up to `each` trials of every kind, from all sets alike."""
    by_kind: dict[str, list[list[Trial]]] = {}
    for articles in sets.values():
        in_set: dict[str, list[Trial]] = {}
        for trial in _of_set(articles, seed=seed, most=each):
            in_set.setdefault(trial.kind, []).append(trial)
        for kind, some in in_set.items():
            by_kind.setdefault(kind, []).append(some)
    turns = {kind: chain.from_iterable(zip_longest(*lists)) for kind, lists in by_kind.items()}
    return [trial for some in turns.values() for trial in islice(filter(None, some), each)]


def _of_set(articles: Sequence[Article], *, seed: int, most: int) -> Iterator[Trial]:
    taken = Counter[str]()
    for article in articles:
        here = set[str]()
        for trial in _of_article(article, taken, here, seed=seed, most=most):
            taken[trial.kind] += 1
            here.add(trial.kind)
            yield trial


def _of_article(article: Article, taken: Counter[str], here: set[str], *, seed: int, most: int) -> Iterator[Trial]:
    sentences = list(plain(article))
    Random(f"{seed}:{article.id}").shuffle(sentences)
    for at, cited in enumerate(sentences):
        before = _base(cited.text, Random(f"{seed}:{article.id}:{cited.span.start}"))
        for kind in _wanted(taken, here, most):
            rng = Random(f"{seed}:{kind}:{article.id}:{cited.span.start}")
            if kind in (VERBATIM, *TRUE):
                trial = _compressed(kind, cited, rng)
            else:
                trial = _spliced(cited, sentences[at - 1]) if kind == SPLICE else _changed(kind, cited, before, rng)
            if trial:
                yield trial


def _wanted(taken: Counter[str], here: set[str], most: int) -> list[str]:
    return [kind for kind in (VERBATIM, *TRUE, *FALSE, SPEAKER, SPLICE) if taken[kind] < most and kind not in here]


def plain(article: Article) -> Iterator[Cited]:
    """The sentences of an article that can be looked at alone: no lists, captions, questions or torn quotations."""
    for span, whole in units(article.text):
        text = span.of(article.text)
        if whole and _FEWEST <= len(text.split()) <= _MOST and _is_plain(text):
            yield Cited(article, span)


def _is_plain(text: str) -> bool:
    ends = text.endswith((".", ".”", '."')) and (text[0].isupper() or text[0] in '“"')
    return ends and not _ODD.search(text) and not _TWO.search(text) and text.count('"') % 2 == 0


def _compressed(kind: str, cited: Cited, rng: Random) -> Trial | None:
    draft = cited.text if kind == VERBATIM else TRUE[kind](cited.text, rng)
    if draft is None:
        return None
    return Trial(id=_name(cited), kind=kind, group="compression", draft=draft, cited=(cited,), carried=True)


def _changed(kind: str, cited: Cited, before: str, rng: Random) -> Trial | None:
    """The sentence, or the compression of it that `before` is, made false."""
    draft = names.speaker(before, rng, around=cited.article.text) if kind == SPEAKER else FALSE[kind](before, rng)
    if draft is None or draft == cited.text:
        return None
    return Trial(
        id=_name(cited), kind=kind, group="mutation", draft=draft, cited=(cited,), carried=False, before=before
    )


def _spliced(cited: Cited, other: Cited) -> Trial | None:
    draft = roles.splice(cited.text, other.text)
    if draft is None or cited.span == other.span:
        return None
    both = (cited, other)
    return Trial(
        id=_name(cited), kind=SPLICE, group="mutation", draft=draft, cited=both, carried=False, before=cited.text
    )


def _name(cited: Cited) -> str:
    return f"{cited.article.id}:{cited.span.start}"


def _base(text: str, rng: Random) -> str:
    """The sentence, or one time in two a compression of it."""
    if rng.random() < 0.5:
        return text
    shorter = (TRUE[kind](text, rng) for kind in rng.sample(sorted(TRUE), len(TRUE)))
    return next((each for each in shorter if each), text)
