"""The suite of checks: which drafts there are, and what comes of each state."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

from eval import checked, run
from eval.errors import SuiteAbsent
from eval.suites import checks
from eval.types import Case, Line
from rag.types import Checked, CheckedDraft, CheckStatus, Difference, Searched

TEXT = "The Harrow dam burst on Monday and flooded 40 farms in the valley below the western road."


def put(status: CheckStatus, *, kind: str, answerable: bool = False) -> Line:
    """A draft of a kind that comes back in a state."""
    differs = (Difference("number", "41", "40"),) if status == "contradicted" else ()
    sentence = Checked(start=0, end=len(TEXT), text=TEXT, status=status, differs=differs)
    told = CheckedDraft(sentences=(sentence,), searched=Searched(articles=1, passages=1, undated_left_out=0))
    (line,) = checked.lines(lambda _, __: told, [Case(id="c", question=TEXT, answerable=answerable, kind=kind)])
    return line


def judged(line: Line) -> dict[str, float]:
    """The values of a line by metric."""
    return {each.metric: each.value for each in line.judgements}


@pytest.mark.parametrize(
    ("status", "kind", "answerable", "due"),
    [
        ("supported", "verbatim", True, {"supported_precision": 1.0, "supported_recall": 1.0}),
        ("contradicted", "verbatim", True, {"contradicted_precision": 0.0, "supported_recall": 0.0}),
        ("contradicted", "digit", False, {"contradicted_precision": 1.0, "contradicted_recall": 1.0}),
        ("supported", "digit", False, {"supported_precision": 0.0, "contradicted_recall": 0.0}),
        ("partly", "hedge_removed", False, {}),
        ("contradicted", "absent", False, {"contradicted_precision": 0.0}),
        ("contradicted", "person", False, {"contradicted_precision": 1.0}),
    ],
)
def test_states_are_held_against_what_was_done_to_the_draft(
    status: CheckStatus, kind: str, answerable: bool, due: dict[str, float]
) -> None:
    """Only another number, day, denial or direction must be contradicted; nothing false may be supported."""
    assert judged(put(status, kind=kind, answerable=answerable)) == due


def test_the_confusion_is_told_by_kind() -> None:
    """With what differs kept for whoever reads the failures."""
    lines = [put("contradicted", kind="digit"), put("partly", kind="digit")]

    assert list(checked.confusion(lines)) == ["digit: 1 contradicted, 1 partly"]
    assert lines[0].outcome
    assert lines[0].outcome.reason == "contradicted: number “41”, the archive: “40”"


def test_without_development_data_the_suite_is_absent(tmp_path: Path) -> None:
    """And says where it was looked for."""
    with pytest.raises(SuiteAbsent, match=r"stories\.jsonl"):
        checks.load(tmp_path, tmp_path)

    assert run.main("checks", data=tmp_path, out=tmp_path / "out") == 0


def test_drafts_are_of_held_articles_and_of_absent_ones(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is not in the archive is no sentence of it; each draft is put as of the day of its article."""
    monkeypatch.setattr(checks, "_HELD", {"stories": 1_000, "wikinews": 1, "wice": 1})
    rows = {
        "news/stories.jsonl": [{"id": "s", "text": TEXT, "date": "2021-03-04"}],
        "wikinews/corpus.jsonl": [
            {"id": name, "text": f"{TEXT} The {name} mill in Harrow lost its roof that night.", "date": "2021-03-05"}
            for name in ("Arn", "Bel")
        ],
    }
    for name, lines in rows.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    (tmp_path / "wice").mkdir()
    (tmp_path / "wice/claims.jsonl.gz").write_bytes(_packed())

    suite = checks.load(tmp_path, tmp_path / "build")
    held = {edition.article_id for edition in suite.editions}
    absent = [case for case in suite.cases if case.kind == "absent"]

    assert held >= {"s", "w"}
    assert len(held) == 3
    assert [case.question for case in absent] == [
        f"The {({'Arn', 'Bel'} - held).pop()} mill in Harrow lost its roof that night."
    ]
    assert {case.as_of for case in suite.cases} == {"2021-03-04", "2021-03-05", None}
    assert {"verbatim", "digit", "weekday", "wice-supported"} <= {case.kind for case in suite.cases}


def _packed() -> bytes:
    page = "The keeper Helen Tarrow opened the western valve at midnight and saved the lower village."
    claim = {"id": "w", "claim": page, "evidence": [page], "label": "supported", "supporting_sentences": [[0]]}
    return gzip.compress(json.dumps(claim).encode())
