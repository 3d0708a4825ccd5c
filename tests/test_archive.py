"""The two lists of steps: articles in, answers out, and the promises that hold on the way."""

from __future__ import annotations

import asyncio
import sqlite3
from contextlib import closing
from datetime import UTC
from pathlib import Path

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rag import times
from rag.archive import Answered, Archive, Found, Started, Told
from rag.errors import ArticleGone, CitationUnknown, QuestionRejected
from rag.types import Answer, Article, Receipt, Rejection, Scope, Turn

_LEDE = "The Corvane dam burst on Monday and flooded the lower town, the mayor said."
_TOLL = "Eleven people died in the Corvane flood, police said."
_REUSED = settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])


def _article(number: int = 1, **fields: object) -> Article:
    told = {"id": f"a{number}", "title": "Corvane dam bursts", "text": f"{_LEDE} {_TOLL}", "date": "2018-03-05"}
    return msgspec.convert(told | {"source": "Vale Courier"} | fields, Article)


def _put(archive: Archive, *articles: Article) -> list[Receipt]:
    taken = archive.put(articles)
    assert all(isinstance(each, Receipt) for each in taken)
    return [each for each in taken if isinstance(each, Receipt)]


def _as_of(archive: Archive, day: str) -> Scope:
    return msgspec.structs.replace(archive.scope(), as_of=times.parse(day, UTC))


def _quotes_hold(archive: Archive, answer: Answer) -> bool:
    cited = [*answer.citations, *answer.nearest]
    texts = [archive.article(each.article, number=each.revision).text for each in cited]
    return all(text[each.start : each.end] == each.quote for text, each in zip(texts, cited, strict=True))


def test_a_question_is_answered_in_the_sources_own_words(archive: Archive) -> None:
    """Each sentence is verbatim, cited, and where the answer's text says it is."""
    _put(archive, _article())

    answer = archive.ask("How many people died in the Corvane flood?")

    assert answer.status == "answered"
    assert _TOLL in [sentence.text for sentence in answer.sentences]
    assert all(answer.text[each.start : each.end] == each.text for each in answer.sentences)
    assert {name for each in answer.sentences for name in each.citations} == {each.id for each in answer.citations}
    assert _quotes_hold(archive, answer)


def test_what_the_archive_does_not_hold_is_not_answered(archive: Archive) -> None:
    """An abstention has no sentences, says what was searched, and shows the nearest miss."""
    _put(archive, _article())

    answer = archive.ask("Who won the Zarnovia chess championship?")

    assert answer.status in ("not_stated", "no_evidence")
    assert (answer.sentences, answer.citations) == ((), ())
    assert "1 article" in answer.text
    assert answer.nearest
    assert _quotes_hold(archive, answer)


@pytest.mark.parametrize("asked", ["hello", "thanks", "asdf qwer", "...", "corvane zorblax"])
def test_what_is_no_question_lists_only_what_has_a_word_of_it(archive: Archive, asked: str) -> None:
    """Nothing that was found for want of anything better; what asks is always told what came nearest."""
    _put(archive, _article())

    answer = archive.ask(asked)

    assert bool(answer.nearest) == ("corvane" in asked)
    assert (answer.reason == "not_a_question") == ("corvane" not in asked)
    assert archive.ask("Who won the Zarnovia chess championship?").nearest


def test_an_empty_archive_says_so(archive: Archive) -> None:
    """No articles: no evidence, and no error."""
    answer = archive.ask("What happened in Corvane?")

    assert (answer.status, answer.nearest) == ("no_evidence", ())
    assert answer.text == "The archive holds no articles. Searched: no articles."


def test_before_the_archive_begins_it_holds_no_articles(archive: Archive) -> None:
    """As of then; that there are articles later, and from when on, is not told as of a day on which none was out."""
    _put(archive, _article())
    early = msgspec.structs.replace(archive.scope(), as_of=times.parse("1999-01-01", UTC))

    answer = archive.ask("What happened in Corvane?", early)

    assert (answer.status, answer.nearest) == ("no_evidence", ())
    assert answer.text == "As of 1999-01-01 the archive holds no articles. Searched: no articles."


def test_a_time_past_the_archives_end_is_told_where_it_ends(archive: Archive) -> None:
    """Last week, asked of an archive that ended long ago is answered with its last day."""
    _put(archive, _article())

    answer = archive.ask("What happened in Corvane last week?")

    assert (answer.status, answer.reason) == ("no_evidence", "outside_coverage")
    assert "2018-03-05" in answer.text


@pytest.mark.parametrize("asked", ["?", "!!!", "123", "…"])
def test_what_asks_nothing_is_told_so(archive: Archive, asked: str) -> None:
    """A question without a word is no question."""
    _put(archive, _article())

    assert archive.ask(asked).reason == "not_a_question"


def test_an_empty_question_is_an_error_that_names_the_field(archive: Archive) -> None:
    """Nothing can be asked with nothing."""
    with pytest.raises(QuestionRejected, match="empty") as refused:
        archive.ask("  ")

    assert refused.value.field == "question"


def test_as_of_reads_what_was_known_then(archive: Archive) -> None:
    """Before the correction the old figure is read, after it the new one, and before both nothing."""
    corrected = f"{_LEDE} {_TOLL.replace('Eleven', 'Nine')}"
    _put(archive, _article(), _article(text=corrected, updated="2018-03-09T08:00:00Z"))
    asked = "How many people died in the Corvane flood?"

    said = {day: archive.ask(asked, _as_of(archive, day)).text for day in ("2018-03-04", "2018-03-06", "2018-03-10")}

    assert "Eleven" in said["2018-03-06"]
    assert "Nine" in said["2018-03-10"]
    assert not {"Eleven", "Nine"} & set(said["2018-03-04"].split())
    assert "Nine" in archive.ask(asked).text


def test_later_articles_change_nothing_as_of_before(archive: Archive) -> None:
    """An as_of answer is the same whatever is published afterwards, on the same matter too."""
    _put(archive, _article())
    asked, then = "How many people died in the Corvane flood?", _as_of(archive, "2018-03-06")
    before = archive.ask(asked, then)

    floods = [_article(n, date="2018-04-01", text=f"{n} people died in the Corvane flood.") for n in range(2, 40)]
    _put(archive, *floods)
    archive.rebuild()
    after = archive.ask(asked, then)

    assert [each.text for each in after.sentences] == [each.text for each in before.sentences]
    assert after.citations == before.citations
    assert after.searched == before.searched


def test_the_same_question_gives_the_same_answer(archive: Archive) -> None:
    """Nothing is drawn by lot."""
    _put(archive, *[_article(n, text=f"{_LEDE} {n} people died in the Corvane flood.") for n in range(1, 9)])

    first, second = (archive.ask("How many people died in the Corvane flood?") for _ in range(2))

    assert (first.text, first.citations) == (second.text, second.citations)


def test_a_killed_article_is_never_shown(archive: Archive) -> None:
    """A kill acts on what was published before it too."""
    _put(archive, _article(), _article(status="canceled", updated="2018-03-07T00:00:00Z"))
    asked = "How many people died in the Corvane flood?"

    for scope in (archive.scope(), _as_of(archive, "2018-03-06")):
        answer = archive.ask(asked, scope)
        assert (answer.sentences, answer.nearest) == ((), ())


def test_deleted_articles_leave_every_answer_at_once(archive: Archive) -> None:
    """A deletion needs no new index generation to act."""
    (receipt,) = _put(archive, _article())
    archive.rebuild()

    archive.delete(receipt.key)

    assert archive.ask("How many people died in the Corvane flood?").nearest == ()
    with pytest.raises(ArticleGone):
        archive.article(receipt.key)


def test_the_same_article_twice_is_unchanged(archive: Archive) -> None:
    """Content equal to the current revision costs nothing and changes nothing."""
    states = [receipt.state for _ in range(2) for receipt in _put(archive, _article())]

    assert states == ["new", "unchanged"]


def test_a_rejected_article_does_not_hold_up_the_others(archive: Archive) -> None:
    """Outcomes come in the order of the input, and the rejection names its field."""
    taken = archive.put([_article(1), _article(2, date="the other day"), _article(3)])

    assert [type(each) for each in taken] == [Receipt, Rejection, Receipt]
    assert isinstance(taken[1], Rejection)
    assert taken[1].field == "date"


def test_a_stream_tells_in_order_and_ends_with_the_answer(archive: Archive) -> None:
    """Start, evidence, each sentence, the whole."""
    _put(archive, _article())

    async def kinds() -> list[type]:
        return [type(event) async for event in archive.stream("How many people died in the Corvane flood?")]

    told = asyncio.run(kinds())

    assert told[:2] == [Started, Found]
    assert told[-1] is Answered
    assert set(told[2:-1]) == {Told}


def test_ask_works_inside_a_running_loop(archive: Archive) -> None:
    """A notebook or a server may call the synchronous front door."""
    _put(archive, _article())

    async def within() -> Answer:
        return archive.ask("How many people died in the Corvane flood?")

    assert asyncio.run(within()).status == "answered"


def test_a_citation_is_verified_again_by_its_id(archive: Archive) -> None:
    """Current while it stands, superseded after a revision, withdrawn without its words after a deletion."""
    (receipt,) = _put(archive, _article())
    cited = archive.ask("How many people died in the Corvane flood?").citations[0]

    current = archive.citation(cited.id)
    _put(archive, _article(text="All else was wrong.", updated="2018-03-09T08:00:00Z"))
    superseded = archive.citation(cited.id)
    archive.delete(receipt.key)
    withdrawn = archive.citation(cited.id)

    assert current.citation
    assert (current.state, current.citation.quote) == ("current", cited.quote)
    assert superseded.citation
    assert (superseded.state, superseded.citation.quote) == ("superseded", cited.quote)
    assert (withdrawn.state, withdrawn.citation) == ("withdrawn", None)


@given(st.text(max_size=80))
@_REUSED
def test_an_invented_citation_id_is_unknown(archive: Archive, invented: str) -> None:
    """Whatever is asked for, only ids that were given out are found."""
    with pytest.raises(CitationUnknown):
        archive.citation(invented)


@given(
    st.lists(st.sampled_from(["Corvane ", "flood. ", "“Eleven ", "died,” ", "İ", "é́", "😀 ", "\r\n", "\n\n", "Mr. "]),
             min_size=1, max_size=40)
)  # fmt: skip
@_REUSED
def test_every_quote_is_a_slice_of_its_text(archive: Archive, pieces: list[str]) -> None:
    """Whatever an article is made of, what is cited stands there to the code point."""
    text = "".join(pieces)
    if not text.strip():
        return
    archive.put([_article(text=text, updated=None)])

    answer = archive.ask("What did police say of the Corvane flood?")

    assert _quotes_hold(archive, answer)
    assert all(answer.text[each.start : each.end] == each.text for each in answer.sentences)


def test_search_pages_through_all_that_matches(archive: Archive) -> None:
    """Following the cursor gives each hit once."""
    _put(archive, *[_article(n, text=f"Flood number {n} in Corvane.") for n in range(1, 191)])

    seen, cursor = [], None
    while True:
        page = archive.search("Corvane flood", limit=10, cursor=cursor)
        seen += [hit.revision.article_id for hit in page.hits]
        cursor = page.next
        if cursor is None:
            break

    assert sorted(seen) == sorted(f"a{n}" for n in range(1, 191))


def test_search_honours_phrases_and_exclusions(archive: Archive) -> None:
    """What stands in quotes must occur, what bears a minus must not."""
    texts = ["Power cuts hit Corvane.", "Cuts in power hit Corvane.", "Power cuts hit Corvane and Tamsin."]
    _put(archive, *[_article(n, text=text) for n, text in enumerate(texts, start=1)])

    page = archive.search('Corvane "power cuts" -Tamsin')

    assert [hit.revision.article_id for hit in page.hits] == ["a1"]


def test_a_follow_up_is_answered_with_what_was_asked_before(archive: Archive) -> None:
    """The question made whole is returned with the answer."""
    _put(archive, _article())
    first, second = "What happened to the Corvane dam?", "How many people died?"
    turns = [Turn("user", first), Turn("assistant", "…"), Turn("user", second)]

    answer = archive.ask(turns)

    assert "Corvane" in answer.interpreted.question
    assert "Eleven" in answer.text


def test_a_purged_article_can_not_come_back_and_holds_up_no_other(archive: Archive) -> None:
    """What was purged for good is rejected by name, and the rest of its batch is taken."""
    (receipt,) = _put(archive, _article(1))
    archive.purge(receipt.key)

    taken = archive.put([_article(1), _article(2)])

    assert [type(each) for each in taken] == [Rejection, Receipt]


def test_taking_in_the_same_revisions_again_changes_nothing(archive: Archive) -> None:
    """A file that holds an article and its correction may be read twice."""
    both = [_article(), _article(text="Nine people died in Corvane.", updated="2018-03-09T08:00:00Z")]
    _put(archive, *both)

    again = _put(archive, *both)

    assert [receipt.state for receipt in again] == ["unchanged", "unchanged"]
    assert "Nine" in archive.article(again[0].key).text


def test_every_pronoun_brings_the_sentence_it_leans_on(archive: Archive) -> None:
    """A pronoun of one article never follows a name of another, where two people may be meant."""
    one = "Governor Ana Holt raised the Corvane flood levy on Monday."
    other = "Union leader Tom Reed met Jan Okoye on Monday. He said the Corvane flood levy hid lost jobs."
    _put(archive, _article(1, text=one, title="Levy"), _article(2, text=other, title="Reply"))

    shown = [each.text for each in archive.ask("What about the Corvane flood levy on Monday?").sentences]

    assert shown
    for place, text in enumerate(shown):
        if text.startswith("He said"):
            assert shown[place - 1].startswith("Union leader Tom Reed")


def test_a_pronoun_is_glossed_where_it_is_sure_who_is_meant(archive: Archive) -> None:
    """The name stands in brackets, with a citation of the sentence that names it; the sentence stays as it is."""
    told = f"He said the Corvane flood levy hid lost jobs{', and then more of them' * 25}."  # leaves no room
    _put(archive, _article(text=f"Union leader Tom Reed spoke on Monday. {told}", title="Levy"))

    answer = archive.ask("What did the Corvane flood levy hide?")
    (shown,) = [each for each in answer.sentences if each.text == told]

    assert shown.glosses is not None
    assert [(gloss.at, gloss.text) for gloss in shown.glosses] == [(2, "Tom Reed")]
    (cited,) = [each for each in answer.citations if each.id == shown.glosses[0].citation]
    assert cited.quote == "Union leader Tom Reed spoke on Monday."
    assert "Tom Reed" not in answer.text


def test_what_goes_away_while_an_answer_is_made_is_not_its_nearest_miss(archive: Archive) -> None:
    """A deletion between finding and telling leaves no word of the article."""
    (receipt,) = _put(archive, _article())

    async def deleted_midway() -> Answer:
        async for event in archive.stream("How many people died in the Corvane flood?"):
            if isinstance(event, Found):
                archive.delete(receipt.key)
            if isinstance(event, Answered):
                return event.answer
        raise AssertionError("a stream ends with its answer")

    answer = asyncio.run(deleted_midway())

    assert (answer.sentences, answer.nearest, answer.searched.articles) == ((), (), 0)
    assert "Corvane" not in answer.text


def test_signs_of_a_search_filter_no_answer(archive: Archive) -> None:
    """What is an exclusion in a search is a part of speech in a question."""
    _put(archive, _article(text="The rescue of Corvane was led by a co-worker -who- fled, the mayor said."))

    answer = archive.ask('Who led the "rescue" of Corvane -mayor?')

    assert answer.searched.articles == 1
    assert answer.sentences or answer.nearest


def test_an_ingest_that_is_stopped_has_told_all_that_it_took(archive: Archive, tmp_path: Path) -> None:
    """Between batches it ends; nothing was taken without a receipt, and the next one goes on."""
    source = tmp_path / "many.jsonl"
    source.write_text("".join(f'{{"id": "m{n}", "text": "Ward {n} flooded."}}\n' for n in range(80)))
    told: list[Receipt | Rejection] = []

    told.extend(archive.ingest([source], stop=lambda: archive.coverage().articles > 0))
    states = [each.state for each in archive.ingest([source]) if isinstance(each, Receipt)]

    assert 0 < len(told) < 80
    assert states.count("unchanged") == len(told)


def test_each_of_several_questions_gets_its_part(archive: Archive) -> None:
    """One that is answered and one that is not: both are told, and the status is the better one."""
    _put(archive, _article())
    unknown = "Who won the Zarnovia chess championship?"

    answer = archive.ask(f"How many people died in the Corvane flood? {unknown}")

    assert answer.status == answer.parts[0].status == "answered"
    assert answer.parts[1].status in ("not_stated", "no_evidence")
    assert {sentence.part for sentence in answer.sentences} == {0}
    assert f"On “{unknown}”" in answer.text
    assert all(answer.text[each.start : each.end] == each.text for each in answer.sentences)


def test_several_questions_without_an_answer_abstain(archive: Archive) -> None:
    """Each is named, and nothing is cited but the nearest misses."""
    _put(archive, _article())
    unknown = ("Who won the Zarnovia chess championship?", "Which Zarnovia player resigned?")

    answer = archive.ask(" ".join(unknown))

    assert answer.status in ("not_stated", "no_evidence")
    assert (answer.sentences, answer.citations) == ((), ())
    assert all(f"On “{each}”" in answer.text for each in unknown)
    assert answer.nearest


def test_a_question_behind_another_leans_on_it(archive: Archive) -> None:
    """What the second does not name comes from the first."""
    _put(archive, _article())

    answer = archive.ask("What happened to the Corvane dam, and how many people died?")

    assert len(answer.parts) == 2
    assert "Corvane" in answer.parts[1].question
    assert {sentence.part for sentence in answer.sentences} == {0, 1}


def test_a_misspelt_word_is_read_as_the_archive_spells_it(archive: Archive) -> None:
    """What was read is told; a name that the archive does not have stays as it is."""
    _put(archive, _article())

    answer = archive.ask("How many people died in the Corvanne flood?")
    other = archive.ask("How many people died in the Zarnovia flood?")

    assert answer.status == "answered"
    assert answer.interpreted.question == "How many people died in the Corvane flood?"
    assert answer.interpreted.assumptions == ("“Corvanne” read as “Corvane”",)
    assert other.interpreted.assumptions == ()


def test_what_is_damaged_does_not_keep_a_recompute_going(archive: Archive, tmp_path: Path) -> None:
    """More of it than a batch holds: each row is looked at once, also the sound one behind them."""
    _put(archive, *[_article(number) for number in range(1, 42)])
    with closing(sqlite3.connect(tmp_path / "archive" / "dateline.sqlite")) as connection:
        connection.execute("DELETE FROM mark")
        connection.execute("UPDATE record SET packed = x'00' WHERE revision < 41")
        connection.commit()

    batches = list(archive.recompute())

    assert (sum(each.damaged for each in batches), sum(each.read for each in batches)) == (40, 1)
