"""What is said not to be known, and what denies a question's premise."""

from __future__ import annotations

import pytest

from rag.archive import Archive
from rag.marks import unsaid
from rag.types import Article, Receipt


@pytest.mark.parametrize(
    ("sentence", "is_unsaid"),
    [
        ("The firm did not say when the plant would close.", True),
        ("It is unclear how many people were on board.", True),
        ("Terms of the deal weren’t disclosed.", True),
        ("She declined to name the buyer.", True),
        ("The cause has not yet been determined.", True),
        ("The firm said the plant would close in May.", False),
        ("He did not sign the deal.", False),
        ("Two unidentified men fled.", False),
    ],
)
def test_what_is_not_known_is_told_by_its_words(sentence: str, is_unsaid: bool) -> None:
    """Saying that something was not said; a deed that was not done is something else."""
    assert unsaid.is_unsaid(sentence) is is_unsaid


@pytest.mark.parametrize(
    ("question", "sentence", "denied"),
    [
        ("Where is Norland building its naval base?", "Norland said it is not building a naval base.", True),
        ("When did the mayor sign the flood bill?", "The mayor never signed the flood bill, her office said.", True),
        ("Why did the mayor not sign the flood bill?", "The mayor never signed the flood bill.", False),
        ("Who signed the flood bill?", "The mayor signed the flood bill, but not the tax bill.", False),
        ("How many felony counts did the mayor face?", "The mayor pleaded not guilty to 34 felony counts.", False),
        ("Who led the flood relief team?", "Ida Lund did not only lead the flood relief team, she paid for it.", False),
        ("Who left the talks?", "No one knows why the rebels left the talks.", False),
    ],
)
def test_a_premise_is_denied_by_its_own_words(question: str, sentence: str, denied: bool) -> None:
    """Two words of the question at least stand behind the denial, and the question denies nothing itself."""
    assert unsaid.denies(sentence, question) is denied


def test_a_false_premise_is_named(archive: Archive) -> None:
    """The sentence against it comes first and is quoted; a yes-or-no question gets it as its answer."""
    denial = "Norland is not building a naval base in Tarka Bay."
    text = f"Norland's prime minister visited Tarka Bay. {denial} Its fishing fleet uses the port."
    (taken,) = archive.put([Article(id="n", title="Norland and Tarka Bay", text=text, date="2018-03-05")])
    assert isinstance(taken, Receipt)

    answer = archive.ask("Where in Tarka Bay is Norland building a naval base?")
    checked = archive.ask("Is Norland building a naval base in Tarka Bay?")

    assert (answer.status, answer.reason) == ("not_stated", "false_premise")
    assert answer.nearest[0].quote == denial
    assert denial in answer.text
    assert checked.status == "answered"
    assert denial in [sentence.text for sentence in checked.sentences]
