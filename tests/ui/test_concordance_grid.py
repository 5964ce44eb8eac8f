"""Words in context, as the grid can show them."""

from __future__ import annotations

import pytest

from workbench.ui import concordance_grid


@pytest.mark.parametrize("after", ["by Easter. ", "😀 then?", "", ", 1917, إلى"[:7]])
def test_words_from_left_to_right_stay_as_they_are(after: str) -> None:
    assert concordance_grid._shown(after) == after


@pytest.mark.parametrize("after", ["إلى السوق مع أمي", ", עברית"])
def test_words_from_right_to_left_begin_inside_their_column(after: str) -> None:
    shown = concordance_grid._shown(after)
    assert shown == concordance_grid.LEFT_TO_RIGHT + after
    assert len(concordance_grid._shown(after * 9)) < len(after * 9)
