"""Strangers' text made fit for a prompt: nothing invisible, nothing that a chat template reads as its own.

It breaks whatever is written like a special token or a heading of a role, of whichever model. But: it does not judge
what the text says (an instruction in plain words stays), and the stored text stays as it is: citations go by handle.
"""

from __future__ import annotations

import re

_LINE_ENDS = re.compile("\r\n|[\r\v\f\x1c-\x1e\x85\u2028\u2029]")
_INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x9f"  # controls, tab and newline excepted
    "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"  # direction
    "\u00ad\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200d\u2060-\u2065"  # no width
    "\u206a-\u206f\u3164\ufeff\uffa0\U0001bca0-\U0001bca3\U0001d173-\U0001d17a"
    "\ufe00-\ufe0f\ufff0-\ufffb\U000e0000-\U000e0fff"  # variants, annotations, tags: text can be smuggled in them
    "\ud800-\udfff]"  # half a character: can't be written
)
_OPENS = re.compile(r"([<＜﹤])(?=\S)")  # <|im_start|>, </s>, <<SYS>>, <start_of_turn>, <｜User｜>, <0x0A>
_BRACKETS = re.compile(  # names as tokenizers spell them: "[think]" is an editor's
    r"\[(?=[/|｜~]|(?:INST|SYS|BOS|EOS|EOT|PAD|UNK|CLS|SEP|MASK|gMASK|sMASK|PREFIX|MIDDLE|SUFFIX|THINK|ARGS|CALL_ID"
    r"|SYSTEM_PROMPT|AVAILABLE_TOOLS|(?:TOOL|IMG|IMAGE|AUDIO|BEGIN|END|UNUSED)(?:_\w{1,20})?|MODEL_SETTINGS"
    r"|(?i:inst|system|user|assistant))\])"
    r"|\](?=~)|~(?=\[)"
)
_ROLES = (
    r"(?:(?:new|ai)[ \t])?"
    r"(?:system|assistant|user|human|developer|tool|function|model|chat ?bot|bot|ai|gpt|instructions?|response|prompt)"
    r"(?:[ \t](?:prompt|message|instructions?|response|override|note|query|\d{1,2}))?"
)
_HEADING = re.compile(rf"^([^\w\n]*)({_ROLES}[*_\])'\"\t ]*)(?=([:：])|$)", re.IGNORECASE | re.MULTILINE)


def scrub(text: str) -> str:
    """The text as it may stand in a prompt; words and their order are kept. Scrubbed twice it is the same."""
    text = _INVISIBLE.sub("", _LINE_ENDS.sub("\n", text))
    text = _HEADING.sub(_plain, text)
    return _BRACKETS.sub(r"\g<0> ", _OPENS.sub(r"\1 ", text))


def _plain(heading: re.Match[str]) -> str:
    """`### System:` as `System :`, which no template writes."""
    lead, role, colon = heading.groups()
    return lead.replace("#", "") + (f"{role.rstrip()} " if colon else role)
