"""A generated draft is plain prose: no link, no markup, nothing invisible, nothing that a chat window would act on."""

from __future__ import annotations

import re

from rag.llm.scrub import scrub
from rag.types import Draft, Evidence

_ACTIVE = re.compile(
    r"[a-z][a-z0-9+.-]{1,20}://|\bwww\.|\bmailto:|\bjavascript:|!\[|\]\(|\[[^\]]*\]:|</?[a-zA-Z!]|&(?:#\w+|[a-zA-Z]{2,20});"
    r"|\*\*|__|^\s*#|(?<!`)`(?!`)|\|\s*-{3}",
    re.IGNORECASE,
)


def check(draft: Draft, evidence: Evidence) -> str | None:
    """Why a generated text is more than plain prose, None when it is not."""
    if draft.kind == "extract":
        return None
    if _ACTIVE.search(draft.text) or scrub(draft.text) != draft.text:
        return "is not plain text"
    return None
