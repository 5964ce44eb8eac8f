"""Name the pages of the workbench and run the one that was asked for."""

from pathlib import Path

import streamlit as st

from workbench.ui import guard, states

HERE = Path(__file__).parent / "workbench"
PAGES = {
    "": [("home_page.py", "Home", "home")],
    "Prepare": [
        ("anonymise/transcripts_page.py", "Transcripts and participants", "description"),
        ("anonymise/page.py", "Pseudonymise", "shield_person"),
    ],
    "Code": [
        ("coding/page.py", "Coding", "ink_highlighter"),
        ("coding/codebook_page.py", "Codebook", "account_tree"),
    ],
    "Analyse": [("themes/page.py", "Themes", "hub")],
    "Report": [("themes/report_page.py", "Report and export", "article")],
    ":material/settings: Study": [("study_page.py", "Study", "settings")],
}

st.set_page_config(
    page_title="Interview workbench",
    page_icon=HERE / "ui" / "favicon.png",
    layout="wide",
    menu_items={"About": "Interview workbench. Nothing leaves this machine."},
)
sections = {
    section: [
        st.Page(
            HERE / file,
            title=title,
            icon=f":material/{icon}:",
            url_path=title.lower().replace(" ", "-"),
            default=title == "Home",
        )
        for file, title, icon in pages
        if (HERE / file).is_file()
    ]
    for section, pages in PAGES.items()
}
page = st.navigation(sections, position="top")
states.say_done()
with guard.guard():
    page.run()
