from __future__ import annotations

import json
import re
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.marks import certainty
from rag.marks.sentences import sentences
from rag.types import Certainty, Claim, Quote, Span

NEWS = Path(__file__).parents[3] / "shared/data/news"
DOCUMENT = Path(__file__).parents[2] / "docs/certainty.md"
_MARKED = re.compile(r"“[^”]*”")

READ: Sequence[tuple[Certainty, str]] = (
    ("asserted", "The ferry sank off Cape Orlo on Friday."),
    ("asserted", "As much as he could, Dunn helped the crew."),
    ("asserted", "The cup was perhaps the most coveted prize in Norrland."),
    ("asserted", "The council considered the plan for two hours."),
    ("asserted", "In May the bridge reopened."),
    ("asserted", "Mayor Ilse Korn could not be reached."),
    ("asserted", "Two would-be robbers fled."),
    ("asserted", "A lawyer read out the will."),
    ("asserted", "The weather is to blame."),
    ("asserted", "Passengers must carry a ticket."),
    ("asserted", "Prices rose faster than expected."),
    ("asserted", "The vote went as expected."),
    ("asserted", "Will Dorsey won the race."),
    ("asserted", "Ruben Falk was denied bail."),
    ("asserted", "The museum charged 5 dollars a head."),
    ("asserted", "Entry is free of charge."),
    ("asserted", "She could see the smoke, but she could not move."),
    ("asserted", "The generals respect the country's might."),
    ("asserted", "Anna Reed, who may run for mayor, opened the fair."),
    ("asserted", "The firm, which said it was insolvent, closed its gates."),
    ("asserted", "The pipeline that could supply the valley was blown up."),
    ("asserted", "The harbour closed after the ministry said a storm was near."),
    ("asserted", "The alarm never stopped, to say nothing of the dogs."),
    ("asserted", "No injuries were reported."),
    ("asserted", "Illustrators know the “Book of Nine Lamps” by heart."),
    ("asserted", "The goal is to finish the tunnel."),
    ("attributed", "The ferry sank on Friday, the Transport Ministry said."),
    ("attributed", "The ferry sank on Friday, according to the coast guard."),
    ("attributed", "Inspector Olga Wendt told reporters that the ferry sank."),
    ("attributed", "“The ferry sank in minutes,” said harbour master Piet Roos."),
    ("attributed", "“We will rebuild the pier,” Roos said."),
    ("attributed", "“I have no regrets.”"),
    ("attributed", "The company reported a loss of 3 million crowns."),
    ("attributed", "Kestrel Air announced a new route."),
    ("attributed", "The provincial court found that the contract was void."),
    ("attributed", "Roos put the damage at 40 million crowns."),
    ("attributed", "The bank cut its rate, saying that prices had eased."),
    ("attributed", "The dam is safe, the operator added on Tuesday."),
    ("secondhand", "Rebels took the airfield, according to media reports."),
    ("secondhand", "Rebels took the airfield, local media said."),
    ("secondhand", "The newspaper reported that the minister had resigned."),
    ("secondhand", "The minister resigned on Sunday, The Sollander Gazette reported."),
    ("secondhand", "The minister has reportedly resigned."),
    ("secondhand", "The minister is said to have resigned."),
    ("alleged", "Falk is alleged to have taken bribes."),
    ("alleged", "Falk was accused of taking bribes."),
    ("alleged", "Police arrested a man on suspicion of arson."),
    ("alleged", "Falk was charged with fraud on Monday."),
    ("alleged", "Falk allegedly took bribes."),
    ("alleged", "The union accused the airline of lying."),
    ("unconfirmed", "The account could not be independently verified."),
    ("unconfirmed", "Unconfirmed reports put the toll at 40."),
    ("unconfirmed", "It was not immediately clear who fired."),
    ("unconfirmed", "The cause of the fire is unknown."),
    ("possible", "A spark may have caused the fire."),
    ("possible", "Talks might resume soon."),
    ("possible", "The levee could break."),
    ("possible", "The fire was probably set by children."),
    ("possible", "The driver is believed to have fallen asleep."),
    ("possible", "Investigators believe that a valve failed."),
    ("possible", "“It may rain,” Roos said."),
    ("possible", "Engineer Tove Lie said the beam may have cracked in the frost."),
    ("planned", "The bridge will reopen in June."),
    ("planned", "The bridge is to reopen in June."),
    ("planned", "A train is due to arrive at noon."),
    ("planned", "Kestrel Air plans to hire 200 pilots."),
    ("planned", "Turnout is expected to fall."),
    ("planned", "The hearing is scheduled for Monday."),
    ("planned", "The operator said the dam would be drained."),
    ("denied", "Falk denied taking bribes."),
    ("denied", "The airline rejected the claim."),
    ("denied", "Falk said the report was untrue."),
    ("denied", "Falk pleaded not guilty."),
    ("alleged", "A nurse was charged on Thursday with killing two patients."),
    ("alleged", "Oda Renner was charged by Halm prosecutors with bribery."),
    ("alleged", "Two men were charged late on Friday in Torvik, with smuggling."),
    ("alleged", "Nine officers have been charged since January, in four districts, with torture."),
    ("alleged", "The goalkeeper was accused in court on Friday of match fixing."),
    ("alleged", "The teacher is suspected by police in Lund of setting the fire."),
    ("alleged", "He was charged after a long inquiry with selling secrets."),
    ("alleged", "The firm has been charged, in two countries, over the spill."),
    ("alleged", "Police in Arn charged a teacher, 33, on Sunday with assault."),
    ("alleged", "Prosecutors charged two brothers on Friday with arson."),
    ("alleged", "He was not only accused of fraud."),
    ("alleged", "He did not appear and is accused of theft."),
    ("alleged", "Nobody was hurt and a man was charged with theft."),
    ("asserted", "Ada Ruhl is not accused of any wrongdoing."),
    ("asserted", "She was not charged with a crime."),
    ("asserted", "He has not been accused of fraud."),
    ("asserted", "Nobody has been charged with the murder."),
    ("asserted", "Neither of the brothers is accused of a crime."),
    ("asserted", "He isn't suspected of anything."),
    ("asserted", "She faces no charges."),
    ("asserted", "No minister was accused of taking money."),
    ("asserted", "Customers were charged on Monday 40 crowns with no warning."),
    ("asserted", "The phone can be charged at home with a plug."),
    ("asserted", "The committee was charged last year with reviewing the law."),
    ("asserted", "The crowd charged on Friday and fought with police."),
    ("attributed", "The opposition claims that the tunnel is flooded."),
    ("attributed", "On Friday the far-right party claims that the vote was rigged."),
    ("attributed", "The rebel group in the north claims that it holds the town."),
    ("attributed", "Residents of the valley claim that the river is poisoned."),
    ("attributed", "The airport is open, but the pilots' union claims that its runway is cracked."),
    ("unconfirmed", "A post shared 9,000 times claims that the bridge has collapsed."),
    ("unconfirmed", "One message sent to 3,000 parents claims that the school is closing."),
    ("unconfirmed", "Two videos posted on Friday claim that the mayor fled."),
    ("unconfirmed", "Posts shared on Facebook claim that the bank is closing."),
    ("asserted", "The video sparked claims that the mayor had fled."),
    ("asserted", "The repeated claims that the well was poisoned have hurt the town."),
    ("asserted", "The number of asylum claims that year rose to 400."),
    ("asserted", "The farmers' claim that wolves killed the sheep was heard on Friday."),
    ("asserted", "The insurance claims that were filed in May were paid."),
    ("asserted", "The court heard three claims that day."),
)

STATUS: Sequence[tuple[str, str]] = (
    ("answered", "The ferry sank off Cape Orlo on Friday."),
    ("answered", "The bridge will reopen on 3 June."),
    ("answered", "The first trains are expected by the end of March."),
    ("answered", "At least 14 people drowned, the Transport Ministry said."),
    ("answered", "Transport Minister Ada Brandl said nine people were missing."),
    ("answered", "Nine people were still missing, she said."),
    ("answered", "The toll stood at 31, according to the regional crisis staff."),
    ("answered", "Nobody has been charged, police said on Tuesday."),
    ("answered", "Unemployment fell to 4.8 per cent in May, the statistics bureau said."),
    ("answered", "The members accepted the offer by 310 votes to 44, the Dockers' Association said."),
    ("answered", "The strike cost the port 90 million crowns, harbour director Piet Roos said."),
    ("answered", "The central bank said it raised its rate to 4 per cent."),
    ("answered", "The central bank raised its rate to 4 per cent."),
    ("answered", "Kestrel Air reported a loss of 3 million crowns."),
    ("answered", "The Sollander District Court found that Falk accepted 70,000 crowns."),
    ("answered", "The court ruled that the contract was void."),
    ("answered", "The ministry lowered the toll to 29, saying that two names had been listed twice."),
    ("answered", "“We have decided to close the mill,” owner Henk Vos said."),
    ("answered", "“I slept in the car for two nights,” said villager Marta Lind."),
    ("answered", "Lind said she had sold her house."),
    ("answered", "His lawyer, Noor Haan, said she would appeal."),
    ("reported", "The felling of trees may have weakened the bank, geologist Iris Holm said."),
    ("reported", "Investigators believe that the fire may have started in a kiln."),
    ("reported", "The levee could break, the water board said."),
    ("reported", "The driver is believed to have fallen asleep."),
    ("reported", "Falk is alleged to have taken bribes, the newspaper Sollander Gazette reported."),
    ("reported", "Police arrested a man on suspicion of arson."),
    ("reported", "Falk was charged with fraud."),
    ("reported", "The union accused the airline of lying."),
    ("reported", "Falk denied that he had taken bribes."),
    ("reported", "The minister has resigned, according to media reports."),
    ("reported", "The minister has reportedly resigned."),
    ("reported", "The account could not be independently verified."),
    ("reported", "The councillor was taken from his home, a police source said."),
    ("reported", "The talks have failed, two sources said."),
    ("reported", "The deal is done, said an official who was not authorised to speak to the press."),
    ("reported", "The reactor was shut down, said an engineer who spoke on condition of anonymity."),
    ("reported", "Opposition leader Karl Oster said the plan cost 2 billion crowns."),
    ("reported", "The airline ignored two warnings, the pilots' union said."),
    ("reported", "Critics say the dam was built on sand."),
    ("reported", "Prosecutors said the money went to a relative."),
    ("reported", "The complaint says the firm hid the test results."),
    ("reported", "The blast was heard at four, a resident said."),
    ("reported", "It is the coldest market in years, said Lena Maas, an economist at Sollander Bank."),
    ("reported", "The general claimed that the town had fallen."),
    ("reported", "The army said rebels had shelled a school."),
)


def _quotes(text: str) -> tuple[Quote, ...]:
    return tuple(Quote(start=each.start(), end=each.end()) for each in _MARKED.finditer(text))


def _read(text: str) -> tuple[Claim, ...]:
    return certainty.read(text, sentences(text), _quotes(text))


def _shown(text: str, span: Span | None) -> str | None:
    return span.of(text) if span else None


@pytest.mark.parametrize(("due", "text"), READ)
def test_each_sentence_has_its_class(due: Certainty, text: str) -> None:
    """The class is that of the words that govern the main claim."""
    (claim,) = _read(text)

    assert claim.certainty == due


@pytest.mark.parametrize(("due", "text"), STATUS)
def test_a_sentence_answers_or_only_reports(due: str, text: str) -> None:
    """What an outlet or an actor says of its own stands; what is hedged, hidden or said of others does not."""
    assert certainty.status(_read(text), [text]) == due


@pytest.mark.parametrize(("due", "text"), STATUS)
def test_the_document_lists_each_example(due: str, text: str) -> None:
    """The decision table says of each example what the rules say."""
    assert f"| {text} | {due} |" in DOCUMENT.read_text()


def test_one_sentence_that_stands_is_enough() -> None:
    """Support is reported only where all of it is."""
    text = "The levee could break. The levee broke at noon."
    claims = _read(text)

    assert certainty.status(claims, [text[each.start : each.end] for each in claims]) == "answered"
    assert certainty.status(claims[:1], [text[: claims[0].end]]) == "reported"


@pytest.mark.parametrize(
    ("text", "cue", "source"),
    [
        ("A post shared 9,000 times claims that the dam leaks.", "claims", "A post shared 9,000 times"),
        ("The ferry sank, the Transport Ministry said on Friday.", "said", "the Transport Ministry"),
        ("A police source said that a man was held.", "said", "A police source"),
        (
            "Geologist Iris Holm of Sollander University said the rock is old.",
            "said",
            "Geologist Iris Holm of Sollander University",
        ),
        ("Six people are missing, she said.", "said", "she"),
        ("On Friday, however, the company also said sales rose.", "said", "the company"),
        ("The toll rose, said Ada Brandl, who leads the ministry.", "said", "Ada Brandl"),
        ("The toll rose, according to the coast guard's count.", "according to", "the coast guard's count"),
        (
            "“It sank,” the owner's brother, Henk Vos, told reporters at the quay.",
            "told",
            "the owner's brother, Henk Vos",
        ),
        ("Kestrel Air, the carrier, said in a statement that it flies.", "said", "Kestrel Air"),
        ("SOLLAND, May 8 (Wire) — The bank cut its rate, saying that prices fell.", "saying", "The bank"),
        ("A man known as the fox said the road was shut.", "said", "A man known as the fox"),
        ("The bridge will reopen.", "will reopen", None),
        ("The bridge reopened.", None, None),
    ],
)
def test_cue_and_source_are_the_words_themselves(text: str, cue: str | None, source: str | None) -> None:
    """The cue is the words that show the class, the source those that name who says so, without time and asides."""
    (claim,) = _read(text)

    assert (_shown(text, claim.cue), _shown(text, claim.source)) == (cue, source)


@pytest.mark.parametrize(
    ("text", "own"),
    [
        ("The bank said it raised its rate.", True),
        ("The company reported a loss of 3 million crowns.", True),
        ("The court found that Falk took money.", True),
        ("“We have decided to sell,” Vos said.", True),
        ("Vos said he had sold the mill.", True),
        ("“It is raining,” Vos said.", False),
        ("“I think the minister lied,” Vos said.", False),
        ("Vos said it was too early.", False),
        ("He was 40 and lived alone, police said.", False),
        ("The ministry said nine people were missing.", False),
        ("The union said the airline was broke.", False),
    ],
)
def test_own_acts_are_told_from_those_of_others(text: str, own: bool) -> None:
    """A source tells of itself by its pronoun, its noun, "we", or by what it does in saying so."""
    (claim,) = _read(text)

    assert claim.own_act is own


@pytest.mark.parametrize(
    ("text", "due"),
    [
        ("“The mill may close,” Vos said.", "possible"),
        ("“The mill will close,” Vos said.", "attributed"),
        ("“The mill may close. The men have left,” Vos said.", "attributed"),
        ("Vos called the offer, which may lapse, “a gift that might well be our last one” and took it.", "attributed"),
        ("The mill closed because “it could burn at any hour”.", "asserted"),
    ],
)
def test_hedges_in_a_quotation_are_the_speakers(text: str, due: Certainty) -> None:
    """They count where the quotation is the one claim of the sentence, and "will" in it stays his word."""
    (claim,) = _read(text)

    assert claim.certainty == due


@pytest.mark.parametrize(
    ("text", "due"),
    [
        ("Falk denied that he is accused of fraud.", "denied"),
        ("Falk, accused of fraud, will appeal.", "planned"),
        ("The newspaper said a mast may have fallen.", "secondhand"),
        ("The newspaper said the talks will resume.", "secondhand"),
        ("The talks will resume, and the truce could hold.", "possible"),
        ("The truce may hold, but it is not clear how long.", "unconfirmed"),
    ],
)
def test_of_several_cues_the_weakest_of_the_main_claim_wins(text: str, due: Certainty) -> None:
    """Asides do not count; among equals what leaves least of the claim does."""
    (claim,) = _read(text)

    assert claim.certainty == due


@given(st.text(st.sampled_from("ab said,.“” may Will\n\0—(that)according to the X denied"), max_size=200))
def test_claims_lie_in_their_sentences(text: str) -> None:
    """There is one claim a sentence, in order, and its spans lie within it, or in what denies it behind it."""
    spans = sentences(text)
    claims = certainty.read(text, spans, _quotes(text))

    assert [(each.start, each.end) for each in claims] == [(each.start, each.end) for each in spans]
    assert all(one.end <= other.start for one, other in pairwise(claims))
    for claim in claims:
        for span in filter(None, (claim.cue, claim.source)):
            refuted = claim.certainty == "denied" and span == claim.cue
            assert claim.start <= span.start < span.end <= (len(text) if refuted else claim.end)
        assert claim.cue is not None or claim.certainty == "asserted"


@pytest.mark.skipif(not NEWS.is_dir(), reason=f"development data is absent: {NEWS.name}")
def test_hedges_that_must_be_kept_are_seen() -> None:
    """Where a case says that a hedge must be kept, the sentence is not taken for the outlet's own."""
    texts = {each["id"]: each["text"] for each in _rows("articles.jsonl")}
    for case in _rows("cases.jsonl"):
        if "must_keep" in case:
            text = texts[case["article"]]
            held = [each for each in _read(text) if each.start < case["evidence_offsets"][0][1] <= each.end + 80]
            assert any(each.certainty in ("alleged", "secondhand") for each in held)


@pytest.mark.skipif(not NEWS.is_dir(), reason=f"development data is absent: {NEWS.name}")
def test_states_of_real_questions_follow_from_their_evidence() -> None:
    """Of the questions that have an answer all are right but those whose sources differ, which another module sees."""
    texts = {(each["id"], each.get("revision", 1)): each["text"] for each in _rows("stories.jsonl")}
    wrong = [
        each["id"]
        for each in _rows("stories_questions.jsonl")
        if each["state"] in ("answered", "reported")
        and "conflict" not in each
        and _status(each, texts) != each["state"]
    ]

    assert len(wrong) <= 1


def _status(question: dict[str, Any], texts: dict[tuple[str, int], str]) -> str:
    claims: list[Claim] = []
    shown: list[str] = []
    for each in question["evidence"]:
        text = texts[each["article"], each.get("revision", 1)]
        start = text.index(each["quote"])
        for claim in _read(text):
            if claim.start < start + len(each["quote"]) and start < claim.end:
                claims.append(claim)
                shown.append(text[claim.start : claim.end])
    return certainty.status(claims, shown)


def _rows(name: str) -> list[dict[str, Any]]:
    return [json.loads(row) for row in (NEWS / name).read_text().splitlines()]
