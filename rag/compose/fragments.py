"""Links to the cited words: text fragments (WICG Scroll To Text Fragment), so that a browser shows them highlighted.

A browser takes the first place that fits, and looks for each term within one paragraph: words that stood before are
told apart by more of the quote, or by what is around it. But: teasers and advertisements of a page are not known here.
"""

from __future__ import annotations

from urllib.parse import quote as percent

from rag.types import Citation, Revision
from rag.words import folded

_WHOLE = 120  # code points up to which a line is the directive itself; what is around it is never longer
_ENDS = (5, 10, 20, 40)  # words at each end of a longer quote: the fewest with which it stands but once
_ALONE = 4  # words from which a term is taken to stand but once on the rest of the page
_AROUND = 3  # words before and behind a term, which tell it from its like


def to_cited(citation: Citation, revision: Revision) -> str | None:
    """A link to what is cited of a revision, on the page of its article; None where that has no web address."""
    start, end = citation.start, citation.end
    if citation.field == "title":
        return link(citation.url, citation.quote, prefix=revision.title[:start], suffix=revision.title[end:])
    earlier = f"{revision.title}\n{revision.text[:start]}"  # pages show the headline above the text
    return link(citation.url, citation.quote, prefix=earlier, suffix=revision.text[end:])


def link(url: str | None, quote: str, *, prefix: str = "", suffix: str = "") -> str | None:
    """`url` with a directive that finds `quote`; None without a web address. `prefix`, `suffix`: what stands around."""
    if not url or not url.lower().startswith(("http://", "https://")):
        return None
    page = url.partition(":~:")[0]
    joint = ":~:" if "#" in page else "#:~:"
    return f"{page}{joint}text={directive(quote, prefix=prefix, suffix=suffix)}"


def directive(quote: str, *, prefix: str = "", suffix: str = "") -> str:
    """The text directive: the quote, or its first and last words when it is long or runs over lines.

    `prefix`, `suffix`: as much of the article as is at hand; both may be cut within a word. A term of a few words, or
    one that stood before, gets the whole words next to it: of its own line where they suffice, since something else
    may stand between the paragraphs of a page.
    """
    earlier = _plain(prefix)
    start, end = _ends(quote, earlier)
    before, behind = _around(start, earlier, prefix, "" if end else suffix)
    if end and _plain(end) in _between(quote, start, end):
        behind = _behind(suffix)
    opening = [f"{_escaped(before)}-"] if before else []
    closing = [f"-{_escaped(behind)}"] if behind else []
    return ",".join([*opening, *map(_escaped, filter(None, (start, end))), *closing])


def _ends(quote: str, earlier: str) -> tuple[str, str]:
    """The whole quote and nothing, or the first words of its first line and the last ones of its last."""
    lines = [line.split() for line in quote.split("\n") if line.strip()] or [[]]
    whole, alone = " ".join(quote.split()), len(lines) == 1
    if alone and len(quote) <= _WHOLE:
        return whole, ""
    start = end = ""
    for count in _ENDS:
        if alone and len(lines[0]) <= 2 * count:
            return whole, ""
        start, end = " ".join(lines[0][:count]), " ".join(lines[-1][-count:])
        if _plain(start) not in earlier and _plain(end) not in _between(quote, start, end):
            break
    return start, end


def _between(quote: str, start: str, end: str) -> str:
    """What is between the ends of a quote, plain."""
    whole = " ".join(quote.split())
    return _plain(whole[len(start) : len(whole) - len(end)])


def _around(term: str, earlier: str, prefix: str, suffix: str) -> tuple[str, str]:
    """The words before and behind a term that tell it from its like in what stood earlier; none where none need."""
    before, behind = _before(prefix), _behind(suffix)
    above = "\n" in prefix[len(prefix.rstrip()) :]
    below = "\n" in suffix[: len(suffix) - len(suffix.lstrip())]
    choices = [("", ""), ("" if above else before, "" if below else behind), (before, behind)]
    told = (each for each in choices[len(term.split()) < _ALONE :] if not _stood(term, each, earlier))
    return next(told, choices[-1])


def _stood(term: str, around: tuple[str, str], earlier: str) -> bool:
    """Whether a term, with what is around it, begins already in what stood earlier."""
    before, behind = around
    return _plain(f"{before} {term} {behind}") in f"{earlier} {_plain(f'{term} {behind}')}"[:-1]


def _before(prefix: str) -> str:
    """The last whole words of a prefix that may begin within one: those of its last line."""
    line = prefix.rstrip().rpartition("\n")
    return _short((line[2].split() if line[1] else line[2].split()[1:])[-_AROUND:])


def _behind(suffix: str) -> str:
    """The first whole words of a suffix that may end within one: those of its first line."""
    line = suffix.lstrip().partition("\n")
    return _short((line[0].split() if line[1] else line[0].split()[:-1])[:_AROUND])


def _short(words: list[str]) -> str:
    """The words; nothing where they make no short term, as in scripts that have no blanks."""
    term = " ".join(words)
    return term if len(term) <= _WHOLE else ""


def _plain(text: str) -> str:
    """A text as browsers compare: cases, accents, blanks and the shape of apostrophes don't count."""
    return folded(" ".join(text.split()))


def _escaped(text: str) -> str:
    return percent(text, safe="").replace("-", "%2D")  # `-`, `,` and `&` have a meaning of their own there
