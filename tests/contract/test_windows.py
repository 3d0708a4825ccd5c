"""What chat windows make of hostile articles: the renderers that they are built on, as they are."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from collections.abc import Callable
from itertools import product
from pathlib import Path

import pytest

from service.chat.markdown import escaped, link, opening
from tests.hostile_markdown import HOSTILE

CLIENTS = Path(__file__).parent.parent.parent / "build" / "clients" / "node"
SCRIPT = Path(__file__).parent / "clients" / "render.mjs"
MEANT = re.compile(r"<(?!/|p>|code>|ul>|li>)[^>]*>")  # any element but paragraphs, lists and code
Rendered = Callable[[list[str]], dict[str, list[str]]]
OWN = '<a href="https://kell.invalid/story">'


@pytest.fixture
def rendered(tmp_path: Path) -> Rendered:
    """Gives the HTML of each text, by renderer."""
    if not shutil.which("node"):
        pytest.skip("needs tool: node")

    def rendering(texts: list[str]) -> dict[str, list[str]]:
        held = tmp_path / "texts.json"
        held.write_text(json.dumps(texts), encoding="utf-8")
        done = subprocess.run(["node", SCRIPT, CLIENTS, held], capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        pages: dict[str, list[str]] = json.loads(done.stdout)
        return pages

    return rendering


def test_sentences_hold_no_elements(rendered: Rendered) -> None:
    """Any two texts beside each other are text, and code where there is an address."""
    texts = [f"{opening(one)} [1] {escaped(other)} [2]" for one, other in product(HOSTILE, repeat=2)]

    for name, pages in rendered(texts).items():
        for text, page in zip(texts, pages, strict=True):
            assert MEANT.findall(page) == [], (name, text)


def test_sources_hold_one_link(rendered: Rendered) -> None:
    """Whatever stands in headline and quote, the link is the stored one."""
    pairs = product(HOSTILE, repeat=2)
    texts = [f"- [1] {link(one, 'https://kell.invalid/story')}: “{escaped(other)}”" for one, other in pairs]

    for name, pages in rendered(texts).items():
        for text, page in zip(texts, pages, strict=True):
            assert MEANT.findall(page) == [OWN], (name, text)
