"""Files made to stop the search: each costs little, and is told."""

from __future__ import annotations

import gzip
import io
import struct
import time
import tracemalloc
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest

from tests.anonymise import planting, planting_pdf
from tests.anonymise.test_hiding_places import leaks_of, searched
from workbench.anonymise import containers, contents, names, pieces
from workbench.anonymise.pieces import Unread

MEGABYTE = 2**20
SECONDS = 60
"""Far more than any of these takes: it must only end."""


def bomb(size: int) -> bytes:
    """Pack zeros in a zip archive, ten times."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for number in range(10):
            archive.writestr(f"{number}.txt", b"0" * size)
    return stream.getvalue()


def entities() -> bytes:
    """Nest entities of XML, which grow when they are expanded."""
    nested = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 20))
    return f'<!DOCTYPE x [<!ENTITY l0 "lol">{nested}]><x>&l19;</x>'.encode()


HOSTILE: dict[str, Callable[[], bytes]] = {
    "bomb.zip": lambda: bomb(5 * MEGABYTE),
    "entities.xml": entities,
    "entities.docx": lambda: planting.word_file(parts={"customXml/item1.xml": entities()}),
    "dots.png": lambda: (
        b"\x89PNG\r\n\x1a\n"
        + struct.pack(">I4sIIBBBBB", 13, b"IHDR", 2**31 - 1, 2**31 - 1, 8, 6, 0, 0, 0)
    ),
    "text bomb.png": lambda: planting.png(
        (b"zTXt", b"Title\0\0" + zlib.compress(b"0" * 6 * MEGABYTE))
    ),
    "stream bomb.pdf": lambda: planting_pdf.page(b"BT (a) Tj ET " * (MEGABYTE // 4)),
    "loop.pdf": lambda: planting_pdf.page(b"").replace(b"/Kids [3 0 R]", b"/Kids [2 0 R]"),
    "half.pdf": lambda: planting_pdf.page(b"BT (a) Tj ET")[:300],
    "opened.html": lambda: b"<" * MEGABYTE + b">",
    "opened tags.html": lambda: b"<a " * MEGABYTE,
    "opened values.html": lambda: b'<a b="' * (MEGABYTE // 4) + b">",
    "opened comments.html": lambda: b"<p><!-- " * (MEGABYTE // 4),
    "deletions.docx": lambda: planting.word_file("<w:del >" * 100_000),
    "one word.txt": lambda: b"a" * 4 * MEGABYTE,
    "hyphens.txt": lambda: b"a-" * (MEGABYTE // 2),
    "letters.txt": lambda: b"a " * (MEGABYTE // 2),
    "lines.txt": lambda: b"a\n" * (MEGABYTE // 2),
    "empty lines.txt": lambda: b"a" + b"\n" * 2 * MEGABYTE,
    "digits.txt": lambda: b"1" * 2 * MEGABYTE,
    "addresses.txt": lambda: b"a@" * MEGABYTE,
    "ampersands.txt": lambda: b"&amp;" * (MEGABYTE // 4),
    "backslashes.txt": lambda: b"\\" * MEGABYTE,
    "brackets.tex": lambda: b"{\\'" * MEGABYTE,
    "marks.rtf": lambda: b"{\\rtf" + b"\\u1" * (MEGABYTE // 4),
    "base64.txt": lambda: (b"A1b" * 40 + b"\n") * 5_000,
    "broken.tar": lambda: b"\0" * 257 + b"ustar" + b"\xff" * 600,
    "broken.gz": lambda: gzip.compress(b"words")[:-9],
    "broken.duckdb": lambda: b"\0" * 8 + b"DUCK" + b"\0" * 5000,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_costs_little(
    tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(contents, "LONGEST", 10)
    file, room = tmp_path / name, tmp_path / "vault"
    room.mkdir()
    file.write_bytes(HOSTILE[name]())
    began = time.process_time()
    assert leaks_of(file, room) == set()
    assert time.process_time() - began < SECONDS
    assert not list(room.iterdir())


def test_what_grows_too_large_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pieces, "LARGEST_PART", MEGABYTE)
    room = tmp_path / "vault"
    room.mkdir()
    for name, data in (
        ("a.zip", bomb(2 * MEGABYTE)),
        ("a.gz", gzip.compress(b"0" * 9 * MEGABYTE)),
    ):
        (tmp_path / name).write_bytes(data)
        whys = {one.why for one in searched(tmp_path / name, room) if isinstance(one, Unread)}
        assert "too large" in whys


def test_a_locked_pdf_is_told(tmp_path: Path) -> None:
    writer = planting_pdf.writer()
    writer.encrypt("secret", "owner")
    file, room = tmp_path / "locked.pdf", tmp_path / "vault"
    room.mkdir()
    with file.open("wb") as stream:
        writer.write(stream)
    whys = {one.why for one in searched(file, room) if isinstance(one, Unread)}
    assert whys == {"a PDF locked by a password"}


def test_a_scanned_page_is_told(tmp_path: Path) -> None:
    resources = b"/Resources << /XObject << /I 6 0 R >> >> "
    file, room = tmp_path / "scan.pdf", tmp_path / "vault"
    room.mkdir()
    page = planting_pdf.page(b"/I Do", extra=b"")
    file.write_bytes(page.replace(b"/Resources << /Font << /F1 5 0 R >> >> ", resources))
    whys = {one.why for one in searched(file, room) if isinstance(one, Unread)}
    assert "1 of its pages are pictures without text" in whys


def test_names_in_a_database_are_no_commands(tmp_path: Path) -> None:
    file, room, written = tmp_path / "a.duckdb", tmp_path / "vault", tmp_path / "written.csv"
    room.mkdir()
    name = f"a\"; copy (select 1) to '{written}'; select '1' as \"x".replace('"', '""')
    with duckdb.connect(str(file)) as made:
        made.execute("create table a (w text)")
        made.execute(f'create table "{name}" (w text)')
        made.execute(f"insert into \"{name}\" values ('Wilhelmina Tattersall')")
    assert not any(isinstance(one, Unread) for one in searched(file, room))
    assert not written.exists()


def test_a_zip_that_lies_about_a_size_is_not_unpacked_whole() -> None:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.txt", bytes(64 * MEGABYTE))
    data = bytearray(made.getvalue())
    entry = data.rfind(b"PK\x01\x02")
    data[entry + 24 : entry + 28] = data[22:26] = (100).to_bytes(4, "little")
    tracemalloc.start()
    found = list(containers.of_zip(bytes(data), "zip", pieces.Room(1), lambda *_: iter(())))
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert isinstance(found[-1], Unread)
    assert most < 8 * MEGABYTE


def test_an_endless_name_is_parsed_in_no_time() -> None:
    began = time.process_time()
    names.parse("a" * 20_000 + " aA")
    assert time.process_time() - began < SECONDS
    assert names.parse("Mary KB").initials == "kb"


def test_a_pdf_that_unfolds_without_end_is_cut(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(contents, "MOST_TOLD", 2_000)
    pages = planting_pdf.page(b"BT /F1 12 Tf (" + b"and so on, " * 5_000 + b") Tj ET")
    room = pieces.Room(len(pages))
    found = list(contents.read(pages, "long.pdf", room))
    assert "a PDF that could not be read to its end" in {getattr(one, "why", "") for one in found}
    monkeypatch.undo()
    found = list(contents.read(pages, "long.pdf", room))
    assert {getattr(one, "why", "") for one in found} == {""}
