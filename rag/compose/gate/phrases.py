"""The words of one phrase belong together in a citation: a name with its role, a colour with its car.

And what takes a word's meaning away is kept: "former", "attempted", "one of the largest".
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence

from rag.compose.gate import matching
from rag.compose.gate.grammar.clauses import Clause
from rag.compose.gate.grammar.lemmas import lemma
from rag.compose.gate.grammar.parsed import Parsed
from rag.compose.gate.grammar.phrases import Phrase
from rag.compose.gate.grammar.tokens import Token
from rag.compose.gate.licensed import alike, is_among
from rag.compose.gate.reading import Reading, shown
from rag.compose.gate.words import is_weighty
from rag.marks.proper import is_title
from rag.types import Difference

_PRIVATIVE = frozenset(
    "former ex acting deputy vice assistant interim incoming outgoing would-be alleged suspected accused attempted "
    "proposed planned potential possible prospective draft failed failing fake false non so-called purported presumed "
    "unconfirmed aspiring retired designate elect future disputed threatened feared expected unsuccessful partial "
    "provisional preliminary tentative conditional near mock would-be honorary shadow anti pro counter self toy rubber "
    "replica plastic imitation counterfeit dummy pretend bogus sham phantom fictional fictitious imaginary "
    "hypothetical simulated artificial decoy staged lookalike quasi pseudo blank inflatable stuffed virtual".split()
)
_MAKING = frozenset(
    map(lemma, "make write paint compose design build create produce direct publish found own have launch".split())
)
_WHERE = frozenset("in at from near of to on".split())
_SUPERLATIVE = frozenset("most first last only best worst biggest largest".split())
_LIMITS = frozenset("after behind outside except bar besides since".split())
_REACH = 8  # tokens behind a superlative in which a limit stands
_LOOK = 4  # tokens before a superlative in which "one of" stands


def differences(draft: Reading, cited: Sequence[Reading]) -> Iterator[Difference]:
    """The phrases whose words no citation has together, or which lost a word that takes meaning away."""
    for phrase in draft.parsed.nouns:
        if phrase.is_pronoun or draft.parsed.tokens[phrase.start].quoted:
            continue
        if not _is_together(draft, phrase, cited) or _is_misplaced(draft, phrase, cited):
            yield Difference("roles", shown(draft, phrase))
        else:
            yield from _stripped(draft, phrase, cited)
    yield from _singled(draft, cited)


def _is_together(draft: Reading, phrase: Phrase, cited: Sequence[Reading]) -> bool:
    """Whether each two neighbours of a phrase stand together in some citation."""
    tokens = draft.parsed.tokens[phrase.start : phrase.end]
    words = [each for each in tokens if is_weighty(each) or each.kind == "number"]
    if not any(_holds_together(draft, words, [each], cited) for each in cited):
        shared = [each for each in cited if phrase.head in each.lemmas or each.sentence is None]
        return len(shared) > 1 and _holds_together(draft, words, shared, cited)
    return True


def _holds_together(draft: Reading, words: Sequence[Token], among: Sequence[Reading], cited: Sequence[Reading]) -> bool:
    """Whether each two neighbours stand together in one of some citations; words that none has are for `words`."""
    return all(
        any(
            (each.are_together(one.lemma, other.lemma) or _counts_alone(each, one) or _is_its(each, one, other))
            and not _is_misnamed(draft, one.start, one.lemma, other.lemma, each)
            for each in among
        )
        for one, other in itertools.pairwise(words)
        if all(any(is_among(word.lemma, each.lemmas) for each in cited) for word in (one, other))
    )


def _is_its(cited: Reading, owner: Token, thing: Token) -> bool:
    """Whether a citation says "its" of a thing where the owner is a subject: "Aldane has recalled its ambassador"."""
    own = [each for each in cited.parsed.nouns if any(alike(word, thing.lemma) for word in each.words)]
    if any(_is_maker(clause, owner, each) for clause in cited.clauses for each in own):
        return True
    if any(_is_whose(cited, owner, each) for each in own):
        return True
    if not any(cited.parsed.tokens[each.start].lower in ("its", "his", "her", "their") for each in own):
        return False
    subjects = (each for clause in cited.clauses for each in clause.subjects)
    return owner.lemma in cited.opener or any(owner.lemma in each.words for each in subjects)


def _is_maker(clause: Clause, owner: Token, thing: Phrase) -> bool:
    """Whether a clause says that somebody made or has a thing."""
    roles = matching.roles(clause)
    made = clause.verb.lemma in _MAKING and not clause.verb.negated and clause.verb.modal is None
    return made and thing in roles.done_to and any(owner.lemma in each.words for each in roles.doers)


def _is_whose(cited: Reading, owner: Token, thing: Phrase) -> bool:
    """Whether "whose" ties a thing to its owner: "Arno Keel, whose company"."""
    lead = cited.parsed.tokens[max(0, thing.start - _LOOK - 1) : thing.start]
    return bool(lead) and lead[-1].lower == "whose" and any(alike(owner.lemma, each.lemma) for each in lead)


def _counts_alone(cited: Reading, token: Token) -> bool:
    """Whether a citation has a number without the noun that it counts: "two people were killed and 30 injured"."""
    if token.kind != "number":
        return False
    return any(each.head == token.lemma for each in cited.parsed.nouns)


def _is_misplaced(draft: Reading, phrase: Phrase, cited: Sequence[Reading]) -> bool:
    """Whether a name behind a preposition is but part of another name in all citations: "in Halden", Halden Museum."""
    if phrase.prep not in _WHERE or phrase.head not in phrase.names or phrase.start < 2:
        return False
    before = draft.parsed.phrase_at(phrase.start - 2)
    holding = [each for each in cited if phrase.head in each.lemmas]
    heads = [noun for each in holding for noun in each.parsed.nouns if alike(phrase.head, noun.head)]
    beside = before is not None and any(
        each.are_together(before.head, phrase.head) or each.are_together(phrase.head, before.head) for each in holding
    )
    opens = any(each.nouns[0].start == 1 and each.nouns[0].prep == phrase.prep for each in _parses(holding, phrase))
    if not holding or beside or opens:
        return False
    return not heads or (
        before is not None and not before.is_pronoun and all(each.prep != phrase.prep for each in heads)
    )


def _parses(holding: Sequence[Reading], phrase: Phrase) -> list[Parsed]:
    """The citations whose first phrase begins with a name that no mark parts from it: "In Castria women earned"."""
    return [
        each.parsed
        for each in holding
        if each.parsed.nouns and each.parsed.tokens[each.parsed.nouns[0].start].lemma == phrase.head
    ]


def _is_misnamed(draft: Reading, start: int, one: str, other: str, cited: Reading) -> bool:
    """Whether a first name stands with another's surname: both are names, and the citation always parts them."""
    parsed = cited.parsed
    at = next(n for n, each in enumerate(draft.parsed.tokens) if each.start == start)
    beside = at + 1 < len(draft.parsed.tokens) and draft.parsed.tokens[at + 1].is_name
    if not (draft.parsed.tokens[at].is_name and beside) or is_title(draft.parsed.tokens[at + 1].text):
        return False
    before, behind = cited.places(other), cited.places(one)
    if any(a < b and parsed.phrase_at(a) == parsed.phrase_at(b) for a in behind for b in before):
        return False
    parted = [
        n for n in before if n and parsed.tags[n] == parsed.tags[n - 1] == "name" and not _is_titled(parsed, n - 1)
    ]
    cut = [n for n in behind if parsed.tags[n : n + 2] == ("name", "name") and not _is_titled(parsed, n)]
    return bool(before and behind) and (len(parted) == len(before) or len(cut) == len(behind))


def _is_titled(parsed: Parsed, n: int) -> bool:
    """Whether a token is a title before a name: "Mayor"."""
    return is_title(parsed.tokens[n].text)


def _stripped(draft: Reading, phrase: Phrase, cited: Sequence[Reading]) -> Iterator[Difference]:
    """Words that take a head's meaning away in every citation of it, and that the draft leaves out."""
    held = {each.lower for each in draft.parsed.tokens}
    for n in range(phrase.start, phrase.end):
        token = draft.parsed.tokens[n]
        if not is_weighty(token) or token.lower in _PRIVATIVE:
            continue
        lost = [_taken(each, place, token.is_name) for each, place in _likest(phrase, token, cited)]
        if lost and all(each and each not in held for each in lost):
            yield Difference(
                "certainty" if lost[0] not in ("former", "ex") else "roles", token.text, f"{lost[0]} {token.text}"
            )


def _likest(phrase: Phrase, token: Token, cited: Sequence[Reading]) -> list[tuple[Reading, int]]:
    """Where a word of a phrase stands in the citations, in the phrases that have most of its words."""
    places = [(each, n) for each in cited for n in each.places(token.lemma)]
    held = [(each.parsed.phrase_at(n), each, n) for each, n in places]
    shared = [len(phrase.words & other.words) if other else 0 for other, _, _ in held]
    return [pair for pair, count in zip(places, shared, strict=True) if count == max(shared)]


def _taken(reading: Reading, n: int, is_name: bool) -> str:
    """The privative word in the phrase of a token, before it; empty for none. Names are none the less for it."""
    phrase = reading.parsed.phrase_at(n)
    titled = is_title(reading.parsed.tokens[n].text)
    if phrase is None or (is_name and reading.parsed.tags[n] == "name" and n == phrase.end - 1 and not titled):
        return ""
    for token in reading.parsed.tokens[phrase.start : n]:
        if token.lower in _PRIVATIVE and (reading.parsed.tags[n] != "name" or is_title(reading.parsed.tokens[n].text)):
            return token.lower
    return ""


def _singled(draft: Reading, cited: Sequence[Reading]) -> Iterator[Difference]:
    """Superlatives that the citations give to one of several only."""
    for n, token in enumerate(draft.parsed.tokens):
        if token.lower not in _SUPERLATIVE and not (token.lower.endswith("est") and len(token.lower) > 5):
            continue
        places = [(each, place) for each in cited for place in each.places(token.lemma)]
        if places and all(_is_shared(*place) for place in places) and not _is_shared(draft, n):
            yield Difference("word", token.text, f"one of the {token.text}")
        lost = [_limit(*place) for place in places]
        if lost and all(lost) and not any(each in draft.spelled for each in lost):
            yield Difference("word", token.text, f"{token.text} … {lost[0]}")


def _limit(reading: Reading, n: int) -> str:
    """The word behind a superlative that limits it: "the biggest after that of Oskel"; empty for none."""
    for at in range(n + 1, min(n + _REACH, len(reading.parsed.tokens))):
        if reading.parsed.tokens[at].lower in _LIMITS:
            return reading.parsed.tokens[at].lower
        if reading.parsed.tags[at] in ("verb", "aux", "mark", "conj"):
            break
    return ""


def _is_shared(reading: Reading, n: int) -> bool:
    words = [each.lower for each in reading.parsed.tokens[max(0, n - _LOOK) : n]]
    ranked = any(each in ("second", "third", "fourth", "fifth", "joint") for each in words)
    return ranked or ("of" in words and bool({"one", "some", "among"} & set(words))) or "among" in words
