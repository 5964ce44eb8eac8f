"""Open a file of any known format and hand over its turns; nothing is stored."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from workbench.errors import UnreadableFile
from workbench.readers import captions, tables, word
from workbench.readers.encoding import decode
from workbench.readers.layouts import lay_out
from workbench.readers.lines import lines_of
from workbench.readers.reading import Choices, Draft, Reading
from workbench.readers.signatures import refuse_foreign
from workbench.readers.speakers import settle
from workbench.transcripts import Role

MOST_BYTES = 64 * 1024 * 1024
MOST_LINES = 1_000_000


def read(
    path: Path,
    *,
    roles: Mapping[str, Role] | None = None,
    merge: Mapping[str, str] | None = None,
) -> Reading:
    """Read the file at `path` as `read_bytes` does; raise UnreadableFile where it cannot."""
    try:
        if not path.is_file():
            raise UnreadableFile("There is no file at the place given. Check its folder and name.")
        with path.open("rb") as stream:
            content = stream.read(MOST_BYTES + 1)
    except (OSError, ValueError) as error:
        raise UnreadableFile(
            "This file cannot be opened. Check that you may read it and that no other program "
            "holds it."
        ) from error
    return read_bytes(path.name, content, roles=roles, merge=merge)


def read_bytes(
    name: str,
    content: bytes,
    *,
    roles: Mapping[str, Role] | None = None,
    merge: Mapping[str, str] | None = None,
) -> Reading:
    """Read an uploaded file; its format is found by content, never by `name`.

    `roles` fixes the role of a label and makes it a speaker however rarely it occurs; `merge`
    maps labels to the label they belong to (a label mapped to itself stays apart).
    Raises UnreadableFile, whose message never holds the name or words of the file.
    """
    if len(content) > MOST_BYTES:
        raise UnreadableFile(
            f"This file is larger than {MOST_BYTES // 1024**2} MB. Remove pictures and recordings "
            "from it, or split it into one file per interview."
        )
    refuse_foreign(content)
    choices = Choices(roles=roles or {}, merge=merge or {})
    encoding, draft = _drafted(content, choices)
    settled = settle(draft, choices)
    return Reading(
        kind=draft.kind,
        encoding=encoding,
        text=settled.text,
        turns=settled.turns,
        speakers=settled.speakers,
        header=tuple(draft.header),
        findings=(*draft.findings, *settled.findings),
        original=content,
        sha256=hashlib.sha256(content).hexdigest(),
        name=name,
    )


def _drafted(content: bytes, choices: Choices) -> tuple[str, Draft]:
    if content.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return "docx", word.read(content, choices)
    decoded = decode(content)
    if decoded.text.count("\n") > MOST_LINES:
        raise UnreadableFile(
            f"This file has more than {MOST_LINES:,} lines, as no interview has. Import the "
            "transcript of one interview."
        )
    if captions.is_captions(decoded.text):
        draft = captions.read(decoded.text, choices)
    else:
        draft = tables.read_delimited(decoded.text) or _lined(decoded.text, choices)
    return decoded.encoding, replace(draft, findings=(*decoded.findings, *draft.findings))


def _lined(text: str, choices: Choices) -> Draft:
    draft = lay_out(lines_of([text]), choices)
    if "https://otter.ai" in text[-200:]:
        return replace(draft, kind="otter text")
    kinds = {"ranges": "teams text", "stamped": "stamped text"}
    return replace(draft, kind=kinds.get(draft.kind, "plain text"))
