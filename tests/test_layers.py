"""The house stands as it was drawn: who may import whom, who makes a Citation, what no file may do."""

from __future__ import annotations

import ast
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
SOURCES = {
    path.relative_to(ROOT): ast.parse(path.read_text(encoding="utf-8"))
    for package in ("rag", "service", "eval")
    for path in sorted((ROOT / package).rglob("*.py"))
}
WEB = {"litestar", "granian", "starlette", "fastapi", "flask", "uvicorn", "aiohttp", "requests", "jinja2"}
HEAVY = ("torch", "sentence_transformers", "transformers", "faiss", "tantivy", "onnxruntime", "trafilatura", "litestar")
ON_INGEST = ("rag.marks.whole", "rag.marks.people", "rag.marks.certainty.reading")  # no question needs them
UNSAFE_CALLS = {"eval", "exec", "pickle.load", "pickle.loads", "marshal.loads", "yaml.load", "os.system", "shelve.open"}


def imports(tree: ast.AST) -> Iterator[str]:
    """The modules that a file imports, wherever in it."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module


def calls(tree: ast.AST) -> Iterator[tuple[str, ast.Call]]:
    """The calls in a file, by dotted name."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            yield ast.unparse(node.func), node


def of_package(package: str) -> list[tuple[Path, ast.AST]]:
    """The files of one of our packages."""
    return [(path, tree) for path, tree in SOURCES.items() if path.parts[0] == package]


@pytest.mark.parametrize(
    ("package", "forbidden"),
    [("rag", {"service", "eval"}), ("eval", {"service"}), ("service", {"eval"})],
    ids=["rag", "eval", "service"],
)
def test_imports_go_one_way(package: str, forbidden: set[str]) -> None:
    """service → rag ← eval: nothing is imported against the arrows."""
    wrong = [
        f"{path} imports {name}"
        for path, tree in of_package(package)
        for name in imports(tree)
        if name.split(".")[0] in forbidden
    ]

    assert wrong == []


def test_the_library_knows_no_web_framework() -> None:
    """Rag imports no web framework, and httpx in one file only."""
    wrong = [
        f"{path} imports {name}"
        for path, tree in of_package("rag")
        for name in imports(tree)
        if name.split(".")[0] in WEB | ({"httpx"} if path != Path("rag/http.py") else set())
    ]

    assert wrong == []


@pytest.mark.parametrize("package", ["rag", "service"])
def test_nouns_and_errors_import_nothing_of_ours(package: str) -> None:
    """rag/errors.py stands alone, and rag/types on it."""
    nouns = [path for path in SOURCES if path.parent == Path("rag/types")]
    for path in (*nouns, Path("rag/errors.py")):
        ours = {name for name in imports(SOURCES[path]) if name.split(".")[0] == package}
        assert all(path in nouns and (name == "rag.errors" or name.startswith("rag.types.")) for name in ours)


def test_the_front_door_is_quick() -> None:
    """Importing rag and its archive takes well under a CPU second and leaves every heavy package unloaded."""
    program = (
        "import sys, time; begin = time.process_time(); import rag, rag.archive, rag.config;"
        "print(time.process_time() - begin, *sys.modules)"
    )

    said = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True, cwd=ROOT)
    seconds, *modules = said.stdout.split()

    assert float(seconds) < 1.0
    assert set(HEAVY).isdisjoint(modules)
    assert set(ON_INGEST).isdisjoint(modules)


def test_only_cite_makes_a_citation() -> None:
    """`Citation(…)` is called once, in Revision.cite, and no quote is ever replaced or decoded into one."""
    made = [
        (path, call.lineno)
        for path, tree in (*of_package("rag"), *of_package("service"))  # eval forges its own kind, to test itself
        for name, call in calls(tree)
        if _makes_citation(name, call)
    ]
    revision = next(
        node
        for node in ast.walk(SOURCES[Path("rag/types/articles.py")])
        if isinstance(node, ast.ClassDef) and node.name == "Revision"
    )
    cite = next(node for node in revision.body if isinstance(node, ast.FunctionDef) and node.name == "cite")

    assert len(made) == 1
    assert made[0][0] == Path("rag/types/articles.py")
    assert cite.lineno < made[0][1] <= (cite.end_lineno or 0)


def _makes_citation(name: str, call: ast.Call) -> bool:
    given = {keyword.arg: ast.unparse(keyword.value) for keyword in call.keywords}
    last = name.rsplit(".", 1)[-1]
    if last == "replace":
        return bool(given.keys() & {"quote", "quote_sha256"})
    if last in ("convert", "decode"):
        return "Citation" in {*map(ast.unparse, call.args[1:]), given.get("type")}
    return last == "Citation"


def test_no_file_does_what_is_unsafe() -> None:
    """Nothing unpickles, evaluates, runs a shell, loads YAML or switches certificate checks off."""
    wrong = [
        f"{path}:{call.lineno} {name}"
        for path, tree in SOURCES.items()
        for name, call in calls(tree)
        if name in UNSAFE_CALLS or _unsafe_keywords(call)
    ]
    wrong += [f"{path} imports pickle" for path, tree in SOURCES.items() if "pickle" in imports(tree)]

    assert wrong == []


def _unsafe_keywords(call: ast.Call) -> bool:
    given = {(keyword.arg, ast.unparse(keyword.value)) for keyword in call.keywords}
    return bool(
        given & {("shell", "True"), ("verify", "False"), ("allow_pickle", "True"), ("trust_remote_code", "True")}
    )


def test_every_package_that_is_imported_is_a_dependency() -> None:
    """What rag, service and eval import stands in pyproject.toml by its distribution's name."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    extras = project["optional-dependencies"]
    used = [some for extra, some in extras.items() if extra != "dev"]  # those are imported where they are needed
    declared = {_normal(requirement) for some in (project["dependencies"], *used) for requirement in some}
    known = packages_distributions()
    ours = {"rag", "service", "eval", *sys.stdlib_module_names}
    imported = {name.split(".")[0] for tree in SOURCES.values() for name in imports(tree)} - ours

    undeclared = {name for name in imported if not {_normal(each) for each in known.get(name, [])} & declared}

    assert undeclared == set()


def _normal(requirement: str) -> str:
    name = "".join(char if char.isalnum() or char in "-_." else " " for char in requirement).split()[0]
    return name.lower().replace("_", "-").replace(".", "-")
