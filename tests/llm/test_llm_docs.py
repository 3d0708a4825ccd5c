"""The example in the documentation does what it says."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from rag.llm.breaker import Breaker
from rag.llm.budget import Budget
from rag.llm.protocol import Usage
from tests.llm.kit import failed, said

GUIDE = Path(__file__).parents[2] / "docs" / "llm.md"


@pytest.mark.anyio
async def test_the_provider_in_the_guide_works() -> None:
    """It is a language model, also behind a breaker and a budget."""
    (code,) = re.findall(r"^```python\n(.*?)^```", GUIDE.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)
    names: dict[str, Any] = {}
    exec(compile(code, GUIDE.name, "exec"), names)  # the guide is ours
    local = names["Local"](lambda system, user: f"You asked: {user}")
    limited = Budget(Breaker(local), daily_tokens=10_000)

    assert await said(limited) == ("You asked: When does the Oldmere ferry sail? ", Usage(completion_tokens=8))
    assert (await failed(limited, seconds=0)).reason == "llm_timeout"
