"""What a client of a language model must do: one method. Conveniences are functions over it.

But: nothing about archives. A model's text is untrusted wherever it comes from; the gate judges it.
"""

from __future__ import annotations

from collections.abc import AsyncGenerator
from contextlib import aclosing
from typing import Any, Protocol

from msgspec import Struct

from rag.deadline import Deadline


class Prompt(Struct, frozen=True, kw_only=True):
    """What a model is asked. Untrusted text in it went through `rag.llm.scrub` first.

    `schema`: the JSON schema that the answer is asked to follow; a hint, not every server holds to it.
    """

    system: str
    user: str
    schema: dict[str, Any] | None = None
    max_tokens: int = 1024
    temperature: float = 0.0


class Usage(Struct, frozen=True, kw_only=True):
    """What a call took, told once, at its end. None: the server does not say.

    `cost`: in the currency of the prices that the client was given. `cut`: the model did not end by itself (token
    limit, a filter, a stream that just stopped), so the last sentence may be half a one.
    """

    prompt_tokens: int | None = None
    completion_tokens: int | None = None
    cost: float | None = None
    cut: bool = False


class LLM(Protocol):
    """Text from a prompt."""

    def stream(self, prompt: Prompt, *, deadline: Deadline) -> AsyncGenerator[str | Usage, None]:
        """The text in pieces as they come, then its Usage where that is known. Raises: LLMError.

        Closing it early ends the call; read it under `contextlib.aclosing`.
        """
        ...


async def collect(llm: LLM, prompt: Prompt, *, deadline: Deadline) -> tuple[str, Usage]:
    """The whole text and what it took. Raises: LLMError."""
    text, usage = [], Usage()
    async with aclosing(llm.stream(prompt, deadline=deadline)) as pieces:
        async for piece in pieces:
            if isinstance(piece, Usage):
                usage = piece
            else:
                text.append(piece)
    return "".join(text), usage
