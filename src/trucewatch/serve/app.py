"""The application: every address with the page that answers it, and what stands before all of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from trucewatch.errors import DefectError, Fault, TrucewatchError
from trucewatch.serve import (
    adding,
    agreement,
    api,
    claims,
    decisions,
    documents,
    dossier,
    incidents,
    lists,
    queue,
    reports,
    searching,
    today,
)
from trucewatch.serve.bench import ASSETS, Bench, static
from trucewatch.serve.desk import Desk
from trucewatch.serve.guard import Guard

Page = Callable[[Bench, Request], Response]
Act = Callable[[Bench, Request, FormData], Response]
LOOPBACK = ("localhost", "127.0.0.1", "[::1]")
DAY = 86_400


def make_app(desk: Desk, hosts: Sequence[str] = LOOPBACK) -> Starlette:
    """The workbench on one case. `hosts` are the names by which it may be asked."""
    bench = Bench(desk)

    def page(path: str, answer: Page) -> Route:
        def endpoint(request: Request) -> Response:
            return answer(bench, request)

        return Route(path, endpoint, methods=["GET"])

    def act(path: str, answer: Act) -> Route:
        async def endpoint(request: Request) -> Response:
            _must_be_small(request)
            async with request.form(max_files=adding.MOST_FILES, max_part_size=adding.MOST_BYTES) as form:
                return await run_in_threadpool(answer, bench, request, form)

        return Route(path, endpoint, methods=["POST"])

    async def refused(request: Request, error: Exception) -> Response:
        assert isinstance(error, TrucewatchError)
        return await run_in_threadpool(bench.faults, request, error.faults)

    async def missing(request: Request, error: Exception) -> Response:
        assert isinstance(error, HTTPException)
        if error.status_code == 404:
            fault = Fault("serve.unknown", "there is no such page", request.url.path)
        else:
            fault = Fault("serve.request", error.detail, request.url.path)
        response = await run_in_threadpool(bench.faults, request, (fault,))
        response.status_code = error.status_code
        return response

    async def failed(request: Request, error: Exception) -> Response:
        response = await run_in_threadpool(bench.faults, request, DefectError.of(error, request.url.path).faults)
        response.status_code = 500
        return response

    made = Starlette(
        routes=[
            page("/", today.today),
            act("/looked", today.looked),
            page("/incidents", incidents.incidents),
            page("/incidents.csv", incidents.incidents_csv),
            page("/incidents/{name}", dossier.dossier),
            page("/claims/{name}", claims.claim_page),
            page("/documents/{name}", documents.document),
            page("/documents/{name}/passage", documents.passage),
            page("/documents/{name}/reasons", documents.reasons),
            page("/documents/{name}/original", documents.original),
            page("/documents/{name}/beside/{other}", documents.beside),
            page("/queue", queue.queue),
            page("/agreement", agreement.agreement),
            page("/decisions", decisions.decisions),
            act("/decide", decisions.decide),
            page("/search", searching.find),
            page("/lists", lists.overview),
            page("/lists/{what}", lists.one_list),
            page("/lists/{what}/csv", lists.list_csv),
            page("/add", adding.add_page),
            act("/add", adding.add),
            page("/add/{number:int}", adding.progress),
            page("/reports", reports.reports),
            page("/reports/made", reports.made),
            page("/api", api.index),
            page("/api/status", api.status),
            page("/api/search", api.found),
            page("/api/record/{name}", api.record),
            page("/api/{what}", api.rows),
            Route("/static/{name}", asset, methods=["GET"]),
        ],
        middleware=[Middleware(Guard, hosts=hosts)],
        exception_handlers={TrucewatchError: refused, HTTPException: missing, Exception: failed},
    )
    made.state.bench = bench
    return made


def asset(request: Request) -> Response:
    """A style sheet or script; its address changes with it, so that it can be kept."""
    name = request.path_params["name"]
    if name not in ASSETS:
        raise HTTPException(404)
    return Response(static(name), media_type=ASSETS[name], headers={"cache-control": f"max-age={365 * DAY}, immutable"})


def _must_be_small(request: Request) -> None:
    length = request.headers.get("content-length", "")
    if not length.isdigit() or int(length) > adding.MOST_BYTES:
        raise HTTPException(413, "too much at once; add it with `trucewatch add`, or in parts")
