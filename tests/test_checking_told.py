"""What is told of a draft's sentence that the archive bears out in part: the most exact differences, and no more."""

from __future__ import annotations

import pytest

from rag.archive import Archive
from rag.types import Article, Checked

TEXT = (
    "Aldane, Brone and Elde sponsor the Orsa process, whose fourth round was due to last two days. "
    "Exports of Elde wine grew by 12 percent last year. Owners may close the mine."
)


def check(archive: Archive, draft: str) -> Checked:
    """One sentence held against the article."""
    archive.put([Article(id="orsa", title="Talks on Orsa", text=TEXT, date="2018-06-05")])
    (checked,) = archive.check_draft(draft, archive.scope()).sentences
    return checked


def test_a_plan_told_beside_leaves_what_is_told_sure(archive: Archive) -> None:
    """What is only due is the end of the round, not the sponsors."""
    checked = check(archive, "Aldane, Brone and Elde sponsor the Orsa process.")

    assert (checked.status, checked.differs) == ("supported", ())


@pytest.mark.parametrize(
    ("draft", "kinds"),
    [
        ("Exports of Elde wine leapt by 12 percent last year.", {"word"}),
        ("Owners close the mine.", {"certainty"}),
        ("The fourth round of the Orsa process lasted two days.", {"certainty"}),
    ],
    ids=["another word", "a modal", "due"],
)
def test_a_reason_for_all_of_a_sentence_is_told_only_where_no_other_is(
    archive: Archive, draft: str, kinds: set[str]
) -> None:
    """Where a word is lacking, "less sure" and "not comparable" would be told of nothing else."""
    checked = check(archive, draft)

    assert checked.status == "partly"
    assert kinds <= {each.kind for each in checked.differs}
    assert not any(each.draft == draft and each.archive is None for each in checked.differs)
