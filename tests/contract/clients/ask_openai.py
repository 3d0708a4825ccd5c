"""Asks with OpenAI's own client; prints what it was told as JSON. Run in that client's environment."""

from __future__ import annotations

import json
import sys

import openai
from openai import OpenAI


def main(base: str, broken: str, question: str) -> dict[str, object]:
    """What the client made of each reply."""
    client = OpenAI(base_url=base, api_key="none", max_retries=0)
    asked: dict[str, object] = {"model": "dateline", "messages": [{"role": "user", "content": question}]}
    whole = client.chat.completions.create(**asked, extra_body={"dateline": {"as_of": "2017-05-04"}})
    pieces = list(client.chat.completions.create(**asked, stream=True, stream_options={"include_usage": True}))
    deltas = [each.choices[0].delta for each in pieces if each.choices]
    told = {
        "models": [each.id for each in client.models.list()],
        "model": client.models.retrieve("dateline-markdown").id,
        "content": whole.choices[0].message.content,
        "annotations": [each.model_dump() for each in whole.choices[0].message.annotations or []],
        "status": whole.model_extra["dateline"]["status"],
        "streamed": "".join(each.content or "" for each in deltas),
        "streamed_annotations": [one for each in deltas for one in (each.model_extra or {}).get("annotations", [])],
        "streamed_status": [
            each.model_extra["dateline"]["status"] for each in pieces if "dateline" in each.model_extra
        ],
        "usage": pieces[-1].usage.total_tokens,
        "finish": [each.choices[0].finish_reason for each in pieces if each.choices][-1],
    }
    with client.chat.completions.stream(**asked) as helped:
        told["helped"] = helped.get_final_completion().choices[0].message.content
    return told | {"raised": raised(client, asked), "broken": broke(broken, asked)}


def raised(client: OpenAI, asked: dict[str, object]) -> list[object]:
    """The errors that refusals become."""
    seen: list[object] = []
    for changed in ({"model": "gpt-5"}, {"extra_body": {"dateline": {"as_of": "soon"}}}):
        try:
            client.chat.completions.create(**asked | changed)
        except openai.APIStatusError as error:
            seen.append([type(error).__name__, error.code, error.param, bool(error.request_id)])
    return seen


def broke(base: str, asked: dict[str, object]) -> str:
    """The error that a stream becomes which fails underway."""
    client = OpenAI(base_url=base, api_key="none", max_retries=0)
    try:
        for _ in client.chat.completions.create(**asked, stream=True):
            pass
    except openai.APIError as error:
        return f"{type(error).__name__}: {error.message}"
    return "nothing"


print(json.dumps(main(*sys.argv[1:])))
