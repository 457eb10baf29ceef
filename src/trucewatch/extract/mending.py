"""Trees mended where their own layers contradict one another, in one place for all who read them.

Only what a parser of few megabytes often gets wrong and the tree itself shows to be wrong is touched.
"""

from __future__ import annotations

from spacy.attrs import DEP, LOWER, POS, TAG
from spacy.symbols import AUX, VERB
from spacy.tokens import Doc, Token

from trucewatch.extract.cues import is_speech

AUXILIARIES = {  # spaCy's lemma tables leave these as they are
    **dict.fromkeys(("am", "is", "are", "was", "were", "been", "being", "'m", "’m", "'re", "’re", "'s", "’s"), "be"),
    **dict.fromkeys(("has", "had", "having", "'ve", "’ve"), "have"),
    **dict.fromkeys(("does", "did", "done", "doing"), "do"),
    **dict.fromkeys(("wo", "'ll", "’ll"), "will"),
    "ca": "can",
}
MISREAD = {  # verbs that spaCy's rules take for others: "hopping", "hatted", "gripping"
    **dict.fromkeys(("hope", "hoped", "hopes", "hoping"), "hope"),
    **dict.fromkeys(("hate", "hated", "hates", "hating"), "hate"),
    **dict.fromkeys(("gripe", "griped", "gripes", "griping"), "gripe"),
}
FINITE = ("VBD", "VBZ", "VBP", "MD")
NOMINAL = ("NOUN", "PROPN", "PRON")
# A passive of these may have an object: "soldiers given orders", "a man named Ali".
TWO_OBJECTS = frozenset(
    ("allow", "ask", "award", "call", "deny", "dub", "entitle", "give", "grant", "label", "name")
) | (frozenset(("offer", "pay", "teach", "tell", "term", "title")))


# Verbs of speech whose bare gerund is the deed they speak of.
OF_DEEDS = frozenset(("deny", "admit", "acknowledge", "concede", "confess"))
MAX_BETWEEN = 8  # words from the first of two to the "and" before the second


def mended(doc: Doc) -> Doc:
    """The same tree, mended in place."""
    strings = doc.vocab.strings
    proper, participle, clause = (strings["NNP"], strings["NNPS"]), strings["VBN"], strings["acl"]
    case, between = strings["case"], strings["between"]
    pairs, verbs, gerunds, names, pairs_of_verbs = [], [], [], [], []
    dues, provisos, longs, denied = [], [], [], []
    due, provided, mark = strings["due"], (strings["provided"], strings["providing"]), strings["mark"]
    long, adverb, adjective = strings["long"], strings["advmod"], strings["amod"]
    beside = strings["conj"]
    misread = {strings[form]: lemma for form, lemma in MISREAD.items()}
    ing, aside, subject, before = strings["VBG"], strings["advcl"], strings["nsubj"], 0
    for index, (tag, pos, dep, word) in enumerate(doc.to_array([TAG, POS, DEP, LOWER]).tolist()):
        if pos in (VERB, AUX) and tag in proper:
            doc[index].pos_ = "PROPN"  # "Husted said …"
        elif pos == AUX:
            _give_lemma(doc[index])
        elif word in misread and pos == VERB:
            doc[index].lemma_ = misread[word]
        if tag == participle and dep == clause:
            verbs.append(doc[index])
        if tag == ing and dep == aside:
            gerunds.append(doc[index])
        if word == between and dep == case:
            pairs.append(doc[index])
        if word == due and dep == mark:
            dues.append(doc[index])
        if word in provided and pos == VERB:
            provisos.append(doc[index])
        if word == long and dep == adverb:
            longs.append(doc[index])
        if pos == VERB and dep == adjective and doc[index].lemma_ in OF_DEEDS:
            denied.append(doc[index])
        if pos == VERB and dep == beside:
            pairs_of_verbs.append(doc[index])
        if tag in proper and dep == subject and before in proper:
            names.append(doc[index])
        before = tag
    for word_due in dues:
        _make_prospect(word_due)
    for proviso in provisos:
        _make_condition(proviso)
    for adverb_long in longs:
        _make_proviso(adverb_long)
    for verb in denied:
        _make_denial(verb)
    for verb in pairs_of_verbs:
        _join_predicates(verb)
        _raise_speech(verb)
    for name in names:
        _join_name(name)
    for gerund in gerunds:
        _complete(gerund)
    for pair in pairs:
        _join_both(pair)
    for verb in verbs:
        noun = _subject_of(verb)
        if noun is not None:
            _make_clause(verb, noun)
    return doc


def _give_lemma(auxiliary: Token) -> None:
    if auxiliary.lower_ in AUXILIARIES:
        short = auxiliary.lower_ in ("'s", "’s") and auxiliary.dep_ == "aux" and auxiliary.head.tag_ == "VBN"
        auxiliary.lemma_ = "have" if short else AUXILIARIES[auxiliary.lower_]


def _make_prospect(due: Token) -> None:
    """Put the infinitive of "was due to lapse" below "due", which trees take for the "due to" that gives a reason."""
    verb = due.head
    to = next((part for part in due.children if part.dep_ == "fixed" and part.lower_ == "to"), None)
    if to is None or verb.tag_ != "VB" or to.i > verb.i:
        return
    parts = [part for part in verb.children if part.i < due.i]
    due.head, due.dep_, due.pos_ = (due, "ROOT", "ADJ") if verb.head.i == verb.i else (verb.head, verb.dep_, "ADJ")
    for part in parts:
        part.head = due
        if part.lemma_ == "be":
            part.dep_ = "cop"
    to.head, to.dep_ = verb, "mark"
    verb.head, verb.dep_ = due, "xcomp"


def _make_condition(word: Token) -> None:
    """Make "provided" in "will leave, provided that they stop" the mark of a condition on the verb before it."""
    clause = next((part for part in word.children if part.dep_ == "ccomp" and part.i > word.i), None)
    bare = not any(part.dep_ in ("nsubj", "nsubj:pass", "aux", "aux:pass", "obj") for part in word.children)
    apart = 0 < word.i < len(word.doc) - 1 and (word.nbor(-1).lower_ == "," or word.nbor().lower_ == "that")
    if clause is None or not bare or not apart:
        return
    verb = word.head
    while verb.pos_ in NOMINAL and verb.head.i != verb.i:
        verb = verb.head
    told = [part for part in verb.children if part.dep_ == "ccomp" and part.i < word.i]
    governed = told[-1] if told else verb
    if governed.i > word.i or governed.pos_ not in ("VERB", "AUX"):
        return
    clause.head, clause.dep_ = governed, "advcl"
    for part in word.children:
        part.head = clause
    word.head, word.dep_, word.pos_, word.tag_ = clause, "mark", "SCONJ", "IN"


def _make_proviso(long: Token) -> None:
    """Make "long" in "will hold as long as they do" the mark of the clause below it, on the verb above."""
    clause = next((part for part in long.children if part.dep_ in ("advcl", "ccomp") and part.i > long.i), None)
    opened = long.i > 0 and long.nbor(-1).lower_ in ("as", "so") and long.i + 1 < len(long.doc)
    if clause is None or not opened or long.nbor().lower_ != "as" or long.head.i == long.i:
        return
    clause.head, clause.dep_ = long.head, "advcl"
    long.head, long.dep_ = clause, "mark"


def _make_denial(verb: Token) -> None:
    """Make "denied" in "The militia denied responsibility." the verb that trees take for an adjective."""
    noun = verb.head
    speaker = verb.nbor(-1) if verb.i else verb
    if noun.head.i != noun.i or noun.i < verb.i or speaker.pos_ not in ("NOUN", "PROPN") or speaker.head.i < verb.i:
        return
    before = [part for part in (*noun.children, *verb.children) if part.i < verb.i and part.i != speaker.i]
    verb.head, verb.dep_, verb.tag_ = verb, "ROOT", "VBD"
    noun.head, noun.dep_ = verb, "obj"
    speaker.head, speaker.dep_ = verb, "nsubj"
    for part in before:
        part.head = speaker


def _complete(gerund: Token) -> None:
    """Make "shelling" in "denied on Monday shelling the town" what is denied, not what was done meanwhile."""
    verb = gerund.head
    bare = not any(part.dep_ in ("mark", "case", "nsubj") for part in gerund.children)
    apart = any(token.is_punct for token in gerund.doc[verb.i : gerund.i])
    whole = any(part.dep_ in ("obj", "ccomp", "xcomp") for part in verb.children)
    if verb.lemma_.lower() in OF_DEEDS and verb.i < gerund.i and bare and not apart and not whole:
        gerund.dep_ = "xcomp"


def _join_predicates(verb: Token) -> None:
    """Hang the second of two predicates side by side on the first: "says that it is unable and does not want to go"."""
    joint = next((part for part in verb.children if part.dep_ == "cc" and part.i < verb.i), None)
    if joint is None or joint.i == 0 or any(part.dep_ in ("nsubj", "nsubj:pass", "mark") for part in verb.children):
        return
    before = joint.nbor(-1)
    if before.i == verb.head.i or before.i < verb.head.i or before.pos_ not in ("ADJ", "VERB"):
        return
    if before.dep_.startswith(("acl", "ccomp")) and any(part.dep_ in ("cop", "aux") for part in before.children):
        verb.head = before


def _raise_speech(verb: Token) -> None:
    """Hang "said" in "rejected claims that they had fired and said …" on the verb that the clause in between is below.

    What follows an "and" in another tense than that clause, and is of speech, goes on with the sentence's own verb.
    """
    inner = verb.head
    own = any(part.dep_ in ("nsubj", "nsubj:pass", "aux", "aux:pass", "mark") for part in verb.children)
    perfect = any(part.dep_ == "aux" and part.lower_ == "had" for part in inner.children)
    if own or not perfect or verb.tag_ != "VBD" or not (is_speech(verb.lemma_.lower()) or verb.lemma_ == "accuse"):
        return
    if inner.dep_ not in ("acl", "ccomp") or inner.i > verb.i:
        return
    outer = inner.head
    while outer.pos_ in NOMINAL and outer.head.i != outer.i:
        outer = outer.head
    if outer.tag_ in ("VBD", "VBZ") and outer.i < inner.i and any(part.dep_ == "nsubj" for part in outer.children):
        verb.head = outer


def _join_name(last: Token) -> None:
    """Make "Aviv" the end of a name, not who speaks: "A spokesman in Tel Aviv said …"."""
    first, verb = last.nbor(-1), last.head
    noun = first.head
    placed = any(part.dep_ == "case" and part.i < first.i for part in first.children)
    if first.dep_ not in ("nmod", "obl") or not placed or noun.pos_ not in NOMINAL or noun.i > first.i:
        return
    if noun.head.i != noun.i or verb.i < last.i or any(part.i < last.i for part in last.children):
        return
    last.head, last.dep_ = first, "flat"
    noun.head, noun.dep_ = verb, "nsubj"


def _join_both(between: Token) -> None:
    """Hang the second of "a truce between A and B expired" on the first, not below the verb as its subject."""
    doc, first = between.doc, between.head
    joint = next(
        (t for t in doc[first.i + 1 : first.i + 1 + MAX_BETWEEN] if t.lower_ == "and" or t.tag_ in FINITE), None
    )
    if joint is None or joint.lower_ != "and" or first.dep_ not in ("nmod", "obl") or joint.i + 1 >= len(doc):
        return
    second = doc[joint.i + 1]
    while second.head.i > second.i and second.head.pos_ in NOMINAL:
        second = second.head
    of, verb = first.head, second.head if second.dep_ == "nsubj" else None
    if verb is None and second.dep_ == "conj" and second.head.i == of.i:
        verb = next((part for part in second.children if part.dep_ == "acl" and part.tag_ == "VBD"), None)
    if verb is None or second.pos_ not in NOMINAL or verb.i < second.i or of.pos_ not in NOMINAL or of.i > first.i:
        return
    second.head, second.dep_ = first, "conj"
    joint.head = second
    if verb.head.i in (of.i, second.i):
        _make_clause(verb, of)


def _subject_of(participle: Token) -> Token | None:
    """The noun before a past tense that the tree takes for its participle: "The envoy called for a truce.", or None.

    That is so where the word has an object, as no passive has, or is of speech and all the sentence's verb; and where
    the noun is nobody's object: nothing finite stands before.
    """
    doc, noun = participle.doc, participle.head
    labels = {part.dep_ for part in participle.children}
    if "obl:agent" in labels or not participle.lower_.endswith("ed"):
        return None
    while noun.dep_ in ("nmod", "obj", "compound", "obl") and noun.head.i < participle.i and noun.head.i != noun.i:
        noun = noun.head
    if noun.head.i < participle.i and noun.head.i != noun.i:
        return None
    if any(token.tag_ in FINITE for token in doc[noun.left_edge.i : participle.i]):
        return None
    alone = noun.head.i == noun.i and not any(token.tag_ in FINITE for token in doc)
    ends = doc[-1].lower_ == "." or doc[-1].is_quote
    spoken = alone and ends and is_speech(participle.lemma_.lower())
    named = noun.pos_ in NOMINAL or noun.tag_ == "VBG"
    active = any(_is_object(part) for part in participle.children) and participle.lemma_.lower() not in TWO_OBJECTS
    return noun if named and (active or spoken) else None


def _is_object(part: Token) -> bool:
    """An object; also that of "killed at least five soldiers", which trees take for a phrase with "at"."""
    return part.dep_ == "obj" or any(
        child.dep_ == "case" and child.lower_ == "at" and part.doc[child.i + 1].lower_ == "least"
        for child in part.children
    )


def _make_clause(verb: Token, noun: Token) -> None:
    """Put the verb in the noun's place, the noun below it for its subject, and what follows the verb below it too."""
    later = [part for part in noun.children if part.i > verb.i]
    root = noun.head.i == noun.i
    verb.head, verb.dep_ = (verb, "ROOT") if root else (noun.head, "ccomp")
    verb.tag_ = "VBD"
    noun.head, noun.dep_ = verb, "nsubj"
    for part in later:
        part.head = verb
