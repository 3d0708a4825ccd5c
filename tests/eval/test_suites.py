"""Suites from files, in every spelling that they come in."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

from eval.errors import SuiteAbsent, SuiteInvalid
from eval.suites import folder, lines, named, rtqa
from eval.types import Gold, Suite
from rag.types import Turn

RAIN = {"id": "rain", "title": "Rain", "text": "Rain fell.", "date": "2018-01-01"}
ASKED = {"id": "q", "question": "What fell?", "answerable": True, "answer": ["Rain"], "kind": "what"}


def write(path: Path, *rows: object) -> Path:
    """Rows as JSON lines, packed when the name ends in gz."""
    path.parent.mkdir(parents=True, exist_ok=True)
    text = "".join(f"{json.dumps(row)}\n" for row in rows)
    path.write_bytes(gzip.compress(text.encode()) if path.suffix == ".gz" else text.encode())
    return path


def suite(home: Path, *questions: object) -> Suite:
    """A folder's suite about rain."""
    write(home / "articles.jsonl", RAIN)
    write(home / "questions.jsonl", *questions)
    return folder.load(home)


@pytest.mark.parametrize("name", ["article_id", "doc_id", "article"])
def test_evidence_may_name_its_article_in_three_ways(tmp_path: Path, name: str) -> None:
    """article_id, doc_id, article."""
    loaded = suite(tmp_path, ASKED | {"evidence": [{name: "rain", "quote": "Rain fell."}]})

    assert loaded.cases[0].evidence == (Gold(article_id="rain", quote="Rain fell."),)
    assert loaded.notes == ()


def test_other_spellings_are_read_alike(tmp_path: Path) -> None:
    """`state` for status, `type` for kind, a string for the answer; unknown fields are left out."""
    row = {"id": "q", "question": "?", "answer": "Rain", "type": "what", "state": "reported", "colour": "red"}

    case = suite(tmp_path, row | {"history": [{"role": "user", "content": "Hello"}]}).cases[0]

    assert (case.answers, case.kind, case.status, case.answerable) == (("Rain",), "what", "reported", True)
    assert case.history == (Turn("user", "Hello"),)


@pytest.mark.parametrize(
    ("row", "answerable"),
    [
        ({"state": "not_stated", "answer": ["x"]}, False),
        ({"state": "answered", "answer": None}, True),
        ({"answer": ""}, False),
        ({"answer": "x", "answerable": False}, False),
    ],
)
def test_what_is_due_follows_from_the_labels_there_are(
    tmp_path: Path, row: dict[str, object], answerable: bool
) -> None:
    """Answerable as it says, else as the status says, else as there is an answer."""
    assert suite(tmp_path, {"id": "q", "question": "?"} | row).cases[0].answerable is answerable


@pytest.mark.parametrize(
    ("row", "names"),
    [
        ({"question": "?"}, "questions.jsonl:2"),
        (ASKED | {"as_of": "Tuesday"}, "Tuesday"),
        (ASKED | {"evidence": [{"quote": "Rain"}]}, "article_id"),
        (ASKED, "given twice: q"),
        ("not an object", "questions.jsonl:2"),
    ],
)
def test_a_line_that_cannot_be_read_is_named(tmp_path: Path, row: object, names: str) -> None:
    """The message says which line, and what is wrong with it."""
    with pytest.raises(SuiteInvalid, match=names):
        suite(tmp_path, ASKED, row)


def test_every_line_that_cannot_be_read_is_named_at_once(tmp_path: Path) -> None:
    """A file is mended in one go: each bad line by its number, up to a point."""
    with pytest.raises(SuiteInvalid, match=r"jsonl:2: .*; .*jsonl:3: .*Tuesday"):
        suite(tmp_path, ASKED, {"question": "?"}, ASKED | {"as_of": "Tuesday"})
    with pytest.raises(SuiteInvalid, match=r"jsonl:20: .*; \.\.\. and 5 more$"):
        suite(tmp_path, *[{"question": "?"}] * 25)


def test_a_quote_that_its_article_does_not_hold_is_pointed_out(tmp_path: Path) -> None:
    """The suite is measured all the same, with a note that names the question."""
    loaded = suite(tmp_path, ASKED | {"evidence": [{"article_id": "rain", "quote": "Snow fell."}]})

    assert "1 questions have a quote that is not in its article, such as q" in loaded.notes[0]


def test_revisions_are_numbered_as_they_arrive(tmp_path: Path) -> None:
    """A changed line of the same id is the next revision; the same line again is none."""
    changed = RAIN | {"text": "Much rain fell."}

    found = lines.editions(write(tmp_path / "articles.jsonl", RAIN, RAIN, changed, RAIN))

    assert [(each.number, each.text) for each in found] == [
        (1, "Rain fell."),
        (2, "Much rain fell."),
        (3, "Rain fell."),
    ]


def test_kinds_and_groups_are_sliced_where_there_are_several(tmp_path: Path) -> None:
    """One kind alone has no slice of its own, nor has a group without a name."""
    alone = suite(tmp_path / "a", ASKED)
    several = suite(tmp_path / "b", ASKED, ASKED | {"id": "r", "kind": "when", "evidence_kind": "gold-link"})

    assert [part.name for part in alone.slices] == [""]
    assert [part.name for part in several.slices] == ["", "gold-link", "what", "when"]


def test_rtqa_puts_each_question_with_and_without_as_of(tmp_path: Path) -> None:
    """Without as_of all, with it those whose evidence was out; nulls keep theirs; gold-link apart."""
    asked = {"id": "q", "question": "?", "answer": "x", "evidence_kind": "gold-link", "as_of": "2018-01-01"}
    early = asked | {"id": "early", "as_of": "2017-01-01", "evidence_kind": "silver-auto"}
    evidence = {"evidence": [{"doc_id": "rain", "quote": "Rain fell."}]}
    null = asked | {"id": "null", "answerable": False, "answer": "", "evidence": []}
    write(tmp_path / "rtqa/corpus.jsonl.gz", RAIN)
    write(tmp_path / "rtqa/questions.jsonl", asked | evidence, early | evidence)
    write(tmp_path / "rtqa/questions_null_asof.jsonl", null)

    loaded = rtqa.load(tmp_path)
    held = {part.name: [(case.arm, case.id) for case in loaded.cases if part.holds(case)] for part in loaded.slices}

    assert held == {
        "": [("", "q"), ("", "early"), ("null", "null")],
        "gold-link": [("", "q"), ("null", "null")],
        "as_of": [("as_of", "q"), ("null", "null")],
        "as_of/gold-link": [("as_of", "q"), ("null", "null")],
    }
    assert [case.as_of for case in loaded.cases] == [None, None, "2018-01-01", "2018-01-01"]


def test_absent_development_data_says_where_it_was_looked_for(tmp_path: Path) -> None:
    """The reason names the folder and the files."""
    with pytest.raises(SuiteAbsent, match=r"rtqa has no corpus\.jsonl\.gz, questions\.jsonl"):
        named.find("rtqa", data=tmp_path)


def test_a_name_that_is_no_suite_lists_the_suites(tmp_path: Path) -> None:
    """Neither a folder nor a suite; and a folder without questions."""
    with pytest.raises(SuiteInvalid, match=f"suites: {', '.join(named.NAMES)}"):
        named.find("no-such-suite")
    with pytest.raises(SuiteInvalid, match=r"has no articles\.jsonl"):
        named.find(str(tmp_path))


def test_the_given_rtqa_is_read_whole() -> None:
    """The development data where it is: 529 questions, 14 of them too early, every quote in its article."""
    if not (named.DATA / "rtqa").is_dir():
        pytest.skip(f"needs data: {named.DATA}/rtqa is development data and not part of the project")

    loaded = named.find("rtqa")

    assert [sum(case.arm == arm for case in loaded.cases) for arm in ("", "as_of", "null")] == [529, 515, 209]
    assert loaded.notes == ("as_of: 14 questions without evidence published by then are left out",)


def test_a_revision_told_again_in_another_order_is_none(tmp_path: Path) -> None:
    """As the archive sees it: the same fields make the same revision, whatever their order."""
    rows = [
        {"id": "rain", "text": "Rain fell.", "title": "Rain"},
        {"title": "Rain", "id": "rain", "text": "Rain fell."},
        {"id": "rain", "text": "Snow fell.", "title": "Rain"},
    ]
    (tmp_path / "articles.jsonl").write_text("\n".join(map(json.dumps, rows)))

    assert [(each.number, each.text) for each in lines.editions(tmp_path / "articles.jsonl")] == [
        (1, "Rain fell."),
        (2, "Snow fell."),
    ]
