"""A suite by its name, or by the folder that holds it. To add a suite, write its file and name it here."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from eval.errors import SuiteInvalid
from eval.suites import demo, folder, rtqa
from eval.types import Suite

DATA = Path(__file__).resolve().parents[3] / "shared" / "data"  # beside the project, where it is developed
_SUITES: dict[str, Callable[[Path], Suite]] = {"demo": lambda _: demo.load(), "rtqa": rtqa.load}


def find(name: str, *, data: Path | None = None) -> Suite:
    """The suite called `name`, else the one in the folder `name`. `data`: where development data lies.

    Raises: SuiteAbsent, SuiteInvalid.
    """
    if name in _SUITES:
        return _SUITES[name](data or DATA)
    if not Path(name).is_dir():
        raise SuiteInvalid(f"{name!r} is neither a folder nor a suite; suites: {', '.join(_SUITES)}")
    return folder.load(Path(name))
