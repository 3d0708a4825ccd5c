"""Answers as the service sends them, one of each state, for pages whose requests are answered here."""

from __future__ import annotations

import json
from typing import Any

from playwright.sync_api import Page, Route

Json = dict[str, Any]


def citation(marker: int, quote: str, **other: object) -> Json:
    """A citation of an article of its own."""
    made: Json = {
        "id": f"c{marker}",
        "href": f"/v1/citations/c{marker}",
        "marker": marker,
        "article": f"key{marker}",
        "article_id": f"id{marker}",
        "collection": "default",
        "revision": 1,
        "field": "text",
        "start": 0,
        "end": len(quote),
        "quote": quote,
        "prefix": "It was late when the ",
        "suffix": " The board went home.",
        "quote_sha256": "0" * 64,
        "title": f"Headline {marker}",
        "source": f"Outlet {marker}",
        "published": f"2017-10-{8 + marker:02}",
        "published_precision": "day",
        "published_source": "field",
        "url": f"https://outlet{marker}.example/story",
        "link": None,
        "copies": [],
        "corrected": None,
        "superseded_by": None,
    }
    return made | other


def sentence(text: str, *ids: str, **other: object) -> Json:
    """A sentence that cites."""
    made: Json = {"text": text, "start": 0, "end": len(text), "citations": list(ids), "kind": "extract", "part": 0}
    return made | {"certainty": "asserted", "speaker": None, "highlight": None, "glosses": [], "dates": []} | other


def answer(status: str = "answered", **other: object) -> Json:
    """An answer with one sentence, or with none where its status abstains."""
    said = "Nine people died in the fire on Monday, police said."
    answers = status in ("answered", "reported")
    made: Json = {
        "id": "a1",
        "status": status,
        "reason": None,
        "interpreted": {"question": "How many died?", "assumptions": [], "latest": False},
        "parts": [{"question": "How many died?", "status": status, "reason": None}],
        "text": f"{said} [1]"
        if answers
        else "The archive does not say. Searched: 64 articles, 2016-06-11 to 2019-09-15.",
        "sentences": [sentence(said, "c1")] if answers else [],
        "citations": [citation(1, said)] if answers else [],
        "searched": {"articles": 64, "passages": 92, "undated_left_out": 2, "from": None, "to": None, "as_of": None},
        "notes": [],
        "nearest": [] if answers else [citation(1, "The fire began on Monday.")],
        "mode": "extract",
        "generation": 1,
        "conflicts": [],
        "history": [],
        "independence": {"articles": 4, "sources": 3, "independent": 1} if answers else None,
        "degraded_reason": None,
        "timings_ms": {"total": 190.0},
    }
    return made | other


def value(text: str, at: str, *ids: str) -> Json:
    """A figure at a day."""
    return {"value": text, "unit": "people", "at": at, "citations": list(ids)}


_FIGURES = [citation(1, "Nine people died."), citation(2, "Four people died."), citation(3, "Twelve people died.")]
_DATED = sentence(
    "Twelve people died on Monday, police said.",
    "c3",
    certainty="attributed",
    speaker="Agata Wilmot",
    highlight=[0, 6],
    glosses=[{"at": 28, "text": "9 October 2017", "citation": "c3"}],
    dates=[
        {"start": 22, "end": 28, "text": "Monday", "kind": "DATE", "value": "2017-10-09", "mod": None}
        | {"begin": "2017-10-09", "until": "2017-10-10"}
    ],
)
FIGURES = answer(
    sentences=[_DATED],
    citations=[*_FIGURES[:2], _FIGURES[2] | {"published": "2017-10-12"}],
    history=[
        {"about": "Deaths in the fire", "values": [value("4", "2017-10-09", "c2"), value("Nine", "2017-10-10", "c1")]}
    ],
    notes=[{"kind": "corrected", "text": "Taken back: 13. What stands: 12.", "citations": ["c3"]}],
)
CONFLICT = answer(
    "reported",
    sentences=[
        sentence("Nine people died.", "c1", certainty="attributed", speaker="Stefan Drury"),
        sentence("Four people died.", "c2", certainty="unconfirmed"),
    ],
    citations=_FIGURES[:2],
    conflicts=[{"about": "deaths", "values": [value("Nine", "2017-10-10", "c1"), value("Four", "2017-10-09", "c2")]}],
)
MARKED = answer(
    citations=[
        citation(
            1,
            "Nine people died.",
            copies=[{"article": "k", "source": f"Paper {n}", "url": None} for n in range(3)],
            corrected={"at": "2017-10-12", "note": "It is 12, not 13.", "citation": "c1"},
            superseded_by={"article": "key1", "revision": 2, "at": "2017-10-12"},
        )
    ]
)
_NOTHING: Json = {"nearest": []}
STATES = {  # by what is seen of it
    "Answered": answer(),
    "Reported, and sources differ": CONFLICT,
    "Reported, according to Agata Wilmot": answer("reported", sentences=[_DATED], citations=_FIGURES[2:]),
    "The archive does not say": answer("not_stated"),
    "The archive says otherwise": answer("not_stated", reason="false_premise"),
    "Nothing found in the archive": answer("no_evidence", **_NOTHING),
    "Outside the archive's dates": answer("no_evidence", reason="outside_coverage", **_NOTHING),
}


def events(told: Json) -> str:
    """The stream of an answer."""
    known = {each["id"]: each for each in told["citations"]}
    sent: list[tuple[str, Json]] = [
        ("start", {"id": told["id"], "interpreted": told["interpreted"]}),
        ("evidence", {"hits": [{}, {}]}),
        *(
            ("sentence", {"sentence": each, "citations": [known[id_] for id_ in each["citations"]]})
            for each in told["sentences"]
        ),
        ("answer", told),
    ]
    return "".join(f"id: {n}\nevent: {name}\ndata: {json.dumps(data)}\n\n" for n, (name, data) in enumerate(sent))


def answering(page: Page, told: Json) -> None:
    """From now on every question on the page has this answer."""

    def fulfil(route: Route) -> None:
        route.fulfill(status=200, content_type="text/event-stream", body=events(told))

    page.route("**/v1/answers", fulfil)


# Each sentence a moment after the one before it, as a language model writes them
_SLOWLY = """(blocks) => {
  const fetched = window.fetch;
  window.fetch = async (path, how) => {
    if (path !== "/v1/answers") return fetched(path, how);
    const bytes = new TextEncoder();
    const wait = () => new Promise((done) => setTimeout(done, 120));
    const body = new ReadableStream({ async start(stream) {
      how.signal.addEventListener("abort", () => stream.error(new DOMException("stopped", "AbortError")));
      for (const block of blocks) { await wait(); stream.enqueue(bytes.encode(block)); }
      stream.close();
    } });
    return new Response(body, { status: 200 });
  };
}"""


def answering_slowly(page: Page, told: Json, *, whole: bool = True) -> None:
    """The same in pieces; not `whole`: what is behind the first sentence never comes."""
    blocks = [f"{each}\n\n" for each in events(told).strip().split("\n\n")]
    script = _SLOWLY.replace("stream.close();", "stream.close();" if whole else "")
    page.evaluate(script, blocks if whole else blocks[:3])
