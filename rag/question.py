"""A question understood: made whole from earlier turns, what it asks for, the time and the phrases it names.

But: no model, and no facts: earlier turns give words to an elliptical question, nothing else.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import tzinfo

from rag import asked_time
from rag.errors import QuestionRejected
from rag.types import Expects, Question, Turn
from rag.words import STOPWORDS, content_stems, tokens

LONGEST = 4_000  # code points of a question; what is longer is no question
_PHRASE = re.compile(r'["“”]([^"“”]{2,200})["“”]')
_MINUS = re.compile(r"(?:^|\s)-(\w[\w'’-]*)")
_FORMS: tuple[tuple[Expects, str], ...] = (
    (
        "number",
        r"\bhow (?:many|much|long|old|far|big|large|tall|high|fast)\b|\bwhat (?:percentage|number|share|proportion)\b",
    ),
    ("date", r"\bwhen\b|\b(?:what|which) (?:date|day|year|month|time)\b|\bhow soon\b"),
    ("place", r"\bwhere\b|\b(?:what|which) (?:city|country|countries|town|place|state|region|island|province)\b"),
    ("person", r"\bwho(?:m|se)?\b|\b(?:what|which) (?:person|man|woman|minister|president|player|actor|singer)\b"),
    ("reason", r"\bwhy\b|\bwhat (?:caused|led to|is the reason)\b|\bhow come\b"),
    ("yes_no", r"^\W*(?:and |so |but )?(?:is|are|was|were|did|do|does|has|have|had|can|could|will|would|should)\b"),
)
_LATEST = re.compile(r"\b(?:latest|newest|most recent(?:ly)?|currently|right now|as of now|so far|up to now)\b", re.I)
_LEANS = re.compile(
    r"^\W*(?:and|but|so|or|what about|how about|what of|why|when|where|who|how|then|really|which one)\b"
    r"|\b(?:he|she|it|they|him|her|his|hers|them|their|its|there|that|this|those|these|one|ones|then|same)\b",
    re.I,
)
_NAME = re.compile(r"(?<![.?!]\s)(?<!^)\b[A-Z][\w’'-]+")


def understand(turns: Sequence[Turn], *, now: int, zone: tzinfo) -> Question:
    """The last user turn, understood. `now`: the instant that "today" means, in microseconds.

    Raises: QuestionRejected when there is no user turn with a word in it, or it is too long.
    """
    asked = _last_user(turns)
    earlier = [turn.content for turn in turns[:-1] if turn.role == "user"]
    whole, assumptions = _whole(asked, earlier)
    bare = _PHRASE.sub(r"\1", _MINUS.sub(" ", whole))
    named = asked_time.read(whole, now=now, zone=zone)
    return Question(
        text=whole,
        asked=asked,
        words=tuple(dict.fromkeys(content_stems(bare))),
        expects=_expects(asked),
        required=tuple(_PHRASE.findall(asked)),
        excluded=tuple(_MINUS.findall(asked)),
        window=named,
        latest=bool(_LATEST.search(asked)),
        assumptions=assumptions,
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


def _whole(asked: str, earlier: list[str]) -> tuple[str, tuple[str, ...]]:
    """The question with what it leans on, and what was assumed: a question that stands alone stays as it is."""
    if not earlier or not _is_elliptical(asked):
        return asked, ()
    carried = _carried(asked, earlier)
    if not carried:
        return asked, ()
    return f"{asked.rstrip(' ?')} ({' '.join(carried)})?", (f"taken from earlier: {' '.join(carried)}",)


def _is_elliptical(asked: str) -> bool:
    content = [token for token in tokens(asked) if token not in STOPWORDS]
    names = _NAME.findall(asked)
    return len(content) <= 2 or (bool(_LEANS.search(asked)) and not (len(names) >= 2 and len(content) >= 5))


def _carried(asked: str, earlier: list[str]) -> list[str]:
    """Words of weight of the last earlier question that could stand alone, those that `asked` lacks."""
    base = next((text for text in reversed(earlier) if not _is_elliptical(text)), earlier[0])
    has = set(content_stems(asked))
    words = re.findall(r"[\w’'-]+", base)
    return [word for word in words if word.lower() not in STOPWORDS and not set(content_stems(word)) & has]
