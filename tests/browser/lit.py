"""What is highlighted on a page, told from the pixels of a screenshot: scrolling alone proves nothing."""

from __future__ import annotations

import io
from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray
from PIL import Image
from playwright.sync_api import Page

_NEAR = 40  # of 255, by which a channel may differ: letters are smoothed into what is behind them
_EDGE = 3  # pixels by which what is lit may stand out
_DEADLINE_MS = 5_000
_OF_ELEMENTS = "[...document.querySelectorAll(WHERE)].flatMap((each) => [...each.getClientRects()])"
_OF_WORDS = """(() => {
  const walker = document.createTreeWalker(document.querySelector(".body"), NodeFilter.SHOW_TEXT), found = [];
  for (let node = walker.nextNode(), at = 0; node; at += node.length, node = walker.nextNode()) {
    const range = document.createRange(), begin = Math.max(START, at), end = Math.min(END, at + node.length);
    if (begin >= end) continue;
    range.setStart(node, begin - at);
    range.setEnd(node, end - at);
    found.push(...range.getClientRects());
  }
  return found;
})()"""
_AS_LISTS = ".filter((each) => each.width).map((each) => [each.left, each.top, each.right, each.bottom])"
Rects = list[list[float]]


def of_elements(page: Page, selector: str) -> Rects:
    """Where the elements are in the window: left, top, right and bottom of each of their boxes."""
    return _rects(page, _OF_ELEMENTS.replace("WHERE", repr(selector)))


def of_words(page: Page, text: str, start: int, end: int) -> Rects:
    """Where `[start, end)` of the text of our reader is in the window."""
    units = [len(text[:at].encode("utf-16-le")) // 2 for at in (start, end)]
    return _rects(page, _OF_WORDS.replace("START", str(units[0])).replace("END", str(units[1])))


def amiss(page: Page, colour: tuple[int, int, int], wanted: Callable[[], Rects]) -> str:
    """What is wrong with the highlight when a moment has passed: empty when just what is wanted is in sight and lit."""
    for _ in range(_DEADLINE_MS // 100):
        wrong = _amiss(_lit(page, colour), wanted())
        if not wrong:
            return ""
        page.wait_for_timeout(100)
    return wrong


def _rects(page: Page, script: str) -> Rects:
    found: Rects = page.evaluate(script + _AS_LISTS)
    return found


def _lit(page: Page, colour: tuple[int, int, int]) -> NDArray[np.bool_]:
    shot = np.asarray(Image.open(io.BytesIO(page.screenshot())).convert("RGB"), np.int16)  # (height, width, 3)
    return np.asarray((np.abs(shot - np.array(colour, np.int16)) < _NEAR).all(axis=2), np.bool_)


def _amiss(lit: NDArray[np.bool_], wanted: Rects) -> str:
    outside = lit.copy()
    for left, top, right, bottom in wanted:
        if top < 0 or bottom > lit.shape[0]:
            return f"a box from {top} to {bottom} is out of sight"
        columns = lit[round(top) : round(bottom), round(left) : round(right)].any(axis=0)
        if columns.mean() < 0.9:
            return f"{columns.mean():.0%} of a box at {top} is lit"
        outside[int(top) - _EDGE : int(bottom) + _EDGE + 1, max(0, int(left) - _EDGE) : int(right) + _EDGE + 1] = False
    if outside.any():
        ys, xs = np.nonzero(outside)
        return f"{outside.sum()} pixels outside of it are lit, x {xs.min()}-{xs.max()}, y {ys.min()}-{ys.max()}"
    return "" if wanted else "nothing is wanted"
