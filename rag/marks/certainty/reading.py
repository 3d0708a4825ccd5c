"""The claims of a text: each of its sentences by the words that govern it, and by what denies it behind it.

But: English only, by rules and word lists; who "she" is stays open.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec import Struct

from rag.marks.certainty import clauses, cues, frames, own, refuting, sources, verbs
from rag.marks.certainty.cues import Found
from rag.marks.certainty.frames import Frame
from rag.types import Certainty, Claim, Quote, Span

_SEVERAL = re.compile(r"[.!?…] +[“\"‘]?[A-Z]|, but ")  # claims in one quotation, hedged or not
_QUOTED_SHARE = 0.6  # of a sentence, from which on it is a quotation whoever says it
_FURTHER = re.compile(rf"[,{clauses.GAP}{clauses.QUOTED}] ?(?:{'|'.join(sorted(verbs.TELLING))})\b")
_ENDS = re.compile(r"[.,!?…—–-][”\"’']?$|[^”\"’']$")  # of words that somebody said; those of a title end otherwise
_PAST = re.compile(r"(?:said|told|[a-z]+ed|wrote|thought|found)$")
_STOP = re.compile(r"[,.;:\0\"]")
_LEAD = 30  # code points that may stand before a quotation which is all that is told: "in a statement:"


class _Sentence(Struct, frozen=True):
    """A sentence as it is read; all its texts are as long as it is.

    `said`: its quotations blanked; `main`: its subordinate clauses as well; `quoted`: all but its quotations blanked;
    `frame`: what gives it to somebody.
    """

    span: Span
    said: str
    main: str
    quoted: str
    frame: Frame | None

    @property
    def source(self) -> str:
        """The words that name who says so, none in the outlet's own voice."""
        return self.frame.source.of(self.main) if self.frame else ""

    @property
    def told(self) -> str:
        """What somebody is said to have said, or the whole."""
        return self.frame.told.of(self.said) if self.frame else self.said


def read(text: str, sentences: Sequence[Span], quotes: Sequence[Quote]) -> tuple[Claim, ...]:
    """The claims of a text, one a sentence and in their order."""
    return refuting.refuted(text, [_claim(_sentence(text, each, quotes)) for each in sentences])


def _sentence(text: str, span: Span, quotes: Sequence[Quote]) -> _Sentence:
    said = clauses.blanked(text, span, [each for each in quotes if each.start < span.end and span.start < each.end])
    main = clauses.main(said)
    shown = span.of(text)
    if clauses.QUOTED in said:
        quoted = "".join(char if mask == clauses.QUOTED else " " for char, mask in zip(shown, said, strict=True))
    else:
        quoted = ""
    return _Sentence(span, said, main, quoted, _governing(list(frames.found(main))))


def _governing(found: Sequence[Frame]) -> Frame | None:
    """The frame that holds the whole sentence: the one that closes it, else the first."""
    return next((each for each in found if each.trailing), found[0] if found else None)


def _claim(sentence: _Sentence) -> Claim:
    own_act = _is_own(sentence)
    found = cues.weakest([*_hedges(sentence), *_attribution(sentence, own_act=own_act)])
    frame, start = sentence.frame, sentence.span.start
    if found is None:
        return Claim(start=start, end=sentence.span.end, certainty="asserted")
    return Claim(
        start=start,
        end=sentence.span.end,
        certainty=found.certainty,
        cue=_moved(found.span, start),
        source=_moved(frame.source, start) if frame else None,
        own_act=own_act,
    )


def _hedges(sentence: _Sentence) -> list[Found]:
    """The hedges of the main claim, and those of a quotation where that is all there is."""
    frame = sentence.frame
    further = _FURTHER.search(sentence.main)  # "…, adding that" tells more
    main = sentence.main[: further.end()] if further else sentence.main
    past = frame is not None and bool(_PAST.match(frame.verb.of(main)))
    found = list(cues.found(main, reported=past))
    words = re.sub('[“”"]', " ", sentence.quoted)
    if words.strip() and _is_wholly_quoted(sentence) and not _SEVERAL.search(words.strip()):
        found.extend(cues.found(clauses.main(words), quoted=True))
    return found


def _is_wholly_quoted(sentence: _Sentence) -> bool:
    """Whether the claim stands in quotation marks alone."""
    outside = sentence.told.replace(clauses.QUOTED, "").strip(" ,.:")
    leading = sentence.frame is not None and not sentence.frame.trailing
    return len(outside) <= (_LEAD if leading else 0) and sentence.told.count(clauses.QUOTED) > len(sentence.said) / 4


def _attribution(sentence: _Sentence, *, own_act: bool) -> list[Found]:
    if sentence.frame:
        return [Found(_vouched(sentence, sentence.frame, own_act=own_act), sentence.frame.verb)]
    quoted = sentence.quoted.strip()
    if len(quoted) >= _QUOTED_SHARE * len(sentence.said) and _ENDS.search(quoted):
        at = sentence.said.index(clauses.QUOTED)
        return [Found("attributed", Span(at, at + 1))]
    return []


def _vouched(sentence: _Sentence, frame: Frame, *, own_act: bool) -> Certainty:
    """How sure it is what somebody says, by what kind of source it is."""
    behind = _STOP.split(sentence.main[frame.source.end :])[0] if frame.verb.end < frame.source.start else ""
    if not own_act and sources.is_hearsay(sentence.source + behind, frame.verb.of(sentence.main)):
        return "unconfirmed"
    return "secondhand" if not own_act and sources.is_media(sentence.source) else "attributed"


def _is_own(sentence: _Sentence) -> bool:
    frame = sentence.frame
    if frame is None:
        return own.says_i(sentence.quoted.strip())
    told = frame.told.of(sentence.main)
    if told.strip(" ,.:\0").startswith(clauses.QUOTED) and own.says_i(sentence.quoted.strip()):
        return True
    behind = sentence.main[frame.verb.end :]
    return own.is_own(sentence.source, frame.verb.of(sentence.main), told, behind, trailing=frame.trailing)


def _moved(span: Span, by: int) -> Span:
    return Span(by + span.start, by + span.end)
