"""Files that are wrong: one clear line, nothing stored, no name repeated."""

from __future__ import annotations

import io
import json
import os
import zipfile
from pathlib import Path

import pytest

from tests.cli.calls import GOOD, Run, still_whole
from tests.readers.word_files import paragraph, raw_docx, zipped

CODING = '{"transcript":"Interview 01","start":0,"stop":12,"quote":"How are you?","code":"A"'
DECISION = '{"surfaces":["Zaubrine"],"kind":"person","treatment":"pseudonymise"'


def bomb() -> bytes:
    stream = io.BytesIO()
    with (
        zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive,
        archive.open("word/document.xml", "w", force_zip64=True) as part,
    ):
        for _ in range(64):
            part.write(bytes(1024 * 1024))
    return stream.getvalue()


ENTITY = '<?xml version="1.0"?><!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]>'


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\xef\xbb\xbf",
        zipped({"a": "b"}),
        b"%PDF-1.7 rest",
        raw_docx(paragraph("INT: so?"), prologue=ENTITY),
        raw_docx(paragraph("INT: so?"))[:700],
        bytes(range(256)) * 20,
        bytes(1000),
        bomb(),
    ],
    ids=["empty", "mark", "zip", "pdf", "entity", "cut", "binary", "zeros", "bomb"],
)
def test_unreadable_files_are_refused_whole(
    run: Run, folder: Path, tmp_path: Path, content: bytes
) -> None:
    file = tmp_path / "Aurora Quill.docx"
    file.write_bytes(content)
    result = run("import", file)
    assert result.exit_code == 1
    assert result.output.startswith("UnreadableFile: File 1 of 1: ")
    still_whole(folder)


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "cp1252", "utf-8-sig"])
def test_other_encodings_are_read(run: Run, folder: Path, tmp_path: Path, encoding: str) -> None:
    said = "INT: Where was it?\nP1: At the café, “there”, said Renée.\nINT: And?\nP1: So.\n"
    file = tmp_path / "Aurora.txt"
    file.write_bytes(said.encode(encoding))
    assert json.loads(run("import", file, "--json").output)[0]["words"] == 11


def test_captions_without_a_header_are_read(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "Aurora.vtt"
    file.write_text(
        "00:00:01.000 --> 00:00:04.000\nINT: Hello\n\n00:00:05.000 --> 00:00:09.000\nHi\n"
    )
    assert run("import", file).exit_code == 0


def test_no_file_a_folder_and_the_same_file_twice(run: Run, folder: Path, tmp_path: Path) -> None:
    (tmp_path / "Aurora").mkdir()
    for path in ("Aurora", "Aurora.txt", "a" * 5000):
        assert run("import", tmp_path / path).exit_code == 2
        assert "aaaa" not in run("check", tmp_path / ("a" * 5000)).output
    again = run("import", tmp_path / "good.txt")
    assert again.exit_code == 1
    assert "File 1 of 1" in again.output
    still_whole(folder)


@pytest.mark.skipif(os.geteuid() == 0, reason="nothing is forbidden to root")
def test_file_that_may_not_be_read(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "Aurora.txt"
    file.write_text(GOOD)
    file.chmod(0)
    assert run("import", file).exit_code == 2


CODEBOOKS = (
    b"",
    b"name\n\xe9\n",
    b"parent\nA\n",
    b"name,name\na,b\n",
    b"name,parent\nP,Q\nQ,P\n",
    b"name\n" + b"x" * 2_000_000,
    b"name\n" + b"x" * 300,
    b"name,colour\nX,red\n",
    b"name\n  \n",
    b"name\nX,Y\n",
    b"\0" * 50,
    (",".join(f"c{n}" for n in range(100_000)) + "\n").encode(),
)


@pytest.mark.parametrize("content", CODEBOOKS, ids=range(len(CODEBOOKS)))
def test_wrong_codebooks_store_nothing(run: Run, tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "Aurora.csv"
    file.write_bytes(content)
    assert run("codebook", "import", file).exit_code == 1
    assert [code["name"] for code in json.loads(run("codebook", "list", "--json").output)] == ["A"]


@pytest.mark.parametrize("content", ["\xff", "[1]", "null", "1" * 10_000, "[" * 100_000])
def test_codings_that_are_no_rows(run: Run, tmp_path: Path, content: str) -> None:
    file = tmp_path / "Aurora.jsonl"
    file.write_bytes(content.encode("latin-1"))
    assert run("code", "import", file).exit_code == 1


@pytest.mark.parametrize(
    "more",
    [
        ',"time":"0001-01-01T00:00:00+14:00"',
        ',"time":"9999-12-31T23:59:59-14:00"',
        ',"researcher":"\\ud800\\u0000"',
        ',"start":1e400',
        ',"found_by":["x"]',
        ',"row":"x"',
    ],
)
def test_odd_fields_of_a_coding_do_no_harm(run: Run, tmp_path: Path, more: str) -> None:
    file = tmp_path / "in.jsonl"
    file.write_text(CODING + more + "}\n")
    assert json.loads(run("code", "import", file, "--json").output)["stored"] == 1


@pytest.mark.parametrize(
    "more", [',"quote":["a"]', ',"code":{"A":1}', ',"transcript":NaN', ',"quote":" "']
)
def test_codings_without_a_place_are_listed(run: Run, tmp_path: Path, more: str) -> None:
    file = tmp_path / "in.jsonl"
    file.write_text(CODING + more + "}\n")
    done = json.loads(run("code", "import", file, "--json").output)
    assert (done["stored"], len(done["problems"])) == (0, 1)


@pytest.mark.parametrize(
    "row",
    [
        "{}",
        "[1]",
        "[" * 100_000,
        '{"surfaces":1,"kind":"person","treatment":"keep"}',
        '{"surfaces":"ab","kind":"person","treatment":"keep"}',
        DECISION + ',"replacement":5}',
        DECISION + ',"replacement":["x"]}',
        DECISION + ',"replacement":"\\ud800"}',
        DECISION + ',"transcripts":1}',
        DECISION + ',"transcripts":[{}]}',
        DECISION + ',"transcripts":["Aurora"]}',
    ],
)
def test_wrong_decisions_record_nothing(run: Run, tmp_path: Path, row: str) -> None:
    before = json.loads(run("review", "--json").output)
    file = tmp_path / "Aurora.jsonl"
    file.write_text(row + "\n", encoding="utf-8")
    assert run("review", "--apply", file).exit_code == 1
    assert json.loads(run("review", "--json").output) == before


def test_a_line_end_inside_words_ends_no_decision(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "in.jsonl"
    file.write_text(DECISION.replace("Zaubrine", "Zaub\u2028rine") + "}\n", encoding="utf-8")
    assert "1 rows were left out" in run("review", "--apply", file).output


ATTRIBUTES = (
    "",
    "\xff",
    "a,b\n1,2\n",
    "pseudonym\n",
    "pseudonym,age\nAurora,4\n",
    "pseudonym,age\nAmy Winter,4,5\n",
    "pseudonym,Age,age\nAmy Winter,4,5\n",
    "pseudonym,a\0b\nAmy Winter,x\n",
    "pseudonym,age\nAmy Winter,x\0y\n",
    'pseudonym,"a\nb"\nAmy Winter,3\n',
    f"pseudonym,{'n' * 300}\nAmy Winter,4\n",
    f"pseudonym,age\nAmy Winter,{'v' * 200_000}\n",
    "pseudonym," + ",".join(f"c{n}" for n in range(100_000)) + "\nAmy Winter\n",
)


@pytest.mark.parametrize("content", ATTRIBUTES, ids=range(len(ATTRIBUTES)))
def test_wrong_attributes_store_nothing(run: Run, tmp_path: Path, content: str) -> None:
    file = tmp_path / "Aurora.csv"
    file.write_bytes(content.encode("latin-1"))
    assert run("participants", "--attributes", file).exit_code == 1
    assert json.loads(run("participants", "--json").output)[0]["attributes"] == {}


@pytest.mark.parametrize(
    "table", ["Pseudonym;age\r\namy winter;47\r\n", " pseudonym ,age\nAmy Winter,47\n"]
)
def test_tables_of_other_programs_are_read(run: Run, tmp_path: Path, table: str) -> None:
    file = tmp_path / "in.csv"
    file.write_text(table, encoding="utf-8-sig", newline="")
    assert run("participants", "--attributes", file).exit_code == 0
    found = json.loads(run("participants", "--json").output)
    assert found[0]["attributes"] == {"age": "47"}
