"""Every error that Dateline raises on purpose, each with the slug of its problem+json type.

DatelineError
├── ArchiveBusy            another process writes
├── ArchiveIncompatible    other format, other model
├── ArchiveUnusable        missing, unreadable, unwritable, damaged beyond reading
├── ModelUnavailable       weights missing or refused, encoding failed
├── ExtraMissing           a plug-in that needs an extra to be installed
├── ArticleRejected        one input that can't be taken: names the field
├── QuestionRejected       a request that can't be answered: names the field
├── ArticleUnknown         no such article or revision, or not yours
│   └── ArticleGone        deleted or killed
└── CitationCorrupt        a stored text no longer has its hash
    (CitationUnknown stands under ArticleUnknown: the caller learns nothing more)
"""

from __future__ import annotations


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
