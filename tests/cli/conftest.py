"""An archive that the command line made from three articles, and a way to run commands on it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from service.cli import main
from tests.cli.newsroom import ARTICLES, MORE, Run, Said, write


@pytest.fixture(autouse=True)
def no_reranker(monkeypatch: pytest.MonkeyPatch) -> None:
    """Half of the loading is enough here."""
    monkeypatch.setenv("DATELINE_RERANKER", "none")


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs one command in this process."""

    def running(*arguments: object) -> Said:
        capsys.readouterr()
        code = main([str(argument) for argument in arguments])
        return Said(code, *capsys.readouterr())

    return running


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive of the three articles, not to be changed."""
    folder = tmp_path_factory.mktemp("made")
    articles = write(folder / "articles.jsonl", *ARTICLES)
    assert main(["ingest", str(articles), "--archive", str(folder / "archive"), "--reranker", "none"]) == 0
    return folder / "archive"


@pytest.fixture(scope="session")
def news(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive of two articles, not to be changed."""
    folder = tmp_path_factory.mktemp("news")
    articles = write(folder / "articles.jsonl", *MORE)
    assert main(["ingest", str(articles), "--archive", str(folder / "archive"), "--reranker", "none"]) == 0
    return folder / "archive"


@pytest.fixture
def folder(made: Path, tmp_path: Path) -> Path:
    """A copy of that archive, to be changed."""
    return Path(shutil.copytree(made, tmp_path / "archive"))
