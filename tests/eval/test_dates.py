"""Days, months and years in words and marks."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eval.metrics import dates
from eval.types import Dated


@given(st.dates(min_value=date(1000, 1, 1)), st.dates(min_value=date(1000, 1, 1)))
def test_two_days_share_no_spelling(one: date, other: date) -> None:
    """Nothing that is accepted for a day is accepted for another."""
    assert one == other or not set(dates.spellings(one.isoformat())) & set(dates.spellings(other.isoformat()))


@pytest.mark.parametrize(
    ("when", "spelling"),
    [
        ("2025-09-03", "Sept 3rd 2025"),
        ("2025-09-11", "11th of September 2025"),
        ("2025-09-21T08:00:00Z", "21.9.2025"),
        ("2025-09-21", "9/21/2025"),
        ("2025-10", "October 2025"),
        ("2025", "2025"),
    ],
)
def test_a_time_has_its_common_spellings(when: str, spelling: str) -> None:
    """Days, months and years; a time of day is cut off."""
    assert spelling in dates.spellings(when)


def test_a_day_that_reads_two_ways_is_not_spelt_in_numbers() -> None:
    """3/4 is April to some and March to others."""
    assert not [text for text in dates.spellings("2025-04-03") if text.count("/") and not text.startswith("2025")]
    assert dates.spellings("soon") == ()


@pytest.mark.parametrize(
    ("mark", "value"),
    [
        (Dated(text="", value="2025-01-15T06:00"), "2025-01-15"),
        (Dated(text="", begin="2025-01-15", until="2025-01-16"), "2025-01-15"),
        (Dated(text="", begin="2025-01-15T00:00:00Z", until="2025-01-16T00:00:00Z"), "2025-01-15"),
        (Dated(text="", begin="2025-01-15", until="2025-01-22"), None),
        (Dated(text="", value="2025-W03", begin="2025-01-13", until="2025-01-20"), None),
        (Dated(text="", value="PRESENT_REF"), None),
        (Dated(text="", value="2025-10"), "2025-10"),
        (Dated(text="", begin="soon", until="later"), None),
    ],
)
def test_a_mark_means_its_value_or_its_only_day(mark: Dated, value: str | None) -> None:
    """Weeks, spans and vague words mean no day."""
    assert dates.value_of(mark) == value
    assert dates.values([mark, mark]) == ({value} if value else set())


def test_a_day_lies_in_its_month() -> None:
    """A more exact mark means what is due; a coarser one does not."""
    assert dates.means(Dated(text="", value="2025-10-31"), "2025-10")
    assert not dates.means(Dated(text="", value="2025-10"), "2025-10-31")
