"""Whatever articles, questions and the service itself say, the page runs none of it and asks nobody else (X06-X08)."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Dialog, Page, expect

from tests.browser import told
from tests.serving import serving

_ATTACKS = Path(__file__).parents[3] / "shared" / "attacks" / "xss.jsonl"
# What holds without the collection: each class of sink at least once
_OWN = (
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    '"><svg onload=alert(1)>',
    "' onmouseover=alert(1) x='",
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)//",
    "data:text/html,<script>alert(1)</script>",
    "<iframe srcdoc='<script>alert(1)</script>'>",
    "<link rel=stylesheet href=//evil.example/x.css>",
    "<base href=//evil.example/>",
    "<meta http-equiv=refresh content='0;url=//evil.example'>",
    "{{constructor.constructor('alert(1)')()}}",
    "\u202e<b>\u2066<a href=//evil.example>x",
    "__proto__",
)
_PLACES = ("Kell", "Lowmere", "Tarnholt", "Skarnsea", "Ebbing", "Cranmoor", "Verrin", "Pelmouth", "Corrack", "Hollin")
_IN_CI = 500  # of the collection, evenly spread
_A_TURN = 25
_FIRST_MS = 150_000  # the first question that a service is asked waits for its models
_ALLOWED = set(
    "ARTICLE H2 H3 H4 DIV P SPAN BDI STRONG TIME BUTTON UL OL LI SECTION BLOCKQUOTE MARK A Q DETAILS SUMMARY SMALL "
    "FIGURE FIGCAPTION TABLE THEAD TBODY TR TH TD svg path g circle text".split()
)
_SEEN = """() => {
  const all = [...document.querySelectorAll("#turns *, #filters *, #past *, .page > .body *")];
  return {
    tags: [...new Set(all.map((each) => each.tagName))],
    handlers: all.flatMap((each) => each.getAttributeNames()).filter((name) => /^on|^style$|^srcdoc$/.test(name)),
    links: [...document.links].map((each) => each.protocol).filter((each) => !/^https?:$/.test(each)),
    own: Object.keys(window).filter((name) => /canary|xss|pwn/i.test(name)),
  };
}"""


def payloads() -> list[str]:
    """Ours, and those of the collection where it is there, without what no JSON text can hold."""
    known = _ATTACKS.read_text(encoding="utf-8").splitlines() if _ATTACKS.exists() else []
    texts = [json.loads(line)["text"] for line in known]
    clean = [text for text in texts if text.strip() and not any("\ud800" <= sign <= "\udfff" for sign in text)]
    return [*_OWN, *clean[:: max(1, len(clean) // _IN_CI)]]


@pytest.fixture(scope="session")
def base_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a service over an archive whose every article is hostile in every field."""
    folder = tmp_path_factory.mktemp("hostile")
    (folder / "told.jsonl").write_text("\n".join(map(json.dumps, map(article, *zip(*enumerate(_OWN), strict=True)))))
    with serving(folder, "told.jsonl") as address:
        yield address


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args: dict[str, Any], base_url: str) -> dict[str, Any]:
    """Pages of that service, also where the other tests' pages of theirs have been opened before."""
    return browser_context_args | {"base_url": base_url}


def article(number: int, payload: str) -> dict[str, Any]:
    """An article about the bell of a place, with the payload in each of its other fields."""
    place = _PLACES[number % len(_PLACES)]
    return {
        "id": f"{number} {payload}",
        "title": f"The bell of {place} {payload}",
        "text": f"The bell of {place} weighs {number + 3} tons. Orla Venn cast it in 1901. {payload}",
        "date": "2019-05-02",
        "source": payload,
        "authors": [payload],
        "url": f"https://bells.example/{number}",  # others are refused at the door
        "topics": [payload],
        "kind": "report",
    }


@pytest.fixture
def watched(page: Page) -> Iterator[Page]:
    """A page that opens no dialog; that it asks nobody and its console stays empty is seen to for every page."""
    dialogs: list[str] = []

    def dismissed(dialog: Dialog) -> None:
        dialogs.append(dialog.message)
        dialog.dismiss()

    page.on("dialog", dismissed)
    yield page
    assert dialogs == []


def harmless(page: Page) -> None:
    """Nothing of what was shown has become an element, a handler or a link to anything but the web."""
    seen = page.evaluate(_SEEN)
    assert set(seen["tags"]) - _ALLOWED - {"FORM", "LABEL", "INPUT", "FIELDSET", "LEGEND"} == set()
    assert (seen["handlers"], seen["links"], seen["own"]) == ([], [], [])


def hostile(texts: list[str]) -> dict[str, Any]:
    """An answer with a payload in each place for text that it has."""
    cited = [
        told.citation(
            n,
            text,
            **dict.fromkeys(("title", "source", "prefix", "suffix", "url", "link", "published", "quote_sha256"), text),
            copies=[{"article": text, "source": text, "url": text}],
            corrected={"at": text, "note": text, "citation": f"c{n}"},
            superseded_by={"article": text, "revision": 2, "at": text},
        )
        for n, text in enumerate(texts, 1)
    ]
    said = [
        told.sentence(
            text,
            f"c{n}",
            certainty="alleged",
            speaker=text,
            glosses=[{"at": 0, "text": text, "citation": f"c{n}"}],
            dates=[{"start": 0, "end": 1, "text": text, "mod": text, "begin": "2019-01-01", "until": "2019-02-01"}],
        )
        for n, text in enumerate(texts, 1)
    ]
    first = texts[0]
    figures = [
        {
            "about": first,
            "values": [told.value(f"{n} {text}", "2019-01-01", f"c{n}") for n, text in enumerate(texts, 1)],
        }
    ]
    return told.answer(
        "reported",
        text=first,
        sentences=said,
        citations=cited,
        conflicts=figures,
        history=figures,
        notes=[{"kind": "degraded", "text": text, "citations": ["c1"]} for text in texts],
        parts=[{"question": first, "status": "not_stated", "reason": None}],
        degraded_reason=first,
        interpreted={"question": first, "assumptions": texts, "latest": True, "event_from": first, "event_to": first},
    )


@pytest.mark.timeout(600)
def test_hostile_answers_stay_text(watched: Page) -> None:
    """Each payload in each field of an answer, opened, pointed at, saved and filed under the questions asked before."""
    all_of_them = payloads()
    watched.goto("/")
    for at in range(0, len(all_of_them), _A_TURN):
        texts = all_of_them[at : at + _A_TURN]
        watched.unroute_all()
        told.answering(watched, hostile(texts))
        watched.get_by_label("Your question").fill(texts[0])
        watched.keyboard.press("Enter")
        expect(watched.locator("article.turn[aria-busy=false]")).to_have_count(1, timeout=30_000)
        expect(watched.locator(".card")).to_have_count(len(texts))
        watched.locator("summary").first.click()
        harmless(watched)
        watched.get_by_role("button", name="New conversation").click()

    harmless(watched)


def test_hostile_problems_stay_text(watched: Page) -> None:
    """What the service says when something goes wrong, and the names that the filters offer."""
    bad = _OWN[1]
    problem = {
        "title": bad,
        "detail": bad,
        "request_id": bad,
        "status": 400,
        "errors": [{"field": bad, "message": bad}],
    }
    events = f"event: error\ndata: {json.dumps(problem)}\n\n"
    watched.route("**/v1/answers", lambda route: route.fulfill(content_type="text/event-stream", body=events))
    counts = [{"value": each, "count": 2} for each in _OWN]
    watched.route("**/v1/facets?*", lambda route: route.fulfill(json={"by": "source", "counts": counts}))
    watched.goto("/#" + "q=<img src=x onerror=alert(1)>&sources=<svg onload=alert(1)>&as_of=<b>")

    expect(watched.get_by_role("alert")).to_contain_text(bad)
    watched.get_by_role("button", name="Filters", exact=True).click()
    expect(watched.get_by_role("checkbox", name=_OWN[0], exact=False).first).to_be_visible()
    harmless(watched)


@pytest.mark.timeout(400)
def test_hostile_articles_stay_text(watched: Page, base_url: str) -> None:
    """From the archive through the answer to the reader."""
    watched.goto("/")
    watched.get_by_label("Your question").fill("How much does the bell of Kell weigh?")
    watched.keyboard.press("Enter")
    expect(watched.locator("article.turn[aria-busy=false]")).to_have_count(1, timeout=_FIRST_MS)
    harmless(watched)
    opened = watched.get_by_role("link", name="Open", exact=True).evaluate_all("(all) => all.map((each) => each.href)")
    listed = watched.request.get(f"{base_url}/v1/articles?limit=100").json()["articles"]

    assert opened
    assert len(listed) == len(_OWN)
    for address in [*opened, *(f"{base_url}/read/{each['article']}" for each in listed)]:
        watched.goto(address)
        harmless(watched)


def test_the_browser_itself_would_refuse(watched: Page) -> None:
    """No code but ours runs, no markup is taken from a string, and nobody frames the page."""
    policy = watched.goto("/").headers["content-security-policy"]  # type: ignore[union-attr]

    for rule in (
        "default-src 'none'",
        "script-src 'self'",
        "require-trusted-types-for 'script'",
        "trusted-types 'none'",
        "frame-ancestors 'none'",
    ):
        assert rule in policy
    assert "unsafe" not in policy
