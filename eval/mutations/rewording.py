"""True by rule: the same in another form: numbers, dates, short and long forms, order, voice, who says it.

But: only simple sentences are turned, where nothing else can be what the moved words belong to.
"""

from __future__ import annotations

import re
from random import Random

from eval.mutations.text import Mutator, any_of, capital, lowered, put, swap
from eval.mutations.verbs import PARTICIPLE, PAST

_ONES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen"
).split()
_TENS = "- - twenty thirty forty fifty sixty seventy eighty ninety".split()
_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
_CONTRACTED = {
    "did not": "didn’t", "does not": "doesn’t", "do not": "don’t", "is not": "isn’t", "are not": "aren’t",
    "was not": "wasn’t", "were not": "weren’t", "has not": "hasn’t", "have not": "haven’t", "would not": "wouldn’t",
    "could not": "couldn’t", "cannot": "can’t", "will not": "won’t", "should not": "shouldn’t",
}  # fmt: skip
_WHOLE = {short: full for full, short in _CONTRACTED.items()} | {
    short.replace("’", "'"): full for full, short in _CONTRACTED.items()
}
_MANY_PARTS = re.compile(
    r"[,;:—–“”\"()]| (?:that|who|which|said|says|and|but|when|while|if|because|to|after|before|as|where|since|until) "
)
_DAY = (
    r"(?:On (?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|In (?:19|20)\d\d|Last (?:week|month|year)|Yesterday"
    r"|This (?:week|year))"
)
_COUNTED = "people|years|days|weeks|months|hours|minutes|deaths|children|others|countries|men|women"
_NAMED = r"[A-Z][\w’'-]+(?: (?:(?:of|de|van|the) )?[A-Z][\w’'-]+){0,4}"
_ACTED = {
    PAST[base]: PARTICIPLE[base]
    for base in (
        "acquire appoint arrest attack beat buy defeat dismiss elect endorse expel fine hire invade investigate"
        " nominate overtake praise prosecute replace rescue sack shoot sue suspend visit criticise criticize sell"
        " launch approve build write publish win cancel release sign ban overturn introduce create announce kill"
        " adopt develop invite organise organize"
    ).split()
} | {
    done: done
    for done in (
        "founded established designed directed produced unveiled funded hosted commissioned discovered invented painted"
        " composed owned"
    ).split()
}
_DONE_TO_DID = {done: did for did, done in _ACTED.items()}
_BINDING = r"(?:in|on|at|for|from|with|after|during|by|of|to|as|over|and|or|but)\b"
_THING = rf"(?:{_NAMED}|(?:[Tt]he|an?) (?:(?!{_BINDING})[\w’'-]+ ){{0,3}}(?!{_BINDING})[\w’'-]+)"
_TAIL = r"(?P<tail>(?: (?:in|on|for|from|after|during|at) [^;:—–“”\"()]{2,90})?)\.$"
_ACTIVE = re.compile(rf"^(?P<one>{_NAMED}) (?P<did>{'|'.join(_ACTED)}) (?P<two>{_THING}){_TAIL}")
_PASSIVE = re.compile(
    rf"^(?P<one>{_THING}) (?:was|were) (?P<done>{'|'.join(_DONE_TO_DID)}) by (?P<two>{_THING}){_TAIL}"
)
_NOT_NAMES = frozenset(
    "The A An In On At It He She They This That These Those If When But And As For With By After Since There We You"
    " All Some Both Many Most Others One Another Several Who What How Why Where Police Prosecutors Officials"
    " Authorities Fans Sources Researchers Scientists Experts Critics Voters".split()
)
_NO_OBJECT = re.compile(
    rf"(?:[A-Z][a-z]+day|{_MONTHS})$|\b(?:earlier|later|last|this|next|once|twice)\b|\b(?!the\b)[a-z]+(?:[^’s]s|ed)\b"
)
_ADVERB = re.compile(
    r" (?:[a-z]+ly|have|has|had|also|later|then|once|often|always|never|not|who|which|that|told|did)\b"
)
_WHO = r"(?P<who>(?:[A-Z]|[Tt]he |[Aa] )[^,“”\"]{2,60}?)"
_SAYS = r"(?:said|says)"


def _words(number: int) -> str:
    if number < len(_ONES):
        return _ONES[number]
    tens, ones = divmod(number, 10)
    return f"{_TENS[tens]}-{_ONES[ones]}" if ones else _TENS[tens]


_NUMBER_OF = {_words(number): number for number in range(2, 100)}


_IN_WORDS = "|".join(sorted(_NUMBER_OF, key=len, reverse=True))


def _percent(match: re.Match[str], rng: Random) -> str:
    return rng.choice([form for form in ("%", " per cent", " percent") if form != match[0]])


def _as_word(match: re.Match[str], _: Random) -> str:
    return capital(_words(int(match[0]))) if match.start() == 0 else _words(int(match[0]))


def _as_digits(match: re.Match[str], _: Random) -> str:
    return str(_NUMBER_OF[match[0].lower()])


def _as_millions(match: re.Match[str], _: Random) -> str | None:
    number = int(match[1].replace(",", ""))
    if number % 10_000:
        return None
    return f"{number / 1_000_000:g} million"


def _in_full(match: re.Match[str], _: Random) -> str:
    number = round(float(match[1]) * 1_000_000)
    return f"{number:,}"


def voice(text: str, rng: Random) -> str | None:
    """The sentence in the other voice, where it has a subject, a verb and an object only."""
    active, passive = _ACTIVE.search(text), _PASSIVE.search(text)
    if re.search(r" (?:that|who|which|said|says|and|but|his|her|its|their|himself|itself|where|when|while)\b", text):
        return None
    if active and active["one"].split()[0] not in _NOT_NAMES and not _NO_OBJECT.search(active["two"]):
        return f"{capital(active['two'])} was {_ACTED[active['did']]} by {active['one']}{active['tail']}."
    if passive and passive["one"].split()[0] not in _NOT_NAMES - {"The"}:
        one = passive["one"]
        one = f"the {one[4:]}" if one.startswith("The ") else one
        return f"{capital(passive['two'])} {_DONE_TO_DID[passive['done']]} {one}{passive['tail']}."
    return None


def order(text: str, rng: Random) -> str | None:
    """The sentence with its leading time at the end, where nothing else there could take it."""
    match = re.search(rf"^(?P<day>{_DAY}), (?P<rest>[^,]{{10,110}})\.$", text)
    if (
        not match
        or _MANY_PARTS.search(match["rest"])
        or re.match(r"[a-z]+[A-Z]", match["rest"])
        or re.search(r"\b(?:in|on) (?:[A-Z]\w+day|\d{4})", match["rest"])
    ):
        return None
    return f"{capital(match['rest'])} {match['day'][0].lower()}{match['day'][1:]}."


def said(text: str, rng: Random) -> str | None:
    """The sentence with who says it told another way; not where words are quoted."""
    if re.search(r"[“”\"]| (?:I|we|you|my|our|us|me)\b", text):
        return None
    forms = (_according, _said_behind, _said_before)
    return next((new for form in forms if (new := form(text)) is not None), None)


def _according(text: str) -> str | None:
    match = re.search(rf"^According to {_WHO}, (?P<what>[^,].{{15,}})\.$", text)
    if not match or re.match(r"(?:the|a|an) (?:new |recent |latest )?(?:report|study|survey|poll)", match["who"]):
        return None
    what = lowered(match["what"]) or match["what"]
    return f"{capital(match['who'])} said that {what}."


def _said_behind(text: str) -> str | None:
    match = re.search(rf"^(?!But |And |So )(?P<what>[^,]{{20,}}), {_WHO} {_SAYS}\.$", text)
    return (
        f"According to {match['who']}, {lowered(match['what']) or match['what']}."
        if match and _stays(match["what"])
        else None
    )


def _said_before(text: str) -> str | None:
    match = re.search(
        rf"^{_WHO} {_SAYS} that (?P<what>(?!(?:now|is|was|would|will|has|had|that)\b)[^,]{{15,}})\.$", text
    )
    if not match or match["who"].split()[0] in _NOT_NAMES - {"The", "A"} or _ADVERB.search(match["who"]):
        return None
    who = match["who"]
    who = who[0].lower() + who[1:] if who.startswith(("The ", "A ")) else who
    return f"According to {who}, {match['what']}."


def _stays(what: str) -> bool:
    """Whether the first word keeps its capital or can surely lose it."""
    return lowered(what) is not None or re.match(r"[A-Z][\w’'-]+ [A-Z]", what) is not None


def contraction(text: str, rng: Random) -> str | None:
    """The sentence with a short form for a long one, or the other way round."""
    return _long(text, rng) or _short(text, rng)


_long = swap(rf"\b(?:{'|'.join(map(re.escape, _WHOLE))})\b", lambda match, _: _WHOLE[match[0]])
_short = swap(rf"(?<=[a-z] )(?:{'|'.join(_CONTRACTED)})\b", lambda match, _: _CONTRACTED[match[0]])
number_form: Mutator = any_of((
    swap(rf"(?<![\w.,/:$£€#-])(?:[2-9]|[1-9][0-9])(?= (?:{_COUNTED})\b)", _as_word),
    swap(rf"(?<!-)\b(?:{_IN_WORDS})\b(?= (?:{_COUNTED}|million|billion)\b)", _as_digits, flags=re.I),
    swap(r"(?<![\w.,$£€])(\d{1,3}(?:,\d{3}){2})(?![\w,.]\d)", _as_millions),
    swap(r"(?<![\w.,$£€-])(\d{1,3}(?:\.\d{1,2})?) million(?= [a-z])(?! (?:pounds|dollars|euros|to|or)\b)", _in_full),
    swap(r"(?<=\d)(?:%| per cent\b| percent\b)(?=[ .,])", _percent),
    swap(r"(?<=\d)(?:m|bn)\b(?=[ .,])", lambda match, _: {"m": " million", "bn": " billion"}[match[0]]),
    swap(r"(?<=[$£€]\d) (?:million|billion)\b", lambda match, _: {" million": "m", " billion": "bn"}[match[0]]),
))  # fmt: skip
date_form: Mutator = any_of((
    put(rf"\b({_MONTHS}) (\d{{1,2}}), ((?:19|20)\d\d),?(?=[ .])", r"\2 \1 \3"),
    put(rf"(?<![\d-])(\d{{1,2}}) ({_MONTHS}) ((?:19|20)\d\d)(?=[ .,])", r"\2 \1, \3"),
    put(rf"\b({_MONTHS}) (\d{{1,2}})(?=[ .])(?! \d)", r"\2 \1"),
    put(rf"(?<![\d$-])(\d{{1,2}}) ({_MONTHS})(?=[ .])(?! \d)", r"\2 \1"),
))  # fmt: skip
