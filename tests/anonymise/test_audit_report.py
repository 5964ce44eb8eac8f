"""The report for the ethics file: figures, no names, Word and HTML."""

from __future__ import annotations

import html
import io
import re
import zipfile
from pathlib import Path

import docx
import pytest

from tests.anonymise import audited
from workbench import participants
from workbench.anonymise import (
    audit_figures,
    audit_overview,
    audit_report,
    leaks,
    pseudonymise,
    sampling,
    worksheets,
)
from workbench.anonymise.audit_report import WITHHELD
from workbench.anonymise.vault import Vault
from workbench.errors import NotAllowed
from workbench.study import Study


@pytest.fixture
def person(study: Study, vault: Vault) -> str:
    participant_id = audited.release(study, vault)
    participants.set_attribute(study, participant_id, "age", "67")
    return participant_id


def words_of(content: bytes) -> str:
    """Read all text of a Word document, tables as well."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = [archive.read(name).decode() for name in archive.namelist() if "xml" in name]
    return html.unescape(re.sub(r"<[^>]*>", " ", "\n".join(parts)))


def test_figures_count_kinds_treatments_and_who_decided(
    study: Study, vault: Vault, person: str
) -> None:
    counted = {(one.kind, one.treatment): one.identifiers for one in audit_figures.kinds(vault)}
    assert counted["role", "keep"] == 1
    assert counted["place", "generalise"] == 1
    deciders = {(one.researcher, one.way): one.identifiers for one in audit_figures.deciders(vault)}
    assert deciders["Robin", "each by itself"] == 1
    assert deciders["Robin", "proposals accepted together"] >= 4
    assert ("fixed 1", 4) in audit_figures.found_by(vault)
    (released,) = audit_figures.released(study, vault)
    assert (released.state, released.times, released.left) == ("released", 1, 0)


@pytest.mark.parametrize("kind", [".docx", ".html"])
def test_a_report_names_nobody(study: Study, vault: Vault, person: str, kind: str) -> None:
    worksheets.answer(study, vault, person, {"found": ("It led to Maureen Tattersall.", None)})
    content, withheld = audit_report.render(vault, audit_report.gather(study, vault), kind)
    text = words_of(content) if kind == ".docx" else html.unescape(content.decode())
    assert withheld == 1
    assert WITHHELD in text
    assert not [one for one in audited.SECRETS if one in text]
    assert not leaks.find(vault, {"report": text})
    assert "pseudonymised" in text
    assert "figshare" in text


def test_files_of_a_report_hold_no_original(
    study: Study, vault: Vault, person: str, tmp_path: Path
) -> None:
    done = audit_report.write(vault, audit_report.gather(study, vault), tmp_path / "ethics")
    assert [file.suffix for file in done.files] == [".docx", ".html"]
    assert not leaks.search_files(vault, done.files).leaks
    properties = docx.Document(str(done.files[0])).core_properties
    assert not properties.author
    with pytest.raises(NotAllowed):
        audit_report.write(vault, audit_report.gather(study, vault), tmp_path / "ethics")
    with pytest.raises(NotAllowed):
        audit_report.write(vault, audit_report.gather(study, vault), tmp_path / "report.pdf")


def test_html_needs_nothing_from_elsewhere(study: Study, vault: Vault, person: str) -> None:
    page = audit_report.render(vault, audit_report.gather(study, vault), ".html")[0].decode()
    assert not re.search(r"(?:src|href)=|url\(|@import|<script", page)
    assert page.count("<h2") == 10


def test_words_of_people_are_no_markup(study: Study, vault: Vault, person: str) -> None:
    worksheets.answer(study, vault, person, {"found": ("<b>nobody</b> & no one", None)})
    page = audit_report.render(vault, audit_report.gather(study, vault), ".html")[0].decode()
    assert "&lt;b&gt;nobody&lt;/b&gt; &amp; no one" in page


def test_an_open_sheet_has_lines_and_a_signed_one_a_name(
    study: Study, vault: Vault, person: str
) -> None:
    def page() -> str:
        return audit_report.render(vault, audit_report.gather(study, vault), ".html")[0].decode()

    assert page().count('<div class="rule">') == 16
    worksheets.answer(study, vault, person, dict.fromkeys(worksheets.JUDGED, ("", "remote")))
    worksheets.sign(study, vault, person, "R. Weaver")
    assert '<div class="rule">' not in page()
    assert "R. Weaver" in page()


def test_the_short_answers_follow_the_work(study: Study, vault: Vault, person: str) -> None:
    def points() -> dict[str, str]:
        found = audit_report.gather(study, vault)
        return {one.question: one.answer for one in audit_overview.short(found)}

    question = "Turns that may still hold an identifier"
    assert points()[question].startswith("not estimated")
    drawn = sampling.draw(study, vault)
    while found := sampling.next_turn(study, vault, drawn.id):
        sampling.judge(vault, found.turn.id, "clear")
    assert points()[question] == f"0 of {drawn.size}: every turn was read"
    assert points()["Originals found where they must not stand"] == "0 (files not searched)"
    assert points()["Participants in groups smaller than 3"] == "1 of 1"


def test_a_leak_is_told_by_its_place(study: Study, vault: Vault, person: str) -> None:
    participants.set_attribute(study, person, "partner", "Maureen Tattersall")
    found = audit_report.gather(study, vault)
    content, withheld = audit_report.render(vault, found, ".html")
    assert found.leaks
    assert withheld
    assert "attribute_values" in content.decode()
    assert "Tattersall" not in content.decode()


def test_an_empty_study_has_a_report(study: Study, vault: Vault) -> None:
    found = audit_report.gather(study, vault)
    for kind in (".docx", ".html"):
        assert audit_report.render(vault, found, kind)[0]
    assert pseudonymise.entities(vault) == []


@pytest.mark.parametrize(
    ("share", "written"), [(0.0099, "1.0 %"), (0.01, "1.0 %"), (0.0391, "4.0 %"), (0.0, "0.0 %")]
)
def test_a_bound_is_never_written_lower_than_it_is(share: float, written: str) -> None:
    assert audit_overview.percent(share) == written
