"""POST /v1/timeline and the filters by the time of events."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from litestar import Litestar
from litestar.testing import TestClient

Client = TestClient[Litestar]
Add = Callable[..., str]
STRIKE = (
    "Ferry crews in Lorne ended their strike on Tuesday. The ferry strike in Lorne had begun on 3 January. "
    "Ferry crews in Lorne will return to work on Thursday after the strike."
)
MATTER = "the ferry strike in Lorne"


def days(client: Client, **sent: object) -> list[tuple[str, str]]:
    """The first day and the words of each entry."""
    told = client.post("/v1/timeline", json={"question": MATTER, **sent}).json()
    return [(each["begin"], each["surface"]) for each in told["entries"]]


def test_entries_stand_by_the_days_of_their_events(client: Client, add: Add) -> None:
    """Not by the day of the article, which is Wednesday, 16 January 2019."""
    add(id="strike", text=STRIKE, date="2019-01-16")

    assert days(client) == [("2019-01-03", "3 January"), ("2019-01-15", "Tuesday"), ("2019-01-17", "Thursday")]


def test_an_entry_is_verbatim_with_whole_citations(client: Client, add: Add) -> None:
    """As any sentence of an answer is; offsets are those of the entry's own sentence."""
    key = add(id="strike", text=STRIKE, date="2019-01-16")

    told = client.post("/v1/timeline", json={"question": f"Give me a timeline of {MATTER}."}).json()
    entry = told["entries"][0]
    (cited,) = entry["citations"]

    assert (cited["article"], cited["quote"]) == (key, entry["sentence"]["text"])
    assert STRIKE[cited["start"] : cited["end"]] == cited["quote"]
    assert (entry["sentence"]["start"], entry["sentence"]["end"]) == (0, len(cited["quote"]))
    assert entry["sentence"]["citations"] == [cited["id"]]
    assert told["searched"]["articles"] == 1


def test_nothing_later_than_as_of_is_told(client: Client, add: Add) -> None:
    """An entry of an article that came out later is not there yet."""
    add(id="begun", text="The ferry strike in Lorne began on Thursday.", date="2019-01-04")
    add(id="strike", text=STRIKE, date="2019-01-16")

    assert days(client, as_of="2019-01-05") == [("2019-01-03", "Thursday")]


def test_what_is_not_in_the_archive_has_no_course(client: Client, add: Add) -> None:
    """An empty list, and what was searched."""
    add(id="strike", text=STRIKE, date="2019-01-16")

    told = client.post("/v1/timeline", json={"question": "zebra breeding"}).json()

    assert told["entries"] == []


@pytest.mark.parametrize(
    ("sent", "field"),
    [({}, "question"), ({"question": "  "}, "question"), ({"question": "Ferry", "limit": 3}, "limit")],
)
def test_a_refusal_names_the_field(client: Client, sent: object, field: str) -> None:
    """As everywhere."""
    refused = client.post("/v1/timeline", json=sent)

    assert refused.status_code == 400
    assert refused.json()["errors"][0]["field"].startswith(field)


def test_answers_can_be_narrowed_to_when_things_happened(client: Client, add: Add) -> None:
    """An article of May tells of March: found by the event's time, and by no other."""
    add(id="geneva", text="The Geneva round on Syria wrapped up in late March.", date="2017-05-03")
    add(id="astana", text="The Astana round on Syria opened on Wednesday.", date="2017-05-03")
    asked = {"question": "Which round on Syria was held?"}

    def cited(**window: str) -> set[str]:
        answer = client.post("/v1/answers", json=asked | window).json()
        return {each["article_id"] for each in (*answer["citations"], *answer["nearest"])}

    assert cited(event_from="2017-03-20", event_to="2017-03-31") == {"geneva"}
    assert cited(event_from="2017-05-01") == {"astana"}
    assert cited(event_from="2011", event_to="2012") == set()
