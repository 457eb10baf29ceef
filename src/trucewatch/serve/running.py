"""Running the workbench: on this machine alone, until it is stopped."""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path

from trucewatch.errors import CaseError, Fault

NEEDED = ("starlette", "uvicorn", "python_multipart")


def must_be_installed() -> None:
    """CaseError `serve.not-installed` where the parts of the web are not here."""
    missing = [name for name in NEEDED if find_spec(name) is None]
    if missing:
        message = f"the workbench needs {', '.join(missing)}; `pip install 'trucewatch[web]'` brings them"
        raise CaseError(Fault("serve.not-installed", message))


def must_be_loopback(host: str) -> None:
    """CaseError `serve.not-loopback` for an address that others can reach: there are no accounts yet."""
    try:
        inside = host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        inside = False
    if not inside:
        message = (
            "this version has no accounts, so it listens on this machine alone (127.0.0.1, ::1 or localhost); "
            "to work from elsewhere, come through a tunnel, as `ssh -L 8427:127.0.0.1:8427 MACHINE` makes one"
        )
        raise CaseError(Fault("serve.not-loopback", message, host))


def free_socket(host: str, port: int) -> socket.socket:
    """A socket that listens there; CaseError `serve.port` where it cannot be had."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listening = socket.socket(family, socket.SOCK_STREAM)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((host, port))
    except OSError as error:
        listening.close()
        message = f"cannot listen there: {error.strerror}; name another with --port"
        raise CaseError(Fault("serve.port", message, f"{host}:{port}")) from error
    listening.listen(128)
    return listening


def serve(
    folder: Path,
    host: str,
    port: int,
    now: Callable[[], str],
    address: str | None,
    ready: Callable[[str], None],
) -> None:
    """Serve a case until it is stopped; `ready` is told the address.

    Raises:
        CaseError: `serve.…`, or what a case can have.
    """
    must_be_loopback(host)
    must_be_installed()
    listening = free_socket(host, port)
    try:
        # The web's parts are loaded only here: no other command waits for them, or needs them.
        import uvicorn  # noqa: PLC0415

        from trucewatch.serve.app import make_app  # noqa: PLC0415
        from trucewatch.serve.desk import Desk  # noqa: PLC0415

        desk = Desk(folder, now, address)
        desk.snapshot()
        shown = f"[{host}]" if ":" in host else host
        ready(f"http://{shown}:{listening.getsockname()[1]}/")
        config = uvicorn.Config(make_app(desk), log_level="warning", server_header=False, date_header=False)
        uvicorn.Server(config).run(sockets=[listening])
    finally:
        listening.close()
