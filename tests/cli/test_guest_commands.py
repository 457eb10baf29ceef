"""`ask` and `take` on the command line: files in and out, and what they say."""

from __future__ import annotations

import json
from pathlib import Path

from typer.testing import CliRunner

from trucewatch.cli.app import app
from trucewatch.pipeline.template import make_case

RUN = CliRunner()
TEXT = "---\npublished: 2018-12-19\n---\nThe army said rebels shelled Hodeidah on Tuesday.\n"


def test_asked_and_taken(tmp_path: Path):
    case, prompts, answers = tmp_path / "case", tmp_path / "prompts.jsonl", tmp_path / "answers.jsonl"
    make_case(case, "Case")
    (case / "documents" / "a.txt").write_text(TEXT, encoding="utf-8")
    (case / "documents" / "b.txt").write_text("The choir sang in the park all day.\n", encoding="utf-8")
    asked = RUN.invoke(app, ["ask", str(case), "-o", str(prompts), "--model", "stub", "--json"])
    assert asked.exit_code == 0, asked.output
    told = json.loads(asked.stdout)
    assert (told["requests"], told["documents"], told["passed_over"], told["answered"]) == (1, 1, 1, 0)
    (row,) = [json.loads(line) for line in prompts.read_text(encoding="utf-8").splitlines()]
    assert (row["method"], row["url"], row["body"]["model"]) == ("POST", "/v1/chat/completions", "stub")
    assert row["body"]["response_format"]["json_schema"]["strict"] is True
    lines = [json.dumps({"custom_id": row["custom_id"], "claims": []}), "{"]
    answers.write_text("\n".join(lines), encoding="utf-8")
    taken = RUN.invoke(app, ["take", str(case), str(answers), "--model", "a person", "--json"])
    assert taken.exit_code == 1
    told = json.loads(taken.stdout)
    assert (told["new"], [fault["code"] for fault in told["faults"]]) == (1, ["guest.line"])
    assert told["faults"][0]["where"].endswith("answers.jsonl:2")
    assert '"model":"a person"' in (case / "answers.jsonl").read_text(encoding="utf-8")
    again = RUN.invoke(app, ["ask", str(case), "-o", str(prompts)])
    assert "0 requests of 0 documents" in again.stdout
