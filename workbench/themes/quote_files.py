"""Write quote tables to files, the whole file or none."""

from __future__ import annotations

import io
import os
import uuid
from collections.abc import Sequence
from pathlib import Path

from workbench.errors import NotAllowed
from workbench.themes import attribution, quote_document, quote_sheets
from workbench.themes.quotes import Quote

FORMATS = (".docx", ".xlsx", ".csv")


def write(
    quotes: Sequence[Quote],
    path: Path,
    *,
    template: str | None = None,
    attributes: Sequence[str] | None = None,
    memos: bool = True,
    questions: bool = False,
    overwrite: bool = False,
) -> None:
    """Write a quote table as Word, Excel or CSV, as the name of the file ends.

    The other values are those of `render`. Raises NotAllowed as `render` does, for a file that is
    there already and for a place that cannot be written; then nothing is.
    """
    content = render(
        quotes,
        path.suffix,
        template=template,
        attributes=attributes,
        memos=memos,
        questions=questions,
    )
    store(path, content, overwrite=overwrite)


def render(
    quotes: Sequence[Quote],
    kind: str,
    *,
    template: str | None = None,
    attributes: Sequence[str] | None = None,
    memos: bool = True,
    questions: bool = False,
) -> bytes:
    """Make the content of a file of a kind: ".docx", ".xlsx" or ".csv".

    `template` writes the attribution and `attributes` names the columns for spreadsheets, all by
    default; `memos` and `questions` say what the Word table shows beside the words. Raises
    NotAllowed for an empty table, another kind or what the kind cannot hold.
    """
    if kind.lower() not in FORMATS:
        raise NotAllowed(f"Quotes are written to files that end in {', '.join(FORMATS)}.")
    if not quotes:
        raise NotAllowed("There is no quote in this table yet, so there is nothing to write.")
    names = list(quotes[0].attributes if attributes is None else attributes)
    if not set(names) <= set(quotes[0].attributes):
        raise NotAllowed("One of these attributes is not in this study. Check their names.")
    wanted = template if template is not None else attribution.default(names)
    file = io.BytesIO()
    if kind.lower() == ".docx":
        quote_document.write(quotes, file, template=wanted, memos=memos, questions=questions)
    elif kind.lower() == ".xlsx":
        quote_sheets.write_xlsx(quotes, file, template=wanted, attributes=names)
    else:
        quote_sheets.write_csv(quotes, file, template=wanted, attributes=names)
    return file.getvalue()


def store(path: Path, content: bytes, *, overwrite: bool = False) -> None:
    """Write a file beside `path` and let it take its place once it is whole."""
    if path.exists() and not overwrite:
        raise NotAllowed("There is a file of that name already. Choose another name.")
    part = path.with_name(f".{uuid.uuid4().hex}.part")
    try:
        with part.open("xb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    except OSError as error:
        raise NotAllowed(
            "The file could not be written. Check that the folder exists and may be written to, "
            "and that no other program has the file open."
        ) from error
    finally:
        part.unlink(missing_ok=True)
