"""Pairs of reports in each of which a figure stands, and what the two are to each other. All of it is invented.

Each pair opens with what is due and why; then its two reports: month and day of 2024, outlet, which of the sentence's
figures is meant, the sentence, and what its article is about where the sentence does not tell.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import cast

from msgspec import Struct

from rag import figures
from rag.figures import Kin, Told


class Pair(Struct, frozen=True):
    """Two reports and what they are to each other."""

    due: Kin
    why: str
    one: Told
    other: Told


def told(report: str) -> Told:
    """A report as it is written here. Raises: StopIteration where its figure is not read."""
    head, text, *about = report.split(" | ")
    day, group, value = head.split()
    figure = next(each for each in figures.read(text) if each.value == float(value))
    return Told(figure=figure, text=text, day=date.fromisoformat(f"2024-{day}"), group=group, about="".join(about))


def parsed(text: str) -> Iterator[Pair]:
    """The pairs of a text."""
    for block in text.strip().replace("\n    ", " ").split("\n\n"):
        title, one, other = block.splitlines()
        due, _, why = title.partition(": ")
        yield Pair(cast(Kin, due), why, told(one), told(other))


SAME_SLOT = """
update: a toll that has risen
03-04 a 8 | Floods in Marsholm killed at least eight people on Monday, the fire brigade said.
03-06 a 15 | The death toll from the floods in Marsholm rose to 15 on Wednesday.

update: by another outlet
03-04 a 8 | At least eight people have died in the Marsholm floods.
03-05 b 11 | Rescuers in flooded Marsholm said 11 people had died. | Floods cut off Marsholm

same: within a lower bound on one day
03-04 a 8 | At least eight people have died in the Marsholm floods.
03-04 b 11 | Eleven people died in the floods at Marsholm, the mayor said.

same: the same number in words
05-02 a 12 | The ferry Sea Lark sank off Ansel Point and a dozen passengers were missing.
05-02 b 12 | Twelve passengers of the ferry Sea Lark are missing off Ansel Point.

update: the missing become fewer
05-02 a 40 | Forty people were missing after the ferry Sea Lark sank off Ansel Point.
05-04 b 6 | Six people were still unaccounted for on Saturday, the coast guard said. | Ferry Sea Lark sinks off Ansel
    Point

conflict: two counts of the missing on one day
05-02 a 40 | Forty people were missing after the ferry Sea Lark sank off Ansel Point, the coast guard said.
05-02 b 52 | The owner of the Sea Lark said 52 people were missing. | Ferry Sea Lark sinks off Ansel Point

conflict: two tolls on one day
06-10 a 21 | The dam burst killed 21 people in Quarry Vale, the prefect said.
06-10 b 26 | Doctors in Quarry Vale counted 26 dead. | Dam bursts above Quarry Vale

reprint: a late and lower toll
06-12 a 33 | The death toll from the dam burst in Quarry Vale stood at 33.
06-14 b 21 | The dam burst killed 21 people in Quarry Vale this week.

update: lowered by name
06-12 a 33 | The death toll from the dam burst in Quarry Vale stood at 33.
06-14 b 30 | The prefect lowered the toll of the Quarry Vale dam burst to 30 from 33.

update: corrected by another outlet
06-12 a 33 | Thirty-three people died in the dam burst at Quarry Vale.
06-12 b 30 | Thirty people died in the Quarry Vale dam burst, not 33 as first reported.

update: had been put at
06-12 a 33 | Thirty-three people died in the dam burst at Quarry Vale.
06-13 b 30 | The toll in Quarry Vale is 30; it had been put at 33. | Dam bursts above Quarry Vale

same: within a range
07-01 a 10 | Between 10 and 12 people were hurt when a crane fell in Tilbrook.
07-01 b 11 | The fall of a crane in Tilbrook injured 11 people.

same: about
07-01 a 2400 | About 2,400 people were evacuated from Tilbrook after the gas leak.
07-01 b 2390 | The gas leak in Tilbrook forced 2,390 residents to be evacuated.

conflict: beyond about
07-01 a 2400 | About 2,400 people were evacuated from Tilbrook after the gas leak.
07-01 b 1500 | The gas leak in Tilbrook forced 1,500 residents to be evacuated.

update: arrests that grow
09-03 a 14 | Police in Corden arrested 14 people after the riot in the Old Market.
09-05 b 31 | Thirty-one people have now been arrested over the Old Market riot in Corden.

update: power comes back
11-20 a 9000 | Storm Ivo left 9,000 homes without electricity in Lower Harrow.
11-22 a 400 | About 400 homes in Lower Harrow were still without electricity after Storm Ivo.

update: cases that rise
02-05 a 120 | The health board counted 120 cholera cases in Port Ansel on Monday.
02-08 b 210 | Cholera cases in Port Ansel rose to 210 on Thursday.

same: rounded
02-05 a 12400 | The measles outbreak in Tavria has infected 12,400 people.
02-05 b 12412 | In Tavria 12,412 people have been infected with measles.

same: skiers, people and lives
02-05 a 6 | Six skiers died in an avalanche above Tilbrook, the rescue service said.
02-05 b 6 | The avalanche above Tilbrook claimed six lives.

conflict: more lives than skiers on one day
02-05 a 6 | Six skiers died in an avalanche above Tilbrook, the rescue service said.
02-05 b 8 | The avalanche above Tilbrook killed eight people, the police said.

update: hikers, then people
07-05 a 4 | Four hikers were missing after a rockfall above Tilbrook.
07-06 b 2 | Two people were still missing after the rockfall above Tilbrook.

update: passengers, and the toll a day later
06-10 a 21 | The bus crash at Quarry Vale killed 21 passengers, the prefect said.
06-11 b 26 | The toll of the bus crash at Quarry Vale rose to 26.

conflict: more passengers than people
06-10 a 31 | The bus crash at Quarry Vale killed 31 passengers, the prefect said.
06-10 b 26 | The bus crash at Quarry Vale killed 26 people, doctors said.

same: a profit told twice
08-14 a 57e6 | Harrow Breweries reported a net profit of 57 million crowns for the first half of 2024.
08-15 b 57e6 | Net profit at Harrow Breweries was 57m crowns in the first half of 2024.

conflict: a profit told differently
08-14 a 57e6 | Harrow Breweries reported a net profit of 57 million crowns for the first half of 2024.
08-14 b 75e6 | Net profit at Harrow Breweries was 75 million crowns in the first half of 2024.

update: a profit restated
08-14 a 57e6 | Harrow Breweries reported a net profit of 57 million crowns for the first half of 2024.
08-20 b 51e6 | Harrow Breweries restated its net profit for the first half of 2024 to 51 million crowns from 57
    million.

update: corrected, not the other
08-14 a 75e6 | Harrow Breweries reported a net profit of 75 million crowns for the first half of 2024.
08-14 a 57e6 | The net profit of Harrow Breweries was 57 million crowns, not 75 million.

update: jobs
08-14 a 300 | Harrow Breweries will lay off 300 workers in Corden.
08-30 b 240 | Harrow Breweries will lay off 240 workers in Corden, down from 300.

update: the cost of a bridge
01-10 a 60e6 | Repairs to the Tilbrook bridge will cost 60 million crowns.
02-12 b 85e6 | Repairs to the Tilbrook bridge will cost 85 million crowns, the council said.

conflict: a crowd by police and union
10-12 a 8000 | Police said 8,000 people marched in Corden on Saturday against the port law.
10-12 b 20000 | Unions said 20,000 people marched in Corden on Saturday against the port law.

conflict: an attendance
04-20 a 41200 | A crowd of 41,200 saw Corden Rovers beat Tilbrook at the Lock Stadium.
04-21 b 38900 | The attendance at the Lock Stadium was 38,900, Corden Rovers said after they beat Tilbrook.

same: an attendance and a bound
04-20 a 41200 | The attendance at the Lock Stadium was 41,200 as Corden Rovers beat Tilbrook.
04-21 b 40000 | More than 40,000 spectators at the Lock Stadium saw Corden Rovers beat Tilbrook.

conflict: workers on strike
10-02 a 1200 | Some 1,200 workers went on strike at the Ansel shipyard, the union said.
10-02 b 700 | The Ansel shipyard said 700 workers were on strike.

same: a turnout
11-03 a 61.5 | Turnout in the Corden mayoral election was 61.5 per cent.
11-04 b 61.5 | The Corden mayoral election had a turnout of 61.5 percent.

conflict: ships held up
10-05 a 41 | A backlog of 41 ships had built up off Port Ansel, the harbour board said. | Pilots' strike ends in Port
    Ansel
10-05 b 36 | Thirty-six ships lay at anchor off Port Ansel as the pilots' strike ended.

update: money raised
03-08 a 4.6e6 | A relief fund for Marsholm had received 4.6 million crowns by Friday.
03-12 b 6.1e6 | The relief fund for Marsholm has received 6.1 million crowns.

reprint: what its own sentence has left behind
03-06 a 15 | The death toll from the floods in Marsholm rose to 15 on Wednesday.
03-08 b 15 | The death toll from the floods in Marsholm rose to 19 from 15.
"""

OTHER_SLOT = """
other: hurt, not killed
03-04 a 8 | Floods in Marsholm killed at least eight people.
03-05 b 30 | The floods in Marsholm injured 30 people.

other: missing, not killed
03-04 a 8 | Floods in Marsholm killed at least eight people.
03-05 b 30 | Thirty people were missing in Marsholm after the floods.

other: passengers may be some of the people
06-10 a 21 | The bus crash at Quarry Vale killed 21 passengers, the prefect said.
06-10 b 26 | The bus crash at Quarry Vale killed 26 people, doctors said.

other: officers are some of the people
06-10 a 12 | Twelve officers were hurt in the riot in Corden.
06-10 b 30 | The riot in Corden left 30 people hurt.

other: of one nation
06-10 a 4 | The crash of the coach at Quarry Vale killed four Danes.
06-10 b 26 | The crash of the coach at Quarry Vale killed 26 people.

other: skiers beside a guide
02-05 a 6 | Six skiers and a guide died in an avalanche above Tilbrook.
02-05 b 7 | The avalanche above Tilbrook killed seven people.

other: women of the people
03-04 a 8 | Floods in Marsholm killed eight people.
03-05 b 3 | The floods in Marsholm killed three women.

other: children among them
03-04 a 8 | Floods in Marsholm killed eight people.
03-04 b 2 | Eight people, including two children, died in the Marsholm floods.

other: houses, not people
03-04 a 8 | Floods in Marsholm killed eight people.
03-04 b 40 | The floods in Marsholm destroyed 40 houses.

other: another town
03-04 a 8 | Floods killed eight people in Marsholm on Monday.
03-05 b 5 | Floods killed five people in Tilbrook on Tuesday.

other: another village of a like name
03-04 a 8 | Floods killed eight people in Upper Harrow, in Tavria.
03-05 b 5 | Floods killed five people in Lower Ansel, in Tavria.

other: the whole country
03-04 a 8 | Floods killed eight people in Marsholm, Tavria.
03-05 b 44 | Floods killed 44 people across Tavria.

other: an earlier flood
03-04 a 8 | Floods killed eight people in Marsholm.
03-05 b 61 | Floods in Marsholm killed 61 people in 1987.

other: another event in the town
03-04 a 8 | Floods killed eight people in Marsholm.
03-05 b 2 | A fire killed two people in Marsholm.

other: as many more
03-04 a 8 | Floods killed eight people in Marsholm.
03-05 b 3 | Another three people died in the Marsholm floods overnight.

other: may die
03-04 a 8 | Floods killed eight people in Marsholm.
03-05 b 50 | The mayor feared that up to 50 people may have died in the Marsholm floods.

other: soldiers sent
03-04 a 180 | The army sent 180 soldiers to Marsholm.
03-04 b 90 | The floods in Marsholm forced 90 people to be evacuated.

other: two bombings a week apart
03-04 a 4 | A bomb killed four people in Corden on Monday.
03-12 b 7 | A bomb killed seven people in Corden on Tuesday.

other: another company
08-14 a 57e6 | Harrow Breweries reported a net profit of 57 million crowns for the first half of 2024.
08-14 b 31e6 | Harlow Bakeries reported a net profit of 31 million crowns for the first half of 2024.

other: another company, by its headline
08-14 a 2.4e9 | Revenue rose to 2.4 billion crowns in the first half. | Harrow Breweries lifts profit
08-14 b 1.9e9 | Revenue rose to 1.9 billion crowns in the first half. | Harlow Bakeries in the red

other: a profit and a loss
08-14 a 57e6 | Harrow Breweries reported a net profit of 57 million crowns for the first half of 2024.
08-14 b 31e6 | Harrow Breweries had a loss of 31 million crowns in its wine arm in the first half of 2024.

other: half and full year
08-14 a 57e6 | Harrow Breweries reported a net profit of 57 million crowns for the first half of 2024.
08-14 b 110e6 | Harrow Breweries reported a net profit of 110 million crowns for 2024.

other: last year
08-14 a 57e6 | Harrow Breweries reported a net profit of 57 million crowns for the first half.
08-14 b 49e6 | Harrow Breweries had made a net profit of 49 million crowns a year earlier.

other: a forecast
08-14 a 2.4e9 | Harrow Breweries had revenue of 2.4 billion crowns.
08-14 b 4e9 | Harrow Breweries expects revenue of about 4 billion crowns.

other: profit and revenue
08-14 a 57e6 | Harrow Breweries reported a net profit of 57 million crowns.
08-14 b 2.4e9 | Harrow Breweries reported revenue of 2.4 billion crowns.

other: a rise and a level
08-14 a 5 | Wages in Tavria rose 5 per cent in June.
08-14 b 3 | Wages in Tavria made up 3 per cent of costs in June.

other: two months
08-14 a 5.3 | Unemployment in Tavria was 5.3 per cent in June.
08-14 b 5.1 | Unemployment in Tavria was 5.1 per cent in July.

other: two countries
08-14 a 5.3 | Unemployment in Tavria was 5.3 per cent in June.
08-14 b 6.8 | Unemployment in Sundland was 6.8 per cent in June.

other: another currency
01-10 a 60e6 | Repairs to the Tilbrook bridge will cost 60 million crowns.
01-10 b 5e6 | Repairs to the Tilbrook bridge will cost 5 million euros.

other: another bridge
01-10 a 60e6 | Repairs to the Tilbrook bridge will cost 60 million crowns.
01-10 b 75e6 | Repairs to the Corden bridge will cost 75 million crowns.

other: wheat and barley
01-10 a 210 | Wheat traded at 210 crowns a tonne in Port Ansel.
01-10 b 180 | Barley traded at 180 crowns a tonne in Port Ansel.

other: a price by share and one whole
01-10 a 60 | Shares in Harrow Breweries closed at 60 crowns.
01-10 b 2 | Harrow Breweries raised its dividend to 2 crowns a share.

other: two matches
04-20 a 41200 | The attendance at the Lock Stadium was 41,200 as Corden Rovers beat Tilbrook.
04-27 b 30100 | The attendance at the Lock Stadium was 30,100 as Corden Rovers lost to Marsholm.

other: votes and seats
11-03 a 88 | The Labour List won 88 seats in the Tavrian election.
11-03 b 1.2e6 | The Labour List won 1.2 million votes in the Tavrian election.

other: two parties
11-03 a 88 | The Labour List won 88 seats in the Tavrian election.
11-03 b 41 | The Farmers' Union won 41 seats in the Tavrian election.

other: the offer and the deal
10-02 a 6 | The Ansel shipyard had offered a pay rise of 6 per cent.
10-06 b 9.5 | Workers at the Ansel shipyard accepted a pay rise of 9.5 per cent.

other: strikers and dismissed
10-02 a 1200 | Some 1,200 workers went on strike at the Ansel shipyard.
10-06 b 60 | The Ansel shipyard dismissed 60 workers.

other: suspected cases
02-05 a 120 | The health board confirmed 120 cholera cases in Port Ansel.
02-06 b 900 | There were 900 suspected cholera cases in Port Ansel.

other: another disease
02-05 a 120 | The health board counted 120 cholera cases in Port Ansel.
02-06 b 14 | The health board counted 14 measles cases in Port Ansel.
"""

PAIRS = (*parsed(SAME_SLOT), *parsed(OTHER_SLOT))
