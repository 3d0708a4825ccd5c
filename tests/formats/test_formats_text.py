"""Plain text files: headline, head, dateline, body, and nothing of the body lost."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import pytest

from rag.formats import read
from rag.types import Article, Rejection

Taken = Callable[[str, str | bytes], Article | Rejection]
SEED = Path(__file__).parents[2].parent / "shared" / "data" / "seed"

STORY = """

Harbour: Closed bridge should not delay 'quick repair' in Lowmere, says county engineer

4 June 2018 – The county engineer today [urged](#) the council to fund the repair.

The works follow county [rule 17 \\(2009\\)](#), which “binds” every port.  """


def article(found: Article | Rejection) -> Article:
    """What was taken, which must be an article."""
    assert isinstance(found, Article), found
    return found


def test_a_story_as_archives_ship_it(taken: Taken) -> None:
    """Blank lines, headline, blank line, body with its dateline; links to their words."""
    story = article(taken("a.txt", STORY))

    assert story.id == "a.txt"
    assert story.title == STORY.split("\n")[2]
    assert story.text == (
        "4 June 2018 – The county engineer today urged the council to fund the repair.\n\n"
        "The works follow county rule 17 (2009), which “binds” every port."
    )
    assert (story.date, story.published_source) == ("2018-06-04", "dateline")


def test_the_dateline_stays_and_its_parts_are_noted(taken: Taken) -> None:
    """`end` counts code points of the settled text, after emoji and capitals that change length."""
    story = article(taken("a.txt", "Dam\n\nİSTANBUL, 3 May 2017 (Agency) – 👩‍🚒 came.\r\n\r\nIt e\u0301nded."))

    note = story.metadata["dateline"]
    assert note == {"place": "İSTANBUL", "agency": "Agency", "date": "2017-05-03", "end": 32}
    assert story.text[note["end"] :] == "👩‍🚒 came.\n\nIt e\u0301nded."


def test_a_year_is_not_made_up(taken: Taken) -> None:
    """A dateline without a year leaves the article undated."""
    story = article(taken("a.txt", "Talks resume\n\nGENEVA, 3 May (Agency) — The talks resumed."))

    assert (story.date, story.published_source) == (None, "none")
    assert story.metadata["dateline"] == {"place": "GENEVA", "agency": "Agency", "end": 25}


@pytest.mark.parametrize(
    ("head", "date", "source"),
    [
        ("Talks resume\nBy Ann Lee and Bo Falk\n4 May 2017\n\n", "2017-05-04", "dateline"),
        ("Talks resume\n\nPublished 4 May 2017, 10:05 GMT\n\n", "2017-05-04", "field"),
        ("Talks resume\n\nMay 4, 2017 Updated May 6, 2017, 7:08 p.m. ET\n\n", "2017-05-04", "dateline"),
        ("Title: Talks resume\nDate: 2017-05-04\n\n", "2017-05-04", "field"),
        ("4 May 2017\n\nTalks resume\n\n", "2017-05-04", "dateline"),
        ("Noon briefing – 4 May 2017\n\n", "2017-05-03", "dateline"),
    ],
)
def test_the_head_gives_the_year(taken: Taken, head: str, date: str, source: str) -> None:
    """A full date in the head dates the article, and the dateline under it."""
    story = article(taken("a.txt", head + "GENEVA, 3 May (Agency) — The talks resumed."))

    assert (story.date, story.published_source) == (date, source)
    assert story.metadata["dateline"]["date"] == "2017-05-03"
    assert story.text == "GENEVA, 3 May (Agency) — The talks resumed."


def test_a_date_that_a_headline_is_about_gives_no_year(taken: Taken) -> None:
    """An anniversary's year is not the story's."""
    story = article(
        taken("a.txt", "City marks 11 September 2001 attacks\n\nNEW YORK, Sept 11 (Agency) - The city paused.")
    )

    assert story.date is None


def test_a_list_of_dated_events_is_not_dated_by_its_first(taken: Taken) -> None:
    """A timeline's entries are no datelines."""
    story = article(taken("a.txt", "The talks so far\n\n3 May 2017 – They began.\n\n9 May 2017 – They ended."))

    assert story.date is None


def test_the_head_is_read_line_by_line(taken: Taken) -> None:
    """Byline, agency, source and address leave the text and become fields."""
    head = "Dam breaks\nBy Ann Lee and Bo Falk\nAssociated Press\nSource: UN News\nURL: https://a.example/x\n\n"
    story = article(taken("a.txt", head + "The dam broke today."))

    assert (story.title, story.text) == ("Dam breaks", "The dam broke today.")
    assert (story.authors, story.source, story.url) == (("Ann Lee", "Bo Falk"), "UN News", "https://a.example/x")
    assert story.metadata == {"agency": "Associated Press"}


@pytest.mark.parametrize(
    ("content", "title", "text"),
    [
        ("One paragraph only.", "", "One paragraph only."),
        ("3 May 2017 – The dam broke.\n\nSix died.", "", "3 May 2017 – The dam broke.\n\nSix died."),
        ("The dam broke. Six died.\n\nMore rain is due.", "", "The dam broke. Six died.\n\nMore rain is due."),
        ("Dam breaks\nin Lowmere\n\nSix died.", "Dam breaks in Lowmere", "Six died."),
        ("What broke the dam? Nobody knows\n\nSix died.", "What broke the dam? Nobody knows", "Six died."),
        ("Dam breaks\nLOWMERE (AP) - Six died.\nMore rain.", "Dam breaks", "LOWMERE (AP) - Six died.\nMore rain."),
        ("NWSL: Coach leaves\n\nShe left.", "NWSL: Coach leaves", "She left."),
        ("Dam breaks\n\nSource: a minister who asked not to be named. He spoke.", "Dam breaks",
         "Source: a minister who asked not to be named. He spoke."),
        ("Dam breaks\n\nUpdated: the toll rises", "Dam breaks", "Updated: the toll rises"),
        ("Dam breaks\n\nBy Monday the water had gone.", "Dam breaks", "By Monday the water had gone."),
        ("3 May 2017\n", "", "3 May 2017"),
    ],
)  # fmt: skip
def test_where_the_headline_ends(taken: Taken, content: str, title: str, text: str) -> None:
    """Only what is plainly a headline leaves the text."""
    story = article(taken("a.txt", content))

    assert (story.title, story.text) == (title, text)


@pytest.mark.parametrize(
    ("residue", "words"),
    [
        ("[told](#)", "told"),
        ("[told](https://a.example/x_(y) \"T\")", "told"),
        ("[rule 17 \\(2009\\)](#)", "rule 17 (2009)"),
        ("[a [b] c](/x)", "a [b] c"),
        ("[![alt](a.png) told](#)", " told"),
        ("[two\nlines](#)", "two\nlines"),
        ("[sic](see below)", "[sic](see below)"),
        ("f[i](j)", "f[i](j)"),
        ("\\[not\\](#) c\\*d", "\\[not\\](#) c\\*d"),
        ("5 [five] (six)", "5 [five] (six)"),
    ],
)  # fmt: skip
def test_link_residue_is_reduced_to_its_words(taken: Taken, residue: str, words: str) -> None:
    """Links lose their targets, escapes in them are undone, other brackets stay."""
    story = article(taken("a.txt", f"Head\n\nHe {residue} it."))

    assert story.text == f"He {words} it."


@pytest.mark.parametrize(
    ("raw", "encoding"),
    [
        ("\ufeffCafé\n\nThe café “opened”.".encode(), None),
        ("Café\n\nThe café “opened”.".encode("cp1252"), "cp1252"),
        ("\ufeffCafé\n\nThe café “opened”.".encode("utf-16-le"), "utf-16-le"),
        ("\ufeffCafé\n\nThe café “opened”.".encode("utf-16-be"), "utf-16-be"),
        (b"Caf\xc3\xa9\r\n\r\nThe caf\xc3\xa9 \xe2\x80\x9copened\xe2\x80\x9d.\r", None),
    ],
)
def test_encodings_and_line_ends_are_settled(taken: Taken, raw: bytes, encoding: str | None) -> None:
    """The same words come of every way to write them; another encoding than UTF-8 is noted."""
    story = article(taken("a.txt", raw))

    assert (story.title, story.text) == ("Café", "The café “opened”.")
    assert story.metadata.get("encoding") == encoding


def test_cyrillic_bytes_are_detected(taken: Taken) -> None:
    """Bytes outside Western Europe are not read as accents."""
    words = "Плотина прорвалась в среду, шесть человек погибли, сообщило министерство. "

    story = article(taken("a.txt", (words * 5).encode("cp1251")))

    assert story.text == (words * 5).strip()
    assert story.metadata["encoding"] in ("cp1251", "windows-1251")


@pytest.mark.parametrize(
    "raw", [b"", b" \n", b"a\0b", bytes(range(1, 32)) * 99, b"\xff\xfea", b"word " * 5_000_000, b"a" * 999_999]
)
def test_what_is_no_article_is_refused_with_a_reason(taken: Taken, raw: bytes) -> None:
    """Empty, binary, too long or without a space."""
    found = taken("a.txt", raw)

    assert isinstance(found, Rejection)
    assert found.field == "text"
    assert found.reason


def test_the_seed_story(tmp_path: Path) -> None:
    """The users' own sample is read whole, dated by its dateline."""
    if not SEED.is_dir():
        pytest.skip("../shared/data/seed is not here")

    (story,) = read([SEED])

    assert isinstance(story, Article)
    raw = next(SEED.iterdir()).read_text()
    assert story.title == raw.strip().split("\n")[0]
    assert (story.date, story.published_source) == ("2017-05-03", "dateline")
    assert not {"[", "]", "\\", "#"} & set(story.text)
    assert "resolution 2254 (2015)" in story.text
    assert len(story.text.split("\n\n")) == raw.count("\n\n") - 1


@pytest.mark.parametrize(
    "piece",
    [
        "[",
        "[a](",
        "](   ",
        "[a]( \n",
        "\\[",
        " ",
        " \n",
        "a: b\n",
        "By A B\n",
        "3 May 2017 – A.\n\n",
        "A - ",
        "Updated ",
        "é ",
    ],
)
def test_time_grows_with_the_text_and_no_faster(taken: Taken, piece: str) -> None:
    """A megabyte of what could send a pattern back and forth."""
    began = time.monotonic()

    taken("a.txt", "Head\n\nBody " + piece * (1_000_000 // len(piece)))

    assert time.monotonic() - began < 5
