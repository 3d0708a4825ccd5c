"""HTML pages: the article's words, what the page says about itself, and no page that hurts us."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from rag.types import Article, Rejection

Taken = Callable[[str, str | bytes], Article | Rejection]

WORDS = (
    "<p>The dam broke on Wednesday, the ministry said, after days of rain had filled the reservoir to the brim.</p>"
    "<p>Six people died and <b>forty</b> were hurt, according to the hospital, which asked for blood late at night.</p>"
)
NAVIGATION = "<nav><ul>" + "".join(f'<li><a href="/s{n}">Section {n}</a></li>' for n in range(30)) + "</ul></nav>"


def page(head: str = "", body: str = f"<article><h1>Dam breaks</h1>{WORDS}</article>", root: str = "") -> str:
    """A page of given head and body, with furniture around."""
    return (
        f"<!doctype html><html {root}><head>{head}</head><body>{NAVIGATION}{body}"
        "<footer>Copyright All rights reserved</footer></body></html>"
    )


def ld(**fields: str) -> str:
    """A JSON-LD block about a news article."""
    inner = "".join(f',"{name}":{value}' for name, value in fields.items())
    return (
        f'<script type="application/ld+json">{{"@context":"https://schema.org","@type":"NewsArticle"{inner}}}</script>'
    )


def article(found: Article | Rejection) -> Article:
    """What was taken, which must be an article."""
    assert isinstance(found, Article), found
    return found


def test_words_are_kept_and_furniture_is_not(taken: Taken) -> None:
    """Paragraphs, a blank line between them; the headline is the title, not a paragraph."""
    story = article(taken("a.html", page()))

    assert story.title == "Dam breaks"
    first, second = story.text.split("\n\n")
    assert first.startswith("The dam broke on Wednesday")
    assert second.startswith("Six people died and forty were hurt")


def test_a_page_says_who_when_and_where(taken: Taken) -> None:
    """JSON-LD, meta and link elements become fields."""
    head = '<link rel="canonical" href="https://a.example/dam"><meta property="og:site_name" content="UN News">' + ld(
        headline='"Dam breaks in Lowmere"',
        datePublished='"2017-05-03T10:00:00+02:00"',
        dateModified='"2017-05-04"',
        author='[{"@type":"Person","name":"Ann Lee"},{"name":"Bo Falk"}]',
    )
    story = article(taken("a.html", page(head, root='lang="en-GB"')))

    assert (story.title, story.url, story.source) == ("Dam breaks in Lowmere", "https://a.example/dam", "UN News")
    assert (story.date, story.updated) == ("2017-05-03T10:00:00+02:00", "2017-05-04")
    assert (story.authors, story.language) == (("Ann Lee", "Bo Falk"), "en-GB")
    assert story.published_source == "jsonld"


META = '<meta property="article:published_time" content="2017-05-02T08:00:00Z">'
LINK = '<link rel="canonical" href="https://a.example/2017/05/01/dam">'
DATELINE = f"<article><h1>Dam breaks</h1>{WORDS.replace('The dam', '30 April 2017 – The dam', 1)}</article>"
EVERY = ld(datePublished='"2017-05-03"') + META + LINK


@pytest.mark.parametrize(
    ("head", "body", "date", "source"),
    [
        (EVERY, DATELINE, "2017-05-03", "jsonld"),
        (META + LINK, DATELINE, "2017-05-02T08:00:00Z", "meta"),
        (LINK, DATELINE, "2017-05-01", "url"),
        ("", DATELINE, "2017-04-30", "dateline"),
        ("", f"<article>{WORDS}</article>", None, "none"),
        (ld(datePublished='"soon"') + META, DATELINE, "2017-05-02T08:00:00Z", "meta"),
        ("", f'<article><time itemprop="datePublished" datetime="2017-05-02"></time>{WORDS}</article>',
         "2017-05-02", "meta"),
        ('<link rel="canonical" href="https://a.example/2017/13/45/x">', f"<article>{WORDS}</article>", None, "none"),
    ],
)  # fmt: skip
def test_the_date_comes_from_what_is_trusted_most(
    taken: Taken, head: str, body: str, date: str | None, source: str
) -> None:
    """JSON-LD, then meta, then the address, then the dateline; unreadable ones are passed over."""
    story = article(taken("a.html", page(head, body)))

    assert (story.date, story.published_source) == (date, source)


@pytest.mark.parametrize(
    "block",
    [
        '{"@graph":[{"@type":"WebSite","name":"x"},{"@type":["NewsArticle"],"datePublished":"2017-05-03"}]}',
        '[{"@type":"BreadcrumbList"},{"@type":"ReportageNewsArticle","datePublished":"2017-05-03"}]',
        '{"@type":"WebPage","mainEntity":{"@type":"http://schema.org/NewsArticle","datePublished":"2017-05-03"}}',
        '//<![CDATA[\n{"@type":"NewsArticle","headline":"a\nb","datePublished":"2017-05-03"}\n//]]>',
    ],
)
def test_json_ld_as_publishers_write_it(taken: Taken, block: str) -> None:
    """Graphs, lists, wrapped nodes, bare line breaks."""
    story = article(taken("a.html", page(f'<script type="application/ld+json">{block}</script>')))

    assert (story.date, story.published_source) == ("2017-05-03", "jsonld")


def test_the_teaser_of_another_story_does_not_date_this_one(taken: Taken) -> None:
    """Of several articles in JSON-LD the one with the page's own address counts."""
    teaser = ld(url='"https://a.example/other"', datePublished='"2011-01-01"')
    own = ld(url='"https://a.example/dam"', datePublished='"2017-05-03"')

    story = article(taken("a.html", page(f'<link rel="canonical" href="https://a.example/dam">{teaser}{own}')))

    assert story.date == "2017-05-03"


@pytest.mark.parametrize(
    "block",
    [
        "[" * 100_000,
        "{",
        "",
        '{"@type":"NewsArticle","author":[[[]],{"name":{}}],"url":["a"],"datePublished":5}',
        "null",
    ],
)
def test_senseless_json_ld_is_passed_over(taken: Taken, block: str) -> None:
    """The words are still there."""
    story = article(taken("a.html", page(f'<script type="application/ld+json">{block}</script>')))

    assert (story.title, story.date) == ("Dam breaks", None)


def test_a_page_can_not_plant_a_script_address(taken: Taken) -> None:
    """Only a web address is kept as the article's."""
    head = '<base href="javascript:alert(1)"><link rel="canonical" href="javascript:alert(1)">'
    story = article(taken("a.html", page(head + '<meta property="og:url" content="file:///etc/passwd">')))

    assert story.url is None


def test_a_declared_encoding_is_believed(taken: Taken) -> None:
    """And noted."""
    html = page('<meta charset="windows-1251">').replace("Dam breaks", "Плотина прорвалась")

    story = article(taken("a.html", html.encode("cp1251")))

    assert story.title == "Плотина прорвалась"
    assert story.metadata["encoding"] == "windows-1251"


def attributes(count: int, shape: str = 'a{}="1" ') -> str:
    """A paragraph with many attributes."""
    return "<p " + "".join(shape.format(n) for n in range(count)) + ">x</p>"


@pytest.mark.parametrize(
    "html",
    [
        "",
        " ",
        "<!--" + "-" * 1_900_000,
        "<html><head><title>x</title></head><body><div id=root></div><script>app()</script></body></html>",
        "<html><body>" + "<div>" * 255 + "news words" + "</div>" * 255,
        "<html><body>" + "<div>" * 25_000 + "news words" + "</div>" * 25_000,
        "<html><body>" + "<b><i><u>" * 30_000 + "x",
        page(body="<ul><li>" * 130 + "news words" + "</li></ul>" * 130 + WORDS),
        page(body=attributes(25_000) + WORDS),
        page(body=attributes(25_000, 'a{}="1"') + WORDS),
        "<html><body><article><p>" + "news words here " * 690_000 + "</p></article>",
        "<" * 1_900_000,
        "<html><body>" + "&amp" * 400_000,
        page(body="<p>a\0b</p>" + WORDS),
        "<script>" * 100_000,
        "<![CDATA[" * 100_000,
        "<a \"'" * 100_000,
    ],
    ids=range(17),
)
def test_a_page_that_would_lose_its_words_or_our_time_is_refused(taken: Taken, html: str) -> None:
    """Never an empty success."""
    found = taken("a.html", html)

    assert isinstance(found, Rejection)
    assert found.reason


def test_a_page_full_of_drawings_is_no_attack(taken: Taken) -> None:
    """Elements that close themselves, and tags inside scripts and attributes, are not deep."""
    drawing = "<svg>" + '<path d="M0 0"/>' * 900 + "</svg>"
    script = "<script>var a = '" + "<div>" * 900 + "'</script>"
    note = '<p data-note="' + "<div>" * 900 + '">' + "<p>One.<li>Two." * 300

    story = article(taken("a.html", page(body=drawing + script + note + f"<article>{WORDS}</article>")))

    assert "Six people died" in story.text


def test_external_entities_are_not_read(hostile: Callable[[str], list[bytes]], taken: Taken) -> None:
    """XML attacks in an HTML file yield words or a refusal, and no other file's content."""
    for number, raw in enumerate(hostile("xml_attacks.jsonl")):
        found = taken(f"{number}.html", raw)
        assert isinstance(found, Rejection) or "root:" not in found.text
        assert isinstance(taken(f"{number}.xml", raw), Rejection)
