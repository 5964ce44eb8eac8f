"""What became of a code is told from the trail, and no participant is quoted."""

from __future__ import annotations

from workbench import audit, memos
from workbench.coding import codebook, codings, history, recoding
from workbench.study import Study
from workbench.themes import development


def told(study: Study, code_id: str) -> list[str]:
    return [step.words for step in history.of_code(study, code_id)]


def test_a_life(study: Study, transcript: str) -> None:
    top = codebook.add(study, "Feelings").id
    code = codebook.add(study, "Shame").id
    one, two = (codings.apply(study, transcript, *place, code).id for place in ((0, 7), (33, 47)))
    codebook.rename(study, code, "Ashamed")
    codebook.define(study, code, description="Being seen", example="I felt ashamed at first")
    codebook.nest(study, code, top)
    codebook.recolour(study, code, "#112233")
    codebook.retire(study, code)
    memos.write(study, "code", code, "Think")
    development.add(study, "Being seen", [code])
    codings.remove(study, two)
    other = codebook.add(study, "Guilt").id
    codebook.merge(study, other, code)
    new = codebook.split(study, code, [one], "Early").id
    words = told(study, code)
    assert words.pop(0) == "Early was split off from it"
    assert sorted(words[:2]) == [
        "2 codings added, 1 taken off, 1 moved to Early",
        "Put in the theme Being seen",
    ]
    assert words[2:] == [
        "Memo written",
        "Retired",
        f"Recoloured from {colour(study, code)} to #112233",
        "Moved from the top to Feelings",
        "Redefined: description, example",
        "Renamed from “Shame” to “Ashamed”",
        "Created",
    ]
    assert "Split off from Ashamed" in told(study, new)
    assert "Ashamed was nested under it" in told(study, top)


def colour(study: Study, code: str) -> str:
    """Read the first colour of a code from the event that made it."""
    made = next(
        event
        for event in audit.read(study)
        if event.subject == code and event.verb == "codebook.add"
    )
    return str((made.changes[0].after or {})["colour"])


def test_what_was_merged_into_it_is_told(study: Study, transcript: str) -> None:
    code, other = (codebook.add(study, name).id for name in ("Shame", "Guilt"))
    codings.apply(study, transcript, 0, 7, other)
    codebook.merge(study, other, code)
    assert "Guilt was merged into it" in told(study, code)
    assert "1 coding moved here from Guilt" in told(study, code)
    assert "Merged into Shame" in told(study, other)
    audit.undo(study)
    assert "Undone: Guilt was merged into it" in told(study, code)


def test_many_codings_are_one_step_a_day(study: Study, transcript: str) -> None:
    code, other = (codebook.add(study, name).id for name in ("Shame", "Guilt"))
    many = [codings.apply(study, transcript, n, n + 9, code).id for n in range(20)]
    recoding.move(study, many[:5], other)
    audit.undo(study)
    assert told(study, code) == [
        "20 codings added, 5 moved to Guilt, 5 moved here from Guilt",
        "Created",
    ]


def test_no_participant_is_quoted(study: Study, transcript: str) -> None:
    code = codebook.add(study, "Shame", example="Nobody asked me").id
    codings.apply(study, transcript, 33, 68, code)
    codebook.define(study, code, example="I felt ashamed at first")
    assert not [words for words in told(study, code) if "asked" in words or "felt" in words]
