"""Figures that tell of the same thing. All articles are our own."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from rag import figures
from rag.figures import Development, Figure, Told
from rag.marks.sentences import sentences
from tests.figure_pairs import OTHER_SLOT, PAIRS, SAME_SLOT, Pair, parsed, told

STORIES = Path(__file__).parents[2] / "shared/data/news/stories.jsonl"

READ = [
    ("At least 12 people were killed and 30 injured.", [(12, "least", "people"), (30, "exact", "people")]),
    ("Nine villagers died and two dozen were hurt.", [(9, "exact", "people"), (24, "exact", "people")]),
    ("Some 1.2 million crowns were raised.", [(1_200_000, "about", "crown")]),
    ("It cost $3.5bn, or £12m a year.", [(3.5e9, "exact", "dollar"), (12e6, "exact", "pound/year")]),
    ("Three hundred and twelve houses burned.", [(312, "exact", "hous")]),
    ("Half a million voters and a dozen judges.", [(500_000, "exact", "voter"), (12, "exact", "judg")]),
    ("Up to 40 police officers and 600 tonnes of sand.", [(40, "most", "offic"), (600, "exact", "tonn")]),
    ("Turnout was 61.5%, up two percentage points.", [(61.5, "exact", "percent"), (2, "exact", "point")]),
    ("The euro rose 0.4 percent to $1.09.", [(0.4, "exact", "percent"), (1.09, "exact", "dollar")]),
    ("The toll rose to 19.", [(19, "exact", "people")]),
    ("The number of ships at anchor stood at 41.", [(41, "exact", "ship")]),
    ("Cases in Tavria rose to 210.", [(210, "exact", "case")]),
    # No figures: years, days, ages, times, scores, ordinals, numbers of things.
    ("In 2011 and on May 5, 2012, the 3rd Route 9 race began at 4:20 a.m. or 10.15 a.m.", []),
    ("Ada Quill, 58, won 3-1 and the board voted five to two on paragraph 12.", []),
    ("No one saw it, and one of them left.", []),
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "due"), READ)
def test_numbers_have_values_bounds_and_units(sentence: str, due: list[tuple[float, str, str]]) -> None:
    """Digits, words, scales and currencies; people of no special kind are one unit."""
    assert [(each.value, each.bound, each.unit) for each in figures.read(sentence)] == due


@pytest.mark.parametrize(
    "sentence",
    ["Between 10 and 12 ships were stuck.", "10 to 12 ships were stuck.", "Some 10-12 ships were stuck."],
)
def test_a_range_is_one_figure(sentence: str) -> None:
    """With both its ends."""
    assert [(each.value, each.upper, each.unit) for each in figures.read(sentence)] == [(10, 12, "ship")]


def test_a_figure_knows_what_its_own_clause_tells() -> None:
    """Killed is not injured, and a part is no whole."""
    killed, children, hurt = figures.read("The blast killed nine people, including three children, and injured 30.")

    assert [set(each.said) for each in (killed, children, hurt)] == [{"dead"}, {"dead"}, {"injured"}]
    assert "part" in children.marks
    assert not killed.marks


DEAD = [
    ("Officials lowered the toll to 34 from 37.", [(37, 34, True)]),
    ("The loss was 84 million crowns, not 48 million as first reported.", [(48e6, 84e6, True)]),
    ("Not 37 people but 34 died.", [(37, 34, True)]),
    ("The toll had been put at 37.", [(37, None, True)]),
    ("Police had earlier put the toll at 37; 34 people died.", [(37, 34, True)]),
    ("An earlier version misstated the number of injured as 34; it is 43.", [(34, 43, True)]),
    ("The count of 37 people killed was too high.", [(37, None, True)]),
    ("The toll rose to 19 from 12.", [(12, 19, False)]),
    ("The number of dead rose from 12 to 19.", [(12, 19, False)]),
    ("There were 40 ships at anchor, up from 12.", [(12, 40, False)]),
    ("Unemployment slipped to 5.1 per cent in July from 5.3 per cent in June.", [(5.3, 5.1, False)]),
    ("The bank cut its main rate to 3.25 per cent from 3.5 per cent.", [(3.5, 3.25, False)]),
    ("Officials said 41 people were hurt; the actual number was 33.", [(41, 33, True)]),
    ("The Courier's report of 400 evacuees was wrong; 140 left.", [(400, 140, True)]),
    ("Reports that 400 people had been evacuated were wrong: 140 left their homes.", [(400, 140, True)]),
    ("Police said 12 people were hurt and that the actual number of arrests was 30.", []),
    ("Police said 12 people were hurt, but the true number is higher than 40.", []),
    ("From 12 people in May, the choir grew; 9 ships left.", []),
    ("Nine people died and 12 were hurt.", []),
    ("Not all of the 12 ships left.", []),
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "due"), DEAD)
def test_a_sentence_says_which_figures_no_longer_stand(
    sentence: str, due: list[tuple[float, float | None, bool]]
) -> None:
    """The figure, what stands instead, and whether it never was right."""
    found = figures.dead(sentence)

    assert [(each.figure.value, each.stands and each.stands.value, each.wrong) for each in found] == due


SLIDE_KILLED = "The landslide at Lindenau killed {} people, the police said."


@pytest.mark.parametrize(
    ("day", "voices", "due"),
    [
        (4, ("post", "gazette"), "conflict"),
        (4, ("wire", "wire"), "update"),
        (4, ("", ""), "update"),
        (5, ("post", "gazette"), "update"),
    ],
)
def test_nearly_one_text_with_two_figures(day: int, voices: tuple[str, str], due: str) -> None:
    """Two outlets differ at one time; an agency, or a later copy, brings its figure up to date."""
    one, other = (told(f"03-0{at} a {n} | {SLIDE_KILLED.format(n)}") for at, n in ((4, 12), (day, 19)))
    told_by = [replace(each, voice=voice) for each, voice in zip((one, other), voices, strict=True)]

    assert figures.kin(*told_by) == due


@pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: f"{pair.due}: {pair.why}")
def test_two_figures_are_what_they_are(pair: Pair) -> None:
    """Of the same thing or not, whichever comes first."""
    assert figures.kin(pair.one, pair.other) == pair.due
    assert figures.kin(pair.other, pair.one) == pair.due


def test_there_are_traps_as_well_as_matches() -> None:
    """Half of the pairs look alike and are not."""
    assert len(list(parsed(SAME_SLOT))) >= 30
    assert len(list(parsed(OTHER_SLOT))) >= 30


SLIDE = "Landslide buries part of Upper Lindenau"
FIRST = told("03-04 a 12 | At least 12 people died in the Lindenau landslide. | " + SLIDE)
SECOND = told("03-05 b 17 | The toll in Lindenau rose to 17 on Tuesday. | " + SLIDE)
THIRD = told("03-06 a 37 | The number of dead in Lindenau jumped to 37. | " + SLIDE)
LOWERED = told("03-07 a 34 | The ministry lowered the toll of the Lindenau landslide to 34 from 37. | " + SLIDE)
REPRINT = told("03-08 c 12 | Twelve people died in the landslide in Lindenau. | " + SLIDE)
FALSE_AGAIN = told("03-08 c 37 | The landslide in Lindenau killed 37 people. | " + SLIDE)
RISEN = told("03-09 b 38 | The toll in Lindenau rose to 38. | " + SLIDE)
RIVAL = told("03-07 d 36 | Doctors in Lindenau counted 36 dead. | " + SLIDE)
SAME_DAY = told("03-07 a 37 | Thirty-seven people died in Lindenau. | " + SLIDE)
HURT = told("03-07 d 80 | Eighty people were injured in the Lindenau landslide. | " + SLIDE)
WOMEN = told("03-07 d 9 | Nine women died in the Lindenau landslide. | " + SLIDE)
NEAR = told("03-04 b 15 | Fifteen people died in the Lindenau landslide. | " + SLIDE)
RANGE = told("03-04 b 10 | Between 10 and 16 people died in the Lindenau landslide. | " + SLIDE)
ALL = (FIRST, SECOND, THIRD, LOWERED, REPRINT, FALSE_AGAIN, RISEN, RIVAL, HURT, WOMEN, NEAR, RANGE)

DEVELOPED: list[tuple[str, tuple[Told, ...], tuple[list[float], list[float], list[float]]]] = [
    ("the newest stands", (FIRST, SECOND), ([17], [12], [])),
    ("older ones are history", (FIRST, SECOND, THIRD), ([37], [12, 17], [])),
    ("a corrected one is dead", (FIRST, SECOND, THIRD, LOWERED), ([34], [12, 17], [37])),
    ("a dead one stays dead", (THIRD, LOWERED, FALSE_AGAIN), ([34], [], [37])),
    ("a late reprint is nothing", (FIRST, SECOND, REPRINT), ([17], [12], [])),
    ("a rise after a correction stands", (THIRD, LOWERED, RISEN), ([38], [34], [37])),
    ("other counts are not looked at", (SECOND, HURT, WOMEN), ([17], [], [])),
    ("rivals on one day conflict", (SECOND, RIVAL, SAME_DAY), ([37, 36], [17], [])),
    ("a bound and what is in it agree", (FIRST, NEAR), ([15], [], [])),
    ("a range and what is in it agree", (RANGE, NEAR), ([15], [], [])),
    ("nothing later is assumed", (FIRST,), ([12], [], [])),
]  # fmt: skip


@pytest.mark.parametrize(("why", "reports", "due"), DEVELOPED, ids=[row[0] for row in DEVELOPED])
def test_what_became_of_a_figure(
    why: str, reports: tuple[Told, ...], due: tuple[list[float], list[float], list[float]]
) -> None:
    """What stands, what stood before, what was taken back."""
    assert values(figures.develop(reports[0], reports[1:])) == due


def test_a_conflict_is_shown_by_all_who_disagree() -> None:
    """And there is none where one figure stands."""
    assert figures.develop(RIVAL, [SAME_DAY]).conflicts == (SAME_DAY, RIVAL)
    assert figures.develop(FIRST, [SECOND]).conflicts == ()


@given(order=st.permutations(ALL[:8]))
def test_the_order_of_reports_does_not_matter(order: list[Told]) -> None:
    """Whichever of the slot comes first, and whatever follows."""
    assert figures.develop(order[0], order[1:]) == figures.develop(ALL[0], ALL[1:8])


@given(one=st.sampled_from(ALL), other=st.sampled_from(ALL))
def test_kin_is_mutual(one: Told, other: Told) -> None:
    """What one is to the other, the other is to the one."""
    assert figures.kin(one, other) == figures.kin(other, one)


@given(sentence=st.text(alphabet="ab 0123456789,.-–$%tofrmn ", max_size=80))
def test_whatever_is_read_lies_in_the_sentence(sentence: str) -> None:
    """Spans are not empty, clauses hold their number, ranges rise."""
    for each in figures.read(sentence):
        assert 0 <= each.clause.start <= each.start < each.end <= each.clause.end <= len(sentence)
        assert each.upper is None or each.upper > each.value


def test_reading_is_quick() -> None:
    """A sentence takes a fraction of a millisecond of processor time."""
    lines = [sentence for sentence, _ in READ] * 50
    began = process_time()

    for line in lines:
        figures.read(line)

    assert (process_time() - began) / len(lines) < 0.001


@pytest.mark.skipif(not STORIES.is_file(), reason=f"development data is absent: {STORIES.name}")
@pytest.mark.parametrize(
    ("wanted", "until", "due"),
    [
        ({"slide": ("dead", "people")}, "2025-05-05", ([12], [], [])),
        ({"slide": ("dead", "people")}, "2025-05-06", ([19], [12], [])),
        ({"slide": ("dead", "people")}, "2025-05-07", ([37], [12, 19], [])),
        ({"slide": ("dead", "people")}, "2025-12-31", ([34], [12, 19], [37])),
        ({"slide": ("missing", "people")}, "2025-05-07", ([9, 14], [27], [])),
        ({"slide": ("missing", "people")}, "2025-12-31", ([6], [27, 14, 9], [])),
        ({"slide": ("evacuated", "people")}, "2025-12-31", ([1150, 2400], [], [])),
        ({"pilots": ("waiting", "ship")}, "2025-12-31", ([39, 41], [], [])),
        ({"tell": ("loss", "crown")}, "2025-12-31", ([84e6], [], [48e6])),
        ({"hallam": ("taken", "crown")}, "2025-12-31", ([1.9e6], [2.3e6], [])),
    ],
)
def test_invented_news_develops_as_its_questions_say(
    wanted: dict[str, tuple[str, str]], until: str, due: tuple[list[float], list[float], list[float]]
) -> None:
    """What is asked as of a day, corrected, superseded and disputed in the development stories."""
    ((story, (said, unit)),) = wanted.items()
    reports = [each for each in _told_in(story, said, unit) if each.day.isoformat() <= until]

    newest = figures.develop(max(reports, key=lambda each: (each.day, each.figure.value)), reports)

    assert values(newest) == due


def _told_in(story: str, said: str, unit: str) -> list[Told]:
    rows = [row for row in map(json.loads, STORIES.read_text().splitlines()) if row["id"].startswith(story)]
    return [
        Told(figure=figure, text=line, day=date.fromisoformat(row["date"][:10]), group=group_of(row), about=_about(row))
        for row in rows
        for line in (span.of(row["text"]) for span in sentences(row["text"]))
        for figure in figures.read(line)
        if _is_meant(figure, said, unit)
    ]


def _is_meant(figure: Figure, said: str, unit: str) -> bool:
    return said in figure.said and figure.unit == unit and not figure.marks


def _about(row: dict[str, str]) -> str:
    return row["title"] + "\n" + row["text"].split("\n\n")[0]


def group_of(row: dict[str, str]) -> str:
    """Which reports are of one origin: those of one agency, and the copies that name none."""
    return "Corvus" if row["agency"] == "Corvus" else f"Meridian {row['date'][:10]}"


def values(development: Development) -> tuple[list[float], list[float], list[float]]:
    """The values of what stands, of what stood, and of what was taken back."""
    return (
        [each.figure.value for each in development.current],
        [each.figure.value for each in development.history],
        [each.figure.value for each in development.dead],
    )
