"""The other way: rose and fell, won and lost, before and after, more and less.

But: words that move only some things ("fell asleep", "before a judge") are changed only where a figure, or what they
do here, stands beside them.
"""

from __future__ import annotations

import re
from random import Random

from eval.mutations.text import Mutator, any_of, both_ways, put, swap, table

_MOVED = both_ways({
    "rose": "fell", "risen": "fallen", "rises": "falls", "climbed": "slid", "jumped": "plunged",
    "surged": "slumped", "soared": "tumbled", "gained": "lost", "went up": "went down", "grew": "shrank",
    "edged up": "edged down", "rising": "falling",
}) | {"dropped": "rose", "grown": "shrunk"}  # fmt: skip
_BESIDE = (
    r"(?= (?:by|to|from|sharply|slightly|above|below|more|nearly|almost|about|steadily|again|[$£€]?\d))"
    r"(?! by (?:a|the)\b)"
)
_TURNED = both_ways({
    "increased": "decreased", "increase": "decrease", "increases": "decreases", "increasing": "decreasing",
    "a rise in": "a fall in", "upward": "downward", "strengthened": "weakened", "widened": "narrowed",
    "improved": "worsened", "accelerated": "slowed", "upgraded": "downgraded",
}) | {"doubled": "halved", "tripled": "halved", "expanded": "shrank", "growth": "contraction"}  # fmt: skip
_OPPOSITE = both_ways({
    "won": "lost", "accepted": "rejected", "supported": "opposed", "supports": "opposes", "supporters": "opponents",
    "bought": "sold", "buy": "sell", "buyers": "sellers", "imports": "exports", "northern": "southern",
    "north of": "south of", "east of": "west of", "eastern": "western", "inside": "outside", "majority": "minority",
    "alive": "dead", "son": "daughter", "brother": "sister", "father": "mother", "husband": "wife", "men": "women",
    "boys": "girls", "successful": "unsuccessful", "legal": "illegal", "domestic": "foreign", "opened": "closed",
    "winter": "summer", "morning": "evening", "winner": "loser", "victory": "defeat", "success": "failure",
    "positive": "negative", "joined": "left", "began": "ended",
}) | {
    "approved": "rejected", "started": "stopped", "agreed to": "refused to", "allowed": "forbidden", "survived": "lost",
}  # fmt: skip
_MORE = both_ways({
    "more than": "less than", "higher": "lower", "highest": "lowest", "larger": "smaller", "largest": "smallest",
    "bigger": "smaller", "older": "younger", "oldest": "youngest", "better": "worse", "stronger": "weaker",
    "faster": "slower", "at least": "at most", "richer": "poorer", "cheaper": "dearer", "warmer": "colder",
    "greater": "lesser", "longest": "shortest",
}) | {
    "biggest": "smallest", "fewer than": "more than", "the most": "the least", "best-selling": "worst-selling",
}  # fmt: skip


_BENCH = r"(?:(?:a|the) (?:[a-z]+ )?(?:judge|court|jury|committee|panel|cameras?|crowd|magistrates?)|us|them|him|her)"
_NO_IDIOM = "".join(rf"(?<!{word} )" for word in ("look", "looking", "named", "year", "day"))
_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
_MOST = "largest|biggest|oldest|best|most|richest|fastest|deadliest|worst|highest|longest|first"


def _until(match: re.Match[str], _: Random) -> str:
    return "Until" if match[0][0] == "S" else "until"


def _the_only_one(match: re.Match[str], _: Random) -> str | None:
    """One alone of what are several: of "one of the largest lakes" "the largest lake"."""
    noun = match["noun"]
    one = f"{noun[:-3]}y" if noun.endswith("ies") else noun[:-1]
    return f"{'The' if match[0][0] == 'O' else 'the'} {match['most']} {one}"


direction: Mutator = any_of((table(_MOVED, after=_BESIDE), table(_TURNED)))
opposite: Mutator = table(_OPPOSITE, before=r"(?<!-)", after=r"(?!-|’s)(?! all\b)")
sequence: Mutator = any_of((
    put(rf"(?<=[a-z0-9,] )\bbefore(?= [a-z])(?! {_BENCH}\b)", "after"),
    put(rf"(?<=[a-z0-9,] ){_NO_IDIOM}\bafter(?= [a-z])(?! (?:all|year|day)\b)", "before"),
    swap(rf"\b[Ss]ince(?= (?:\d{{4}}|last|{_MONTHS})\b)", _until),
))  # fmt: skip
comparison: Mutator = any_of((
    table(_MORE, before=r"(?<!-)", after=r"(?!-| or )"),
    swap(rf"\b[Oo]ne of (?:the|its|his|her) (?P<most>{_MOST}) (?P<noun>[a-z]+[^s’']s)\b(?![’'])", _the_only_one),
    put(rf"\b(?:second|third|fourth|fifth)-(?=(?:{_MOST})\b)"),
    put(r"\bmore (?=[a-z]+ than\b)", "less "),
))  # fmt: skip
