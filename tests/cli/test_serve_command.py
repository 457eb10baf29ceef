"""The command `serve`: it says where it listens and answers there; it refuses an address that others can reach."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import httpx
import pytest

from trucewatch.pipeline.template import make_case

pytest.importorskip("uvicorn", reason="the workbench's parts (the extra `web`) are not installed")
pytest.importorskip("starlette", reason="the workbench's parts (the extra `web`) are not installed")


def command(*words: str) -> list[str]:
    return [sys.executable, "-m", "trucewatch", "serve", *words]


def test_an_address_that_others_can_reach_is_refused(tmp_path: Path) -> None:
    make_case(tmp_path / "case", "Case")
    done = subprocess.run(command(str(tmp_path / "case"), "--host", "0.0.0.0"), capture_output=True, text=True)
    assert done.returncode == 1
    assert "serve.not-loopback" in done.stderr


def test_a_case_that_is_not_there_is_told(tmp_path: Path) -> None:
    done = subprocess.run(command(str(tmp_path / "nothing")), capture_output=True, text=True)
    assert (done.returncode, "case.missing" in done.stderr) == (1, True)


def test_a_case_that_is_not_built_is_built_and_served_until_it_is_stopped(tmp_path: Path) -> None:
    make_case(tmp_path / "case", "Case")
    with subprocess.Popen(command(str(tmp_path / "case"), "--port", "0"), stdout=subprocess.PIPE, text=True) as running:
        assert running.stdout is not None
        line = running.stdout.readline().strip()
        assert line.startswith("The workbench: http://127.0.0.1:")
        address = line.removeprefix("The workbench: ")
        try:
            for path in ("", "incidents", "queue", "agreement", "add", "reports", "lists/claims"):
                answer = httpx.get(address + path, trust_env=False)
                assert answer.status_code == 200, path
            assert "Nothing is built yet" not in answer.text
        finally:
            running.terminate()
