"""A kill takes the reprints of a text with it; not what was printed before, told otherwise, or put in its place."""

from __future__ import annotations

import pytest

from rag.archive import Archive
from rag.types import Answer, Scope
from tests.asking import ask, made

ASKED = "How much money did Hugo Lind take?"
STORY = (
    "The harbour master of Orme, Hugo Lind, took 30,000 dollars from a builder, prosecutors said on Tuesday. Lind got "
    "the money in two envelopes at a restaurant on the quay, according to the indictment that was read out in court. "
    "A trial is to begin in the autumn before the district court, the prosecutors said in a statement."
)
EDITED = (  # a line of credit, a paragraph less, one more
    "The harbour master of Orme, Hugo Lind, took 30,000 dollars from a builder, prosecutors said on Tuesday, the Wire "
    "reported. Lind got the money in two envelopes at a restaurant on the quay, according to the indictment. He was "
    "not in his office when a reporter called on Wednesday."
)
OWN = (
    "Hugo Lind, who runs the harbour of Orme, was paid 30,000 dollars by a contractor whose yard he inspects, "
    "according to bank records that were seen by this newspaper."
)


def archive_with(archive: Archive, text: str, *, day: str, source: str, **fields: str) -> Archive:
    """A wire story of 2 June, and another article."""
    archive.put([made("wire_2021_06_02", STORY), made("other", text, date=day, source=source, **fields)])
    return archive


def kill(archive: Archive, **fields: str) -> None:
    """The wire story is withdrawn on 4 June."""
    told = {"updated": "2021-06-04T09:00:00Z", "status": "canceled"} | fields
    archive.put([made("wire_2021_06_02", "KILL: the story on Hugo Lind is withdrawn.", **told)])


@pytest.mark.parametrize("as_of", [None, "2021-06-03"])
@pytest.mark.parametrize("text", [STORY, STORY + "\n\nThe Courier prints reports of the Wire.", EDITED])
def test_a_reprint_of_a_killed_story_is_withdrawn(archive: Archive, text: str, as_of: str | None) -> None:
    """At every as_of, whole or with a line of the outlet's own."""
    archive_with(archive, text, day="2021-06-03", source="Courier")
    before = ask(archive, ASKED)
    kill(archive)
    after = ask(archive, ASKED, as_of=as_of)

    assert cited(before)
    assert not cited(after)
    assert not after.nearest
    assert archive.citation(before.citations[0].id).state == "withdrawn"
    assert not archive.search("Hugo Lind").hits


def test_a_reprint_that_comes_in_after_the_kill_is_withdrawn(archive: Archive) -> None:
    """The order of arrival makes no difference."""
    archive.put([made("wire_2021_06_02", STORY)])
    kill(archive)
    archive.put([made("courier_2021_06_05", STORY)])

    assert not cited(ask(archive, ASKED))


@pytest.mark.parametrize(
    ("text", "day", "source"),
    [(OWN, "2021-06-03", "Courier"), (STORY, "2021-05-30", "Courier"), (STORY, "2021-06-05", "Wire")],
    ids=["an own report", "printed before", "put in its place"],
)
def test_what_is_no_reprint_stands(archive: Archive, text: str, day: str, source: str) -> None:
    """Another report, an earlier printing and the same outlet's next version are still told."""
    archive_with(archive, text, day=day, source=source)
    kill(archive)

    assert cited(ask(archive, ASKED)) == {"other"}


def test_a_kill_in_a_collection_that_may_not_be_read_is_not_known(archive: Archive) -> None:
    """A reader of one collection learns nothing of another's: the reprint stands for him."""
    archive_with(archive, STORY, day="2021-06-03", source="Courier", collection="open")
    kill(archive)
    scope = Scope(now=archive.scope().now, readable=frozenset({"open"}))

    assert archive.ask(ASKED, scope).citations
    assert not archive.ask(ASKED).citations


def cited(answer: Answer) -> set[str]:
    """The ids of the articles that an answer cites."""
    return {each.article_id for each in answer.citations}
