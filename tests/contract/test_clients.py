"""Chat clients of others, as they are, against a running service."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parent.parent.parent
CLIENTS = ROOT / "build" / "clients"
SCRIPTS = Path(__file__).parent / "clients"
QUESTION = "Which countries sponsor the Kell talks?"
TOLD = "Arvia, Tarnholt and Sarland sponsor the Kell talks. [1]"
pytestmark = pytest.mark.timeout(300)


def ran(*command: str | Path, **variables: str) -> str:
    """What a command prints."""
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=os.environ | variables)
    assert done.returncode == 0, done.stderr
    return done.stdout


def asked(environment: str, script: str, service: str, broken: str) -> Any:  # noqa: ANN401, JSON
    """What a Python client made of the service's replies."""
    return json.loads(ran(CLIENTS / environment / "bin" / "python", SCRIPTS / script, service, broken, QUESTION))


def urls(annotations: list[dict[str, Any]], content: str) -> list[str]:
    """Where annotations lead, each of which must cover a marker."""
    places = [each["url_citation"] for each in annotations]
    assert all(content[each["start_index"] : each["end_index"]][0] + "]" == "[]" for each in places)
    return [each["url"] for each in places]


def test_openai(service: str, broken: str) -> None:
    """OpenAI's client lists models, reads replies whole and streamed, annotations and our answer, and raises."""
    told = asked("openai", "ask_openai.py", service, broken)

    assert told["models"] == ["dateline", "dateline-markdown", "dateline-extract"]
    assert told["model"] == "dateline-markdown"
    assert told["content"].startswith(TOLD)
    assert told["streamed"] == told["content"] == told["helped"]
    assert told["annotations"] == told["streamed_annotations"]
    assert urls(told["annotations"], told["content"])[0].startswith("https://kell.invalid/talks#:~:text=Arvia")
    assert (told["status"], told["streamed_status"]) == ("answered", ["answered"])
    assert (told["usage"], told["finish"]) == (0, "stop")
    assert told["raised"] == [
        ["NotFoundError", "model_not_found", None, True],
        ["BadRequestError", "invalid_request", "dateline.as_of", True],
    ]
    assert told["broken"] == "APIError: It broke underway."


def test_langchain(service: str, broken: str) -> None:
    """LangChain reads replies whole and streamed, and raises."""
    told = asked("openai", "ask_langchain.py", service, broken)

    assert told["content"].startswith(TOLD)
    assert told["streamed"] == told["content"]
    assert told["finish"] == "stop"
    assert "There is no such model" in told["raised"]
    assert "It broke underway." in told["broken"]


def test_llama_index(service: str, broken: str) -> None:
    """LlamaIndex reads replies whole and streamed, and raises; its OpenAI client is an older one."""
    told = asked("llama-index", "ask_llama_index.py", service, broken)

    assert told["content"].startswith(TOLD)
    assert told["streamed"] == told["content"]
    assert urls(told["annotations"], told["content"])
    assert "model_not_found" in told["raised"]
    assert "It broke underway." in told["broken"]


def test_llm(service: str, tmp_path: Path) -> None:
    """The command `llm` lists models, prints replies whole and streamed, and fails at a model that is not there."""
    llm = (CLIENTS / "openai" / "bin" / "llm", "openai", "endpoint", service)
    own = {"LLM_USER_PATH": str(tmp_path), "OPENAI_API_KEY": "none"}

    assert "dateline-markdown" in ran(*llm, "--models", **own)
    assert ran(*llm, "-m", "dateline", QUESTION, **own).startswith(TOLD)
    assert ran(*llm, "-m", "dateline", "--no-stream", QUESTION, **own).startswith(TOLD)
    with pytest.raises(AssertionError, match="no such model"):
        ran(*llm, "-m", "gpt-5", QUESTION, **own)


def test_vercel(service: str, broken: str) -> None:
    """Both providers of the Vercel AI SDK read replies whole and streamed, and raise; OpenAI's gives the sources."""
    if not shutil.which("node"):
        pytest.skip("needs tool: node")

    told = json.loads(ran("node", SCRIPTS / "ask_vercel.mjs", CLIENTS / "node", service, broken, QUESTION))

    for each in told.values():
        assert each["content"].startswith(TOLD)
        assert each["streamed"]["text"] == each["content"]
        assert each["streamed"]["errors"] == []
        assert each["finish"] == "stop"
        assert "There is no such model" in each["raised"]
        assert "It broke underway." in "".join(each["broken"]["errors"])
    assert told["openai"]["sources"][0].startswith("https://kell.invalid/talks#:~:text=Arvia")
    assert told["openai"]["streamed"]["sources"] == told["openai"]["sources"]


def test_the_example_of_the_documentation(service: str, tmp_path: Path) -> None:
    """What docs/chat.md shows for OpenAI's client runs as it stands, but for its address."""
    shown = re.search(r"```python\n(.*?)```", (ROOT / "docs" / "chat.md").read_text(encoding="utf-8"), re.DOTALL)
    assert shown
    script = tmp_path / "example.py"
    script.write_text(shown[1].replace("http://127.0.0.1:8000/v1", service).replace("Astana", "Kell"), encoding="utf-8")

    said = ran(CLIENTS / "openai" / "bin" / "python", script)

    assert said.startswith(TOLD)
    assert "\n[1] Talks on Lowmere open in Kell https://kell.invalid/talks#:~:text=Arvia" in said
