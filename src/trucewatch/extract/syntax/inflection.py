"""Inflected English forms of the lexicons' lemmas, and the way back from a form to its lemmas.

The lexicons are closed lists, so their forms can be made once. That keeps the search for triggers apart from any
parser's lemmatizer: another pipeline may be named, and the gate needs no parse at all.
"""

from __future__ import annotations

from functools import cache

from trucewatch.knowledge import load_yaml

VOWELS = "aeiou"
HARM = "harm.yaml"

# Past and past participle where they are not regular; verbs of the lexicons alone.
IRREGULAR_VERBS: dict[str, tuple[str, ...]] = {
    "be": ("am", "is", "are", "was", "were", "been", "being"),
    "beat": ("beat", "beaten"),
    "become": ("became", "become"),
    "begin": ("began", "begun"),
    "blow": ("blew", "blown"),
    "break": ("broke", "broken"),
    "bring": ("brought",),
    "build": ("built",),
    "burn": ("burned", "burnt"),
    "catch": ("caught",),
    "come": ("came", "come"),
    "cut": ("cut",),
    "deal": ("dealt",),
    "dig": ("dug",),
    "do": ("did", "done", "does"),
    "draw": ("drew", "drawn"),
    "drive": ("drove", "driven"),
    "fall": ("fell", "fallen"),
    "feed": ("fed",),
    "fight": ("fought",),
    "find": ("found",),
    "flee": ("fled",),
    "fly": ("flew", "flown"),
    "forbid": ("forbade", "forbidden"),
    "forgive": ("forgave", "forgiven"),
    "freeze": ("froze", "frozen"),
    "get": ("got", "gotten"),
    "give": ("gave", "given"),
    "go": ("went", "gone", "goes"),
    "hang": ("hanged", "hung"),
    "have": ("has", "had", "having"),
    "hear": ("heard",),
    "hide": ("hid", "hidden"),
    "hit": ("hit",),
    "hold": ("held",),
    "keep": ("kept",),
    "know": ("knew", "known"),
    "lay": ("laid",),
    "lead": ("led",),
    "leave": ("left",),
    "lend": ("lent",),
    "let": ("let",),
    "lose": ("lost",),
    "make": ("made",),
    "meet": ("met",),
    "mistake": ("mistook", "mistaken"),
    "overfly": ("overflew", "overflown"),
    "override": ("overrode", "overridden"),
    "overrun": ("overran", "overrun"),
    "overtake": ("overtook", "overtaken"),
    "overthrow": ("overthrew", "overthrown"),
    "partake": ("partook", "partaken"),
    "pay": ("paid",),
    "put": ("put",),
    "quit": ("quit", "quitted"),
    "rebuild": ("rebuilt",),
    "retake": ("retook", "retaken"),
    "run": ("ran", "run"),
    "say": ("said",),
    "see": ("saw", "seen"),
    "seek": ("sought",),
    "send": ("sent",),
    "set": ("set",),
    "shoot": ("shot",),
    "show": ("showed", "shown"),
    "shut": ("shut",),
    "sit": ("sat",),
    "slay": ("slew", "slain"),
    "speak": ("spoke", "spoken"),
    "spend": ("spent",),
    "stand": ("stood",),
    "steal": ("stole", "stolen"),
    "stick": ("stuck",),
    "strike": ("struck", "stricken"),
    "sue": ("sued",),
    "swear": ("swore", "sworn"),
    "take": ("took", "taken"),
    "tear": ("tore", "torn"),
    "tell": ("told",),
    "think": ("thought",),
    "throw": ("threw", "thrown"),
    "undergo": ("underwent", "undergone"),
    "undertake": ("undertook", "undertaken"),
    "uphold": ("upheld",),
    "win": ("won",),
    "withdraw": ("withdrew", "withdrawn"),
    "withhold": ("withheld",),
    "withstand": ("withstood",),
    "write": ("wrote", "written"),
}
# Verbs of two syllables that double their last consonant all the same.
DOUBLING = frozenset(
    (
        "permit",
        "rebel",
        "regret",
        "commit",
        "admit",
        "compel",
        "expel",
        "deter",
        "patrol",
        "refer",
        "kidnap",
        "equip",
        "submit",
        "omit",
        "occur",
        "concur",
        "confer",
        "transfer",
        "incur",
        "dispel",
        "repel",
        "propel",
        "rebut",
        "acquit",
        "abet",
        "worship",
        "defer",
    )
)
NOT_DOUBLING = frozenset("hamper open enter target visit offer deliver order suffer".split())  # noqa: SIM905
IRREGULAR_NOUNS = {
    "militiaman": "militiamen",
    "man": "men",
    "woman": "women",
    "child": "children",
    "aircraft": "aircraft",
}


def _doubles(lemma: str) -> bool:
    """Whether the last consonant is doubled: one short closed syllable ("stop"), or one of the known verbs."""
    if lemma in DOUBLING:
        return True
    if lemma in NOT_DOUBLING or len(lemma) < 3:
        return False
    last, middle, before = lemma[-1], lemma[-2], lemma[-3]
    one_syllable = sum(letter in VOWELS for letter in lemma) == 1
    return one_syllable and last not in "aeiouwxy" and middle in VOWELS and before not in VOWELS


def _third_person(lemma: str) -> str:
    if lemma.endswith(("s", "x", "z", "ch", "sh", "o")):
        return lemma + "es"
    if lemma.endswith("y") and lemma[-2:-1] not in VOWELS:
        return lemma[:-1] + "ies"
    return lemma + "s"


@cache
def harm_words(*names: str) -> frozenset[str]:
    """The words of these lists of `knowledge/harm.yaml` together."""
    return frozenset(word for name in names for word in load_yaml(HARM)[name])


@cache
def verb_forms(lemma: str) -> frozenset[str]:
    """All forms of a verb, the lemma among them."""
    if lemma.endswith("ie"):
        gerund = lemma[:-2] + "ying"
    elif lemma.endswith("e") and not lemma.endswith(("ee", "oe", "ye")) and lemma != "be":
        gerund = lemma[:-1] + "ing"
    else:
        gerund = lemma + (lemma[-1] if _doubles(lemma) else "") + "ing"
    if lemma in IRREGULAR_VERBS:
        past: tuple[str, ...] = IRREGULAR_VERBS[lemma]
    elif lemma.endswith("e"):
        past = (lemma + "d",)
    elif lemma.endswith("y") and lemma[-2:-1] not in VOWELS:
        past = (lemma[:-1] + "ied",)
    else:
        past = (lemma + (lemma[-1] if _doubles(lemma) else "") + "ed",)
    forms = {lemma, _third_person(lemma), gerund, *past}
    if lemma.endswith("l") and not lemma.endswith("ll"):
        forms |= {lemma + "led", lemma + "ling"}  # shelled, but also signalled
    return frozenset(forms)


@cache
def noun_forms(lemma: str) -> frozenset[str]:
    """Singular and plural of a noun."""
    if lemma in IRREGULAR_NOUNS:
        return frozenset((lemma, IRREGULAR_NOUNS[lemma]))
    if lemma.endswith("man") and len(lemma) > 4:
        return frozenset((lemma, lemma[:-3] + "men"))
    return frozenset((lemma, _third_person(lemma)))


NO_LEMMAS: frozenset[str] = frozenset()


class Forms:
    """Form → lemmas, for one part of speech."""

    def __init__(self) -> None:
        self._lemmas: dict[str, frozenset[str]] = {}

    def add(self, lemma: str, forms: frozenset[str]) -> None:
        """Know `lemma` by its `forms`."""
        for form in forms:
            self._lemmas[form] = self.lemmas(form) | {lemma}

    def lemmas(self, form: str) -> frozenset[str]:
        """The lemmas that `form` (lower case) may belong to."""
        return self._lemmas.get(form, NO_LEMMAS)

    def all_forms(self) -> frozenset[str]:
        """Every form known."""
        return frozenset(self._lemmas)
