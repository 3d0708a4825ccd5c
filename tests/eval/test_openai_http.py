"""Another company's service, measured by what its text and annotations say."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import httpx
import pytest

from eval import measure
from eval.errors import TargetUnusable
from eval.openai_http import OpenAiHttp, connected, recognised
from eval.types import Case, Edition, Gold, Line
from rag.types import Turn

QUOTE = "Rain fell on Harrow for nine days."
ARTICLE = Edition(
    article_id="rain", number=1, title="Rain in Harrow", text=f"{QUOTE} The river rose.", date="2018-06-04",
    updated=None, url="https://harrow.example/rain",
)  # fmt: skip
GOLD = (Gold(article_id="rain", quote=QUOTE),)
CASE = Case(id="q", question="How long did it rain?", answerable=True, answers=("nine days",), evidence=GOLD)
NULL = Case(id="n", question="Who drowned?", answerable=False)
Answer = Callable[[httpx.Request], httpx.Response]


def client(answer: Answer) -> httpx.Client:
    """A client that is answered by a function."""
    return httpx.Client(base_url="http://other", transport=httpx.MockTransport(answer))


def says(content: str | None, *annotations: Mapping[str, object], **more: object) -> Answer:
    """A service that always says the same."""
    message = {"role": "assistant", "content": content, "annotations": list(annotations)}
    return lambda _: httpx.Response(200, json={"choices": [{"message": message}], **more})


def judged(case: Case, answer: Answer) -> dict[str, float]:
    """The figures of one question."""
    (line,) = measure.answers(OpenAiHttp(client(answer), (ARTICLE,), model="m"), (case,), (ARTICLE,))
    return figures(line)


def figures(line: Line) -> dict[str, float]:
    """By metric."""
    return {each.metric: each.value for each in line.judgements}


NESTED = {
    "type": "url_citation",
    "url_citation": {"url": ARTICLE.url, "title": ARTICLE.title, "start_index": 0, "end_index": 20},
}
FLAT = {"type": "url_citation", "url": ARTICLE.url, "title": ARTICLE.title, "start_index": 0, "end_index": 20}


@pytest.mark.parametrize(
    "answer",
    [
        says("It rained for nine days.", NESTED),
        says("It rained for nine days.", FLAT),
        says("It rained for nine days [1].", citations=[ARTICLE.url]),
        says(f"It rained for nine days [1].\n\nSources\n[1] Rain in Harrow, {ARTICLE.url}"),
    ],
    ids=["nested", "flat", "addresses", "list"],
)
def test_references_are_found_however_they_are_written(answer: Answer) -> None:
    """The answer counts, its reference leads to the article, nothing is invented."""
    found = judged(CASE, answer)

    assert (found["answer@1"], found["answer@300"], found["kept"]) == (1.0, 1.0, 1.0)
    assert (found["citation_recall"], found["fabricated"]) == (1.0, 0.0)


def test_what_can_not_be_seen_is_not_judged() -> None:
    """No search and no bytes on that wire: their metrics are absent, not 0."""
    found = judged(CASE, says("It rained for nine days.", NESTED))

    assert not found.keys() & {"hits@1", "mrr@10", "evidence@2000", "byte_verified", "fabricated_quotes"}


def test_prose_without_references_keeps_its_answer_figures() -> None:
    """It answers, and cites nothing."""
    found = judged(CASE, says("It rained for nine days."))

    assert (found["answer@1"], found["citation_recall"]) == (1.0, 0.0)


def test_an_invented_reference_counts_against_it() -> None:
    """A number that leads nowhere, and an address that the suite does not have."""
    assert judged(CASE, says("It rained for nine days [7]."))["fabricated"] == 1.0
    unknown = {"type": "url_citation", "url_citation": {"url": "https://no.example/x", "title": "Nothing"}}
    assert judged(CASE, says("It rained for nine days.", unknown))["citation_recall"] == 0.0


def test_a_refusal_is_one() -> None:
    """Right for what can't be answered, wrong for what can."""
    refusal = says("The articles do not say who drowned.")

    assert judged(NULL, refusal)["null_recall"] == 1.0
    assert judged(CASE, refusal)["kept"] == 0.0


@pytest.mark.parametrize(
    "answer",
    [
        lambda _: httpx.Response(500, json={"error": {"message": "no"}}),
        lambda _: httpx.Response(200, json={"choices": []}),
        says(None),
    ],
    ids=["500", "no choices", "no content"],
)
def test_a_failure_counts_as_one_and_stops_nothing(answer: Answer) -> None:
    """A question without a reply has 0, and the run goes on."""
    found = judged(CASE, answer)

    assert (found["answer@1"], found["errors"]) == (0.0, 1.0)


def test_turns_and_as_of_are_sent() -> None:
    """Earlier turns as messages, the day in a system message."""
    sent: list[dict[str, Any]] = []

    def answer(request: httpx.Request) -> httpx.Response:
        sent.append(httpx.Response(200, content=request.content).json())
        return says("Nine days.")(request)

    turns = (Turn("user", "Did it rain?"), Turn("assistant", "Yes."))
    case = Case(id="f", question="How long?", answerable=True, as_of="2018-06-05", history=turns)
    OpenAiHttp(client(answer), (), model="m").ask(case)

    assert sent[0]["model"] == "m"
    assert [each["role"] for each in sent[0]["messages"]] == ["system", "user", "assistant", "user"]
    assert "2018-06-05" in sent[0]["messages"][0]["content"]


@pytest.mark.parametrize(
    ("answer", "why"),
    [
        (lambda _: httpx.Response(404), "neither a Dateline service nor"),
        (lambda _: httpx.Response(200, json={"data": []}), "serves no model"),
        (lambda _: httpx.Response(200, content=b"<html>"), "wire's shape"),
    ],
)
def test_what_is_no_such_service_is_told_so(answer: Answer, why: str) -> None:
    """The message says what was asked, and what came back."""
    with pytest.raises(TargetUnusable, match=why):
        recognised(client(answer), ())


def test_the_first_model_is_asked() -> None:
    """Whatever it is called."""
    target = recognised(client(lambda _: httpx.Response(200, json={"data": [{"id": "one"}, {"id": "two"}]})), ())

    assert target._model == "one"


def test_nothing_at_an_address_is_an_error() -> None:
    """Before anything is measured."""
    with pytest.raises(TargetUnusable, match="does not answer"):
        connected("http://127.0.0.1:9", ())
