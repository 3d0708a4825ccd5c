"""What a page says to its readers and not of the world: read more, sign up, newest entry first, last updated.

But: by how it opens; a sentence that only ends so stands.
"""

from __future__ import annotations

import re

_TO_READERS = re.compile(
    r"\W*(?:(?:the )?(?:newest|latest|most recent)(?: \w+)? (?:first|on top|at the top)\b"
    r"|(?:read (?:more|also|the full)\b|see also|share this|watch:|listen:|click(?: here| on| to)?\b|tap (?:here|to)\b"
    r"|scroll (?:up|down)|sign up\b|subscribe\b|follow us\b|refresh\b(?=[^.]{0,30}\b(?:page|updates?)\b))"
    r"|(?:this (?:page|story|article|post|live blog|blog|report)|the (?:page|live blog))(?: (?:on|about) [^.]{1,40}?)?"
    r" (?:is|was|has been|will be)(?: \w+)? (?:updated|refreshed)\b|(?:last )?updated(?: at| on)?:? \d"
    r"|all times (?:are )?(?:in )?(?:local|[A-Z]{3,4})\b)",
    re.IGNORECASE,
)


def is_to_readers(text: str) -> bool:
    """Whether a sentence is a word of the page to its readers, and tells of nothing that happened."""
    return bool(_TO_READERS.match(text))
