"""Links to the cited words: text fragments (WICG Scroll To Text Fragment), so that a browser shows them highlighted."""

from __future__ import annotations

from urllib.parse import quote as percent

_WHOLE = 120  # code points up to which the quote itself is the directive
_ENDS = 5  # words at each end of a longer quote
_ALONE = 4  # words from which a quote is taken to stand but once in its article
_AROUND = 3  # words before and behind a shorter one, which tell it from its like


def link(url: str | None, quote: str, *, prefix: str = "", suffix: str = "") -> str | None:
    """`url` with a directive that finds `quote`; None without a web address. `prefix`, `suffix`: what stands around."""
    if not url or not url.lower().startswith(("http://", "https://")):
        return None
    joint = ":~:" if "#" in url else "#:~:"
    return f"{url}{joint}text={directive(quote, prefix=prefix, suffix=suffix)}"


def directive(quote: str, *, prefix: str = "", suffix: str = "") -> str:
    """The text directive: the quote, or its first and last words when it is long or runs over lines.

    A quote of a few words gets the whole words next to it, of the same line, since it may stand there twice.
    """
    words = quote.split()
    if (len(quote) <= _WHOLE and "\n" not in quote.strip()) or len(words) <= 2 * _ENDS:
        found = _escaped(" ".join(words))
    else:
        found = f"{_escaped(' '.join(words[:_ENDS]))},{_escaped(' '.join(words[-_ENDS:]))}"
    if len(words) >= _ALONE:
        return found
    before, behind = _before(prefix), _behind(suffix)
    return (f"{before}-," if before else "") + found + (f",-{behind}" if behind else "")


def _before(prefix: str) -> str:
    """The last whole words of a prefix that may begin within one."""
    line = prefix.rstrip().rpartition("\n")
    words = line[2].split() if line[1] else line[2].split()[1:]
    return _escaped(" ".join(words[-_AROUND:]))


def _behind(suffix: str) -> str:
    """The first whole words of a suffix that may end within one."""
    line = suffix.lstrip().partition("\n")
    words = line[0].split() if line[1] else line[0].split()[:-1]
    return _escaped(" ".join(words[:_AROUND]))


def _escaped(text: str) -> str:
    return percent(text, safe="").replace("-", "%2D")  # `-`, `,` and `&` have a meaning of their own there
