"""Trees mended where their own layers contradict one another, in one place for all who read them.

Only what a parser of few megabytes often gets wrong and the tree itself shows to be wrong is touched.
"""

from __future__ import annotations

from spacy.tokens import Doc, Token

from trucewatch.extract.cues import is_speech

AUXILIARIES = {  # spaCy's lemma tables leave these as they are
    **dict.fromkeys(("am", "is", "are", "was", "were", "been", "being", "'m", "’m", "'re", "’re", "'s", "’s"), "be"),
    **dict.fromkeys(("has", "had", "having", "'ve", "’ve"), "have"),
    **dict.fromkeys(("does", "did", "done", "doing"), "do"),
    **dict.fromkeys(("wo", "'ll", "’ll"), "will"),
    "ca": "can",
}
FINITE = ("VBD", "VBZ", "VBP", "MD")
NOMINAL = ("NOUN", "PROPN", "PRON")


def mended(doc: Doc) -> Doc:
    """The same tree, mended in place."""
    for token in doc:
        if token.tag_ in ("NNP", "NNPS") and token.pos_ in ("VERB", "AUX"):
            token.pos_ = "PROPN"  # "Husted said …"
        elif token.pos_ == "AUX" and token.lower_ in AUXILIARIES:
            short = token.lower_ in ("'s", "’s") and token.dep_ == "aux" and token.head.tag_ == "VBN"
            token.lemma_ = "have" if short else AUXILIARIES[token.lower_]
    verb = _verb_taken_for_participle(doc)
    if verb is not None:
        _make_main(verb)
    return doc


def _verb_taken_for_participle(doc: Doc) -> Token | None:
    """The past tense of "The envoy called for a truce." where the tree has a noun with a participle and no verb."""
    if not len(doc) or not (doc[-1].lower_ == "." or doc[-1].is_quote) or any(t.tag_ in FINITE for t in doc):
        return None
    root = next((token for token in doc if token.head.i == token.i), doc[0])
    if root.pos_ not in NOMINAL:
        return None
    after = (part for part in root.children if part.dep_ == "acl" and part.tag_ == "VBN" and part.i > root.i)
    return next((part for part in after if _is_active(part)), None)


def _is_active(participle: Token) -> bool:
    """Whether it has what no passive has: an object; or it is of speech, and nobody is named by whom."""
    labels = {part.dep_ for part in participle.children}
    return "obj" in labels or (is_speech(participle.lemma_.lower()) and "obl:agent" not in labels)


def _make_main(verb: Token) -> None:
    """Make the verb its sentence's root, the noun it hung on its subject, and what follows it its own."""
    noun = verb.head
    later = [part for part in noun.children if part.i > verb.i]
    verb.head, verb.dep_, verb.tag_ = verb, "ROOT", "VBD"
    noun.head, noun.dep_ = verb, "nsubj"
    for part in later:
        part.head = verb
