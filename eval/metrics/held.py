"""What sentences hold of what is due: accepted strings, parts, a date, values in conflict, and what must not be said.

A sentence is read as it is shown, its glosses in brackets; but "today [9 May 2021]" holds no answer "9": a day in
brackets is read only for what is a time itself. By whole tokens only (`eval.metrics.words`).
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterable, Iterator, Sequence

from eval.metrics import dates
from eval.metrics.words import reach
from eval.types import Case, Due, Said

_TIME = re.compile(rf"\b(?:{'|'.join(calendar.month_name[1:])}|\d{{4}})\b")


def shown(said: Said, *, dates: bool = True) -> str:
    """The sentence as a reader sees it: each gloss in brackets at its place, days blanked where `dates` is false."""
    text = said.text
    for gloss in sorted(said.glosses or (), key=lambda gloss: gloss.at, reverse=True):
        told = gloss.text if dates or not _TIME.search(gloss.text) else "·" * len(gloss.text)
        text = f"{text[: gloss.at]} [{told}]{text[gloss.at :]}"
    return text


def is_judged(case: Case) -> bool:
    """Whether something is due that can be found in a text."""
    return bool(case.answers or case.due.date or case.due.parts or case.due.conflict)


def is_manifold(case: Case) -> bool:
    """Whether several things are due at once."""
    return bool(case.due.parts or case.due.conflict)


def needed(sentences: Sequence[Said], case: Case) -> int | None:
    """How many leading code points hold all that is due, sentences joined by a space; None when they don't.

    Due are an accepted string or the date, one string of each part, one value of each side of a conflict.
    """
    ends = [_reached(sentences, group) for group in (*case.due.parts, *case.due.conflict)]
    if case.answers or case.due.date:
        ends.append(_least(_reached(sentences, _accepted(case)), _dated_by(sentences, case.due.date)))
    if any(end is None for end in ends):
        return None
    return max((end for end in ends if end is not None), default=None)


def holds(said: Said, case: Case) -> bool:
    """Whether a sentence holds any one of the things that are due."""
    groups = (_accepted(case), *case.due.parts, *case.due.conflict)
    return _reached([said], [text for group in groups for text in group]) is not None or (
        _dated_by([said], case.due.date) is not None
    )


def violations(sentences: Sequence[Said], due: Due) -> list[str]:
    """Strings that stand in a sentence and must not, once a sentence, unless the sentence has what excuses them."""
    return list(_violations(sentences, due))


def _violations(sentences: Sequence[Said], due: Due) -> Iterator[str]:
    for said in sentences:
        if _reached([said], due.unless) is None:
            yield from (forbidden for forbidden in due.must_not if _reached([said], [forbidden]) is not None)


def _reached(sentences: Sequence[Said], accepted: Iterable[str]) -> int | None:
    """Where the first of the accepted strings ends, in the sentences joined by a space."""
    times, others = list[str](), list[str]()
    for text in accepted:
        (times if _TIME.search(text) else others).append(text)
    whole, bare = (" ".join(shown(said, dates=with_) for said in sentences) for with_ in (True, False))
    return _least(reach(whole, times), reach(bare, others))


def _accepted(case: Case) -> tuple[str, ...]:
    return case.answers + (dates.spellings(case.due.date) if case.due.date else ())


def _dated_by(sentences: Sequence[Said], when: str | None) -> int | None:
    """Where the first mark that means `when` ends."""
    begin = 0
    for said in sentences:
        marks = [dated for dated in said.dates or () if when and dates.means(dated, when)]
        if marks:
            return begin + min(_end(shown(said), dated.text) for dated in marks)
        begin += len(shown(said)) + 1
    return None


def _end(text: str, part: str) -> int:
    return text.index(part) + len(part) if part in text else len(text)


def _least(one: int | None, other: int | None) -> int | None:
    return min((each for each in (one, other) if each is not None), default=None)
