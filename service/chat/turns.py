"""The turns of a chat request that an archive is asked with: the question, and what came shortly before it.

System and tool turns are no evidence and ask nothing; earlier turns give names and times to elliptical words. But: a
long history is cut from its beginning, never refused.
"""

from __future__ import annotations

from collections.abc import Sequence

from rag.errors import QuestionRejected
from rag.question import LONGEST
from rag.types import Turn
from service.chat.markdown import plain
from service.chat.shapes import Message

_EARLIER = 8  # questions before this one: what is meant by "she" was said a short while ago
_ROOM = 20_000  # code points of all turns before the question


def last_user(messages: Sequence[Message]) -> int:
    """Where the last user turn stands. Raises: QuestionRejected where there is none with words in it."""
    places = [at for at, each in enumerate(messages) if each.role == "user"]
    if not places or not messages[places[-1]].text.strip():
        raise QuestionRejected("wanted a last user turn with a question in it", field="messages")
    return places[-1]


def turns_of(messages: Sequence[Message]) -> list[Turn]:
    """The question and what is kept of the turns before it. Raises: QuestionRejected."""
    last = last_user(messages)
    asked = messages[last].text
    if len(asked) > LONGEST:
        raise QuestionRejected(f"the question has {len(asked):,} characters, {LONGEST:,} at most", field="messages")
    return [*_kept(messages[:last]), Turn("user", asked)]


def _kept(messages: Sequence[Message]) -> list[Turn]:
    kept: list[Turn] = []
    room, questions = _ROOM, 0
    for message in reversed(messages):
        if message.role not in ("user", "assistant"):
            continue
        text = message.text
        room -= len(text)
        questions += message.role == "user"
        if room < 0 or questions > _EARLIER:
            break
        kept.append(Turn("user", text) if message.role == "user" else Turn("assistant", plain(text)))
    return kept[::-1]
