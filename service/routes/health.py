"""/health: whether the process lives, and whether the archive answers at full strength."""

from __future__ import annotations

from litestar import get
from litestar.di import NamedDependency

from rag.types import Health
from service.desk import Desk
from service.guard import OPEN_TO_ALL
from service.problems import documented
from service.shapes import Live


@get(OPEN_TO_ALL, sync_to_thread=False, summary="Is the process alive?", responses=documented(), tags=["health"])
def live() -> Live:
    """Returns at once while the process serves requests; open to everybody, since it tells nothing."""
    return Live()


@get("/health/ready", summary="Does the archive answer?", responses=documented(), tags=["health"])
async def ready(desk: NamedDependency[Desk]) -> Health:
    """Returns the generation in use, how far it lags, and whether answers are degraded."""
    return await desk.look(desk.archive.health)
