"""Mutators: one change that makes a sentence false, compressions that keep it true, and what is left alone."""

from __future__ import annotations

from random import Random

import pytest

from eval.mutations import names, roles
from eval.mutations.catalogue import FALSE, TRUE


def results(kind: str, text: str) -> set[str]:
    """What a kind makes of a sentence, over many draws."""
    mutate = {**FALSE, **TRUE}[kind]
    return {changed for seed in range(40) if (changed := mutate(text, Random(seed))) is not None}


@pytest.mark.parametrize(
    ("kind", "text", "changed"),
    [
        ("scale", "The yard lost 4 million crowns.", "The yard lost 4 billion crowns."),
        ("unit", "The tunnel is 12 kilometres long.", "The tunnel is 12 miles long."),
        ("bound", "At least 40 boats sank.", "Some 40 boats sank."),
        ("bound", "The fire burned nearly 40 boats.", "The fire burned 40 boats."),
        ("relative_date", "The yard closed last month.", "The yard closed last week."),
        ("office", "The former owner left the room.", "The current owner left the room."),
        ("office", "Mayor Ilse Varga left the room.", "Governor Ilse Varga left the room."),
        ("negation_added", "The mayor has signed the deal.", "The mayor has not signed the deal."),
        ("negation_added", "The union accepted the offer.", "The union did not accept the offer."),
        ("negation_removed", "The valve did not open.", "The valve did open."),
        ("negation_removed", "Police found no evidence of arson.", "Police found evidence of arson."),
        ("hedge_removed", "The alleged thief ran off.", "The thief ran off."),
        ("hedge_removed", "She met an alleged thief.", "She met a thief."),
        ("hedge_removed", "The boat reportedly sank.", "The boat sank."),
        ("possibility_removed", "The rain may stop the race on Sunday.", "The rain will stop the race on Sunday."),
        ("planned_as_done", "The firm plans to sell the yard.", "The firm sold the yard."),
        ("planned_as_done", "The firm will sell the yard.", "The firm sold the yard."),
        ("attribution_removed", "According to Ilse Varga, the dam was leaking badly.", "The dam was leaking badly."),
        ("attribution_removed", "The dam was leaking since spring, Varga said.", "The dam was leaking since spring."),
        ("attribution_removed", "Varga said that the dam was leaking badly.", "The dam was leaking badly."),
        ("legal", "Varga was charged with fraud.", "Varga was convicted of fraud."),
        ("direction", "The price rose by 3 crowns.", "The price fell by 3 crowns."),
        ("opposite", "Voters accepted the plan.", "Voters rejected the plan."),
        ("sequence", "The alarm rang before the fire broke out.", "The alarm rang after the fire broke out."),
        ("comparison", "It was one of the deadliest fires there.", "It was the deadliest fire there."),
        ("comparison", "It is the second-largest lake there.", "It is the largest lake there."),
        ("roles", "Tellan sued Farro over the patent.", "Farro sued Tellan over the patent."),
        ("roles", "Tellan was sued by Farro over the patent.", "Farro was sued by Tellan over the patent."),
    ],
)  # fmt: skip
def test_one_thing_is_changed(kind: str, text: str, changed: str) -> None:
    """The rest of the sentence stays as it was."""
    assert results(kind, text) == {changed}


@pytest.mark.parametrize(
    ("kind", "text", "around"),
    [
        ("digit", "The ferry carried 62 people.", ("The ferry carried ", " people.")),
        ("number_word", "The ferry made nine trips.", ("The ferry made ", " trips.")),
        ("month", "The yard closed in October 2014.", ("The yard closed in ", " 2014.")),
        ("day", "The yard closed on 7 October.", ("The yard closed on ", " October.")),
        ("year", "The yard closed in 1994.", ("The yard closed in ", ".")),
        ("weekday", "The yard closed on Monday.", ("The yard closed on ", ".")),
        ("place", "The yard moved its cranes to Norway.", ("The yard moved its cranes to ", ".")),
        ("organisation", "The yard works for Boeing.", ("The yard works for ", ".")),
        ("person", "The yard belongs to Helen Tarrow.", ("The yard belongs to ", ".")),
    ],
)
def test_another_value_stands_in_its_place(kind: str, text: str, around: tuple[str, str]) -> None:
    """Drawn anew each time, never the same as before, and nothing else moves."""
    found = results(kind, text)

    assert len(found) > 3
    assert text not in found
    assert all(each.startswith(around[0]) and each.endswith(around[1]) for each in found)


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("digit", "The yard closed in 1994."),
        ("digit", "More than 62 people were on board."),
        ("digit", "The race begins at 10 a.m. on the quay."),
        ("number_word", "Two of the boats sank."),
        ("unit", "The years were hard."),
        ("month", "You may march on the town."),
        ("place", "She reads the China Daily."),
        ("negation_added", "The mayor has not signed the deal."),
        ("negation_added", "He might have applied the rule."),
        ("negation_removed", "It was not only the rain."),
        ("negation_removed", "They come with or without a coat."),
        ("possibility_removed", "Prices may not have peaked."),
        ("planned_as_done", "She refuses to want to sell the yard."),
        ("attribution_removed", "“The dam was leaking all along,” Varga said."),
        ("direction", "The boy fell asleep on the deck."),
        ("direction", "The ministry declined to comment."),
        ("sequence", "She stood before the court in Elde."),
        ("sequence", "He was named after his uncle."),
        ("roles", "Tellan met Farro in Elde."),
        ("opposite", "“We won the day,” she cried."),
        ("legal", "The firm charged customers a fee."),
    ],
)
def test_what_would_stay_true_or_break_is_left_alone(kind: str, text: str) -> None:
    """Words that look alike, quotations, and changes that leave the meaning open are none."""
    assert results(kind, text) == set()


@pytest.mark.parametrize(
    ("kind", "text", "changed"),
    [
        ("relative", "The dam, which was built in 1958, failed on Monday.", "The dam failed on Monday."),
        ("relative", "The dam was built by Ilse Varga, who died in 2009.", "The dam was built by Ilse Varga."),
        ("apposition", "Ilse Varga, an engineer, designed the dam.", "Ilse Varga designed the dam."),
        ("participle", "The dam burst and was washed away, killing nine people.", "The dam burst and was washed away."),
        ("including", "The fund owns four dams, including one in Elde.", "The fund owns four dams."),
        ("leading", "However, the dam held.", "The dam held."),
        ("conjunction", "But the dam held.", "The dam held."),
        ("bracket", "The dam (built in 1958) held.", "The dam held."),
        ("order", "On Monday, the dam burst near the town.", "The dam burst near the town on Monday."),
        ("voice", "Ilse Varga designed the dam.", "The dam was designed by Ilse Varga."),
        ("voice", "The dam was designed by Ilse Varga in 1958.", "Ilse Varga designed the dam in 1958."),
        (
            "said",
            "The dam was safe that night, Ilse Varga said.",
            "According to Ilse Varga, the dam was safe that night.",
        ),
        ("said", "Ilse Varga said that the dam was safe.", "According to Ilse Varga, the dam was safe."),
        ("said", "According to Ilse Varga, the dam was safe.", "Ilse Varga said that the dam was safe."),
        ("number_form", "The dam fed twelve hours of supply.", "The dam fed 12 hours of supply."),
        ("number_form", "The dam cost 1,200,000 crowns.", "The dam cost 1.2 million crowns."),
        ("number_form", "The dam cost 1.2 million crowns.", "The dam cost 1,200,000 crowns."),
        ("number_form", "The dam cost $5 million.", "The dam cost $5m."),
        ("date_form", "The dam burst on 3 May 2017.", "The dam burst on May 3, 2017."),
        ("date_form", "The dam burst on May 3, 2017, at noon.", "The dam burst on 3 May 2017 at noon."),
        ("contraction", "The dam didn't burst.", "The dam did not burst."),
    ],
)
def test_a_compression_says_no_more(kind: str, text: str, changed: str) -> None:
    """The same in fewer words, or in another form."""
    assert results(kind, text) == {changed}


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("relative", "The dam, which was built in 1958, and the lock burst."),
        ("relative", "Fine yarn, which is often dyed in the town."),
        ("apposition", "Nails, a hammer, two saws were found."),
        ("participle", "If it rains, leaving is wise."),
        ("leading", "Reportedly, the dam burst."),
        ("leading", "However, iPhone owners can wait."),
        ("order", "On Monday, the mayor said that the dam burst."),
        ("voice", "The committee approved what Ilse Varga had proposed."),
        ("voice", "Vilsack announced Saturday on the radio."),
        ("said", "“The dam was safe,” Ilse Varga said."),
        ("said", "Officials have also said that the dam was safe."),
        ("said", "All said that the dam was safe."),
    ],
)
def test_what_may_turn_out_untrue_or_broken_is_no_compression(kind: str, text: str) -> None:
    """Conditions, hedges, fragments, quotations and moves that could attach elsewhere are left alone."""
    assert results(kind, text) == set()


def test_a_percentage_takes_another_form_of_the_same() -> None:
    """The figure stays."""
    assert results("number_form", "Rents rose 5 per cent in June.") == {
        "Rents rose 5% in June.",
        "Rents rose 5 percent in June.",
    }


def test_another_person_of_the_article_speaks() -> None:
    """Whoever shares no name with the speaker; somebody invented where the article names nobody else."""
    text = "“It held,” Helen Tarrow said on Monday."

    exchanged = names.speaker(text, Random(1), around="Helen Tarrow met Frank Oddly.")
    invented = names.speaker(text, Random(1), around="")

    assert exchanged == "“It held,” Frank Oddly said on Monday."
    assert invented
    assert "Tarrow" not in invented


def test_nobody_speaks_in_a_sentence_without_a_saying() -> None:
    """A name alone is no speaker, and a pronoun has no name to be exchanged."""
    assert names.speaker("Helen Tarrow fell ill.", Random(1), around="Frank Oddly") is None
    assert names.speaker("She said the dam held.", Random(1), around="Frank Oddly") is None


def test_a_splice_gives_one_the_deeds_of_another() -> None:
    """Only where both sentences have a plain subject, and not the same one."""
    one, two = "Tellan lost a third of its orders in May.", "Farro opened two new yards in Elde this spring."

    assert roles.splice(one, two) == "Tellan opened two new yards in Elde this spring."
    assert roles.splice(one, "Tellan opened two new yards in Elde this spring.") is None
    assert roles.splice(one, "There was no news of the yards in Elde.") is None


def test_a_quotation_loses_a_word_of_its_own() -> None:
    """A long one only, and nothing outside it."""
    text = "“The western valve was never opened that night,” the keeper said."

    changed = roles.quote(text, Random(3))

    assert changed
    assert changed.endswith("” the keeper said.")
    assert len(changed.split()) == len(text.split()) - 1
    assert roles.quote("The keeper said “never”.", Random(3)) is None


@pytest.mark.parametrize("kind", [*FALSE, *TRUE])
def test_a_hostile_text_is_read_in_time(kind: str) -> None:
    """50 KB of what a pattern begins with ends in well under a second."""
    for piece in ("A ", "the a-", "1,", "On Monday, ", "“", "not ", ", who ", "Ab Cd "):
        {**FALSE, **TRUE}[kind](piece * (50_000 // len(piece)) + ".", Random(0))
