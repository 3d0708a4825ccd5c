"""docs/chat.md tells the truth about requests and fields."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import msgspec
import pytest
from litestar import Litestar
from litestar.testing import TestClient

from service.chat.shapes import Chat, Narrowed
from service.routes.models import NAMES

Client = TestClient[Litestar]
DOCS = (Path(__file__).parent.parent.parent / "docs" / "chat.md").read_text(encoding="utf-8")
IGNORED = re.findall(r"`(\w+)`", "".join(re.findall(r"^\| (.*) \| ignored", DOCS, re.MULTILINE)))


def test_the_request_of_the_example_is_answered(client: Client, add: Any) -> None:  # noqa: ANN401
    """What is sent with curl there gets its answer."""
    add()

    sent = re.search(r"-d '(\{.*\})'", DOCS)
    assert sent
    reply = client.post("/v1/chat/completions", json=json.loads(sent[1])).json()

    assert "sponsor the Astana talks. [1]" in reply["choices"][0]["message"]["content"]


def test_every_model_and_field_is_documented() -> None:
    """The tables name the models, what is honoured and each of our filters."""
    names = {each.encode_name for shape in (Chat, Narrowed) for each in msgspec.structs.fields(shape)}

    assert {*NAMES, *names - {"stream_options"}, "stream_options.include_usage"} <= set(
        re.findall(r"`([\w.-]+)`", DOCS)
    )


@pytest.mark.parametrize("field", IGNORED)
@pytest.mark.parametrize("value", [None, "x", -1, [{}]], ids=str)
def test_what_is_said_to_be_ignored_is(client: Client, field: str, value: object) -> None:
    """Whatever stands in it."""
    sent = {"messages": [{"role": "user", "content": "Who?"}], field: value}

    assert client.post("/v1/chat/completions", json=sent).status_code == 200
