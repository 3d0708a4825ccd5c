"""Settings: a flag, then its variable, then the default."""

from __future__ import annotations

from dataclasses import fields
from pathlib import Path
from typing import Any, cast

import pytest

from rag.config import Settings, assemble
from service.cli import app, main
from service.settings import PREFIX, ServiceSettings


def parsed(*arguments: str) -> tuple[Settings, ServiceSettings]:
    """What `dateline serve` would be given."""
    _, bound, _ = app.parse_args(["serve", *arguments], print_error=False, exit_on_error=False)
    return (
        cast("Settings", bound.arguments.get("library", Settings())),
        cast("ServiceSettings", bound.arguments.get("service", ServiceSettings())),
    )


@pytest.fixture(autouse=True)
def no_variables(monkeypatch: pytest.MonkeyPatch) -> None:
    """Settings of whoever runs the tests are not ours."""
    for settings in (Settings, ServiceSettings):
        for field in fields(settings):
            monkeypatch.delenv(f"{PREFIX}{field.name.upper()}", raising=False)


def test_defaults_hold_where_nothing_is_said() -> None:
    """Without flags and variables the settings are the declared defaults."""
    assert parsed() == (Settings(), ServiceSettings())


def test_a_variable_replaces_a_default(monkeypatch: pytest.MonkeyPatch) -> None:
    """DATELINE_* variables are read."""
    monkeypatch.setenv("DATELINE_ARCHIVE", "/news")
    monkeypatch.setenv("DATELINE_PORT", "8123")

    library, service = parsed()

    assert library.archive == Path("/news")
    assert service.port == 8123


def test_a_flag_replaces_a_variable(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is typed wins over what is set."""
    monkeypatch.setenv("DATELINE_PORT", "8123")

    assert parsed("--port", "8124")[1].port == 8124


@pytest.mark.parametrize("written", ["https://a.example https://b.example", "https://a.example, https://b.example"])
def test_a_variable_holds_several_origins(written: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Origins are parted by spaces or commas."""
    monkeypatch.setenv("DATELINE_CORS_ORIGINS", written)

    assert parsed()[1].cors_origins == ("https://a.example", "https://b.example")


def test_only_settings_have_variables(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """A flag that is no setting can't be set from outside."""
    monkeypatch.setenv("DATELINE_JSON", "maybe")

    assert parsed() == (Settings(), ServiceSettings())
    assert main(["ask", "--help"]) == 0
    assert "DATELINE_AS_OF" not in capsys.readouterr().out


@pytest.mark.parametrize("settings", [Settings, ServiceSettings])
def test_help_shows_flag_variable_and_default(
    settings: type[Settings] | type[ServiceSettings], capsys: pytest.CaptureFixture[str]
) -> None:
    """`dateline serve --help` tells each setting's flag and variable."""
    main(["serve", "--help"])

    said = " ".join(capsys.readouterr().out.replace("│", " ").split())
    for field in fields(settings):
        assert f"--{field.name.replace('_', '-')}" in said
        assert f"[env var: {PREFIX}{field.name.upper()}]" in said
    assert "[default: 8000]" in said


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("llm_timeout_s", 0.0),
        ("llm_timeout_s", float("nan")),
        ("llm_daily_tokens", -5),
        ("llm_price_in", -1.0),
        ("llm_url", "http://127.0.0.1:99999/v1"),
        ("llm_url", "ftp://a.example/v1"),
        ("llm_key", "two\nlines"),
    ],
)
def test_a_setting_of_the_language_model_that_cannot_be_is_named(name: str, value: object, tmp_path: Path) -> None:
    """It is refused when the archive is opened, not found out at each question."""
    given: dict[str, Any] = {"llm_url": "http://127.0.0.1:9/v1", name: value}

    with pytest.raises(ValueError, match=name):
        assemble(Settings(archive=tmp_path, reranker="none", **given))


@pytest.mark.parametrize("port", ["0", "65536", "http"])
def test_a_port_that_is_none_is_refused(port: str, capsys: pytest.CaptureFixture[str]) -> None:
    """A bad value ends with exit code 2 and one line."""
    assert main(["serve", "--port", port]) == 2

    assert capsys.readouterr().err.count("\n") == 1
