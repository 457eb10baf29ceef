"""The command `serve`: the workbench on a case, on this machine alone."""

from __future__ import annotations

import webbrowser
from pathlib import Path
from typing import Annotated

import typer

from trucewatch.cli import screen
from trucewatch.cli.address import ADDRESS
from trucewatch.cli.opening import Folder, now, open_to_build

PORT = 8427
Port = Annotated[int, typer.Option(min=0, max=65535, help="Where it listens; 0: any that is free.")]
Host = Annotated[
    str, typer.Option(help="The address: 127.0.0.1, ::1 or localhost; nothing else, as there are no accounts.")
]
Browser = Annotated[bool, typer.Option("--open", help="Open it in the browser.")]


def serve_case(folder: Folder, host: Host = "127.0.0.1", port: Port = PORT, browser: Browser = False) -> None:
    """Open the workbench on a case, in a browser on this machine. It runs until it is stopped; nothing leaves it.

    Example: trucewatch serve hodeidah
    """
    run_workbench(folder, host, port, browser)


def run_workbench(folder: Path, host: str = "127.0.0.1", port: int = PORT, browser: bool = False) -> None:
    """Serve a case until it is stopped; one that is not built yet is built first."""
    from trucewatch.serve.running import must_be_installed, must_be_loopback, serve

    must_be_loopback(host)
    must_be_installed()
    case = open_to_build(folder)
    if not case.has_database() or case.store.build_fingerprint() is None:
        with screen.progress() as step:
            summary = case.build(step)
        screen.faults(summary.faults)

    def ready(address: str) -> None:
        screen.out.print(f"The workbench: {address}", markup=False, style="bold")
        screen.err.print("It answers on this machine alone. Stop it with Ctrl-C; whatever you decided is kept.")
        if browser:
            webbrowser.open(address)

    serve(folder, host, port, now, ADDRESS.get(), ready)


def register(app: typer.Typer) -> None:
    """Add the command to the tree."""
    app.command("serve")(serve_case)
