"""A draft checked against an archive: what becomes of each of its sentences, and what differs."""

from __future__ import annotations

from collections.abc import Callable

import msgspec
import pytest

from rag import times
from rag.archive import Archive
from rag.errors import QuestionRejected
from rag.types import Article, Checked

Check = Callable[..., list[Checked]]
MINE = {"title": "Fire at the Oldrick mine", "source": "Fell Gazette"}
ARTICLES = [
    {
        "id": "fire",
        "text": "Thirty-seven miners died in the fire at the Oldrick mine. The fire began on Monday in the east shaft. "
        "Owner Marta Quill did not close the mine. The ferry Skarn sank off Harn, the coast guard said. "
        "Owners backed the merger.",
        "date": "2018-06-05",
        **MINE,
    },
    {
        "id": "toll",
        "text": "Rescuers lowered the toll on Friday. Thirty-four miners died in the fire at the Oldrick mine.",
        "date": "2018-06-08",
        **MINE,
    },
    {
        "id": "inspector",
        "title": "Inspector accused",
        "text": "Inspector Ivor Lennd allegedly took a bribe of 40,000 crowns. “I never took a coin,” Lennd told the "
        "Fell Gazette. Shares of Oldrick Mining rose by 4 percent on Friday. The Norvale Bank said it raised its rate "
        "to 3 percent.",
        "date": "2018-06-09",
        "source": "Fell Gazette",
    },
    {
        "id": "verdict",
        "title": "Owner of the mine convicted",
        "text": "A court in Fell convicted Marta Quill of manslaughter on 3 March 2019.",
        "date": "2019-03-04",
        "source": "Fell Gazette",
    },
    {
        "id": "appeal",
        "title": "Quill conviction quashed",
        "text": "An appeal court on Tuesday quashed the conviction of Marta Quill for manslaughter.",
        "date": "2019-09-11",
        "source": "Fell Gazette",
    },
    {
        "id": "orage",
        "title": "Orage à Vellin",
        "text": "Un orage a détruit le port de Vellin dans la nuit de mardi.",
        "date": "2019-02-02",
        "language": "fr",
        "source": "La Vigie",
    },
    {
        "id": "storm",
        "title": "Storm in Harn",
        "text": "The storm left 1,200 homes in Harn without power.",
        "date": "2019-05-02",
        "source": "Fell Gazette",
    },
    {
        "id": "gale",
        "title": "Storm hits Harn",
        "text": "The storm left 1,900 homes in Harn without power.",
        "date": "2019-05-02",
        "source": "Coast Post",
    },
]


@pytest.fixture
def check(archive: Archive) -> Check:
    """Checks a draft against the articles, now or as of a day."""
    archive.put(msgspec.convert(ARTICLES, list[Article]))

    def checking(draft: str, as_of: str | None = None) -> list[Checked]:
        day = times.parse(as_of, archive.zone) if as_of else None
        scope = msgspec.structs.replace(archive.scope(), as_of=day)
        return list(archive.check_draft(draft, scope).sentences)

    return checking


def differing(checked: Checked) -> list[tuple[str, str, str | None]]:
    """What differs, as kind, draft and archive."""
    return [(each.kind, each.draft, each.archive) for each in checked.differs]


@pytest.mark.parametrize(
    "draft",
    [
        "The fire began on Monday in the east shaft.",
        "The fire began in the east shaft.",
        "Marta Quill did not close the mine.",
        "Inspector Ivor Lennd allegedly took a bribe of 40,000 crowns.",
        "34 miners died in the fire at the Oldrick mine.",
        "“I never took a coin,” Lennd told the Fell Gazette.",
        "The Norvale Bank raised its rate to 3 percent.",
    ],
)
def test_what_a_sentence_of_the_archive_carries_is_supported(check: Check, draft: str) -> None:
    """Also in fewer words, with numbers in figures, and as the act of whoever tells of it."""
    (checked,) = check(draft)

    assert checked.status == "supported"
    assert checked.citations
    assert checked.differs == ()


@pytest.mark.parametrize(
    ("draft", "status"),
    [
        ("The fire began on\r\nMonday in the east shaft.", "supported"),
        ("The fire began in the east shaft on\nWednesday.", "contradicted"),
        ("The **fire** began on *Monday* in the [east shaft](https://a.example/x).[1]", "supported"),
        ("<p>The fire began on Wed\u00adnesday in the east shaft.</p>", "contradicted"),
    ],
)
def test_a_draft_is_read_as_it_was_pasted(check: Check, draft: str, status: str) -> None:
    """Wrapped lines are one sentence, markup is none of it, and what is told is what stands in the draft."""
    (checked,) = check(draft)

    assert checked.status == status
    assert checked.text == draft[checked.start : checked.end]


@pytest.mark.parametrize(
    ("draft", "due"),
    [
        ("Inspector Ivor Lennd allegedly took a bribe of 60,000 crowns.", ("number", "60,000", "40,000")),
        ("The fire began on Wednesday in the east shaft.", ("date", "Wednesday", "Monday")),
        ("Owners did not back the merger.", ("negation", "not back", None)),
        ("Shares of Oldrick Mining fell by 4 percent on Friday.", ("direction", "fell", "rose")),
        ("Marta Quill closed the mine.", ("negation", "Marta Quill closed", "Owner Marta Quill did not close")),
    ],
    ids=["number", "day", "denial of a word of many uses", "direction", "denial"],
)  # fmt: skip
def test_another_value_or_a_denial_contradicts(check: Check, draft: str, due: tuple[str, str, str | None]) -> None:
    """The draft's words and the archive's are told side by side."""
    (checked,) = check(draft)

    assert checked.status == "contradicted"
    assert differing(checked) == [due]


@pytest.mark.parametrize(
    ("draft", "due"),
    [
        ("Inspector Ivor Lennd took a bribe of 40,000 crowns.", ("certainty", "took", "allegedly took")),
        ("The ferry Skarn sank off Harn.", ("certainty", "sank", "the coast guard said")),
    ],
    ids=["alleged", "said by somebody"],
)
def test_what_is_less_sure_in_the_archive_is_borne_out_in_part(
    check: Check, draft: str, due: tuple[str, str, str]
) -> None:
    """What makes it less sure is told."""
    (checked,) = check(draft)

    assert checked.status == "partly"
    assert due in differing(checked)


def test_words_of_another_speaker_are_borne_out_in_part(check: Check) -> None:
    """The quotation is there, but not his."""
    (checked,) = check("“I never took a coin,” Quill told the Fell Gazette.")

    assert checked.status == "partly"
    assert "speaker" in {each.kind for each in checked.differs}


@pytest.mark.parametrize(
    "draft", ["37 miners died in the fire at the Oldrick mine.", "37 people died at the Oldrick mine."]
)
def test_a_figure_that_has_changed_is_contradicted_by_what_stands_now(check: Check, draft: str) -> None:
    """In the words of the old report or in others."""
    (checked,) = check(draft)

    assert checked.status == "contradicted"
    assert differing(checked) == [("number", "37", "Thirty-four")]
    assert checked.citations[0].quote.startswith("Thirty-four miners")


def test_before_a_figure_changed_it_was_supported(check: Check) -> None:
    """As of a day nothing later is read."""
    (checked,) = check("37 miners died in the fire at the Oldrick mine.", "2018-06-06")

    assert checked.status == "supported"


def test_a_verdict_that_was_undone_stands_in_part(check: Check) -> None:
    """The later report is cited first and noted; before it the verdict stood."""
    draft = "A court in Fell convicted Marta Quill of manslaughter."

    (now,), (then,) = check(draft), check(draft, "2019-04-01")

    assert (now.status, then.status) == ("partly", "supported")
    assert now.differs[0].kind == "superseded"
    assert now.citations[0].quote.startswith("An appeal court")
    assert [note.kind for note in now.notes] == ["superseded"]


def test_where_sources_differ_both_are_told(check: Check) -> None:
    """A figure that only one of two sources gives is borne out in part."""
    (checked,) = check("The storm left 1,200 homes in Harn without power.")

    assert checked.status == "partly"
    assert [note.kind for note in checked.notes] == ["conflict"]
    assert len(checked.citations) == 2


def test_a_leaning_sentence_is_read_behind_the_one_before(check: Check) -> None:
    """A pronoun means who is named before, and nobody else."""
    _, hers = check("Marta Quill spoke. She did not close the mine.")
    _, his = check("Peter Nord is a painter. He allegedly took a bribe of 40,000 crowns.")

    assert hers.status == "supported"
    assert his.status == "partly"
    assert ("name", "Nord") in {(each.kind, each.draft) for each in his.differs}


def test_another_language_is_supported_only_word_for_word(check: Check) -> None:
    """How sure it is can't be read, and a note says so."""
    (same,), (other,) = (
        check(f"Un orage a détruit le port de Vellin dans la nuit de {day}.") for day in ("mardi", "jeudi")
    )

    assert (same.status, other.status) == ("supported", "partly")
    assert [note.kind for note in same.notes] == ["language"]


def test_what_the_archive_does_not_tell_is_not_found(check: Check) -> None:
    """Nothing is cited for it."""
    (checked,) = check("The zebra population of Kenya doubled within a decade.")

    assert (checked.status, checked.citations) == ("not_found", ())


@pytest.mark.parametrize(
    "draft",
    ["Will the mine ever open again?", "The mine should close.", "I think the owner lied.", "Let us hope for rain."],
)
def test_what_states_nothing_is_not_checkable(check: Check, draft: str) -> None:
    """Questions, demands, opinions, wishes."""
    assert [each.status for each in check(draft)] == ["not_checkable"]


def test_what_others_demand_is_checkable(check: Check) -> None:
    """An opinion that somebody is said to hold is a statement."""
    (checked,) = check("The mine should close, Marta Quill said.")

    assert checked.status != "not_checkable"


def test_a_heading_is_not_checkable(check: Check) -> None:
    """A line of its own without an end over a text; the same words as all of a draft are a sentence."""
    draft = "Fire began on Monday in the east shaft\n\nThe fire began on Monday in the east shaft."

    headed = check(draft)
    (alone,) = check("The fire began on Monday in the east shaft")

    assert [each.status for each in headed] == ["not_checkable", "supported"]
    assert alone.status == "supported"


def test_offsets_are_those_of_the_draft(check: Check) -> None:
    """Every sentence is told once and in order."""
    draft = "  The fire began on Monday.\n\nWhy? Nobody knows.  "

    assert [draft[each.start : each.end] for each in check(draft)] == [
        "The fire began on Monday.",
        "Why?",
        "Nobody knows.",
    ]


@pytest.mark.parametrize("draft", ["", " \n ", "a" * 50_001, "It is. " * 501], ids=["none", "blank", "long", "many"])
def test_what_is_no_draft_is_refused(check: Check, draft: str) -> None:
    """By its field."""
    with pytest.raises(QuestionRejected) as refused:
        check(draft)

    assert refused.value.field == "text"
