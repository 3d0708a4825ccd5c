"""A matter that runs over years, as several outlets tell it: for what is drawn by time."""

from __future__ import annotations

MATTER = "the Hollin tunnel"
FLOODED = "The Hollin tunnel was flooded on Monday when a pump failed, the county said."
_FLOOD = f"{FLOODED} On Monday evening divers spent nine hours closing a valve of the Hollin tunnel."
COURSE: list[dict[str, str]] = [
    {
        "id": "hollin-begun", "title": "Digging begins at Hollin", "source": "Northgate Herald", "date": "2017-03-02",
        "text": "Digging of the Hollin tunnel began on Wednesday. It is to be four miles long and to cost 90 million.",
    },
    {
        "id": "hollin-flood", "title": "Tunnel floods at Hollin", "source": "Northgate Herald", "date": "2018-02-06",
        "text": _FLOOD,
    },
    {
        "id": "hollin-flood-again", "title": "Tunnel floods at Hollin", "source": "Lakeland Post", "date": "2018-02-06",
        "text": _FLOOD,
    },
    {
        "id": "hollin-opened", "title": "Hollin has its tunnel", "source": "Lakeland Post", "date": "2019-04-12",
        "text": "The mayor opened the Hollin tunnel on Thursday. A band played, and it rained.",
    },
    {"id": "hollin-map", "title": "An old map", "text": "An old map of the Hollin valley shows neither rail nor road."},
]  # fmt: skip
