"""Where a tree is set right by its own frames, and where UD's analysis is turned into the one that the rules read.

UD English has "provided" as a verb and "as long as" as an adverb with a clause below it; both open a condition, as "if"
does. A verb goes on from the one whose subject its frame names as its own.
"""

from __future__ import annotations

from collections.abc import Mapping, MutableSequence, Sequence

Arguments = Mapping[int, Sequence[tuple[str, int, int]]]
REPORTS = frozenset(("reports", "claims", "calls", "demands", "charges", "talks", "rumours", "rumors"))
AGREED = frozenset(("agreed", "signed", "reached", "brokered", "declared", "announced", "concluded", "negotiated"))
SUBJECTS = ("nsubj", "nsubj:pass")


def settle(
    words: Sequence[str], heads: MutableSequence[int], labels: MutableSequence[str], arguments: Arguments
) -> None:
    """Change `heads` and `labels` in place.

    Args:
        words: the sentence's words, in lower case.
        heads: for each the place of its head, −1 for the root.
        labels: for each its relation.
        arguments: for the places of predicates, their arguments `(label, first, end)`.
    """
    for i, word in enumerate(words):
        if word in ("provided", "providing"):
            _open_proviso(i, words, heads, labels)
        elif word == "long":
            _open_duration(i, words, heads, labels)
        elif labels[i] == "conj" and i in arguments:
            _raise_conjunct(i, heads, labels, arguments)
        elif labels[i] == "advcl" and word in AGREED and i > 0 and words[i - 1] not in (",", ";", ":", "-", "–", "—"):
            _make_reduced_relative(i, heads, labels)
        elif labels[i] in SUBJECTS:
            _join_name(i, words, heads, labels)
            if is_gapped(heads[i], heads, labels, arguments):
                labels[i] = "nsubj:pass"


def is_noun_taken_for_verb(words: Sequence[str], tags: Sequence[str]) -> bool:
    """Whether a sentence opens with "Reports that …", "Claims of …", whose noun a tagger takes for a verb."""
    return len(words) > 1 and words[0] in REPORTS and words[1] in ("that", "of") and tags[0] in ("VBZ", "VBP")


def is_past_tense(i: int, tags: Sequence[str], heads: Sequence[int], labels: Sequence[str]) -> bool:
    """Whether what is tagged as a participle is a past tense: it has a subject that acts, and no auxiliary."""
    return (
        tags[i] == "VBN"
        and _has(i, heads, labels, ("nsubj",))
        and not _has(i, heads, labels, ("aux", "aux:pass", "nsubj:pass", "cop"))
    )


def attach_opening_noun(heads: MutableSequence[int], labels: MutableSequence[str]) -> None:
    """Make the noun that opens "Reports that it fell were false" the subject of the predicate it was set beside."""
    beside = next(
        (k for k in range(1, len(heads)) if heads[k] == heads[0] and labels[k] in ("ccomp", "conj", "parataxis")), None
    )
    if beside is not None and heads[0] >= 0:
        heads[0], labels[0] = beside, "nsubj"


def _make_reduced_relative(i: int, heads: MutableSequence[int], labels: MutableSequence[str]) -> None:
    """Hang "agreed" in "the truce agreed on 12 February" on the noun right before it, with what follows it."""
    if _has(i, heads, labels, (*SUBJECTS, "obj", "aux", "mark")):
        return
    above = heads[i]
    heads[i], labels[i] = i - 1, "acl"
    following = next((k for k in range(i + 2, len(heads)) if heads[k] == above and labels[k] == "obl"), None)
    if following is not None and heads[i + 1] == following and labels[i + 1] == "case":
        heads[following] = i


def is_gapped(verb: int, heads: Sequence[int], labels: Sequence[str], arguments: Arguments) -> bool:
    """Whether a participle shares the auxiliary of the passive before it: "nine were killed and 38 injured"."""
    told = {label for label, _, _ in arguments.get(verb, ())}
    beside = labels[verb] == "conj" and _has(heads[verb], heads, labels, ("nsubj:pass", "aux:pass"))
    return (
        beside and "ARG1" in told and "ARG0" not in told and not _has(verb, heads, labels, ("obj", "aux", "aux:pass"))
    )


def _join_name(i: int, words: Sequence[str], heads: MutableSequence[int], labels: MutableSequence[str]) -> None:
    """Join a name to the title before it, which a tree makes two subjects: "Secretary of State | John Kerry told"."""
    before = next((k for k in range(i - 1, -1, -1) if heads[k] == heads[i] and labels[k] == labels[i]), None)
    if before is None or any(words[k] in (",", "and", "that", "-", ":") for k in range(before, i)):
        return
    between = [k for k in range(before + 1, i) if not (before <= heads[k] <= i)]
    if not between:
        heads[i], labels[i] = before, "appos"


def _open_proviso(i: int, words: Sequence[str], heads: MutableSequence[int], labels: MutableSequence[str]) -> None:
    """Make "provided" in "will leave, provided that they stop" the mark of the clause after it."""
    apart = 0 < i < len(words) - 1 and (words[i - 1] == "," or words[i + 1] == "that")
    if not apart or labels[i] not in ("advcl", "mark", "acl") or _has(i, heads, labels, (*SUBJECTS, "aux", "obj")):
        return
    clause = next(
        (k for k in range(i + 1, len(words)) if labels[k] in ("ccomp", "advcl") and heads[k] in (i, heads[i])), None
    )
    if clause is None or heads[i] < 0:
        return
    heads[clause], labels[clause] = heads[i], "advcl"
    heads[i], labels[i] = clause, "mark"


def _open_duration(i: int, words: Sequence[str], heads: MutableSequence[int], labels: MutableSequence[str]) -> None:
    """Make "long" in "will hold as long as they do" the mark of the clause below it."""
    opened = 0 < i < len(words) - 1 and words[i - 1] in ("as", "so") and words[i + 1] == "as"
    clause = next((k for k in range(i + 1, len(words)) if heads[k] == i and labels[k] in ("advcl", "ccomp")), None)
    if not opened or clause is None or heads[i] < 0:
        return
    heads[clause], labels[clause] = heads[i], "advcl"
    heads[i], labels[i] = clause, "mark"


def _raise_conjunct(i: int, heads: MutableSequence[int], labels: MutableSequence[str], arguments: Arguments) -> None:
    """Let a verb go on from the one whose subject is its ARG0: "rejected claims that it fled, and accused them"."""
    doer = next(((low, high) for label, low, high in arguments[i] if label == "ARG0"), None)
    below = heads[i]
    if doer is None or below < 0 or not _has(below, heads, labels, SUBJECTS):
        return
    above = below
    for _ in heads:
        above = heads[above]
        if above < 0:
            return
        subject = next((k for k, head in enumerate(heads) if head == above and labels[k] in SUBJECTS), None)
        if subject is not None:
            own = any(doer[0] <= k < doer[1] for k, head in enumerate(heads) if head == below and labels[k] in SUBJECTS)
            if doer[0] <= subject < doer[1] and not own and above < i:
                heads[i] = above
            return


def _has(place: int, heads: Sequence[int], labels: Sequence[str], wanted: Sequence[str]) -> bool:
    return any(head == place and labels[k] in wanted for k, head in enumerate(heads))
