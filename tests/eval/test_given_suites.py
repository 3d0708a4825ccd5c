"""Suites over given data: what each makes of the files as they come, on small files of the same shape."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

from eval.suites import bench, named, near_miss, null_asof, pages, quotesum, revisions, rgb_fact, stories, wice
from eval.types import Case, Gold, Suite

FLOOD = {"id": "flood", "title": "Harrow flood", "text": "The Harrow flood killed nine people.", "date": "2018-06-10"}
ASKED = {
    "id": "q", "question": "How many people did the Harrow flood kill?", "answerable": True, "answer": ["nine"],
    "type": "fact", "evidence": [{"doc_id": "flood", "quote": "killed nine people"}], "as_of": "2018-06-11",
}  # fmt: skip


def write(path: Path, *rows: object) -> Path:
    """Rows as JSON lines, packed when the name ends in gz."""
    path.parent.mkdir(parents=True, exist_ok=True)
    text = "".join(f"{json.dumps(row)}\n" for row in rows).encode()
    path.write_bytes(gzip.compress(text) if path.suffix == ".gz" else text)
    return path


def arms(suite: Suite) -> dict[str, list[Case]]:
    """Cases by arm."""
    return {arm: [case for case in suite.cases if case.arm == arm] for arm in {case.arm for case in suite.cases}}


@pytest.fixture
def rtqa(tmp_path: Path) -> Path:
    """A folder of data with one article asked about, and a rumour of it five days before."""
    text = "People fear nine died in the Harrow flood: did it kill?"
    rumour = {"id": "rumour", "title": "Harrow flood", "text": text, "date": "2018-06-05"}
    write(tmp_path / "rtqa/corpus.jsonl.gz", FLOOD, rumour)
    write(tmp_path / "rtqa/questions.jsonl", ASKED)
    null = ASKED | {"id": "null", "answerable": False, "answer": [], "evidence": [], "as_of": "2018-05-06"}
    write(tmp_path / "rtqa/questions_null_asof.jsonl", null)
    return tmp_path


def test_questions_are_put_before_and_long_after_their_evidence(rtqa: Path) -> None:
    """As of seven days before nothing was known; one and three days before, the rumour was; later all is."""
    held = arms(null_asof.load(rtqa))

    assert {arm: [case.as_of for case in some] for arm, some in held.items()} == {
        "as_of": ["2018-06-11"],
        "null": ["2018-05-06"],
        "null_7d": ["2018-06-03"],
        "later": ["2018-12-09"],
    }
    assert [case.answerable for case in (*held["null_7d"], *held["later"])] == [False, True]
    assert held["null_7d"][0].cluster == held["later"][0].cluster == "flood"


def test_a_near_miss_and_its_answerable_twin_lead_to_each_other(tmp_path: Path) -> None:
    """And each trap is reported beside all that can be answered."""
    write(tmp_path / "rtqa/corpus.jsonl.gz", FLOOD)
    miss = {"id": "m", "question": "How many did the 2016 flood kill?", "answerable": False, "answer": None}
    miss |= {"kind": "near_miss", "trap": "year", "trap_quote": "nine", "doc_id": "flood", "evidence": []}
    write(tmp_path / "news/near_miss.jsonl", ASKED | {"twin": ["m"], "as_of": None}, miss)

    loaded = near_miss.load(tmp_path)
    by_id = {case.id: case for case in loaded.cases}
    (trapped,) = [part for part in loaded.slices if part.name == "trap-year"]

    assert (by_id["q"].twins, by_id["m"].twins) == (("m",), ("q",))
    assert [case.id for case in loaded.cases if trapped.holds(case)] == ["q", "m"]
    assert "fit nothing on it" in loaded.notes[0]


def test_other_printings_of_the_same_origin_are_evidence_too(tmp_path: Path) -> None:
    """Labels say which articles are one report; they are never ingested."""
    again = FLOOD | {"id": "again"}
    write(tmp_path / "news/stories.jsonl", FLOOD, again)
    question = {"id": "q", "cluster": "x", "kind": "what", "question": "How many?", "state": "answered",
                "answer": ["nine"], "must_not": [], "evidence": [{"article": "flood", "quote": "nine"}]}  # fmt: skip
    write(tmp_path / "news/stories_questions.jsonl", question)
    write(tmp_path / "news/stories_labels.jsonl", {"id": "flood", "origin": "wire"}, {"id": "again", "origin": "wire"})

    loaded = stories.load(tmp_path)

    assert loaded.cases[0].due.copies == {"flood": ("again",)}
    assert [path.name for path in loaded.sources] == ["stories.jsonl"]


def test_all_evidence_of_a_question_over_several_articles_is_due(tmp_path: Path) -> None:
    """Two quotes are both due; a quote given twice is one."""
    twice = [{"doc_id": "flood", "quote": "nine people"}] * 2
    two = [{"doc_id": "flood", "quote": "nine people"}, {"doc_id": "flood", "quote": "Harrow"}]
    write(tmp_path / "mhrag500/corpus_facts.jsonl", FLOOD)
    write(tmp_path / "mhrag500/questions.jsonl", ASKED | {"evidence": two}, ASKED | {"id": "r", "evidence": twice})

    one, other = pages.load_mhrag500(tmp_path).cases

    assert (one.due.all_evidence, len(one.evidence)) == (True, 2)
    assert (other.due.all_evidence, len(other.evidence)) == (False, 1)


def test_a_bench_for_search_engines_is_put_without_as_of(tmp_path: Path) -> None:
    """Its articles go by `article_id`, which the archive would not take for an id."""
    home = tmp_path / "bench"
    write(home / "articles.jsonl", {"article_id": "flood"} | {key: FLOOD[key] for key in ("title", "text", "date")})
    write(home / "passages.jsonl", {})
    evidence = [{"article_id": "flood", "quote": "killed nine people"}]
    write(
        home / "questions.jsonl",
        {"question_id": "q", "question": "How many?", "as_of": "2018-06-11", "evidence": evidence},
    )

    loaded = bench.load(home, tmp_path / "build")

    assert bench.is_one(home)
    assert [(case.id, case.as_of) for case in loaded.cases] == [("q", None)]
    assert json.loads(loaded.sources[0].read_text())["id"] == "flood"
    assert not (home / "made").exists()


def test_of_altered_snippets_both_values_are_due(tmp_path: Path) -> None:
    """The copy that says otherwise is evidence too, and the state is that sources say it."""
    true = {"id": "1_positive_0", "text": "The toll is nine."}
    write(tmp_path / "rgb_fact/corpus.jsonl", true, {"id": "1_positive_wrong_0", "text": "The toll is six."})
    row = {"id": "1", "question": "What is the toll?", "answer": ["nine"], "fakeanswer": ["six"],
           "evidence": [{"doc_id": "1_positive_0", "quote": "The toll is nine."}]}  # fmt: skip
    write(tmp_path / "rgb_fact/questions.jsonl", row)

    (case,) = rgb_fact.load(tmp_path).cases

    assert (case.status, case.due.conflict) == ("reported", (("nine",), ("six",)))
    assert {gold.article_id for gold in case.evidence} == {"1_positive_0", "1_positive_wrong_0"}


def test_a_question_with_many_summaries_is_one_case(tmp_path: Path) -> None:
    """Its short answers are accepted where an article holds them."""
    write(tmp_path / "quotesum/corpus.jsonl", {"id": "a", "text": "A dam."}, {"id": "b", "text": "A weir."})
    row = {"question": "What stood there?", "answer": "x"}
    first = row | {"id": "1", "evidence": [{"doc_id": "a", "quote": "dam"}, {"doc_id": "b", "quote": "bridge"}]}
    write(
        tmp_path / "quotesum/questions.jsonl", first, row | {"id": "2", "evidence": [{"doc_id": "b", "quote": "weir"}]}
    )

    (case,) = quotesum.load(tmp_path).cases

    assert case.answers == ("dam", "weir")
    assert case.evidence == (Gold(article_id="a", quote="dam"), Gold(article_id="b", quote="weir"))


def test_a_claim_is_due_with_the_smallest_set_of_its_sentences(tmp_path: Path) -> None:
    """What its page does not support is to be refused; the page becomes an article under its title."""
    claim = {"claim": "Nine died.", "evidence": ["(meta data) TITLE: Harrow", "It flooded.", "Nine died.", "Sad."]}
    rows = [
        {"id": "s", "label": "supported", "supporting_sentences": [[1, 2], [2]]} | claim,
        {"id": "n", "label": "not_supported", "supporting_sentences": []} | claim,
    ]
    write(tmp_path / "wice/claims.jsonl.gz", *rows)

    loaded = wice.load(tmp_path, tmp_path / "build")
    supported, other = loaded.cases

    assert [gold.quote for gold in supported.evidence] == ["Nine died."]
    assert (supported.answerable, other.answerable, other.evidence) == (True, False, ())
    assert loaded.editions[0].title == "Harrow"


def test_a_page_crawled_twice_is_asked_about_as_it_was_and_as_it_is(tmp_path: Path) -> None:
    """Each crawl is a revision, and the sentence that only one has leads to that one."""
    kept = "The council of Harrow met on the first Monday of the month, as it had always done."
    was = f"{kept} Its old bridge over the river Tarn would be closed to all traffic for nine weeks."
    now = f"{kept} Its old bridge over the river Tarn would be closed to all traffic for twelve months."
    pair = {"id": "p", "a": {"crawl_week": "2018-06-04", "text": was}, "b": {"crawl_week": "2018-07-02", "text": now}}
    write(tmp_path / "revisions/revised_pairs.jsonl.gz", pair)

    loaded = revisions.load(tmp_path, tmp_path / "build")
    (then,), (today,) = arms(loaded)["then"], arms(loaded)[""]

    assert [edition.number for edition in loaded.editions] == [1, 2]
    assert "nine weeks" in then.evidence[0].quote
    assert (then.evidence[0].revision, then.as_of) == (1, "2018-06-04")
    assert "twelve months" in today.evidence[0].quote
    assert today.evidence[0].revision == 2


@pytest.mark.parametrize(
    ("name", "cases"),
    [
        ("rtqa", 1253), ("near_miss", 297), ("near_miss_fit", 1068), ("stories", 82), ("cases", 27), ("mhrag500", 257),
    ],
)  # fmt: skip
def test_given_data_is_read_whole(name: str, cases: int) -> None:
    """The development data where it is: every question is there, and every quote in its article."""
    if not named.DATA.is_dir():
        pytest.skip(f"needs data: {named.DATA} is development data and not part of the project")

    loaded = named.find(name)

    assert len(loaded.cases) == cases
    assert not [note for note in loaded.notes if "not in its article" in note]
