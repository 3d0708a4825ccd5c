"""The demo archive's suite, part of the product: what `dateline eval demo` measures."""

from __future__ import annotations

from pathlib import Path

from eval.suites import folder
from eval.types import Suite

FOLDER = Path(__file__).resolve().parents[1] / "demo"


def load() -> Suite:
    """The demo. Raises: SuiteInvalid."""
    return folder.load(FOLDER, name="demo")
