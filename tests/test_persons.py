"""One person across articles: a short name or an office means whom another article of about that time introduces."""

from __future__ import annotations

import asyncio

import msgspec
import pytest

from rag import persons
from rag.archive import Answered, Archive, Found
from rag.marks import offices
from rag.types import Answer, Receipt, article_key
from tests.asking import ask, made, put, told

HELD = (
    "UN Special Envoy for Syria Staffan de Mistura opened the talks on Syria in Geneva, which Moscow and Ankara back."
)
BY_OFFICE = "What did the UN Special Envoy for Syria say about the ceasefire?"
BY_NAME = "What did Staffan de Mistura say about the ceasefire?"
BILL = "The farm bill came up in Richmond. “We need a bill,” said Sen. Mark Warner of Virginia."
DEAD = "Farmers in Virginia and Richmond wait. “The farm bill is dead for now,” Sen. Warner said."
MAYOR = "Arnford Mayor Lena Brown opened the Orwin bridge in Arnford."
BRIDGE = "What did the mayor of Arnford say about the bridge?"


def says(who: str) -> str:
    """An article on the talks in which somebody speaks."""
    return (
        "The ceasefire in Syria was the matter of the talks in Geneva on Friday. "
        f"{who} said the ceasefire was holding in most places. Moscow was silent."
    )


def bridge(who: str, more: str = "") -> str:
    """An article on the bridge in which somebody speaks."""
    return f"The Orwin bridge in Arnford is closed. {who} said the bridge would open again in June. {more}"


def speakers(answer: Answer) -> set[str | None]:
    """Who is shown to speak."""
    return {each.speaker for each in answer.sentences}


def joined(answer: Answer) -> set[str]:
    """What stands in brackets and is cited for another article than its sentence."""
    urls = {each.id: each.article_id for each in answer.citations}
    return {
        gloss.text
        for each in answer.sentences
        for gloss in each.glosses or ()
        if gloss.citation and urls[gloss.citation] not in {urls[one] for one in each.citations}
    }


# The name, asked for by the office


@pytest.mark.parametrize("called", ["Mr. de Mistura", "But de Mistura", "Staffan de Mistura"])
def test_a_name_is_the_holder_of_the_office(archive: Archive, called: str) -> None:
    """Asked by the office, an article that has but the name answers, and the gloss cites who says what he is."""
    put(archive, orme_2017_05_04=HELD, post_2017_05_12=says(called))

    answer = ask(archive, BY_OFFICE)

    assert "Mistura [UN Special Envoy for Syria Staffan de Mistura] said the ceasefire was holding" in told(answer)
    assert joined(answer) == {"UN Special Envoy for Syria Staffan de Mistura"}
    assert "Staffan de Mistura" in speakers(answer)


def test_the_sentence_stays_verbatim(archive: Archive) -> None:
    """What is known from elsewhere stands in brackets only: the text and every quote are the articles' own."""
    put(archive, orme_2017_05_04=HELD, post_2017_05_12=says("Mr. de Mistura"))

    answer = ask(archive, BY_OFFICE)

    shown = next(each for each in answer.sentences if each.glosses and "[" not in each.text and "Mr." in each.text)
    assert shown.text == "Mr. de Mistura said the ceasefire was holding in most places."
    assert all(each.quote in says("Mr. de Mistura") or each.quote in HELD for each in answer.citations)


@pytest.mark.parametrize(
    "introduced",
    [
        "Staffan de Mistura, the UN Special Envoy for Syria, opened the talks in Geneva. Moscow and Ankara back them.",
        "The United Nations envoy to Syria, Staffan de Mistura, opened the talks in Geneva. Moscow backs them.",
        "U.N. Syria envoy Staffan de Mistura opened the talks in Geneva. Moscow and Ankara back them.",
        "Staffan de Mistura is the UN's special envoy for Syria. He opened the talks in Geneva, which Moscow backs.",
    ],
)
def test_an_office_is_one_in_other_words(archive: Archive, introduced: str) -> None:
    """Acronyms, word order and "special" make no other office."""
    put(archive, orme_2017_05_04=introduced, post_2017_05_12=says("Mr. de Mistura"))

    assert "Staffan de Mistura" in speakers(ask(archive, BY_OFFICE))


def test_what_is_not_like_the_question_is_found_by_the_name(archive: Archive) -> None:
    """An article that names neither office nor land is found by the name of who holds it."""
    many = {
        f"sun_2017_05_{day:02}": f"The UN Special Envoy for Syria has an office in room {day}. Syria is not in it."
        for day in range(1, 29)
    }
    quoting = "Geneva was quiet, and Moscow and Ankara too. Mr. de Mistura said the ceasefire held in most towns."
    put(archive, orme_2017_05_04=HELD, post_2017_05_12=quoting, **many)

    answer = ask(archive, BY_OFFICE)

    assert "Mr. de Mistura [UN Special Envoy for Syria Staffan de Mistura] said the ceasefire held" in told(answer)


def test_one_more_retrieval_at_most(archive: Archive) -> None:
    """A second retrieval is made where an office or a person speaks and is introduced, else none."""
    put(archive, orme_2017_05_04=HELD, post_2017_05_12=says("Mr. de Mistura"))
    counted = {}

    for asked in (BY_OFFICE, BY_NAME, "What did Jon Ask say about the ceasefire?", "Where were the talks held?"):
        made_for: list[str] = []
        real = archive._index.search
        archive._index.search = lambda *given, r=real, m=made_for: (m.append(""), r(*given))[1]  # type: ignore[method-assign]
        ask(archive, asked)
        archive._index.search = real  # type: ignore[method-assign]
        counted[asked] = len(made_for)

    assert list(counted.values()) == [2, 2, 1, 1]


# The full name of who speaks


def test_a_surname_and_title_is_the_one_who_is_introduced(archive: Archive) -> None:
    """The speaker is the full name, by which the gloss cites the other article."""
    put(
        archive,
        orme_2017_05_04=BILL,
        post_2017_05_12=DEAD,
    )

    answer = ask(archive, "Is the farm bill dead?")

    assert "Sen. Warner [Mark Warner] said" in told(answer)
    assert "Mark Warner" in speakers(answer)


def test_two_of_a_surname_leave_what_the_article_says(archive: Archive) -> None:
    """Where two are introduced, the speaker stays the surname."""
    put(
        archive,
        orme_2017_05_04=BILL,
        sun_2017_05_05="In Richmond, Sen. Ann Warner of Virginia said the farm bill had friends.",
        post_2017_05_12=DEAD,
    )

    answer = ask(archive, "Is the farm bill dead?")

    assert not joined(answer)
    assert "Warner" in speakers(answer)


def test_another_title_is_anothers(archive: Archive) -> None:
    """A governor is not the senator of that name."""
    put(
        archive,
        orme_2017_05_04=BILL,
        post_2017_05_12=DEAD.replace("Sen.", "Gov."),
    )

    assert not joined(ask(archive, "Is the farm bill dead?"))


def test_another_matter_is_anothers(archive: Archive) -> None:
    """A surname is not tied by itself: the articles must be of one matter."""
    put(
        archive,
        orme_2017_05_04="A bill on bees came up in Olm. “We need bees,” said Sen. Mark Warner, who likes honey.",
        post_2017_05_12=DEAD,
    )

    assert not joined(ask(archive, "Is the farm bill dead?"))


# The office, asked for by the name


@pytest.mark.parametrize("called", ["The UN special envoy for Syria", "The United Nations envoy to Syria"])
def test_an_office_is_its_holder(archive: Archive, called: str) -> None:
    """Asked by name, an article that has but the office answers, with the name in brackets."""
    put(archive, orme_2017_05_04=HELD, post_2017_05_12=says(called))

    answer = ask(archive, BY_NAME)

    assert f"{called} [Staffan de Mistura] said the ceasefire was holding" in told(answer)
    assert "Staffan de Mistura" in speakers(answer)


@pytest.mark.parametrize(
    "called",
    [
        "The EU special envoy for Syria",
        "The UN special envoy for Yemen",
        "The deputy UN special envoy for Syria",
        "The acting UN special envoy for Syria",
        "The former UN special envoy for Syria",
        "The Syrian envoy to the UN",
        "A UN special envoy for Syria",
        "The special envoy",
        "A spokesman for the UN special envoy for Syria",
    ],
)
def test_another_office_is_not_his(archive: Archive, called: str) -> None:
    """Another body's, another land's, a lesser, a past or an unnamed office is not joined."""
    put(archive, orme_2017_05_04=HELD, post_2017_05_12=says(called))

    answer = ask(archive, BY_NAME)

    assert not joined(answer)
    assert "Staffan de Mistura" not in speakers(answer)


@pytest.mark.parametrize(
    ("introduced", "day"),
    [
        (HELD, "2016_10_04"),
        (HELD, "2017_05_24"),
        (HELD, "2017_12_12"),
        (f"Former {HELD}", "2017_05_04"),
        (f"Then-{HELD}", "2017_05_04"),
        (HELD.replace("Special", "Deputy Special"), "2017_05_04"),
        (HELD.replace("UN", "EU"), "2017_05_04"),
        (HELD.replace("for Syria", "for Yemen"), "2017_05_04"),
        (HELD.replace("UN Special Envoy for Syria", "A UN envoy for Syria,"), "2017_05_04"),
        (HELD.replace("opened", "had opened in 2014"), "2017_05_04"),
    ],
    ids=[
        "long before",
        "new",
        "long after",
        "former",
        "then",
        "deputy",
        "other body",
        "other land",
        "one of many",
        "past",
    ],
)
def test_an_introduction_that_does_not_hold_counts_for_nothing(archive: Archive, introduced: str, day: str) -> None:
    """The office is nobody's where its holder is introduced at another time, as a past one or with another office."""
    put(archive, **{f"orme_{day}": introduced, "post_2017_05_12": says("The UN special envoy for Syria")})

    assert not joined(ask(archive, BY_NAME))
    assert not joined(ask(archive, BY_OFFICE))


@pytest.mark.parametrize(
    ("by_office", "fits"), [("2019_03_12", False), ("2018_12_12", False), ("2018_10_01", True), ("2018_11_04", True)]
)
def test_a_successors_words_are_not_his(archive: Archive, by_office: str, fits: bool) -> None:
    """An office is his until another is named with it; between the two nobody is sure."""
    put(
        archive,
        orme_2018_10_04=HELD,
        mail_2018_11_04=HELD.replace("opened", "chaired"),
        sun_2019_01_10=HELD.replace("Staffan de Mistura", "Geir Pedersen"),
        **{f"post_{by_office}": says("The UN special envoy for Syria")},
    )

    answer = ask(archive, BY_NAME)

    assert ("The UN special envoy for Syria [Staffan de Mistura] said" in told(answer)) is fits
    assert fits or "Staffan de Mistura" not in speakers(answer)


def test_the_successor_is_told_by_his_name(archive: Archive) -> None:
    """The same office some months on is the next holder's."""
    put(
        archive,
        orme_2018_10_04=HELD,
        sun_2019_01_10=HELD.replace("Staffan de Mistura", "Geir Pedersen"),
        post_2019_03_12=says("The UN special envoy for Syria"),
    )

    answer = ask(archive, "What did Geir Pedersen say about the ceasefire?")

    assert "The UN special envoy for Syria [Geir Pedersen] said" in told(answer)


def test_two_holders_on_one_day_are_none(archive: Archive) -> None:
    """Where articles of one day name two, the office is left alone."""
    put(
        archive,
        orme_2017_05_04=HELD,
        sun_2017_05_04=HELD.replace("Staffan de Mistura", "Geir Pedersen"),
        post_2017_05_12=says("The UN special envoy for Syria"),
    )

    assert not joined(ask(archive, BY_NAME))


def test_a_holder_who_has_left_is_not_meant(archive: Archive) -> None:
    """An article that calls him a former one, before or after, leaves the office open."""
    put(
        archive,
        orme_2017_05_04=HELD,
        sun_2017_05_10=f"Former {HELD}",
        post_2017_05_12=says("The UN special envoy for Syria"),
    )

    assert not joined(ask(archive, BY_NAME))


def test_an_article_that_names_the_holder_itself_goes_first(archive: Archive) -> None:
    """Who is introduced in the very article is meant, whatever another says."""
    own = f"{says('The UN special envoy for Syria')} UN Special Envoy for Syria Geir Pedersen came late."
    put(archive, orme_2017_05_04=HELD, post_2017_05_12=own)

    assert "Staffan de Mistura" not in speakers(ask(archive, BY_NAME))


# Namesakes


def test_the_only_one_of_the_name_is_meant(archive: Archive) -> None:
    """What the following tests take away."""
    put(archive, orme_2017_05_04=MAYOR, post_2017_05_12=bridge("Ms. Brown"))

    assert joined(ask(archive, BRIDGE)) == {"Arnford Mayor Lena Brown"}


@pytest.mark.parametrize(
    ("introduced", "speaks"),
    [
        (f"{MAYOR} Councillor Tom Brown said the Orwin bridge was fine.", bridge("Ms. Brown")),
        (f"{MAYOR} Ms. Brown wore a hat.", bridge("Mr. Brown")),
        (f"{MAYOR} Her husband, Tom Brown, clapped.", bridge("Mr. Brown")),
        (MAYOR.replace("Lena", "Will"), bridge("Mrs. Brown")),
        (MAYOR, bridge("Ms. Brown", "Ms. Brown, a baker, sells bread. Ms. Brown is the baker of Orwin street.")),
        (MAYOR, bridge("Ms. Brown", "Ann Brown lives beside it.")),
        (MAYOR, bridge("Dr. Brown")),
        (MAYOR.replace("Arnford Mayor", "Arnford Deputy Mayor"), bridge("The mayor of Arnford")),
        (MAYOR.replace("Mayor", "Mayor-elect"), bridge("The mayor of Arnford")),
        (MAYOR.replace("Arnford Mayor", "Olmton Mayor"), bridge("The mayor of Arnford")),
    ],
    ids=[
        "two Browns", "a man", "a husband", "a wife", "a baker", "named in full", "a doctor", "deputy", "elect", "town",
    ],
)  # fmt: skip
def test_a_namesake_is_not_the_mayor(archive: Archive, introduced: str, speaks: str) -> None:
    """Any doubt leaves what the article says."""
    put(archive, orme_2017_05_04=introduced, post_2017_05_12=speaks)

    answer = ask(archive, BRIDGE)

    assert not joined(answer)
    assert not {"Lena Brown", "Will Brown"} & speakers(answer)


def test_the_president_of_two_countries_is_nobody(archive: Archive) -> None:
    """An office without a land in it is not joined, and that of one land is not the other's."""
    put(
        archive,
        orme_2017_05_04="French President Jean Roux met the Norwegian king in Oslo and spoke of the tariff with Paris.",
        post_2017_05_12="Oslo and Paris talked of the tariff. The president said the tariff would fall.",
        sun_2017_05_13="Oslo and Paris talked of the tariff. The Finnish president said the tariff would rise.",
    )

    assert not joined(ask(archive, "What did Jean Roux say about the tariff?"))


# What may be seen


def test_nothing_later_than_as_of_is_known(archive: Archive) -> None:
    """An introduction that is not yet published joins nothing; once it is, it does."""
    put(archive, orme_2017_05_24=HELD, post_2017_05_12=says("Mr. de Mistura"))

    assert not joined(ask(archive, BY_OFFICE, as_of="2017-05-20"))
    assert joined(ask(archive, BY_OFFICE, as_of="2017-05-26"))


def test_a_collection_that_may_not_be_read_joins_nothing(archive: Archive) -> None:
    """What stands in another's collection says nothing of a name."""
    closed = made("orme_2017_05_04", HELD, collection="closed")
    taken = archive.put([closed, made("post_2017_05_12", says("Mr. de Mistura"))])
    assert all(isinstance(each, Receipt) for each in taken)
    scope = msgspec.structs.replace(archive.scope(), readable=frozenset({"default"}))

    answer = archive.ask(BY_OFFICE, scope)

    assert not joined(answer)
    assert "Staffan de Mistura" not in speakers(answer)
    assert joined(archive.ask(BY_OFFICE))


def test_a_deleted_introduction_joins_nothing(archive: Archive) -> None:
    """What was taken back says nothing of a name any more."""
    put(archive, orme_2017_05_04=HELD, post_2017_05_12=says("Mr. de Mistura"))
    before = ask(archive, BY_OFFICE)

    archive.delete(article_key("default", "orme_2017_05_04"))

    assert joined(before)
    assert not joined(ask(archive, BY_OFFICE))


def test_an_introduction_that_goes_while_an_answer_is_made_is_not_told(archive: Archive) -> None:
    """What is deleted between finding and telling is neither shown in brackets nor by a name."""
    put(archive, orme_2017_05_04=HELD, post_2017_05_12=says("Mr. de Mistura"))

    async def deleted_midway() -> Answer:
        async for event in archive.stream(BY_OFFICE):
            if isinstance(event, Found):
                archive.delete(article_key("default", "orme_2017_05_04"))
            if isinstance(event, Answered):
                return event.answer
        raise AssertionError("a stream ends with its answer")

    answer = asyncio.run(deleted_midway())

    assert "Staffan" not in msgspec.json.encode(answer).decode()


def test_an_undated_article_introduces_nobody(archive: Archive) -> None:
    """Without a day nobody knows when the office was his."""
    put(archive, post_2017_05_12=says("The UN special envoy for Syria"))
    archive.put([made("orme_2017_05_04", HELD, date=None)])

    assert not joined(ask(archive, BY_NAME))


# Offices and questions by themselves


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("the UN Special Envoy for Syria", "the U.N. envoy to Syria", True),
        ("the French health minister", "the health minister of France", True),
        ("the Arnford mayor", "the mayor of Arnford", True),
        ("Tellbrook's CEO", "the chief executive of Tellbrook", True),
        ("the UN envoy for Syria", "the Syrian envoy to the UN", False),
        ("the Scottish health minister", "the British health minister", False),
        ("the French health minister", "the French finance minister", False),
        ("the mayor of Arnford", "the deputy mayor of Arnford", False),
        ("the president", "the president", False),
    ],
)
def test_offices_are_told_apart(one: str, other: str, same: bool) -> None:
    """By head, rank, field and the names in them, the same from both sides."""
    first, second = offices.whole(one), offices.whole(other)

    assert first is not None
    assert second is not None
    assert first.is_same(second) is same
    assert second.is_same(first) is same


@pytest.mark.parametrize(
    ("asked", "known"),
    [
        ("How did the mayor of Arnford react to the flood?", True),
        ("According to the UN envoy for Syria, does the ceasefire hold?", True),
        ("Did Staffan de Mistura say that the ceasefire holds?", True),
        ("What did the former mayor of Arnford say?", False),
        ("What did people say about Staffan de Mistura?", False),
        ("Who is the mayor of Arnford?", False),
        ("When did the mayor of Arnford open the bridge?", False),
    ],
)
def test_whose_words_are_asked_for(asked: str, known: bool) -> None:
    """Only a question for what a holder of an office or somebody by name said looks further."""
    assert (persons.asked(asked) is not None) is known


def test_whose_words_is_the_subject_not_the_object() -> None:
    """Who is spoken of does not speak."""
    who = persons.asked("What did Jean Brun say about the mayor of Arnford?")

    assert who is not None
    assert (who.office, who.name) == (None, ("jean", "brun"))
