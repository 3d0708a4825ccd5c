"""Asking on the page, as a person does it."""

from __future__ import annotations

from playwright.sync_api import Page, expect

FIRST_MS = 60_000  # the first question that a service is asked waits for its models


def ask(page: Page, question: str) -> None:
    """Types a question and presses Enter."""
    page.get_by_label("Your question").fill(question)
    page.keyboard.press("Enter")


def answered(page: Page, turns: int = 1) -> None:
    """Waits until so many turns are there, all of them finished."""
    expect(page.locator("article.turn[aria-busy=false]")).to_have_count(turns, timeout=FIRST_MS)
