"""A draft against the archive, sentence by sentence: supported, contradicted, partly, not found, or not checkable.

The gate that a language model's sentences must pass, turned outward: a sentence is supported where some sentence of
the archive carries all of it; where they differ in a number, a day, a denial or a direction alone, it is contradicted.
But: what is true and not in the archive is `not_found`; no rule here knows the world.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice

from msgspec import Struct

from rag import evidence as units
from rag.checking import counted, drafts, instead, pasted, standing, unlike, vouching, wholesale
from rag.compose import gate
from rag.compose.gate.reading import Reading
from rag.marks import proper, referents
from rag.synonyms import groups, related
from rag.types import Compared, Difference, Draft, Drafted, Evidence, Question, Sentence
from rag.words import STOPWORDS, content_stems, rarity, spaced, stems, tokens

_READ = 40  # sentences of the archive, best first, of which those with most of the words are compared
_COMPARED = 6
_TOGETHER = 3  # of which each further one is also tried together with the best
_LACKING = frozenset(("word", "name", "number", "date", "splice"))  # what a second sentence may add to the best one
_ALIKE = 0.6  # share of a sentence's words, by rarity, from which another one tells of the same
_PARTLY = 0.45  # the same, from which it tells of a part
_LOOKED_FOR = 1_000  # code points, from the end, that are searched for


class _Side(Struct, frozen=True):
    """Sentences of the archive, and how a draft's differs from them."""

    cited: tuple[Sentence, ...]
    differs: tuple[Difference, ...]
    share: float

    @property
    def weight(self) -> tuple[int, int, float]:
        """How far the two are apart: by what is no value and no denial, by all, and by their words."""
        return sum(each.kind not in instead.KINDS for each in self.differs), len(self.differs), -self.share


def sentences(draft: str) -> Iterator[Drafted]:
    """The sentences of a draft. Raises: QuestionRejected."""
    read = pasted.read(drafts.allowed(draft))
    spans = drafts.sentences(read.text)
    before = ""
    for span, is_checkable in zip(spans, drafts.are_checkable(read.text, spans), strict=True):
        text, place = span.of(read.text), read.place(span)
        leans = referents.leans(text)
        yield Drafted(place, place.of(draft), text, before if leans else "", is_checkable)
        before = f"{before} {text}"[-_LOOKED_FOR:] if leans else text


def question(drafted: Drafted, *, as_of: int | None) -> Question:
    """What a sentence is looked for with: its words alone, since what is wrong in it must not narrow the search."""
    asked = f"{drafted.before} {drafted.plain}".strip()[-_LOOKED_FOR:]
    return Question(text=asked, asked=asked, words=tuple(dict.fromkeys(content_stems(asked))), as_of=as_of)


def compare(drafted: Drafted, asked: Question, found: Evidence) -> Compared:
    """A draft's sentence against what was found for it as `asked`."""
    text = _whole(drafted.plain, drafted.before)
    return wholesale.told(_compared(text, drafted.before, asked, found), text)


def _compared(text: str, before: str, asked: Question, found: Evidence) -> Compared:
    sides = [_side(text, cited, found) for cited in _cited(text, found)]
    borne = _borne(before, sides)
    if borne:
        return standing.judge(text, borne, asked, found)
    against = (_against(text, before, each, found) for each in sorted(sides, key=lambda side: side.weight))
    contradicted = next(filter(None, against), None)
    told = contradicted or counted.judge(text, asked, found, lambda cited: _differing(text, cited, found))
    if told and told.status == "contradicted":
        return told
    together = _borne(before, [_side(text, cited, found) for cited in _together(text, sides)])
    return standing.judge(text, together, asked, found) if together else told or _partly(sides)


def _borne(before: str, sides: Sequence[_Side]) -> tuple[Sentence, ...] | None:
    """The sentences of the archive that bear a draft's out, if any do."""
    return next((each.cited for each in sides if not each.differs and _is_about(before, each.cited)), None)


def _whole(text: str, before: str) -> str:
    """A sentence with the name for a leading pronoun, where the one before leaves no doubt whom it means."""
    opener, named = referents.opener(text), referents.referent(text, before)
    return text[: opener.start] + named.of(before) + text[opener.end :] if opener and named else text


def _is_about(before: str, cited: Sequence[Sentence]) -> bool:
    """Whether what a sentence leans on is the matter of what it cites: by a name in it or near, or by words."""
    names = _named(before)
    if not names:
        words = set(content_stems(before)) if before else set()
        wholes = (set(stems(f"{each.revision.title}\n{each.revision.text}")) for each in cited)
        return all(2 * len(words & whole) >= len(words) for whole in wholes)
    around = (" ".join((each.revision.title, *units.around(each, 2)[0], each.text)) for each in cited)
    return any(not names.isdisjoint(tokens(each)) for each in around)


def _against(text: str, before: str, side: _Side, found: Evidence) -> Compared | None:
    """The sentence as contradicted, where it tells of the same and differs in a value, a denial or a direction."""
    if not side.differs or side.share < _ALIKE or not _is_about(before, side.cited):
        return None
    turned = instead.turned(text, side.differs, side.cited, lambda other: _differing(other, side.cited, found))
    return standing.against(side.cited, turned, found) if turned else None


def _cited(text: str, found: Evidence) -> Iterator[tuple[Sentence, ...]]:
    """What a sentence is compared with: each of those most alike, alone and behind the one that it leans on."""
    read = [each for each in islice(found.sentences, _READ) if not each.text.rstrip("”\"' ").endswith("?")]
    for each in sorted(read, key=lambda one: -_share(text, (one,)))[:_COMPARED]:
        yield (each,)
        earlier = units.before(each) if referents.leans(each.text) else None
        if earlier:
            yield (earlier, each)


def _together(text: str, sides: Sequence[_Side]) -> Iterator[tuple[Sentence, ...]]:
    """The best sentence beside each of the next, where all that it lacks is something that another may add."""
    alone = [each for each in sides if len(each.cited) == 1][:_TOGETHER]
    if alone and {one.kind for one in alone[0].differs} <= _LACKING and Reading(text, ()).parsed.verbs:
        pairs = ((alone[0].cited[0], each.cited[0]) for each in alone[1:])
        yield from (pair for pair in pairs if _are_of_one(*pair))


def _are_of_one(first: Sentence, second: Sentence) -> bool:
    """Whether two sentences stand in one article, or name one and the same."""
    return first.revision.key == second.revision.key or not _named(first.text).isdisjoint(_named(second.text))


def _named(text: str) -> frozenset[str]:
    """The words of the names in a text, in lower case."""
    words = (token for span in proper.names(text) for token in tokens(span.of(text)))
    return frozenset(each for each in words if each not in STOPWORDS and not proper.is_calendar(each))


def _side(text: str, cited: tuple[Sentence, ...], found: Evidence) -> _Side:
    return _Side(cited, _differing(text, cited, found), _share(text, cited))


def _differing(text: str, cited: tuple[Sentence, ...], found: Evidence) -> tuple[Difference, ...]:
    """How a text differs from what it cites; that somebody tells of his own act is no difference."""
    if any(spaced(text) == spaced(each.text) and text.split() == each.text.split() for each in cited):
        return ()
    if not all(each.marks.english for each in cited):
        return (Difference("tangled", text),)
    differs = gate.differences(Draft(text=text, sentences=cited, kind="generate"), found)
    if not differs:
        return unlike.differences(text, cited)
    told: dict[tuple[str, str], Difference] = {}
    for each in (vouching.seen(text, each, cited) for each in differs):
        if each:
            told.setdefault((each.kind, each.draft), each)
    return tuple(each for each in told.values() if not any(_is_part(each, other) for other in told.values()))


def _is_part(one: Difference, other: Difference) -> bool:
    """Whether a difference is told by another of its kind too, in more words."""
    longer = one is not other and one.kind == other.kind and len(one.draft) < len(other.draft)
    return longer and one.draft in other.draft


def _share(text: str, cited: Sequence[Sentence]) -> float:
    """Share of a text's words, by rarity and without figures, that what it cites has too; in [0, 1]."""
    words = {each for each in content_stems(text) if not each[:1].isdigit()}
    held = {each for sentence in cited for each in stems(f"{sentence.revision.title} {sentence.text}")}
    kin = groups(held)
    found = sum(rarity(each) for each in words if each in held or related(each) & kin)
    return found / (sum(map(rarity, words)) or 1.0)


def _partly(sides: Sequence[_Side]) -> Compared:
    alike = [each for each in sides if each.share >= _PARTLY]
    if not alike:
        return Compared("not_found")
    best = min(alike, key=lambda each: each.weight)
    if best.share >= _ALIKE:
        return Compared("partly", best.cited, best.differs)
    # Of what is hardly alike only what is lacking is told: its figures count something else
    return Compared("partly", best.cited, tuple(Difference(each.kind, each.draft) for each in best.differs))
