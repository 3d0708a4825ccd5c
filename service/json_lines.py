"""JSON that stays on one line, whatever a client takes for the end of a line.

Several clients split what they read at every line break that Unicode knows; JSON leaves three of them bare.
"""

from __future__ import annotations

import re

import msgspec

_BREAKS = re.compile(rb"\xc2\x85|\xe2\x80[\xa8\xa9]")  # NEL, line separator, paragraph separator in UTF-8


def one_line(value: object) -> bytes:
    """The value as JSON without any line break; it reads back the same."""
    return _BREAKS.sub(_escaped, msgspec.json.encode(value))


def _escaped(found: re.Match[bytes]) -> bytes:
    return f"\\u{ord(found[0].decode()):04x}".encode()
