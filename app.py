"""Name the pages of the workbench and run the one that was asked for."""

from pathlib import Path

import streamlit as st

from workbench import dispatch
from workbench.ui import gate, guard, session, states, transcript_view, who

HERE = Path(__file__).parent / "workbench"
PAGES = (  # section, title, icon, script
    ("", "Home", "home", "home_page.py"),
    ("Prepare", "Transcripts and participants", "group", "anonymise/transcripts_page.py"),
    ("Prepare", "Import", "upload_file", "anonymise/import_page.py"),
    ("Prepare", "Pseudonymise", "shield_person", "anonymise/page.py"),
    ("Prepare", "Release", "publish", "anonymise/release_page.py"),
    ("Prepare", "Found late", "person_alert", "anonymise/late_page.py"),
    ("Prepare", "Who could be found", "person_search", "anonymise/disclosure_page.py"),
    ("Prepare", "Audit", "verified_user", "anonymise/audit_page.py"),
    ("Code", "Coding", "ink_highlighter", "coding/page.py"),
    ("Code", "Codebook", "account_tree", "coding/codebook_page.py"),
    ("Code", "Suggestions", "join_inner", "coding/suggestions_page.py"),
    ("Code", "Compare", "compare_arrows", "coding/compare_page.py"),
    ("Analyse", "Find", "search", "coding/search_page.py"),
    ("Analyse", "Word frequencies", "bar_chart", "coding/frequency_page.py"),
    ("Analyse", "Phases", "route", "themes/phase_page.py"),
    ("Analyse", "Themes", "hub", "themes/page.py"),
    ("Analyse", "Review themes", "rate_review", "themes/review_page.py"),
    ("Analyse", "Structure over time", "history", "themes/structure_page.py"),
    ("Analyse", "Theme map", "lan", "themes/map_page.py"),
    ("Analyse", "Matrices", "grid_on", "coding/queries_page.py"),
    ("Report", "Quotes", "format_quote", "themes/quotes_page.py"),
    ("Report", "Paper", "edit_document", "themes/manuscript_page.py"),
    ("Report", "Tables", "table", "themes/tables_page.py"),
    ("Report", "Report and export", "article", "themes/report_page.py"),
    ("Report", "Reporting checklists", "checklist", "themes/checklist_page.py"),
    (":material/settings: Study", "Study", "settings", "study_page.py"),
    (who.HEADING, "Researchers", "groups", "researchers_page.py"),
)

icon = HERE / "ui" / "look" / "favicon.png"
st.set_page_config("Interview workbench", icon, "wide", menu_items={"About": "Works offline."})
heading = who.heading()
sections: dict[str, list[st.Page]] = {}
for section, title, sign, script in PAGES:
    if (HERE / script).is_file():
        name = title.lower().replace(" ", "-")
        page = st.Page(HERE / script, title=title, icon=f":material/{sign}:", url_path=name)
        sections.setdefault(heading if section == who.HEADING else section, []).append(page)
chosen = st.navigation(sections, position="top")
st.html(HERE / "ui" / "look" / "controls.css")
states.say_done()
with guard.guard():
    who.remember()
    study, vault = session.study(), gate.unlocked()
    drawn = st.container()  # the outbox runs first but stands below
    transcript_view.mount_outbox(
        on_operations=dispatch.to_phases(study, vault),
        history=dispatch.history(study),
        stores=[study, vault] if vault else [study],
    )
    with drawn:
        states.say_owed(session.study())
        chosen.run()
