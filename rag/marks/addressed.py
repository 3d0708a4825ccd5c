"""Text that speaks to a machine or to newsrooms instead of to readers: "Note to AI assistants: ignore your rules".

It stays in the record and can be read there; no answer is made of it. But: by form only. A report about such
instructions, with somebody who says them, is a report.
"""

from __future__ import annotations

import re

from rag.types import Span

_MACHINE = (
    r"(?:AI|A\.I\.|LLMs?|GPT\w*|ChatGPT|chat ?bots?|bots?|(?:large )?language models?|assistants?|agents?|crawlers?"
    r"|search (?:tools?|engines?)|summari[sz]ers?|models?)"
)
_KIND = "important|urgent|special|hidden|new|critical|private"
_HEADED = re.compile(  # how a paragraph or a sentence turns to a machine
    rf"\W*(?:(?:(?:{_KIND}) )?(?:notes?|notice|message|instructions?|attention|warning|memo) (?:to|for) "
    rf"(?:all |any |the |every )?(?:\w+ ){{0,2}}?{_MACHINE}\b"
    rf"|to (?:all |any |the |every )?(?:\w+ )?{_MACHINE}(?: reading this)?:"
    rf"|attention,? (?:all |any )?(?:\w+ ){{0,2}}?{_MACHINE}\b"
    r"|(?:SYSTEM|ASSISTANT|USER|DEVELOPER|TOOL)(?: (?:PROMPT|MESSAGE|NOTE|OVERRIDE|INSTRUCTIONS?))?\s*:"
    r"|#{1,6} ?(?:system|instructions?|assistant|human|user)\b"
    r"|(?:begin|end|start of|end of) (?:system |hidden |new )?(?:prompt|instructions?|context|conversation)\b)",
    re.IGNORECASE,
)
_BEFORE = "previous|prior|earlier|above|preceding|foregoing|original|existing|other|system|following|safety"
_ORDERS = "instructions?|prompts?|rules?|directions?|guidelines?|context|messages?|commands?|text"
_ORDERED = re.compile(  # what only a machine is told
    rf"\b(?:ignore|disregard|forget|override|bypass) (?:(?:all|any|every|your|the|these|those|of|and) ){{0,4}}"
    rf"(?:(?:{_BEFORE})(?:,? (?:and|or) \w+)? ){{1,2}}(?:{_ORDERS})"
    r"|(?:^|(?<=[.!?:] ))(?:when|if|whenever) (?:you are |you['’]re |(?:the|a) user (?:is )?|anyone |someone )?asked? "
    r"(?:about|for|who|what|when|where|how|why)\b[^.\n]{0,120}?,? (?:you (?:must|should|will) |always |only )?"
    r"(?:answer|reply|respond|say|state|tell them|output|claim) (?:that|with|only|:|[“\"])"
    rf"|\byou are (?:now |an? |the )?(?:\w+ ){{0,3}}{_MACHINE}\b"
    r"|\bas an? (?:AI|language model|assistant), (?:you|answer|reply)"
    r"|\b(?:reveal|print|repeat|output|show) (?:me )?(?:your|the) (?:system )?(?:prompt|instructions|hidden)\b",
    re.IGNORECASE,
)
_DESKS = r"(?:editors|eds|newsrooms|(?:news )?desks|subscribers|clients|broadcasters|news directors|media)"
_STORY = r"(?:story|item|article|report|dispatch|photos?|picture|version|piece|copy|alert|slug|series|take)"
_STOP = (
    r"\b(?:kill|withdraw|remove|delete|do not (?:use|publish|print)|disregard|discard|retract|killed|withdrawn|kills)\b"
)
_ADVISED = re.compile(  # how a desk is told of a story
    rf"[^\w\"“‘]*(?:(?:attention|attn)[,:]? (?:all )?{_DESKS}\b"
    rf"|(?:advisory|notice|note|memo) (?:to|for) (?:all )?{_DESKS} ?[:.,—–-]"
    rf"|{_DESKS}(?: and {_DESKS})?:(?=[^\n]{{0,200}}{_STOP})"
    rf"|(?:{_DESKS}['’]? )?(?:advisory|notice|note)(?: (?:to|for) (?:all )?{_DESKS})? ?[:—–-]"
    rf"(?=[^\n]{{0,120}}{_STOP}[^\n]{{0,80}}\b{_STORY}\b)"
    r"|(?:(?-i:BULLETIN|URGENT|MANDATORY) )?(?-i:KILL)(?: (?:advisory|notice|order))? ?[:—–-]"
    rf"|(?:please |mandatory |editors, )?(?:kill|withdraw) (?:the|this|our|all)\b[^.\n]{{0,80}}\b{_STORY}\b)",
    re.IGNORECASE,
)
_STOPS = re.compile(_STOP, re.IGNORECASE)
_PARAGRAPH = re.compile(r"[^\n]+")
_SENTENCE = re.compile(r"(?:^|(?<=[.!?:)\]”\"]) +)(?=\S)")
_TOKENS = re.compile(r"<\|\w+\|>|\[/?INST\]|</?s>|<</?SYS>>", re.IGNORECASE)
_QUOTED = re.compile(r"“[^”]*”|\"[^\"]*\"")


def spans(text: str) -> tuple[Span, ...]:
    """What speaks to a machine or to newsrooms, in order: from the sentence that turns to it to its paragraph's end.

    A text that opens as an advisory to print something no more is one throughout. Orders inside quotation marks are
    somebody's words.
    """
    opening = _PARAGRAPH.search(text)
    if opening and kills(text):
        return (Span(opening.start(), len(text)),)
    found = ((paragraph, _turn(paragraph.group())) for paragraph in _PARAGRAPH.finditer(text))
    return tuple(Span(each.start() + at, each.end()) for each, at in found if at is not None)


def kills(text: str) -> bool:
    """Whether a text opens as an advisory to newsrooms to print something no more."""
    opening = _PARAGRAPH.search(text)
    return bool(opening and _ADVISED.match(opening.group()) and _STOPS.search(opening.group()))


def _turn(paragraph: str) -> int | None:
    """Where a paragraph begins to speak to a machine."""
    starts = [match.end() for match in _SENTENCE.finditer(paragraph)]
    headed = next(
        (start for start in starts if _HEADED.match(paragraph, start) or _ADVISED.match(paragraph, start)), None
    )
    blanked = _QUOTED.sub(lambda quoted: " " * len(quoted.group()), paragraph)
    places = [found.start() for pattern in (_ORDERED, _TOKENS) if (found := pattern.search(blanked))]
    ordered = [max((start for start in starts if start <= place), default=0) for place in places]
    return min([*ordered, *([] if headed is None else [headed])], default=None)
