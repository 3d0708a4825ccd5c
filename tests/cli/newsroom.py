"""Three articles, two more, and what a command left behind."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

ARTICLES = [
    {
        "id": "astana",
        "title": "Talks on Syria open in Astana",
        "text": "Talks on Syria opened in Astana on Wednesday.\n\nRussia, Turkey and Iran sponsor the Astana talks.",
        "date": "2017-05-03",
        "source": "Northgate Herald",
    },
    {
        "id": "ferry",
        "title": "Ferry service resumes",
        "text": "The ferry between Orrin Bay and Lakeland resumed on Monday after a storm had closed the harbour.",
        "date": "2018-02-12",
        "source": "Lakeland Post",
    },
    {
        "id": "rates",
        "title": "Marenza central bank raises rates",
        "text": "The Marenza central bank raised its key rate to 2.5 percent on Thursday.",
        "date": "2018-09-20T09:00:00Z",
        "source": "Meridian Wire",
    },
]

MORE = (
    {
        "id": "quay",
        "title": "Ada Quist opens the quay",
        "text": "Minister Ada Quist opened the new quay of Brannock on Monday.\n\nAda Quist was born in Selmouth.",
        "date": "2018-03-05",
        "source": "Brannock Courier",
    },
    {
        "id": "bridge",
        "title": "Old bridge of Ferrow \x1b[31mcloses",
        "text": "The old bridge of Ferrow closed on Friday. Engineers found cracks in two of its pillars.",
        "date": "2019-04-12",
        "source": "Ferrow Herald",
        "url": "https://ferrowherald.example/bridge",
    },
)


@dataclass(frozen=True)
class Said:
    """What a command left behind."""

    code: int
    out: str
    err: str


Run = Callable[..., Said]


def write(path: Path, *records: object) -> Path:
    """A file of JSON Lines."""
    path.write_text("".join(f"{json.dumps(record)}\n" for record in records), encoding="utf-8")
    return path
