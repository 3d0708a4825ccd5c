"""What is told of a figure: classes of words that tell of one thing, such as killed, died, deaths and toll.

But: a small table for what news counts most; everything else is compared by its plain stems.
"""

from __future__ import annotations

from rag.figures import units
from rag.words import stem

_TABLE = {
    "dead": "kill killed kills killing die died dies dead death deaths toll fatalities fatality fatal perished drowned "
    "slain lives",
    "injured": "injured injures injuring injuries injury injure hurt wounded wounding wounds casualties",
    "missing": "missing unaccounted",
    "evacuated": "evacuated evacuate evacuation evacuations evacuating evacuees",
    "sheltered": "shelter shelters sheltered sheltering",
    "displaced": "displaced homeless displacing displacement",
    "arrested": "arrested arrest arrests arresting detained detains detentions custody",
    "charged": "charged indicted prosecuted",
    "rescued": "rescued rescue rescues rescuing alive saved",
    "infected": "infected infections infection cases case tested sickened ill",
    "buried": "buried bury burying",
    "waiting": "waiting wait waited waits queue queued queuing backlog anchor stranded stuck",
    "dark": "blackout outage outages electricity",
    "destroyed": "destroyed destroys destroying levelled flattened razed",
    "damaged": "damaged damaging",
    "attendance": "attendance attended attend attending crowd spectators visitors visited audience watched drew",
    "turnout": "turnout",
    "dismissed": "layoffs redundancies dismissed sacked shed axe axed",
    "hired": "hire hires hired hiring recruit recruited",
    "employed": "employs employ employed workforce",
    "profit": "profit profits earned earnings",
    "loss": "loss losses lost",
    "revenue": "revenue revenues sales turnover",
    "cost": "cost costs costing costed",
    "damage": "damage damages",
    "price": "price prices priced",
    "fine": "fine fined fines penalty",
    "raised": "donated donations donors fundraiser fund",
    "taken": "bribe bribes bribed took taken accepted pocketed paid pay payments",
    "wage": "wage wages salary salaries",
    "dividend": "dividend dividends",
    "unemployment": "unemployment jobless unemployed",
    "inflation": "inflation",
    "interest": "interest",
    "jailed": "sentenced jailed prison jail",
    "banned": "ban bans banned",
    "striking": "strikers striking strike",
    "marched": "marched marchers protesters demonstrators rally rallied protested",
    "shares": "shares stock stocks",
}  # fmt: skip
_CLASSES = {stem(word): name for name, words in _TABLE.items() for word in words.split()}

GATHERED = frozenset(("attendance", "marched"))
_MONEY = frozenset(
    ("profit", "loss", "revenue", "cost", "damage", "price", "fine", "raised", "taken", "wage", "dividend", "shares")
)
_RATES = frozenset(
    ("unemployment", "inflation", "interest", "turnout", "price", "profit", "revenue", "shares", "wage", "dark", "cost")
)
LENGTHS = frozenset(("jailed", "banned"))
PERSONAL = frozenset(
    ("dead", "injured", "missing", "arrested", "rescued", "evacuated", "displaced", "sheltered", "charged")
)
CUMULATIVE = frozenset(
    ("dead", "injured", "arrested", "rescued", "infected", "destroyed", "damaged", "raised", "charged")
)
FLUID = CUMULATIVE | {"missing", "evacuated", "displaced", "sheltered", "waiting", "dark", "buried"}
COMPLETE = FLUID - {"raised"} | frozenset(
    "attendance turnout profit loss revenue unemployment inflation interest dividend striking employed marched "
    "shares".split()
)


def of(stemmed: str) -> str | None:
    """The class of a stem, None where it has none."""
    return _CLASSES.get(stemmed)


def of_unit(stemmed: str, unit: str) -> str | None:
    """The class of a stem that may tell of a unit: damage is a sum of money, else what was damaged."""
    name = "damaged" if _CLASSES.get(stemmed) == "damage" and not units.is_money(unit) else _CLASSES.get(stemmed)
    return name if name and fits(name, unit) else None


def fits(name: str, unit: str) -> bool:
    """Whether a class may tell of a unit: nobody is killed in crowns, and no fine is counted in people."""
    if units.is_money(unit):
        return name in _MONEY
    if unit in units.SHARES:
        return name in _RATES
    if units.is_time(unit):
        return name in LENGTHS
    return name not in _MONEY | _RATES | LENGTHS or name in ("raised", "dark", "turnout", "unemployment")
