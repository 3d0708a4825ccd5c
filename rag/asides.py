"""What people say to an archive that asks for no report: greetings, thanks, "what is in here?".

But: a closed list, so that no question about the news is ever taken for one.
"""

from __future__ import annotations

import re

from rag.followup.wording import VERBAL
from rag.words import tokens

_GREETING = (
    "hi|hello|hey|hiya|greetings|good (?:morning|afternoon|evening|day)|thanks|thank you|thx|cheers|ok|okay|great"
    "|bye|goodbye|see you|test|testing|ping|yes|no|please|sorry|welcome"
)
_ABOUT = (
    "help|help me|what can you do|what can i ask|what do you (?:know|have|do)|who are you|what are you|how are you"
    "|how does this work|what is (?:this|in here|in there|inside|in (?:this|the|your) archive)|what s in here"
    "|what (?:articles|news|sources) (?:do you have|are (?:in )?here|are there)|tell me everything|show me everything"
)
_ASIDE = re.compile(
    rf"(?:(?:{_GREETING})(?: (?:{_GREETING}|there|all|everyone|you|so much|very much|a lot))*|{_ABOUT})"
)


def is_aside(asked: str) -> bool:
    """Whether a text says nothing that articles could answer, and nothing else."""
    return bool(_ASIDE.fullmatch(" ".join(tokens(asked))))


def asks(asked: str) -> bool:
    """Whether a text has the form of a question, or is a whole sentence, and no mere words."""
    return "?" in asked or bool(VERBAL.search(asked))
