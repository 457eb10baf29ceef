"""A case of texts alone loads no format."""

from __future__ import annotations

import subprocess
import sys

ASK = """
import sys
from trucewatch.read.document import read_document
read_document(b"The truce held.", "a.txt")
print(" ".join(sorted(name for name in sys.modules if name.split(".")[0] in {libraries} or name in {modules})))
"""
LIBRARIES = {"pypdfium2", "docx", "striprtf", "feedparser", "warcio", "openpyxl", "email.policy"}
MODULES = {
    f"trucewatch.read.formats.{name}" for name in ("pdf", "docx", "odt", "rtf", "mail", "feed", "zipped", "warc")
}


def test_a_text_loads_no_format() -> None:
    code = ASK.replace("{libraries}", repr(LIBRARIES)).replace("{modules}", repr(MODULES))
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == ""
