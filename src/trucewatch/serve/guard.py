"""Guard: what every request and every answer must meet, before any page is asked.

Who asks must have come by one of our own names (no other site's name may be pointed at us); what changes anything must
come from our own pages, by its origin and by a token that belongs to a cookie which no other site can send.
"""

from __future__ import annotations

import hmac
import secrets
from collections.abc import Sequence
from hashlib import sha256

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from trucewatch.errors import CaseError, Fault

POLICY = (
    "default-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; img-src 'self'"
)
HEADERS = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
    "cache-control": "no-store",
}
SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
VISITOR = "trucewatch-visitor"
WHO = "trucewatch-by"
YEAR = 365 * 86_400


class Guard:
    """Middleware: only our own names, only our own pages' forms, and the same headers on every answer."""

    def __init__(self, app: ASGIApp, hosts: Sequence[str]) -> None:
        self.app = app
        self.hosts = frozenset(hosts)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, or refuse."""
        if scope["type"] != "http":
            if scope["type"] == "lifespan":
                await self.app(scope, receive, send)
            return

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
            await send(message)

        wrong = self._refusal(scope)
        if wrong is not None:
            await PlainTextResponse(wrong, 403)(scope, receive, with_headers)
            return
        await self.app(scope, receive, with_headers)

    def _refusal(self, scope: Scope) -> str | None:
        headers = Headers(scope=scope)
        host = headers.get("host", "")
        if _name(host) not in self.hosts:
            return "This workbench answers only to its own address on this machine."
        if scope["method"] in SAFE:
            return None
        origin, site = headers.get("origin"), headers.get("sec-fetch-site")
        foreign = origin is not None and origin != f"{scope['scheme']}://{host}"
        if foreign or site not in (None, "same-origin", "none"):
            return "Refused: the form does not come from a page of this workbench."
        return None


def _name(host: str) -> str:
    """The name of a Host header without its port."""
    return host[: host.index("]") + 1] if host.startswith("[") and "]" in host else host.partition(":")[0]


class Tokens:
    """What ties a form to who opened its page: a cookie of one visitor, and a token that only we can make of it."""

    def __init__(self) -> None:
        self._key = secrets.token_bytes(32)

    def visitor(self, request: Request) -> str:
        """The visitor's cookie, a new one where there is none."""
        return request.cookies.get(VISITOR) or secrets.token_urlsafe(24)

    def token(self, visitor: str) -> str:
        """The token for a visitor's forms."""
        return hmac.new(self._key, visitor.encode("utf-8", "replace"), sha256).hexdigest()

    def check(self, request: Request, given: str) -> None:
        """CaseError `serve.token` where a form was not made for this visitor."""
        visitor = request.cookies.get(VISITOR, "")
        if not visitor or not hmac.compare_digest(self.token(visitor).encode(), given.encode("utf-8", "replace")):
            message = "the form is of another session (the workbench was started anew, or has no cookies); open it anew"
            raise CaseError(Fault("serve.token", message))
