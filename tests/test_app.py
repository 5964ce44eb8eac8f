"""Run every page without a browser: an empty study, a locked vault, a review, what goes wrong."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from uuid import uuid4

import pytest
from streamlit.testing.v1 import AppTest

from tests.anonymise.interviews import Fixed
from tests.conftest import Said
from workbench import audit, dispatch, memos, participants, transcripts
from workbench.anonymise import detectors, pseudonymise, review_rows
from workbench.anonymise.vault import Vault
from workbench.errors import StudyMissing
from workbench.readers import read_bytes
from workbench.study import Study
from workbench.ui import gate, session
from workbench.ui.outbox import Operation

APP = Path(__file__).parent.parent / "app.py"
TRANSCRIPTS = "workbench/anonymise/transcripts_page.py"
IMPORT = "workbench/anonymise/import_page.py"
REVIEW = "workbench/anonymise/page.py"
RELEASE = "workbench/anonymise/release_page.py"
STUDY = "workbench/study_page.py"
PAGES = [f"workbench/{script}" for script in re.findall(r'"(\S*page\.py)"', APP.read_text())]
PASSPHRASE = "three blue teapots"
FILE = b"Interviewer: How was it, Sandra?\n\nSandra Pell: Long. I live in Leeds.\n\n" * 3
NAMES = (("person", "Sandra"), ("place", "Leeds"))


@pytest.fixture
def app(study: Study, monkeypatch: pytest.MonkeyPatch) -> Iterator[AppTest]:
    """Hand the test's study to the pages as the server does."""
    monkeypatch.setenv(session.FOLDER, str(study.folder))
    monkeypatch.setattr(session, "_open", lambda _: study)
    pocket = session._Pocket()
    monkeypatch.setattr(session, "_pocket", lambda: pocket)
    monkeypatch.setattr(detectors, "load", lambda *_: Fixed(NAMES))
    yield AppTest.from_file(str(APP), default_timeout=30)
    pocket.empty()


@pytest.fixture
def imported(study: Study) -> str:
    """Put one interview into a new vault, and lock it."""
    vault, _ = Vault.create(study.vault_folder, PASSPHRASE, "Ana")
    with vault:
        reading = read_bytes("Sandra Pell.txt", FILE)
        return pseudonymise.import_(study, vault, reading, label="P01").id


def opened(app: AppTest, page: str) -> AppTest:
    """Open a page, with the vault unlocked if the page asks for it."""
    app.run()
    app.switch_page(page).run()
    if any(field.key == "unlock secret" for field in app.text_input):
        app.text_input(key="unlock secret").set_value(PASSPHRASE)
        press(app, "Unlock")
    return app


def press(app: AppTest, label: str) -> AppTest:
    found = next(button for button in app.button if button.label == label)
    found.click().run()
    assert not app.exception
    return app


def shown(app: AppTest) -> str:
    """Join what the page says, wherever it says it, with what its components are given."""
    kinds = ("title", "header", "markdown", "caption", "text", "error", "warning", "toast")
    said = [str(getattr(found, "value", "")) for kind in kinds for found in app.get(kind)]
    said += [button.label for button in app.button]
    said += [" ".join(map(str, found.options)) for found in app.radio]
    said += [str(found.value) for found in app.dataframe]
    said += [found.proto.json for found in app.get("bidi_component")]
    return "\n".join(said)


def test_an_empty_study_offers_the_first_step(app: AppTest) -> None:
    app.run()
    assert not app.exception
    assert app.title[0].value == "A study"
    assert "Import transcripts" in [button.label for button in app.button]


@pytest.mark.parametrize("page", PAGES)
def test_every_page_of_an_empty_study_draws(app: AppTest, page: str) -> None:
    opened(app, page)
    assert not app.exception
    assert not app.error
    assert app.title


@pytest.mark.parametrize("page", PAGES)
def test_a_locked_vault_shows_no_original(app: AppTest, imported: str, page: str) -> None:
    app.run()
    app.switch_page(page).run()
    assert not app.exception
    for word in ("Sandra", "Pell", "Leeds"):
        assert word not in shown(app)


def test_pages_that_need_no_name_show_none(app: AppTest, imported: str, study: Study) -> None:
    with pseudonymise.open_vault(study, PASSPHRASE) as vault:
        pseudonymise.detect(study, vault, imported)
        pseudonymise.accept_proposals(vault, [one.id for one in pseudonymise.entities(vault)])
        pseudonymise.release(study, vault, imported)
    opened(app, REVIEW)
    for page in sorted({*PAGES} - {IMPORT, REVIEW, RELEASE}):
        app.switch_page(page).run()
        assert not app.exception
        assert "Sandra" not in shown(app)


@pytest.mark.parametrize("page", PAGES)
def test_every_page_of_a_study_with_work_in_it_draws(
    app: AppTest, imported: str, released: Callable[[str, Said], str], study: Study, page: str
) -> None:
    memos.write(study, "transcript", released("Interview 02", [("Participant", "Long.")]), "Tired.")
    opened(app, page)
    assert not app.exception
    assert app.title


def test_home_counts_what_exists(app: AppTest, released: Callable[[str, Said], str]) -> None:
    released("P01", [("Interviewer", "How was it?"), ("Participant", "Long.")])
    app.run()
    assert "1 transcript" in shown(app)
    assert "0 of 1 read" in shown(app)
    assert "**Familiarisation**" in shown(app)


def test_a_missing_study_is_said_in_words(app: AppTest, monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(_: str) -> Study:
        raise StudyMissing("There is no study in that folder.")

    monkeypatch.setattr(session, "_open", missing)
    app.run()
    assert not app.exception
    assert "There is no study in that folder" in app.error[0].value.replace("\\", "")


def test_the_recovery_code_is_shown_once(app: AppTest, study: Study) -> None:
    opened(app, IMPORT)
    app.text_input(key="new passphrase").set_value(PASSPHRASE)
    app.text_input(key="new again").set_value(PASSPHRASE)
    press(app, "Create vault")
    code = app.code[0].value
    assert len(code) == 34
    app.checkbox(key="code kept").check().run()
    press(app, "Continue")
    assert code not in "".join(found.value for found in app.code)
    press(app, "Lock vault")
    app.text_input(key="unlock secret").set_value(code)
    press(app, "Unlock")
    assert gate.unlocked() is not None


def test_two_different_passphrases_make_no_vault(app: AppTest, study: Study) -> None:
    opened(app, IMPORT)
    app.text_input(key="new passphrase").set_value(PASSPHRASE)
    app.text_input(key="new again").set_value("something else")
    press(app, "Create vault")
    assert "differ" in app.error[0].value
    assert not study.vault_folder.exists()


def test_a_wrong_passphrase_is_said_in_words(app: AppTest, imported: str) -> None:
    app.run()
    app.switch_page(REVIEW).run()
    app.text_input(key="unlock secret").set_value("not this one")
    press(app, "Unlock")
    assert "neither the passphrase" in app.error[0].value
    assert gate.unlocked() is None


def test_a_vault_that_is_away_is_missed_and_not_made_anew(
    app: AppTest, imported: str, study: Study
) -> None:
    study.vault_folder.rename(study.folder / "on another drive")
    opened(app, IMPORT)
    assert "connect that drive" in app.error[0].value.replace("\\", "")
    assert not study.vault_folder.exists()


def test_a_file_is_shown_then_imported_under_a_neutral_label(
    app: AppTest, imported: str, study: Study
) -> None:
    opened(app, IMPORT)
    app.file_uploader[0].upload("Sandra two.txt", FILE.replace(b"Leeds", b"York")).run()
    assert not app.exception
    assert "Long. I live in York." in [text.value for text in app.text]
    press(app, "Import")
    second = transcripts.fetch(study, "Interview 01")
    assert second.state == "imported"
    assert "Sandra" not in json.dumps([event.changes for event in audit.read(study)], default=str)


def test_a_file_that_cannot_be_read_says_why(app: AppTest, imported: str) -> None:
    opened(app, IMPORT)
    app.file_uploader[0].upload("interview.txt", b"%PDF-1.7 nothing").run()
    assert "PDF" in app.error[0].value
    press(app, "Leave this file out")
    assert not app.error


def test_deciding_one_after_the_other_leads_to_a_release(
    app: AppTest, imported: str, study: Study
) -> None:
    opened(app, REVIEW)
    press(app, "Find identifiers")
    assert "Sandra" in shown(app)
    vault = gate.unlocked()
    assert vault is not None
    store = dispatch.to_phases(study, vault)
    for one in pseudonymise.entities(vault, transcript_id=imported, undecided=True):
        proposed, words = pseudonymise.propose(vault, one.id)
        details = {"treatment": proposed, "replacement": words or ""}
        assert store([act("decide", imported, entity_id=one.id, **details)]).done
    app.run()
    press(app, "Release…")
    app.switch_page(RELEASE).run()
    press(app, "Release this transcript")
    text = transcripts.text(study, imported)
    assert "Sandra" not in text
    assert "I live in Leeds" in text  # a large city was proposed to be kept
    assert len(participants.fetch_all(study)) == 1


def test_a_release_with_open_decisions_needs_a_second_consent(
    app: AppTest, imported: str, study: Study
) -> None:
    opened(app, REVIEW)
    press(app, "Find identifiers")
    app.switch_page(RELEASE).run()
    assert "2 identifiers still undecided" in app.error[0].value
    button = next(button for button in app.button if button.label == "Release knowingly")
    assert button.disabled
    app.checkbox[0].check().run()
    press(app, "Release knowingly")
    assert transcripts.fetch(study, imported).state == "released"


def test_acts_on_an_original_go_to_the_vault(app: AppTest, imported: str, study: Study) -> None:
    opened(app, REVIEW)
    press(app, "Find identifiers")
    vault = gate.unlocked()
    assert vault is not None
    (one, *_) = pseudonymise.entities(vault, transcript_id=imported, undecided=True)
    store = dispatch.to_phases(study, vault)
    done = store([act("decide", imported, entity_id=one.id, treatment="keep")])
    assert done.done
    assert pseudonymise.undecided(vault, imported) == 1
    assert {row["treatment"] for row in done.outcomes[0][1].entities or ()} == {"", "keep"}
    store([act("undo", imported)])
    assert pseudonymise.undecided(vault, imported) == 2
    refused = dispatch.to_phases(study, None)([act("undo", imported)])
    assert "locked" in refused.rejects[0].why


def act(kind: str, transcript_id: str, **details: object) -> Operation:
    return Operation(
        id=str(uuid4()),
        client="tab",
        seq=1,
        kind=kind,
        transcript_id=transcript_id,
        transcript_version=review_rows.ORIGINAL,
        details=details,
    )


def test_the_trail_is_undone_from_the_study_page(
    app: AppTest, released: Callable[[str, Said], str], study: Study
) -> None:
    memos.write(study, "transcript", released("P01", [("Participant", "Long.")]), "Tired.")
    opened(app, STUDY)
    app.session_state["study tabs"] = "Audit trail"
    app.run()
    assert "memos: write" in shown(app).replace("\\", "")
    press(app, "Undo")
    assert not memos.fetch_all(study)
