"""Name the pages that belong to each phase: script, words of the link, icon."""

from __future__ import annotations

TOOLS = (
    (
        ("coding/page.py", "Read a transcript", "menu_book"),
        ("anonymise/transcripts_page.py", "Transcripts and participants", "group"),
        ("coding/search_page.py", "Find", "search"),
    ),
    (
        ("coding/page.py", "Coding", "ink_highlighter"),
        ("coding/codebook_page.py", "Codebook", "account_tree"),
        ("coding/suggestions_page.py", "Suggestions", "join_inner"),
        ("coding/compare_page.py", "Compare", "compare_arrows"),
    ),
    (
        ("themes/page.py", "Themes", "hub"),
        ("coding/codebook_page.py", "Codebook", "account_tree"),
        ("coding/queries_page.py", "Matrices", "grid_on"),
    ),
    (
        ("themes/page.py", "Themes", "hub"),
        ("coding/queries_page.py", "Matrices", "grid_on"),
        ("coding/search_page.py", "Find", "search"),
    ),
    (("themes/page.py", "Themes", "hub"),),
    (("themes/report_page.py", "Report and export", "article"),),
)
