"""`dateline check-draft`: each sentence of a draft with its state, what differs, and who says so."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, BinaryIO

from cyclopts import Parameter
from msgspec.structs import replace

from rag.checking.drafts import LONGEST
from rag.config import Settings
from rag.errors import ArticleRejected, QuestionRejected
from rag.formats.decode import decode
from rag.types import Checked, CheckedDraft, Difference
from service.commands.flags import FilterFlags, Filters, Json, opened, scope
from service.commands.showing import show_sources
from service.commands.terminal import emit, say
from service.settings import LibraryFlags
from service.shapes import linked_checks

_MOST_BYTES = 4 * LONGEST + 4  # of text in any encoding, with a byte order mark
_WIDTH = 15  # columns of a state


def check_draft(
    file: Annotated[Path, Parameter(allow_leading_hyphen=True)],
    *,
    filters: FilterFlags = Filters(),
    json: Json = False,
    library: LibraryFlags = Settings(),
) -> int:
    """Hold each sentence of a draft against the archive: borne out, contradicted, in part, or not found.

    Args:
        file: The draft, a text file; - reads what is piped in.
    """
    draft = _text(file)
    with opened(library) as archive:
        checked = archive.check_draft(draft, scope(filters, archive))
    if json:
        emit(linked_checks(checked, public_url=""))
    else:
        _show(checked)
    return 0


def _text(file: Path) -> str:
    """The text of a draft. Raises: QuestionRejected for what is too long or no text; OSError."""
    if str(file) == "-":
        return _decoded(sys.stdin.buffer)
    with file.open("rb") as opened_file:
        return _decoded(opened_file)


def _decoded(stream: BinaryIO) -> str:
    raw = stream.read(_MOST_BYTES + 1)
    if len(raw) > _MOST_BYTES:
        raise QuestionRejected(f"the draft has more than {LONGEST:,} characters", field="text")
    try:
        return decode(raw)[0]
    except ArticleRejected as error:
        raise QuestionRejected(error.reason, field="text") from error


def _show(draft: CheckedDraft) -> None:
    numbers: dict[str, int] = {}
    for each in draft.sentences:
        _show_sentence(each, [numbers.setdefault(one.id, len(numbers) + 1) for one in each.citations])
    every = {one.id: one for each in draft.sentences for one in each.citations}
    show_sources("Sources", [replace(one, marker=numbers[one.id]) for one in every.values()])


def _show_sentence(sentence: Checked, markers: Sequence[int]) -> None:
    indent = " " * _WIDTH
    shown = f"{sentence.text} {''.join(f'[{marker}]' for marker in markers)}"
    say(shown, first=sentence.status.replace("_", " ").ljust(_WIDTH), indent=indent)
    for each in sentence.differs:
        if each.draft != sentence.text:
            say(_differing(each), first=f"{indent}- ", indent=f"{indent}  ")
    for note in sentence.notes:
        say(note.text, first=f"{indent}Note: ", indent=f"{indent}      ")


def _differing(each: Difference) -> str:
    archive = f", the archive says {each.archive}" if each.archive else ", not in the archive"
    return f"{each.kind}: {each.draft}{archive}"
