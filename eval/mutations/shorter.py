"""True by rule: the sentence without a part that only adds to it.

Dropped are clauses and appositions between commas, a trailing participle, what stands in brackets, a leading word of
order or time. But: never a condition, a hedge or an attribution, which the rest would not be true without, and only
where a finite verb shows that the sentence goes on behind.
"""

from __future__ import annotations

import re
from random import Random

from eval.mutations.text import Mutator, any_of, capital, is_quoted, swap

_FINITE = (
    r"(?:is|are|was|were|has|have|had|will|would|can|could|did|does|do|said|says|told|became|began|came|fell|found|gave|got|held|"
    r"kept|led|left|lost|made|met|paid|put|ran|rose|saw|sent|set|shot|showed|sold|spent|stood|took|went|won|wrote|[a-z]{3,}ed)"
)
_AMID = r"[^,;:—–“”\"()]"
_LEADING = (
    r"(?:Meanwhile|However|Moreover|Furthermore|In addition|Also|Still|Then|Later|Instead|As a result|Earlier"
    r"|Nevertheless|On (?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|Last (?:week|month|year)|Yesterday|In (?:19|20)\d\d"
    r"|At the time|For example|(?:In|By|Since) (?:January|February|March|April|May|June|July|August|September|October"
    r"|November|December)(?: (?:19|20)\d\d)?)"
)
_DOING = (
    r"(?:adding|killing|leaving|making|bringing|becoming|causing|creating|destroying|forcing|giving|injuring|prompting|raising|sending|"
    r"taking|triggering|wounding|saying|allowing|beating|calling|citing|damaging|drawing|ending|helping|joining|marking|offering|"
    r"pushing|reaching|securing|setting|showing|winning)"
)


def _clause(match: re.Match[str], _: Random) -> str | None:
    """Nothing, where what stands before is a whole clause, or goes on behind."""
    goes_on = match.string[match.end() - 1] == ","
    return "" if goes_on or re.search(rf" {_FINITE} ", match.string[: match.start()]) else None


def _apposed(match: re.Match[str], _: Random) -> str | None:
    """Nothing, where what stands before is one name and no list."""
    return None if "," in match.string[: match.start()] else f"{match['name']} "


def participle(text: str, rng: Random) -> str | None:
    """The sentence without its trailing participle, where a whole clause with a verb stands before it."""
    match = re.search(rf"^(?P<main>[^,;:—“”\"]+), {_DOING} [^;:—“”\"]+\.$", text)
    if not match or not re.search(rf" {_FINITE} ", match["main"]):
        return None
    return f"{match['main']}."


def leading(text: str, rng: Random) -> str | None:
    """The sentence without its first word of order or time."""
    match = re.search(rf"^{_LEADING}, (?P<rest>\S.+)$", text)
    if not match or is_quoted(text, match.start("rest"), match.start("rest") + 1):
        return None
    rest = match["rest"]
    return None if re.match(r"[a-z]+[A-Z]|do\b", rest) else capital(rest)


def conjunction(text: str, rng: Random) -> str | None:
    """The sentence without the And or But that ties it to the one before."""
    match = re.search(r"^(?:And|But) (?P<rest>(?:the|a|it|he|she|they|[A-Z][a-z]+)\b.+)$", text)
    return capital(match["rest"]) if match else None


def bracket(text: str, rng: Random) -> str | None:
    """The sentence without what it has in brackets."""
    found = [match for match in re.finditer(r" \([^()]{3,80}\)(?=[ .,])", text) if not is_quoted(text, *match.span())]
    if len(found) != 1:
        return None
    return text[: found[0].start()] + text[found[0].end() :]


relative: Mutator = any_of((
    swap(rf"(?<=[a-z0-9]), (?:who|whose|which) {_AMID}{{5,120}},(?= {_FINITE}\b)", _clause),
    swap(rf"(?<=[a-z0-9]), (?:who|which) {_AMID}{{10,150}}(?=\.$)", _clause),
))  # fmt: skip
apposition: Mutator = swap(
    rf"^(?P<name>[A-Z][\w’'.-]+(?: [A-Z][\w’'.-]+){{1,3}}), (?:an?|the) {_AMID}{{5,80}}, (?={_FINITE}\b)", _apposed
)
including: Mutator = swap(rf"(?<=[a-z]), including {_AMID}{{5,120}}(?=\.$)", lambda match, _: "")
