"""What `status` prints of words that nobody has checked."""

from __future__ import annotations

from types import SimpleNamespace
from typing import cast

import pytest

from trucewatch.cli.case_commands import print_status
from trucewatch.pipeline.opened import OpenedCase
from trucewatch.records.assessments import Position, Reason, Standing, Statement, Status, StatusValue
from trucewatch.records.cases import CaseFiles, CaseRecord, CaseSettings
from trucewatch.records.claims import Force


def test_a_word_that_is_not_checked_is_printed_as_that(capsys: pytest.CaptureFixture[str]) -> None:
    said = Statement(
        claim="claim-1",
        document="doc-1",
        speaker="north",
        speaker_name="Northland",
        standing=Standing.PARTY,
        position=Position.ENDED,
        force=Force.ANNOUNCES,
        begin="2016-09-19",
        documents=("doc-1",),
        sure=False,
    )
    trace = (Reason(rule="status.in-force", says="begun on 2016-09-12"),)
    status = Status(at=None, value=StatusValue.IN_FORCE, wording="in force", trace=trace, unchecked=(said,))
    record = CaseRecord(files=CaseFiles(settings=CaseSettings(id="case", title="Case")))
    books = SimpleNamespace(book=SimpleNamespace(entries={}))
    print_status(record, cast("OpenedCase", SimpleNamespace(books=books, claims=lambda names: {})), status)
    printed = capsys.readouterr().out
    assert "By rule: in force" in printed
    assert "Northland (party): declares it ended (read so by the program, not checked)" in " ".join(printed.split())
