"""What is denied and what only claims: in a sentence itself, and by the sentence behind it."""

from __future__ import annotations

import re
import time
from collections.abc import Sequence

import pytest

from rag.marks import certainty
from rag.marks.sentences import sentences
from rag.types import Certainty, Claim, Quote

_MARKED = re.compile(r"“[^”]*”")
_SECONDS = 2.0  # for 50 KB of what costs most; a machine under load included

REFUTED: Sequence[str] = (
    "Ilse Korn sold the harbour to a cousin, a widely shared post says. The claim is false.",
    "Clips show the Tarn viaduct has collapsed. This is not true, the rail authority said.",
    "Schools in Orme will close, messages on WhatsApp say. It is a hoax.",
    "A leaflet says the new water meters give off gas. There is no evidence for that.",
    "The singer died on Tuesday, several accounts reported. The story was made up.",
    "Refugees are paid 4,000 crowns a month, a candidate said. “That is simply not true,” Ada Brandl said.",
    "Two soldiers deserted, a rebel channel said. The army called the report a fabrication.",
    "The mayor fled the country, a blog claimed. In fact, that never happened.",
    "A post says ballots were burned in Lume. It was shared 40,000 times. The claim is false, officials said.",
    "Several posts say the volcano woke on Sunday. Geologists say that is not the case.",
    "“The dam is safe,” engineer Tove Lie said. That was not true, an inquiry found.",
    "A man claimed he had found the lost crown. It was a fake.",
    "The letter says nurses will lose their pay. The letter is a forgery, the hospital said.",
    "A photo shared on Sunday shows the mayor in handcuffs. The image is fake, police said.",
    "The songs were recorded in 1971. That is incorrect.",
    "The airline flew over the war zone, pilots said. The airline denied it.",
    "Karl Oster bribed two judges, a newspaper wrote. There is no truth to the report.",
)

NOT_REFUTED: Sequence[str] = (
    "The orchestra played in Orme. It is not true to the score, but the crowd cheered.",
    "The council raised the fee. It is not true that the poor will pay it.",
    "The tax fell in the north. That is not true of the south.",
    "A man paid with a hundred-crown note. It was fake.",
    "The school received a bomb threat on Friday. It was a hoax.",
    "A rumour ran through the town on Friday. The rumour was false.",
    "A video of the flood was seen two million times. It is a fake.",
    "The alarm rang at nine. It was a false alarm.",
    "Ada Lund won the race. There is no evidence that she trained abroad.",
    "Falk resigned on Monday. The allegations against him are false, his lawyer said.",
    "Marta Lind sued the brewery on Monday. The claim is baseless, the brewery said.",
    "Police arrested Ruben Falk on Monday, a spokesman said. He denies the charges.",
    "Lund lost her seat. This never happened before.",
    "The team won the cup. None of the players was paid.",
    "Did the queen resign? That is not true.",
    "The mill closed in May. The claim that it was sold is false.",
    "The ministry said the figures were right. The claim is not false, it said.",
    "Lund opened the fair. Oster said he had won, but that is not true.",
    "Hens lay more eggs in summer. The union said the pay offer was too low.",
)

READ: Sequence[tuple[Certainty, str]] = (
    ("unconfirmed", "A video claims that the ferry was sunk by a drone."),
    ("unconfirmed", "A viral message says banks will shut on Friday."),
    ("unconfirmed", "Posts on social media say the judge has been arrested."),
    ("unconfirmed", "Users on social media say the train was hit by a rocket."),
    ("unconfirmed", "Screenshots purport to show the minister asking for money."),
    ("unconfirmed", "Photographs purporting to show the wreck appeared on Sunday."),
    ("unconfirmed", "The reservoir is poisoned, according to a widely shared clip."),
    ("unconfirmed", "The bishop is a spy, a flyer handed out at the market claims."),
    ("unconfirmed", "A rumour that the factory would move to Norrland ran through the town."),
    ("alleged", "The anonymous letter alleges that Falk took bribes."),
    ("attributed", "The report says rents rose by 4 per cent."),
    ("attributed", "The law says that dogs must be kept on a lead."),
    ("attributed", "The data show that sales fell."),
    ("attributed", "The study found that swallows return earlier."),
    ("attributed", "A post on the ministry's website says the road is open."),
    ("attributed", "A post from the Transport Ministry says trains run again."),
    ("attributed", "The road is open, according to a tweet by the Transport Ministry."),
    ("attributed", "The mayor's tweet said the market was closed."),
    ("attributed", "The lawsuit claims that the drug was untested."),
    ("asserted", "False claims that the firm was broke drew thousands of readers."),
    ("asserted", "A man purporting to be a doctor was arrested."),
    ("asserted", "Workers posted claims for 3 million crowns."),
    ("denied", "It is not true that the council sold the park."),
    ("denied", "It is false that Roos owns the quay."),
    ("denied", "Contrary to reports, the airline did not cancel its flights."),
    ("denied", "The mill has not closed, contrary to what a newspaper wrote."),
    ("denied", "The bottomless lake is a myth."),
    ("denied", "The attack never happened, police said."),
    ("denied", "There is no truth to the rumour that Lind is leaving."),
    ("denied", "The claim that the dam leaks is wrong, the operator said."),
    ("denied", "Reports that the queen had died were false."),
    ("denied", "The airline rejected the claim that it overcharged."),
    ("denied", "Falk falsely claimed that he had won the medal."),
    ("denied", "Neither report is true, the ministry said."),
    ("asserted", "Nobody was hurt in the fire."),
    ("asserted", "Nobody believed the story."),
    ("asserted", "The bridge did not reopen on Monday."),
    ("asserted", "There was no evidence of arson."),
    ("asserted", "The concert never took place."),
    ("asserted", "The promised repairs never happened."),
    ("asserted", "The opera is based on a myth."),
    ("asserted", "Contrary to expectations, sales rose."),
    ("asserted", "The crew is made up of volunteers."),
    ("asserted", "Falk was convicted of falsely claiming benefits."),
    ("asserted", "Police found false passports in the flat."),
    ("asserted", "The claim is not false."),
    ("asserted", "Vos repeated the claim that the probe was a hoax."),
)


def _read(text: str) -> tuple[Claim, ...]:
    quotes = tuple(Quote(start=each.start(), end=each.end()) for each in _MARKED.finditer(text))
    return certainty.read(text, sentences(text), quotes)


@pytest.mark.parametrize("text", REFUTED)
def test_a_claim_that_the_text_turns_down_is_denied(text: str) -> None:
    """Its cue is the words of the sentence that says so."""
    claim, *_, last = _read(text)

    assert claim.certainty == "denied"
    assert claim.cue is not None
    assert last.start <= claim.cue.start < claim.cue.end <= last.end


@pytest.mark.parametrize("text", NOT_REFUTED)
def test_a_negative_sentence_denies_nothing_before_it(text: str) -> None:
    """Unless what it says is about the claim: not about a thing, one's plea, or a claim that it names itself."""
    assert _read(text)[0].certainty != "denied"


@pytest.mark.parametrize(("due", "text"), READ)
def test_a_denial_is_told_from_a_negative_fact(due: Certainty, text: str) -> None:
    """Denied is what turns down something told; what only claims is nobody's word, whoever owns it answers for it."""
    (claim,) = _read(text)

    assert claim.certainty == due


def test_several_claims_are_turned_down_at_once() -> None:
    """By "both claims", but not the sentence that only tells of a post."""
    text = (
        "The mayor owns four villas, a viral thread asserts. Her son owns a bank, it claims. The thread was "
        "shared in May. Both claims were fabricated, the court found."
    )

    assert [each.certainty for each in _read(text)] == ["denied", "denied", "asserted", "denied"]


def test_who_said_what_is_denied_is_kept() -> None:
    """The source is that of the claim, not of the denial."""
    text = "“The dam is safe,” engineer Tove Lie said. That was not true, inspector Olga Wendt said."

    named = [each.source.of(text) for each in _read(text) if each.source]

    assert named == ["engineer Tove Lie", "inspector Olga Wendt"]


def test_what_is_refuted_only_reports() -> None:
    """A claim that the next sentence turns down answers nothing by itself."""
    text = "The dam has burst. That is untrue, officials said."
    claim, _ = _read(text)

    assert certainty.status([claim], [text[claim.start : claim.end]]) == "reported"


@pytest.mark.parametrize(
    "unit",
    [
        "The claim is false. ",
        "the claim that was was ",
        "contrary to reports ",
        "A a a post says ",
        "purporting to show ",
    ],
)
def test_hostile_text_is_read_in_time(unit: str) -> None:
    """50 KB of what the patterns look for cost no more than their length."""
    text = unit * (50_000 // len(unit))
    began = time.process_time()

    _read(text)

    assert time.process_time() - began < _SECONDS
