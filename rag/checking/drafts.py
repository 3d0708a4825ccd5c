"""The sentences of a draft, and which of them state something that articles may bear out.

No question, wish, demand or opinion of the draft's own, and no heading. But: what somebody is said to think is a
statement like any other; whether an opinion is one is told by its words alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from rag.compose.gate.grammar import lexicon
from rag.compose.gate.reading import Reading
from rag.errors import QuestionRejected
from rag.marks import furniture, quoted, referents
from rag.marks.sentences import sentences as cut
from rag.types import Span
from rag.words import STOPWORDS, tokens

LONGEST = 50_000  # code points of a draft
MOST = 500  # sentences of a draft: each costs a search
_LONGEST = 600  # code points of a sentence that a person would write and the gate judges
_FEWEST = 2  # words that tell something, in what can be checked; one where the sentence leans on another
_OPINION = re.compile(
    r"\b(?:I|[Ww]e)(?:['’]d| would)? (?:think|believe|feel|hope|wish|guess|suspect|fear|doubt|agree|suppose|should|must"
    r"|like to)\b|\b(?i:in (?:my|our) (?:view|opinion))\b"
    r"|(?<![Ii]f )\b(?:should|ought to)\b(?! (?:the|a|an|it|they|he|she)\b)|\bmust (?:now )?(?:resign|go|act|stop)\b"
    r"|\b(?i:unfortunately|hopefully|arguably|sadly|regrettably|thankfully|luckily)\b"
    r"|\b[Ii]t(?: is|['’]s) (?:high )?(?:time|clear|obvious|a (?:shame|pity|disgrace))\b"
    r"|^\W*(?:[Mm]ay (?:you|we|he|she|they)|[Ll]et['’]?s|[Ll]et us|[Pp]lease|[Ii]f only|[Ww]hat an?"
    r"|[Hh]ow [a-z]+ (?:it|that) is)\b"
)
_BIDDING = frozenset("please never always just now".split())
_OBJECTS = (lexicon.PRONOUNS | lexicon.DETERMINERS) - frozenset("there he she they we i no of".split())
_INFLECTED = re.compile(r"(?:s|ed|ing)$")  # no bare form of a verb
_OWN = frozenset(("i", "we"))
_ENDED = re.compile(r"[.!?…:;][\"'”’)\]]*$")
_HEADED = re.compile(r"\s*(?:#{1,6} |={3,}|-{3,}$)")
_LISTED = re.compile(r"(?:[-*•–]|\d+[.)])\s")


def allowed(draft: str) -> str:
    """The draft. Raises: QuestionRejected for too long a one."""
    if len(draft) > LONGEST:
        raise QuestionRejected(f"the draft has {len(draft):,} characters, {LONGEST:,} at most", field="text")
    return draft


def sentences(draft: str) -> list[Span]:
    """Where the sentences of a draft stand. Raises: QuestionRejected for none, or too many."""
    found = cut(draft)
    if not found:
        raise QuestionRejected("the draft is empty", field="text")
    if len(found) > MOST:
        raise QuestionRejected(f"the draft has {len(found):,} sentences, {MOST:,} at most", field="text")
    return found


def are_checkable(draft: str, spans: list[Span]) -> Iterator[bool]:
    """For each of a draft's sentences whether it can be checked."""
    for n, span in enumerate(spans):
        behind = spans[n + 1] if n + 1 < len(spans) else None
        yield not _is_heading(draft, span, behind) and is_checkable(span.of(draft))


def is_checkable(sentence: str) -> bool:
    """Whether a sentence by itself states something."""
    words = [word for word in tokens(sentence) if word not in STOPWORDS]
    if (
        len(words) + referents.leans(sentence) < _FEWEST
        or len(sentence) > _LONGEST
        or sentence.rstrip("\"”' )").endswith("?")
        or furniture.is_one(sentence)
    ):
        return False
    reading = Reading(sentence, ())
    ended = reading.parsed.verbs or _ENDED.search(sentence.rstrip())
    return bool(ended) and not _is_bidding(reading) and not _OPINION.search(_own_voice(sentence, reading))


def _is_bidding(reading: Reading) -> bool:
    """Whether a sentence bids somebody do it: "Build it again!", a bare word before its object, no other verb."""
    tokens, tags = reading.parsed.tokens, reading.parsed.tags
    at = 1 if tokens and tokens[0].lower in _BIDDING else 0
    if any(each.main > at for each in reading.parsed.verbs if each.form in ("finite", "part")):
        return False
    if tokens and tokens[-1].text == "!" and not reading.parsed.verbs:
        return True
    if len(tokens) < at + 2 or tags[at] not in ("noun", "verb") or _INFLECTED.search(tokens[at].lower):
        return False
    return tokens[at + 1].lower in _OBJECTS


def _own_voice(sentence: str, reading: Reading) -> str:
    """A sentence without what is quoted or given to somebody else."""
    others = (each.told for each in reading.sources if each.words and not each.words & _OWN)
    for span in (*quoted.spans(sentence), *others):
        sentence = sentence[: span.start] + "\0" * (span.end - span.start) + sentence[span.end :]
    return sentence


def _is_heading(draft: str, span: Span, behind: Span | None) -> bool:
    """Whether a sentence is a line by itself without an end, over text that has one; or is marked up as one."""
    start, end = draft.rfind("\n", 0, span.start) + 1, draft.find("\n", span.end)
    line = draft[start : end if end >= 0 else None]
    if _HEADED.match(line):
        return True
    if behind is None or line.strip() != span.of(draft) or _LISTED.match(line.strip()):
        return False
    return not _ENDED.search(span.of(draft)) and bool(_ENDED.search(behind.of(draft)))
