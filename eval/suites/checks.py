"""Drafts checked against an archive: sentences of its articles as they are, shortened, and made false by one change.

Besides, claims about its pages that people have judged, and sentences of articles that it does not hold. Each draft is
one sentence, checked as of the day of its article. But: a change by rule may happen to be true of something else that
the archive tells.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain, islice, zip_longest
from pathlib import Path
from random import Random

from eval import checked
from eval.mutations import articles, labels, trials
from eval.mutations.trials import Trial
from eval.suites import given, lines, made, slicing
from eval.suites.made import Made
from eval.types import Case, Gold, Slice, Suite
from rag.types import Article

_SETS = {"stories": "news/stories.jsonl", "wikinews": "wikinews/corpus.jsonl", "wice": "wice/claims.jsonl.gz"}
_ELSEWHERE = ("rtqa", "expertqa")  # sets whose articles are not in the archive, where they are here
_HELD = {"stories": 1_000, "wikinews": 90, "wice": 100}  # articles of each set that are; the others of it are not
_EACH = 16  # drafts of a kind
_ABSENT = 120
_GROUPS = ("mutation", "compression", "labelled", "absent")


def load(data: Path, build: Path, *, seed: int = 0) -> Suite:
    """The suite, from `data`. Raises: SuiteAbsent, SuiteInvalid."""
    files = given.files("checks", data, *_SETS.values())
    sets = articles.read(data, seed=seed)
    held = {name: sets[name][:most] for name, most in _HELD.items()}
    source = made.put("checks", map(_made, chain.from_iterable(held.values())), build=build)
    absent = [sets.get(name, [])[most:] for name, most in (*_HELD.items(), *((each, 0) for each in _ELSEWHERE))]
    put = [*trials.of(held, seed=seed, each=_EACH), *_claims(data, held), *_absent(absent, held, seed)]
    cases = tuple(map(_case, put))
    return Suite(
        name="checks",
        sources=(source,),
        files=tuple(files),
        editions=lines.editions(source),
        cases=cases,
        slices=_slices(cases),
        notes=("a draft is a sentence by itself, checked as of its article's day",),
        checked=checked.lines,
        remarks=checked.confusion,
    )


def _made(article: Article) -> Made:
    return Made(id=article.id, text=article.text, title=article.title or None, date=article.date)


def _claims(data: Path, held: Mapping[str, Sequence[Article]]) -> Iterator[Trial]:
    """The judged claims about pages that the archive holds."""
    pages = {article.id for article in held["wice"]}
    yield from (each for each in labels.read(data) if each.id in pages)


def _absent(sets: Sequence[Sequence[Article]], held: Mapping[str, Sequence[Article]], seed: int) -> Iterator[Trial]:
    """Sentences of articles that the archive does not hold, one an article, from all sets alike."""
    turns = chain.from_iterable(zip_longest(*sets))
    texts = "\n".join(article.text for articles_ in held.values() for article in articles_)
    for article in islice(filter(None, turns), _ABSENT):
        plain = [each for each in trials.plain(article) if each.text not in texts]
        if plain:
            cited = Random(f"{seed}:{article.id}").choice(plain)
            name = f"{article.id}:{cited.span.start}"
            yield Trial(id=name, kind="absent", group="absent", draft=cited.text, cited=(cited,), carried=False)


def _case(trial: Trial) -> Case:
    article = trial.cited[0].article
    return Case(
        id=trial.id,
        arm=trial.kind,
        question=trial.draft,
        answerable=trial.carried is True,
        kind=trial.kind,
        group=trial.group,
        as_of=article.date,
        evidence=tuple(Gold(article_id=cited.article.id, quote=cited.text) for cited in trial.cited),
    )


def _slices(cases: Sequence[Case]) -> tuple[Slice, ...]:
    kinds = dict.fromkeys(case.kind for name in _GROUPS for case in cases if case.group == name)
    by_rule = Slice(name="by-rule", holds=lambda case: case.group != "labelled")
    judged = Slice(name="labelled", holds=lambda case: case.group == "labelled")
    return (Slice(name="", holds=lambda _: True), by_rule, judged, *map(slicing.of_kind, kinds))
