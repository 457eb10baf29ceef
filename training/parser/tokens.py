"""The tokeniser: spaCy's English rules, changed where UD English differs as a rule.

Runs of one mark stay one token; a word with a combining prefix ("anti-government") is one token, other
hyphenated words are three; a clock time parts from its "pm"; telephone numbers stay whole. What is changed is
written into the pipeline's tokenizer file, so that loading it needs no code of ours.
"""

from __future__ import annotations

from spacy.lang.char_classes import ALPHA, ALPHA_LOWER, ALPHA_UPPER, CONCAT_QUOTES, HYPHENS, LIST_ELLIPSES, LIST_ICONS
from spacy.language import Language
from spacy.symbols import ORTH
from spacy.util import compile_infix_regex, compile_prefix_regex, compile_suffix_regex

COMBINING = frozenset(
    (
        "anti",
        "arch",
        "co",
        "counter",
        "cross",
        "e",
        "ex",
        "inter",
        "intra",
        "mid",
        "multi",
        "neo",
        "non",
        "over",
        "post",
        "pre",
        "pro",
        "re",
        "semi",
        "sub",
        "trans",
        "ultra",
        "un",
        "under",
    )
)
RUNS = r"(?:[!?][!?.]+|\.+[!?]+|\*{2,}|={2,}|_{2,}|~{2,}|#{3,}|<{2,}|>{2,}|-{2,}|—{2,})"
TITLES = frozenset(
    (
        "Lt",
        "Col",
        "Maj",
        "Sgt",
        "Brig",
        "Cpl",
        "Capt",
        "Cmdr",
        "Hon",
        "Pres",
        "Sat",
        "Mon",
        "Tue",
        "Tues",
        "Wed",
        "Thu",
        "Thurs",
        "Fri",
        "Ft",
        "approx",
        "est",
        "Dept",
        "Amb",
        "Min",
    )
)
NOT_CONTRACTIONS = ("id", "Id", "wed", "Wed", "were", "Were", "ill", "Ill")


def infixes() -> list[str]:
    """Where a word is cut inside."""
    prefix = "".join(rf"(?<!\b(?i:{word}))" for word in sorted(COMBINING))
    phone = r"(?<!(?<!\d)\d{3})"
    return [
        *LIST_ELLIPSES,
        *LIST_ICONS,
        RUNS,
        r"(?<=[0-9])[+\*^](?=[0-9-])",
        rf"(?<=[0-9]){phone}[-–](?=[0-9])",
        rf"(?<=[{ALPHA_LOWER}{CONCAT_QUOTES}])\.(?=[{ALPHA_UPPER}{CONCAT_QUOTES}])",
        rf"(?<=[{ALPHA}]),(?=[{ALPHA}])",
        rf"{prefix}(?<=[{ALPHA}])(?:{HYPHENS})(?=[{ALPHA}])",
        rf"(?<=[0-9])-(?=[{ALPHA}])",
        rf"(?<=[{ALPHA}0-9])[:<>=](?=[{ALPHA}])",
        rf"(?<=[{ALPHA}])/(?=[{ALPHA_LOWER}]{{2}})",
    ]


def ud_tokenizer(nlp: Language) -> Language:
    """Change `nlp`'s tokeniser in place and return `nlp`."""
    defaults = nlp.Defaults
    unwanted = {*NOT_CONTRACTIONS, "and/or"}
    rules = {key: value for key, value in nlp.tokenizer.rules.items() if key not in unwanted}
    rules |= {f"{word}.": [{ORTH: f"{word}."}] for word in sorted(TITLES)}
    nlp.tokenizer.rules = rules
    nlp.tokenizer.prefix_search = compile_prefix_regex([RUNS, *defaults.prefixes]).search
    nlp.tokenizer.suffix_search = compile_suffix_regex(
        [RUNS, r"(?<=\d)(?:[ap]m|[AP]M|[ap]\.m\.|[AP]\.M\.)", *defaults.suffixes]
    ).search
    nlp.tokenizer.infix_finditer = compile_infix_regex(infixes()).finditer
    return nlp
