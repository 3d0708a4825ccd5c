"""An answer as the content of a chat message: piece after piece, with a note of where each marker stands.

Joined, the pieces are the content, whether they are sent one by one or together. Sentences come first, as they are
told; then what could not be answered, the server's notes and, where they are wanted, the sources.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from rag.compose import fragments
from rag.compose.notes import origin
from rag.types import Answer, AnswerSentence, Citation, Dated, Glossed, Value
from service.chat.markdown import escaped, link, opening, target
from service.chat.shapes import Annotation, UrlCitation
from service.shapes import permalink

_BREAK = "\n\n"


class Content:
    """A content in the making. `base`: what links to our reader start with; `listing`: whether sources are listed."""

    def __init__(self, *, base: str, listing: bool) -> None:
        self._base = base
        self._listing = listing
        self._length = 0
        self._cited: dict[int, Citation] = {}  # by marker, as they are shown
        self._annotations: list[Annotation] = []

    @property
    def annotations(self) -> tuple[Annotation, ...]:
        """Where each marker stands so far, in order."""
        return tuple(self._annotations)

    def sentence(self, told: AnswerSentence, citations: Iterable[Citation]) -> str:
        """The piece that tells a sentence; `citations`: its own among them."""
        known = {each.id: each for each in citations}
        said = f" {escaped(told.text)}" if self._length else opening(told.text)
        return self._write(said, [known[each] for each in told.citations])

    def rest(self, answer: Answer) -> str:
        """The piece behind the sentences of an answer; empty where there is nothing left to say."""
        return "".join((*self._refusals(answer), *self._notes(answer), *self._sources(answer)))

    def whole(self, answer: Answer) -> str:
        """All pieces of an answer in one."""
        told = [self.sentence(each, answer.citations) for each in answer.sentences]
        return "".join((*told, self.rest(answer)))

    def _refusals(self, answer: Answer) -> Iterator[str]:
        for said in filter(None, _untold(answer)):
            yield self._paragraph(opening(said))

    def _notes(self, answer: Answer) -> Iterator[str]:
        cited = {each.id: each for each in answer.citations}
        for note in answer.notes:
            yield self._paragraph(f"Note: {escaped(note.text)}", _named(note.citations, cited))
        for said in (self._history(answer, cited), self._meanings(answer, cited)):
            yield from said

    def _history(self, answer: Answer, cited: Mapping[str, Citation]) -> Iterator[str]:
        """What stood before: figures with their days, oldest first."""
        for course in answer.history or ():
            lead = f"{_BREAK}Note: earlier figures:"
            for value in course.values:
                yield self._write(f"{lead} {escaped(_figure(value))}", _named(value.citations, cited))
                lead = ","
            yield self._write(".")

    def _meanings(self, answer: Answer, cited: Mapping[str, Citation]) -> Iterator[str]:
        """What words of sentences mean that lean on something outside of them: "Wednesday", "she"."""
        lead = f"{_BREAK}Note: "
        for sentence in answer.sentences:
            for gloss in sentence.glosses or ():
                said = f"“{escaped(_surface(sentence.text, sentence.dates or (), gloss))}”: {escaped(gloss.text)}"
                yield self._write(lead + said, _named((gloss.citation,), cited))
                lead = "; "
        if lead == "; ":
            yield self._write(".")

    def _sources(self, answer: Answer) -> Iterator[str]:
        if not self._listing:
            return
        shown = [(f"[{marker}] ", each) for marker, each in sorted(self._cited.items())]
        listed = shown or [("", each) for each in answer.nearest]
        if listed:
            yield self._paragraph("**Sources**" if shown else "**Closest passages**")
            yield self._write("\n")
        for label, each in listed:
            about = f", {escaped(origin(each))}" if origin(each) else ""
            yield self._write(f"\n- {label}{link(_title(each), self._url(each))}{about}: “{escaped(each.quote)}”")

    def _paragraph(self, text: str, cited: Sequence[Citation] = ()) -> str:
        return self._write(f"{_BREAK if self._length else ''}{text}", cited)

    def _write(self, text: str, cited: Sequence[Citation] = ()) -> str:
        """A piece: `text`, which is Markdown, and a marker for each citation."""
        for each in cited:
            start = self._length + len(text) + 1
            text += f" [{each.marker}]"
            self._cited.setdefault(each.marker, each)
            self._annotations.append(self._annotated(each, start, self._length + len(text)))
        self._length += len(text)
        return text

    def _annotated(self, citation: Citation, start: int, end: int) -> Annotation:
        place = UrlCitation(start_index=start, end_index=end, url=self._url(citation), title=_title(citation))
        return Annotation(url_citation=place)

    def _url(self, citation: Citation) -> str:
        """Where the cited words are shown: in the article at its own address, else in our reader."""
        if citation.url and citation.link:
            return target(citation.link)
        place = self._base.rstrip("/") + permalink(citation)
        return target(fragments.link(place, citation.quote, prefix=citation.prefix, suffix=citation.suffix) or "")


def _title(citation: Citation) -> str:
    return citation.title or citation.source or citation.article_id


def _named(ids: Iterable[str | None], cited: Mapping[str, Citation]) -> list[Citation]:
    return [cited[each] for each in ids if each and each in cited]


def _figure(value: Value) -> str:
    """A figure, what it counts, and the day on which it was told."""
    day = f"({value.at[:10]})" if value.at else None
    return " ".join(part for part in (value.value, value.unit, day) if part)


def _surface(text: str, dates: Sequence[Dated], gloss: Glossed) -> str:
    """The words of a sentence that a gloss stands behind."""
    dated = next((each.text for each in dates if each.end == gloss.at), None)
    return dated or (text[: gloss.at].split() or [""])[-1]


def _untold(answer: Answer) -> Iterator[str]:
    """What an answer's text says outside of its sentences: an abstention, or one on each of several questions."""
    markers = {each.id: f" [{each.marker}]" for each in answer.citations}
    at = 0
    for sentence in answer.sentences:
        yield answer.text[at : sentence.start].strip()
        at = sentence.end + len("".join(markers[each] for each in sentence.citations))
    yield answer.text[at:].strip()
