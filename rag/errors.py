"""Every error that Dateline raises on purpose, each with the slug of its problem+json type.

DatelineError
├── ArchiveBusy            another process writes
├── ArchiveIncompatible    other format, other model
├── ArchiveUnusable        missing, unreadable, unwritable, damaged beyond reading
├── ModelUnavailable       weights missing or refused, encoding failed
├── HttpFailed             a server was not reached, broke off or sent what is refused: says which
├── LLMError               the language model gave no usable text: names the degraded reason
├── ExtraMissing           a plug-in that needs an extra to be installed
├── ArticleRejected        one input that can't be taken: names the field
├── QuestionRejected       a request that can't be answered: names the field
├── ArticleUnknown         no such article or revision, or not yours
│   └── ArticleGone        deleted or killed
└── CitationCorrupt        a stored text no longer has its hash
    (CitationUnknown stands under ArticleUnknown: the caller learns nothing more)
"""

from __future__ import annotations

from typing import Literal


class DatelineError(Exception):
    """The root: catch it to catch all of ours."""

    slug = "internal"


class ArchiveBusy(DatelineError):
    """Another process holds the writer's lock; the message says who."""

    slug = "archive-busy"


class ArchiveIncompatible(DatelineError):
    """The archive was made by another format or embedding model; the message names both."""

    slug = "archive-incompatible"


class ArchiveUnusable(DatelineError):
    """The archive can't be opened, read or written; the message says what to do."""

    slug = "archive-unusable"


class ModelUnavailable(DatelineError):
    """A model can't be loaded or gave no usable vector."""

    slug = "model-unavailable"


class HttpFailed(DatelineError):
    """A server of the operator's gave no usable reply. Whoever asked it makes of this what it means there.

    `kind`: never reached; too late; broke off; sent what is refused.
    """

    slug = "http-failed"

    def __init__(self, detail: str, *, kind: Literal["unreached", "late", "broken", "refused"] = "broken") -> None:
        super().__init__(detail)
        self.kind = kind


class LLMError(DatelineError):
    """The language model gave no usable text. The message holds nothing that a server or a prompt said.

    `reason`: the answer's `degraded_reason`. `of_request`: this request was refused; of the next it says nothing.
    """

    slug = "llm-failed"

    def __init__(
        self, detail: str, *, reason: Literal["llm_timeout", "llm_error"] = "llm_error", of_request: bool = False
    ) -> None:
        super().__init__(detail)
        self.reason = reason
        self.of_request = of_request


class ExtraMissing(DatelineError):
    """A named plug-in needs a package that is not installed; the message names the extra."""

    slug = "extra-missing"


class ArticleRejected(DatelineError):
    """An input that can't be taken. `field` names the part at fault, None for the whole."""

    slug = "article-rejected"

    def __init__(self, reason: str, *, field: str | None = None) -> None:
        super().__init__(reason)
        self.reason = reason
        self.field = field


class QuestionRejected(DatelineError):
    """A request that can't be answered. `field` names the part at fault."""

    slug = "invalid-request"

    def __init__(self, reason: str, *, field: str) -> None:
        super().__init__(reason)
        self.reason = reason
        self.field = field


class ArticleUnknown(DatelineError):
    """No such article or revision in what the caller may read."""

    slug = "article-unknown"


class ArticleGone(ArticleUnknown):
    """The article was deleted or killed by its publisher."""

    slug = "article-gone"


class CitationUnknown(ArticleUnknown):
    """No citation has this id."""

    slug = "citation-unknown"


class CitationCorrupt(DatelineError):
    """A stored text does not have the hash that it was stored with: it is not shown."""

    slug = "citation-corrupt"
