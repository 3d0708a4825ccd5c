"""Datelines: where the story's own words begin, and what stands before them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.formats.dateline import dateline_of
from rag.formats.days import Day, read_day, read_stamp

FULL = Day(5, 3, 2017)


@pytest.mark.parametrize(
    ("head", "place", "agency", "day"),
    [
        ("3 May 2017 – ", None, None, FULL),
        ("03 May 2017 - ", None, None, FULL),
        ("May 3, 2017 - ", None, None, FULL),
        ("May 3rd, 2017 -- ", None, None, FULL),
        ("Wednesday, 3 May 2017 — ", None, None, FULL),
        ("2017-05-03 | ", None, None, FULL),
        ("[3 May 2017] ", None, None, FULL),
        ("GENEVA, 3 May (Agency) — ", "GENEVA", "Agency", Day(5, 3)),
        ("GENEVA, 3 May 2017 (Agency) — ", "GENEVA", "Agency", FULL),
        ("GENEVA (3 May 2017) – ", "GENEVA", None, FULL),
        ("NEW YORK/GENEVA (3 May 2017) – ", "NEW YORK/GENEVA", None, FULL),
        ("GENEVA – 3 May 2017 – ", "GENEVA", None, FULL),
        ("Geneva, 3 May 2017 – ", "Geneva", None, FULL),
        ("The Hague, 3 May 2017 – ", "The Hague", None, FULL),
        ("Port-au-Prince, 3 May 2017 – ", "Port-au-Prince", None, FULL),
        ("LONDON (Reuters) - ", "LONDON", "Reuters", None),
        ("London (Reuters) - ", "London", "Reuters", None),
        ("PARIS (AFP), 3 May 2017 – ", "PARIS", "AFP", FULL),
        ("BEIJING, May 3 (Xinhua) -- ", "BEIJING", "Xinhua", Day(5, 3)),
        ("MOSCOW. May 3 (Interfax) - ", "MOSCOW", "Interfax", Day(5, 3)),
        ("WASHINGTON, May 3, 2017 /Agency/ -- ", "WASHINGTON", "Agency", FULL),
        ("WASHINGTON, D.C., 3 May 2017 – ", "WASHINGTON, D.C.", None, FULL),
        ("SAN FRANCISCO, Calif. (AP) — ", "SAN FRANCISCO, Calif.", "AP", None),
        ("ALBANY, N.Y. (AP) _ ", "ALBANY, N.Y.", "AP", None),
        ("İSTANBUL, 3 May 2017 – ", "İSTANBUL", None, FULL),
        ("SÃO PAULO (Reuters) - ", "SÃO PAULO", "Reuters", None),
        ("BEIRUT, Lebanon — ", "BEIRUT, Lebanon", None, None),
        ("TOKYO -- ", "TOKYO", None, None),
        ("(Reuters) - ", None, "Reuters", None),
        ("(CNN)", None, "CNN", None),
    ],
)
def test_a_dateline_is_read_and_ends_where_the_story_begins(
    head: str, place: str | None, agency: str | None, day: Day | None
) -> None:
    """The story's first word follows the dateline at once."""
    text = head + "The talks – and the rest – began today."

    dateline = dateline_of(text)

    assert dateline is not None
    assert (dateline.place, dateline.agency, dateline.day) == (place, agency, day)
    assert text[dateline.end :].startswith("The talks")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\n",
        "3 May 2017",
        "3 May 2017 –",
        "On 3 May 2017 – a Wednesday – the dam broke.",
        "3 May 2017 – the day the dam broke – changed all.",
        "3 May 2017, the council met.",
        "3 May 2017 - 5 June 2017: Exhibition",
        "May 3 - 5, 2017 – Exhibition opens",
        "31 February 2017 – The dam broke.",
        "5/3/2017 – The dam broke.",
        "Syria: Reported airstrikes should not derail talks – UN envoy",
        "BREAKING: The dam broke",
        "UPDATE - The dam broke",
        "NATO – which met on Monday – agreed.",
        "Jane Smith (Labour) – Who she is",
        "The talks (in Geneva) – Who met",
        "Apple (AAPL) - Shares rose",
        "In May 2017 – The month",
        "Mr. Lee said – On Monday",
    ],
)
def test_what_only_looks_like_one_is_left_alone(text: str) -> None:
    """A date, dash or bracket in a sentence or headline makes no dateline."""
    assert dateline_of(text) is None


@given(st.text(alphabet="A a,.–-(/3May2017:[") | st.text())
def test_any_text_gives_none_or_an_end_inside_it(text: str) -> None:
    """The end is a position that has a word behind it."""
    dateline = dateline_of(text)

    assert dateline is None or text[dateline.end].strip()


@given(st.dates())
def test_a_written_day_is_the_day_that_was_written(day: object) -> None:
    """Both English orders give the ISO date back."""
    iso = f"{day}"
    months = "January February March April May June July August September October November December".split()
    month, number, year = months[int(iso[5:7]) - 1], int(iso[8:]), iso[:4]
    expected = iso if iso >= "1500" and iso < "2200" else None

    for written in (f"{number} {month} {year}", f"{month} {number}, {year}"):
        found = read_day(written)
        assert (found and found.iso()) == expected


def test_times_beside_a_day_are_passed_over() -> None:
    """A clock time in words leaves day precision; ISO and RFC 822 times are kept."""
    assert read_stamp("May 3, 2017 at 10:30 a.m. EDT") == "2017-05-03"
    assert read_stamp("14:05, 3 May 2017") == "2017-05-03"
    assert read_stamp("2017-05-03T10:30:00Z") == "2017-05-03T10:30:00Z"
    assert read_stamp("Wed, 03 May 2017 10:30:00 GMT") == "Wed, 03 May 2017 10:30:00 GMT"
    assert read_stamp("a while ago") is None


def test_a_leap_day_without_a_year_finds_one_only_nearby() -> None:
    """29 February belongs to a leap year or stays undated."""
    from datetime import date

    assert Day(2, 29).near(date(2016, 3, 2)).iso() == "2016-02-29"
    assert Day(2, 29).near(date(2018, 3, 2)).iso() is None
    assert Day(12, 31).near(date(2018, 1, 2)).iso() == "2017-12-31"
    assert Day(5, 3).near(date(2017, 11, 20)).iso() is None
