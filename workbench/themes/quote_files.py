"""Write quote tables to files, the whole file or none."""

from __future__ import annotations

import io
import os
import uuid
from collections.abc import Sequence
from pathlib import Path

from workbench.errors import NotAllowed
from workbench.themes import attribution, paper_files, paper_sheets, quote_document, quote_sheets
from workbench.themes.conventions import Conventions
from workbench.themes.quotes import Quote

FORMATS = paper_files.KINDS
USUAL = Conventions()


def write(
    quotes: Sequence[Quote],
    path: Path,
    *,
    template: str | None = None,
    attributes: Sequence[str] | None = None,
    memos: bool = True,
    questions: bool = False,
    how: Conventions = USUAL,
    overwrite: bool = False,
) -> None:
    """Write a quote table, of the kind that the name of the file ends in.

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
        how=how,
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
    how: Conventions = USUAL,
) -> bytes:
    """Make the content of a file of a kind of FORMATS.

    `template` writes the attribution and `attributes` names the columns of sheets, all by default;
    `memos` and `questions` say what a document shows beside the words, `how` how it writes quotes.
    Raises NotAllowed for an empty table, another kind or what the kind cannot hold.
    """
    if kind.lower() not in FORMATS:
        raise NotAllowed(f"Quotes are written to files that end in {', '.join(FORMATS)}.")
    if not quotes:
        raise NotAllowed("There is no quote in this table yet, so there is nothing to write.")
    names = list(quotes[0].attributes if attributes is None else attributes)
    if not set(names) <= set(quotes[0].attributes):
        raise NotAllowed("One of these attributes is not in this study. Check their names.")
    wanted = template if template is not None else attribution.default(names)
    if kind.lower() in paper_files.DOCUMENTS:
        table = quote_document.table(quotes, how, template=wanted, memos=memos, questions=questions)
        return paper_files.document([table], kind)
    lines = quote_sheets.lines(quotes, how, template=wanted, attributes=names)
    file = io.BytesIO()
    if kind.lower() == ".csv":
        paper_sheets.write_csv(lines, file)
    else:
        paper_sheets.write_xlsx("Quotes", lines, file, wide=quote_sheets.WIDE)
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
