"""Asks with LangChain; prints what it was told as JSON. Run in that client's environment."""

from __future__ import annotations

import json
import sys

from langchain_openai import ChatOpenAI


def main(base: str, broken: str, question: str) -> dict[str, object]:
    """What the client made of each reply."""
    model = chat(base)
    whole = model.invoke([("system", "Be brief."), ("human", [{"type": "text", "text": question}])])
    pieces = list(model.stream(question))
    return {
        "content": whole.text,
        "streamed": "".join(each.text for each in pieces),
        "finish": whole.response_metadata["finish_reason"],
        "raised": raised(chat(base, "gpt-5"), question),
        "broken": raised(chat(broken), question, stream=True),
    }


def chat(base: str, model: str = "dateline") -> ChatOpenAI:
    """A model of the service at `base`."""
    return ChatOpenAI(model=model, base_url=base, api_key="none", max_retries=0)


def raised(model: ChatOpenAI, question: str, *, stream: bool = False) -> str:
    """The error that a reply becomes."""
    try:
        list(model.stream(question)) if stream else model.invoke(question)
    except Exception as error:
        return f"{type(error).__name__}: {error}"
    return "nothing"


print(json.dumps(main(*sys.argv[1:])))
