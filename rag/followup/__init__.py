"""A follow-up made whole from the turns before it: who "she" is, "a day earlier" than what, "by when" what happens.

Names and times come from earlier questions. What an assistant said may tell whom a pronoun means, so that it can be
looked up; it is never taken for a fact. But: no parsing: what stands alone stays as it is, and what is not understood
gets the names of the question before in brackets.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from rag.followup import antecedents, fragments, shifting, wording
from rag.types import Turn

_OPENING = re.compile(r"^\W*(?:(?:and|but|so|or|also|then|ok|okay|now)\b[\s,]*)+", re.IGNORECASE)
_ABOUT = re.compile(r"^(?:what|how) about\b|^what of\b", re.IGNORECASE)


def whole(asked: str, turns: Sequence[Turn], today: date) -> tuple[str, str | None]:
    """The question with what it leans on, and what was carried into it; None for one that stands alone.

    `turns`: those before it. `today`: the day on which it is put.
    """
    base, answer = "", ""
    for turn in turns:  # each question is made whole from the one before, once
        if turn.role == "user" and turn.content.strip():
            base, _ = _made_whole(turn.content.strip(), base, answer, today)
            answer = ""
        elif turn.role == "assistant":
            answer = turn.content
    return _made_whole(asked, base, answer, today)


def _made_whole(asked: str, base: str, answer: str, today: date) -> tuple[str, str | None]:
    """The question with what it leans on in the one before, `base`, and in what was answered to that."""
    if not base or not wording.leans(asked):
        return asked, None
    bare = _OPENING.sub("", asked).strip() or asked
    named = _ABOUT.sub("", bare).strip()
    made = (
        shifting.at_another_time(named, base, answer, today)
        or shifting.afterwards(asked, base, today)
        or fragments.about_another(named, base, today)
        or fragments.asked_of(bare, base)
        or _with_antecedents(bare, base, answer)
    )
    made = made[0].upper() + made[1:]
    return made, made if made != asked else None


def _with_antecedents(asked: str, base: str, answer: str) -> str:
    """Pronouns replaced by what they mean; behind it the places and times of the question before that it lacks."""
    resolved = antecedents.resolved(asked, base, answer)
    missing = wording.carried(resolved, base)
    return f"{resolved.rstrip(' ?')} {missing}?" if missing else resolved
