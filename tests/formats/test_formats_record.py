"""A JSON object becomes an Article, or is refused by the name of the field at fault."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.errors import ArticleRejected
from rag.formats import article_of
from rag.types import Article


def made(**fields: object) -> Article:
    """An article of given fields."""
    return article_of({"id": "a", "text": "The dam broke."} | fields, collection=None)


def test_known_fields_are_kept_as_they_are() -> None:
    """Each field of the schema arrives under its own name."""
    article = made(title="Dam", date="2017-05-03", source="UN News", url="https://a.example/x", authors=["Ann Lee"])

    assert (article.title, article.date, article.source) == ("Dam", "2017-05-03", "UN News")
    assert (article.url, article.authors, article.published_source) == ("https://a.example/x", ("Ann Lee",), "field")


def test_an_author_may_be_a_bare_string() -> None:
    """One name needs no list."""
    assert made(authors="Ann Lee").authors == ("Ann Lee",)


def test_a_null_means_absent() -> None:
    """Data sets write null where they know nothing."""
    article = made(title=None, date=None, source=None, url=None, authors=None, status=None, metadata=None)

    assert article == made()
    assert article.published_source == "none"


def test_blank_optional_fields_are_absent() -> None:
    """An exporter's empty string is no address and no date."""
    assert made(url="", date=" ", source="") == made()


def test_unknown_fields_go_to_metadata() -> None:
    """Nothing that was sent is lost, and `metadata` itself comes first."""
    assert made(desk="foreign", metadata={"a": 1}).metadata == {"desk": "foreign", "a": 1}


def test_text_is_kept_to_the_code_point() -> None:
    """Neither normalised nor stripped."""
    text = "\r\n e\u0301 \u212b İ 👩‍🚒 \u202e"

    assert made(text=text).text == text


def test_a_killed_article_may_have_no_text() -> None:
    """A kill notice carries its status alone."""
    assert made(text="", status="canceled").text == ""


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"id": ""}, "id"),
        ({"id": " "}, "id"),
        ({"id": 7}, "id"),
        ({"id": None}, "id"),
        ({"id": "x" * 2_049}, "id"),
        ({"text": None}, "text"),
        ({"text": ["a"]}, "text"),
        ({"text": " \n"}, "text"),
        ({"text": "a" * 200_000}, "text"),
        ({"text": "a \0"}, "text"),
        ({"text": "a \ud800"}, "text"),
        ({"title": 1}, "title"),
        ({"title": "x" * 5_001}, "title"),
        ({"authors": ["a", 2]}, "authors"),
        ({"authors": {"name": "a"}}, "authors"),
        ({"date": "yesterday"}, "date"),
        ({"date": 1493769600}, "date"),
        ({"updated": "2017-02-30"}, "updated"),
        ({"embargoed_until": "soon"}, "embargoed_until"),
        ({"expires": "x"}, "expires"),
        ({"status": "killed"}, "status"),
        ({"topics": "water"}, "topics"),
        ({"collection": ""}, "collection"),
        ({"metadata": "x"}, "metadata"),
        ({"metadata": {"a": "x" * 100_001}}, "metadata"),
        ({"metadata": {"a": "\0"}}, "metadata"),
        ({"desk": ["\ud800"]}, "desk"),
        ({"desk": {"\0": 1}}, "desk"),
    ],
)
def test_what_does_not_fit_is_refused_by_name(fields: dict[str, object], field: str) -> None:
    """The rejection names the field at fault."""
    with pytest.raises(ArticleRejected) as caught:
        made(**fields)

    assert caught.value.field == field
    assert caught.value.reason.encode()


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", "//a.example", "/x", "a.example", "http://",
        "https:///x", "http://[::1", "https://a.example/ x", "https://a.example/\n", "https:\\\\a.example",
        "https://a.example\\@b.example", "https://a\u202e.example", "ftp://a.example", "\x01https://a.example",
    ],
)  # fmt: skip
def test_only_a_plain_web_address_is_kept(url: str) -> None:
    """A link that a browser could read otherwise never enters the archive."""
    with pytest.raises(ArticleRejected) as caught:
        made(url=url)

    assert caught.value.field == "url"


def test_missing_fields_are_named() -> None:
    """An object without the two that are due is refused for each in turn."""
    for fields, field in (({"text": "x"}, "id"), ({"id": "x"}, "text")):
        with pytest.raises(ArticleRejected) as caught:
            article_of(fields, collection=None)
        assert caught.value.field == field


def test_the_collection_is_given_by_the_record_the_caller_or_neither() -> None:
    """A caller who names one is never overruled."""
    fields = {"id": "a", "text": "x"}

    assert article_of(fields, collection=None).collection == "default"
    assert article_of(fields, collection="b").collection == "b"
    assert article_of(fields | {"collection": "b"}, collection=None).collection == "b"
    assert article_of(fields | {"collection": "b"}, collection="b").collection == "b"
    with pytest.raises(ArticleRejected) as caught:
        article_of(fields | {"collection": "c"}, collection="b")
    assert caught.value.field == "collection"


def test_metadata_too_deep_to_walk_is_refused() -> None:
    """Every later reader may use recursion."""
    deep: list[object] = []
    for _ in range(50_000):
        deep = [deep]

    with pytest.raises(ArticleRejected) as caught:
        made(desk=deep)

    assert caught.value.field == "desk"


_json = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)
_names = st.sampled_from(("id", "text", "title", "date", "url", "authors", "metadata", "status", "x")) | st.text()


@given(st.dictionaries(_names, _json | st.text(st.characters()), max_size=6))
def test_any_json_object_is_taken_or_refused(fields: dict[str, object]) -> None:
    """Nothing but ArticleRejected is raised, and what is taken has UTF-8."""
    try:
        article = article_of(fields, collection=None)
    except ArticleRejected:
        return

    assert repr(article).encode()
    assert article.text == fields["text"]
