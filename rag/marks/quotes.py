"""What is quoted in an article, and who says it: by the words around a quotation, else by the quotation before it.

Titles, nicknames and words held at arm's length have no speaker, nor has what a body says. But: no indirect speech.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right

from rag.marks import people, quoted, saying, subjects
from rag.marks.people import People, Person
from rag.types import Quote, Span

Told = tuple[Person | None, bool]
"""Who speaks, and whether anybody is said to: (None, True) is somebody whom the text does not name."""

_NOBODY: Told = (None, False)
_REACH = 1_200  # code points from a quotation within which the words about it stand
_LINE_ENDS = 3  # a paragraph may stand between who spoke and "she"
_TAIL = 4  # words that may follow a verb of saying at the end of its sentence: "said on Monday"
_FEWEST = 3  # words of a quotation that may stand at some distance from its verb
_DEEPEST = 2  # pronouns of earlier sentences that are followed to understand one
_WORK = re.compile(  # before a title, or before words that are spoken of, not said
    r"\b(?:titled|entitled|named|dubbed|known as|nicknamed|so-called|labell?ed|songs?|single|album|films?|movie|book"
    r"|novel|series|show|episode|play|hit|track|podcast|documentary|memoir|sitcom|drama|comedy|musical|slogan|hashtag|motto|term"
    r"|words?|phrase|chants? of|reading|signs?|banner|acronym|magazine"
    r"|host of|star of|on (?:CNN|NBC|ABC|CBS|Fox(?: News)?)'s?"
    r"|of the|the|an?|his|her|its|their|as|than|like)[,:]? ?$"
)
_IMPERSONAL = re.compile(r"\b(?:it|what|which|that|this|there)$")
_DEMANDS = re.compile(r" (?:for|to)\b")  # "asked for", "promised to" are deeds
_ENDED = re.compile(r"[.!?]\W*$")
_JOINS = re.compile(r",? (?:and|but|or|while|when)\b")  # "“…,” and Tom Reed replied"
_GAP = re.compile(r"\s*")
_SMALL = frozenset("a an and as at but by for from in into of on or the to with vs".split())


def read(text: str, known: People | None = None) -> tuple[Quote, ...]:
    """The quotations of a text in order, none within another. `known`: its people, where they have been read."""
    spans = quoted.spans(text)
    return _Reader(known or people.read(text), spans).read() if spans else ()


class _Reader:
    """The quotations of one text, read from the first on: each may lean on the ones before it."""

    def __init__(self, known: People, spans: list[Span]) -> None:
        self.known, self.spans, self.frame = known, spans, known.frame
        self.told: list[Told] = []
        self.verbs = saying.verbs(self.frame)
        self.verb_starts = [verb.start() for verb in self.verbs]
        self.depth = 0

    def read(self) -> tuple[Quote, ...]:
        for n in range(len(self.spans)):
            self.told.append(self._told(n))
        return tuple(
            Quote(start=span.start, end=span.end, speaker=person.name if person else None)
            for span, (person, _) in zip(self.spans, self.told, strict=True)
        )

    def _told(self, n: int) -> Told:
        span = self.spans[n]
        if self._is_no_speech(span):
            return _NOBODY
        rules = [self._behind, self._before] if self._runs_on(span) else [self._before, self._behind]
        if len(span.of(self.known.text).split()) >= _FEWEST:
            rules.append(self._at_end)
        if self._stands_alone(span):
            rules.append(self._carried)
        found = (rule(n) for rule in rules)
        return next((each for each in found if each != _NOBODY), _NOBODY)

    def _is_no_speech(self, span: Span) -> bool:
        """Whether it is a title, a nickname, or words that are spoken of."""
        if quoted.is_nickname(self.known.text, span):
            return True
        said = span.of(self.known.text)[1:-1].strip()
        words = said.split()
        of_work = bool(_WORK.search(self.frame[max(0, span.start - 40) : span.start]))
        if all(word[:1].isupper() or word[:1].isdigit() or word.lower() in _SMALL for word in words):
            closed = said[-1:] in ",?!." and not of_work
            return not (closed and (len(words) < 4 or self._sentence(span.start) == span.start))
        return of_work and not said[:1].isupper() and len(words) <= _FEWEST

    def _runs_on(self, span: Span) -> bool:
        """Whether its sentence goes on behind it."""
        last, next_one = self.frame[span.end - 2], self.frame[span.end : span.end + 1]
        is_led = last in "!?" and self.frame[max(0, span.start - 2) : span.start] == ": "
        return (last in ",!?" and not is_led) or next_one == ","

    def _stands_alone(self, span: Span) -> bool:
        """Whether it is a sentence by itself."""
        return self._sentence(span.start) == span.start and bool(_ENDED.search(self.frame[span.end - 3 : span.end]))

    def _behind(self, n: int) -> Told:
        """By a verb right behind it: "…," she said; "…," said Ada Quill."""
        span = self.spans[n]
        gap = _GAP.match(self.frame, span.end)
        begin = gap.end() if gap else span.end
        if not self._may_be_told_behind(span) or "\n" in self.frame[span.end : begin]:
            return _NOBODY
        end = self._sentence_end(begin)
        following = self.spans[n + 1].start if n + 1 < len(self.spans) else end
        words = self.frame[span.end : min(end, following)]
        found = saying.behind(words)
        if found is None or _JOINS.match(words):
            return _NOBODY
        if not self._runs_on(span) and (following < end or len(words[found.end :].split()) > _TAIL):
            return _NOBODY  # a full stop: what follows is a sentence of its own
        place = Span(span.end + found.subject.start, span.end + found.subject.end)
        return self._inverted(place) if found.inverted else self._by_subject(place)

    def _may_be_told_behind(self, span: Span) -> bool:
        dashed = self.known.text[span.end - 2 : span.end - 1] in "—–-…"
        return self._runs_on(span) or self.frame[span.end - 2] == "." or dashed

    def _before(self, n: int) -> Told:
        """By the last verb before it in its sentence, or in the one before where that ends with a colon."""
        end = self.spans[n].start
        start = self._sentence(end)
        last = self._last_before(start)
        if start == end and self.frame[last : last + 1] == ":":
            start = self._sentence(last)
        verbs = self._verbs(start, end)
        found = (self._by_verb(verb, start, end) for verb in reversed(verbs))
        told = next((each for each in found if each != _NOBODY), _NOBODY)
        if told != _NOBODY:
            return told
        according = saying.ACCORDING.search(self.frame[start:end])
        if according:
            return self._inverted(Span(start + according.start("subject"), start + according.end("subject")))
        if verbs or self.frame[start:end].rstrip().endswith(":"):
            person = subjects.leading(self.known, Span(start, end), self._pronoun)
            return person, person is not None
        return _NOBODY

    def _by_verb(self, verb: re.Match[str], start: int, end: int) -> Told:
        """By one verb before a quotation; nobody by one without a subject of its own."""
        left = self.frame[max(start, verb.start() - _REACH // 4) : verb.start()].rstrip(" ,")
        if left.endswith('"') and verb["strong"]:
            return self._inverted(Span(verb.end(), self._until(verb.end(), end)))
        if verb["participle"] or not left or left.endswith((" and", " but", " then")):
            return _NOBODY
        place = saying.subject(self.frame, verb.start(), start)
        person, sure = self._by_subject(place)
        return person, sure and not (verb["weak"] and _IMPERSONAL.search(place.of(self.frame)))

    def _at_end(self, n: int) -> Told:
        """By what its sentence ends with: "…, Ada Quill said."."""
        start = self.spans[n].end
        end = self._sentence_end(start)
        found = saying.ACCORDING.search(self.frame[start:end])
        if found:
            return self._inverted(Span(start + found.start("subject"), start + found.end("subject")))
        last = next(reversed(self._verbs(start, end)), None)
        if last is None or not last["strong"] or len(self.frame[last.end() : end].split()) > _TAIL:
            return _NOBODY
        comma = self.frame.rfind(",", start, last.start())
        return self._by_subject(Span(comma, last.start())) if comma >= 0 else _NOBODY

    def _carried(self, n: int) -> Told:
        """By the quotation before it, or by the subject of the sentence before it."""
        span = self.spans[n]
        last = self._last_before(span.start)
        if last < 0:
            return _NOBODY
        start = self._sentence(last)
        if n and self.told[n - 1] != _NOBODY and self.spans[n - 1].end >= start:
            return self.told[n - 1]
        before = Span(start, span.start)
        if "\n" in self.frame[last : span.start]:
            person = self._indirect(before)
            return person, person is not None
        person = subjects.leading(self.known, before, self._pronoun)
        others = {each.name for each in self.known.mentioned(before, within_quotes=False)}
        return (person, True) if person and others <= {person.name} else _NOBODY

    def _inverted(self, subject: Span) -> Told:
        return subjects.of_inverted(self.known, subject, self._pronoun), True

    def _by_subject(self, subject: Span) -> Told:
        return subjects.of_verb(self.known, subject, self._pronoun)

    def _pronoun(self, word: str, at: int) -> Person | None:
        """Whom "he" or "she" means: the one who spoke last, where nobody else who may be meant is named since."""
        last = self._spoke_last(at)
        if last is not None:
            since = self.known.mentioned(Span(self.spans[last].end, at), within_quotes=False)
            speaker = self.told[last][0]
            fitting = {each.name for each in since if people.fits(each, word)}
            if speaker is None and not fitting:
                return None
            if speaker and people.fits(speaker, word) and fitting <= {speaker.name}:
                return speaker
        return self._said_before(word, at) or self.known.of_pronoun(word, at)

    def _spoke_last(self, at: int) -> int | None:
        """The last quotation before `at`, not far from it, of which somebody is told."""
        for n in reversed(range(len(self.told))):
            end = self.spans[n].end
            if end < at - _REACH or self.frame.count("\n", end, at) > _LINE_ENDS:
                return None
            if self.told[n] != _NOBODY and end <= at:
                return n
        return None

    def _said_before(self, word: str, at: int) -> Person | None:
        """Who is said to say something before a quotation in the same sentence, or in the sentence before."""
        if self.depth > _DEEPEST:
            return None
        self.depth += 1
        start = self._sentence(at)
        mark = self.frame.find('"', start, at)
        person = self._indirect(Span(start, mark)) if mark > 0 else None
        if person is None and start:
            person = self._indirect(Span(self._sentence(start - 1), start))
        self.depth -= 1
        return person if person and people.fits(person, word) else None

    def _indirect(self, sentence: Span) -> Person | None:
        """Who speaks in a sentence without marks: the subject of its last verb of saying."""
        last = next(
            (
                verb
                for verb in reversed(self._verbs(sentence.start, sentence.end))
                if verb["strong"] and not _DEMANDS.match(self.frame, verb.end())
            ),
            None,
        )
        if last is None:
            return None
        if self.frame[sentence.start : last.start()].rstrip(" ,").endswith('"'):
            return self._inverted(Span(last.end(), self._until(last.end(), sentence.end)))[0]
        return self._by_subject(saying.subject(self.frame, last.start(), sentence.start))[0]

    def _until(self, start: int, end: int) -> int:
        """Where the next quotation begins, at most `end`."""
        mark = self.frame.find('"', start, end)
        return mark if mark >= 0 else end

    def _verbs(self, start: int, end: int) -> list[re.Match[str]]:
        """The verbs of saying between two places."""
        return self.verbs[bisect_left(self.verb_starts, start) : bisect_left(self.verb_starts, end)]

    def _sentence(self, at: int) -> int:
        """Where the sentence that `at` stands in begins, as far as it matters."""
        return max(self.known.starts[bisect_right(self.known.starts, at) - 1], at - _REACH)

    def _sentence_end(self, at: int) -> int:
        n = bisect_right(self.known.starts, at)
        return min(at + _REACH, self.known.starts[n] if n < len(self.known.starts) else len(self.frame))

    def _last_before(self, at: int) -> int:
        """The last code point before `at` that is no white space, -1 where there is none near."""
        begin = max(0, at - 20)
        near = self.frame[begin:at].rstrip()
        return begin + len(near) - 1 if near else -1
