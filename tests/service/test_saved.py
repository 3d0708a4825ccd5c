"""Saved answers: kept without their quotes, read as their citations stand, gone with what they cite."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest
from litestar import Litestar
from litestar.testing import TestClient

from rag.archive import Archive
from rag.errors import ArchiveUnusable
from rag.types import AnswerSentence, Note, article_key
from service import recalled, saved
from service.app import create_app
from service.saved import FILE, Saved, asked_of
from service.settings import ServiceSettings

Client = TestClient[Litestar]
Add = Callable[..., str]
LIMA = {"id": "lima", "title": "Lima", "text": "Peru and Chile sponsor the Lima talks.", "source": "Andes Post"}
OF_LIMA = {"question": "Who sponsors the Lima talks?", "sources": ["Andes Post"], "save": True}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The archive's folder."""
    return tmp_path / "archive"


@pytest.fixture
def keeping(archive: Archive, folder: Path, log: list[Any]) -> Iterator[Client]:
    """A client of a service that keeps answers."""
    app = create_app(archive, settings=ServiceSettings(), saved=Saved(folder))
    with TestClient(app, base_url="http://127.0.0.1") as client:
        yield client


@pytest.fixture
def kept(keeping: Client, astana: dict[str, Any], question: str) -> dict[str, Any]:
    """An answer that is kept."""
    keeping.post("/v1/articles", json=astana)
    answer: dict[str, Any] = keeping.post("/v1/answers", json={"question": question, "save": True}).json()
    return answer


def every_byte(folder: Path) -> bytes:
    """All that the files beside the truth hold."""
    return b"".join(each.read_bytes() for each in folder.glob(f"{FILE}*"))


def test_a_saved_answer_comes_back(keeping: Client, kept: dict[str, Any], question: str) -> None:
    """Text, sentences and citations are those that were told, each citation with its state."""
    again = keeping.get(f"/v1/answers/{kept['id']}").json()

    assert (again["text"], again["sentences"], again["status"]) == (kept["text"], kept["sentences"], "answered")
    assert [each["state"] for each in again["citations"]] == ["current"] * len(kept["citations"])
    for now, then in zip(again["citations"], kept["citations"], strict=True):
        assert {name: now[name] for name in then} == then
    assert again["asked"] == {"question": question, "filters": {}, "mode": "auto", "at": again["saved_at"]}
    assert again["withheld"] == 0


def test_filters_are_kept_by_their_names(keeping: Client, astana: dict[str, Any], question: str) -> None:
    """So that the question can be asked again just so."""
    keeping.post("/v1/articles", json=astana)
    filters = {"as_of": "2018-01-01", "from": "2017", "sources": ["UN News"]}
    sent = {"question": question, "save": True, "mode": "extract"} | filters
    answer = keeping.post("/v1/answers", json=sent).json()

    asked = keeping.get(f"/v1/answers/{answer['id']}").json()["asked"]

    assert (asked["filters"], asked["mode"]) == (filters, "extract")


def test_a_streamed_answer_is_kept_before_it_is_told(keeping: Client, astana: dict[str, Any], question: str) -> None:
    """Whoever sees it end can read it again."""
    keeping.post("/v1/articles", json=astana)
    streamed = keeping.post("/v1/answers", json={"question": question, "save": True, "stream": True}).text
    told = next(line for line in streamed.splitlines() if line.startswith("data: ") and '"searched"' in line)

    assert keeping.get(f"/v1/answers/{json.loads(told[6:])['id']}").status_code == 200


def test_only_what_was_asked_for_is_kept(keeping: Client, kept: dict[str, Any], question: str) -> None:
    """Without `save` nothing is."""
    unkept = keeping.post("/v1/answers", json={"question": question}).json()

    assert keeping.get(f"/v1/answers/{unkept['id']}").status_code == 404
    assert [each["id"] for each in keeping.get("/v1/answers").json()["answers"]] == [kept["id"]]


def test_the_file_holds_no_quote(folder: Path, kept: dict[str, Any]) -> None:
    """Nor a headline, an outlet or a closest passage: what the archive has is read from there."""
    held = every_byte(folder)

    assert kept["id"].encode() in held
    for citation in kept["citations"]:
        assert citation["quote"].encode() not in held
        assert citation["title"].encode() not in held
    assert (folder / FILE).stat().st_mode & 0o777 == 0o600


def test_an_abstention_is_kept_without_the_passage_it_quotes(
    keeping: Client, astana: dict[str, Any], folder: Path
) -> None:
    """Its own words stay, and the closest passages are read from the archive."""
    keeping.post("/v1/articles", json=astana)
    asked = {"question": "How many rounds of the Astana talks were sponsored by Peru?", "save": True}
    answer = keeping.post("/v1/answers", json=asked).json()
    again = keeping.get(f"/v1/answers/{answer['id']}").json()

    assert answer["sentences"] == []
    assert answer["nearest"][0]["quote"] in answer["text"]
    assert again["text"] == answer["text"].split(" The closest passage")[0]
    assert [each["quote"] for each in again["nearest"]] == [each["quote"] for each in answer["nearest"]]
    assert answer["nearest"][0]["quote"].encode() not in every_byte(folder)


def test_a_revision_shows_as_superseded(keeping: Client, kept: dict[str, Any], astana: dict[str, Any]) -> None:
    """The words stay those that were told; the list counts what has changed."""
    keeping.post("/v1/articles", json=astana | {"text": "Something else."})

    again = keeping.get(f"/v1/answers/{kept['id']}").json()
    (listed,) = keeping.get("/v1/answers").json()["answers"]

    assert again["text"] == kept["text"]
    assert {each["state"] for each in again["citations"]} == {"superseded"}
    assert listed["changed"] == listed["citations"] == len(kept["citations"])


def test_what_was_withdrawn_is_not_shown(keeping: Client, kept: dict[str, Any]) -> None:
    """No sentence, quote, headline or outlet of a killed article; how many sentences are gone is told."""
    key = kept["citations"][0]["article"]
    keeping.delete(f"/v1/articles/{key}")

    again = keeping.get(f"/v1/answers/{kept['id']}")

    assert again.status_code == 200
    assert again.json()["withheld"] == len(kept["sentences"])
    assert (again.json()["sentences"], again.json()["text"]) == ([], "")
    assert {each["state"] for each in again.json()["citations"]} == {"withdrawn"}
    for citation in kept["citations"]:
        assert citation["quote"] not in again.text
        assert citation["title"] not in again.text


def test_what_rests_on_another_article_stays(keeping: Client, kept: dict[str, Any], folder: Path) -> None:
    """Of a written sentence of two sources and a note one is killed: both go, the other source's sentence stays."""
    other = keeping.post("/v1/articles", json=LIMA).json()["article"]
    lima = keeping.post("/v1/answers", json=OF_LIMA).json()
    mixed = _mixed(Saved(folder), kept, lima)
    whole = keeping.get(f"/v1/answers/{mixed}").json()
    keeping.delete(f"/v1/articles/{kept['citations'][0]['article']}")

    rest = keeping.get(f"/v1/answers/{mixed}").json()

    assert [each["kind"] for each in whole["sentences"]] == ["extract", "generate"]
    assert "Both are sponsored." in whole["text"]
    assert [each["text"] for each in rest["sentences"]] == [lima["sentences"][0]["text"]]
    assert rest["text"] == f"{lima['sentences'][0]['text']} [{len(kept['citations']) + 1}]"
    assert rest["text"][rest["sentences"][0]["start"] : rest["sentences"][0]["end"]] == rest["sentences"][0]["text"]
    assert ([each["text"] for each in whole["notes"]], rest["notes"]) == (["Noted."], [])
    assert rest["withheld"] == 1
    assert {each["article"] for each in rest["citations"]} == {None, other}


def test_a_purge_leaves_no_byte(
    keeping: Client, astana: dict[str, Any], kept: dict[str, Any], archive: Archive, folder: Path
) -> None:
    """The whole answer goes, its question and what was written for it too; others stay."""
    keeping.post("/v1/articles", json=LIMA)
    lima = keeping.post("/v1/answers", json=OF_LIMA).json()
    _mixed(Saved(folder), kept, lima)
    keeping.post("/v1/answers", json={"question": "Which zyxkanarok sponsors the Astana talks?", "save": True})
    for _ in range(40):  # pages are filled, and rows moved
        keeping.post("/v1/answers", json=OF_LIMA)
    assert b"zyxkanarok" in every_byte(folder)
    assert b"Both are sponsored." in every_byte(folder)

    key = article_key("default", "astana")
    archive.purge(key)
    Saved(folder).forget(key)

    held = every_byte(folder)
    for gone in (b"zyxkanarok", b"Both are sponsored.", kept["id"].encode(), kept["citations"][0]["id"].encode()):
        assert gone not in held
    assert keeping.get(f"/v1/answers/{kept['id']}").status_code == 404
    assert keeping.get(f"/v1/answers/{lima['id']}").json()["text"] == lima["text"]


def test_a_purge_that_died_halfway_shows_nothing(keeping: Client, kept: dict[str, Any], archive: Archive) -> None:
    """The article is gone and the answer not yet: it is unknown already."""
    archive.purge(kept["citations"][0]["article"])

    assert keeping.get(f"/v1/answers/{kept['id']}").status_code == 404
    assert keeping.get("/v1/answers").json()["answers"] == []


def test_an_article_purged_while_the_answer_was_made(
    keeping: Client, archive: Archive, astana: dict[str, Any], question: str, folder: Path
) -> None:
    """Saved behind the purge, it is removed again."""
    keeping.post("/v1/articles", json=astana)
    answer = archive.ask(question)
    archive.purge(article_key("default", "astana"))
    Saved(folder).forget(article_key("default", "astana"))

    recalled.keep(answer, asked_of(question, {}, mode="auto", now=0), Saved(folder), archive)

    assert Saved(folder).find(answer.id) is None
    assert question.encode() not in every_byte(folder)


def test_collections_of_others_are_not_told_of(
    keeping: Client, kept: dict[str, Any], archive: Archive, folder: Path
) -> None:
    """Whoever may not read one cited collection learns neither the answer nor that there is one."""
    narrow = archive.scope()
    archive.scope = lambda: msgspec.structs.replace(narrow, readable=frozenset({"mine"}))  # type: ignore[method-assign]

    assert keeping.get(f"/v1/answers/{kept['id']}").json()["type"] == "/problems/answer-unknown"
    assert keeping.get("/v1/answers").json() == {"answers": [], "next": None}


def test_a_deleted_answer_is_gone(keeping: Client, kept: dict[str, Any], folder: Path) -> None:
    """To its question's last byte; again it is 404."""
    assert keeping.delete(f"/v1/answers/{kept['id']}").status_code == 204
    assert keeping.delete(f"/v1/answers/{kept['id']}").status_code == 404
    assert keeping.get(f"/v1/answers/{kept['id']}").status_code == 404
    assert kept["id"].encode() not in every_byte(folder)


def test_the_list_is_paged_newest_first(keeping: Client, kept: dict[str, Any], question: str) -> None:
    """Each page names the next."""
    later = [keeping.post("/v1/answers", json={"question": question, "save": True}).json()["id"] for _ in range(2)]

    first = keeping.get("/v1/answers?limit=2").json()
    second = keeping.get(f"/v1/answers?limit=2&cursor={first['next']}").json()

    assert [each["id"] for each in first["answers"]] == later[::-1]
    assert [each["id"] for each in second["answers"]] == [kept["id"]]
    assert second["next"] is None


def test_nothing_is_kept_where_it_is_not_configured(client: Client, folder: Path) -> None:
    """The list is null rather than empty, an answer 404 in words, and no file is made."""
    assert client.get("/v1/answers").json() == {"answers": None, "next": None}
    for refused in (client.get("/v1/answers/x"), client.delete("/v1/answers/x")):
        assert (refused.status_code, refused.json()["type"]) == (404, "/problems/not-configured")
        assert "DATELINE_SAVED_ANSWERS" in refused.json()["detail"]
    assert not (folder / FILE).exists()


def test_no_more_than_so_many_are_kept(
    keeping: Client, kept: dict[str, Any], question: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One too many is refused, and the field named."""
    monkeypatch.setattr(saved, "MOST", 1)

    refused = keeping.post("/v1/answers", json={"question": question, "save": True})

    assert (refused.status_code, refused.json()["errors"][0]["field"]) == (400, "save")


def test_forgetting_makes_no_file(folder: Path, archive: Archive) -> None:
    """Where no answers are kept a purge leaves none behind."""
    assert Saved(folder).forget("key") == 0
    assert not (folder / FILE).exists()


def test_a_damaged_file_is_told_as_unusable(keeping: Client, kept: dict[str, Any], folder: Path) -> None:
    """Not as an error inside: 503, and the log says which file."""
    (folder / FILE).write_bytes(b"no database" * 1_000)

    assert keeping.get("/v1/answers").status_code == 503
    with pytest.raises(ArchiveUnusable, match=FILE):
        Saved(folder).find("x")


def test_damaged_text_is_not_shown_and_takes_no_list_with_it(
    keeping: Client, kept: dict[str, Any], folder: Path
) -> None:
    """The answer is a 409, and the list counts its citations as changed."""
    with sqlite3.connect(folder / "dateline.sqlite") as connection:
        (packed,) = connection.execute("SELECT packed FROM record").fetchone()
        connection.execute("UPDATE record SET packed = ?", (packed.replace(b"Russia", b"Prussi"),))
    connection.close()

    assert keeping.get(f"/v1/answers/{kept['id']}").status_code == 409
    (listed,) = keeping.get("/v1/answers").json()["answers"]
    assert listed["changed"] == listed["citations"] > 0


def test_a_conversation_is_kept_without_its_turns(
    keeping: Client, astana: dict[str, Any], question: str, folder: Path
) -> None:
    """Earlier answers hold quotes; the question is kept as it was made whole."""
    keeping.post("/v1/articles", json=astana)
    turns = [{"role": "user", "content": "Hello"}, {"role": "assistant", "content": "zyxkanarok walked out"},
             {"role": "user", "content": question}]  # fmt: skip
    answer = keeping.post("/v1/answers", json={"messages": turns, "save": True}).json()

    assert keeping.get(f"/v1/answers/{answer['id']}").json()["asked"]["question"] == question
    assert b"zyxkanarok" not in every_byte(folder)


def _mixed(store: Saved, one: dict[str, Any], other: dict[str, Any]) -> str:
    """Keeps an answer whose first sentence is that of `other`, and whose second was written from both."""
    ours, theirs = store.find(one["id"]), store.find(other["id"])
    assert ours
    assert theirs
    both = (ours.citations[0], theirs.citations[0])
    written = AnswerSentence(text="Both are sponsored.", start=0, end=0, citations=both, kind="generate")
    mixed = msgspec.structs.replace(
        ours,
        id="mixed",
        sentences=(theirs.sentences[0], written),
        citations=ours.citations + theirs.citations,
        notes=(Note("conflict", "Noted.", both),),
    )
    articles = {each["article"] for each in (*one["citations"], *other["citations"])}
    store.keep(mixed, articles)
    return mixed.id
