"""Who may be the subject of each verb of a sentence, by what stands before it.

But: where a sentence leaves several who may be, all are given.
"""

from __future__ import annotations

from collections.abc import Sequence

from rag.compose.gate.grammar.objects import Objects
from rag.compose.gate.grammar.parsed import Parsed
from rag.compose.gate.grammar.phrases import Phrase, Verb

_SUBJECTIVE = frozenset("he she they we i".split())
_REPORTS = frozenset("say tell add report announc warn claim alleg estim write ask explain confirm".split())


class Subjects(Objects):
    """Who may do what the verbs of one sentence tell."""

    def __init__(self, parsed: Parsed) -> None:
        super().__init__(parsed)
        self.known: dict[int, tuple[Phrase, ...]] = {}

    def subjects(self, n: int) -> tuple[Phrase, ...]:
        """Those who may be the subject of the `n`th verb."""
        if n not in self.known:
            self.known[n] = ()
            self.known[n] = tuple(dict.fromkeys(self._subjects(n)))
        return self.known[n]

    def _subjects(self, n: int) -> list[Phrase]:
        verb = self.parsed.verbs[n]
        at = self.left(verb.start - 1)
        if at > 0 and self.tags[at] == "time" and self.tags[at - 1] == "rel":
            at -= 1  # "which last week said"
        tag = self.tags[at] if at >= 0 else "mark"
        if self._is_inverted(verb, at):
            return self.chain_right(verb.end)
        if tag == "rel":
            return self._meant(at) if verb.lemma not in _REPORTS else self.antecedents(at)
        if tag == "conj" and n:
            return [*self.subjects(n - 1)]
        if verb.form == "inf":
            return self._of_governor(n)
        if verb.form == "ing" and at in self.ends and self.ends[at].prep == "with":
            return [self.ends[at]]
        if verb.form == "ing" and tag not in ("noun", "name", "num", "pron", "poss"):
            return self._of_governor(n)
        if verb.form == "part" and tag == "mark" and n and self._is_set_off(verb, at):
            return self._of_governor(n)
        if verb.form == "part" and at in self.ends and self.ends[at].prep and self._is_reduced(n, at):
            return [*self._chain_left(at), *self._scanned(verb.start - 1)]
        return self._scanned(verb.start - 1)

    def _is_reduced(self, n: int, at: int) -> bool:
        """Whether a participle may stand for a relative clause: "a study published on Wednesday"."""
        verb = self.parsed.verbs[n]
        if verb.end >= len(self.tags) or self.tags[verb.end] not in ("prep", "time", "verb", "aux", "to"):
            return False
        top = self._chain_left(at)[-1]
        opening = top.start - (2 if top.prep else 1)
        if opening >= 0 and self.tags[opening] not in ("mark", "sub", "conj"):
            return True
        return self._is_followed(n, is_set_off=opening >= 0 and self.tokens[opening].text == ",")

    def _is_followed(self, n: int, *, is_set_off: bool) -> bool:
        """Whether the next verb may have the `n`th one's subject, so that this is within its phrase."""
        if n + 1 >= len(self.parsed.verbs) or self.parsed.verbs[n + 1].form in ("inf", "ing"):
            return False
        end = self.parsed.verbs[n + 1].start
        if is_set_off and self.tokens[end - 1].text == ",":
            end -= 1
        return not any(tag in ("mark", "sub", "rel", "conj") for tag in self.tags[self.parsed.verbs[n].end : end])

    def _meant(self, at: int) -> list[Phrase]:
        """Those whom a relative pronoun may mean; none where "who" may be one or what that one hangs on.

        "The father of the girl who was hurt": nobody knows which of the two was.
        """
        chain = self.antecedents(at)
        heads = self._heads(chain)
        if len(heads) > 1 or len(chain) < 2 or chain[0].prep in (None, "than") or chain[-1].head.startswith("#"):
            return heads
        if self.tokens[at].lower in ("that", "which"):
            return chain[:1]
        return []

    def _heads(self, chain: Sequence[Phrase]) -> list[Phrase]:
        """Of phrases that hang on one another those that hang on none."""
        return [each for each in chain if each.prep is None] or [*chain[-1:]]

    def _is_set_off(self, verb: Verb, at: int) -> bool:
        """Whether a participle opens what is set off behind a phrase: ", based in Paris,"."""
        opening = self._opening(at)
        is_relative = opening >= 0 and self.tags[opening + 1] in ("rel", "sub")
        behind = self.tags[verb.end] if verb.end < len(self.tags) else "mark"
        return self.tokens[at].text == "," and (at - 1) in self.ends and not is_relative and behind in ("prep", "to")

    def _is_inverted(self, verb: Verb, at: int) -> bool:
        """Whether a verb of saying stands before its subject: "…, said Ada Quill"."""
        if verb.lemma not in _REPORTS or verb.form == "ing" or verb.end not in self.starts:
            return False
        bare = at < 0 or (self.tags[at] == "mark" and not self._scanned(verb.start - 1))
        return bare or (self._behind_comma(at) and not self._closes_apposition(at))

    def _closes_apposition(self, at: int) -> bool:
        """Whether a comma closes what is set beside the name that opens a sentence: "Quill, a mayor, said Reed"."""
        opening = self._opening(at)
        opens = opening > 0 and (opening - 1) in self.ends and bool(self.ends[opening - 1].names)
        return opens and not any(tag in ("verb", "aux") for tag in self.tags[:opening])

    def _behind_comma(self, at: int) -> bool:
        is_mark = self.tags[at] == "mark" and self.tokens[at].text in (",", '"', "”")
        phrase = self.starts.get(at + 2)
        return (
            is_mark and phrase is not None and bool(phrase.names or phrase.is_pronoun) and self._ends_near(phrase.end)
        )

    def _ends_near(self, at: int) -> bool:
        return at >= len(self.tokens) or self.tags[at] in ("mark", "time", "prep")

    def _of_governor(self, n: int) -> list[Phrase]:
        if n == 0:
            return [*self.subjects(1)] if len(self.parsed.verbs) > 1 else []
        before = self.parsed.verbs[n - 1]
        own = self.subjects(n - 1)
        objects = self.objects(before, self.right_end(before))
        return [*own, *(objects or self.fronted(before, own))]

    def fronted(self, verb: Verb, subjects: Sequence[Phrase]) -> tuple[Phrase, ...]:
        """What stands before the subject of a relative clause: "the firm that Reed sued"."""
        first = min((each.start for each in subjects if each.end <= verb.start), default=-1)
        if (
            first > 0
            and self.tags[first - 1] in ("rel", "sub")
            and self.tokens[first - 1].lower in ("that", "which", "whom")
        ):
            return tuple(self.antecedents(first - 1))
        subject = self.starts.get(first)
        before = self.ends.get(first - 1)
        if before is None or subject is None or not self._is_subjective(subject):
            return ()
        leads = before.prep is not None and (before.start < 2 or self.tags[before.start - 2] == "mark")
        return () if leads else (before,)  # "the charity that she ran", without "that"

    def _is_subjective(self, phrase: Phrase) -> bool:
        """Whether a phrase is a pronoun that can only be a subject: "she"."""
        return self.tokens[phrase.start].lower in _SUBJECTIVE

    def left(self, at: int) -> int:
        """The first place from `at` to the left where no adverb stands."""
        while at >= 0 and self.tags[at] in ("adv", "neg"):
            at -= 1
        return at

    def antecedents(self, at: int) -> list[Phrase]:
        """The phrase before a relative pronoun, and those that it hangs on."""
        at -= 1
        while at >= 0 and self.tags[at] in ("mark", "prep", "time", "adv"):
            at -= 1
        return self._chain_left(at)

    def _chain_left(self, at: int) -> list[Phrase]:
        """The phrase that ends at `at` with those that its prepositions hang on, and what it is set beside."""
        found: list[Phrase] = []
        while at in self.ends:
            phrase = self.ends[at]
            found.append(phrase)
            at = phrase.start - 1
            if at >= 0 and self.tags[at] == "prep":
                at = self.left(at - 1)
            elif at > 0 and self.tokens[at].text == "," and (at - 1) in self.ends:
                at -= 1
            else:
                break
        return found

    def _scanned(self, at: int) -> list[Phrase]:
        """Those who may be the subject of the verb that begins behind `at`, leftwards up to where its clause begins."""
        found: list[Phrase] = []
        opening = self.ends.get(at)
        if opening and self._is_subjective(opening) and (opening.start == 0 or self.tags[opening.start - 1] != "conj"):
            return [opening]
        if opening and opening.start == 1 and opening.prep and len(opening.words) > 1:
            return [opening]  # "In Castria women earned": no mark parts the two
        while at >= 0:
            phrase, tag = self.ends.get(at), self.tags[at]
            if phrase:
                found += [phrase] if phrase.prep is None else []
                at = phrase.start - 1
            elif tag in ("time", "prep", "adv", "neg", "det", "num"):
                at -= 1
            elif tag == "conj" and found and (at - 1) in self.ends and not self._is_object(self.ends[at - 1]):
                at -= 1
            elif tag == "conj" and found and self._is_borne(at - 1):
                borne = self.ends[at - 1]
                return self._past_verb(borne.start - 1, [*found, borne])
            elif tag == "verb" or tag == "aux" or tag == "to":
                return self._past_verb(at, found)
            elif self.tokens[at].text in (",", ")"):
                at, more = self._past_mark(at, found)
                found += more
            else:
                break
        return found

    def _is_object(self, phrase: Phrase) -> bool:
        """Whether a phrase stands right behind a verb, but one of saying, which a clause may follow."""
        n = self.owner.get(phrase.start - 1)
        return n is not None and self.parsed.verbs[n].lemma not in _REPORTS

    def _is_borne(self, at: int) -> bool:
        """Whether the phrase that ends at `at` is the object of a participle: "carrying 62 people and a dog"."""
        phrase = self.ends.get(at)
        n = self.owner.get(phrase.start - 1) if phrase else None
        return n is not None and self.parsed.verbs[n].form == "ing"

    def _past_verb(self, at: int, found: list[Phrase]) -> list[Phrase]:
        """The subject where a verb stands before it: that one's, in a relative clause its antecedent."""
        n = self.owner.get(at)
        if n is None:
            return found
        verb = self.parsed.verbs[n]
        left = self.left(verb.start - 1)
        if left >= 0 and self.tags[left] == "rel":
            return self._heads(self.antecedents(left))
        if verb.form in ("part", "ing") and left in self.ends and not found:
            before = self.ends[left].start - 1
            if before > 0 and self.tokens[before].lower in ("that", "which", "whom"):
                return self._heads(self.antecedents(before))  # "the firm that Reed sued is"
            return [*self._scanned(left)]
        if verb.form == "ing" and left in self.ends and found[-1].start == verb.end:
            bearing = self._scanned(left)  # "a ferry carrying 62 passengers and five crew capsized"
            return [*found, *bearing] if len(found) > 1 else bearing or found
        if verb.form in ("ing", "inf") and verb.end in self.starts:
            while left >= 0 and self.tags[left] == "prep":
                left = self.left(left - 1)
            return self._scanned(left) or found
        return found

    def _past_mark(self, at: int, found: list[Phrase]) -> tuple[int, list[Phrase]]:
        """Where to go on left of a comma, and the phrases set beside; -1 where a clause begins."""
        opening = self._opening(at)
        if opening < 0:
            return self._past_lead(at, found)
        inner = range(opening + 1, at)
        holds_verb = any(self.tags[n] in ("verb", "aux", "rel", "sub") for n in inner)
        if holds_verb and found:
            return -1, []
        ties = (n for n in inner if self.tags[n] in ("verb", "aux", "rel", "sub"))
        end = next(ties, at)  # "a student whose name was not released" is a student
        beside = [each for each in self.parsed.nouns if opening < each.start < end]
        return opening - 1, [each for each in beside if each.prep is None and not each.head.startswith("#")]

    def _past_lead(self, at: int, found: list[Phrase]) -> tuple[int, list[Phrase]]:
        """What leads the sentence up to its first comma: set beside what is found, or nothing to do with it."""
        if any(self.tags[n] in ("verb", "aux", "sub", "rel") for n in range(at)) and found:
            return -1, []
        return at - 1, []

    def _opening(self, at: int) -> int:
        """The mark before the one at `at`, -1 where there is none in the sentence."""
        wanted = "(" if self.tokens[at].text == ")" else ","
        return next((n for n in reversed(range(at)) if self.tokens[n].text == wanted), -1)
