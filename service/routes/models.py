"""GET /v1/models: the names under which chat clients may ask, and what each changes."""

from __future__ import annotations

from litestar import get
from litestar.params import FromPath

from service.chat.errors import documented_so
from service.chat.shapes import Model, Models
from service.problems import Refused

PLAIN = "dateline"
LISTING = "dateline-markdown"  # sources stand in the text, for clients that drop annotations
EXTRACT = "dateline-extract"
NAMES = (PLAIN, LISTING, EXTRACT)
_CREATED = 1_764_547_200  # they are made by this release: 1 December 2025


@get("/v1/models", summary="List models", responses=documented_so(), tags=["chat"], sync_to_thread=False)
def models() -> Models:
    """Returns the models that chat clients may name."""
    return Models(data=tuple(Model(id=name, created=_CREATED) for name in NAMES))


@get("/v1/models/{name:str}", summary="Read a model", responses=documented_so(404), tags=["chat"], sync_to_thread=False)
def model(name: FromPath[str]) -> Model:
    """Returns a model that chat clients may name."""
    return Model(id=known(name), created=_CREATED)


def known(name: str | None) -> str:
    """The name of a model that is served; where none is given, the plain one's. Raises: Refused."""
    if name and name not in NAMES:
        served = ", ".join(NAMES)
        raise Refused("model-not-found", status=404, detail=f"There is no such model; there are {served}.")
    return name or PLAIN
