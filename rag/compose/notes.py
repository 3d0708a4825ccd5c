"""What the server says beside an answer, in words that are no article's: corrections, conflicts, what was left out."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Callable, Sequence

from rag import advisories, times
from rag.figures import numbers
from rag.types import (
    Citation,
    Course,
    Coverage,
    Evidence,
    Finding,
    Given,
    LLMTrouble,
    Note,
    Notice,
    Reversal,
    Revision,
    Sentence,
    Verdict,
)

_SHORT = 90  # characters of what is undone by which a note names it
Cite = Callable[[Sentence], Citation]


def of_search(judged: Verdict, found: Evidence) -> list[Note]:
    """What the search could not look at."""
    notes = []
    left_out = found.coverage.undated_left_out
    if left_out:
        notes.append(Note("undated", f"{left_out:,} undated article{'s were' if left_out != 1 else ' was'} left out."))
    if judged.reason == "outside_coverage":
        notes.append(Note("coverage", f"The archive: {reach(found.coverage)}."))
    if found.degraded:
        notes.append(Note("degraded", "The search index is being rebuilt; this answer was found without all of it."))
    return notes


def of_language(told: Sequence[Sentence]) -> list[Note]:
    """That something told is in a language whose marks are not read."""
    if all(each.marks.english for each in told):
        return []
    return [
        Note("language", "Quoted from another language than English: how sure it is, and who says so, is not read.")
    ]


def of_trouble(trouble: LLMTrouble | None, *, is_written: bool) -> list[Note]:
    """That the sources' own sentences are shown since the language model was of no help, or had not ended."""
    said = {
        "llm_timeout": "The language model did not answer in time",
        "llm_error": "The language model could not be used",
        "llm_rejected": "What the language model wrote was not carried by the sources",
    }
    if trouble and is_written:
        return [Note("degraded", "The language model broke off: sentences of the sources stand beside what it wrote.")]
    return [Note("degraded", f"{said[trouble]}: these are the sources' own sentences.")] if trouble else []


def of_course(course: Course, cite: Cite) -> list[Note]:
    """What a reader must know of a figure: that sources differ, or that another one was taken back."""
    notes = []
    if course.differs:
        cited = [(each, cite(each.sentence)) for each in course.current]
        sides = " and ".join(f"{each.words} ({origin(citation)})" for each, citation in cited)
        notes.append(Note("conflict", f"Sources differ: {sides}.", tuple(citation.id for _, citation in cited)))
    elif course.dead and course.current:
        stands = course.current[0]
        citation, dead = cite(stands.sentence), ", ".join(dict.fromkeys(each.words for each in course.dead))
        text = f"Taken back: {dead}. What stands: {stands.words} ({_put_right(stands)})."
        notes.append(Note("corrected", text, (citation.id,)))
    return notes


def of_passed(course: Course, cite: Cite) -> list[Note]:
    """What a reader must know of a figure that is told beside the answer and stands no more."""
    if course.dead or not course.history:
        return of_course(course, cite)
    citation, was = cite(course.current[0].sentence), ", ".join(dict.fromkeys(each.words for each in course.history))
    text = f"No longer {was}: since then {course.current[0].words} ({origin(citation)})."
    return [Note("superseded", text, (citation.id,))]


def of_reversals(finding: Finding, cite: Cite) -> list[Note]:
    """That a later report says against something told that it stands no more."""
    told = {each.place for each in finding.told}
    both = [each for each in finding.reversals if {each.undone.place, each.by.place} <= told]
    return _joined([of_reversal(each, cite) for each in both])


def of_reversal(reversal: Reversal, cite: Cite) -> Note:
    """That a later report undoes what an earlier one tells, by its first words."""
    early, late = cite(reversal.undone), cite(reversal.by)
    told = textwrap.shorten(reversal.undone.text, _SHORT, placeholder=" …")
    text = f"A later report ({origin(late)}) undoes or changes what was told before: “{told}” ({origin(early)})."
    return Note("superseded", text, (early.id, late.id))


def of_advisories(told: Sequence[Sentence], found: Evidence, cite: Cite) -> list[Note]:
    """That newsrooms were told to print a story no more from which something is told; its words are for them alone."""
    notes = []
    for each in told:
        advisory = advisories.against(each, found)
        if advisory:
            citation = cite(each)
            sent = _named(advisory.source, advisory.published.text if advisory.published else None)
            text = f"Withdrawn: an advisory to newsrooms ({sent}) says to use this story no more ({origin(citation)})."
            notes.append(Note("superseded", text, (citation.id,)))
    return _joined(notes)


def _joined(superseded: Sequence[Note]) -> list[Note]:
    """The notes, those that say the same as one."""
    said: dict[str, dict[str, None]] = {}  # the ids of what is cited, by what is said
    for each in superseded:
        said.setdefault(each.text, {}).update(dict.fromkeys(each.citations))
    return [Note("superseded", text, tuple(ids)) for text, ids in said.items()]


def of_corrections(told: Sequence[Sentence], cite: Cite, course: Course | None = None) -> list[Note]:
    """The correction notices of articles for what is told from them, unless what `course` takes back says as much."""
    known = {each.words for each in course.dead} if course else set()
    return [
        Note("corrected", _corrected(notice, each.revision), (cite(each).id,))
        for each in told
        for notice in each.marks.notices
        if not (notice.wrong and known.issuperset(notice.wrong))
        and any(_tells(each.text, right) for right in notice.right)
    ]


def _tells(text: str, right: str) -> bool:
    """Whether a text has what a notice gives as right: the words, or the number in other ones ("seventeen", 17)."""
    if re.search(rf"(?<!\w){re.escape(right)}(?!\w)", text):
        return True
    values = {each.value for each in numbers.read(right)}
    return any(each.value in values for each in numbers.read(text))


def of_independence(counts: dict[str, int]) -> Note:
    """How many carry an answer: "4 articles, 3 sources, 1 independent report"."""
    said = [
        f"{counts[name]:,} {noun}{'s' if counts[name] != 1 else ''}"
        for name, noun in (("articles", "article"), ("sources", "source"), ("independent", "independent report"))
    ]
    return Note("independence", f"{', '.join(said)}.")


def origin(citation: Citation) -> str:
    """The outlet and the day of what is cited, as far as they are known."""
    return _named(citation.source, citation.published)


def _put_right(stands: Given) -> str:
    """The outlet of what stands, and the day on which it came to say so: of its update where there was one."""
    revision = stands.sentence.revision
    when = revision.updated or revision.published
    return _named(revision.source, when.text if when else None)


def _named(source: str | None, published: str | None) -> str:
    day = published[:10] if published else None  # a date or a time in ISO 8601
    return ", ".join(part for part in (source, day) if part)


def reach(coverage: Coverage) -> str:
    """From when to when the articles are."""
    if not coverage.first or not coverage.last:
        return "its articles bear no dates"
    begins, ends = times.day_of(coverage.first), times.day_of(coverage.last, "last")
    return f"it begins on {begins.isoformat()} and ends on {ends.isoformat()}"


def _corrected(notice: Notice, revision: Revision) -> str:
    when = revision.updated or revision.published
    day = f" on {times.day_of(when).isoformat()}" if when else ""
    wrong = f", not {' or '.join(notice.wrong)}" if notice.wrong else ""
    return f"Corrected{day}: {' and '.join(notice.right)}{wrong}."
