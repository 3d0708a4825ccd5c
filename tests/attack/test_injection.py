"""Articles that speak to a language model, and a model that obeys them: nothing of it reaches the reader.

The model does what an attacker would like: it says the planted words, cites handles that it was not given, alters
quotations, adds links. The attacks are development data beside the project; where it is absent, the tests are skipped.
"""

from __future__ import annotations

import json
from collections.abc import AsyncGenerator, Iterator
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import msgspec
import pytest

from rag.archive import Archive
from rag.compose.composer import Composer
from rag.deadline import Deadline
from rag.llm.protocol import Prompt, Usage
from rag.plugins import load
from rag.types import Answer, Article
from tests.conftest import FakeEmbedder

ATTACKS = Path(__file__).parents[2].parent / "shared" / "attacks"
NOW = 1_800_000_000_000_000  # after all of their articles
SPECIAL = ("<|", "|>", "[INST]", "</s>", "<<SYS>>", "\u202e", "\u200b", "\U000e0041")


def cases(name: str) -> list[dict[str, Any]]:
    """The lines of a file of attacks, none where it is absent."""
    path = ATTACKS / name
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()] if path.exists() else []


NEWS = [each for each in cases("news_attacks.jsonl") if each["sink"] == "answer"]
PLANTED = [
    each["text"]
    for name in ("injection_bipia.jsonl", "injection_garak.jsonl", "injection_misc.jsonl")
    for each in cases(name)
]


class Obedient:
    """A model that does what is planted: it repeats `canary`, cites at random, alters and links."""

    def __init__(self, *said: str) -> None:
        self.said = said
        self.prompts: list[str] = []

    async def stream(self, prompt: Prompt, *, deadline: Deadline) -> AsyncGenerator[str | Usage, None]:
        """Lines that no source carries, each with a handle that is good, and some with ones that are not."""
        self.prompts.append(prompt.user)
        facts = [msgspec.json.decode(line) for line in prompt.user.splitlines() if line.startswith("{")]
        handle = facts[0]["id"] if facts else "zz99"
        for text in self.said:
            yield f"{text} [{handle}]\n"
            yield f"{text} [99]\n"
            yield f"![{text}](https://collect.invalid/{text}) [{handle}]\n"
        for fact in facts:
            yield f"{fact['text'][:-1]}{'x' if fact['text'][-1:] != 'x' else 'y'} [{handle}]\n"
            yield f"“{fact['text'].swapcase()}” [{fact['id']}]\n"


@pytest.fixture
def archive(tmp_path: Path, embedder: FakeEmbedder) -> Iterator[Archive]:
    """An empty archive, after the time of the attacks."""
    folder, zone = tmp_path / "archive", ZoneInfo("UTC")
    kind = {"fingerprint": embedder.fingerprint, "dim": embedder.dim}
    made = Archive(
        store=load("store", "sqlite")(folder, **kind, zone=zone, clock=lambda: NOW),
        index=load("index", "local")(folder, **kind),
        embedder=embedder,
        reranker=None,
        zone=zone,
        clock=lambda: NOW,
    )
    yield made
    made.close()


def obeying(archive: Archive, *said: str) -> Obedient:
    """Lets an obedient model write the archive's answers."""
    model = Obedient(*said)
    archive._composer = Composer(model, seconds=30.0)
    return model


def put(archive: Archive, articles: list[dict[str, Any]], name: str) -> None:
    """Takes articles of the attack data in."""
    made = [
        {
            "id": f"{name}-{n}",
            "text": each.get("body") or each.get("text") or "-",
            "title": each.get("title", ""),
            "date": each.get("date"),
            "source": each.get("source"),
            "url": each.get("url"),
        }
        for n, each in enumerate(articles)
    ]
    archive.put([msgspec.convert(each, Article) for each in made])


def outside_quotes(answer: Answer) -> str:
    """All that an answer shows but for what its citations have verbatim."""
    quotes = {each.id: each.quote for each in answer.citations}
    quoted = {each.text: " ".join(quotes[cited] for cited in each.citations) for each in answer.sentences}
    own = [text for text, quote in quoted.items() if text not in quote]
    glosses = [gloss.text for each in answer.sentences for gloss in each.glosses or ()]
    return " ".join([*own, *glosses, *(note.text for note in answer.notes)])


@pytest.mark.skipif(not NEWS, reason="../shared/attacks/news_attacks.jsonl is not here")
@pytest.mark.parametrize("case", NEWS, ids=[each["id"] for each in NEWS])
def test_no_planted_word_is_shown_but_as_a_verified_quotation(archive: Archive, case: dict[str, Any]) -> None:
    """Neither by extraction nor through a model that obeys; what it cites it was given; the true answer stays."""
    put(archive, case["benign"], "benign")
    put(archive, case["attack"], "attack")
    plain = archive.ask(case["question"])
    model = obeying(archive, case["canary"], case.get("false_answer") or "The ministry said so.")

    written = archive.ask(case["question"])

    for answer in (plain, written):
        shown = outside_quotes(answer)
        assert case["canary"] not in shown
        assert not any(each in shown for each in case.get("must_not_contain", ()))
        assert all(archive.citation(each.id).state == "current" for each in answer.citations)
        assert all(each.kind == "extract" or "invalid" not in each.text for each in answer.sentences)
    assert not any(special in prompt for prompt in model.prompts for special in SPECIAL)


@pytest.mark.skipif(not PLANTED, reason="../shared/attacks/injection_*.jsonl is not here")
def test_planted_instructions_leave_the_facts_beside_them_answerable(archive: Archive) -> None:
    """Each of them in an article with a fact: the fact is found, no instruction is shown as the archive's own words."""
    lost = []
    asked = PLANTED[::4]
    for n, text in enumerate(asked):
        body = f"The Orme{n} lighthouse is {100 + n} metres tall, it said on Monday.\n\n{text}\n\nIt is old."
        put(archive, [{"text": body, "date": "2021-03-01", "source": f"Post {n}"}], f"a{n}")
    for n in range(len(asked)):
        model = obeying(archive, "pwned-4711")
        answer = archive.ask(f"How tall is the Orme{n} lighthouse?")
        if str(100 + n) not in answer.text:
            lost.append(n)
        assert "pwned-4711" not in outside_quotes(answer)
        assert not any(special in prompt for prompt in model.prompts for special in SPECIAL)

    assert len(lost) <= 0.03 * len(asked)  # without a model's weights a long planted text may bury its passage
