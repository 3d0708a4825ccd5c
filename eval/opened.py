"""An archive that is there already, as it is: nothing is made and nothing taken in."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager

from eval.errors import SettingsInvalid
from rag.archive import Archive
from rag.config import Settings
from rag.config import assemble as _assemble
from rag.errors import ArchiveUnusable


@contextmanager
def existing(settings: Settings) -> Iterator[Archive]:
    """The archive in the settings' folder, closed afterwards. Raises: ArchiveUnusable, SettingsInvalid."""
    if not (settings.archive / "dateline.sqlite").is_file():
        raise ArchiveUnusable(f"there is no archive at {settings.archive}: make one with `dateline ingest PATH`")
    with closing(assemble(settings)) as archive:
        yield archive


def assemble(settings: Settings) -> Archive:
    """As `rag.config.assemble`, a value that can't be used being a SettingsInvalid."""
    try:
        return _assemble(settings)
    except ValueError as error:
        raise SettingsInvalid(str(error)) from error
