"""What a researcher decides about an upload, and what is proposed."""

from __future__ import annotations

from datetime import date

import pytest

from workbench.anonymise import arrivals
from workbench.readers import HeaderField, Reading, Speaker, read_bytes
from workbench.transcripts import Turn

TEXT = b"Int: How was it?\n\nKaren: Long.\n\nKaren P: Very long.\n\n" * 3
SPEAKERS = [
    Speaker(label="Int", role="interviewer", turns=3, words=9),
    Speaker(label="Karen", role="participant", turns=3, words=3),
    Speaker(label="Karen P", role="participant", turns=3, words=6),
]


def rows(**changes: dict[str, str]) -> list[dict[str, object]]:
    plain = {"same as": None}
    return [
        {"speaker": one.label, "role": one.role, **plain, **changes.get(one.label[:3], {})}
        for one in SPEAKERS
    ]


def test_an_untouched_table_decides_nothing() -> None:
    assert not arrivals.choices(SPEAKERS, rows()).made


def test_roles_and_spellings_are_carried_into_the_reading() -> None:
    table = rows(Int={"role": "other"})
    table[2]["same as"] = "Karen"
    chosen = arrivals.choices(SPEAKERS, table)
    assert chosen.roles == {"Int": "other"}
    assert chosen.merge == {"Karen P": "Karen"}
    reading = arrivals.read("a.txt", TEXT, chosen)
    assert {speaker.label: speaker.role for speaker in reading.speakers} == {
        "Int": "other",
        "Karen": "participant",
    }


@pytest.mark.parametrize(
    ("name", "number"),
    [
        ("12_Tom AC_Leeds_040321.txt", 12),
        ("Interview 03 CBL Cwm Ystrad TYPED v2 FINAL.docx", 3),
        ("Interview_08_HM_Clogher.docx", 8),
        ("int 05 Fergus Govan.txt", 5),
        ("P07.docx", 7),
        ("Tom, participant-11 (2).docx", 11),
        ("4.txt", 4),
        ("12_Mary.txt", 12),
        ("Tom_R2_final.docx", None),
        ("03 March 2021 Tom.docx", None),
        ("Interview 03.02.2021.docx", None),
        ("12-03-2021 Tom.docx", None),
        ("2021-03-12.vtt", None),
        ("GMT20210119-100001_Recording.transcript.vtt", None),
        ("Print 4 copies.docx", None),
        ("07700 900123.txt", None),
    ],
)
def test_an_interview_number_is_read_off_a_file_name(name: str, number: int | None) -> None:
    assert arrivals.number(name) == number


def test_files_are_ordered_and_labelled_by_their_numbers() -> None:
    names = ["10 b.txt", "Tom.txt", "Interview 2.txt", "int 05 a.txt", "int 05 b.txt", "1 a.txt"]
    assert arrivals.planned(names, ["interview 01"]) == [
        (2, "Interview 02"),
        (0, "Interview 10"),
        (5, None),
        (3, None),
        (4, None),
        (1, None),
    ]
    assert arrivals.planned(["b.txt", "a.txt"], []) == [(0, None), (1, None)]


def test_the_next_free_label_says_nothing_about_anybody() -> None:
    assert arrivals.free_label(["Interview 02", "P07", "interview 10"]) == "Interview 11"
    assert arrivals.free_label([]) == "Interview 01"


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("Date: 2020-11-17", date(2020, 11, 17)),
        ("on 3/12/2020 by phone", date(2020, 12, 3)),
        ("31.02.2020", None),
        ("last Tuesday", None),
    ],
)
def test_the_day_is_read_from_the_header(written: str, day: date | None) -> None:
    assert arrivals.recorded(with_header(written)) == day


def test_times_are_written_as_a_clock() -> None:
    def turn(began: float | None) -> Turn:
        return Turn(position=0, speaker="A", role="other", start=0, stop=1, began=began)

    assert [arrivals.clock(turn(began)) for began in (None, 65.4, 3725)] == ["", "1:05", "1:02:05"]


def with_header(value: str) -> Reading:
    reading = read_bytes("a.txt", TEXT)
    return Reading(
        **{
            **{name: getattr(reading, name) for name in Reading.__slots__},
            "header": (HeaderField(name="", value=value),),
        }
    )
