"""The service put together: routes, their one dependency, errors, and what stands before and around them.

But: no settings are read here, and the archive belongs to the caller, who closes it.
"""

from __future__ import annotations

import sys
from importlib.metadata import PackageNotFoundError, version

import structlog
from litestar import HttpMethod, Litestar, MediaType, Request, Response
from litestar.datastructures import State
from litestar.di import Provide
from litestar.openapi import OpenAPIConfig
from litestar.openapi.plugins import JsonRenderPlugin

from rag.archive import Archive
from service import problems
from service.bodies import SMALL_BODY, WireRequest
from service.chat.errors import OpenAIErrors
from service.desk import Desk
from service.envelope import Envelope
from service.guard import Doorman, Rules
from service.queries import refuse_stray
from service.routes import (
    answers,
    articles,
    chat,
    checks,
    citations,
    facets,
    health,
    models,
    pages,
    parts,
    search,
    timeline,
)
from service.settings import ServiceSettings

_ROUTES = (
    answers.answer,
    chat.complete,
    models.models,
    models.model,
    search.search,
    timeline.timeline,
    checks.check,
    facets.facets,
    articles.Articles,
    citations.verify,
    citations.verify_list,
    health.live,
    health.ready,
    parts.home,
    parts.part,
    pages.read,
)


def create_app(archive: Archive, *, settings: ServiceSettings) -> Litestar:
    """The ASGI application over an archive."""
    configure_log()
    desk = Desk(archive, public_url=settings.public_url)

    def provide_desk() -> Desk:
        return desk

    app = Litestar(
        _ROUTES,
        dependencies={"desk": Provide(provide_desk, sync_to_thread=False)},
        exception_handlers=problems.HANDLERS,
        before_request=_before,
        lifespan=[desk.open],
        request_class=WireRequest,
        request_max_body_size=SMALL_BODY,
        openapi_config=_described(),
        logging_config=None,
        debug=False,
    )
    # Around everything, also what no route matches: Litestar's own middleware would stand inside the router
    app.asgi_handler = Envelope(OpenAIErrors(Doorman(app.asgi_handler, Rules.of(settings))))
    return app


def configure_log() -> None:
    """Makes each event one line of JSON on stderr, unless something has chosen otherwise."""
    if structlog.is_configured():
        return
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.JSONRenderer(),
        ],
        logger_factory=structlog.WriteLoggerFactory(sys.stderr),
        cache_logger_on_first_use=False,
    )


async def _before(request: Request[object, object, State]) -> Response[None] | None:
    # Asynchronous though it awaits nothing: Litestar gives a synchronous hook to the threads that answer questions
    if request.method == HttpMethod.OPTIONS:
        return _methods(request)
    refuse_stray(request)
    return None


def _methods(request: Request[object, object, State]) -> Response[None]:
    """Names the methods of an address; Litestar's own answer knows only the one that was registered first."""
    named = next(each for each in request.app.routes if each.path_format == request.scope["path_template"])
    return Response(None, status_code=204, headers={"Allow": ", ".join(sorted(set(named.methods)))})


def _described() -> OpenAPIConfig:
    return OpenAPIConfig(
        title="Dateline",
        version=_version(),
        description="Answers from a news archive, each sentence with a verbatim citation.",
        path="/schema",
        render_plugins=[JsonRenderPlugin(path=["/", "/openapi.json"], media_type=MediaType.JSON)],
        use_handler_docstrings=True,
    )


def _version() -> str:
    try:
        return version("dateline")
    except PackageNotFoundError:
        return "0"
