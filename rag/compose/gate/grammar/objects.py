"""What stands behind a verb in its clause: where that ends, its objects, and who does it in the passive.

But: by the order of phrases and by marks.
"""

from __future__ import annotations

from rag.compose.gate.grammar.lemmas import irregular, lemma
from rag.compose.gate.grammar.parsed import Parsed
from rag.compose.gate.grammar.phrases import Phrase, Verb

_SAY = lemma("say")
_TELLING = frozenset(  # what a clause follows, more often than a thing
    map(lemma, "say warn claim argue believe think fear hope insist estimate suggest add note expect allege".split())
)


def _is_measure(phrase: Phrase) -> bool:
    """Whether a phrase tells by how much: "rose by 4 percent"."""
    return phrase.head in ("percent", "dollar") or phrase.head.startswith("#")


class Objects:
    """What stands behind the verbs of one sentence."""

    def __init__(self, parsed: Parsed) -> None:
        self.parsed, self.tags, self.tokens = parsed, parsed.tags, parsed.tokens
        self.ends = {each.end - 1: each for each in parsed.nouns}
        self.starts = {each.start: each for each in parsed.nouns}
        self.owner = {n: at for at, each in enumerate(parsed.verbs) for n in range(each.start, each.end)}

    def right_end(self, verb: Verb) -> int:
        """Where what belongs to a verb ends: at the next verb, mark or conjunction of clauses."""
        at = verb.end
        while at < len(self.tags):
            tag = self.tags[at]
            if self._is_age(at):
                at += 3
                continue
            if tag in ("verb", "aux", "to", "sub", "rel") or (tag == "mark" and self.tokens[at].text not in '"“”-('):
                break
            if tag == "conj" and not self._joins_nouns(at):
                break
            at += 1
        return at

    def _is_age(self, at: int) -> bool:
        """Whether an age between commas begins here: ", 41,"."""
        marks = [each.text for each in self.tokens[at : at + 3]]
        return marks[:1] == [","] and marks[2:] == [","] and self.tags[at + 1] == "num"

    def _joins_nouns(self, at: int) -> bool:
        """Whether a conjunction joins two phrases and no clauses."""
        phrase = self.starts.get(at + 1)
        if phrase is None or (at - 1) not in self.ends:
            return bool(at + 1 < len(self.tags) and self.tags[at + 1] in ("prep", "time"))
        behind = self._behind_adverbs(phrase.end)
        return behind >= len(self.tags) or self.tags[behind] not in ("verb", "aux")

    def _behind_adverbs(self, at: int) -> int:
        while at < len(self.tags) and self.tags[at] == "adv":
            at += 1
        return at

    def objects(self, verb: Verb, end: int) -> tuple[Phrase, ...]:
        """The phrases right behind a verb, up to `end`, with what is set beside the last."""
        found: list[Phrase] = []
        at = self._behind_adverbs(verb.end)
        if at + 1 < end and self.tags[at] == "time" and self.tags[at + 1] == "poss":
            at += 1  # "passed this year's test"
        at = self._behind_time(at)
        while at < end and (phrase := self.starts.get(at)):
            found.append(phrase)
            at = phrase.end
            if at < end and self.tags[at] == "conj":
                at += 1
        if verb.lemma in _TELLING and self._tells_clause(verb):
            return ()
        if found and end < len(self.tags) and self._is_subject_of_next(end) and not self._is_done_to(end):
            found = found[:-1] if found[-1].end == end else found
        elif not found:
            found = [each for each in self.parsed.nouns if verb.end < each.start < end and self._is_late(each)][:1]
        return (*found[:-1], *self._with_beside(found[-1])) if found else ()

    def _behind_time(self, at: int) -> int:
        """The first place from `at` on behind a time that is part of a phrase or leads it: "won the 2012 cup"."""
        while at + 1 < len(self.tags) and (
            self.tags[at] == "time" or (self.tags[at] == "det" and self.tags[at + 1] == "time")
        ):
            at += 1
        return at

    def _tells_clause(self, verb: Verb) -> bool:
        """Whether a finite verb follows one of saying before the next mark."""
        marks = (n for n in range(verb.end, len(self.tags)) if self.tags[n] == "mark")
        end = len(self.tags) if verb.lemma == _SAY else next(marks, len(self.tags))
        return any(each.form == "finite" for each in self.parsed.verbs if verb.end <= each.start < end)

    def _is_late(self, phrase: Phrase) -> bool:
        """Whether a phrase behind others may be an object all the same: "rejected by 88 votes to 71 a motion"."""
        behind = self.tags[phrase.start - 1]
        return phrase.prep is None and behind not in ("conj", "mark", "prep") and self.tags[phrase.start] == "det"

    def _is_subject_of_next(self, end: int) -> bool:
        """Whether the next verb is finite, so that the phrase before it is its subject: "said it would"."""
        n = self.owner.get(end)
        if n is None:
            return False
        return self.parsed.verbs[n].form in ("finite", "part") and self.tags[end] != "to"

    def _is_done_to(self, end: int) -> bool:
        """Whether the next verb can only be a participle: "the weapons hidden inside"."""
        form = irregular().get(self.tokens[end].lower)
        return form is not None and form[2] and not form[1]

    def agents(self, verb: Verb, end: int) -> tuple[Phrase, ...]:
        """Who does it in the passive: "by Reed"."""
        if not verb.is_passive and verb.form != "part":
            return ()
        inside = (each for each in self.parsed.nouns if verb.end <= each.start < end and not _is_measure(each))
        return tuple(all_ for each in inside if each.prep == "by" for all_ in self._with_beside(each))

    def _behind_places(self, at: int) -> int:
        """The first place from `at` on behind prepositions with their phrases."""
        while at + 1 < len(self.tags) and self.tags[at] == "prep" and at + 1 in self.starts:
            at = self.starts[at + 1].end
        return at

    def _with_beside(self, phrase: Phrase) -> list[Phrase]:
        """A phrase with what is set beside it: "by a neighbour, Ivo Stein"."""
        beside = [each for each in self.chain_right(phrase.start) if each.prep is None or each == phrase]
        last = self._behind_places(beside[-1].end if beside else phrase.end)
        ends = last >= len(self.tags) or self.tags[last] not in ("verb", "aux")
        return beside if ends else [phrase]

    def chain_right(self, at: int) -> list[Phrase]:
        """The phrase that begins at `at` and those set beside it behind commas."""
        found: list[Phrase] = []
        while at in self.starts:
            phrase = self.starts[at]
            found.append(phrase)
            at = phrase.end
            while at + 1 < len(self.tags) and self.tags[at] == "prep" and at + 1 in self.starts:
                at = self.starts[at + 1].end
            if at < len(self.tokens) and self.tokens[at].text == ",":
                at += 1
        return found
