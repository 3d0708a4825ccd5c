"""A draft is no surer than what it cites: what is planned, possible, alleged or only said by somebody stays so.

Clause by clause: by auxiliaries, by the words that an infinitive or gerund hangs on, and by who says it, as
rag.marks.certainty reads it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rag.compose.gate import hedging
from rag.compose.gate.grammar.clauses import Clause, is_beside
from rag.compose.gate.grammar.lemmas import lemma
from rag.compose.gate.grammar.tokens import Token
from rag.compose.gate.licensed import alike
from rag.compose.gate.reading import Reading
from rag.compose.gate.speech import Source
from rag.compose.gate.words import is_acronym
from rag.types import Difference, Span

_HAPPENED = frozenset(map(lemma, "manage begin start continue go keep help happen resume proceed dare bother".split()))
_DONE_BY = frozenset(
    "after- since- while- when- by- with- despite- in- before- upon- on- for- through- as- and- , following-".split()
)
_ACCUSING = frozenset(
    map(
        lemma,
        "charge accuse suspect indict arrest detain investigate question try prosecute sue blame acquit clear "
        "credit".split(),
    )
)  # "charged with stealing" is no theft
_DENY = lemma("deny")
_DUE = frozenset(map(lemma, "due set scheduled slated".split()))
_CONDITIONS = frozenset("if unless whether lest".split())
_NOTIONS = frozenset(
    map(
        lemma,
        "charge claim allegation accusation suggestion rumour rumor report fear hope belief suspicion warning threat "
        "promise possibility chance risk prospect sign idea theory speculation concern assumption pledge".split(),
    )
)
_BESIDE = frozenset("where which who whose while whereas although though".split())
_BY = "according"
_PRONOUNS = frozenset(map(lemma, "he she they it".split()))
_UNDONE = frozenset(map(lemma, "fail unable refuse decline".split()))


def differences(draft: Reading, own: Clause, cited: Reading, other: Clause) -> Iterator[Difference]:
    """Where a draft's clause is surer than the one that it tells again, or is given to another."""
    weaker = _weaker(draft, own, cited, other)
    if weaker is not None:
        yield Difference("certainty", _verb(draft, own), weaker)
    yield from _sources(draft, own, cited, other)


def _weaker(draft: Reading, own: Clause, cited: Reading, other: Clause) -> str | None:
    """The words of a citation that a draft leaves out and that make it less sure; None when none do."""
    if own.verb.modal != other.verb.modal and not _is_due(own, other):
        return _verb(cited, other)
    if not _is_governed_alike(own, cited, other):
        return _verb(cited, other)
    lost = next((each for each in _conditions(cited, other) if each not in draft.spelled), None)
    return lost or _held(draft, cited, other) or hedging.lost(draft, cited, other)


def _held(draft: Reading, cited: Reading, other: Clause) -> str | None:
    """The noun that a clause with "that" hangs on, where a draft leaves it out: "charges that he took bribes"."""
    tokens = cited.parsed.tokens
    for n in reversed(range(1, other.verb.start)):
        if tokens[n].lower == "that" and tokens[n - 1].lemma in _NOTIONS:
            return None if tokens[n - 1].lemma in draft.lemmas else f"{tokens[n - 1].text} that"
        if cited.parsed.tags[n] in ("verb", "aux"):
            break
    return None


def _conditions(cited: Reading, other: Clause) -> Iterator[str]:
    """The words that make a clause depend on another: its own "if", and that of the clause beside it."""
    at = cited.clauses.index(other)
    if other.opener in _CONDITIONS:
        yield str(other.opener)
    for beside in (*cited.clauses[max(0, at - 1) : at], *cited.clauses[at + 1 : at + 2]):
        if beside.opener in ("if", "unless") and other.opener is None:
            yield str(beside.opener)


def _is_due(own: Clause, other: Clause) -> bool:
    """Whether one says "will" and the other "is due to" or "is to"."""
    if own.verb.modal == "will" and other.verb.modal is None:
        return bool(other.governors & _DUE)
    return own.verb.form in ("inf", "ing") and other.verb.modal in ("will", None, "can")


def _is_governed_alike(own: Clause, cited: Reading, other: Clause) -> bool:
    """Whether what an infinitive or gerund hangs on is kept: "agreed to sign" has signed nothing."""
    if other.verb.form not in ("inf", "ing"):
        return True
    if other.governors & _UNDONE or (other.verb.form == "ing" and _is_deed(other)):
        return True
    if _is_done(cited, other):
        return True
    if own.verb.form in ("inf", "ing"):
        mine, theirs = _telling(own.governors), _telling(other.governors)
        if _DENY in mine and theirs & _ACCUSING:
            return any(each.verb.lemma == _DENY for each in cited.clauses)  # "accused of theft, which he denies"
        return not mine or not theirs or any(alike(a, b) for a in mine for b in theirs)
    return own.verb.modal == "will" and bool(other.governors & _DUE)


def _is_done(cited: Reading, clause: Clause) -> bool:
    """Whether the verb before an infinitive tells of a deed, and is no infinitive itself: "sent to help evacuate"."""
    at = cited.clauses.index(clause)
    before = cited.clauses[at - 1].verb if at else None
    return before is not None and before.lemma in _HAPPENED and before.form in ("finite", "part") and not before.modal


def _telling(governors: frozenset[str]) -> frozenset[str]:
    return frozenset(each for each in governors if each.isalpha())


def _is_deed(clause: Clause) -> bool:
    """Whether a gerund or participle tells of a deed that was done: "after winning", "a man carrying"."""
    if not clause.governors:
        return True
    preps = {each for each in clause.governors if each.endswith("-")}
    if preps or "," in clause.governors:
        return bool(clause.governors & _DONE_BY) and not (preps and clause.governors & _ACCUSING)
    return len(clause.governors) > 1 or bool(clause.subjects and clause.subjects[0].end == clause.verb.start)


def _verb(reading: Reading, clause: Clause) -> str:
    """A verb with what it hangs on."""
    tokens = reading.parsed.tokens
    start = clause.verb.start
    if clause.governors and start:
        start -= 1
    return reading.text[tokens[start].start : tokens[clause.verb.end - 1].end]


def _sources(draft: Reading, own: Clause, cited: Reading, other: Clause) -> Iterator[Difference]:
    """Where a draft leaves out who says it, or gives it to another."""
    mine, theirs = [_meant(own, each) for each in draft.attributed(own)], cited.attributed(other)
    if theirs and not mine and draft.sources and is_beside(draft.parsed, own):
        return
    if theirs and not mine and not (_is_frame(draft, own) and other.opener in _BESIDE):
        yield Difference("certainty", _verb(draft, own), _said(cited, theirs[0]))
    elif mine and not any(_is_same(a, b) or _is_short(a, cited) for a in mine for b in theirs):
        known = _is_frame(cited, other) or all(_tells(cited, each, draft, other) for each in mine)
        if theirs or not (known or _is_denied_there(draft, mine, cited)):
            yield Difference("speaker", _said(draft, mine[0]), _said(cited, theirs[0]) if theirs else None)
    elif theirs:
        yield from _doubts(draft, mine, cited, theirs)


def _meant(told: Clause, source: Source) -> Source:
    """Who says something, with whom it is told of where that is a pronoun: "researchers have found it, they say"."""
    if len(source.words) > 1 or not source.words & _PRONOUNS:
        return source
    return Source(source.words.union(*(each.words for each in told.subjects)), source.told, source.verb)


def _doubts(draft: Reading, mine: list[Source], cited: Reading, theirs: list[Source]) -> Iterator[Difference]:
    """Where a doubting verb is made a plain one: "alleged" to "said"."""
    for source in theirs:
        verb = lemma(source.verb.of(cited.text).split(" ")[0])
        if verb in hedging.DOUBTS and verb not in draft.lemmas and any(_is_same(each, source) for each in mine):
            yield Difference("certainty", _said(draft, mine[0]), _said(cited, source))


def _is_frame(reading: Reading, clause: Clause) -> bool:
    """Whether a clause is itself what gives something to somebody: "Reed said"."""
    at = reading.parsed.tokens[clause.verb.main].start
    return any(each.verb.start <= at < each.verb.end for each in reading.sources)


def _is_denied_there(draft: Reading, mine: list[Source], cited: Reading) -> bool:
    """Whether somebody only denies it, as in the citation; by whom is for `roles`."""
    verbs = {lemma(each.verb.of(draft.text)) for each in mine}
    return verbs == {_DENY} and any(each.verb.lemma == _DENY for each in cited.clauses)


def _tells(cited: Reading, source: Source, draft: Reading, other: Clause) -> bool:
    """Whether a clause follows the verb with which a citation lets somebody say it, though no frame was found there."""
    verb = lemma(source.verb.of(draft.text).split(" ")[0])
    return any(
        each.verb.lemma == verb
        and any(each_.words & source.words for each_ in each.subjects)
        and each.verb.end <= other.verb.start
        and not _breaks_off(cited, each.verb.end, other.verb.start)
        for each in cited.clauses
    )


def _breaks_off(cited: Reading, start: int, end: int) -> bool:
    """Whether a new main clause begins between two tokens: "said little, and the dam broke"."""
    tags, tokens = cited.parsed.tags, cited.parsed.tokens
    return any(
        tokens[n].text in ";:." or (tokens[n].text == "," and tags[n + 1] in ("conj", "sub", "rel"))
        for n in range(start, end)
    )


def is_according(draft: Reading, clause: Clause, cited: Sequence[Reading]) -> bool:
    """Whether a clause lets somebody say what a citation tells by "according to" them."""
    at = draft.parsed.tokens[clause.verb.main].start
    mine = [each for each in draft.sources if each.verb.start == at]
    theirs = [
        each for reading in cited for each in reading.sources if reading.text[each.verb.start :][:9].lower() == _BY
    ]
    plain = not clause.verb.negated and clause.verb.modal is None and clause.verb.form in ("finite", "part")
    return plain and any(_is_same(a, b) for a in mine for b in theirs)


def _is_same(one: Source, other: Source) -> bool:
    return any(alike(a, b) for a in one.words for b in other.words)


def _is_short(source: Source, cited: Reading) -> bool:
    """Whether a source is named by its initials: "the WRA said"."""
    return any(is_acronym(each.upper(), cited) for each in source.words)


def _said(reading: Reading, source: Source) -> str:
    """Who says something, in the text's own words, with the verb."""
    outside = [each for each in reading.parsed.tokens if not source.told.start <= each.start < source.told.end]
    named = {each.lemma: each for each in sorted(outside, key=lambda each: -_gap(each, source.verb))}
    found = sorted((named[each] for each in source.words if each in named), key=lambda each: each.start)
    return " ".join((*(each.text for each in found), source.verb.of(reading.text)))


def _gap(token: Token, verb: Span) -> int:
    return max(verb.start - token.end, token.start - verb.end)
