"""Expressions of time: what they mean on the day of their article, and what is none. All sentences are our own."""

from __future__ import annotations

import itertools
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.marks import dates

WEDNESDAY = date(2019, 5, 15)

MEANT = [
    # A calendar date, whole or without its year.
    ("The bridge opened on May 3, 2017.", "May 3, 2017", "2017-05-03"),
    ("The bridge opened on 3 May 2017.", "3 May 2017", "2017-05-03"),
    ("The bridge opened on the 3rd of May 2017.", "the 3rd of May 2017", "2017-05-03"),
    ("It opened on Friday, May 3.", "Friday, May 3", "2019-05-03"),
    ("The court sat on Sept. 4, 2018.", "Sept. 4, 2018", "2018-09-04"),
    ("The log ends on 2018-09-04.", "2018-09-04", "2018-09-04"),
    ("The pier fell on 25/12/2018.", "25/12/2018", "2018-12-25"),
    ("The pier fell on December 20.", "December 20", "2018-12-20"),
    ("The pier will open on December 20.", "December 20", "2019-12-20"),
    ("The ferry is due on June 2.", "June 2", "2019-06-02"),
    # Months.
    ("The mill closed in March.", "March", "2019-03"),
    ("The mill closed in November.", "November", "2018-11"),
    ("The mill will close in November.", "November", "2019-11"),
    ("It will reopen in February.", "February", "2020-02"),
    ("Nothing has been heard since October.", "October", "2018-10"),
    ("It ran between March and May 2016.", "March", "2016-03"),
    ("She resigned last November.", "last November", "2018-11"),
    ("It begins in October of next year.", "October of next year", "2020-10"),
    # Quarters, seasons, years, decades, centuries.
    ("Sales fell in the fourth quarter.", "the fourth quarter", "2018-Q4"),
    ("Sales fell in the first quarter of last year.", "the first quarter of last year", "2018-Q1"),
    ("It will launch in the second half of 2020.", "the second half of 2020", "2020-H2"),
    ("Q3 2018 was worse.", "Q3 2018", "2018-Q3"),
    ("The dam broke last summer.", "last summer", "2018-SU"),
    ("The line closed in 1994.", "1994", "1994"),
    ("The 2018 floods were worse.", "2018", "2018"),
    ("Mines closed in the 1980s.", "the 1980s", "198"),
    ("The wall is of the 14th century.", "the 14th century", "13"),
    # Today and around it.
    ("The minister said today that it was over.", "today", "2019-05-15"),
    ("It burned yesterday.", "yesterday", "2019-05-14"),
    ("They vote the day after tomorrow.", "the day after tomorrow", "2019-05-17"),
    ("Shots were heard last night.", "last night", "2019-05-14TNI"),
    ("It began this morning.", "this morning", "2019-05-15TMO"),
    # Weekdays look back, unless the clause looks ahead.
    ("The council met on Monday.", "Monday", "2019-05-13"),
    ("The council met on Wednesday.", "Wednesday", "2019-05-15"),
    ("It lost 2 in the first half of 2019, 3 in the same period last year.", "the same period last year", "2018-H1"),
    ("The test will be run a week from today.", "a week from today", "2019-05-22"),
    ("The test will be run two days from tomorrow.", "two days from tomorrow", "2019-05-18"),
    ("The trial begins in the second week of June.", "the second week of June", "2019-06-08/2019-06-14"),
    ("The festival starts in July.", "July", "2019-07"),
    ("The festival started in July.", "July", "2018-07"),
    ("It will open a week from Friday.", "a week from Friday", "2019-05-24"),
    ("Her deputy takes over on Friday.", "Friday", "2019-05-17"),
    ("The king declared two days of mourning from Friday.", "Friday", "2019-05-17"),
    ("The price rose from Friday to Tuesday.", "Friday", "2019-05-10"),
    # What lasts, or is due, "until" a day lies ahead, but not what did; so does what several do, in the present tense.
    ("The bank would stay closed until Tuesday.", "Tuesday", "2019-05-21"),
    ("She told staff that the pool would remain shut until Monday.", "Monday", "2019-05-20"),
    ("The judge ordered the firm to hand over its files by Friday.", "Friday", "2019-05-17"),
    ("The library is closed until Monday.", "Monday", "2019-05-20"),
    ("The library was closed until Monday, when the roof was mended.", "Monday", "2019-05-13"),
    ("The fire had burned 30 barns by Monday.", "Monday", "2019-05-13"),
    ("Rescuers searched until Sunday.", "Sunday", "2019-05-12"),
    ("Voters in Tallow elect a new mayor on Sunday.", "Sunday", "2019-05-19"),
    ("Nurses walk out on Monday, their union said.", "Monday", "2019-05-20"),
    ("Members of the union strike on Monday over pay.", "Monday", "2019-05-20"),
    ("The teachers strike on Monday drew 500 people.", "Monday", "2019-05-13"),
    ("Voters elect a mayor on Sunday after the last one left on Monday.", "Monday", "2019-05-13"),
    ("Fans remember their heroes after a crash on Sunday.", "Sunday", "2019-05-12"),
    ("Officials say three people died in a fire on Sunday.", "Sunday", "2019-05-12"),
    ("The council is to meet next Friday.", "next Friday", "2019-05-24"),
    ("The council is to meet next Monday.", "next Monday", "2019-05-20"),
    ("The vote has been put off from this Friday to June.", "this Friday", "2019-05-17"),
    ("The council will meet this Monday.", "this Monday", "2019-05-20"),
    ("The council met this Monday.", "this Monday", "2019-05-13"),
    ("Votes planned for January and March were called off.", "March", "2019-03"),
    ("A vote is planned for July.", "July", "2019-07"),
    ("Pilots will return at 6 a.m. on Friday.", "Friday", "2019-05-17"),
    ("Pilots will return at 6 a.m. on Friday.", "6 a.m.", "2019-05-17T06:00"),
    ("It opens at 10:30 a.m. local time, June 2.", "10:30 a.m.", "2019-06-02T10:30"),
    ("The council will meet on Monday.", "Monday", "2019-05-20"),
    ("The council is due to meet on Friday.", "Friday", "2019-05-17"),
    ("The plan will fail, the mayor said on Tuesday.", "Tuesday", "2019-05-14"),
    ("He was held on Thursday night.", "Thursday night", "2019-05-09TNI"),
    ("They meet next Tuesday.", "next Tuesday", "2019-05-21"),
    # Weeks, months and years around the article's.
    ("Rain fell last week.", "last week", "2019-W19"),
    ("Rain fell this week.", "this week", "2019-W20"),
    ("The fair is this weekend.", "this weekend", "2019-W20-WE"),
    ("It was stolen over the weekend.", "the weekend", "2019-W19-WE"),
    ("A report is due next month.", "next month", "2019-06"),
    ("Prices rose last year.", "last year", "2018"),
    ("It was sold two years ago.", "two years ago", "2017"),
    ("It was sold three days ago.", "three days ago", "2019-05-12"),
    ("It was sold six months ago.", "six months ago", "2018-11"),
    ("It could pay in two years' time.", "in two years' time", "2021"),
    # What counts from a time named before.
    ("It lost a third in 2009, more than the year before.", "the year before", "2008"),
    ("She fled on May 3, 2017. The next day he followed.", "The next day", "2017-05-04"),
    ("Sales fell in January, from the same month a year ago.", "the same month a year ago", "2018-01"),
    ("He was shot on 3 May 2017 and died two days later.", "two days later", "2017-05-05"),
    ("He left on 3 May 2017 and came back the following Monday.", "the following Monday", "2017-05-08"),
    ("It was signed on 3 May 2017. She left the same day.", "the same day", "2017-05-03"),
    ("It was signed on 3 May 2017. Later that month it failed.", "that month", "2017-05"),
    ("It was signed on 3 May 2017. That night he fled.", "That night", "2017-05-03TNI"),
    ("Prices rose 2% in October, from 3% a year earlier.", "a year earlier", "2017-10"),
    # Stretches that are written in one, and days that share a month.
    ("The talks ran 24-26 February.", "24-26 February", "2019-02-24/2019-02-26"),
    ("The talks ran on 24–26 February 2018.", "24–26 February 2018", "2018-02-24/2018-02-26"),
    ("It was held from February 24 to 26.", "February 24 to 26", "2019-02-24/2019-02-26"),
    ("It was hit on the night of 3-4 May.", "3-4 May", "2019-05-03/2019-05-04"),
    ("It was seen between 3 and 5 May.", "3 and 5 May", "2019-05-03/2019-05-05"),
    ("The strike will run 28-30 December.", "28-30 December", "2019-12-28/2019-12-30"),
    ("It was seen on 3 and 17 May.", "3", "2019-05-03"),
    ("It was seen on May 3 and 17, 2018.", "17, 2018", "2018-05-17"),
    ("It was seen on May 3, 4 and 5, 2018.", "May 3", "2018-05-03"),
    ("It was hit on the night of 3/4 May.", "3/4 May", "2019-05-03/2019-05-04"),
    ("It runs from Sept. 26-Oct. 1, 2020.", "Sept. 26", "2020-09-26"),
    ("She left last Friday, 3 May, in haste.", "Friday, 3 May", "2019-05-03"),
    ("It ran from 28 December to 3 January 2018.", "28 December", "2017-12-28"),
    ("It ran between November and March 2017.", "November", "2016-11"),
    ("She won in the 2016-17 season.", "2016-17", "2016/2017"),
    # A part of a time that is named behind it.
    ("They meet on Friday next week.", "Friday next week", "2019-05-24"),
    ("They met on Tuesday of last week.", "Tuesday of last week", "2019-05-07"),
    ("It was seen in the first week of February.", "the first week of February", "2019-02-01/2019-02-07"),
    ("It was seen on the last Sunday of February.", "the last Sunday of February", "2019-02-24"),
    ("It fell in the first three months of 2018.", "the first three months of 2018", "2018-01-01/2018-03-31"),
    ("It fell in the second half of April.", "the second half of April", "2019-04-16/2019-04-30"),
    ("A vote was held on the first Tuesday of May.", "the first Tuesday of May", "2019-05-07"),
    # The second one back or on, and anniversaries.
    ("They met on the Friday before last.", "the Friday before last", "2019-05-03"),
    ("It rained in the week before last.", "the week before last", "2019-W18"),
    ("It closes the week after next.", "the week after next", "2019-W22"),
    ("It was sold two Mondays ago.", "two Mondays ago", "2019-05-06"),
    ("It was sold a fortnight ago.", "a fortnight ago", "2019-W18"),
    ("The trial opens Friday week.", "Friday week", "2019-05-24"),
    ("It is dearer than this time last year.", "this time last year", "2018-05"),
    ("It was sold two years ago today.", "two years ago today", "2017-05-15"),
    ("It could pay in a year's time.", "in a year's time", "2020"),
    # Feasts.
    ("They met at Easter 2018.", "Easter 2018", "2018-04-01"),
    ("They met on Christmas Eve.", "Christmas Eve", "2018-12-24"),
    # Lengths, rates, and what comes again.
    ("He served nine years.", "nine years", "P9Y"),
    ("The twelve-year low held.", "twelve-year", "P12Y"),
    ("It took several weeks.", "several weeks", "PXW"),
    ("It lasted half an hour.", "half an hour", "PT30M"),
    ("Over the past three days it fell.", "the past three days", "P3D"),
    ("They earn $28 an hour.", "an hour", "PT1H"),
    ("The court sits every Monday.", "every Monday", "XXXX-WXX-1"),
    ("The doors opened on May 3 at 10:30 a.m.", "10:30 a.m.", "2019-05-03T10:30"),
]  # fmt: skip

EDGED = [
    ("It is planned for early June.", "early June", "2019-06", "START", "2019-06-01", "2019-06-11"),
    ("It fell in late 2016.", "late 2016", "2016", "END", "2016-09-01", "2017-01-01"),
    ("He came earlier this month.", "earlier this month", "2019-05", "START", "2019-05-01", "2019-05-11"),
    ("It must end by the end of next month.", "the end of next month", "2019-06", "END", "2019-06-21", "2019-07-01"),
    ("It takes at least a year.", "at least a year", "P1Y", "EQUAL_OR_MORE", None, None),
    ("It took about 75 minutes.", "about 75 minutes", "PT75M", "APPROX", None, None),
]

NO_TIMES = [
    "This may have a large effect, May said.",
    "Theresa May spoke; they march on.",
    "It has 2,000 doors and cost $1999.",
    "Boeing 2020 and Windows 2000 are names.",
    "Some 1950 people came.",
    "The Sunday Times and the Good Friday Agreement endure.",
    "It fell 9% at a ratio of 3/4.",
    "The spring broke and prices fall.",
    "April Jones met June Smith.",
    "A second chance, about a quarter of it; he failed a second time.",
    "Route 2010-15 is shut, and tickets cost $2000-2500.",
    "They won 24-26 and took 3 to 5 pills.",
    "It was lost in midweek, and the inns were full over the bank holiday weekend.",
    "He said that day would come, and she is two Mondays late.",
]


@pytest.mark.parametrize(("text", "words", "value"), MEANT)
def test_words_mean_a_time_on_their_articles_day(text: str, words: str, value: str) -> None:
    """Read in an article of Wednesday, 15 May 2019."""
    assert (words, value) in [(each.text, each.value) for each in dates.read(text, WEDNESDAY)]


@pytest.mark.parametrize(("text", "words", "value", "mod", "begin", "until"), EDGED)
def test_early_late_and_about_are_kept(
    text: str, words: str, value: str, mod: str, begin: str | None, until: str | None
) -> None:
    """The value stays, the modifier is told, and the days are those of the third that is meant."""
    (found,) = dates.read(text, WEDNESDAY)

    assert (found.text, found.value, found.mod, found.begin, found.until) == (words, value, mod, begin, until)


@pytest.mark.parametrize("text", NO_TIMES)
def test_names_counts_and_verbs_are_no_times(text: str) -> None:
    """A word that is a month, a day or a year elsewhere is none here."""
    assert [each.text for each in dates.read(text, WEDNESDAY)] == []


def test_without_a_day_only_whole_dates_are_read() -> None:
    """In an undated article "yesterday" means nothing, 3 May 2017 does."""
    read = dates.read("It fell yesterday, on Tuesday, in March and on 3 May 2017, for two days.", None)

    assert [each.value for each in read] == ["2017-05-03", "P2D"]


def test_offsets_point_at_the_words_and_nothing_overlaps() -> None:
    """Each expression is the text between its offsets, in order."""
    text = "On Tuesday, 3 May 2017, and again last week, it rained for two days; in early 2018 too."
    read = dates.read(text, WEDNESDAY)

    assert [text[each.start : each.end] for each in read] == [each.text for each in read]
    assert all(one.end <= other.start for one, other in itertools.pairwise(read))
    assert len(read) == 4


RELATIVE = ("today", "yesterday", "tomorrow", "the day before yesterday", "three days ago", "10 days ago")
BY_WEEKS = (
    "the Friday before last", "the week before last", "the weekend before last", "two Mondays ago", "Tuesday last week",
    "this time last week", "a fortnight ago",
)  # fmt: skip


@given(st.dates(date(1900, 1, 20), date(2090, 1, 1)), st.integers(-4000, 4000), st.sampled_from(RELATIVE))
def test_a_later_article_means_a_day_as_much_later(anchor: date, days: int, words: str) -> None:
    """Shift the article by n days, and every relative day shifts by n."""
    (one,) = dates.read(f"It rained {words}.", anchor)
    (other,) = dates.read(f"It rained {words}.", anchor + timedelta(days=days))

    assert date.fromisoformat(other.value) - date.fromisoformat(one.value) == timedelta(days=days)


@given(st.dates(date(1900, 2, 20), date(2090, 1, 1)), st.integers(-500, 500), st.sampled_from(BY_WEEKS))
def test_weeks_later_mean_as_many_weeks_later(anchor: date, weeks: int, words: str) -> None:
    """Shift the article by whole weeks, and what counts in weeks shifts by them, over years' ends and leap days."""
    (one,) = dates.read(f"It rained {words}.", anchor)
    (other,) = dates.read(f"It rained {words}.", anchor + timedelta(weeks=weeks))

    assert date.fromisoformat(other.begin or "") - date.fromisoformat(one.begin or "") == timedelta(weeks=weeks)
    assert date.fromisoformat(one.until or "") <= anchor


@pytest.mark.parametrize(
    ("words", "value"), [("a year ago today", "2019-02-28"), ("four years ago today", "2016-02-29")]
)
def test_the_anniversary_of_a_leap_day_is_the_last_of_its_month(words: str, value: str) -> None:
    """Where there is no 29 February."""
    (found,) = dates.read(f"It fell {words}.", date(2020, 2, 29))

    assert found.value == value


@given(st.dates(date(1900, 1, 20), date(2090, 1, 1)), st.sampled_from(["Monday", "Wednesday", "Sunday"]))
def test_a_weekday_is_the_last_one_or_the_next_one(anchor: date, weekday: str) -> None:
    """Never more than six days away, on the side that the verb says, and of that name."""
    (past,) = dates.read(f"The court sat on {weekday}.", anchor)
    (ahead,) = dates.read(f"The court will sit on {weekday}.", anchor)

    assert 0 <= (anchor - date.fromisoformat(past.value)).days <= 6
    assert 0 <= (date.fromisoformat(ahead.value) - anchor).days <= 6
    assert {f"{date.fromisoformat(each.value):%A}" for each in (past, ahead)} == {weekday}


@given(st.text(max_size=200), st.dates())
def test_any_text_can_be_read(text: str, anchor: date) -> None:
    """Nothing fails, at the ends of the calendar either."""
    for each in dates.read(f"Next century, last week and in 100 years' time {text} 31 June.", anchor):
        assert each.begin is None or each.until is None or each.begin < each.until


@pytest.mark.parametrize(
    ("text", "said", "value"),
    [
        ("The company cannot wait until the autumn.", "the autumn", "2019-FA"),
        ("We must decide before the autumn.", "the autumn", "2019-FA"),
        ("Nothing moves before the spring.", "the spring", "2020-SP"),
        ("A deal is needed by the autumn.", "the autumn", "2019-FA"),
        ("The case was put off until December.", "December", "2019-12"),
        ("The vote was delayed a second time until October.", "October", "2019-10"),
        ("It cannot wait until Monday.", "Monday", "2019-06-10"),
        ("The rule applies from the autumn.", "the autumn", "2019-FA"),
        ("The club played until the autumn.", "the autumn", "2018-FA"),
        ("He has been ill since the winter.", "the winter", "2018-WI"),
        ("It was closed until December.", "December", "2018-12"),
        ("They had burned 30 houses by Monday.", "Monday", "2019-06-03"),
        ("It opened in the autumn.", "the autumn", "2018-FA"),
    ],
)
def test_what_something_lasts_or_waits_for_lies_ahead(text: str, said: str, value: str) -> None:
    """Until, by and before look ahead where no verb of the clause tells what was."""
    (found,) = dates.read(text, date(2019, 6, 5))

    assert (found.text, found.value) == (said, value)


@pytest.mark.parametrize("text", ["He drank from the spring.", "He died after the fall.", "It froze before the fall."])
def test_a_spring_and_a_fall_can_be_no_time(text: str) -> None:
    """Water comes from the one, and people die after the other."""
    assert dates.read(text, date(2019, 6, 5)) == ()


@pytest.mark.parametrize(
    ("said", "value"),
    [
        ("every Friday", "XXXX-WXX-5"),
        ("every other Friday", "XXXX-WXX-5"),
        ("each Monday and Thursday", "XXXX-WXX-1"),
        ("Mondays", "XXXX-WXX-1"),
        ("Sunday nights", "XXXX-WXX-7TNI"),
        ("each spring", "XXXX-SP"),
        ("every March", "XXXX-03"),
        ("every year in March", "P1Y"),
        ("every Christmas", "XXXX-12-25"),
        ("the first Thursday of each month", "P1M"),
        ("the third Tuesday of every month", "P1M"),
        ("the last Friday of a month", "P1M"),
        ("every second Tuesday of the month", "XXXX-WXX-2"),
        ("Monday to Friday each week", "P1W"),
        ("5 May each year", "XXXX-05"),
        ("every day", "P1D"),
        ("once a week", "P1W"),
    ],
)
def test_what_comes_again_is_no_single_day(said: str, value: str) -> None:
    """It is a set: it has no day of the calendar, so that it dates no event."""
    (found,) = dates.read(f"The market is held on {said}.", date(2019, 6, 5))

    assert (found.text, found.kind, found.value) == (said, "SET", value)
    assert found.days is None


def test_days_are_not_counted_from_a_year() -> None:
    """A day beside a year or a month is none that the words tell."""
    read = [each.value for each in dates.read("It rose in May 2018. It fell the next day.", date(2019, 6, 5))]

    assert read == ["2018-05"]


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("It met on the first Thursday of the month.", ["2019-06-06"]),
        ("It met on the first Thursday of May.", ["2019-05-02"]),
        ("It met last Friday.", ["2019-05-31"]),
        ("It met two Mondays ago.", ["2019-05-27"]),
        ("It met on Sunday night.", ["2019-06-02TNI"]),
        ("Each of the men met in March.", ["2019-03"]),
        ("It rained every day until Friday.", ["P1D", "2019-05-31"]),
    ],
)
def test_one_time_beside_words_of_many_stays_one(text: str, values: list[str]) -> None:
    """Only what is said to come again does."""
    assert [each.value for each in dates.read(text, date(2019, 6, 5))] == values
