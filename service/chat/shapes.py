"""What OpenAI's chat clients send and get: the fields of theirs that mean something here, and ours under `dateline`.

But: no second shape of an answer; `dateline` in a reply is the Answer of `POST /v1/answers`.
"""

from __future__ import annotations

from typing import Annotated, Literal

from msgspec import UNSET, Meta, Struct, UnsetType

from rag.types import Answer, Mode
from service.wire import Filters

Role = Literal["system", "developer", "user", "assistant", "tool", "function"]


class ContentPart(Struct, frozen=True, kw_only=True):
    """A part of a turn; of those that are no text nothing is read."""

    type: str = "text"
    text: str | None = None


class Message(Struct, frozen=True, kw_only=True):
    """One turn of a conversation."""

    role: Role
    content: str | tuple[str | ContentPart, ...] | None = None

    @property
    def text(self) -> str:
        """The words of the turn; its text parts one a line."""
        if self.content is None or isinstance(self.content, str):
            return self.content or ""
        return "\n".join(each if isinstance(each, str) else each.text or "" for each in self.content if _worded(each))


class StreamOptions(Struct, frozen=True, kw_only=True):
    """Whether the stream tells what was used."""

    include_usage: bool | None = None


class Narrowed(Filters, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Our filters in a chat request."""

    mode: Mode = "auto"


class Chat(Struct, frozen=True, kw_only=True):
    """A conversation whose last user turn is the question. Fields that are not described are accepted and ignored."""

    messages: Annotated[tuple[Message, ...], Meta(min_length=1)]
    model: str | None = None
    stream: bool | None = None
    stream_options: StreamOptions | None = None
    dateline: Narrowed | None = None


class UrlCitation(Struct, frozen=True, kw_only=True):
    """Where a marker leads: it is the code points `[start_index, end_index)` of the content."""

    start_index: int
    end_index: int
    url: str
    title: str


class Annotation(Struct, frozen=True, kw_only=True):
    """A reference in a content."""

    url_citation: UrlCitation
    type: Literal["url_citation"] = "url_citation"


class Said(Struct, frozen=True, kw_only=True):
    """The reply: content with markers, and where each marker leads."""

    content: str
    annotations: tuple[Annotation, ...]
    role: Literal["assistant"] = "assistant"
    refusal: None = None


class Choice(Struct, frozen=True, kw_only=True):
    """The one reply."""

    message: Said
    index: int = 0
    finish_reason: Literal["stop"] = "stop"
    logprobs: None = None


class Usage(Struct, frozen=True, kw_only=True):
    """Tokens of a language model; none where none was asked."""

    prompt_tokens: int = 0
    completion_tokens: int = 0
    total_tokens: int = 0

    @classmethod
    def of(cls, answer: Answer | None) -> Usage:
        """What an answer took."""
        used = (answer.usage if answer else None) or {}
        read, written = int(used.get("prompt_tokens", 0)), int(used.get("completion_tokens", 0))
        return cls(prompt_tokens=read, completion_tokens=written, total_tokens=read + written)


class Completion(Struct, frozen=True, kw_only=True):
    """A reply in one piece; `dateline` is the whole answer, null for a chore that needed none."""

    id: str
    created: int
    model: str
    choices: tuple[Choice, ...]
    usage: Usage
    dateline: Answer | None
    object: Literal["chat.completion"] = "chat.completion"


class Delta(Struct, frozen=True, kw_only=True):
    """What a piece of a stream adds."""

    role: Literal["assistant"] | UnsetType = UNSET
    content: str | UnsetType = UNSET
    annotations: tuple[Annotation, ...] | UnsetType = UNSET


class PieceChoice(Struct, frozen=True, kw_only=True):
    """The one reply, as far as a piece tells it."""

    delta: Delta
    index: int = 0
    finish_reason: Literal["stop"] | None = None
    logprobs: None = None


class Piece(Struct, frozen=True, kw_only=True):
    """A piece of a streamed reply."""

    id: str
    created: int
    model: str
    choices: tuple[PieceChoice, ...]
    usage: Usage | UnsetType | None = UNSET
    dateline: Answer | UnsetType = UNSET
    object: Literal["chat.completion.chunk"] = "chat.completion.chunk"


class Model(Struct, frozen=True, kw_only=True):
    """A model that is served."""

    id: str
    created: int
    object: Literal["model"] = "model"
    owned_by: Literal["dateline"] = "dateline"


class Models(Struct, frozen=True, kw_only=True):
    """The models that are served."""

    data: tuple[Model, ...]
    object: Literal["list"] = "list"


class ErrorBody(Struct, frozen=True, kw_only=True):
    """What went wrong. `param`: the field at fault; `code` stays the same for the same kind of problem."""

    message: str
    type: str
    param: str | None
    code: str
    request_id: str | None


class ErrorReply(Struct, frozen=True):
    """A problem as OpenAI's clients expect it."""

    error: ErrorBody


def _worded(part: str | ContentPart) -> bool:
    return isinstance(part, str) or (part.type in ("text", "input_text", "output_text") and bool(part.text))
