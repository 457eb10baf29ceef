"""Check a case without Trucewatch: `python verify_case.py CASE`. Needs Python 3.11 and nothing else.

Originals are held against their hashes, receipts, ledger, history and answers against their chains, how far these had
come against archive/heads.json and the database, and each row of the database against its own hash. What only the
program can tell, whether the texts give these readings, is left to `trucewatch verify`. Exit 0: all as it was; 1: not.
"""

import hashlib
import json
import sqlite3
import sys
from pathlib import Path

CHAINS = {"receipts": "receipt", "ledger": "decision", "history": "entry", "answers": "answer"}
ROWS = {
    "documents": ("id", "sha256", "read_version", "json"),
    "stages": ("document_id", "stage", "fingerprint", "json"),
    "records": ("kind", "position", "id", "json"),
}


def number(value):
    """A number as RFC 8785 writes it: the shortest digits, as ECMAScript shows them."""
    if value == 0 or isinstance(value, int):
        return str(int(value))
    digits, _, exponent = repr(abs(value)).partition("e")
    whole, _, part = digits.partition(".")
    point = len(whole) + int(exponent or 0) if whole != "0" else len(part.lstrip("0")) - len(part) + int(exponent or 0)
    digits = (whole + part).strip("0")
    sign = "-" if value < 0 else ""
    if 0 < point <= 21:
        return f"{sign}{digits[:point].ljust(point, '0')}{'.' + digits[point:] if digits[point:] else ''}"
    if -6 < point <= 0:
        return f"{sign}0.{'0' * -point}{digits}"
    return f"{sign}{digits[0]}{'.' + digits[1:] if digits[1:] else ''}e{point - 1:+d}"


def canonical(value):
    """Canonical JSON (RFC 8785): keys in order of their UTF-16 units, no blanks, characters as they are."""
    if isinstance(value, dict):
        keys = sorted(value, key=lambda key: key.encode("utf-16-be", "surrogatepass"))
        return "{" + ",".join(f"{canonical(key)}:{canonical(value[key])}" for key in keys) + "}"
    if isinstance(value, list):
        return "[" + ",".join(map(canonical, value)) + "]"
    if isinstance(value, int | float) and not isinstance(value, bool):
        return number(value)
    return json.dumps(value, ensure_ascii=False)


def sha256(text):
    """The hash of a text, in hex."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def chain(path, key):
    """The bodies and hashes of a chained file, and what is wrong with it but for what a later line vouches for."""
    bodies, hashes, faults, previous = [], [], {}, "0" * 64
    lines = path.read_bytes().split(b"\n") if path.is_file() else [b""]
    for count, line in enumerate(lines[:-1], start=1):
        try:
            row = json.loads(line)
            body, before, now = row[key], row["previous"], (row["number"], sha256(canonical(row[key])))
            fits = row["hash"] == sha256(before + canonical(body)) and row["number"] == count
        except (ValueError, KeyError, TypeError, RecursionError):
            row, body, before, now, fits = {"hash": ""}, None, previous, None, False
        follows = previous in ("", before)
        if not fits or not follows:
            faults[f"{path.name}:{count}: was changed, or lines before it were"] = now if follows else None
        bodies.append(body)
        hashes.append(previous := row["hash"])
    told = (one for body in bodies if isinstance(body, dict) for one in body.get("withheld") or ())
    vouched = {(one["line"], one["now"]) for one in told}
    found = [fault for fault, now in faults.items() if now not in vouched]
    return bodies, hashes, found + ([f"{path.name}: the last line was cut"] if lines[-1] else [])


def shorter(name, head, hashes):
    """What a chain lacks of what it is known to have had."""
    if head is not None and (head["number"] > len(hashes) or hashes[head["number"] - 1] != head["hash"]):
        return [f"{name}.jsonl: has {len(hashes)} entries, and had {head['number']} with others at the end"]
    return []


def archive(root, receipts):
    """Originals that are not as they were, strays, and what receipts and archive do not have in common."""
    seen, faults = set(), []
    for path in sorted(path for path in root.rglob("*") if path.is_symlink() or path.is_file()):
        where = path.relative_to(root).as_posix()
        if len(path.name) != 64 or path.parent.name != path.name[:2]:
            faults += [] if where == "heads.json" else [f"{where}: is no original"]
            continue
        seen.add(path.name)
        if path.is_symlink() or hashlib.sha256(path.read_bytes()).hexdigest() != path.name:
            faults.append(f"{where}: is not what was archived")
    claimed = {body["sha256"] for body in receipts if isinstance(body, dict) and "sha256" in body}
    faults += [f"{name}: was taken in and is not in the archive" for name in sorted(claimed - seen)]
    return faults + [f"{name}: no receipt speaks of it" for name in sorted(seen - claimed)]


def database(path, hashes):
    """Rows that are not as they were written, rows too many or too few, and chains that had come farther."""
    if not path.is_file():
        return []
    faults, sums, ids, order = [], {}, set(), set()
    with sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True) as raw:
        marks = dict(raw.execute("SELECT key, value FROM marks"))
        for table, columns in ROWS.items():
            by = "kind, position" if table == "records" else "rowid"
            for *row, digest in raw.execute(f"SELECT {', '.join(columns)}, digest FROM {table} ORDER BY {by}"):
                if any(isinstance(value, bytes) for value in row) or sha256(canonical(row)) != digest:
                    faults.append(f"{table}: {row[0]!r}, {row[1]!r}: was changed after it was written")
                if table == "records":
                    sums.setdefault(row[0], []).append(str(digest))
                    order |= {json.loads(row[3])["id"]} if row[0] == "order" else set()
                ids |= {row[0]} if table == "documents" else set()
        found = {kind: sha256("".join(digests)) for kind, digests in sums.items()}
        if "build" in marks and json.loads(marks.get("sums") or "{}") != found:
            faults.append("records: others than the build put in")
        strange = set(raw.execute("SELECT type, name FROM sqlite_master WHERE sql NOT NULL"))
        strange -= {("table", name) for name in (*ROWS, "marks", "alembic_version")} | {("index", "records_by_id")}
        faults += [f"{kind} {name}: is nothing of the program" for kind, name in sorted(strange)]
    faults += [f"documents: {name}: is not there" for name in sorted(order - ids)]
    faults += [] if marks.get("schema") == "3" else ["marks: the version of the tables is another"]
    for name in CHAINS:
        faults += shorter(name, json.loads(marks.get(f"head-{name}") or "null"), hashes[name])
    return faults


def verify(case):
    """Everything of a case that is not as it was, a line each."""
    faults, receipts, hashes = [], [], {}
    try:
        path = case / "archive" / "heads.json"
        heads = json.loads(path.read_bytes()) if path.is_file() else {}
        for name, key in CHAINS.items():
            bodies, hashes[name], wrong = chain(case / f"{name}.jsonl", key)
            receipts += bodies if name == "receipts" else []
            faults += wrong + shorter(name, heads.get(name), hashes[name])
            faults += [f"heads.json: does not know {name}"] if hashes[name] and name not in heads else []
        faults += archive(case / "archive", receipts)
        faults += database(case / "record.sqlite", hashes)
    except (sqlite3.Error, OSError, ValueError, TypeError, KeyError, AttributeError) as error:
        faults.append(f"heads.json or record.sqlite: cannot be read: {error}")
    return faults


if __name__ == "__main__":
    told = verify(Path(sys.argv[1]))
    print("\n".join(told) or "all as it was: originals, receipts, ledger, history, and the rows of the database")
    sys.exit(1 if told else 0)
