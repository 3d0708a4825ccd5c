"""Words that say the opposite of one another: rose and fell, won and lost, opened and closed.

But: only of what moves, is decided or done; "old" and "new" may both be true of one thing.
"""

from __future__ import annotations

from functools import lru_cache

from rag.compose.gate.grammar.lemmas import lemma

# Any word before the bar against any behind it
_OPPOSED = """
rise increase climb jump surge soar gain grow advance rally | fall decrease decline drop slide plunge slump tumble lose
rise increase grow double triple expand improve | fall decrease drop shrink retreat halve contract worsen
strengthen | weaken
widen | narrow
accelerate | slow
upgrade | downgrade
raise | lower cut reduce
up upward higher above more | down downward lower below less fewer
growth | contraction
increase rise gain | decrease fall drop decline loss
win | lose
winner | loser
victory win | defeat loss
accept approve back support pass allow permit | reject oppose refuse forbid ban block
supporter | opponent
buy purchase | sell
import | export
open | close shut
begin start | end stop
join | leave left quit
arrive | depart leave left
success | failure
succeed | fail
successful | unsuccessful
legal | illegal
guilty | innocent
convict | acquit clear
confirm | deny
survive | die
alive | dead
inside | outside
majority | minority
northern north | southern south
eastern east | western west
largest biggest highest most | smallest lowest least
larger bigger | smaller
older oldest | younger youngest
better best | worse worst
faster | slower
richer | poorer
warmer | colder
stronger | weaker
longer longest | shorter shortest
positive | negative
include | exclude
lift | impose
hire | dismiss fire sack
"""


def opposites(word: str) -> frozenset[str]:
    """The lemmas that say the opposite of a lemma."""
    return _table().get(word, frozenset())


@lru_cache(maxsize=1)
def _table() -> dict[str, frozenset[str]]:
    table: dict[str, frozenset[str]] = {}
    for line in _OPPOSED.strip().splitlines():
        one, _, other = line.partition(" | ")
        sides = [frozenset(map(lemma, side.split())) for side in (one, other)]
        for side, against in (sides, sides[::-1]):
            for each in side - against:
                table[each] = table.get(each, frozenset()) | against
    return table
