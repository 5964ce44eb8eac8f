"""Finding what is planted, in every hiding place of every kind of file."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.anonymise.planting import PLACES
from workbench.anonymise import in_files, writings
from workbench.anonymise.entities import Entity
from workbench.anonymise.in_files import Finding
from workbench.anonymise.pieces import Unread
from workbench.anonymise.secrets_sought import Leak, Search


def entity(name: str, kind: str, *surfaces: str) -> Entity:
    """Make an entity that somebody decided to hide."""
    return Entity(
        id=name,
        kind=kind,
        directness="direct",
        name=surfaces[0],
        treatment="redact",
        replacement=None,
        mentions=1,
        exceptions=0,
        doubtful=0,
        surfaces=surfaces,
        transcripts=("one",),
        speaks_as=None,
        probability=1.0,
        perhaps=(),
    )


KNOWN = (
    entity("one", "person", "Maureen Tattersall", "Mo", "Mrs Tattersall"),
    entity("two", "person", "Hope Bell", "Hope"),
    entity("three", "place", "Ellerby Road"),
    entity("four", "person", "Zoë Wróbel"),
    entity("five", "email", "jo.bloggs7@acorn.example"),
    entity("six", "phone", "07700 900123"),
    entity("seven", "postcode", "BS5 6JX"),
    entity("eight", "place", "Reading"),
    entity("nine", "organisation", "New Street Kitchen"),
    entity("eleven", "handle", "@streetlink"),
    entity("ten", "person", "Ann O'Hara-Quilliam"),
)
KEPT = ("Maureen Lipman", "London")
STAND_INS = ("Doreen Haythorne",)
ORDINARY = frozenset(["new", "street", "kitchen", "road", "bell", "reading", "streetlink"])


def secrets() -> Search:
    """Seek the entities of these tests."""
    index = writings.index(KNOWN, kept=KEPT, stand_ins=STAND_INS, ordinary=ORDINARY)
    return Search(index=index, kinds={one.id: one.kind for one in KNOWN})


def searched(file: Path, room: Path) -> list[Finding]:
    """Search one file as the command does."""
    return list(in_files.search(file, 1, secrets(), room))


def leaks_of(file: Path, room: Path) -> set[tuple[str, str]]:
    """Give who was found, and how."""
    return {(one.entity_id, one.how) for one in searched(file, room) if isinstance(one, Leak)}


@pytest.fixture
def room(tmp_path: Path) -> Path:
    made = tmp_path / "vault"
    made.mkdir()
    return made


@pytest.mark.parametrize("name", PLACES)
def test_what_is_planted_is_found(tmp_path: Path, room: Path, name: str) -> None:
    file = tmp_path / name
    PLACES[name](file, "Maureen Tattersall")
    found = [one for one in searched(file, room) if isinstance(one, Leak)]
    assert {one.entity_id for one in found} == {"one"}
    assert {one.how for one in found} & {"exact", "variant"}
    assert not re.search("maureen|tattersall", str(searched(file, room)), re.IGNORECASE)


@pytest.mark.parametrize("name", PLACES)
def test_a_name_that_is_a_word_is_found(tmp_path: Path, room: Path, name: str) -> None:
    file = tmp_path / name
    PLACES[name](file, "with Hope Bell")
    assert {who for who, how in leaks_of(file, room) if how != "resembles"} == {"two"}


@pytest.mark.parametrize("name", PLACES)
def test_a_clean_file_holds_none(tmp_path: Path, room: Path, name: str) -> None:
    file = tmp_path / name
    PLACES[name](file, "Doreen Haythorne is reading, in hope")
    assert leaks_of(file, room) == set()


@pytest.mark.parametrize(
    "name",
    [
        "Maureen_interview2.docx",
        "MaureenTattersall.docx",
        "tattersall2020.txt",
        "int3-maureen.txt",
        "maureentattersall.txt",
        "Hope.docx",
        "TattersallM final.txt",
    ],
)
def test_names_of_files_are_read(tmp_path: Path, room: Path, name: str) -> None:
    file = tmp_path / name
    file.write_text("nothing")
    (found,) = {one for one in searched(file, room) if isinstance(one, Leak)}
    assert (found.place, found.how != "resembles") == ("name of file 1", True)


def test_pictures_are_told_for_what_they_show(tmp_path: Path, room: Path) -> None:
    PLACES["title.png"](tmp_path / "a.png", "nobody")
    assert [one.why for one in searched(tmp_path / "a.png", room) if isinstance(one, Unread)] == [
        "a picture: its properties were searched, not what it shows"
    ]
