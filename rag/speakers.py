"""Whose words are asked for, "What did Ortiz say?", and whether a sentence gives another's instead.

But: within one sentence only. Where nobody is told by name who speaks, nothing is said against it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from rag.marks import proper, saying
from rag.types import Sentence
from rag.words import tokens

_SPOKEN_BY = re.compile(
    r"\bwhat (?:did|does|has|had) (?P<who>(?:[\w’'.-]+ ){0,4}?(?-i:[A-Z])[\w’'-]*) "
    r"(?:say|said|tell|told|think|call|called|write|written|argue|argued|reply|replied|warn|warned|announce|announced"
    r"|promise|promised|claim|claimed|add|added|suggest|suggested|admit|admitted|want|wanted)\b",
    re.IGNORECASE,
)
_APPOSED = r"(?:, [^,;:.\"“”]{2,80},)?"
_ADVERBS = r"(?: (?:has|had|have|also|later|then|once|still|never|again|did not|just|[a-z]+ly)){0,3} "


def another(question: str, sentence: Sentence) -> float:
    """1 where the words of somebody named are asked for and the sentence has but those of others, by their names."""
    asked = named(question)
    if not asked:
        return 0.0
    quoted = {each.speaker for each in sentence.quotes if each.speaker}
    said = quoted.union(each.speaker for each in sentence.claims if each.speaker)
    if not said or any(is_meant(asked, name) for name in said):
        return 0.0
    namesakes = [name for name in said - quoted if asked[-1] in tokens(name)]
    return float(bool(namesakes) or not _speaks(asked[-1]).search(_plain(sentence.text)))


@lru_cache(maxsize=64)
def named(question: str) -> tuple[str, ...]:
    """The tokens of the name of whom the words are asked for, without titles; none where nobody's are.

    Who is asked for by an office, "the UN envoy for Syria", is not asked for by a name.
    """
    found = _SPOKEN_BY.search(question)
    if not found or _holds_office(found["who"]):
        return ()
    names = proper.names(found["who"])
    return tuple(tokens(names[-1].of(found["who"]) if names else found["who"]))


def _holds_office(who: str) -> bool:
    from rag.marks import offices  # its patterns take long to compile, and few questions need them

    return offices.whole(who) is not None


def is_meant(asked: Sequence[str], name: str) -> bool:
    """Whether a full name may be meant by what is asked for: "Lind" is Tove Lind, but "Tova Lind" is not."""
    own = tokens(name)
    if asked[-1] not in own:
        return len(asked) == 1 and any(each.startswith(asked[0]) for each in own)
    first, other = asked[0], own[0]
    return len(asked) == 1 or len(own) == 1 or first in own or other in asked or first[0] == other == other[:1]


def _plain(text: str) -> str:
    return text.replace("’", "'").lower()


@lru_cache(maxsize=64)
def _speaks(surname: str) -> re.Pattern[str]:
    """Where somebody of that surname is said to say something: "Lind, who teaches there, later said"."""
    return re.compile(rf"\b{re.escape(surname)}{_APPOSED}{_ADVERBS}{saying.VERB.pattern}")
