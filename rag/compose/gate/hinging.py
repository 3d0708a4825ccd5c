"""What hinges on a case, a question or a choice is told with it: "once a court has ruled", "had he turned", "whether".

But: an "if" right beside its clause is for `certainty`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rag.compose.gate import aligned, entailed
from rag.compose.gate.grammar.clauses import Clause, is_beside
from rag.compose.gate.reading import Reading, shown_verb
from rag.types import Difference

_CASES = frozenset("if unless once until except".split())
_EVEN = frozenset(("even", "including", "as", "at"))  # before a case that the rest does not hinge on
_ASKING = frozenset(("whether", "if"))
_INVERTED = frozenset("had were should".split())
_BEGINS = frozenset("det name noun pron num".split())


def differences(draft: Reading, cited: Sequence[Reading]) -> Iterator[Difference]:
    """The clauses that a draft tells without the case or the question that all citations tie them to."""
    if all(map(_is_only, cited)) and not _CASES & draft.spelled and not _is_told_beside(draft, cited):
        yield Difference("certainty", draft.text, "only")
    for clause in draft.clauses:
        same = [(each, other) for each in cited for other in each.clauses if _tells(clause, other)]
        lost = [_hinge(draft, *each) for each in same]
        if lost and all(lost) and not draft.parsed.tokens[clause.verb.main].quoted:
            yield Difference("certainty", shown_verb(draft, clause), lost[0])
    for each in cited:
        yield from _chosen(draft, each)


def _is_only(cited: Reading) -> bool:
    """Whether a citation opens with the one case of the rest: "only if it freezes will the race be held"."""
    first = [each.lower for each in cited.parsed.tokens[:2]]
    return first[:1] == ["only"] and first[1:] != [] and first[1] in _CASES


def _is_told_beside(draft: Reading, cited: Sequence[Reading]) -> bool:
    """Whether the citations tell beside what the first verb of a draft does: ", which found that it leaked"."""
    wanted = draft.clauses[:1]
    same = [(each, other) for each in cited for other in each.clauses for own in wanted if _tells(own, other)]
    return bool(same) and all(is_beside(each.parsed, other) for each, other in same)


def _tells(own: Clause, other: Clause) -> bool:
    return entailed.tells(own.verb.lemma, other.verb.lemma)


def _hinge(draft: Reading, cited: Reading, other: Clause) -> str:
    """The word that a clause of a citation hinges on and that a draft lacks; empty for none."""
    if is_beside(cited.parsed, other):
        return ""
    return _case(draft, cited, other) or _inverted(draft, cited) or _question(draft, cited, other)


def _case(draft: Reading, cited: Reading, other: Clause) -> str:
    """The word for the case in which something will or must be done."""
    tokens, tags = cited.parsed.tokens, cited.parsed.tags
    if other.verb.modal not in ("will", "must") or other.opener in _CASES:
        return ""
    for n, token in enumerate(tokens):
        case = token.lower in _CASES and (tags[n] == "sub" or tags[n + 1 : n + 2] == ("sub",))
        if n and tokens[n - 1].lower in _EVEN:
            continue
        if case and not _is_parted(cited, *sorted((n, other.verb.start))) and not _CASES & draft.spelled:
            return token.lower
    return ""


def _is_parted(reading: Reading, start: int, end: int) -> bool:
    """Whether a new part of the sentence begins between two tokens."""
    tokens, tags = reading.parsed.tokens, reading.parsed.tags
    return any(tokens[n].text == ";" or tags[n] == "conj" for n in range(start, end))


def _inverted(draft: Reading, cited: Reading) -> str:
    """The verb that stands before its subject to open a case: "had the guard looked"."""
    tags, first = cited.parsed.tags, cited.parsed.tokens[0]
    opens = first.lower in _INVERTED and tags[0] == "aux" and len(tags) > 1 and tags[1] in _BEGINS
    told = draft.parsed.tokens[0].lower == first.lower or "if" in draft.spelled
    return first.text if opens and not told and not cited.text.endswith("?") else ""


def _question(draft: Reading, cited: Reading, other: Clause) -> str:
    """The "whether" before a clause that others may part it from."""
    for n, token in enumerate(cited.parsed.tokens[: other.verb.start]):
        if token.lower == "whether" and not _ASKING & draft.spelled and not _ends(cited, n, other.verb.start):
            return token.lower
    return ""


def _ends(reading: Reading, start: int, end: int) -> bool:
    """Whether the main clause goes on between two tokens: behind a semicolon, or a comma with a conjunction or none."""
    tokens, tags = reading.parsed.tokens, reading.parsed.tags
    marks = [n for n in range(start, end) if tags[n] == "mark"]
    aside = any(tags[n + 1] == "rel" for n in marks)
    return any(tokens[n].text == ";" for n in marks) or bool(marks and not aside)


def _chosen(draft: Reading, cited: Reading) -> Iterator[Difference]:
    """One side of "either … or" told alone."""
    words = [each.lower for each in cited.parsed.tokens]
    if "either" not in words or "or" not in words or "or" in draft.spelled:
        return
    start = words.index("either")
    at = next((n for n in range(start, len(words)) if words[n] == "or"), start)
    phrase = cited.parsed.phrase_at(at + 1)
    held = range(start, phrase.end if phrase else at + 1)
    for n in aligned.telling(draft, range(len(draft.parsed.tokens))):
        places = aligned.places(draft, n, cited)
        if places and all(place in held for place in places):
            yield Difference("certainty", draft.parsed.tokens[n].text, "either")
            return
