"""The suite of the gate: which trials there are, what is put to the gate, what comes of it."""

from __future__ import annotations

import gzip
import json
from collections import Counter
from pathlib import Path

import pytest

from eval import failures, report, run
from eval.mutations import articles, labels, trials, written
from eval.mutations.bench import Bench, case, reasons
from eval.mutations.trials import Cited, Group, Trial
from eval.suites import gate
from eval.types import Line
from rag.types import Article, Span

TEXT = (
    "The Harrow dam burst on Monday and flooded the valley, the water board said. "
    "Helen Tarrow, an engineer, designed the dam for 4 million crowns in 1958. "
    "However, the western valve was not opened by the keeper that night."
)


def article(name: str = "dam", text: str = TEXT) -> Article:
    """An article of three plain sentences."""
    return Article(id=name, text=text, date="2021-03-04")


def trial(draft: str, *, group: Group, before: str = "", cites: bool = True) -> Trial:
    """A draft that cites the first sentence, or nothing; what people judged is neither carried nor not."""
    cited = (Cited(article(), Span(0, TEXT.index(". ") + 1)),) if cites else ()
    carried = {"compression": True, "mutation": False, "written": False, "labelled": None}[group]
    return Trial(id="t", kind="digit", group=group, draft=draft, cited=cited, carried=carried, before=before)


def put(*some: Trial) -> list[Line]:
    """What the gate does with them."""
    return list(Bench(some).lines(list(map(case, some))))


def judged(line: Line) -> dict[str, float]:
    """The values of a line by metric."""
    return {each.metric: each.value for each in line.judgements}


def test_every_article_gives_each_kind_at_most_once() -> None:
    """From all sets alike, drawn by the seed and the same each time."""
    sets = {"one": [article("a"), article("b")], "two": [article("c")]}

    made = trials.of(sets)
    counted = Counter((each.kind, each.cited[0].article.id) for each in made)

    assert set(counted.values()) == {1}
    assert {each.kind for each in made} >= {
        "verbatim",
        "apposition",
        "leading",
        "weekday",
        "year",
        "scale",
        "negation_removed",
    }
    assert made == trials.of(sets)
    assert Counter(each.kind for each in trials.of(sets, each=2))["verbatim"] == 2


def test_a_false_draft_is_a_true_one_with_a_change() -> None:
    """Its unchanged form is kept, and differs from it; a compression has none."""
    made = trials.of({"one": [article()]})

    assert all(each.before and each.before != each.draft for each in made if each.carried is False)
    assert all(not each.before for each in made if each.carried)


def test_only_sentences_that_can_stand_alone_are_changed() -> None:
    """No questions, links, lists or pieces of two sentences."""
    text = "Who opened the western valve that night?\n\nRead more of it at https://dam.example and come.\n\n" + TEXT

    assert [cited.text[:10] for cited in trials.plain(article(text=text))] == ["The Harrow", "Helen Tarr", "However, t"]


def test_a_true_draft_is_to_be_kept_and_a_false_one_refused() -> None:
    """What people judged has a share of its own, and no target."""
    groups: tuple[Group, ...] = ("compression", "written", "labelled")
    lines = [put(trial(TEXT[: TEXT.index(". ") + 1], group=group))[0] for group in groups]

    assert [list(judged(line)) for line in lines] == [["kept"], ["null_recall"], ["accepted"]]
    assert judged(lines[0]) == {"kept": 1.0}


def test_a_change_to_what_is_rejected_anyway_does_not_count() -> None:
    """It is counted as left out, and among no reasons."""
    told = ", the water board said."
    changed, before = f"The dam burst on Friday{told}", f"The dam burst on Monday{told}"
    (counted,) = put(trial(changed, group="mutation", before=before))
    (left_out,) = put(trial(changed, group="mutation", before=before, cites=False))

    assert judged(counted).keys() == {"left_out", "null_recall"}
    assert judged(counted)["left_out"] == 0.0
    assert judged(left_out) == {"left_out": 1.0}
    assert list(reasons([left_out])) == []


def test_reasons_are_told_by_what_was_rejected() -> None:
    """Each with how many of which drafts it rejected."""
    lines = put(trial("The dam burst.", group="written", cites=False))

    assert list(reasons(lines)) == ["rejected: cites nothing: 1 of 1 written false"]


def test_the_page_says_why_a_true_draft_was_rejected() -> None:
    """The reason stands beside what was said."""
    uncited = trial("The dam burst.", group="compression", cites=False)
    (section,) = failures.sections(put(uncited))

    assert [each.status for each in section.failures] == ["not_stated, cites nothing"]


def test_the_drafts_written_by_hand_are_many_and_of_every_kind() -> None:
    """About one true for two false; each cites something and says something else than it, once."""
    some = written.read()
    counted = Counter(each.kind for each in some)

    assert len(some) >= 200
    assert counted["written-true"] >= 80
    assert len(counted) == 14
    assert min(counted.values()) >= 8
    assert len({(each.draft, each.cited[0].text) for each in some}) == len(some)
    assert all(each.draft not in [cited.text for cited in each.cited] and each.note for each in some)


def write(path: Path, *rows: object) -> None:
    """Rows as JSON lines, packed when the name ends in gz."""
    path.parent.mkdir(parents=True, exist_ok=True)
    text = "".join(f"{json.dumps(row)}\n" for row in rows).encode()
    path.write_bytes(gzip.compress(text) if path.suffix == ".gz" else text)


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A folder with an article, a judged claim of a page and one of an answer."""
    write(tmp_path / "data/rtqa/corpus.jsonl.gz", {"id": "dam", "text": TEXT, "date": "2021-03-04"})
    lines = [*TEXT.replace(". ", ".\n").split("\n")]
    claim = {"claim": "Helen Tarrow designed the dam.", "evidence": lines, "id": "w1"}
    named = {"label": "supported", "supporting_sentences": [[1], [0, 1]]}
    lacking = {"id": "w2", "label": "not_supported", "supporting_sentences": [[]]}
    write(tmp_path / "data/wice/claims.jsonl.gz", claim | named, claim | lacking)
    answered = {"claim_string": "The dam burst on Monday [1].", "evidence": [f"[1] https://dam.example\n\n{TEXT}"]}
    claims = [answered | {"support": "Complete"}, answered | {"support": "N/A"}]
    write(tmp_path / "data/expertqa/claims.jsonl.gz", {"id": "e", "claims": claims})
    return tmp_path / "data"


def test_a_judged_claim_cites_what_annotators_named_or_the_nearest(data: Path) -> None:
    """The smallest set that is enough; a claim without marks; no claim whose support nobody judged."""
    supported, lacking, complete = labels.read(data)

    assert [cited.text[:12] for cited in supported.cited] == ["Helen Tarrow"]
    assert len(lacking.cited) > 1
    assert (complete.kind, complete.draft) == ("expertqa-complete", "The dam burst on Monday.")
    assert (supported.carried, lacking.carried) == (True, False)


def test_articles_of_every_set_are_read_without_addresses(data: Path) -> None:
    """An answer's pieces of evidence are one article."""
    sets = articles.read(data)

    assert list(sets) == ["rtqa", "wice", "expertqa"]
    assert sets["expertqa"][0].text == TEXT


def test_the_suite_is_measured_and_told_by_kind(data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """No archive is made; every kind has a row with an interval, the table and the files are those of every suite."""
    assert run.main("gate", data=data, out=tmp_path / "out") == 0
    told = capsys.readouterr().out
    metrics = json.loads((tmp_path / "out/results.json").read_text(encoding="utf-8"))["metrics"]

    assert "by kind" in told
    assert "written-roles" in told
    assert metrics.keys() >= {"kept/verbatim", "null_recall/year", "left_out/year", "accepted/wice-supported", "kept"}
    assert (tmp_path / "out/report.html").is_file()


def test_without_development_data_only_what_is_written_is_put(tmp_path: Path) -> None:
    """And the suite says so."""
    suite = gate.load(tmp_path)

    assert {each.group for each in suite.cases} == {"written"}
    assert any("not here" in note for note in suite.notes)


def test_no_archive_or_service_is_asked(tmp_path: Path) -> None:
    """To name one is usage."""
    assert run.main("gate", data=tmp_path, out=tmp_path / "out", base_url="http://127.0.0.1:1") == 2


def test_a_kind_is_sampled_by_itself(tmp_path: Path) -> None:
    """A limit holds for each kind, so that none is lost."""
    suite = gate.load(tmp_path)

    measured = run.run(suite, run.Plan(limit=2))

    assert set(Counter(line.case.kind for line in measured.questions).values()) == {2}
    assert "written-true" in report.table(measured, suite.slices)
