"""Chores that chat windows give a model behind their user's back: a title, tags or follow-ups for the chat, as JSON.

They are no questions to an archive, and get a short reply made of the user's own words. A chore is told by three things
together: it bids to make something that a chat window needs, for the chat itself, in a form for machines. But: nothing
else that a user may bid; "suggest a title for the story" is left to the archive.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec
from msgspec import Struct

from rag.words import STOPWORDS
from service.chat.shapes import Message
from service.chat.turns import last_user

_HEAD, _TAIL = 2_000, 1_000  # code points at either end of a turn where its bidding stands
_VERBS = (
    r"(?:generate|create|write|craft|give|provide|suggest|propose|produce|make|summari[sz]e|come up with|reply with"
    r"|respond with|return|extract|determine|choose|assign|predict|complete|continue|analy[sz]e|reflect|list"
    r"|label|tag|classify|categori[sz]e|think of|draft|devise|formulate)"
)
_BIDDING = re.compile(
    r"(?:^|[.,:;!?\n>\"]\s?|\b(?:please|must|should|need to|task is to|then|and)\s)\W{0,4}"
    rf"(?:{_VERBS}\b[^?!]{{0,160}}?\b(?:"
    r"(?P<title>titles?\b|headline\b|subject line\b|(?:chat|conversation|thread) a (?:\w+ )?name\b"
    r"|name for (?:this|the|our) (?:chat|conversation|thread)\b)"
    r"|(?P<tags>tags?\b|labels\b|keywords\b|categories\b|topics\b)"
    r"|(?P<follow_ups>follow[- ]?ups?\b|(?:next|suggested|related|further) (?:questions|prompts)\b"
    r"|(?:questions|prompts|replies|suggestions) (?:(?:that|for what) )?the user\b)"
    r"|(?P<queries>search quer(?:y|ies)\b)"
    r"|(?P<emoji>emojis?\b)"
    r"|(?P<prompt>(?:image|picture) generation\b)"
    r"|(?P<text>(?:auto)?completion\b))"
    r"|(?:name|title) (?P<named>it\b|(?:this|the|our) (?:chat|conversation)\b))",
    re.IGNORECASE,
)
_DEFINITE = re.compile(r"\bthe (?:[\w-]+ )?$", re.IGNORECASE)  # "the title": one that there is already
_OF_CHAT = re.compile(
    r"\bchat[ _]?(?:history|log|title)|\bautocompletion system|\bprompts? the user\b"
    r"|\b(?:(?:this|the|our|following|above|given|entire|whole|previous|short|user['’]?s|a) (?:\w+ )?"
    r"(?:chat|conversation|discussion|dialogue|dialog|thread|exchange)"
    r"|(?:this|following|above|given|previous|user['’]?s) (?:messages?|request|prompt|query))"
    # No more than that: "the conversation partner", "the chat with the minister"
    r"(?=\s?[^\w\s]|\s?$|\s?\n| (?:a|above|and|as|based|below|for a|here|into|is|later|so|that is|to|under|using|we"
    r"|in (?:\d+|fewer|less|under|at most|no more)|with (?:a|up|\d+)|without)\b)",
    re.IGNORECASE,
)
_NUMBER = r"(?:\d{1,2}|one|two|three|four|five|six|seven|eight|nine|ten)"
_SIZED_TITLE = re.compile(rf"\b{_NUMBER}[- ]words? (?:\w+ )?title\b", re.IGNORECASE)
_LENGTH = re.compile(
    rf"\b(?:{_NUMBER}\s?(?:-|–|to|or)\s?)?{_NUMBER}[- ](?:words?|characters?)\b|\b(?:few|couple of)[- ]words?\b",
    re.IGNORECASE,
)
_ONLY = re.compile(
    r"\bnothing else\b|\bonly (?:the|a|with|return|respond|reply|output|provide|give)\b|\b(?:title|name|it) only\b"
    r"|\b(?:no|without|omitting|don['’]t need)\b.{0,20}\b(?:punctuation|quot\w+|lead-in|preamble|text)\b",
    re.IGNORECASE,
)
_LINED = re.compile(
    r"\b(?:one|each) (?:per|on (?:a|its)(?: own| new| separate){0,2}) line\b"
    r"|\bcomma[- ]separated\b|\bseparated by\b|\bnumbering\b|\bone[- ]line\b|\bplain text\b",
    re.IGNORECASE,
)
_SHAPED = re.compile(r"\bjson\b|\{\s?\"\w{1,30}\"\s?:", re.IGNORECASE)
_HEADED = re.compile(r"^#{2,4} \W{0,4}(?:task|guidelines|instructions|output)\b", re.IGNORECASE | re.MULTILINE)
_CONCISE = re.compile(r"\b(?:concise|short|brief(?:ly)?|broad|fitting)\b", re.IGNORECASE)
_SPOKEN = re.compile(
    r"<chat_history>|^\W{0,4}(?:user|human|message|assistant)\W{0,3}:|\"role\"\s?:\s?\"user\"",
    re.IGNORECASE | re.MULTILINE,
)
_FORMS = (_LENGTH, _ONLY, _LINED, _SHAPED, _HEADED, _CONCISE, _SPOKEN)
_KEY = re.compile(r"\{\s{0,8}\"(\w{1,30})\"\s?:")
_LISTED = re.compile(r"json (?:array|list)\b", re.IGNORECASE)
_FIRST_SAID = re.compile(
    r"(?:\b(?:user|human|message)\W{0,3}:|\"role\"\s?:\s?\"user\",\s{0,4}\"content\"\s?:)\s{0,4}\"{0,3}([^\n\"]{1,400})",
    re.IGNORECASE,
)
_QUOTED = re.compile(r"[\"`]{1,3}\n?([^\W_][^\s\"`]{0,60} [^\n\"`]{2,400})")
_WORDS = 6  # of a title, where no length is asked for
_FALLBACK = "News"
_NAMES = {name: n for n, name in enumerate("one two three four five six seven eight nine ten".split(), start=1)}
_LISTS: dict[str, tuple[str, ...]] = {"tags": (_FALLBACK,), "follow_ups": (), "queries": ()}


class _Chore(Struct, frozen=True):
    """What is to be made, the bidding, and where the chat may be read."""

    made: str
    bidding: str
    place: str


def reply_to(messages: Sequence[Message]) -> str | None:
    """The reply to a chore; None for anything else. Raises: QuestionRejected where no user said anything."""
    last = last_user(messages)
    chore = _found(messages, last)
    if chore is None:
        return None
    if chore.made in _LISTS:
        return _listed(chore)
    said = _title(chore, messages[:last]) if chore.made == "title" else ""
    return _encoded(chore, said) if _SHAPED.search(chore.bidding) else said


def _found(messages: Sequence[Message], last: int) -> _Chore | None:
    """The chore of the last user turn, or of the system where that turn is nothing but a chat to look at."""
    asked = messages[last].text
    made = _made(asked)
    if made:
        return _Chore(made, _ends(asked), asked)
    system = "\n".join(each.text for each in messages[:last] if each.role in ("system", "developer"))
    made = _made(system) if last <= 1 and _SPOKEN.search(asked[:_HEAD]) else None
    return _Chore(made, _ends(system), asked) if made else None


def _made(text: str) -> str | None:
    """What a text bids to make for a chat window; None where it bids no such thing."""
    seen = _ends(text)
    found = next((each for each in _BIDDING.finditer(seen) if not _is_there(each, seen)), None)
    if found is None:
        return None
    forms = [each for each in _FORMS if each.search(seen)]
    of_quoted = _ONLY in forms and _SIZED_TITLE.search(seen) and _QUOTED.search(seen)
    of_chat = forms and (_OF_CHAT.search(seen) or _SPOKEN.search(seen))
    if not (_HEADED in forms or of_quoted or of_chat):
        return None
    made = found.lastgroup or "named"
    return "title" if made == "named" or (made == "emoji" and "title" in seen.lower()) else made


def _is_there(found: re.Match[str], text: str) -> bool:
    """Whether what a bidding names is a thing of the world: "give the title of the book"."""
    return _DEFINITE.search(text, max(0, found.start() - 1), found.start(found.lastgroup or 0)) is not None


def _ends(text: str) -> str:
    return text if len(text) <= _HEAD + _TAIL else f"{text[:_HEAD]}\n{text[-_TAIL:]}"


def _listed(chore: _Chore) -> str:
    """An empty list, or the one tag that fits all news, in the shape that is asked for."""
    value = _LISTS[chore.made]
    if _LISTED.search(chore.bidding):
        return msgspec.json.encode(value).decode()
    return _encoded(chore, value) if _SHAPED.search(chore.bidding) else ", ".join(value)


def _encoded(chore: _Chore, value: object) -> str:
    """The value in a JSON object, under the name that the bidding shows."""
    shown = _KEY.findall(chore.bidding)
    name = shown[0] if shown and chore.made not in shown else chore.made
    return msgspec.json.encode({name: value}).decode()


def _title(chore: _Chore, earlier: Sequence[Message]) -> str:
    """The first words of what the user asked first, as many as are asked for."""
    said = next((each.text for each in earlier if each.role == "user" and each.text.strip()), None) or _read(chore)
    words = said.strip().rstrip("?!. ").split()
    kept = words[: _most(chore.bidding)]
    while len(words) > len(kept) > 1 and kept[-1].lower() in STOPWORDS:  # it would lead on
        kept.pop()
    return " ".join(kept).rstrip(",;:") or _FALLBACK


def _read(chore: _Chore) -> str:
    """What the user said first, in a chat that is written out."""
    place = chore.place.partition("<chat_history>")[2] or chore.place
    found = _FIRST_SAID.search(place) or _QUOTED.search(place)
    return found[1] if found else ""


def _most(bidding: str) -> int:
    length = _LENGTH.search(bidding)
    if not length or "character" in length[0].lower():
        return _WORDS
    asked = [int(each) if each.isdigit() else _NAMES.get(each, 0) for each in re.findall(r"\w+", length[0].lower())]
    return max((each for each in asked if each), default=3)
