"""How an answer is shown to people: its sentences, notes and sources, and a quote in its article."""

from __future__ import annotations

from collections.abc import Sequence

from rag.types import Answer, Citation, Revision
from service.commands.terminal import say
from service.wording import marked, origin_of, unanswered

_AROUND = 600  # characters of an article on each side of a quote


def show_answer(answer: Answer) -> None:
    """Prints the whole answer with the quotes of its sources."""
    if answer.sentences:
        say(" ".join(marked(sentence, answer.citations) for sentence in answer.sentences))
    else:
        say(answer.text)
    show_remarks(answer)
    show_sources("Sources", answer.citations)
    show_sources("Nearest", answer.nearest)


def show_remarks(answer: Answer) -> None:
    """Prints what the server adds in its own words: what of several questions has no answer, and the notes."""
    for said in unanswered(answer):
        say(said)
    for note in answer.notes:
        say(note.text, first="Note: ", indent="      ")


def show_sources(heading: str, citations: Sequence[Citation]) -> None:
    """Prints where each quote comes from, the quote and its address."""
    if citations:
        print(f"\n{heading}")
    for citation in citations:
        marker = f"[{citation.marker}] " if citation.marker else "- "
        indent = " " * len(marker)
        say(origin_of(citation), first=marker, indent=indent)
        say(f"“{citation.quote}”", indent=indent)
        if citation.url:
            say(citation.url, indent=indent)


def show_in_article(citation: Citation, revision: Revision) -> None:
    """Prints what is cited amid what stands around it in the revision that it is cited from."""
    say(origin_of(citation), tone="bold")
    if citation.url:
        say(citation.url, tone="dim")
    print()
    if citation.field == "title":
        say(citation.quote, first="> ", indent="> ", tone="bold")
        _show_text(_after(revision.text, 0))
        return
    _show_text(_before(revision.text, citation.start))
    say(citation.quote, first="> ", indent="> ", tone="bold")
    _show_text(_after(revision.text, citation.end))


def _show_text(text: str) -> None:
    for paragraph in text.splitlines():
        if paragraph.strip():
            say(paragraph, indent="  ")


def _before(text: str, end: int) -> str:
    """Some text up to `end`, from the beginning of a word on."""
    if end <= _AROUND:
        return text[:end]
    return f"… {text[end - _AROUND : end].partition(' ')[2]}"


def _after(text: str, start: int) -> str:
    """Some text from `start` on, up to the end of a word."""
    if len(text) - start <= _AROUND:
        return text[start:]
    return f"{text[start : start + _AROUND].rpartition(' ')[0]} …"
