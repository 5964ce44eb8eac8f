"""What a researcher decides about an upload, and what is proposed."""

from __future__ import annotations

from datetime import date

import pytest

from workbench.anonymise import arrivals
from workbench.readers import HeaderField, Reading, Speaker, read_bytes
from workbench.transcripts import Transcript, Turn

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


def test_labels_are_neutral_and_free() -> None:
    taken = Transcript(
        id="1", label="P02", position=1, state="imported", recorded=None, words=1, version=""
    )
    assert arrivals.labels([taken], 2) == ["P03", "P04"]
    assert arrivals.labels([], 1) == ["P01"]


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
