"""A question understood: made whole from earlier turns, what it asks for, the time and the phrases it names.

But: no model, and no facts: earlier turns give words to an elliptical question, nothing else.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import timedelta, tzinfo

from rag import asked_time, followup, forms, times
from rag.errors import QuestionRejected
from rag.types import Expects, Question, Turn, Window
from rag.words import content_stems

_ORDINARY = 4.2  # rarity below which a capitalised first word is an ordinary one
LONGEST = 4_000  # code points of a question; what is longer is no question
_PHRASE = re.compile(r'["“”]([^"“”]{2,200})["“”]')
_MINUS = re.compile(r"(?:^|\s)-([^\W\d_][\w'’-]*)")
_MONEY = (
    "pay|paid|paying|cost|costs|spend|spent|worth|price|sell|sold|buy|bought|fine|fined|raise|raised|donat\\w+|earn\\w*"
    "|charge|charged|charging|owe|owed|receive|received|award\\w*|fee|invest\\w*|budget|settle\\w*|compensation|lose|lost"
)
_PLACES = (
    "city|cities|country|countries|town|place|state|region|island|province|village|county|venue|stadium|airport"
    "|street|hospital|court|school|university|hotel|location|continent|neighbou?rhood"
)
_PEOPLE = (
    "person|people|man|woman|minister|president|player|actor|actress|singer|judge|lawyer|senator|coach|leader|ceo|chief"
    "|director|mayor|governor|official|doctor|scientist|writer|author|officer|executive|lawmaker|politician|driver|artist"
    "|rapper|star|celebrity|athlete|candidate|general|king|queen|prince|princess|pope|musician|comedian|journalist"
)
_BODIES = (
    "team|club|company|firm|party|union|group|agency|organi[sz]ation|newspaper|network|airline|bank|investors?|buyers?"
    "|bidders?|band|automaker|retailer|brand|chain|show|film|movie|song|album|book|ship|hurricane|storm|law|app"
)
_MEASURES = (
    "dividend|profit|loss|revenue|turnover|turnout|toll|net result|deficit|surplus|debt|score|margin|majority"
    "|attendance|population|temperature|magnitude|charge|tax|wage|bonus|ransom|reward|rise|increase|decrease|drop|cut"
)
_NUMERIC = (  # measures that are one number: "the charge" may be told in words, "the margin" by two
    "toll|turnout|attendance|population|temperature|magnitude|deficit|surplus|turnover"
)
_VERBS = "did|do|does|is|are|was|were|has|have|had|will|would|can|could|should|of|the|made|caused|happened"
_WHICH = rf"\b(?:what|which) (?:(?!(?:{_VERBS})\b)[\w'’-]+ ){{0,3}}"
_BEHIND_IT = "of|in|from|for|at|on|by|over|as|after|since|when|before|during|between|against|now|today|so|to|up"
# "What is the death toll", "what was Ferrant's margin": the measure itself, not something of it
_WHAT_IS = (
    r"\b(?:what|how high)(?: is| was| are| were| will be|['’]?s) (?!(?:of|in)\b)"
    r"(?:(?!(?:of|for|on|in|at|to|from|with|about|behind|over|after|and|or|that|who|which)\b)[\w'’-]+ ){0,4}?"
)
# "Who", "when", "where" and "why" ask at the start, behind a preposition or at the end; elsewhere they relate.
_ASKS = (
    r"(?:^|[.?!:;]|\b(?:and|but|so|or|exactly|just|by|to|with|from|for|of|about|on|against|in|at|since|until"
    r"|know|me|say|out|wonder|ask|asks|remember))\W*"
)


def _bare(word: str) -> str:
    """Where a question word without a noun asks."""
    return rf"{_ASKS}(?:{word})\b|\b(?:{word})\W*$"


_FORMS: tuple[tuple[Expects, str], ...] = (
    ("money", rf"\bhow much (?:money|cash|funding)\b|\bhow much\b.*\b(?:{_MONEY})\b|\b(?:{_MONEY}) how much\b"),
    (
        "money",
        r"\bfor how much\b|\bhow many (?:\w+ ){0,2}(?:dollars|pounds|euros|rupees)\b"
        r"|\bwhat (?:sum|amount|price|fee|salary|fine)\b",
    ),
    ("duration", r"\bhow long\b|\bhow many (?:more )?(?:years|months|weeks|days|hours|minutes|seconds|decades)\b"),
    ("age", r"\bhow old\b|\bwhat age\b"),
    ("number", rf"{_WHAT_IS}(?:{_NUMERIC})s?(?: figures?| count)?(?=\W*$|,| (?:{_BEHIND_IT})\b)"),
    ("size", r"\bhow (?:far|big|large|tall|high|wide|deep|heavy|fast|strong)\b"),
    ("number", rf"{_WHICH}(?:{_MEASURES})\b"),
    ("percent", rf"{_WHICH}(?:percentage|percent|per cent|share|proportion|fraction|rate)\b"),
    ("count", r"\bhow many\b"),
    ("number", r"\bhow (?:much|often)\b|\bwhat number\b"),
    ("date", r"\b(?:what|which) (?:date|day|year|month|time|week)\b|\bhow soon\b"),
    ("place", rf"{_WHICH}(?:{_PLACES})\b"),
    ("person", rf"{_WHICH}(?:{_PEOPLE})\b"),
    ("name", rf"{_WHICH}(?:{_BODIES})\b|\bwhat (?:\w+ ){{0,4}}(?:name|title|called|named|titled)\b|\bname of\b"),
    ("reason", rf"{_bare('why')}|\bwhat (?:caused|led to|prompted|is the reason)\b|\bon what grounds\b|\bhow come\b"),
    ("person", _bare("who|whom|whose")),
    ("date", _bare("when")),
    ("place", _bare("where")),
    ("yes_no", r"^\W*(?:and |so |but )?(?:is|are|was|were|did|do|does|has|have|had|can|could|will|would|should)\b"),
)
# Who says so is a part of every answer: asking for it must not make the question another one.
_BY_WHOM = re.compile(
    r",?\s+(?:and\s+)?(?:according to (?:whom|who)|who (?:says|said|reported|reports) (?:so|it|that|this))(?=\s*\?*$)",
    re.IGNORECASE,
)


def understand(turns: Sequence[Turn], *, now: int, zone: tzinfo, as_of: int | None = None) -> Question:
    """The last user turn, understood. "Today" means `as_of` where it is set and past, else `now`: microseconds.

    Raises: QuestionRejected when there is no user turn with a word in it, or it is too long.
    """
    asked = _last_user(turns)
    wanted = forms.read(asked)
    core = _BY_WHOM.sub("", wanted.matter) or wanted.matter
    today = now if as_of is None else min(now, as_of)
    whole, carried = followup.whole(core, turns[:-1], times.moment(today).astimezone(zone).date())
    bare = _PHRASE.sub(r"\1", _MINUS.sub(" ", whole))
    recent = asked_time.recent(whole, now=today, zone=zone)
    # "In June" of which year? As of a day the last one; asked of an archive that may have ended long ago, any.
    unsure = as_of is None and recent is None and not asked_time.years(whole)
    named = Window() if unsure else asked_time.read(whole, now=today, zone=zone)
    time = asked_time.understand(whole, now=today, zone=zone)
    return Question(
        text=whole,
        asked=asked,
        words=tuple(dict.fromkeys(content_stems(bare))),
        form=wanted.form,
        expects=_expects(whole) if wanted.form == "fact" else "thing",
        required=tuple(_PHRASE.findall(asked)),
        excluded=tuple(_MINUS.findall(asked)),
        window=named,
        latest=time.latest,
        assumptions=(f"read after the turns before it as “{carried}”",) if carried else (),
        recent=recent,
        as_of=as_of,
        by=times.of_day(time.until - timedelta(days=1), zone) if time.mode == "as_of" and time.until else None,
    )


def _last_user(turns: Sequence[Turn]) -> str:
    users = [turn.content for turn in turns if turn.role == "user"]
    asked = users[-1].strip() if users else ""
    if not asked:
        raise QuestionRejected("the question is empty", field="question")
    if len(asked) > LONGEST:
        raise QuestionRejected(f"the question has {len(asked):,} characters, {LONGEST:,} at most", field="question")
    return asked


def _expects(asked: str) -> Expects:
    for kind, form in _FORMS:
        if re.search(form, asked, re.IGNORECASE):
            return kind
    return "thing"
