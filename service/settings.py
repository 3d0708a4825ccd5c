"""The service's settings, and how every setting is read: flag first, then its DATELINE_* variable, then the default.

But: the library's own settings are declared in `rag/config.py`; here they only get flags and variables.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Annotated

from cyclopts import App, Group, Parameter
from cyclopts.argument import ArgumentCollection
from cyclopts.config import Env
from cyclopts.validators import Number

from rag.config import Settings

PREFIX = "DATELINE_"
SETTINGS = Group("Settings", sort_key=9)


def _several(_: object, value: str, delimiter: str | None = None) -> list[str]:
    return [each for each in re.split(delimiter or r"[,\s]+", value) if each]


@dataclass(frozen=True, kw_only=True)
class ServiceSettings:
    """Where and to whom the service answers."""

    host: str = "127.0.0.1"
    """The address to listen on; anything but a loopback address needs keys."""
    port: Annotated[int, Parameter(validator=Number(gte=1, lte=65535))] = 8000
    """The port to listen on."""
    public_url: str = ""
    """What citation links start with, such as https://news.example; empty keeps them relative."""
    cors_origins: Annotated[tuple[str, ...], Parameter(negative="", env_var_split=_several)] = ()
    """Origins whose pages may ask, such as https://app.example; none by default."""
    saved_answers: Annotated[bool, Parameter(negative="")] = False
    """Whether answers are kept for whoever asks for it, in the archive's folder."""


class SettingsEnv(Env):
    """Reads DATELINE_* variables for settings, and for no other flag."""

    def __call__(self, app: App, commands: tuple[str, ...], arguments: ArgumentCollection) -> None:
        """Fills in what no flag has set."""
        super().__call__(app, commands, arguments.filter_by(group=SETTINGS))


_flat = Parameter(name="*", group=SETTINGS, show_env_var=True)
LibraryFlags = Annotated[Settings, _flat]
ServiceFlags = Annotated[ServiceSettings, _flat]
