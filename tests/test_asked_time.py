"""The time that a question names. All questions are our own; "now" is a Wednesday."""

from __future__ import annotations

from datetime import UTC

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag import asked_time, times

WEDNESDAY = "2019-12-04"
WORDS = (
    "in on the 3 May 2018 March 5 to between and week of first last before after since by as Friday , 's 2000 people"
    " ago two weeks past next Q3 early late end mid- 1990s 31 February 1500 years 9999 century 1st Christmas half"
    " earlier"
).split(" ")

# How each is read: its mode, its bounds, and whether the latest is wanted.
READ = [
    # Dates, months, years.
    ("What did Mayor Orla Quist announce on 3 May 2017?", "during 2017-05-03 2017-05-04"),
    ("what did she say on may 3, 2017", "during 2017-05-03 2017-05-04"),
    ("Who chaired the session of 2017-05-03?", "during 2017-05-03 2017-05-04"),
    ("What burned down on 3 May?", "during 2019-05-03 2019-05-04"),
    ("What burned down on 20 December?", "during 2018-12-20 2018-12-21"),
    ("Which bridge was closed in May?", "during 2019-05-01 2019-06-01"),
    ("Which bridge was closed in march 2016?", "during 2016-03-01 2016-04-01"),
    ("Who won the Harrow by-election in 2016?", "during 2016-01-01 2017-01-01"),
    ("How many homes did the 2018 floods destroy?", "during 2018-01-01 2019-01-01"),
    ("What was cut in last year's budget?", "during 2018-01-01 2019-01-01"),
    ("What was Tamsin Vale known for in the 1990s?", "during 1990-01-01 2000-01-01"),
    ("How much did Q3 2020 sales at Corvane fall?", "during 2020-07-01 2020-10-01"),
    ("What did the ferry line lose in the first half of 2025?", "during 2025-01-01 2025-07-01"),
    ("Who led the expedition in the summer of 2018?", "during 2018-06-01 2018-09-01"),
    ("What happened in Ostrava over Christmas 2015?", "during 2015-12-25 2015-12-26"),
    # Stretches between two times.
    ("How many strikes were there between March and May 2024?", "during 2024-03-01 2024-06-01"),
    ("What did the envoy do between 3 and 5 May 2017?", "during 2017-05-03 2017-05-06"),
    ("What did the envoy do from May 3 to 5, 2017?", "during 2017-05-03 2017-05-06"),
    ("Where did it rain from June to August?", "during 2019-06-01 2019-09-01"),
    ("Where did it snow between November 2017 and February 2018?", "during 2017-11-01 2018-03-01"),
    ("Where did it snow from November to February?", "during 2018-11-01 2019-03-01"),
    ("Who coached Velm United from 2009 until 2013?", "during 2009-01-01 2014-01-01"),
    ("Who coached Velm United in 2009-2013?", "during 2009-01-01 2014-01-01"),
    ("What changed after 2 May 2017 but before 9 May 2017?", "during 2017-05-03 2017-05-09"),
    ("what happened on 24-26 February 2021?", "during 2021-02-24 2021-02-27"),
    ("What happened on February 24 to 26 in Velm?", "during 2019-02-24 2019-02-27"),
    ("What was said before 24-26 February 2018?", "before 2018-02-24"),
    ("Who was shot on the night of 3-4 May?", "during 2019-05-03 2019-05-05"),
    ("Where did it snow from 28 December to 3 January?", "during 2018-12-28 2019-01-04"),
    ("What did it earn in the first three months of the year?", "during 2019-01-01 2019-04-01"),
    ("What happened on the last Monday of December?", "during 2018-12-31 2019-01-01"),
    ("Who resigned the Friday before last?", "during 2019-11-22 2019-11-23"),
    ("Who resigned the week before last?", "during 2019-11-18 2019-11-25"),
    ("Who plays on Friday next week?", "during 2019-12-13 2019-12-14"),
    ("What burned down a fortnight ago?", "during 2019-11-18 2019-11-25"),
    ("What burned down two Mondays ago?", "during 2019-11-25 2019-11-26"),
    ("What was the price this time last year?", "during 2018-12-01 2019-01-01"),
    ("What was lost midweek?", "none"),
    ("Who was hurt over the bank holiday weekend?", "none"),
    # Early, mid, late: thirds with wide inner edges.
    ("What happened in Tarnow in late March?", "during 2019-03-20 2019-04-01"),
    ("Who resigned in early 2019?", "during 2019-01-01 2019-05-17"),
    ("Which law was passed in mid-June?", "during 2019-06-09 2019-06-23"),
    ("What did the bank say at the end of 2018?", "during 2018-08-18 2019-01-01"),
    # Words that count from now.
    ("Who was arrested on Friday?", "during 2019-11-29 2019-11-30"),
    ("who was arrested on friday", "during 2019-11-29 2019-11-30"),
    ("Who will play on Friday?", "during 2019-12-06 2019-12-07"),
    ("What has the union said since last Tuesday?", "since 2019-12-03"),
    ("What was found two weeks ago?", "during 2019-11-18 2019-11-25"),
    ("What happened yesterday?", "during 2019-12-03 2019-12-04"),
    ("Which roads will shut tomorrow?", "during 2019-12-05 2019-12-06"),
    ("Which exhibition opens next month?", "during 2020-01-01 2020-02-01"),
    ("Where did the earth shake in the past 10 days?", "during 2019-11-24 2019-12-05"),
    ("Where did the earth shake, past 10 days?", "during 2019-11-24 2019-12-05"),
    ("How many ships sank over the last year?", "during 2018-12-04 2019-12-05"),
    ("What happened in the last 24 hours?", "during 2019-12-03 2019-12-05"),
    ("What was decided in the week of 3 May?", "during 2019-04-29 2019-05-06"),
    ("What was decided in the week after 3 May 2017?", "during 2017-05-04 2017-05-11"),
    ("What was decided in the first week of May 2017?", "during 2017-05-01 2017-05-08"),
    ("How many wolves were shot this year so far?", "during 2019-01-01 2019-12-05 latest"),
    ("What happened last weekend?", "during 2019-11-30 2019-12-02"),
    # Before, after, since.
    ("What did the board know prior to the April 2017 meeting?", "before 2017-04-01"),
    ("Who was mayor of Lunde before 2016?", "before 2016-01-01"),
    ("What had the commission spent by the end of 2018?", "as_of 2019-01-01"),
    ("What was the speed limit until 1 June 2018?", "before 2018-06-01"),
    ("What happened to the mill after March 2018?", "after 2018-04-01"),
    ("What did Ivo Brandt do after 3 May 2017?", "after 2017-05-04"),
    ("How often has the pier been repaired since 2014?", "since 2014-01-01"),
    ("What has the dam cost since the beginning of 2018?", "since 2018-01-01"),
    ("Which rules hold from 1 July 2018 onwards?", "since 2018-07-01"),
    ("Who was mayor before the fire in May 2016?", "before 2016-05-01"),
    ("What did Orla Quist testify before the committee in May 2016?", "during 2016-05-01 2016-06-01"),
    # As of a day.
    ("As of 3 May 2017, how many people had been displaced?", "as_of 2017-05-04"),
    ("How many people were missing as of yesterday?", "as_of 2019-12-04"),
    ("What was the toll as of the end of 2018?", "as_of 2019-01-01"),
    # The latest.
    ("What is the latest on the Harrow Dam inquiry?", "none latest"),
    ("Who is the current head of the port authority?", "none latest"),
    ("What is Ivo Brandt doing now?", "none latest"),
    ("What is the most recent estimate since 2018?", "since 2018-01-01 latest"),
    ("What is the newest bridge over the Velm?", "none latest"),
    ("When did the current account deficit widen?", "none"),
    ("Who must file at the latest?", "none"),
    # No time at all.
    ("Why did May call an election?", "none"),
    ("When did Quist and May first meet?", "none"),
    ("Who may win the cup?", "none"),
    ("Why did thousands march through Lunde?", "none"),
    ("Who spoke at the March for Clean Rivers?", "none"),
    ("Were 2000 people evacuated?", "none"),
    ("How did 2000 Ruvian troops cross the river?", "none"),
    ("Who surrendered in World War II?", "none"),
    ("What was kept secret until then?", "none"),
    ("How many days did the siege last?", "none"),
    ("Why does the market open at 10 a.m.?", "none"),
    ("Who edits the Sunday Times?", "none"),
    ("What does Agenda 2030 ask for?", "none"),
    ("How tall is the Christmas tree in Lunde?", "none"),
    ("What happened six days into the trial?", "none"),
    # More of all kinds, written after the rules.
    ("What was signed on the 14th of February 2019?", "during 2019-02-14 2019-02-15"),
    ("Which ferry sank on 14/02/2019?", "during 2019-02-14 2019-02-15"),
    ("What did the court rule on Tuesday morning?", "during 2019-12-03 2019-12-04"),
    ("What did the court rule on Monday 2 December?", "during 2019-12-02 2019-12-03"),
    ("What happened on Tuesday last week?", "during 2019-11-26 2019-11-27"),
    ("What did the union demand the day before yesterday?", "during 2019-12-02 2019-12-03"),
    ("Which schools close next Friday?", "during 2019-12-13 2019-12-14"),
    ("Who was sacked three months ago?", "during 2019-09-01 2019-10-01"),
    ("Who was sacked in the last three months?", "during 2019-09-04 2019-12-05"),
    ("How many people drowned this summer?", "during 2019-06-01 2019-09-01"),
    ("How many people drowned last summer?", "during 2019-06-01 2019-09-01"),
    ("How many people drowned last winter?", "during 2018-12-01 2019-03-01"),
    ("What did the ministry spend in the second quarter?", "during 2019-04-01 2019-07-01"),
    ("What did Corvane earn in the first half of last year?", "during 2018-01-01 2018-07-01"),
    ("Who was mayor from 2010 to 2014?", "during 2010-01-01 2015-01-01"),
    ("Who was mayor between 2010 and 2014?", "during 2010-01-01 2015-01-01"),
    ("Who has been mayor since May?", "since 2019-05-01"),
    ("What has been built since the end of 2017?", "since 2017-12-31"),
    ("Has anyone been charged since then?", "none"),
    ("How did the town look before the war?", "none"),
    ("What was the wage before 1 January 2018?", "before 2018-01-01"),
    ("Which banks failed after 2008?", "after 2009-01-01"),
    ("Which banks failed after the end of 2008?", "after 2009-01-01"),
    ("What was known as of late March 2018?", "as_of 2018-04-01"),
    ("What had been found by 4 June 2018?", "as_of 2018-06-05"),
    ("How many cars will be electric by 2030?", "before 2031-01-01"),
    ("Who will host the 2026 games?", "during 2026-01-01 2027-01-01"),
    ("How many wolves were shot in 2018 and 2019?", "during 2018-01-01 2020-01-01"),
    ("In 2018, which bridge was opened in May?", "during 2018-05-01 2018-06-01"),
    ("What did the envoy say in May of last year?", "during 2018-05-01 2018-06-01"),
    ("What did the mayor say in the early 1980s?", "during 1980-01-01 1983-10-01"),
    ("What was the latest figure for unemployment in October?", "during 2019-10-01 2019-11-01 latest"),
    ("Is the tunnel currently open?", "none latest"),
    ("Who is now in charge of the Velm tunnel?", "none latest"),
    ("What do we know so far about the Lunde fire?", "none latest"),
    ("Why was the act sent back to the House on March 3?", "during 2019-03-03 2019-03-04"),
    ("When does the march start?", "none"),
    ("Where did June Harlow study?", "none"),
    ("Is April Sutton still the spokeswoman?", "none"),
    ("Did Theresa May and Ivo Brandt meet in June?", "during 2019-06-01 2019-07-01"),
    ("What did May say in May 2018?", "during 2018-05-01 2018-06-01"),
    ("Which train hit 300 people?", "none"),
    ("Why did 1900 workers lose their jobs?", "none"),
    ("How many of the 1950 homes were rebuilt?", "none"),
    ("Who plays in Blade Runner 2049?", "none"),
    ("What time is it in Lunde?", "none"),
    ("How long is the flight from Lunde to Velm, in hours?", "none"),
    ("Who spoke for three hours on 6 March 2019?", "during 2019-03-06 2019-03-07"),
    ("Which trains were cancelled this morning?", "during 2019-12-04 2019-12-05"),
    ("What is on tonight?", "during 2019-12-04 2019-12-05"),
    ("What was it like at the turn of the century?", "none"),
    ("Who won the Second World War?", "none"),
    ("Who signed the Easter Accord?", "none"),
    ("What is the Monday Club?", "none"),
    ("What did the inquiry hear over the past few days?", "none"),
    ("What was the rate in fiscal 2018?", "during 2018-01-01 2019-01-01"),
    ("How did shares move during the week ending 7 June 2019?", "during 2019-06-01 2019-06-08"),
    ("Who was killed in the weeks after 7 June 2019?", "after 2019-06-08"),
    ("What did the paper print the day after 7 June 2019?", "during 2019-06-08 2019-06-09"),
    ("What happened 10 days before 20 June 2019?", "during 2019-06-10 2019-06-11"),
    ("Which law took effect on January 1?", "during 2019-01-01 2019-01-02"),
    ("WHAT HAPPENED ON 3 MAY 2017?", "during 2017-05-03 2017-05-04"),
    ("what happened in lunde in jan 2018", "during 2018-01-01 2018-02-01"),
    ("floods 2018", "during 2018-01-01 2019-01-01"),
    ("Lunde fire May 2018", "during 2018-05-01 2018-06-01"),
    ("What did Quist say on 3 May 2017 about the 2016 budget?", "during 2017-05-03 2017-05-04"),
    ("What did Quist say in 2018 about ending coal by 2030?", "during 2018-01-01 2019-01-01"),
    ("How has the 2015 law changed since 2018?", "since 2018-01-01"),
    ("Were rents higher in 2018 than in 2017?", "during 2018-01-01 2019-01-01"),
    ("How many flats were built through 2018?", "before 2019-01-01"),
    ("Who was on trial in the years before 2015?", "before 2015-01-01"),
    ("What happened in the two years after 2015?", "during 2016-01-01 2018-01-01"),
    ("What was decided at the end of last month?", "during 2019-11-19 2019-12-01"),
    ("What did the board discuss on the last Monday of May 2018?", "during 2018-05-28 2018-05-29"),
    ("Which mine closed in the 19th century?", "during 1800-01-01 1900-01-01"),
    ("Which firm did it buy a year ago?", "during 2018-01-01 2019-01-01"),
    ("Who died last night?", "during 2019-12-03 2019-12-04"),
    ("Who was there during the Prague Spring?", "none"),
    ("Who governed after the fall of Kabul?", "none"),
    ("What has changed since the fall of the wall?", "none"),
    ("Which party led until recently?", "none"),
    ("What was said within 48 hours of the crash?", "none"),
    ("Up to 2016, who owned the Velm Herald?", "before 2016-01-01"),
    ("From 2016 to now, who owned the Velm Herald?", "since 2016-01-01"),
    ("Who has owned the Velm Herald from 2016 onwards?", "since 2016-01-01"),
    ("Prior to joining Corvane in 2016, where did Brandt work?", "before 2016-01-01"),
    ("Who owned the Herald on or before 3 May 2017?", "before 2017-05-04"),
    ("What happened the following day?", "none"),
    ("What is the price of oil today?", "during 2019-12-04 2019-12-05"),
    ("What is the latest news from yesterday?", "during 2019-12-03 2019-12-04 latest"),
]


def _of(question: str, now: str = WEDNESDAY) -> asked_time.Asked:
    return asked_time.understand(question, now=times.parse(now, UTC).first, zone=UTC)


def _written(asked: asked_time.Asked) -> str:
    words = [asked.mode, asked.begin and asked.begin.isoformat(), asked.until and asked.until.isoformat()]
    return " ".join([word for word in words if word] + ["latest"] * asked.latest)


@pytest.mark.parametrize(("question", "due"), READ)
def test_how_a_question_is_read(question: str, due: str) -> None:
    """Mode, bounds, and whether the latest is wanted."""
    assert _written(_of(question)) == due


@given(st.lists(st.sampled_from(WORDS), max_size=14).map(" ".join))
def test_bounds_are_in_order_and_there_where_the_mode_has_them(question: str) -> None:
    """Whatever is asked, a stretch has days in it, and only no time has no bound."""
    asked = _of(question)

    assert asked.begin is None or asked.until is None or asked.begin < asked.until
    assert (asked.mode == "none") == (asked.begin is None and asked.until is None)
    assert (asked.mode == "during") == (asked.begin is not None and asked.until is not None)


@pytest.mark.parametrize(
    ("question", "begin", "until"),
    [
        ("What was known before May 2017?", None, "2017-05"),
        ("What happened after the vote in May 2017?", "2017-05", None),
        ("What was said as of 3 May 2017?", None, "2017-05-03"),
        ("What was sung in the 1990s?", None, None),
        ("Who will play next week?", None, None),
        ("Who played on Friday?", None, None),
        ("What was said last week?", "2019-11-25", "2019-12-01"),
        ("Who plays in the 2026 games?", "2026", "2026"),
        ("What happened on 24-26 February 2018?", "2018-02-24", "2018-02-26"),
    ],
)
def test_the_window_holds_the_time_that_is_named(question: str, begin: str | None, until: str | None) -> None:
    """As precise as it is written; decades, days of the week and what lies ahead without a year make none."""
    window = asked_time.read(question, now=times.parse(WEDNESDAY, UTC).first, zone=UTC)

    assert (window.begin and window.begin.text, window.until and window.until.text) == (begin, until)


@pytest.mark.parametrize(
    ("question", "day"),
    [
        ("Who resigned on Tuesday?", "2019-11-27"),
        ("What burned overnight?", "2019-11-27"),
        ("Who resigned this month?", "2019-12-01"),
        ("What was found in the past 10 days?", "2019-11-24"),
        ("Who resigns tomorrow?", "2019-12-04"),
        ("Who resigned in May?", None),
        ("Who won the 2018 games?", None),
    ],
)
def test_what_is_recent_begins_on_a_day(question: str, day: str | None) -> None:
    """With the words that count from now; a day of the week may be any of the week before."""
    recent = asked_time.recent(question, now=times.parse(WEDNESDAY, UTC).first, zone=UTC)

    assert (recent and recent.text) == day


@pytest.mark.parametrize(
    ("question", "years"),
    [
        ("Who won in 2018, and on 3 May 2017?", ("2018", "2017")),
        ("Who won the 2021-22 season?", ("2021",)),
        ("Who led from 2016-2018?", ("2016", "2018")),
        ("Were 2000 people moved in the 1990s under Agenda 2030?", ()),
    ],
)
def test_the_years_that_are_named(question: str, years: tuple[str, ...]) -> None:
    """As they are written, in order."""
    assert asked_time.years(question) == years
