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
        ("themes/review_page.py", "Review themes", "rate_review"),
        ("themes/page.py", "Themes", "hub"),
        ("themes/structure_page.py", "Structure over time", "history"),
        ("coding/queries_page.py", "Matrices", "grid_on"),
    ),
    (
        ("themes/page.py", "Themes", "hub"),
        ("themes/map_page.py", "Theme map", "lan"),
    ),
    (
        ("themes/quotes_page.py", "Quotes", "format_quote"),
        ("themes/report_page.py", "Report and export", "article"),
        ("themes/checklist_page.py", "Reporting checklists", "checklist"),
    ),
)
