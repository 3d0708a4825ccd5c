"""/v1/citations: what was cited, verified again."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from litestar import Litestar
from litestar.testing import TestClient

Client = TestClient[Litestar]
Add = Callable[..., str]


@pytest.fixture
def cited(client: Client, add: Add, question: str) -> dict[str, Any]:
    """A citation of an answer."""
    add()
    citation: dict[str, Any] = client.post("/v1/answers", json={"question": question}).json()["citations"][0]
    return citation


def test_a_citation_holds(client: Client, cited: dict[str, Any]) -> None:
    """It comes back as it was given, and says that its revision is current."""
    verified = client.get(cited["href"])

    assert verified.status_code == 200
    assert verified.json()["state"] == "current"
    for name in cited.keys() - {"marker"}:
        assert verified.json()[name] == cited[name], name


@pytest.mark.parametrize("url", [None, "https://news.invalid/astana"])
def test_it_is_linked_alike_wherever_it_is_given(client: Client, add: Add, question: str, url: str | None) -> None:
    """In an answer, a checked draft and verified again: to the words on the article's page where it has one."""
    add(**{"url": url} if url else {})
    answered = client.post("/v1/answers", json={"question": question}).json()["citations"][0]
    draft = {"text": answered["quote"]}
    checked = client.post("/v1/checks", json=draft).json()["sentences"][0]["citations"][0]
    listed = client.post("/v1/citations", json={"ids": [answered["id"]]}).json()["citations"][0]
    verified = client.get(answered["href"]).json()

    assert answered["link"].startswith(f"{url}#:~:text=" if url else "/read/")
    assert [each["link"] for each in (checked, listed, verified)] == [answered["link"]] * 3


def test_a_replaced_revision_is_still_quoted(client: Client, add: Add, cited: dict[str, Any]) -> None:
    """The words stay those that were cited; what came after is named."""
    add(text="Corrected.")

    verified = client.get(cited["href"]).json()

    assert (verified["state"], verified["quote"]) == ("superseded", cited["quote"])
    assert verified["superseded_by"]["revision"] == 2


@pytest.mark.parametrize(
    ("notice", "state"),
    [
        ("(Corrects the number of sponsors to four, not three)", "corrected"),
        ("(Corrects the number of rounds to four, not thirteen)", "superseded"),
    ],
)
def test_a_corrected_one_says_what_was_wrong(client: Client, add: Add, notice: str, state: str) -> None:
    """With the notice of the revision that stands, and its citation; a correction of something else is none of it."""
    add(text="The three sponsors of the Astana talks met.")
    asked = {"question": "How many sponsors of the Astana talks met?"}
    cited = client.post("/v1/answers", json=asked).json()["citations"][0]
    add(text=f"{notice}\n\nThe four sponsors of the Astana talks met.", updated="2017-05-04")

    verified = client.get(cited["href"]).json()

    assert (verified["state"], verified["quote"]) == (state, cited["quote"])
    if state == "corrected":
        assert verified["corrected"]["note"] in notice
        noted = client.get(f"/v1/citations/{verified['corrected']['citation']}").json()
        assert (noted["state"], noted["quote"]) == ("current", verified["corrected"]["note"])


def test_a_withdrawn_one_is_without_its_words(client: Client, cited: dict[str, Any]) -> None:
    """After a deletion nothing of the article is told."""
    client.delete(f"/v1/articles/{cited['article']}")

    verified = client.get(cited["href"])

    assert verified.json()["state"] == "withdrawn"
    assert verified.json()["quote"] is None
    assert cited["quote"] not in verified.text
    assert cited["title"] not in verified.text


@pytest.mark.parametrize("citation_id", ["x", "e30", "%00", "a" * 3_000, "ünï", "..%2f..%2fetc"])
def test_an_unknown_one_is_404(client: Client, citation_id: str) -> None:
    """Whatever the id is, there is no such citation."""
    assert client.get(f"/v1/citations/{citation_id}").status_code == 404


def test_damaged_text_is_409_and_not_shown(
    client: Client, cited: dict[str, Any], tmp_path: Path, log: list[Any]
) -> None:
    """A record that no longer has its hash is never quoted; the log says so."""
    with sqlite3.connect(tmp_path / "archive" / "dateline.sqlite") as connection:
        (packed,) = connection.execute("SELECT packed FROM record").fetchone()
        connection.execute("UPDATE record SET packed = ?", (packed.replace(b"Russia", b"Prussi"),))
    connection.close()

    damaged = client.get(cited["href"])

    assert damaged.status_code == 409
    assert damaged.json()["type"] == "/problems/citation-corrupt"
    assert "Prussi" not in damaged.text
    assert any(entry["event"] == "failed" for entry in log)


def test_a_list_is_answered_in_order(client: Client, cited: dict[str, Any]) -> None:
    """Each id gets its citation, or the problem that there is with it."""
    sent = ["unknown", cited["id"], ""]

    listed = client.post("/v1/citations", json={"ids": sent}).json()["citations"]

    assert [each["id"] for each in listed] == sent
    assert [each["state"] for each in listed] == [None, "current", None]
    assert [each["error"] and each["error"]["status"] for each in listed] == [404, None, 404]
    assert listed[1]["quote"] == cited["quote"]


@pytest.mark.parametrize("sent", [{}, {"ids": "x"}, {"ids": [5]}, {"ids": ["x"] * 101}], ids=str)
def test_a_list_that_is_none_is_refused(client: Client, sent: dict[str, Any]) -> None:
    """The field is named."""
    refused = client.post("/v1/citations", json=sent)

    assert refused.status_code == 400
    assert refused.json()["errors"][0]["field"].startswith("ids")
