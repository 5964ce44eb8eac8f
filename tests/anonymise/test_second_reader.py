"""A second rule doubts capitals that nobody has accounted for."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.anonymise.interviews import Fixed
from tests.conftest import Said
from workbench import audit
from workbench.anonymise import detectors, second_reader
from workbench.anonymise.second_reader import Text, find
from workbench.anonymise.vault import Vault
from workbench.errors import ModelMissing, NotAllowed
from workbench.study import Study

Release = Callable[[str, Said], str]


def doubted(text: str, *accounted: str) -> dict[str, str]:
    one = Text(transcript_id="t", text=text, turns=((0, len(text)),))
    return {found.words: found.why for found in find([one], frozenset(accounted))}


def test_a_capital_within_a_sentence_is_doubted() -> None:
    assert doubted("So we asked Zebadiah about it.") == {"Zebadiah": "rare"}
    assert doubted("So we asked Sarah about it.") == {"Sarah": "name"}


def test_words_that_follow_each_other_are_one() -> None:
    assert list(doubted("They met at Quillfeather Yard every week.")) == ["Quillfeather Yard"]


@pytest.mark.parametrize(
    "text",
    [
        "Zebadiah came. Zebadiah went. “Zebadiah said so”",
        "On Monday I think I'm in England, on WhatsApp, with the NHS.",
        "We went to [Zebadiah] and <seg>Zebadiah</seg> then.",
        "The kitchen was cold, and the Kitchen was full.",
    ],
)
def test_what_custom_or_the_text_explains_is_not(text: str) -> None:
    assert not doubted(text)


def test_what_the_review_listed_is_accounted_for() -> None:
    assert not doubted("So we asked Zebadiah's friend.", "zebadiah")


def test_a_text_without_capitals_is_searched_for_rare_words() -> None:
    text = "then we asked zebadiah whether it was any good and he said that it was " * 3
    assert doubted(text) == {"zebadiah": "no capitals"}


def test_places_are_those_of_the_text() -> None:
    text = "So we asked Zebadiah."
    (found,) = find([Text(transcript_id="t", text=text, turns=((0, 2), (3, 21)))], frozenset())
    (place,) = found.places
    assert (text[place.start : place.stop], place.turn) == ("Zebadiah", 1)


def test_verdicts_are_kept_and_undone(study: Study, vault: Vault, released: Release) -> None:
    released("P01", [("Interviewer", "Who was there?"), ("Amy", "It was [person] and Zebadiah.")])
    (one,) = second_reader.doubts(study, vault)
    assert (one.words, one.verdict) == ("Zebadiah", None)
    second_reader.judge(vault, one.key, "harmless")
    second_reader.judge(vault, one.key, "identifier")
    assert [d.verdict for d in second_reader.doubts(study, vault)] == ["identifier"]
    audit.undo(vault)
    assert [d.verdict for d in second_reader.doubts(study, vault)] == ["harmless"]
    with pytest.raises(NotAllowed):
        second_reader.judge(vault, one.key, "perhaps")


def test_a_pipeline_that_is_not_there_is_missed(study: Study, vault: Vault) -> None:
    with pytest.raises(ModelMissing):
        second_reader.by_pipeline(study, vault, "xx_not_there")


def test_another_pipeline_adds_what_only_it_finds(
    study: Study, vault: Vault, released: Release, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = Fixed((("person", "soup"), ("person", "tea"), ("place", "Amy")))
    monkeypatch.setattr(detectors, "load", lambda _: other)
    released("P01", [("Interviewer", "Who was there?"), ("Amy", "It was soup [tea] and bread.")])
    found = {d.words: d.why for d in second_reader.by_pipeline(study, vault, "other")}
    assert found == {"soup": "pipeline"}
