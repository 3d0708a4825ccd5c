"""A draft's names and words of weight stand in what it cites, by lemma, by alias or by a licensed synonym.

But: the words of grammar are free here; what they turn is for the other checks.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rag.compose.gate import entailed
from rag.compose.gate.grammar import lexicon
from rag.compose.gate.grammar.clauses import Clause
from rag.compose.gate.grammar.tokens import Token
from rag.compose.gate.licensed import is_among
from rag.compose.gate.reading import Reading
from rag.types import Difference

_FREE = (
    lexicon.BE | lexicon.HAVE | lexicon.DO | lexicon.PREPOSITIONS | lexicon.RELATIVES | lexicon.COORDINATORS
    | lexicon.PRONOUNS | lexicon.NEGATORS | lexicon.NOBODY | frozenset(lexicon.MODALS)
    | frozenset(
        "the a an this that these those his her its their to as when where while which after before since no 's ' 'd s "
        "ll re ve m any either ever yet also then there so if whether because although though once until".split()
    )
)  # fmt: skip
_REPORTING = frozenset("say tell accord".split())
_INFLECTIONS = frozenset(("", "s", "es", "n", "an", "ian", "ic", "al", "ical", "ist", "ism"))
_PARTS = frozenset("dawn morning noon afternoon evening night midnight".split())
_FAIL = "fail"
_NAMING = frozenset(("call", "describ"))
STANDING_FOR = _NAMING | {_FAIL}  # verbs that may stand for others, so that no citation needs to have them
_TELLS = frozenset("say tell accord report announc add note state".split())


def differences(draft: Reading, cited: Sequence[Reading]) -> Iterator[Difference]:
    """The names and the words that no citation carries."""
    held = frozenset[str]().union(*(each.lemmas for each in cited))
    for n, token in enumerate(draft.parsed.tokens):
        if not is_weighty(token) or token.quoted:
            continue
        verb = draft.parsed.tags[n] == "verb" and entailed.is_carried(token.lemma, held)
        told = verb or carried(token, held, cited) or _is_spelt_out(draft, n, held) or _is_part_of_day(token, cited)
        if not told or _is_misspelt(token, cited):
            yield Difference("name" if token.is_name and n > 0 else "word", token.text)


def _is_part_of_day(token: Token, cited: Sequence[Reading]) -> bool:
    """Whether a word names a part of the day that a citation's time has: "the night of 2 October", "Saturday night"."""
    if token.lower not in _PARTS:
        return False
    return any(each.dated and token.lower in each.lower.split() for reading in cited for each in reading.parsed.tokens)


def _is_misspelt(token: Token, cited: Sequence[Reading]) -> bool:
    """Whether a name has the stem of one that is cited, and is another: "Wicke" for "Wick"."""
    if not token.is_name or any(token.lower in each.spelled for each in cited):
        return False
    same = [other for each in cited for other in each.parsed.tokens if other.lemma == token.lemma]
    return bool(same) and all(each.is_name and not _is_inflected(token.lower, each.lower) for each in same)


def _is_inflected(one: str, other: str) -> bool:
    """Whether two spellings are of one word, such as a people and one of it."""
    short, long = sorted((one.replace(".", ""), other.replace(".", "")), key=len)
    return long.startswith(short) and long[len(short) :] in _INFLECTIONS


def _is_spelt_out(draft: Reading, n: int, held: frozenset[str]) -> bool:
    """Whether a word is of a name that the citations give by its initials: "United States" for "U.S."."""
    phrase = draft.parsed.phrase_at(n)
    return (
        phrase is not None and draft.parsed.tokens[n].is_name and len(phrase.initials) > 1 and phrase.initials in held
    )


def is_weighty(token: Token) -> bool:
    """Whether a token tells something by itself."""
    if token.kind != "word" or token.lower not in _FREE:
        return token.kind == "word"
    is_month = token.is_name and token.lower in lexicon.MODALS and token.start > 0  # or a name: "next May", "Will Orn"
    return is_month or (token.text.isupper() and len(token.text) > 1)


def told(reading: Reading, clause: Clause) -> frozenset[str]:
    """The words of weight of a clause besides its verb."""
    tokens = reading.parsed.tokens
    places = (n for n in range(clause.start, clause.end) if not clause.verb.start <= n < clause.verb.end)
    return frozenset(tokens[n].lemma for n in places if is_weighty(tokens[n]) or tokens[n].kind == "number")


def carried(token: Token, held: frozenset[str], cited: Sequence[Reading]) -> bool:
    """Whether a word stands in the citations, in its own form or a licensed one."""
    if is_among(token.lemma, held):
        return True
    if token.lemma == _FAIL and any(clause.verb.negated for each in cited for clause in each.clauses):
        return True
    if token.lemma in _NAMING and any(word.quoted for each in cited for word in each.parsed.tokens):
        return True
    if token.lemma in _REPORTING:
        return bool(held & _TELLS) or any(each.sources for each in cited)
    return token.text.isupper() and any(is_acronym(token.text, each) for each in cited)


def is_acronym(word: str, cited: Reading) -> bool:
    """Whether capital letters are the initials of a name that is written out."""
    initials = "".join(
        each.text[0] if each.is_name else "" if each.lower in ("of", "the", "for", "and") else " "
        for each in cited.parsed.tokens
    )
    return word.replace(".", "") in initials.split() or (len(word) > 1 and any(word in run for run in initials.split()))
