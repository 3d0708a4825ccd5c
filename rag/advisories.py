"""Advisories to newsrooms that a story be printed no more, sent as articles, against what is told from that story.

Where the publisher sends a kill as a status, the story is gone from every answer. An advisory in words is never quoted;
that there is one is said beside what is told. But: which story it means is read from its headline and its day alone.
"""

from __future__ import annotations

import re

from rag import independence, stories, times
from rag.marks import addressed, dates
from rag.types import Evidence, Revision, Sentence
from rag.words import content_stems

_NAMED = 0.7  # share of the words of a headline that an advisory about its story has
_FEWEST = 2  # such words
_QUOTED = re.compile(r"[“\"]([^“”\"]+)[”\"]")
_HEAD = re.compile(r"[^\n]*")


def against(told: Sentence, found: Evidence) -> Revision | None:
    """The newest advisory, among what was found, that is about the story of a told sentence; None where none is."""
    killing = {hit.revision.key: hit.revision for hit in found.hits if addressed.kills(hit.revision.text)}
    about = [each for each in killing.values() if _is_about(each, told.revision)]
    return max(about, key=lambda each: times.ordinal(each.published), default=None)


def _is_about(advisory: Revision, story: Revision) -> bool:
    """Whether an advisory of the same outlet or agency, no older than a story, has its headline and not another day."""
    if (
        advisory.key == story.key
        or not _are_of_one(advisory, story)
        or not 0 < times.ordinal(story.published) <= times.ordinal(advisory.published)
    ):
        return False
    head = _HEAD.match(advisory.text.lstrip())
    opening = head.group() if head else ""
    named = set(content_stems(story.title or story.text.partition("\n")[0]))
    quoted = _QUOTED.search(opening)  # the headline as the advisory gives it
    shared = named & set(content_stems(quoted[1] if quoted else f"{advisory.title} {opening}"))
    return len(shared) >= max(_FEWEST, _NAMED * len(named)) and _is_of_day(opening, advisory, story)


def _are_of_one(one: Revision, other: Revision) -> bool:
    voices = ({stories.credit(each), independence.outlet(each)} - {None} for each in (one, other))
    return bool(set.intersection(*voices))


def _is_of_day(opening: str, advisory: Revision, story: Revision) -> bool:
    """Whether an advisory names the day of a story, or none."""
    own = times.day_of(advisory.published) if advisory.published else None
    days = [each.days for each in dates.read(opening, own) if each.days]
    return not days or any(
        first.toordinal() <= times.ordinal(story.published) < until.toordinal() for first, until in days
    )
