"""One instant by which all of a call must be done, passed down instead of a timeout a step."""

from __future__ import annotations

import time

from msgspec import Struct


class Deadline(Struct, frozen=True):
    """`at`: seconds of `time.monotonic`, which no change of the wall clock moves."""

    at: float

    @classmethod
    def after(cls, seconds: float) -> Deadline:
        """The deadline that many seconds from now."""
        return cls(time.monotonic() + seconds)

    def left(self) -> float:
        """The seconds until then; negative afterwards."""
        return self.at - time.monotonic()

    def sooner(self, seconds: float) -> Deadline:
        """This deadline, or the one that many seconds from now where that comes first."""
        return min(self, Deadline.after(seconds), key=lambda each: each.at)
