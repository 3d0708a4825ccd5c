"""The JSON of an OpenAI-compatible `/chat/completions`: what is sent, what is understood of what comes.

But: no tools, no second choice, no reasoning text. Everything that comes is a stranger's: what does not fit is an
error, what is not needed is not looked at, and no message of the server's is passed on (it may quote key or prompt).
"""

from __future__ import annotations

import re
from typing import Annotated, Any

import msgspec
from msgspec import Meta, Struct

from rag.errors import LLMError
from rag.llm.protocol import Prompt, Usage

_CHARS_A_TOKEN = 8  # twice what prose has: past it a server does not keep to max_tokens
_REFUSED = {
    "response_format": re.compile(rb"response_format|json_?schema|structured.output|grammar|\bschema\b", re.IGNORECASE),
    "stream_options": re.compile(rb"stream_options|include_usage"),
    # Quoted, as names of fields are: an echoed prompt may hold the bare word.
    "max_tokens": re.compile(rb"""["'`]max_completion_tokens["'`]"""),
    "temperature": re.compile(rb"""["'`]temperature["'`]"""),
}
_UNNAMED = frozenset({"response_format", "stream_options"})  # what old servers don't know, however they say it

Tokens = Annotated[int, Meta(ge=0, le=1_000_000_000)]


class _Counted(Struct):
    prompt_tokens: Tokens
    completion_tokens: Tokens = 0


class _Said(Struct):
    content: str | None = None


class _Choice(Struct):
    delta: _Said | None = None  # a stream's
    message: _Said | None = None  # a whole answer's
    finish_reason: str | None = None


class _Part(Struct):
    choices: list[_Choice] | None = None
    usage: Any = None
    error: Any = None
    object: str | None = None


_part = msgspec.json.Decoder(_Part)


def request(prompt: Prompt, *, model: str, stream: bool, without: frozenset[str]) -> bytes:
    """The body that asks for `prompt`, in the words of a server that refuses the fields `without`."""
    fields: dict[str, object] = {
        "model": model,
        "messages": [{"role": "system", "content": prompt.system}, {"role": "user", "content": prompt.user}],
        "stream": stream,
        "temperature": prompt.temperature,
        "max_tokens": prompt.max_tokens,
    }
    if stream:
        fields["stream_options"] = {"include_usage": True}
    if prompt.schema is not None:
        wanted = {"name": "answer", "strict": True, "schema": prompt.schema}
        fields["response_format"] = {"type": "json_schema", "json_schema": wanted}
    if "max_tokens" in without:  # it has another name there
        fields["max_completion_tokens"] = prompt.max_tokens
    try:
        return msgspec.json.encode({name: value for name, value in fields.items() if name not in without})
    except UnicodeEncodeError as error:
        raise LLMError("the prompt holds half a surrogate pair: it was not scrubbed", of_request=True) from error


def refused(body: bytes) -> frozenset[str]:
    """The fields that a server's error says it does not take; those that old servers don't know where it names none."""
    return frozenset(name for name, told in _REFUSED.items() if told.search(body)) or _UNNAMED


class Completion:
    """An answer as it comes in: the text of each part, and what is known at its end."""

    def __init__(self, *, max_tokens: int) -> None:
        self._room = max_tokens * _CHARS_A_TOKEN
        self._usage: _Counted | None = None
        self._finish: str | None = None
        self.begun = False  # some text came
        self.ended = False  # nothing more is read

    @property
    def finished(self) -> bool:
        """Whether the text is whole, though its usage may be still to come."""
        return self._finish is not None

    def take(self, data: bytes) -> str:
        """The text in one event; empty where it has none. Raises: LLMError."""
        if data.strip() == b"[DONE]":
            self.ended, self._finish = True, self._finish or "stop"
            return ""
        part = _decoded(data)
        self._usage = _counted(part.usage) or self._usage
        if not part.choices or self.finished:
            return ""
        choice = part.choices[0]
        self._finish = choice.finish_reason or None
        said = choice.delta or choice.message
        return self._measured((said and said.content) or "")

    def usage(self, *, prices: tuple[float, float] | None) -> Usage:
        """What the call took, at `prices` of a million tokens in and out."""
        cut = self._finish != "stop"
        if self._usage is None:
            return Usage(cut=cut)
        took, gave = self._usage.prompt_tokens, self._usage.completion_tokens
        cost = None if prices is None else (took * prices[0] + gave * prices[1]) / 1_000_000
        return Usage(prompt_tokens=took, completion_tokens=gave, cost=cost, cut=cut)

    def _measured(self, text: str) -> str:
        text = text[: self._room]
        self._room -= len(text)
        self.begun = self.begun or bool(text)
        if not self._room:
            self.ended, self._finish = True, "length"
        return text


def _decoded(data: bytes) -> _Part:
    try:
        part = _part.decode(data)
    except (ValueError, RecursionError) as error:  # neither JSON, nor UTF-8, nor of this form; or nested too deeply
        raise LLMError("the language model's server sent what can't be read") from error
    if part.error or part.object == "error":
        raise LLMError("the language model's server reported an error while it answered")
    return part


def _counted(usage: object) -> _Counted | None:
    """The numbers of tokens, None where they are missing or can't be true."""
    try:
        return msgspec.convert(usage, _Counted)
    except msgspec.ValidationError:
        return None
