"""What became of a figure over several reports: what stands, what stood before, what was taken back.

But: only what was given counts, and nothing later is assumed.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rag.figures import kinship
from rag.figures.kinship import Known
from rag.figures.nouns import Development, Told


def develop(best: Told, others: Iterable[Told]) -> Development:
    """What became of the figure of `best` by the reports of the same thing among `others`, in any order."""
    slot = _slot(best, [kinship.know(each) for each in dict.fromkeys([best, *others])])
    wrong = [each for each in slot if _is_taken_back(each, slot)]
    voices = [each for each in slot if each not in wrong and not each.is_superseded]
    live = [each for each in voices if not _is_reprint(each, voices)]
    if not live:
        return Development(dead=_firsts(wrong))
    newest = live[-1]
    ties = {each.told: kinship.between(each, newest) for each in live[:-1]}
    current = _firsts([newest, *(each for each in live[-2::-1] if ties[each.told] == "conflict")])
    shown = {each.figure.amount for each in (*current, *_firsts(wrong))}
    before = [each for each in live[:-1] if ties[each.told] not in ("same", "conflict")]
    return Development(
        current=current,
        history=tuple(each for each in _firsts(before) if each.figure.amount not in shown),
        dead=_firsts(wrong),
    )


def _slot(best: Told, known: Sequence[Known]) -> list[Known]:
    """The figures that are of one slot with `best`, be it by way of a third, from the oldest."""
    found = [each for each in known if each.told == best]
    for each in found:  # grows while it is gone through
        found += [other for other in known if other not in found and kinship.between(each, other) != "other"]
    return sorted(found, key=_order)


def _order(known: Known) -> tuple[tuple[float, ...], str, str]:
    return kinship.order(known), known.told.group, known.told.text


def _is_taken_back(known: Known, slot: Sequence[Known]) -> bool:
    """Whether a report says that the figure was wrong, and the figure is no news since."""
    return any(
        each.calls_wrong(known.figure) and (_order(known) <= _order(each) or not known.superseded) for each in slot
    )


def _is_reprint(known: Known, voices: Sequence[Known]) -> bool:
    """Whether a figure is one that an earlier report had already passed."""
    earlier = (each for each in voices if _order(each) < _order(known))
    return any(kinship.between(each, known) == "reprint" for each in earlier)


def _firsts(known: Iterable[Known]) -> tuple[Told, ...]:
    """The first of each value."""
    return tuple({each.figure.amount: each.told for each in reversed(list(known))}.values())[::-1]
