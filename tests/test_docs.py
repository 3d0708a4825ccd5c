"""The documentation tells the truth: what there is stands in it, and what it shows is there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path

import pytest

from rag.config import Settings
from service.cli import app
from service.settings import PREFIX, ServiceSettings

ROOT = Path(__file__).parent.parent
TARGET = re.compile(r"^([a-z-]+):.*## ", re.MULTILINE)
COMMAND = re.compile(r"\s*\$?\s*(?:\.venv/bin/)?dateline ([a-z][a-z-]*)")
COMMANDS = sorted(name for name in app if not name.startswith("-"))
VARIABLES = sorted(
    f"{PREFIX}{field.name.upper()}" for settings in (Settings, ServiceSettings) for field in fields(settings)
)
TARGETS = TARGET.findall((ROOT / "Makefile").read_text(encoding="utf-8"))


def readme() -> str:
    """The README."""
    return (ROOT / "README.md").read_text(encoding="utf-8")


def documentation() -> str:
    """The README and everything in docs/."""
    return "\n".join([readme(), *(path.read_text(encoding="utf-8") for path in sorted((ROOT / "docs").rglob("*.md")))])


def documented(pattern: str) -> bool:
    """Whether something in the documentation matches."""
    return re.search(pattern, documentation()) is not None


def examples(text: str) -> Iterator[str]:
    """Each line of the indented and fenced blocks of a Markdown text, and each piece of code within a line."""
    for block in re.findall(r"^```[a-z]*\n(.*?)^```", text, re.MULTILINE | re.DOTALL):
        yield from block.splitlines()
    yield from re.findall(r"(?<!`)`([^`\n]+)`(?!`)", text)


@pytest.mark.parametrize("variable", VARIABLES)
def test_every_setting_is_documented(variable: str) -> None:
    """README or docs/ name the variable of each setting."""
    assert documented(rf"\b{variable}\b")


@pytest.mark.parametrize("target", TARGETS)
def test_every_make_target_is_documented(target: str) -> None:
    """README or docs/ name each target that `make help` shows."""
    assert documented(rf"(?:make|\|) {target}\b")


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_is_documented(command: str) -> None:
    """README or docs/ name each command."""
    assert documented(rf"dateline {command}\b")


def test_make_targets_in_the_documentation_exist() -> None:
    """Every `make X` in an example is a target."""
    shown = {found for line in examples(documentation()) for found in re.findall(r"\bmake ([a-z][a-z-]*)", line)}

    assert shown <= set(TARGETS)


def test_commands_in_the_documentation_exist() -> None:
    """Every `dateline X --flag` in an example is a command with that flag."""
    shown = [line.split("|")[0].split("#")[0] for line in examples(documentation()) if COMMAND.match(line)]
    wrong = [line for line in shown if not _exists(line)]

    assert shown
    assert wrong == []


def test_links_in_the_documentation_lead_somewhere() -> None:
    """Every link to a file of ours, and every picture, is there."""
    wrong = [
        f"{path.name}: {link}"
        for path in [ROOT / "README.md", *(ROOT / "docs").rglob("*.md")]
        for link in re.findall(r"\]\(([^)#\s]+)", path.read_text(encoding="utf-8"))
        if "://" not in link and not (path.parent / link).exists()
    ]

    assert wrong == []


def test_the_readme_opens_with_the_two_commands() -> None:
    """The first two commands that the README shows are `make serve` and `make test`."""
    shown = [line for line in examples(readme()) if re.match(r"\$?\s*(make|dateline|pip|python|git) ", line)]

    assert [line.split("#")[0].strip(" $") for line in shown[:2]] == ["make serve", "make test"]


def test_the_readme_is_short() -> None:
    """The README has at most 150 lines."""
    assert len(readme().splitlines()) <= 150


def _exists(line: str) -> bool:
    found = COMMAND.match(line)
    if not found or found[1] not in COMMANDS:
        return False
    known = {name for argument in app[found[1]].assemble_argument_collection() for name in argument.names}
    return set(re.findall(r"(?<=\s)--[a-z-]+", line)) <= known | {"--help"}
