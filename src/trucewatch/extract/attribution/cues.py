"""The lexicon of attribution (`knowledge/attribution.yaml`), ready for look-up."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cache

from trucewatch.knowledge import load_yaml
from trucewatch.records.claims import Force


@dataclass(frozen=True)
class Cue:
    """What a verb does as a cue.

    Attributes:
        frames: complements that are its content: clause, object, to, as, of.
        classes: the verb classes it belongs to, the first named first.
        force: what its speaker does with the content; None where the class says nothing of it.
        prepositions: those before an object which is its content.
    """

    frames: frozenset[str]
    classes: tuple[str, ...]
    force: Force | None
    prepositions: frozenset[str]


@cache
def verbs() -> dict[str, Cue]:
    """Lemma → cue; a verb of several classes has the frames of all, and the first force named."""
    frames: dict[str, set[str]] = defaultdict(set)
    classes: dict[str, list[str]] = defaultdict(list)
    forces: dict[str, Force] = {}
    prepositions: dict[str, set[str]] = defaultdict(set)
    lexicon = load_yaml("attribution.yaml")
    for group in lexicon["verbs"]:
        for word in group["words"]:
            frames[word].update(group["frames"])
            classes[word].append(group["class"])
            if "force" in group:
                forces.setdefault(word, Force(group["force"]))
    for preposition, words in lexicon["prepositional"].items():
        for word in words:
            prepositions[word].add(preposition)
    return {
        word: Cue(frozenset(frames[word]), tuple(classes[word]), forces.get(word), frozenset(prepositions[word]))
        for word in {*frames, *prepositions}
    }


@cache
def words(kind: str) -> frozenset[str]:
    """One of the lexicon's plain lists."""
    return frozenset(load_yaml("attribution.yaml")[kind])


def is_speech(lemma: str) -> bool:
    """Whether a quotation may hang on the verb."""
    cue = verbs().get(lemma)
    return cue is not None and not words("speech").isdisjoint(cue.classes)


def is_told(lemma: str) -> bool:
    """Whether the order of words alone may give the verb a content: verbs of speech, but not "found" or "showed"."""
    cue = verbs().get(lemma)
    return cue is not None and is_speech(lemma) and ("show" not in cue.classes or "say" in cue.classes)
