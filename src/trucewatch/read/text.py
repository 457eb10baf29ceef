"""Bytes → text: encodings told apart, binary files refused, line ends made one.

Nothing else is changed. The text is not normalised to NFC, blanks are not collapsed and quotes are not
straightened: what a person finds in the original must be found in the text.
"""

from __future__ import annotations

import codecs
import re
import unicodedata

from charset_normalizer import from_bytes

from trucewatch.errors import Fault, ReadError
from trucewatch.read.language import detect_language, language_confidence

# The first bytes of formats that are no text, with what to call them.
_SIGNATURES = (
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"%PDF-", "a PDF file"),
    (b"PK\x03\x04", "a ZIP, Word or similar archive"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"\xd0\xcf\x11\xe0", "an old Office file"),
    (b"\x7fELF", "a program"),
    (b"SQLite format 3\x00", "a database"),
)
# UTF-32 stands before UTF-16, whose mark begins it.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# Bytes that Windows-1252 uses for quotes, dashes, dots and hard blanks: in a text of ASCII letters they tell it
# from its sisters, which statistics cannot on so few bytes.
_WESTERN_MARKS = frozenset(b"\x80\x82\x84\x85\x91\x92\x93\x94\x95\x96\x97\xa0\xa3\xa9\xab\xae\xb0\xb7\xbb")
_RARE = 0.02  # share of bytes beyond ASCII up to which a text counts as "ASCII letters with a few marks"
_DAMAGE = 0.01  # share of characters, or three, up to which a text is UTF-8 that was cut or damaged
_CANDIDATES = [
    *(f"cp125{digit}" for digit in range(9)),
    *("koi8_r", "koi8_u", "cp866", "iso8859_2", "iso8859_5", "iso8859_6", "iso8859_8", "mac_roman"),
    *("gb18030", "big5", "shift_jis", "euc_jp", "euc_kr"),
]
# Python's own, which no page is written in; some of them take time with the square of a text's length.
_NO_PAGES = frozenset({"idna", "mbcs", "oem", "punycode", "raw-unicode-escape", "undefined", "unicode-escape", "utf-7"})
_SAMPLE = 65_536  # bytes: enough for statistics, and bounds their cost on a large file
_LINE_ENDS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_TAG = re.compile(rb"<[^<>]{0,2000}>")
_ALONE = re.compile(rb"(?:(?<=[A-Za-z])|(?<![\x80-\xff]))[\x80-\xff](?:(?=[A-Za-z])|(?![\x80-\xff]))")
_WORD = re.compile(r"[^\s\d.,;:!?\"'()\[\]<>«»“”‘’„–—…/%&=+#*。、，！？「」-]+")
_EAST_ASIAN = frozenset({"CJK", "HIRAGANA", "KATAKANA", "HANGUL"})
_MOSTLY = 0.8
_WESTERN = frozenset(
    {"ca", "da", "de", "en", "es", "eu", "fi", "fr", "ga", "gl", "is", "it", "nb", "nl", "nn", "no", "pt", "sq", "sv"}
)
_CONTROLS = re.compile(rb"[\x01-\x08\x0e-\x1a\x1c-\x1f]")
_MANY_CONTROLS = 0.01


def decode(raw: bytes, where: str, declared: str | None = None) -> str:
    """The text of `raw`, every line end a line feed.

    A byte order mark decides; then UTF-8, since text in another encoding is hardly ever valid UTF-8 by chance;
    then `declared`, where the bytes fit it; then UTF-8 with a few damaged characters, which become U+FFFD; then
    statistics. A declaration that the bytes contradict is not believed.

    Args:
        raw: the bytes as retrieved.
        where: the name to use in faults.
        declared: the encoding that a header or the document itself names, None where none does.

    Raises:
        ReadError: `read.binary`, `read.nul-bytes` or `read.encoding`.
    """
    for signature, kind in _SIGNATURES:
        if raw.startswith(signature):
            raise _refused("read.binary", f"is {kind}, not text; save its text as .txt or .html", where)
    for mark, encoding in _MARKS:
        if raw.startswith(mark):
            return unify_lines(_strictly(raw[len(mark) :], encoding, where))
    if b"\x00" in raw:
        return unify_lines(_wide(raw, where))
    if len(_CONTROLS.findall(raw[:_SAMPLE])) > _MANY_CONTROLS * min(len(raw), _SAMPLE):
        raise _refused("read.binary", "is full of control characters: a binary file, not text", where)
    try:
        return unify_lines(raw.decode("utf-8"))
    except UnicodeDecodeError:
        return unify_lines(_narrow(raw, where, declared))


def unify_lines(text: str) -> str:
    """`text` with every line end (CR LF, CR, form feed, NEL, LS, PS …) as one line feed."""
    return _LINE_ENDS.sub("\n", text)


def _refused(code: str, message: str, where: str) -> ReadError:
    return ReadError(Fault(code, message, where=where))


def _strictly(raw: bytes, encoding: str, where: str) -> str:
    try:
        text = raw.decode(encoding)
    except UnicodeDecodeError as error:
        message = f"begins as {encoding} but byte {error.start} does not fit: damaged or cut; retrieve it again"
        raise _refused("read.encoding", message, where) from error
    if "\x00" in text:
        raise _nul(text.index("\x00"), where)
    return text


def _nul(position: int, where: str) -> ReadError:
    message = f"has a NUL at {position}: damaged, or a binary file; retrieve it again or save its text"
    return _refused("read.nul-bytes", message, where)


def _wide(raw: bytes, where: str) -> str:
    """UTF-16 without a mark: the NULs of its ASCII characters stand nearly all at even, or all at odd, places."""
    sample = raw[:_SAMPLE]
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    # A tenth of the places is what blanks and line feeds alone give in a script without ASCII letters.
    enough = len(sample) // 20
    if len(raw) % 2 == 0 and max(even, odd) > enough and min(even, odd) * 20 < max(even, odd):
        return _strictly(raw, "utf-16-be" if even > odd else "utf-16-le", where)
    raise _nul(raw.index(b"\x00"), where)


def _narrow(raw: bytes, where: str, declared: str | None) -> str:
    if declared is not None:
        text = _believed(raw, declared)
        if text is not None:
            return text
    damaged = raw.decode("utf-8", "replace")
    lost = damaged.count("\ufffd")
    if lost <= max(3, _DAMAGE * len(damaged)) and sum(character > "\x7f" for character in damaged) > 2 * lost:
        return damaged
    beyond = [byte for byte in raw[:_SAMPLE] if byte > 0x7F]
    marks = sum(byte in _WESTERN_MARKS for byte in beyond)
    if beyond and len(beyond) < _RARE * min(len(raw), _SAMPLE) and marks * 2 >= len(beyond):
        text = _believed(raw, "cp1252")
        if text is not None:
            return text
    sample = _TAG.sub(b" ", raw[:_SAMPLE])  # tags are ASCII, and would speak for a language of their own
    western = _believed(raw, "cp1252")
    if western is not None and _is_western(sample):
        return western
    guesses = {guess.encoding for guess in from_bytes(sample, cp_isolation=_CANDIDATES)}
    texts = {text: encoding for encoding in sorted(guesses) if (text := _believed(raw, encoding)) is not None}
    if texts:
        # The statistics tell what is possible; which of it has words, and is a language, tells what was meant.
        return max(texts, key=lambda text: _likeness(sample, texts[text]))
    raise _refused("read.encoding", "has an encoding that cannot be told; save it as UTF-8", where)


def _is_western(sample: bytes) -> bool:
    """Whether what is beyond ASCII are single letters among ASCII ones, in a language that cp1252 was made for.

    Cyrillic, Greek, Hebrew or Arabic letters stand in runs; Polish, Czech or Turkish have single ones too, and are
    told by their language.
    """
    beyond = [byte for byte in sample if byte > 0x7F]
    text = sample.decode("cp1252", "replace")
    if len(_ALONE.findall(sample)) < _MOSTLY * len(beyond) or _wordlike(text) < _MOSTLY:
        return False
    marks = sum(byte in _WESTERN_MARKS for byte in beyond)
    language = detect_language(text)
    return language in _WESTERN or (language is None and 2 * marks >= len(beyond))


def _likeness(sample: bytes, encoding: str) -> tuple[float, float]:
    """How much of what is beyond ASCII are words of one script and of one case, and how surely it is a language."""
    text = sample.decode(encoding, "replace")
    return round(_wordlike(text), 1), language_confidence(text)


def _wordlike(text: str) -> float:
    """The share of well-formed words among those with letters beyond ASCII: wrong encodings mix scripts and cases."""
    words = [word for word in _WORD.findall(text) if not word.isascii()]
    return sum(map(_is_formed, words)) / len(words) if words else 1.0


def _is_formed(word: str) -> bool:
    if not all(unicodedata.category(character)[0] in "LM" for character in word):
        return False
    scripts = {unicodedata.name(character, "?").split()[0] for character in word if character.isalpha()}
    if len(scripts) > 1 and not scripts <= _EAST_ASIAN:
        return False
    return word.islower() or word.isupper() or word.istitle() or word.lower() == word.upper()


def _believed(raw: bytes, encoding: str) -> str | None:
    """The text if `encoding` is a text encoding that fits all bytes."""
    # WHATWG: a page that says Latin-1 or ASCII is Windows-1252; the controls that Latin-1 has there are never meant.
    name = encoding.strip().lower().replace("_", "-")
    if name in {"iso-8859-1", "latin-1", "latin1", "ascii", "us-ascii"}:
        name = "cp1252"
    if name in _NO_PAGES:
        return None
    try:
        text = raw.decode(name)
        text.encode("utf-8")  # some give half characters
    except (UnicodeError, LookupError, ValueError):
        return None
    return text
