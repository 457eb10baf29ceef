"""Every command, by name: the module that has it, and what the list of commands says of it.

A module is loaded when its command is called, so that the list itself, `--version` and every other command wait for
none of its parts. `summary` is how the command's own help begins.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Entry:
    """One command."""

    name: str
    module: str
    summary: str


COMMANDS = (
    Entry("demo", "build_commands", "Build and report the bundled case."),
    Entry("new", "build_commands", "Make a case folder to fill."),
    Entry("add", "build_commands", "Archive files as they are and read them."),
    Entry("columns", "table_commands", "Offer a layout for a table of events."),
    Entry("build", "build_commands", "Extract, link and assess."),
    Entry("ask", "guest_commands", "Write what a language model is to be asked of a case, as a batch file."),
    Entry("take", "guest_commands", "Take a language model's answers in, each held to its schema."),
    Entry("status", "case_commands", "Tell whether the truce holds."),
    Entry("show", "case_commands", "Show one record with its words, and what persons ruled on it."),
    Entry(
        "verify",
        "build_commands",
        "Check that originals and ledger are as they were, and that a rebuild gives the same record.",
    ),
    Entry("repair", "build_commands", "Set right what a crash or a full disk left."),
    Entry("snapshot", "build_commands", "Put all of a case into one file that another machine unpacks and verifies."),
    Entry("decide", "decide_commands", "Record a person's decision, with its why, and build what follows."),
    Entry("history", "decide_commands", "Tell every decision, first to last."),
    Entry("diff", "diff_command", "Tell what changed in the record from one date to another."),
    Entry("list", "find_commands", "List what the record holds, filtered and sorted."),
    Entry(
        "search",
        "find_commands",
        "Search documents, claims, incidents and names by words, whatever their capitals and diacritics.",
    ),
    Entry("report", "report_commands", "Write a report as one self-contained file."),
    Entry("serve", "serve_command", "Open the workbench on a case, in a browser on this machine."),
    Entry("export", "export_commands", "Write the record, or a part of it, in a format that others use."),
    Entry("import", "export_commands", "Make a case of our own JSON lines."),
    Entry("release", "export_commands", "Show what a public report or export would hold today, and what stays inside."),
    Entry("annotate", "text_commands", "Show what the program sees in each text, layer by layer, as JSON lines."),
    Entry(
        "incidents",
        "text_commands",
        "Tell which documents are versions of one text, and which incidents each is about, as JSON lines.",
    ),
    Entry("explain", "explain_command", "Show a text as the program reads it."),
    Entry(
        "audit",
        "audit_commands",
        "Tell what the record holds for and against each party, by the same count, and tallies beside the record.",
    ),
    Entry("agreement", "agreement_commands", "Check, show and compare agreement files."),
    Entry("gazetteer", "gazetteer_commands", "Places beyond the shipped gazetteer."),
)
