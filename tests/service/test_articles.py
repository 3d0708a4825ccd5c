"""/v1/articles, one at a time."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from litestar import Litestar
from litestar.testing import TestClient

from rag.types import article_key

Client = TestClient[Litestar]
Add = Callable[..., str]


def test_an_article_is_new_then_unchanged_then_revised(client: Client, astana: dict[str, Any]) -> None:
    """201 for a new one, 200 for one that is known; the receipt says which."""
    new = client.post("/v1/articles", json=astana)
    same = client.post("/v1/articles", json=astana)
    revised = client.post("/v1/articles", json=astana | {"text": "Corrected."})

    assert [(each.status_code, each.json()["state"]) for each in (new, same, revised)] == [
        (201, "new"),
        (200, "unchanged"),
        (200, "revised"),
    ]
    assert new.json() == {
        "article": article_key("default", "astana"),
        "id": "astana",
        "collection": "default",
        "revision": 1,
        "state": "new",
    }
    assert revised.json()["revision"] == 2


@pytest.mark.parametrize(
    "text",
    [
        "Plain.",
        "Café\u0301 \U0001f600 \u202eleft\u202c.",
        "Line\r\nline\rline\u2028line\n\n",
        " \u00a0spaced\u3000 ",
        "a\u0008b\u001b[31m",
        "\ufeffBOM \ufffe \U0010ffff",
    ],
    ids=ascii,
)
def test_a_text_is_kept_to_the_code_point(client: Client, add: Add, text: str) -> None:
    """What goes in comes out."""
    key = add(text=text, title=text)

    record = client.get(f"/v1/articles/{key}").json()

    assert (record["text"], record["title"]) == (text, text)


def test_a_record_says_all_there_is(client: Client, add: Add) -> None:
    """Every field, its hash as ETag, and the revisions that there are."""
    key = add(url="https://news.invalid/a", topics=["syria"], unheard_of=5)
    add(text="Corrected.")

    first = client.get(f"/v1/articles/{key}?revision=1")
    current = client.get(f"/v1/articles/{key}")
    record = first.json()

    assert (record["article"], record["id"], record["collection"]) == (key, "astana", "default")
    assert (record["published"], record["published_precision"], record["published_source"]) == (
        "2017-05-03",
        "day",
        "field",
    )
    assert (record["url"], record["topics"], record["metadata"]) == (
        "https://news.invalid/a",
        ["syria"],
        {"unheard_of": 5},
    )
    assert first.headers["etag"] == f'"{record["sha256"]}"'
    assert (record["revision"], current.json()["revision"]) == (1, 2)
    assert [each["revision"] for each in record["revisions"]] == [1, 2]
    assert record["revisions"][1]["sha256"] == current.json()["sha256"]


def test_what_is_known_is_not_sent_again(client: Client, add: Add) -> None:
    """If-None-Match gives 304 while the article is the same."""
    key = add()
    tag = client.get(f"/v1/articles/{key}").headers["etag"]

    known = client.get(f"/v1/articles/{key}", headers={"If-None-Match": f'"other", W/{tag}'})
    add(text="Corrected.")
    changed = client.get(f"/v1/articles/{key}", headers={"If-None-Match": tag})

    assert (known.status_code, known.content, known.headers["etag"]) == (304, b"", tag)
    assert changed.status_code == 200


class TestPut:
    """Replacing an article at its key."""

    def test_a_revision_needs_no_names(self, client: Client, add: Add) -> None:
        """Where the article exists its id and collection may be left out."""
        key = add(collection="syria")

        put = client.put(f"/v1/articles/{key}", json={"text": "Corrected."})

        assert (put.status_code, put.json()["state"], put.json()["collection"]) == (200, "revised", "syria")
        assert client.get(f"/v1/articles/{key}").json()["text"] == "Corrected."

    def test_a_new_article_is_created_at_its_key(self, client: Client, astana: dict[str, Any]) -> None:
        """With id and collection the key may be new."""
        key = article_key("syria", "astana")

        assert client.put(f"/v1/articles/{key}", json=astana | {"collection": "syria"}).status_code == 201

    def test_the_key_must_be_that_of_the_names(self, client: Client, add: Add) -> None:
        """Another id is refused, by name."""
        key = add()

        refused = client.put(f"/v1/articles/{key}", json={"id": "other", "text": "Hm."})

        assert (refused.status_code, refused.json()["errors"][0]["field"]) == (400, "id")

    def test_an_unknown_key_without_names_is_404(self, client: Client) -> None:
        """There is nothing to take the names from."""
        assert client.put("/v1/articles/unknown", json={"text": "Hm."}).status_code == 404

    def test_if_match_guards_against_lost_updates(self, client: Client, add: Add) -> None:
        """The second of two writers that read the same revision gets 412."""
        key = add()
        tag = client.get(f"/v1/articles/{key}").headers["etag"]

        first = client.put(f"/v1/articles/{key}", json={"text": "One."}, headers={"If-Match": tag})
        second = client.put(f"/v1/articles/{key}", json={"text": "Two."}, headers={"If-Match": tag})

        assert (first.status_code, second.status_code) == (200, 412)
        assert client.get(f"/v1/articles/{key}").json()["text"] == "One."

    def test_if_match_on_nothing_is_412(self, client: Client, astana: dict[str, Any]) -> None:
        """No revision matches where there is none."""
        key = article_key("default", "astana")

        assert client.put(f"/v1/articles/{key}", json=astana, headers={"If-Match": "*"}).status_code == 412


class TestDelete:
    """Taking an article out."""

    def test_it_is_gone_from_everything_at_once(self, client: Client, add: Add, question: str) -> None:
        """No answer, search, list or read shows it, and no reply holds a word of it."""
        key = add()
        cited = client.post("/v1/answers", json={"question": question}).json()["citations"][0]

        assert client.delete(f"/v1/articles/{key}").status_code == 204

        answer = client.post("/v1/answers", json={"question": question})
        found = client.post("/v1/search", json={"question": question})
        record = client.get(f"/v1/articles/{key}")
        page = client.get(f"/read/{key}")
        citation = client.get(cited["href"])
        assert (answer.json()["status"], found.json()["hits"]) == ("no_evidence", [])
        assert client.get("/v1/articles").json()["articles"] == []
        assert (record.status_code, page.status_code) == (410, 410)
        assert (citation.status_code, citation.json()["state"]) == (200, "withdrawn")
        for reply in (answer, found, record, page, citation):
            assert "sponsor the Astana talks." not in reply.text

    def test_twice_is_410_and_unknown_404(self, client: Client, add: Add) -> None:
        """The second time it is gone already."""
        key = add()
        client.delete(f"/v1/articles/{key}")

        assert client.delete(f"/v1/articles/{key}").status_code == 410
        assert client.delete("/v1/articles/unknown").status_code == 404

    def test_if_match_guards_it(self, client: Client, add: Add) -> None:
        """Another revision than the one meant is not deleted."""
        key = add()

        assert client.delete(f"/v1/articles/{key}", headers={"If-Match": '"other"'}).status_code == 412
        assert client.get(f"/v1/articles/{key}").status_code == 200


@pytest.mark.parametrize("method", ["GET", "PUT", "DELETE"])
def test_unknown_keys_and_revisions_look_alike(client: Client, add: Add, method: str) -> None:
    """The body tells nothing but that there is nothing."""
    add()

    bodies = [
        client.request(method, f"/v1/articles/{key}", json={"text": "Hm."} if method == "PUT" else None)
        for key in ("unknown", article_key("secret", "astana"), "..%2f", "%00", "é" * 300)
    ]

    assert {each.status_code for each in bodies} == {404}
    assert len({each.text.replace(each.headers["x-request-id"], "") for each in bodies}) == 1


@pytest.mark.parametrize(
    ("sent", "field"),
    [
        ({"text": "Hm."}, "id"),
        ({"id": "", "text": "Hm."}, "id"),
        ({"id": "a"}, "text"),
        ({"id": "a", "text": " "}, "text"),
        ({"id": "a", "text": 5}, "text"),
        ({"id": "a", "text": "x", "date": "soon"}, "date"),
        ({"id": "a", "text": "x", "updated": "2017-02-30"}, "updated"),
        ({"id": "a", "text": "x", "url": "javascript:alert(1)"}, "url"),
        ({"id": "a", "text": "x", "status": "burnt"}, "status"),
        ({"id": "a", "text": "x", "collection": ""}, "collection"),
        ({"id": "a", "text": "x\0y"}, "text"),
        ({"id": "a", "text": "x", "metadata": {"deep": [[[[[[[[]]]]]]]] * 2} | {"n": "\0"}}, "metadata"),
        ([], "body"),
        ("text", "body"),
    ],
    ids=lambda value: str(value)[:50],
)
def test_a_rejection_names_the_field(client: Client, sent: object, field: str) -> None:
    """What can't be taken is a 400 that names the field."""
    rejected = client.post("/v1/articles", json=sent)

    assert rejected.status_code == 400
    assert [error["field"] for error in rejected.json()["errors"]] == [field]


class TestList:
    """Listing articles."""

    def test_pages_lead_through_all(self, client: Client, add: Add) -> None:
        """Each article once, without its text."""
        keys = {add(id=str(number)) for number in range(5)}

        seen, address = [], "/v1/articles?limit=2"
        while address:
            page = client.get(address).json()
            seen += page["articles"]
            address = page["next"] and f"/v1/articles?limit=2&cursor={page['next']}"

        assert len(seen) == len(keys)
        assert {each["article"] for each in seen} == keys
        assert "text" not in seen[0]

    def test_an_id_leads_to_its_key(self, client: Client, add: Add) -> None:
        """`collection` and `id` find the one article, or none."""
        key = add(id="a/ü?", collection="syria")

        found = client.get("/v1/articles", params={"collection": "syria", "id": "a/ü?"}).json()
        missing = client.get("/v1/articles", params={"id": "a/ü?"}).json()

        assert [each["article"] for each in found["articles"]] == [key]
        assert missing == {"articles": [], "next": None}

    @pytest.mark.parametrize(
        ("query", "count"),
        [
            ("sources=UN%20News&sources=Other", 1),
            ("sources=Other", 0),
            ("from=2017-05-03&to=2017-05-03", 1),
            ("to=2016", 0),
            ("as_of=2017-05-02", 0),
            ("collection=default", 1),
            ("collection=other", 0),
            ("collection=default&collections=default&collections=other", 1),
            ("collection=default&collections=other", 0),
            ("collection=default&collections=other&id=astana", 0),
            ("collections=other&id=astana", 0),
            ("since=2019-12-31T12:00:00Z", 1),
            ("since=2020", 0),
        ],
    )
    def test_filters_narrow_it(self, client: Client, add: Add, query: str, count: int) -> None:
        """The same filters as in a question."""
        add()

        assert len(client.get(f"/v1/articles?{query}").json()["articles"]) == count

    @pytest.mark.parametrize(
        ("query", "field"),
        [
            ("form=2017", "form"),
            ("limit=0", "limit"),
            ("limit=ten", "limit"),
            ("limit=1&limit=2", "limit"),
            ("since=soon", "since"),
            ("event_from=soon", "event_from"),
            ("sources=", "sources[0]"),
            ("sources=%ff", "query"),
            ("id=", "id"),
        ],
    )
    def test_a_refusal_names_the_parameter(self, client: Client, query: str, field: str) -> None:
        """An unknown or bad parameter is a 400 that names it."""
        refused = client.get(f"/v1/articles?{query}")

        assert refused.status_code == 400
        assert [error["field"] for error in refused.json()["errors"]] == [field]


@pytest.mark.parametrize(
    ("method", "path"), [("GET", "/v1/articles/x"), ("POST", "/v1/answers"), ("GET", "/v1/citations/x")]
)
def test_a_filter_where_none_is_taken_is_refused(client: Client, method: str, path: str) -> None:
    """A parameter is never silently ignored."""
    refused = client.request(method, f"{path}?as_of=2017", json={"question": "Who?"} if method == "POST" else None)

    assert (refused.status_code, refused.json()["errors"][0]["field"]) == (400, "as_of")
