"""The page: complete, needs nothing else, and nothing from data acts in it."""

from __future__ import annotations

import re
import sys
from html.parser import HTMLParser
from pathlib import Path

import pytest
from msgspec.structs import replace

from eval import baseline, failures, html, plots
from eval.types import Case, Line, Slice
from tests.eval.a_run import ALL, line, run_of, suite

HOSTILE = (
    "<script>alert(1)</script><img src=//evil.test/x onerror=alert(1)>\" onload='alert(1)' $\\frac{ \u202e\x01\ud800"
)
KIND = Slice(name=HOSTILE, holds=lambda case: case.kind == HOSTILE, by="row")


class Elements(HTMLParser):
    """The elements of a page with their attributes, and the text of its scripts and styles."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Notes an element."""
        self.found.append((tag, dict(attrs)))


def hostile() -> list[Line]:
    """Lines whose every text is markup."""
    wrong = line("x", right=False, question=HOSTILE, said=HOSTILE, kind=HOSTILE)
    case: Case = replace(wrong.case, id=HOSTILE, answers=(HOSTILE,), trap=HOSTILE, arm=HOSTILE, as_of="2019-01-01")
    return [replace(wrong, case=case), line("y", kind=HOSTILE), line("n", right=None, answerable=False, sure=0.2)]


def test_nothing_from_data_becomes_an_element() -> None:
    """Markup in questions, answers, ids and kinds is text; the one script and style are the page's own."""
    run = run_of(*hostile(), slices=(ALL, KIND))
    compared = baseline.compare(run, run_of(*(replace(each, judgements=()) for each in hostile())), (ALL, KIND))
    elements = Elements(html.page(run, suite(ALL, KIND), compared)).found

    tags = [tag for tag, _ in elements]
    assert (tags.count("script"), tags.count("style"), tags.count("img")) == (1, 1, 0)
    assert not [name for _, attributes in elements for name in attributes if name.startswith("on")]
    assert not [attributes for _, attributes in elements if "style" in attributes]


def test_the_page_needs_no_other_file() -> None:
    """Every reference stays in the page, and its policy lets in what has the right hash only."""
    page = html.page(run_of(*hostile(), line("z")), suite())
    elements = Elements(page).found

    links = [
        value for _, attributes in elements for name, value in attributes.items() if name.endswith(("href", "src"))
    ]
    assert links
    assert all(str(link).startswith("#") for link in links)
    policy = next(str(attributes["content"]) for _, attributes in elements if "http-equiv" in attributes)
    own = "'sha256-[^' ]+'"
    assert re.fullmatch(
        f"default-src 'none'; style-src {own}; script-src {own}; base-uri 'none'; form-action 'none'", policy
    )
    assert not re.search(r"https?://(?!www\.w3\.org/)", page.replace("//evil.test", ""))


def test_every_anchor_leads_somewhere() -> None:
    """Links within the page have their target, ids are unique."""
    elements = Elements(html.page(run_of(*hostile(), line("z", right=False)), suite())).found
    ids = [attributes["id"] for tag, attributes in elements if attributes.get("id") and tag not in ("path", "clippath")]

    assert len(ids) == len(set(ids))
    targets = {str(attributes["href"])[1:] for tag, attributes in elements if tag == "a"}
    assert targets <= set(ids)


def test_the_worst_failure_is_open_and_linked_from_the_top() -> None:
    """The surest wrong answer comes first, with what was due, found and said."""
    page = html.page(
        run_of(line("a", right=False, sure=0.6), line("b", right=False, sure=0.9, said="It rained.")), suite()
    )

    anchor = re.search(r'<a href="#(f\d+)">see the worst', page)
    assert anchor is not None
    opened = page[page.index(f'id="{anchor[1]}"') :]
    assert re.match(r"[^>]* open>", opened)
    for told in ("It rained.", "killed 34 people", "confidence 0.90", "the evidence is in passage 1"):
        assert told in opened[: opened.index("</details>\n\n") if "</details>\n\n" in opened else 4000]


def test_a_run_without_a_fault_says_so() -> None:
    """No failures, no empty lists."""
    page = html.page(run_of(line("a"), line("b")), suite())

    assert "Nothing went wrong." in page
    assert '<details class="failure"' not in page


def test_without_matplotlib_the_page_says_what_is_missing(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """The figures are there, the plots are not, and how to get them is told."""
    for name in ("matplotlib", "matplotlib.figure"):
        monkeypatch.setitem(sys.modules, name, None)

    page = html.write(run_of(line("a"), line("b", right=False)), suite(), tmp_path).read_text(encoding="utf-8")

    assert plots.ABSENT.split("(")[0] in page
    assert "answer@600" in page


def test_many_failures_are_capped_and_the_rest_is_counted() -> None:
    """Every fault has its part of the room; what is left out is said."""
    lines = [line(f"w{number}", right=False) for number in range(50)] + [
        line(f"r{number}", right=None) for number in range(9)
    ]
    sections = failures.sections(lines, most=20)

    assert [(section.fault.key, section.total, len(section.failures)) for section in sections] == [
        ("wrong", 50, 11), ("refused", 9, 9),
    ]  # fmt: skip


def test_plots_are_the_same_each_time() -> None:
    """No date, no random names: two runs can be compared by bytes."""
    run = run_of(line("a", article="fire"), line("b", right=False), line("n", right=None, answerable=False, sure=0.1))

    assert html.page(run, suite()) == html.page(run, suite())
    assert html.page(run, suite()).count("<svg role") == 5
