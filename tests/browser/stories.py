"""Articles as outlets print them, each with a quote far down, and their text as an archive holds it.

`[[` and `]]` stand around the quote, in each of the paragraphs over which it runs.
"""

from __future__ import annotations

import html
import re
from typing import NamedTuple
from urllib.parse import quote

_TAG = re.compile(r"<[^<>]{1,200}>")
_AROUND = range(12)  # paragraphs before and behind, which make the article longer than a window


_PAGE = """<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{title}</title>
<meta property="article:published_time" content="2019-05-03T10:00:00Z"><link rel="canonical" href="{address}">
<link rel="icon" href="data:,"><style>::target-text {{ background: #f00; color: #000; }}
p {{ margin: 3em 0; }}</style></head>
<body><nav><a href="#">Home</a> <a href="#">Weather</a></nav><article><h1>{title}</h1>{body}</article></body></html>"""
LIT = (255, 0, 0)  # what is highlighted on these pages
MARKED = (251, 232, 162)  # what is marked in our reader, and highlighted there


class Story(NamedTuple):
    """An article: its name, and the paragraphs around its quote as HTML."""

    name: str
    told: tuple[str, ...]

    @property
    def text(self) -> str:
        """The article as plain text."""
        return "\n\n".join(map(_plain, self._paragraphs)).replace("[[", "").replace("]]", "")

    @property
    def span(self) -> tuple[int, int]:
        """Where the quote stands in the text, half-open, in code points."""
        whole = "\n\n".join(map(_plain, self._paragraphs))
        opened, closed = whole.index("[["), whole.rindex("]]")
        before, within = whole[:opened], whole[opened:closed]
        end = len(before) + len(within.replace("[[", "").replace("]]", ""))
        return len(before), end

    def address(self, outlet: str) -> str:
        """Where its outlet prints it."""
        return f"{outlet}/{quote(self.name)}"

    def page(self, address: str) -> str:
        """The article as its outlet prints it at `address`; what is quoted stands in `.wanted`."""
        body = "".join(f"<p>{each}</p>" for each in self._paragraphs)
        marked = body.replace("[[", '<span class="wanted">').replace("]]", "</span>")
        return _PAGE.format(title=self.name, address=address, body=marked)

    @property
    def _paragraphs(self) -> tuple[str, ...]:
        filler = tuple(f"{self.name}, {n}: tides and tolls." for n in _AROUND)
        return (*filler, *self.told, *filler)


def _plain(paragraph: str) -> str:
    return html.unescape(_TAG.sub("", paragraph)).replace("\u00ad", "").replace("\u00a0", " ")


WEIR = Story(
    "Weir opens at Kell", ("[[The weir <a href='#'>at Kell</a> was opened by <b>Orla</b> Venn on Thursday.]]",)
)
FERRY = Story("Ferry Ostra sold", ("[[The ferry Ostra was sold to Bram Ilves for 4,000 crowns.]] It sails on.",))
STORIES = (
    Story("plain", ("[[The harbour board of Lowmere sat for nine hours.]] Then it went home.",)),
    Story("signs", ("[[Yes, no - so - said Ann O’Dare &amp; Sons: 5% off, 50%2C more, #1 = “good”; a/b?]] End.",)),
    Story("no ASCII", ("[[In Łódź, Zürich and Ñuñoa — “così” — 東京 was named.]] It ended.",)),
    Story("accents", ("The mayor read her resume aloud. [[The mayor read her résumé aloud.]] It ended.",)),
    Story("no blanks", ("記者が見た。[[市長は東京で辞任した。]]その後帰宅した。",)),
    Story("inline", ("[[The <a href='#'>har<b>bour</b></a> board of <em>Low</em>mere sat on.]] It went home.",)),
    Story("soft signs", ("[[The har&shy;bour board paid 5&nbsp;000 crowns for the <wbr>quay.]] It went home.",)),
    Story("short, twice", (
        "The clerk asked twice. He said no. The board rose.", "The mayor asked. [[He said no.]] All others cheered.",
    )),
    Story("short, alone, twice", ("He said no.", "The clerk asked again.", "[[He said no.]]", "All others cheered.")),
    Story("a sentence, twice", (
        "At noon the clerk said that the quay was safe. So it stood there.", "The mayor came. [[At noon the clerk said "
        "that the quay was safe.]] It was not.",
    )),
    Story("long", (
        "The harbour board of Lowmere was made in 1901. [[The harbour board of Lowmere heard on Tuesday what its "
        "divers had found beneath the old quay, which sank by four inches, and it put the vote off by a week.]] So.",
    )),
    Story("long, with like words", (
        "[[The clerk said that he did not know when the quay would open, the mayor said that he did not know when the "
        "quay would open, and so said all who did not know when the quay would open.]] It went home.",
    )),
    Story("two paragraphs", ("It was late. [[The board sat on Tuesday.]]", "[[It chose the new quay.]] It went home.")),
    Story("two short ones", ("It was late. [[He left.]]", "[[She stayed.]] It went home.")),
    Story("a list", ("[[They want three things:]]", "[[a new quay for all,]]", "[[an end to tolls.]] It went home.")),
)  # fmt: skip
