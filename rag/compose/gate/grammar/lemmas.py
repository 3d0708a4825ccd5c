"""The lemma of a word: one form for all its inflections, and for a verb and the noun that is made of it.

But: no synonyms. "Arrest" and "arrested" are one word here, "arrest" and "detain" are two.
"""

from __future__ import annotations

from functools import lru_cache

from rag.compose.gate.grammar import verbs
from rag.words import folded, stem

_DERIVED = """
accuse accusation
acquit acquittal
agree agreement
allege allegation allegedly
appear appearance
apply application
approve approval
arrive arrival
assist assistance
attend attendance
believe belief
choose choice
collide collision
compare comparison
conclude conclusion
convict conviction
decide decision
deep depth
defend defence defense
deliver delivery
deny denial
depart departure
destroy destruction
die death dead
disappear disappearance
discover discovery
dismiss dismissal
divide division
erupt eruption
exclude exclusion
expand expansion
expel expulsion
explain explanation
explode explosion
extend extension
fail failure
fly flight
free freedom
grow growth
high height
hot heat
include inclusion
intervene intervention
invade invasion
know knowledge
lose loss
marry marriage
offend offence offense
perform performance
permit permission
poor poverty
postpone postponement
produce production
propose proposal
provide provision
receive receipt
recover recovery
reduce reduction
refuse refusal
remove removal
renew renewal
respond response
retire retirement
reveal revelation
seize seizure
sell sale
settle settlement
sign signature
strong strength
submit submission
succeed success
suspend suspension
survive survival
think thought
transmit transmission
weigh weight
withdraw withdrawal
young youth
colour color
centre center
harbour harbor
labour labor
theatre theater
defence defense
programme program
organise organize
recognise recognize
criticise criticize
apologise apologize
metre meter
kilometre kilometer
litre liter
licence license
jewellery jewelry
man men
woman women
child children
person people
foot feet
tooth teeth
mouse mice
wife wives
half halves
thief thieves
analyse analysis analyze
crisis crises
basis bases
"""
_NTH = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth "
    "sixteenth seventeenth eighteenth nineteenth twentieth"
).split()
_ENDS = {1: "st", 2: "nd", 3: "rd"}
_ORDINALS = {f"{n}{_ENDS.get(n, 'th')}": word for n, word in enumerate(_NTH, 1)}


@lru_cache(maxsize=1)
def irregular() -> dict[str, tuple[str, bool, bool]]:
    """The irregular forms: the base, and whether the form is its past and its participle."""
    table: dict[str, tuple[str, bool, bool]] = {}
    for line in verbs.IRREGULAR.strip().splitlines():
        base, past, participle = line.split()
        for form in {past, participle}:
            table[form] = (base, form == past, form == participle)
    return table


@lru_cache(maxsize=1)
def _families() -> dict[str, str]:
    table: dict[str, str] = {}
    for line in _DERIVED.strip().splitlines():
        head, *others = line.split()
        for word in (head, *others):
            table.setdefault(stem(word), table.get(stem(head), stem(head)))
    return table


@lru_cache(maxsize=50_000)
def lemma(word: str) -> str:
    """The lemma of a word."""
    plain = folded(word)
    plain = _ORDINALS.get(plain, plain)
    form = irregular().get(plain)
    root = stem(form[0] if form else plain)
    return _families().get(root, root)
