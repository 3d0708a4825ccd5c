"""The protocol: which tools there are, what a call becomes, what an error becomes.

But: no transport; those are `service/mcp/transports.py`.
"""

from __future__ import annotations

from importlib.metadata import version
from typing import Any

import msgspec
from mcp import MCPError, types
from mcp.server import Server

from rag.errors import CitationCorrupt, DatelineError
from service.mcp.counsel import INSTRUCTIONS
from service.mcp.schemas import arguments, given_by, taken_by
from service.mcp.tools import TOOLS, Given, Room, Tool
from service.problems import Problem, log_failure, problem_of

_HARMLESS = types.ToolAnnotations(read_only_hint=True, idempotent_hint=True, open_world_hint=False)


def create_server(room: Room) -> Server[Any]:
    """A server whose tools read the archive of `room`."""
    listed = types.ListToolsResult(tools=[_listed(name, tool) for name, tool in TOOLS.items()])

    async def list_tools(_: object, __: object) -> types.ListToolsResult:
        return listed

    async def call_tool(_: object, called: types.CallToolRequestParams) -> types.CallToolResult:
        tool = TOOLS.get(called.name)
        if tool is None:
            known = ", ".join(TOOLS)
            raise MCPError(types.INVALID_PARAMS, f"there is no tool {called.name!r}; there are: {known}")
        try:
            return _result(await tool.run(arguments(called.arguments or {}, tool.takes), room))
        except Exception as error:  # whatever it is, the caller gets our words, and no trace
            return _failed(error)

    return Server(
        "dateline",
        version=version("dateline"),
        title="Dateline news archive",
        instructions=INSTRUCTIONS,
        on_list_tools=list_tools,
        on_call_tool=call_tool,
    )


def _listed(name: str, tool: Tool) -> types.Tool:
    return types.Tool(
        name=name,
        title=tool.title,
        description=tool.description,
        input_schema=taken_by(tool.takes),
        output_schema=given_by(tool.gives),
        annotations=_HARMLESS,
    )


def _result(given: Given) -> types.CallToolResult:
    return types.CallToolResult(content=[_text(given.text)], structured_content=_json(given.value))


def _failed(error: Exception) -> types.CallToolResult:
    problem = problem_of(error)
    if problem.status >= 500 or isinstance(error, CitationCorrupt) or not isinstance(error, DatelineError):
        log_failure(error, None)
    return types.CallToolResult(content=[_text(_told(problem))], structured_content=_json(problem), is_error=True)


def _told(problem: Problem) -> str:
    named = "; ".join(f"{each.field}: {each.message}" for each in problem.errors)
    return f"{problem.title}. {named or problem.detail}"


def _text(text: str) -> types.TextContent:
    return types.TextContent(type="text", text=text)


def _json(value: object) -> Any:  # noqa: ANN401, JSON
    return msgspec.json.decode(msgspec.json.encode(value))
