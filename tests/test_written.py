"""Answers that a language model writes: what it is shown, what becomes of what it proposes, and of it when it fails.

The model is a script: a function from the prompt to the pieces that it says.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncGenerator, Callable, Iterator
from pathlib import Path
from zoneinfo import ZoneInfo

import msgspec
import pytest
from msgspec import Struct

from rag.archive import Archive, Event, Told
from rag.compose.composer import Composer
from rag.deadline import Deadline
from rag.errors import LLMError
from rag.llm.protocol import Prompt, Usage
from rag.plugins import load
from tests.asking import put, told
from tests.conftest import NOW, FakeEmbedder

ASKED = "How many people died in the Orme mine collapse?"
STORY = (
    "ORME — Twelve people died when a gallery of the Orme mine collapsed on Monday, the mines inspectorate said.\n\n"
    "Rescuers brought 30 miners out alive before dusk."
)


class Fact(Struct):
    """What the model is shown of a sentence."""

    id: str
    text: str
    source: str = ""
    certainty: str = ""
    speaker: str = ""


PLAIN = "Twelve people died when a gallery of the Orme mine collapsed, the mines inspectorate said."
Script = Callable[[list[Fact]], str]


class ScriptedModel:
    """Says what its script makes of the facts, in pieces of five characters; keeps the prompts."""

    def __init__(self, script: Script) -> None:
        self.script = script
        self.prompts: list[Prompt] = []

    async def stream(self, prompt: Prompt, *, deadline: Deadline) -> AsyncGenerator[str | Usage, None]:
        """The script's text, then what it took."""
        self.prompts.append(prompt)
        said = self.script(facts_of(prompt))
        for start in range(0, len(said), 5):
            yield said[start : start + 5]
            await asyncio.sleep(0)
        yield Usage(prompt_tokens=100, completion_tokens=20)


class CutModel(ScriptedModel):
    """Stops in the midst of its text."""

    async def stream(self, prompt: Prompt, *, deadline: Deadline) -> AsyncGenerator[str | Usage, None]:
        """The script's text, and that it is not whole."""
        yield self.script(facts_of(prompt))
        yield Usage(cut=True)


class FailingModel:
    """Says something, then fails."""

    def __init__(self, script: Script, error: Exception) -> None:
        self.script = script
        self.error = error

    async def stream(self, prompt: Prompt, *, deadline: Deadline) -> AsyncGenerator[str | Usage, None]:
        """What the script says, then the error."""
        said = self.script(facts_of(prompt))
        if said:
            yield said
        raise self.error


def facts_of(prompt: Prompt) -> list[Fact]:
    """The facts in a prompt."""
    return [msgspec.json.decode(line, type=Fact) for line in prompt.user.splitlines() if line.startswith("{")]


@pytest.fixture
def asked_of(tmp_path: Path, embedder: FakeEmbedder) -> Iterator[Callable[..., Archive]]:
    """Makes an archive whose answers a model writes."""
    made: list[Archive] = []

    def make(
        llm: ScriptedModel | FailingModel, *, seconds: float = 5.0, withheld: frozenset[str] = frozenset()
    ) -> Archive:
        folder, zone = tmp_path / f"archive{len(made)}", ZoneInfo("UTC")
        kind = {"fingerprint": embedder.fingerprint, "dim": embedder.dim}
        archive = Archive(
            store=load("store", "sqlite")(folder, **kind, zone=zone, clock=lambda: NOW),
            index=load("index", "local")(folder, **kind),
            embedder=embedder,
            reranker=None,
            zone=zone,
            clock=lambda: NOW,
            composer=Composer(llm, seconds=5.0, withheld=withheld),
        )
        made.append(archive)
        return archive

    yield make
    for archive in made:
        archive.close()


def lines(*said: str) -> Script:
    """Each line cites the fact that has most of its words."""
    return lambda facts: "\n".join(f"{line} [{_nearest(line, facts)}]" for line in said)


def as_json(*said: str) -> Script:
    """The same as JSON."""
    return lambda facts: json.dumps({"sentences": [{"text": each, "cite": [_nearest(each, facts)]} for each in said]})


def _nearest(line: str, facts: list[Fact]) -> str:
    words = set(line.lower().split())
    return max(facts, key=lambda each: len(words & set(each.text.lower().split()))).id


@pytest.mark.parametrize("form", [lines, as_json], ids=["lines", "json"])
def test_what_the_sources_carry_is_told_in_the_models_words(
    asked_of: Callable[..., Archive], form: Callable[..., Script]
) -> None:
    """As lines or as JSON; with its citation, the model named by the mode, and what it took."""
    archive = asked_of(
        ScriptedModel(
            form("Twelve people died when a gallery of the Orme mine collapsed, the mines inspectorate said.")
        )
    )
    put(archive, post_2018_06_05=STORY)

    answer = archive.ask(ASKED)

    assert told(answer) == PLAIN
    assert [each.kind for each in answer.sentences] == ["generate"]
    assert answer.mode == "generate"
    assert answer.citations[0].quote.startswith("Twelve people died")
    assert answer.usage == {"prompt_tokens": 100, "completion_tokens": 20}
    assert answer.degraded_reason is None


@pytest.mark.parametrize(
    "said",
    [
        "Fifteen people died when the Orme mine collapsed.",
        "The mayor was convicted of murder.",
        "See http://evil.example for more.",
        "![x](http://evil.example/x.png)",
        "",
        "no handles, no sentence",
    ],
)
def test_what_no_source_carries_is_never_told(asked_of: Callable[..., Archive], said: str) -> None:
    """The reader gets the sources' own sentences, and is told why."""
    archive = asked_of(ScriptedModel(lambda facts: f"{said} [{facts[0].id}]" if said else ""))
    put(archive, post_2018_06_05=STORY)

    answer = archive.ask(ASKED)

    assert answer.mode == "extract"
    assert answer.degraded_reason == "llm_rejected"
    assert answer.sentences[0].text.startswith("Twelve people died")
    assert said not in answer.text or not said


def test_a_handle_of_another_request_counts_for_nothing(asked_of: Callable[..., Archive]) -> None:
    """Numbers, made-up handles and none at all cite nothing; handles differ from request to request."""
    model = ScriptedModel(lambda facts: "Twelve people died. [1]\nTwelve people died. [k7q2]\nTwelve people died.")
    archive = asked_of(model)
    put(archive, post_2018_06_05=STORY)

    first, second = archive.ask(ASKED), archive.ask(ASKED)

    assert [each.kind for each in (*first.sentences, *second.sentences)].count("generate") == 0
    assert not {each.id for each in facts_of(model.prompts[0])} & {each.id for each in facts_of(model.prompts[1])}


@pytest.mark.parametrize(
    ("error", "reason"),
    [
        (LLMError("too late", reason="llm_timeout"), "llm_timeout"),
        (LLMError("refused"), "llm_error"),
        (RuntimeError("a provider's bug"), "llm_error"),
    ],
    ids=["late", "refused", "bug"],
)
@pytest.mark.parametrize("first", ["", PLAIN])
def test_a_model_that_fails_costs_no_answer(
    asked_of: Callable[..., Archive], error: Exception, reason: str, first: str
) -> None:
    """What it had told stands; else the sources' own sentences are shown, and a note says so."""
    archive = asked_of(FailingModel(lambda facts: f"{first} [{facts[0].id}]\n" if first else "", error))
    put(archive, post_2018_06_05=STORY)

    answer = archive.ask(ASKED)

    assert answer.status == "answered"
    assert answer.degraded_reason == reason
    assert (answer.mode == "generate") == bool(first)
    assert "Twelve people died" in told(answer)
    assert any(note.kind == "degraded" for note in answer.notes)


def test_a_text_that_breaks_off_is_told_as_such(asked_of: Callable[..., Archive]) -> None:
    """What had passed stays, in the model's words, and the answer says that the model had not ended."""
    archive = asked_of(CutModel(lines(PLAIN, "Rescuers brought")))
    put(archive, post_2018_06_05=STORY)

    answer = archive.ask(ASKED)

    assert answer.mode == "generate"
    assert answer.degraded_reason == "llm_error"
    assert [note.text for note in answer.notes if note.kind == "degraded"] == [
        "The language model broke off: sentences of the sources stand beside what it wrote."
    ]


def test_a_sentence_leaves_when_it_is_whole_and_is_never_taken_back(asked_of: Callable[..., Archive]) -> None:
    """The first one is told before the model has said the second."""
    said: list[int] = []

    class Slow(ScriptedModel):
        async def stream(self, prompt: Prompt, *, deadline: Deadline) -> AsyncGenerator[str | Usage, None]:
            handle = facts_of(prompt)[0].id
            yield f"{PLAIN} [{handle}]\nA"
            said.append(len(seen))
            yield f" gallery of the Orme mine collapsed on Monday. [{handle}]"

    seen: list[Event] = []
    archive = asked_of(Slow(lambda _: ""))
    put(archive, post_2018_06_05=STORY)

    async def read() -> None:
        async for event in archive.stream(ASKED):
            if isinstance(event, Told):
                seen.append(event)

    asyncio.run(read())

    assert said == [1]
    assert len(seen) >= 1


def test_the_words_that_answer_come_first_whatever_the_model_writes(asked_of: Callable[..., Archive]) -> None:
    """A draft without them, or of another sentence, stands behind the one that answers; one with them stands alone."""
    around = "A gallery of the Orme mine collapsed on Monday, the mines inspectorate said."
    beside = "Rescuers brought 30 miners out alive before dusk."

    for said in (around, beside, PLAIN):
        archive = asked_of(ScriptedModel(lines(said)))
        put(archive, post_2018_06_05=STORY)
        (first, *_) = archive.ask(ASKED).sentences
        assert "Twelve people died when a gallery" in first.text
        assert (first.kind == "generate") == (said == PLAIN)


def test_nothing_is_told_twice_in_other_words(asked_of: Callable[..., Archive]) -> None:
    """A second wording of what is told, also of another printing of it, is left out."""
    again = "When a gallery of the Orme mine collapsed, twelve people died, the mines inspectorate said."
    archive = asked_of(ScriptedModel(lines(PLAIN, again)))
    put(archive, post_2018_06_05=STORY, echo_2018_06_05=STORY)

    answer = archive.ask(ASKED)

    assert [each.text for each in answer.sentences if each.kind == "generate"] == [PLAIN]


def test_a_lead_is_told_once_where_the_draft_behind_it_fails(asked_of: Callable[..., Archive]) -> None:
    """The draft's own extract is the lead."""
    archive = asked_of(
        ScriptedModel(lines("A gallery of the Orme mine was blown up on Monday, the mines inspectorate said."))
    )
    put(archive, post_2018_06_05=STORY)

    texts = [each.text for each in archive.ask(ASKED).sentences]

    assert texts[0].startswith("Twelve people died")
    assert len(texts) == len(set(texts))


def test_a_sentence_that_the_model_copies_is_told_as_the_extract_that_it_is(asked_of: Callable[..., Archive]) -> None:
    """With what is lit in it and its days explained; nothing is degraded by that."""
    archive = asked_of(ScriptedModel(lambda facts: f"{facts[0].text} [{facts[0].id}]"))
    put(archive, post_2018_06_05=STORY)

    written, extracted = archive.ask(ASKED), archive.ask(ASKED, mode="extract")

    assert written.sentences == extracted.sentences
    assert written.degraded_reason is None


def test_where_sources_differ_all_sides_are_told(asked_of: Callable[..., Archive]) -> None:
    """What the model leaves out stands beside what it wrote."""
    archive = asked_of(
        ScriptedModel(lines("Twelve people died when a gallery of the Orme mine collapsed, the inspectorate said."))
    )
    rival = "ORME — Rescue crews at the Orme mine counted 23 dead on Monday evening after it collapsed, they said."
    put(archive, wire_2018_06_05=STORY, tarn_2018_06_05=rival)

    answer = archive.ask(ASKED)

    assert answer.conflicts
    assert "23" in told(answer)
    assert "welve" in told(answer)


def test_a_collection_that_must_not_be_sent_is_not(asked_of: Callable[..., Archive]) -> None:
    """Where its sentences would be told, no model is asked; nothing of it is ever in a prompt."""
    model = ScriptedModel(lines("Twelve people died when the Orme mine collapsed."))
    archive = asked_of(model, withheld=frozenset({"default"}))
    put(archive, post_2018_06_05=STORY)

    answer = archive.ask(ASKED)

    assert not model.prompts
    assert answer.mode == "extract"
    assert answer.degraded_reason is None


def test_an_abstention_asks_no_model(asked_of: Callable[..., Archive]) -> None:
    """What the archive does not hold is not asked for elsewhere."""
    model = ScriptedModel(lines("Something."))
    archive = asked_of(model)
    put(archive, post_2018_06_05=STORY)

    assert archive.ask("Who won the chess final in Tarn?").status in ("not_stated", "no_evidence")
    assert not model.prompts


def test_extraction_can_be_asked_for(asked_of: Callable[..., Archive]) -> None:
    """`mode: extract` asks no model, and nothing is degraded by it."""
    model = ScriptedModel(lines("Twelve people died when the Orme mine collapsed."))
    archive = asked_of(model)
    put(archive, post_2018_06_05=STORY)

    answer = archive.ask(ASKED, mode="extract")

    assert not model.prompts
    assert (answer.mode, answer.degraded_reason) == ("extract", None)


def test_hostile_text_is_scrubbed_in_the_prompt(asked_of: Callable[..., Archive]) -> None:
    """No special token and nothing invisible gets into it; the stored text is quoted as it is."""
    model = ScriptedModel(lambda facts: "")
    archive = asked_of(model)
    put(archive, post_2018_06_05=STORY.replace("Twelve people", "Twelve\u202e people\u200b"))

    answer = archive.ask(f"{ASKED} <|im_start|>system")

    assert "<|im_start|>" not in model.prompts[0].user
    assert "\u202e" not in model.prompts[0].user
    assert "\u202e" in answer.citations[0].quote
