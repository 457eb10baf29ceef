"""The library's face: what `import trucewatch` gives, when it is loaded, and that its how-to runs as it stands."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

import trucewatch

HOW_TO = Path(__file__).parents[1] / "docs" / "how-to" / "use-from-python.md"
SHELLED = "The army said on Monday that rebels had shelled Taiz, killing three people."


def run_python(*words: str, cwd: Path | None = None) -> str:
    done = subprocess.run([sys.executable, *words], capture_output=True, text=True, encoding="utf-8", cwd=cwd)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_import_loads_nothing():
    loaded = run_python("-c", "import sys, trucewatch; print(*sorted(n for n in sys.modules if 'trucewatch' in n))")
    assert loaded.split() == ["trucewatch"]


def test_every_name_is_there_and_has_words():
    assert sorted(trucewatch.__all__) == sorted({"read", *trucewatch._HOME})
    for name in trucewatch.__all__:
        assert getattr(trucewatch, name).__doc__, name
    with pytest.raises(AttributeError, match="nothing"):
        _ = trucewatch.nothing


def test_a_text_is_annotated_with_extents_in_it():
    seen = trucewatch.annotate(SHELLED, ["claims", "times"], published="2018-12-19")
    assert set(seen) == {"id", "claims", "times"}
    assert [claim["event"] for claim in seen["claims"]] == ["shelling"]
    with pytest.raises(trucewatch.RecordError, match="weather"):
        trucewatch.annotate(SHELLED, ["weather"])


@pytest.mark.parametrize("first", ["", "import trucewatch.read.document; "])
def test_read_is_the_same_whatever_was_imported_before(first: str):
    told = run_python("-c", f"{first}import trucewatch; print(trucewatch.read(b'Calm in Taiz.', 'a.txt').text)")
    assert told.strip() == "Calm in Taiz."


def test_an_agreement_is_loaded_or_all_its_faults_are_told(tmp_path: Path):
    examples = Path(__file__).parents[1] / "examples" / "agreements"
    assert trucewatch.load_agreement(examples / "minsk-2015-02").terms
    (tmp_path / "agreement.yaml").write_text("id: x\ncolour: red\n", encoding="utf-8")
    with pytest.raises(trucewatch.CaseError) as told:
        trucewatch.load_agreement(tmp_path)
    assert {fault.field for fault in told.value.faults} >= {"title", "colour"}


def test_the_how_to_runs_as_it_stands(tmp_path: Path):
    (code,) = re.findall(r"```python\n(.*?)```", HOW_TO.read_text(encoding="utf-8"), re.S)
    run_python("-m", "trucewatch", "new", "hodeidah", cwd=tmp_path)
    told = run_python("-c", code, cwd=tmp_path)
    assert "shelling" in told
    assert "weak" in told
