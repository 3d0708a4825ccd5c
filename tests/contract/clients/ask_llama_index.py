"""Asks with LlamaIndex; prints what it was told as JSON. Run in that client's environment."""

from __future__ import annotations

import json
import sys

from llama_index.core.llms import ChatMessage
from llama_index.llms.openai_like import OpenAILike


def main(base: str, broken: str, question: str) -> dict[str, object]:
    """What the client made of each reply."""
    model, asked = chat(base), [ChatMessage(role="user", content=question)]
    whole = model.chat(asked)
    return {
        "content": whole.message.content,
        "streamed": "".join(each.delta or "" for each in model.stream_chat(asked)),
        "annotations": [each.model_dump() for each in whole.raw.choices[0].message.annotations],
        "raised": raised(chat(base, "gpt-5"), asked),
        "broken": raised(chat(broken), asked, stream=True),
    }


def chat(base: str, model: str = "dateline") -> OpenAILike:
    """A model of the service at `base`."""
    return OpenAILike(model=model, api_base=base, api_key="none", is_chat_model=True, max_retries=0)


def raised(model: OpenAILike, asked: list[ChatMessage], *, stream: bool = False) -> str:
    """The error that a reply becomes."""
    try:
        list(model.stream_chat(asked)) if stream else model.chat(asked)
    except Exception as error:
        return f"{type(error).__name__}: {error}"
    return "nothing"


print(json.dumps(main(*sys.argv[1:])))
