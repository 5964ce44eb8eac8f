"""Streamlit's files wait for the words, whole and in order; an unknown page is left as it is."""

from __future__ import annotations

import re

import pytest

from workbench import serve
from workbench.ui import early_head, holding

PAGE = (early_head.STATIC / "index.html").read_text(encoding="utf-8")
FILES = re.compile(
    r'<script [^>]*src=[^>]*></script>|<link rel="(?:modulepreload|stylesheet)"[^>]*>'
)


def test_all_files_of_streamlit_wait_in_their_order() -> None:
    held, rest = holding.held_back(PAGE)
    template = held.partition(">")[2].partition("</template>")[0]
    assert template == "".join(FILES.findall(PAGE))
    assert len(FILES.findall(template)) > 10
    assert not FILES.search(rest)
    kept = ("prerenderReady", 'as="font"', 'id="root"', "favicon", "<noscript>")
    assert all(each in rest for each in kept)


def test_the_page_begins_with_what_waits() -> None:
    page = early_head.with_head("WORDS")
    assert page.index('charset="UTF-8"') < page.index("<template") < page.index("WORDS")
    assert page.index("</template>") < page.index(holding.LET_GO) < page.index("WORDS")


def test_what_lets_go_may_run() -> None:
    assert holding.LET_GO in serve.page_scripts()
    (bundle,) = early_head.BUILD.glob("index-*.js")
    assert holding.EVENT in bundle.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "page",
    [
        "<html><head></head><body></body></html>",
        '<head><script src="old.js"></script><script type="module" src="new.js"></script></head>',
        '<head></head><body><script type="module" src="new.js"></script></body>',
        '<head><script type="module" src="new.js">words()</script></head>',
        '<head><!-- <script type="module" src="new.js"></script> --></head>',
        '<head><link rel="stylesheet" href="look.css"></head>',
    ],
)
def test_a_page_that_is_not_understood_stays_as_it_is(page: str) -> None:
    assert holding.held_back(page) == ("", page)


def test_places_are_found_over_lines_and_letters() -> None:
    page = (
        '<head>\n<title>é 𝒜\u2028</title>\r\n<script\n type="module" src="a.js"></script>\n'
        '<!-- <link rel="stylesheet" href="no.css"> --><link rel="stylesheet"\n href="b.css" />'
        '<link rel="icon" href="i.png"></head>\n<body>x</body>'
    )
    held, rest = holding.held_back(page)
    assert (
        '<script\n type="module" src="a.js"></script><link rel="stylesheet"\n href="b.css" />'
        in held
    )
    assert rest == (
        '<head>\n<title>é 𝒜\u2028</title>\r\n\n<!-- <link rel="stylesheet" href="no.css"> -->'
        '<link rel="icon" href="i.png"></head>\n<body>x</body>'
    )
