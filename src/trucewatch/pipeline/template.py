"""A new case: the files that a person fills, each with a word on what goes in."""

from __future__ import annotations

import json
import re
from pathlib import Path

from trucewatch.errors import CaseError, Fault

SETTINGS = """\
# The case. `countries` (ISO 3166-1 alpha-2) and `time_zone` (IANA) help to read places and clock times.
id = {id}
title = {title}
summary = ""
countries = []
# time_zone = "Asia/Damascus"
# reader = "both"  # a language model's answers beside the built-in reader; see `trucewatch ask`
"""

FILES = {
    "agreement.yaml": """\
# The agreement: leave out what is not known; nothing is filled in. `trucewatch agreement check` tells what is wrong.
id: {id}
title: {title}
# instruments:
#   - {{id: main, title: The text, date: 2018-12-13, publication: official, source: where it was published}}
# participants:
#   - {{actor: "state:YE", capacity: party}}
# clocks:
#   - {{id: truce, name: the ceasefire, begin: "2018-12-18T00:00+03:00"}}
# whole: truce
# terms:
#   - {{id: no-attacks, instrument: main, title: No attacks, modality: must_not, events: [attack], clock: truce}}
""",
    "actors.yaml": """\
# Actors that the built-in list lacks, or that this case sees otherwise. An id that is in the list overrides it.
actors: []
#  - {{id: "group:example", name: Example Movement, kind: armed_group, aliases: [EM], side: null}}
""",
    "sources.yaml": """\
# Who publishes. `state`, `owner` and `actor` are actors' ids; outlets of one publisher share a `family`.
# `kind` is agency, outlet, government, armed_forces, party, monitor, international, commentary, social or unknown.
sources: []
#  - {{id: example-agency, name: Example Agency, kind: agency, domains: [agency.example], state: "state:YE"}}
""",
    "places.yaml": """\
# Places that the gazetteer lacks, or what a name means in this case. `kind` is country, province, district, city, area,
# facility, water or unknown.
places: []
#  - {{id: "place:example", name: Example Crossing, aliases: [], lat: 14.80, lon: 42.95, country: YE, kind: facility}}
""",
}


def make_case(folder: Path, title: str) -> list[Path]:
    """Make the folder and its files; what it wrote.

    Raises:
        CaseError: there is a case already, or the folder cannot be made.
    """
    if (folder / "case.toml").exists():
        raise CaseError(Fault("case.exists", "there is a case here already", str(folder)))
    words = {"id": json.dumps(slug(folder.name)), "title": json.dumps(title, ensure_ascii=False)}
    try:
        (folder / "documents").mkdir(parents=True, exist_ok=True)
        written = [_write(folder / "case.toml", SETTINGS.format(**words))]
        for name, text in FILES.items():
            if not (folder / name).exists():
                written.append(_write(folder / name, text.format(**words)))
    except OSError as error:
        raise CaseError(Fault("case.unwritable", str(error), str(folder))) from error
    return written


def slug(name: str) -> str:
    """An id made of a name: lower case, words with hyphens between."""
    return re.sub(r"\W+", "-", name.lower()).strip("-") or "case"


def _write(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path
