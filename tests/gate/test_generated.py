"""Generated sentences: what is shown adds nothing to what it cites. All articles are our own."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from time import process_time

import msgspec
import pytest

from rag.compose import gate
from rag.types import Difference, Rejected, Span, Statement
from tests.gate.pairs import Pair, proposed, read

FILES = sorted(each.name for each in Path(__file__).parent.glob("*pairs.txt"))


def passes(*cited: str, draft: str, day: date = date(2017, 5, 3)) -> bool:
    """Whether a draft is shown that cites these sentences."""
    return isinstance(gate.check(*proposed(cited, draft, day)), Statement)


def found(*cited: str, draft: str) -> tuple[Difference, ...]:
    """What a draft says otherwise than these sentences."""
    return gate.differences(*proposed(cited, draft))


@pytest.mark.parametrize("name", FILES)
def test_compressions_pass_and_changes_do_not(name: str) -> None:
    """Each pair is judged as it should be."""

    def is_right(pair: Pair) -> bool:
        return passes(*pair.cited, draft=pair.draft) is (pair.kind == "none")

    assert [(each.kind, each.draft) for each in read(name) if not is_right(each)] == []


@pytest.mark.parametrize("name", FILES)
def test_what_is_cited_carries_itself(name: str) -> None:
    """A sentence in the source's own words differs in nothing."""
    whole = dict.fromkeys(each.cited[0] for each in read(name))

    assert [each for each in whole if found(each, draft=each)] == []


@pytest.mark.parametrize(
    ("cited", "draft", "due"),
    [
        ("Ada Quill hired 34 people.", "Ada Quill hired 37 people.", ("number", "37", "34")),
        ("Ada Quill ran 34 miles.", "Ada Quill ran 34 kilometres.", ("unit", "34 kilometres", "34 miles")),
        ("The mill shut on 2 May 2017.", "The mill shut on 1 May 2017.", ("date", "1 May 2017", "2 May 2017")),
        ("Quill sued Reed.", "Reed sued Quill.", ("roles", "Reed sued Quill", "Quill sued Reed")),
        ("Two studies found that it fell.", "It fell.", ("certainty", "fell", "Two studies found")),
    ],
)
def test_differences_give_what_the_archive_has(cited: str, draft: str, due: tuple[str, str, str]) -> None:
    """A reporter's draft is told the archive's own value."""
    assert Difference(*due) in found(cited, draft=draft)


def test_what_cites_nothing_is_told() -> None:
    """A draft without a citation has no words to differ from, and is not taken for carried."""
    draft, evidence = proposed(("Ada Quill hired 34 people.",), "Ada Quill hired 34 people.")

    assert [each.kind for each in gate.differences(msgspec.structs.replace(draft, sentences=()), evidence)] == [
        "uncited"
    ]


@pytest.mark.parametrize(
    ("draft", "due"),
    [
        ("Lena Voss was treated at home.", True),
        ("Lena Voss returned to work on Tuesday.", True),
        ("Emil Fors was treated at home.", False),
    ],
)
def test_the_pronoun_that_opens_a_citation_is_whom_it_means(draft: str, due: bool) -> None:
    """A name may take the place of "she" where the sentence before leaves no doubt."""
    text = "Voss met Emil Fors. Lena Voss was not hurt. She was treated at home and returned to work on Tuesday."
    whole, evidence = proposed((text,), draft)
    ends = (text.index(" Lena Voss was") + 1, text.index(" She"), len(text))
    spans = (Span(0, ends[0] - 1), Span(ends[0], ends[1]), Span(ends[1] + 1, ends[2]))
    cited = tuple(msgspec.structs.replace(whole.sentences[0], span=each) for each in spans)

    checked = gate.check(msgspec.structs.replace(whole, sentences=cited), evidence)

    assert isinstance(checked, Statement) is due


def test_all_differences_are_given() -> None:
    """Not only the first."""
    kinds = {
        each.kind
        for each in found("Ada Quill hired 34 people on Monday.", draft="Ada Quell hired 37 people on Tuesday.")
    }

    assert kinds >= {"number", "date", "name"}


def test_the_reason_is_short_and_stable() -> None:
    """A rejected draft says which kind of check it failed, and with which words."""
    checked = gate.check(*proposed(("Ada Quill hired 34 people.",), "Ada Quill hired 37 people."))

    assert checked == Rejected("Ada Quill hired 37 people.", "a number that no citation carries: 37")


@pytest.mark.parametrize(("draft", "due"), [("today", True), ("on 9 March 2016", True), ("on 3 May 2017", False)])
def test_days_count_from_the_cited_article(draft: str, due: bool) -> None:
    """A relative day means the one of the article that says it."""
    assert passes("The bridge opened today.", draft=f"The bridge opened {draft}.", day=date(2016, 3, 9)) is due


def test_what_is_not_english_is_not_compared() -> None:
    """No rule reads it, so that it stays in its own words."""
    draft, evidence = proposed(("Ada Quill hired 34 people.",), "34 people were hired by Ada Quill.")
    foreign = msgspec.structs.replace(
        draft.sentences[0], marks=msgspec.structs.replace(draft.sentences[0].marks, english=False)
    )

    checked = gate.check(msgspec.structs.replace(draft, sentences=(foreign,)), evidence)

    assert isinstance(checked, Rejected)


@pytest.mark.parametrize(
    "unit", ["a ", "Reed ", "Reed said ", "Reed, ", "7 of 7 to 7 ", "“x” ", "to sign ", "n't", ", who "]
)
@pytest.mark.parametrize("length", [590, 50_000])
def test_hostile_text_costs_little(unit: str, length: int) -> None:
    """Neither a long draft nor a tangled one holds up an answer."""
    text = (unit * length)[: length - 1] + "."
    draft, evidence = proposed(((unit * length)[:2_399],), text)

    begun = process_time()
    gate.check(draft, evidence)

    assert process_time() - begun < 1.5


@pytest.mark.parametrize("sign", ["²", "41²", "①", "⁴¹", "41①", "½", "Ⅳ", "㊶"])
def test_a_number_in_odd_signs_is_judged_and_no_error(sign: str) -> None:
    """What Unicode calls a digit need not be a number that Python reads."""
    plain, odd = "The tower has 41 rooms.", f"The tower has {sign} rooms."

    assert not passes(plain, draft=odd)
    assert passes(odd, draft=odd)
    assert passes(f"The tower has {sign} rooms and a roof.", draft=odd)


@pytest.mark.parametrize("digits", ["٤١", "𝟜𝟙", "４１"])
def test_digits_of_other_scripts_are_numbers(digits: str) -> None:
    """They are told as what they are."""
    assert passes("The tower has 41 rooms.", draft=f"The tower has {digits} rooms.")
    assert not passes("The tower has 43 rooms.", draft=f"The tower has {digits} rooms.")
