"""The words that name a source around its verb: without what opens the sentence, the time, and asides.

But: no parsing. A subject begins at a clause mark, and behind the last comma where a claim stands before it.
"""

from __future__ import annotations

import re

from rag.marks.certainty.clauses import FINITE, GAP, QUOTED
from rag.marks.certainty.verbs import TIME, closes, introduces
from rag.marks.wording import LINKS, SHORT_TITLES
from rag.types import Span

_LONGEST = 170  # code points of a subject
_LETTER = re.compile(r"[^\W\d_]")
_CUT = re.compile(
    r"[;:—–]|, (?=(?:and|but|or|yet) )|\b(?:and|but) (?=(?:he|she|they|it|the) )|\bbut (?=[A-Z])|[.!?] (?=[A-Z])"
)
_OPENING = re.compile(rf"(?:[\s,.…\0∙•►–—-]|(?:(?i:{LINKS})\b|[A-Z]?{TIME}),? )+")
_ADVERBIAL = re.compile(
    r"(?:(?:In|At|On|For|By|With|From|During|Among|Under|To|Asked|Speaking|Writing|Citing|Following|Amid|Of|Over"
    r"|Through|Like|Unlike|Last|Earlier|Late|This)\b[^,]*|[A-Z]\w+(?:ly|ing)\b[^,]*), "
)
_HELPERS = re.compile(
    r"(?: (?:(?!family|assembly|ally|monopoly|supply)[a-z]+ly|also|has|have|had|then|later|already|now|once|still"
    r"|further|both|went on to|did|do))+$"
)
_LATE = re.compile(rf"(?:,? {TIME}|,|\0)+$")
_ROLE_FIRST = re.compile(r"(?:[Tt]he|[Ii]ts|[Aa]n?|[Hh]is|[Hh]er|[Tt]heir|[\w’']+[’']s?|[a-z]\S*|\S+ [a-z]\S*)\b")
_NO_NAME = re.compile(rf"(?:{FINITE.pattern}|(?:when|to|in|on|of|for|how|what|if|whether|than|by|and|but|or)\b)")
_END = re.compile(
    rf"[,;:()?!{QUOTED}{GAP}—–]|\.(?= |$)| (?:{TIME})(?= |$|[,.])| (?:in (?:an?|his|her|their|its|the) (?:\w+ )*?"
    r"(?:statement|interview|email|e-mail|letter|post|report|tweet|speech|video|release|note|filing|address|memo"
    r"|message|call|book|conference|briefing|lawsuit|complaint|study|blog|thread)|on (?:Twitter|X|Facebook|Instagram"
    r"|social)|during|after|before|when|while|as|outside|who|that|which|about|at (?:an?|the)|last|earlier|later|this"
    r"|but|via|following|and (?:that|the|it|he|she|they)|to (?:reporters|the)|citing|because|by)\b"
)
_COMMA = re.compile(r",(?!\d)")  # and none of a figure: "a post shared 9,000 times"
_ABBREVIATED = re.compile(rf"\b(?:[A-Z]|{SHORT_TITLES}|U\.S|U\.N|Jr)$")
_GOES_ON = re.compile(r"\b(?:and|but|then)(?: (?:then|also|later|has|have|had|[a-z]+ly))* $")
_NOMINAL = re.compile(
    rf"(?: on \w+day)? (?!{TIME})(?!(?:at|in|on|during|after|by|via|that|it|he|she|they) )"
    r"(?=(?:the|an?|one|two|his|her|its|their|both|some|many|officials|police"
    rf"|(?:[^\W\d_]\S* ){{0,5}}[A-Z]))"
)


def subject(said: str, end: int, behind: int) -> tuple[Span | None, int, bool]:
    """The subject of the verb from `end` to `behind`, where it begins, and whether what it tells stands before it."""
    if _GOES_ON.search(said[:end]):
        return doer(said, end), 0, False
    begin = _opened(said, end)
    last = said.rfind(_last(said[begin:end].rstrip()), begin, end)
    if last > begin and (FINITE.search(said, 0, last) or closes(said[:end], said[behind:])):
        return _name(said, last, end), last, not introduces(said[behind:])
    before = said[:begin].rstrip()
    trailing = before.endswith((QUOTED, QUOTED + ",")) or (before.endswith((",", GAP)) and bool(FINITE.search(before)))
    return _name(said, begin, end), begin, trailing


def _last(words: str) -> str:
    """The part behind the last comma; with the one before it where a comma closes them: "Ada Lund, a farmer,"."""
    parts = _LATE.sub("", _HELPERS.sub("", words)).split(", ")
    return ", ".join(parts[-2:] if words.endswith(",") and len(parts) > 2 else parts[-1:])


def following(said: str, at: int) -> Span | None:
    """The source behind its verb: "said Ada Lund, who …"; None where a clause follows, so that it is no subject."""
    opened = _NOMINAL.match(said, at)
    source = ended(said, opened.end()) if opened else None
    if source is None or FINITE.search(source.of(said)):
        return None
    behind = said[source.end :]
    return None if re.match(r" (?:is|are|was|were|has|have|had|will|would|could|may)\b", behind) else source


def ended(said: str, begin: int) -> Span | None:
    """The name that begins at `begin`, up to where it ends."""
    end = _END.search(said, begin + 1)
    while end and end.group() == "." and end.end() < len(said) and _ABBREVIATED.search(said[begin : end.start()]):
        end = _END.search(said, end.end())
    name = said[begin : end.start() if end else len(said)].rstrip(" .")
    return Span(begin, begin + len(name)) if _LETTER.search(name) else None


def doer(said: str, end: int) -> Span | None:
    """Who does what the sentence tells up to `end`, by its first verb; None where it opens with something else."""
    begin = _opened(said[:end], end, first=True)
    verb = FINITE.search(said, begin, end)
    if not verb or QUOTED in said[begin : verb.start()]:
        return None
    return _name(said, begin, verb.start())


def _opened(said: str, end: int, *, first: bool = False) -> int:
    """Where the clause begins that ends at `end`, without conjunctions and the time that open it."""
    begin = 0 if first else max(0, end - _LONGEST, said.rfind(QUOTED, 0, end) + 1)
    for cut in () if first else _CUT.finditer(said, begin, end):
        begin = cut.end()
    while True:
        lead = _OPENING.match(said, begin, end) or _ADVERBIAL.match(said, begin, end)
        if not lead or not _LETTER.search(said[lead.end() : end]):
            return begin
        begin = lead.end()


def _name(said: str, begin: int, end: int) -> Span | None:
    """The words that name a source from `begin` to `end`, None where there are none."""
    part = _HELPERS.sub("", said[begin:end].rstrip())
    part = _LATE.sub("", part).split(GAP)[0]
    first, *rest = _COMMA.split(part)
    if rest and _ROLE_FIRST.match(first) and re.match(r" [A-Z]", rest[0]):
        first += f",{rest[0]}"
    first = _LATE.sub("", first.rstrip())
    return Span(begin, begin + len(first)) if _LETTER.search(first) and not _NO_NAME.match(first) else None
