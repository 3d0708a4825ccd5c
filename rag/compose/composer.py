"""A language model at work on one question: what it is shown, what it proposes, and what went wrong with it.

Whatever it does, the answer goes on without it. But: nothing it proposes is judged here.
"""

from __future__ import annotations

import logging
from collections.abc import AsyncGenerator
from collections.abc import Set as AbstractSet
from contextlib import aclosing

from rag.compose import generate, offering
from rag.compose.telling import Telling
from rag.deadline import Deadline
from rag.errors import LLMError
from rag.llm.protocol import LLM, Usage
from rag.types import Draft

_log = logging.getLogger(__name__)


class Composer:
    """Composes with `llm`, `seconds` at most for one question; `withheld`: collections that it is never shown."""

    def __init__(self, llm: LLM, *, seconds: float, withheld: AbstractSet[str] = frozenset()) -> None:
        self._llm = llm
        self._seconds = seconds
        self._withheld = withheld

    async def drafts(self, telling: Telling) -> AsyncGenerator[Draft, None]:
        """What the model proposes, as it comes; nothing where it must not be asked, or fails."""
        judged = telling.judged
        told = [sentence for each in telling.extracts for sentence in each.sentences]
        offered = offering.offered(judged, told, withheld=self._withheld) if judged.question.form == "fact" else []
        if not told or not offered:
            return
        facts, deadline = generate.handles(offered), Deadline.after(self._seconds)
        try:
            async with aclosing(generate.drafts(self._llm, judged.question, facts, deadline=deadline)) as proposed:
                async for each in proposed:
                    if isinstance(each, Usage):
                        telling.usage = _counted(each)
                        telling.trouble = "llm_error" if each.cut else None
                    else:
                        yield each
        except LLMError as error:
            _log.warning("the language model failed: %s", error)  # its words hold nothing that anybody sent
            telling.trouble = error.reason
        except Exception:  # a provider's own mistake must not cost the reader his answer
            _log.exception("the language model's client failed")
            telling.trouble = "llm_error"
        if not (telling.is_written or telling.is_copied) and telling.trouble is None:
            telling.trouble = "llm_rejected"


def _counted(usage: Usage) -> dict[str, float]:
    counted = {
        "prompt_tokens": usage.prompt_tokens,
        "completion_tokens": usage.completion_tokens,
        "cost": usage.cost,
    }
    return {name: value for name, value in counted.items() if value is not None}
