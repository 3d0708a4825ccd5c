"""Offsets through the HTTP door, in code points."""

from __future__ import annotations

from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from litestar import Litestar
from litestar.testing import TestClient

Client = TestClient[Litestar]
NAMES = st.sampled_from(["Brekke", "Zoë\u0308", "Ådland", "李", "O’Neil", "Müller"])
ODD = st.text(st.sampled_from("😀👩\u200d👩\u200d👧e\u0301\u202e\u2066\ufeff\t¥𝔘ﷺ"), max_size=6)
BREAKS = st.sampled_from([" ", "\r\n", "\r\n\r\n", "\n\n", "\u2028", "  "])


@st.composite
def texts(draw: st.DrawFn) -> str:
    """News with characters of one, two and four bytes, combining marks and line ends of every kind."""
    sentence = st.builds(
        "{}Mayor {} opened the harbour bridge{} in {}.{}".format, ODD, NAMES, ODD, st.integers(1990, 2019), BREAKS
    )
    return "".join(draw(st.lists(sentence, min_size=1, max_size=6)))


@given(texts(), st.integers(0, 10**9))
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_offsets_lead_to_the_quote(client: Client, text: str, number: int) -> None:
    """Hits, citations, answers and the article agree on every code point."""
    taken = client.post("/v1/articles", json={"id": str(number), "text": text, "collection": str(number)})
    key, scope = taken.json()["article"], {"collections": [str(number)]}
    asked = {"question": "Who opened the harbour bridge?"} | scope

    kept = client.get(f"/v1/articles/{key}").json()["text"]
    hits = client.post("/v1/search", json=asked).json()["hits"]
    answer = client.post("/v1/answers", json=asked).json()
    citations: list[dict[str, Any]] = answer["citations"] + answer["nearest"]

    assert kept == text
    assert hits
    assert citations
    for hit in hits:
        assert text[hit["start"] : hit["end"]] == hit["text"]
    for each in citations:
        assert text[each["start"] : each["end"]] == each["quote"]
        assert text[: each["start"]].endswith(each["prefix"])
        assert text[each["end"] :].startswith(each["suffix"])
        verified = client.get(each["href"]).json()
        assert (verified["state"], verified["quote"]) == ("current", each["quote"])
    for sentence in answer["sentences"]:
        assert answer["text"][sentence["start"] : sentence["end"]] == sentence["text"]
