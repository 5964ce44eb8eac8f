"""Whatever people wrote is shown as they wrote it, on every page: no markup, no directive."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from tests.anonymise.interviews import PASSPHRASE, Fixed
from workbench import audit, corrections, memos, participants, transcripts
from workbench.anonymise import detectors, keys, pseudonymise
from workbench.anonymise.vault import Vault
from workbench.coding import agreement, codebook, codings, pins, results, search
from workbench.coding.concordance import lines
from workbench.edits import Edit
from workbench.readers import read_bytes
from workbench.study import Study
from workbench.themes import (
    checklists,
    development,
    discussions,
    impressions,
    phases,
    quotes,
    what_was_done,
)
from workbench.ui import gate, session

APP = Path(__file__).parent.parent / "app.py"
PAGES = [f"workbench/{script}" for script in re.findall(r'"(\S*page\.py)"', APP.read_text())]
TABS = {
    "workbench/anonymise/transcripts_page.py": ("transcripts tabs", "Transcripts", "Participants"),
    "workbench/anonymise/audit_page.py": (
        "audit tabs",
        "Overview",
        "Sample",
        "Second reading",
        "Report",
    ),
    "workbench/anonymise/disclosure_page.py": ("found tabs", "Attributes", "Hints", "Worksheets"),
    "workbench/coding/page.py": ("inspector tabs", "Passage", "Code", "Similar"),
    "workbench/coding/codebook_page.py": (
        *("code tabs", "Passages", "Definition", "History", "Memos"),
    ),
    "workbench/coding/search_page.py": ("find tab", "Words in context", "Memos and codes"),
    "workbench/themes/page.py": (*("theme tabs", "Definition", "Participants"),),
    "workbench/themes/phase_page.py": (
        *("phase tabs True", "Transcripts", "Memos", "What was done", "For discussion", "Moves"),
    ),
    "workbench/study_page.py": (
        *("study tabs", "Folder and copies", "Vault", "Audit trail", "Check"),
    ),
}
SOME = [f"workbench/{one}" for one in ("home_page.py", "coding/search_page.py")]
HOSTILE = (
    "<b>zq</b> <img src=zq onerror=alert(1)> <script>alert(2)</script> [zq](zq) ![zq](zq) "
    ":violet[zq] :material/egg: :streamlit: $zq$ **zq** `zq` ~~zq~~"
)
WEB = "https://zq.example www.zq.example zq@zq.example &lt;b&gt;zq $$zq$$ :small[zq] # zq"
READ = re.compile(
    r"(?<!\\)(?:<b>zq|\[zq\]\(|:violet\[zq|:material/egg|\$zq|\*\*zq|`zq|~~zq"
    r"|https?://zq|www\.zq|zq@zq|&lt;b&gt;|\$\$zq|:small\[zq)"
)
AS_IT_IS = {
    ("Text", "body"),
    ("Selectbox", "options"),
    ("Selectbox", "raw_value"),
    ("MultiSelect", "options"),
    ("TextInput", "default"),
    ("TextInput", "value"),
    ("TextArea", "default"),
    ("TextArea", "value"),
    ("BidiComponent", "json"),
}
"""What Streamlit shows to the letter."""


def strings(message: Any) -> Iterator[tuple[str, str, str]]:
    """Walk through a message: its kind, the field and the words in it."""
    for field, value in message.ListFields():
        many = (
            value if not isinstance(value, str | bytes) and hasattr(value, "__iter__") else [value]
        )
        for one in many:
            if field.type == field.TYPE_STRING:
                yield message.DESCRIPTOR.name, field.name, one
            elif hasattr(one, "ListFields"):
                yield from strings(one)


@pytest.fixture
def vault(study: Study, monkeypatch: pytest.MonkeyPatch) -> Iterator[Vault]:
    monkeypatch.setattr(keys, "COST", 2**8)
    opened, _ = Vault.create(study.vault_folder, PASSPHRASE, "Ana")
    with opened:
        yield opened


def told(study: Study, vault: Vault) -> str:
    """Put hostile words wherever somebody can write; return a transcript's id."""
    said = (
        f"INT: How was it, {HOSTILE}?\n\n"
        f"P1: {HOSTILE} {WEB} was long. Sandra {HOSTILE} said so.\n\n"
    )
    ids = []
    for number in range(2):
        reading = read_bytes(
            f"{number} {HOSTILE}.txt".replace("/", ""), (said * 2 + str(number)).encode()
        )
        one = pseudonymise.import_(study, vault, reading, label=f"{number} {HOSTILE}")
        pseudonymise.detect(study, vault, one.id, Fixed((("person", "Sandra"),)))
        ids.append(one.id)
    found = pseudonymise.entities(vault, transcript_id=ids[0])
    pseudonymise.accept_proposals(vault, [entity.id for entity in found])
    pseudonymise.release(study, vault, ids[0], knowingly=True)
    with audit.act(study, "test.enrol", undoable=False) as act:
        participants.enrol(act, participant_id="p", pseudonym=HOSTILE)
        act.sql.execute("update speakers set participant_id = 'p' where role = 'participant'")
    participants.set_attribute(study, "p", HOSTILE, HOSTILE)
    participants.set_attribute(study, "p", WEB, WEB)
    return ids[0]


def coded(study: Study, one: str) -> None:
    """Code, correct, theme and write, with hostile words in all of it."""
    code = codebook.add(study, HOSTILE, description=HOSTILE + WEB, example=WEB).id
    under = codebook.add(study, WEB, parent_id=code).id
    turn = transcripts.turns(study, one)[1]
    for name in ("Ana", HOSTILE):
        seat = study.seat(name)
        first = codings.apply(seat, one, turn.start, turn.stop, code)
        codings.apply(seat, one, turn.start, turn.stop, under)
        memos.write(seat, "coding", first.id, HOSTILE + WEB)
    places: dict[memos.About, str] = {"code": code, "transcript": one, "study": "-"}
    for about, on in places.items():
        memos.write(study, about, on, WEB + HOSTILE)
    theme = development.add(study, HOSTILE, [code], concept=HOSTILE, definition=WEB)
    development.add(study, WEB, [under], parent_id=theme.id)
    memos.write(study, "theme", theme.id, HOSTILE)
    quotes.choose(study, theme.id, first.id)
    phases.move(study, 1, HOSTILE)
    memos.write(study, "phase", "1", WEB + HOSTILE)
    note = impressions.note(study.seat(HOSTILE), None, "reading", HOSTILE + WEB)
    impressions.note(study, one, "listening", HOSTILE)
    talk = discussions.put_forward(study.seat(HOSTILE), "impression", note.id)
    discussions.answer(study.seat(HOSTILE), talk, WEB + HOSTILE)
    what_was_done.write(study.seat(HOSTILE), 1, HOSTILE)
    checklists.place(study, "RTARG", "1", WEB)
    pins.pin(study, code, 1)
    agreement.show(study, on=True)
    query = search.Query(words="was")
    found = lines(study, search.find(study, query))
    results.code(study, found[:1], query, code_id=under, within=HOSTILE)
    corrections.correct(study, one, [Edit(start=turn.start, stop=turn.start + 5, words="<b>zq,")])


@pytest.fixture
def app(study: Study, vault: Vault, monkeypatch: pytest.MonkeyPatch) -> AppTest:
    one = told(study, vault)
    coded(study, one)
    monkeypatch.setenv(session.FOLDER, str(study.folder))
    monkeypatch.setattr(session, "_open", lambda _: study)
    monkeypatch.setattr(gate, "unlocked", lambda: vault)
    monkeypatch.setattr(detectors, "load", lambda *_: Fixed(()))
    app = AppTest.from_file(str(APP), default_timeout=60).run()
    from workbench.ui import transcript_view  # it can be loaded by a page only

    length = len(transcripts.text(study, one))
    place = transcript_view.Selection(transcript_id=one, start=0, stop=length)
    monkeypatch.setattr(transcript_view, "selection", lambda *_, **__: place)
    return app


@pytest.mark.parametrize(
    "pages",
    [SOME, pytest.param(sorted({*PAGES} - {*SOME}), marks=pytest.mark.slow)],
    ids=["some", "rest"],
)
def test_no_page_reads_what_people_wrote_as_markup(app: AppTest, pages: list[str]) -> None:
    seen = 0
    for page in pages:
        key, *tabs = TABS.get(page, ("", ""))
        for tab in tabs:
            app.switch_page(page)
            app.session_state["find words"] = "zq"
            app.session_state["undo list"] = True
            app.session_state["themes view"] = "Table"
            if key:
                app.session_state[key] = tab
            app.run()
            assert not app.exception, (page, tab)
            seen += require_text(app, f"{page} {tab}")
    assert seen > 10


def require_text(app: AppTest, where: str) -> int:
    """Look at all that a page sent; count the hostile words in it."""
    seen = 0
    for node in app._tree:
        proto = getattr(node, "proto", None)
        for kind, field, words in strings(proto) if proto else ():
            if "zq" not in words or field == "id" or (kind, field) in AS_IT_IS:
                seen += "zq" in words
            elif (kind, field) == ("Dataframe", "columns"):
                helps = [str(one.get("help")) for one in json.loads(words).values()]
                assert not READ.search(" ".join(helps)), where
            elif kind == "Html":
                assert "<b>zq" not in words, where
            else:
                assert not READ.search(words), (where, kind, field, words)
                seen += 1
    return seen
