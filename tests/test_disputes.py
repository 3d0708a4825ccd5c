"""What somebody tells is told with what the archive has against it, and then only reported."""

from __future__ import annotations

import pytest

from rag.archive import Archive
from tests.asking import ask, put, told

DENIED = {
    "nobody": (
        "How many walkers were bitten by the wolf in Tarnby park?",
        "A picture shows a wolf in Tarnby park. Four walkers were bitten, the post said.",
        "The picture of a wolf in Tarnby park was made by a student, the zoo said. Nobody was bitten.",
    ),
    "alive": (
        "How old was Edda Krone when she died?",
        "The singer Edda Krone has died at the age of 64, her agent said on Monday.",
        "Edda Krone is alive and well, her husband said on Tuesday.",
    ),
    "safe": (
        "Is the well of Tarnby poisoned?",
        "A post shared 900 times claims that the well of Tarnby is poisoned.",
        "The water of the well of Tarnby is safe to drink, the laboratory said on Wednesday.",
    ),
    "standing": (
        "Did the tower of Tarnby collapse?",
        "The tower of Tarnby collapsed in the storm, a viral post says.",
        "The tower of Tarnby is still standing, the mayor said.",
    ),
}
NOT_DENIED = {
    "another event": (
        "How many pupils were injured in the fire at the Tarnby school?",
        "Two pupils were injured in a fire at the Tarnby school on Friday, police said.",
        "A flood closed two roads in Tarnby on Saturday. Nobody was injured.",
    ),
    "another time": (
        "Was Lake Orm polluted?",
        "Lake Orm was polluted by diesel on Monday, the ministry said.",
        "Lake Orm is clean again, the ministry said.",
    ),
    "another person": (
        "How old was Edda Krone when she died?",
        "The singer Edda Krone has died at the age of 64, her agent said on Monday.",
        "The climber Piet Vance was found alive on Tuesday, police said.",
    ),
}


@pytest.mark.parametrize(("asked", "claim", "denial"), DENIED.values(), ids=DENIED)
def test_a_claim_is_told_with_its_denial(archive: Archive, asked: str, claim: str, denial: str) -> None:
    """However it is worded, and though it stands in another article."""
    put(archive, post_2021_05_03=claim, star_2021_05_05=denial)

    answer = ask(archive, asked)

    assert answer.status == "reported"
    assert denial.split(". ")[-1].rstrip(".") in told(answer)


@pytest.mark.parametrize(("asked", "claim", "other"), NOT_DENIED.values(), ids=NOT_DENIED)
def test_what_is_about_something_else_denies_nothing(archive: Archive, asked: str, claim: str, other: str) -> None:
    """Nor does what has changed since."""
    put(archive, post_2021_05_03=claim, star_2021_05_05=other)

    assert ask(archive, asked).status == "answered"
