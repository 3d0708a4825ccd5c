"""The tools of a language model, in process, with the official client."""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncIterator, Callable
from typing import Any

import jsonschema_rs
import pytest
from mcp import Client, MCPError
from mcp.types import CallToolResult

from rag.archive import Archive
from rag.errors import ArchiveUnusable
from rag.types import Article, Status
from service.mcp import counsel
from service.mcp.server import create_server
from service.mcp.tools import TOOLS, Room

pytestmark = pytest.mark.anyio
ARTICLES = (
    Article(
        id="fair", title="Seed fair draws crowds", date="2018-04-02", source="Ollen Gazette",
        text="The seed fair in Ollen drew 900 visitors on Sunday. Its director is Marta Ilves.",
        url="https://ollengazette.example/fair",
    ),
    Article(
        id="ferry", title="Ferry to Sund delayed", date="2019-02-03", source="Sund Radio",
        text="The ferry to Sund was delayed by ice on Saturday.\u202e\x1b[2J",
    ),
)  # fmt: skip
ASKED = {"question": "How many visitors did the seed fair in Ollen draw?"}


@pytest.fixture
async def client(archive: Archive) -> AsyncIterator[Client]:
    """A client of the tools over two articles."""
    archive.put(ARTICLES)
    async with Client(create_server(Room(archive))) as client:
        yield client


def told(result: CallToolResult) -> str:
    """The readable form of a result."""
    return "\n".join(each.text for each in result.content if each.type == "text")


async def test_an_answer_is_the_object_of_the_wire(client: Client, archive: Archive) -> None:
    """Structured content is what POST /v1/answers gives."""
    answer = (await client.call_tool("ask_archive", ASKED)).structured_content

    assert answer["status"] == "answered"
    assert answer["citations"][0]["quote"] == "The seed fair in Ollen drew 900 visitors on Sunday."
    assert answer["sentences"][0]["citations"] == [answer["citations"][0]["id"]]


async def test_an_answer_can_be_read(client: Client) -> None:
    """In lines: the status and what it means, the sentence with its number, the quote with outlet, date, address."""
    lines = told(await client.call_tool("ask_archive", ASKED)).splitlines()

    assert lines[0] == "Status: answered (the archive states it)"
    assert "The seed fair in Ollen drew 900 visitors on Sunday [1 April 2018]. [1]" in lines
    assert "[1] Ollen Gazette, 2018-04-02, Seed fair draws crowds" in lines
    assert "    “The seed fair in Ollen drew 900 visitors on Sunday.”" in lines
    assert "    https://ollengazette.example/fair" in lines


async def test_an_abstention_can_not_be_taken_for_an_answer(client: Client) -> None:
    """It says that there is none, and what is nearest stands under words that say what it is."""
    result = await client.call_tool("ask_archive", {"question": "Who won the chess championship in Bergen?"})

    assert result.structured_content["sentences"] == []
    assert told(result).startswith("Status: no_evidence (no answer: ")
    assert "Sources" not in told(result)
    assert not result.is_error


async def test_filters_hold(client: Client) -> None:
    """Under as_of nothing later is read; from, to and the lists narrow as on the wire."""
    early = await client.call_tool("ask_archive", ASKED | {"as_of": "2018-04-01"})
    searched = await client.call_tool("search_archive", {"question": "Ollen Sund", "from": "2019", "limit": 5})
    source = await client.call_tool("search_archive", {"question": "Ollen Sund", "sources": ["Sund Radio"]})

    assert early.structured_content["sentences"] == []
    assert [hit["article_id"] for hit in searched.structured_content["hits"]] == ["ferry"]
    assert [hit["article_id"] for hit in source.structured_content["hits"]] == ["ferry"]


async def test_a_draft_is_checked(client: Client) -> None:
    """Each sentence with what differs and the quote, as an object and in lines."""
    draft = {"text": "The seed fair in Ollen drew 900 visitors. The seed fair in Ollen drew 700 visitors."}
    result = await client.call_tool("check_draft", draft)
    checked = result.structured_content["sentences"]

    assert [each["status"] for each in checked] == ["supported", "contradicted"]
    assert [(each["draft"], each["archive"]) for each in checked[1]["differs"]] == [("700", "900")]
    assert "number: the draft has 700, the archive 900" in told(result)
    assert "“The seed fair in Ollen drew 900 visitors on Sunday.” (Ollen Gazette, 2018-04-02" in told(result)


async def test_a_hit_leads_to_its_article(client: Client) -> None:
    """The key and revision of a hit open the article, verbatim."""
    found = await client.call_tool("search_archive", {"question": "seed fair"})
    hit = found.structured_content["hits"][0]
    record = await client.call_tool("get_article", {"key": hit["article"], "revision": hit["revision"]})

    assert f"article {hit['article']}, revision 1" in told(found)
    assert record.structured_content["text"] == ARTICLES[0].text
    assert ARTICLES[0].text in told(record)


async def test_a_page_leads_to_the_next(client: Client) -> None:
    """The cursor of one page opens the following one."""
    first = (await client.call_tool("search_archive", {"question": "Ollen Sund", "limit": 1})).structured_content
    second = await client.call_tool("search_archive", {"question": "Ollen Sund", "limit": 1, "cursor": first["next"]})

    assert second.structured_content["hits"][0]["article"] != first["hits"][0]["article"]


async def test_an_article_of_later_is_not_opened_as_of_a_day(client: Client) -> None:
    """As of a day, what came later is not there."""
    found = await client.call_tool("search_archive", {"question": "ferry to Sund"})
    key = found.structured_content["hits"][0]["article"]
    result = await client.call_tool("get_article", {"key": key, "as_of": "2018-12-31"})

    assert result.is_error
    assert told(result).startswith("No such article.")


async def test_a_long_article_does_not_drown_who_reads_it(client: Client, archive: Archive) -> None:
    """Lines give its beginning and say what is left out; structured content is whole."""
    archive.put([Article(id="long", title="Minutes", text="The council of Ollen met. " * 4_000, date="2018-05-01")])
    found = await client.call_tool("search_archive", {"question": "council of Ollen met"})
    record = await client.call_tool("get_article", {"key": found.structured_content["hits"][0]["article"]})

    assert len(record.structured_content["text"]) > 100_000
    assert len(told(record)) < 51_000
    assert "more characters" in told(record)


async def test_what_would_act_or_hide_is_made_visible(client: Client) -> None:
    """Lines hold no escape and no change of direction, whatever an article holds."""
    found = await client.call_tool("search_archive", {"question": "ferry to Sund"})

    assert not re.search("[\x1b\u202e]", told(found))


@pytest.mark.parametrize(
    ("tool", "arguments", "field"),
    [
        ("ask_archive", {}, "question"),
        ("ask_archive", {"question": " "}, "question"),
        ("ask_archive", {"question": 7.5}, "question"),
        ("ask_archive", ASKED | {"as_of": "soon"}, "as_of"),
        ("ask_archive", ASKED | {"from": "2019", "to": "2018"}, "from"),
        ("ask_archive", ASKED | {"date": "2018"}, "date"),
        ("ask_archive", ASKED | {"sources": ["Sund Radio", 3.5]}, "sources[1]"),
        ("ask_archive", ASKED | {"sources": "[" * 100_000}, "sources[0]"),
        ("search_archive", {"question": "ferry", "limit": 0}, "limit"),
        ("search_archive", {"question": "ferry", "cursor": "nowhere"}, "cursor"),
        ("search_archive", {"question": "ferry", "sort": "best"}, "sort"),
        ("get_article", {"key": ""}, "key"),
        ("get_article", {"key": "a", "revision": "first"}, "revision"),
    ],
)
async def test_an_error_names_the_field(tool: str, arguments: dict[str, Any], field: str, client: Client) -> None:
    """What can't be taken is a result that says which argument is at fault, in words and as the wire's problem."""
    result = await client.call_tool(tool, arguments)

    assert result.is_error
    assert f"{field}: " in told(result)
    assert result.structured_content["errors"][0]["field"] == field


@pytest.mark.parametrize(
    "loose",
    [
        {"sources": '["Sund Radio"]', "limit": "5", "as_of": None},
        {"sources": "Sund Radio", "authors": None, "cursor": None},
        {"sources": ["Sund Radio"], "kinds": "[]"},
    ],
    ids=["as text", "a list of one", "an empty list"],
)
async def test_what_is_plainly_meant_is_taken(loose: dict[str, Any], client: Client) -> None:
    """Nulls, numbers and lists in text, as hosts send them, are read as what they stand for."""
    found = await client.call_tool("search_archive", {"question": "ferry fair"} | loose)

    assert [hit["article_id"] for hit in found.structured_content["hits"]] == ["ferry"]


async def test_an_unknown_tool_is_an_error_of_the_protocol(client: Client) -> None:
    """It names the tools that there are."""
    with pytest.raises(MCPError, match="ask_archive"):
        await client.call_tool("delete_article", {})


async def test_what_goes_wrong_inside_stays_inside(
    client: Client, break_store: Callable[[str, Exception], None], log: list[Any]
) -> None:
    """The caller gets our words; the log has the class and the place of the error, and no question."""
    break_store("read", RuntimeError("row 7 of /news/archive says: secret"))
    crashed = await client.call_tool("ask_archive", ASKED)
    break_store("read", ArchiveUnusable("the disk of /news/archive is full"))
    refused = await client.call_tool("search_archive", ASKED)

    assert crashed.is_error
    assert refused.is_error
    assert "/news" not in told(crashed) + told(refused)
    assert "secret" not in str(crashed.structured_content)
    assert [each["error"] for each in log] == ["RuntimeError", "ArchiveUnusable"]
    assert "Ollen" not in str(log)


async def test_a_question_taken_back_frees_its_place(archive: Archive, held: Any) -> None:  # noqa: ANN401, a fake
    """Callers that give up while their questions are at work keep nobody from asking."""
    archive.put(ARTICLES)
    async with Client(create_server(Room(archive))) as client:
        held.go_on.clear()
        for _ in range(3):
            with pytest.raises(TimeoutError):
                async with asyncio.timeout(0.2):
                    await client.call_tool("ask_archive", ASKED)
        held.go_on.set()
        async with asyncio.timeout(20):
            answer = await client.call_tool("ask_archive", ASKED)

    assert answer.structured_content["status"] == "answered"


async def test_each_tool_is_described(client: Client) -> None:
    """Each says what it is for, changes nothing, and says of each argument what it means."""
    for tool in (await client.list_tools()).tools:
        assert tool.description
        assert tool.annotations
        assert tool.annotations.read_only_hint
        assert tool.input_schema["additionalProperties"] is False
        for name, part in tool.input_schema["properties"].items():
            assert part["description"] == counsel.FIELDS[name]


async def test_schemas_are_sound_and_results_fit_them(client: Client) -> None:
    """Each schema is one, an object at its root; what a tool gives fits what it says that it gives."""
    tools = {tool.name: tool for tool in (await client.list_tools()).tools}
    for name, arguments in (("ask_archive", ASKED), ("search_archive", {"question": "ferry"})):
        given = (await client.call_tool(name, arguments)).structured_content
        jsonschema_rs.validate(tools[name].output_schema or {}, given)
        jsonschema_rs.validate(tools[name].input_schema, arguments)
    for tool in tools.values():
        assert tool.input_schema["type"] == "object"
        assert (tool.output_schema or {})["type"] == "object"


def test_every_status_is_explained() -> None:
    """Both what a host is told at the start and what the tool says of itself explain each status."""
    for status in Status.__args__:  # type: ignore[attr-defined]
        assert status in counsel.INSTRUCTIONS
        assert status in counsel.ASK
    assert set(TOOLS) <= set(re.findall(r"\w+", counsel.INSTRUCTIONS))
