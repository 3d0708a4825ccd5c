"""`dateline ask` and `dateline search`: answers and passages, for people and for programs."""

from __future__ import annotations

import json
from pathlib import Path

import msgspec
import pytest

from rag.types import Answer
from tests.cli.newsroom import Run

pytestmark = pytest.mark.xdist_group("model")
QUESTION = "Which countries sponsor the Astana talks?"


def test_an_answer_is_shown_with_its_sources(made: Path, run: Run) -> None:
    """Sentences carry [n]; each source has outlet, date and the quote."""
    said = run("ask", QUESTION, "--archive", made)

    assert said.code == 0
    assert said.out.startswith("Russia, Turkey and Iran sponsor the Astana talks. [1]")
    assert "[1] Northgate Herald, 2017-05-03, Talks on Syria open in Astana" in said.out
    assert "“Russia, Turkey and Iran sponsor the Astana talks.”" in said.out


def test_an_abstention_says_what_was_searched(made: Path, run: Run) -> None:
    """Without support there is no answer but words that say so, and that is no failure."""
    said = run("ask", "Who won the chess championship in Bergen?", "--archive", made)

    assert said.code == 0
    assert "[1]" not in said.out.split("Nearest")[0]
    assert said.out.strip()


def test_json_is_the_answer_of_the_wire(made: Path, run: Run) -> None:
    """With --json the answer is one object of the wire's shape."""
    answer = msgspec.json.decode(run("ask", QUESTION, "--json", "--archive", made).out, type=Answer)

    assert answer.status == "answered"
    assert answer.citations[0].quote == "Russia, Turkey and Iran sponsor the Astana talks."


def test_as_of_hides_what_came_later(made: Path, run: Run) -> None:
    """Under --as-of an article of a later day is not read."""
    answer = json.loads(run("ask", QUESTION, "--as-of", "2017-05-02", "--json", "--archive", made).out)

    assert answer["sentences"] == []
    assert answer["interpreted"]["as_of"] == "2017-05-02"


@pytest.mark.parametrize(
    ("filters", "found"),
    [
        (("--source", "Lakeland Post"), {"ferry"}),
        (("--from", "2018-06-01"), {"rates"}),
        (("--to", "2017-12-31"), {"astana"}),
        (("--source", "Lakeland Post", "--source", "Meridian Wire"), {"ferry", "rates"}),
    ],
    ids=["source", "from", "to", "two sources"],
)
def test_filters_narrow_a_search(filters: tuple[str, ...], found: set[str], made: Path, run: Run) -> None:
    """Each filter of the wire is a flag."""
    hits = json.loads(run("search", "what happened on Thursday", *filters, "--json", "--archive", made).out)["hits"]

    assert {hit["article_id"] for hit in hits} == found


def test_a_search_goes_on_where_it_stopped(made: Path, run: Run) -> None:
    """The cursor of one page opens the next, which shows other passages."""
    first = json.loads(run("search", "what happened", "--limit", "1", "--json", "--archive", made).out)

    second = run("search", "what happened", "--limit", "1", "--cursor", first["next"], "--json", "--archive", made)

    assert json.loads(second.out)["hits"][0]["article_id"] != first["hits"][0]["article_id"]


def test_a_search_is_shown_by_rank(made: Path, run: Run) -> None:
    """Each hit has a number, outlet, date, headline and the passage."""
    said = run("search", "ferry", "--limit", "1", "--archive", made)

    assert said.out.startswith("1. Lakeland Post, 2018-02-12, Ferry service resumes\n   ")


@pytest.mark.parametrize(
    ("arguments", "field"),
    [
        (("ask", "Who?", "--as-of", "soon"), "as_of"),
        (("ask", "Who?", "--from", "2019", "--to", "2018"), "from"),
        (("ask", " "), "question"),
        (("search", "ferry", "--cursor", "nowhere"), "cursor"),
    ],
    ids=["as_of", "from after to", "no question", "cursor"],
)
def test_a_request_that_makes_no_sense_is_a_usage_error(
    arguments: tuple[str, ...], field: str, made: Path, run: Run
) -> None:
    """Exit code 2, and one line that names the field."""
    said = run(*arguments, "--archive", made)

    assert said.code == 2
    assert said.err.startswith(f"dateline: {field}: ")
    assert said.err.count("\n") == 1
