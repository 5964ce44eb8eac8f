"""Undo what hides a word from a search: accents, escapes, tags, breaks at a line's end. Pure."""

from __future__ import annotations

import base64
import binascii
import html
import quopri
import re
import unicodedata
from collections.abc import Iterator
from urllib.parse import unquote

_LETTERS = str.maketrans(
    {
        "ł": "l", "Ł": "L", "ø": "o", "Ø": "O", "đ": "d", "Đ": "D", "ð": "d", "þ": "th", "ß": "ss",
        "æ": "ae", "Æ": "Ae", "œ": "oe", "Œ": "Oe", "ı": "i", "’": "'", "‘": "'", "ʼ": "'",
        "`": "'", "´": "'", "＇": "'",
    }
)  # fmt: skip
_ENTITY = re.compile(r"&(?:#|[A-Za-z]+;)")
_PERCENT = re.compile(r"%[0-9A-Fa-f]{2}")
_BACKSLASH = re.compile(r"\\(?:u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2})|([nrtbf\"/\\]))")
_IN_CELL = re.compile(r"_x([0-9a-fA-F]{4})_")
_RTF = re.compile(
    r"\\'([0-9a-fA-F]{2})|\\u(-?\d{1,6}) ?(?:\\'[0-9a-fA-F]{2}|\?)?|\\[a-z]+-?\d* ?|[{}]|\r?\n"
)
_TEX_ACCENT = re.compile(r"\\(?:['\"`^~=.]|[uvHcdbkr](?![A-Za-z]))\s?\{?\\?([A-Za-z])\}?")
_TEX_LETTER = re.compile(r"\\(l|L|o|O|i|ss|ae|AE|oe|OE|aa|AA)(?![A-Za-z])\s?(?:\{\})?")
_MARKS = re.compile(r"\\-|[*`{}]|\\(?=[_#&%$])|\"\s?&\s?\"")
_QUOTED_PRINTABLE = re.compile(r"=(?:\r?\n|[0-9A-F]{2})")
_ENCODED_WORD = re.compile(r"=\?[\w-]+\?([bBqQ])\?([^?\s]*)\?=")
_LINES = re.compile(r"[A-Za-z0-9+/]{60,}(?:\r?\n[A-Za-z0-9+/]{60,})*")
_LAST_LINE = re.compile(r"\r?\n([A-Za-z0-9+/]{1,76}={0,2})(?![^\s\"'<)-])")
_BLOCKS = re.compile(
    r"</(?:\w+:)?(?:p|si|c|row|tr|td|th|li|h\d|text|is|a|title|desc|definedName|comment|cp\w*)>"
    r"|<(?:\w+:)?(?:br|tab|cr|hr)\b[^<>]*>"
)
_DIVIDED = re.compile(r"(?<=\w)[-\u2010][ \t]{0,9}\r?\n\s{0,40}(?=\w)")
_TAG = re.compile(r"<[^<>]*>")
_DELETED = re.compile(r"(<w:del\b[^<>]*>|</w:del>)")
_VALUES = re.compile(r"=\s?(?:\"([^\"<]*)\"|'([^'<]*)')")
_ELEMENTS = re.compile(r"<(?:\w+:)?([A-Za-z][\w.-]{2,60})[\s/>]")
_NAMESPACES = ("http://schemas.", "urn:schemas", "http://www.w3.org/", "http://purl.org/")
_ASIDES = re.compile(r"<!--|-->|<!\[CDATA\[|\]\]>|<[!?]|\?>")


def bare(text: str) -> str:
    """Fold accents, ligatures, wide forms, dashes and spaces, and drop invisible signs.

    Case stays, as a capital tells a name from a word.
    """
    if text.isascii():
        return text
    split = unicodedata.normalize("NFKD", text).translate(_LETTERS)
    return split.translate({ord(sign): _plain(sign) for sign in set(split) if sign > "\x7f"})


def _plain(sign: str) -> str | None:
    group = unicodedata.category(sign)
    if group in ("Mn", "Cf"):
        return None
    return {"Pd": "-", "Zs": " ", "Zl": "\n", "Zp": "\n"}.get(group, sign)


def readings(text: str) -> Iterator[str]:
    """Yield a text as it stands, and as those see it who open it: escapes and marks undone."""
    yield bare(text)
    plain = _unescaped(text)
    if plain != text:
        yield bare(plain)
    if _DIVIDED.search(plain):
        yield bare(_DIVIDED.sub("", plain))
    if "\\" in text or "*" in text or '"&' in plain or "_x" in text:
        unmarked = _unmarked(text)
        if unmarked != text:
            yield bare(unmarked)


def of_markup(text: str) -> Iterator[str]:
    """Yield what XML or HTML says: its text with runs joined, attributes, comments, elements.

    Text is given with and without what is marked as deleted. Nothing is parsed, so no entity of
    a hostile file is ever expanded.
    """
    yield _without_tags(text)
    if "<w:del " in text:
        yield _without_tags(_undeleted(text))
    if _ASIDES.search(text):
        yield _without_tags(_ASIDES.sub("\n", text))
    said = dict.fromkeys(first or second for first, second in _VALUES.findall(text))
    own = [html.unescape(value) for value in said if not value.startswith(_NAMESPACES)]
    yield "\n".join([*own, *dict.fromkeys(_ELEMENTS.findall(text))])


def blocks(text: str) -> tuple[str, list[bytes]]:
    """Part a text from the files that lie in it in base64, in letters that mean nothing."""
    found = [match for match in _LINES.finditer(text) if _is_block(match[0])]
    files = [data for match in found if (data := _decoded(text, match))]
    return _LINES.sub(lambda match: "" if _is_block(match[0]) else match[0], text), files


def _is_block(letters: str) -> bool:
    """Tell base64 from a long path."""
    head = letters[:400]
    mixed = re.search(r"\d.*\d", head) and re.search(r"[A-Z].*[A-Z].*[A-Z]", head, re.DOTALL)
    return bool(mixed) and head.count("/") < len(head) / 15


def _decoded(text: str, match: re.Match[str]) -> bytes:
    rest = _LAST_LINE.match(text, match.end())
    letters = re.sub(r"\s|=", "", match[0] + (rest[1] if rest else ""))
    try:
        return base64.b64decode(letters + "=" * (-len(letters) % 4))
    except binascii.Error:
        return b""


def _unescaped(text: str) -> str:
    for _ in range(3):
        plain = _unescaped_once(text)
        if plain == text:
            break
        text = plain
    return text


def _unescaped_once(text: str) -> str:
    if "&" in text and _ENTITY.search(text):
        text = html.unescape(text)
    if "%" in text and _PERCENT.search(text):
        text = unquote(text)
    if "=?" in text:
        text = _ENCODED_WORD.sub(_word, text)
    if "quoted-printable" in text.casefold() and _QUOTED_PRINTABLE.search(text):
        text = quopri.decodestring(text.encode()).decode("utf-8", "replace")
    if "\\" in text:
        text = _BACKSLASH.sub(_sign, text)
    return text


def _word(found: re.Match[str]) -> str:
    try:
        data = (
            base64.b64decode(found[2])
            if found[1] in "bB"
            else quopri.decodestring(found[2].encode(), header=True)
        )
    except binascii.Error:
        return found[0]
    return data.decode("utf-8", "replace")


def _sign(found: re.Match[str]) -> str:
    number = found[1] or found[2]
    if number:
        return chr(int(number, 16)).encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return {"\\": "\\", "/": "/", '"': '"'}.get(found[3], "\n")


def _unmarked(text: str) -> str:
    """Take the marks of RTF, TeX, Markdown, formulas and sheets out of words."""
    if text.startswith("{\\rtf"):
        return _RTF.sub(_rtf_sign, text)
    text = _IN_CELL.sub(lambda found: chr(int(found[1], 16)), text)
    text = _TEX_LETTER.sub(r"\1", _TEX_ACCENT.sub(r"\1", text.replace("{\\", "\\")))
    return _MARKS.sub("", text)


def _rtf_sign(found: re.Match[str]) -> str:
    if found[1]:
        return bytes.fromhex(found[1]).decode("cp1252", "replace")
    if found[2]:
        return chr(int(found[2]) % 65536)
    word = found[0].strip()
    return "\n" if word in ("\\par", "\\line", "\\tab", "\\cell", "\\row") else ""


def _undeleted(text: str) -> str:
    depth, kept = 0, []
    for piece in _DELETED.split(text):
        if piece.startswith("<w:del") and _DELETED.fullmatch(piece):
            depth += not piece.endswith("/>")
        elif piece == "</w:del>":
            depth = max(0, depth - 1)
        elif not depth:
            kept.append(piece)
    return "".join(kept)


def _without_tags(text: str) -> str:
    """Join the runs that a word processor cuts a word into, and keep blocks apart."""
    return html.unescape(_TAG.sub("", _BLOCKS.sub("\n", text)))
