"""What people wrote is shown as they wrote it."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from workbench.ui.decision_panel import Line, in_context
from workbench.ui.plain import JOINER, count, cut, plain


@given(st.text())
def test_only_signs_are_escaped_and_no_word_changes(words: str) -> None:
    written = plain(words)
    said = re.sub(r"\\([^a-zA-Z0-9\s])", r"\1", written)
    assert said.replace(JOINER, "") == " ".join(words.split()).replace(JOINER, "")
    assert not re.search(r"(?<!\\)(?:\\\\)*[*_`\[\]<>$:~]", written)


def test_what_is_drawn_though_escaped_is_held_apart() -> None:
    """Streamlit looks for these after Markdown was read."""
    drawn = re.compile(r":material[/_]\w+:|:streamlit:|(?:^|\s)(?:<->|->|<-|--|[<>~]=)(?:\s|$)")
    for words in (":material/home:", "a :material_x: b", ":streamlit:", "-> and -- so <-> on ~="):
        assert drawn.search(words)
        assert not drawn.search(plain(words).replace("\\", ""))
    assert plain("well--so") == r"well\-\-so"


def test_an_address_is_no_link() -> None:
    """A click on a box or button that is named by it would leave the workbench."""
    linked = re.compile(r"https?://|www\.|\w@\w", re.IGNORECASE)
    for words in ("See HTTPS://a.org/x", "(www.a.org)", "a.b+c@d-e.org", "http://a@b.org"):
        assert linked.search(words)
        assert not linked.search(plain(words).replace("\\", ""))


def test_a_context_marks_only_the_words() -> None:
    line = Line(id="1", place="P01", before="so", words="[St] *James*", after="and :red[on]")
    shown = in_context(line)
    assert shown.startswith(":gray[P01] …so :primary-background[\\[St\\] \\*James\\*]")
    assert "\\:red\\[on\\]" in shown


def test_numbers_take_the_right_noun() -> None:
    assert count(1, "turn") == "1 turn"
    assert count(1204, "turn") == "1,204 turns"
    assert count(2, "person", "people") == "2 people"


def test_long_words_are_cut_at_a_blank() -> None:
    assert cut("one two", 7) == "one two"
    assert cut("one two three", 9) == "one two …"
    assert cut("wordwithoutanyblank", 4) == "word …"
