"""Words that stood for a name and may mean something else are asked about, place by place."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.anonymise.interviews import accept_all, named, reading
from tests.anonymise.test_late import NAME, detected, noticed, released
from workbench import audit, memos, transcripts
from workbench.anonymise import late, late_rows, pseudonymise
from workbench.anonymise.vault import Vault
from workbench.errors import NotThere
from workbench.study import Study

TALK = (
    ("Ruth Calloway", "Where was that?"),
    ("Maureen Tattersall", "Off Ellerby Road, I think. Zebulon Quarrington drove."),
)


@pytest.fixture
def raised(study: Study, vault: Vault) -> str:
    """Release an interview in which a road was raised to a county, in its plain name."""
    one = pseudonymise.import_(study, vault, reading(TALK)).id
    detected(study, vault, one)
    pseudonymise.decide(vault, named(vault, "Ellerby Road").id, "generalise", "Kent")
    accept_all(vault)
    pseudonymise.release(study, vault, one)
    assert "Kent, I think" in transcripts.text(study, one)
    return one


def test_a_county_in_a_memo_changes_only_where_it_is_ticked(
    study: Study, vault: Vault, raised: str
) -> None:
    memos.write(study, "study", "study", "Kent has few buses. Was it in Kent that she lived?")
    seen = noticed(study, raised, "Kent", kind="place", treatment="redact", replacement="[place]")
    told = late.would_change(study, vault, seen)
    assert ([one.becomes for one in told.asked], told.writing) == (["[place]"] * 2, ())
    assert [(c.was, c.becomes, c.places) for c in told.changes] == [("Kent", "[place]", 1)]
    assert [row["words"] for row in late_rows.asked(told)] == [
        "[Kent] has few buses. Was it in Kent that she lived?",
        "Kent has few buses. Was it in [Kent] that she lived?",
    ]
    ticked = frozenset([told.asked[1].key])
    late.treat(study, vault, replace(seen, ticked=ticked))
    (memo,) = memos.fetch_all(study)
    assert memo.text == "Kent has few buses. Was it in [place] that she lived?"
    assert "Off [place], I think" in transcripts.text(study, raised)
    audit.undo(study)
    assert memos.fetch_all(study) == []
    audit.redo(study)
    assert memos.fetch_all(study) == [memo]


def test_without_a_tick_nothing_of_ones_own_changes(
    study: Study, vault: Vault, raised: str
) -> None:
    memos.write(study, "study", "study", "Kent has few buses.")
    seen = noticed(study, raised, "Kent", kind="place", treatment="redact", replacement="[place]")
    late.treat(study, vault, seen)
    assert [memo.text for memo in memos.fetch_all(study)] == ["Kent has few buses."]


def test_a_pseudonym_is_no_name_to_hide(study: Study, vault: Vault) -> None:
    (one,) = released(study, vault, TALK)
    late.treat(study, vault, noticed(study, one, NAME, replacement="Xanthos Frobish"))
    memos.write(study, "study", "study", "Ask Xanthos Frobish.")
    study.close()
    with Study.open(study.folder, researcher="Robin") as opened:
        for seen in (
            noticed(opened, one, "Xanthos Frobish"),
            late.Noticed(kind="person", words="xanthos frobish"),
        ):
            done = late.treat(opened, vault, seen)
            assert (done.is_idle, done.stand_in) == (True, True)
            assert "stand for somebody already" in late_rows.idle(done)
        assert [memo.text for memo in memos.fetch_all(opened)] == ["Ask Xanthos Frobish."]


def test_words_that_stand_nowhere_are_refused(study: Study, vault: Vault) -> None:
    released(study, vault, TALK)
    before = vault.rows("select id from entities order by id")
    with pytest.raises(NotThere, match="stand nowhere"):
        late.treat(study, vault, late.Noticed(kind="person", words="Osbert Pellow"))
    assert vault.rows("select id from entities order by id") == before


def test_words_in_a_past_event_alone_are_treated(study: Study, vault: Vault) -> None:
    released(study, vault, TALK)
    memo = memos.write(study, "study", "study", "Ask Osbert Pellow.")
    memos.remove(study, memo.id)
    seen = late.Noticed(kind="person", words="Osbert Pellow", replacement="Ulric Zander")
    assert late.treat(study, vault, seen).past == 2
    assert "Pellow" not in str(study.rows("select changes from events"))


def test_words_of_an_interview_not_released_wait(study: Study, vault: Vault) -> None:
    released(study, vault, TALK)
    talk = (("Ruth Calloway", "And you?"), ("Edda Brook", "Osbert Pellow rang."))
    pseudonymise.import_(
        study,
        vault,
        reading(talk, dict.fromkeys(("Ruth Calloway", "Edda Brook"), "participant"), "2.txt"),
    )
    seen = late.Noticed(kind="person", words="Osbert Pellow", replacement="Ulric Zander")
    done = late.treat(study, vault, seen)
    assert "when a transcript that has them is released" in late_rows.idle(done)
    assert named(vault, "Osbert Pellow").replacement == "Ulric Zander"
