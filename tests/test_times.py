"""Times: what is read, how precise it is, and what it admits."""

from __future__ import annotations

from datetime import UTC, date
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag import times


@pytest.mark.parametrize(
    ("text", "precision", "echo"),
    [
        ("2017-05-03", "day", "2017-05-03"),
        ("2017-05", "month", "2017-05"),
        ("2017", "year", "2017"),
        ("2017-05-03T09:30Z", "minute", "2017-05-03T09:30:00Z"),
        ("2017-05-03T09:30:15+02:00", "second", "2017-05-03T09:30:15+02:00"),
        ("Wed, 03 May 2017 09:30:15 +0200", "second", "2017-05-03T09:30:15+02:00"),
        ("2017-05-03T09:30:15.123456789Z", "second", "2017-05-03T09:30:15.123456Z"),
    ],
)
def test_precision_is_kept(text: str, precision: str, echo: str) -> None:
    """A bare date stays bare, and a time stays a time."""
    when = times.parse(text, UTC)

    assert (when.precision, when.text) == (precision, echo)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "yesterday",
        "2017-13-01",
        "2017-02-30",
        "0000-00-00",
        "3 May",
        "9" * 400,
        "2017-05-03T25:00",
        "2017-W18-3",
        "2017-05-03T14",
    ],
)
def test_what_is_no_time_is_refused_with_its_text(text: str) -> None:
    """The message names what came."""
    with pytest.raises(ValueError, match="not an ISO 8601 date or time"):
        times.parse(text, UTC)


@given(st.dates(min_value=date(1800, 1, 1), max_value=date(2200, 1, 1)))
def test_a_day_is_one_day_long_in_its_zone(day: date) -> None:
    """The first and last instant of a day are its zone's midnights."""
    when = times.parse(day.isoformat(), ZoneInfo("Asia/Almaty"))

    assert times.moment(when.first).astimezone(ZoneInfo("Asia/Almaty")).date() == day
    assert times.moment(when.last).astimezone(ZoneInfo("Asia/Almaty")).date() == day
    assert times.moment(when.last + 1).astimezone(ZoneInfo("Asia/Almaty")).date() != day


@given(st.datetimes(timezones=st.just(UTC)))
def test_instants_round_trip(moment: object) -> None:
    """Microseconds and datetimes say the same."""
    instant = times.micros(moment)  # type: ignore[arg-type]

    assert times.moment(instant) == moment
    assert times.parse(times.iso(instant), UTC).first == instant


@pytest.mark.parametrize("text", ["9999", "9999-12", "9999-12-31"])
def test_the_last_day_there_is_can_be_read(text: str) -> None:
    """Records that never expire say so with the calendar's end."""
    when = times.parse(text, ZoneInfo("America/Lima"))

    assert when.first < when.last
