"""What is not so, since something else is: "rather than demolish it", "instead of a sale", "anything but safe"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rag.compose.gate import holding
from rag.compose.gate.holding import Hold
from rag.compose.gate.reading import Reading
from rag.types import Difference

_KINDS: dict[str, tuple[tuple[str, ...], ...]] = {
    "instead": (
        ("rather", "than"), ("instead", "of"), ("in", "place", "of"), ("in", "lieu", "of"), ("as", "opposed", "to"),
        ("in", "preference", "to"), ("sooner", "than"), ("as", "against"), ("not", "so", "much"),
    ),
    "short": (
        ("short", "of"), ("shy", "of"), ("far", "from"), ("nowhere", "near"), ("nothing", "like"), ("all", "but"),
        ("on", "the", "verge", "of"), ("on", "the", "brink", "of"), ("on", "the", "point", "of"),
    ),
    "favour": (("in", "favour", "of"), ("in", "favor", "of")),
    "hope": tuple((verb, "hope", "of") for verb in ("lost", "lose", "losing", "abandoned", "no", "little")),
    "not": (("not", "because"), ("not", "because", "of"), ("not", "due", "to")),
    "anything": (("anything", "but"), ("everything", "but")),
}  # fmt: skip


def differences(draft: Reading, cited: Sequence[Reading]) -> Iterator[Difference]:
    """What a draft tells as so, and its citation only to say that it is not."""
    return holding.differences(_found, draft, cited, "certainty")


def _found(reading: Reading) -> list[Hold]:
    return [
        Hold(kind, start, end, holding.behind(reading, end))
        for kind, phrases in _KINDS.items()
        for start, end in holding.phrased(reading, phrases)
    ]
