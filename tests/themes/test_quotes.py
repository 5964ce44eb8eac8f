"""A quote is the very slice of its transcript, with who, where and what was asked."""

from __future__ import annotations

from collections.abc import Iterable

import pytest

from tests.themes.conftest import Example, enrol, release
from workbench import audit, edits, memos, transcripts
from workbench.coding import codebook, codings
from workbench.errors import NotAllowed, NotThere
from workbench.study import Study
from workbench.themes import attribution, development, quotes, sources
from workbench.themes.quotes import Quote


def only(example: Example) -> Quote:
    (quote,) = quotes.table(example.study, example.theme)
    return quote


def test_a_quote_knows_its_place(example: Example) -> None:
    coding = example.code("hard\tto keep going.\nStill", "Fatigue")
    memos.write(example.study, "coding", coding, "Tired?")
    memos.write(example.study, "coding", coding, "Or proud.")
    quote = only(example)
    text = transcripts.text(example.study, example.karen)
    assert quote.words == "hard\tto keep going.\nStill" == text[quote.start : quote.stop]
    assert (quote.id, quote.code_path, quote.codes) == (
        coding,
        "Effort > Fatigue",
        ("Effort > Fatigue",),
    )
    assert (quote.pseudonym, quote.transcript) == ("Karen", "Interview 01")
    assert dict(quote.attributes) == {"Region": "South East", "Nation": "England"}
    assert (quote.turn, quote.last_turn, quote.speakers) == (2, 2, ("Karen",))
    assert (quote.began, quote.time) == (61.5, "01:01")
    assert quote.question == "And later on?"
    assert quote.memo == "Tired?\n\nOr proud."
    assert (quote.researcher, quote.chosen) == ("Ana", False)


def test_a_passage_over_several_turns_is_a_dialogue(example: Example) -> None:
    example.code("each week.\nWho did?\n “Us three”", "Effort")
    quote = only(example)
    assert [(part.speaker, part.words) for part in quote.parts] == [
        ("Karen", "each week."),
        ("Interviewer", "Who did?"),
        ("Karen", " “Us three”"),
    ]
    assert (quote.turn, quote.last_turn) == (2, 4)
    assert quote.speakers == ("Karen", "Interviewer")
    assert quote.pseudonym == "Karen"


def test_edges_between_turns_belong_to_the_words(example: Example) -> None:
    example.code("\nWho did?\n", "Effort")
    quote = only(example)
    assert "\n".join(part.words for part in quote.parts) == quote.words == "\nWho did?\n"
    assert (quote.turn, quote.last_turn, quote.pseudonym) == (3, 3, "Interviewer")
    assert quote.question == ""


def test_order_is_theme_then_code_then_place(example: Example) -> None:
    for words, code in [
        ("more of us", "Numbers"),
        ("Us three", "Effort"),
        ("People", "Fatigue"),
        ("each week", "Effort"),
        ("more of us", "Effort"),
    ]:
        example.code(words, code)
    found = quotes.table(example.study, example.theme)
    assert [(q.theme_path, q.code_path, q.words) for q in found] == [
        ("Keeping going", "Effort", "each week"),
        ("Keeping going", "Effort", "Us three"),
        ("Keeping going", "Effort", "more of us"),
        ("Keeping going", "Effort > Fatigue", "People"),
        ("Keeping going > Few hands", "Numbers", "more of us"),
    ]
    assert found[2].codes == found[4].codes == ("Effort", "Numbers")
    assert [theme.name for theme in found[4].themes] == ["Keeping going", "Few hands"]
    assert [q.words for q in quotes.table(example.study, example.subtheme)] == ["more of us"]


def test_one_row_where_two_researchers_agree(example: Example) -> None:
    example.code("People", "Effort")
    example.study.researcher = "Ben"
    second = example.code("People", "Effort")
    quotes.choose(example.study, example.theme, second)
    quote = only(example)
    assert (quote.researcher, quote.chosen) == ("Ana, Ben", True)
    quotes.unchoose(example.study, example.theme, quote.id)
    assert not only(example).chosen


def test_chosen_quotes_keep_the_order_of_choice(example: Example) -> None:
    ids = [example.code(words, "Effort") for words in ("People", "each week", "more of us")]
    sub = example.code("my joke", "Numbers")
    for coding in (sub, ids[2], ids[0], ids[2]):
        quotes.choose(example.study, example.theme, coding)
    found = quotes.table(example.study, example.theme, chosen_only=True)
    assert [quote.id for quote in found] == [ids[2], ids[0], sub]
    assert [q.chosen for q in quotes.table(example.study, example.theme)] == [
        True,
        False,
        True,
        True,
    ]
    quotes.unchoose(example.study, example.theme, sub)
    assert len(quotes.table(example.study, example.theme, chosen_only=True)) == 2
    audit.undo(example.study)
    assert len(quotes.table(example.study, example.theme, chosen_only=True)) == 3


def test_only_quotes_of_the_theme_can_be_chosen(example: Example) -> None:
    loose = example.code("People", "Loose")
    with pytest.raises(NotThere):
        quotes.choose(example.study, example.theme, loose)
    with pytest.raises(NotThere):
        quotes.table(example.study, "nothing")


def test_a_late_edit_moves_the_quote_with_its_words(example: Example) -> None:
    example.code("each week", "Effort")
    before = only(example)
    with audit.act(example.study, "test.edit", undoable=False) as act:
        edit = edits.Edit(start=0, stop=3, words="Well, and then")
        transcripts.replace_text(act, example.karen, [edit])
    after = only(example)
    assert after.words == before.words == "each week"
    assert after.start != before.start
    assert after.version != before.version


def test_a_text_that_changes_meanwhile_does_not_mix_with_its_old_places(
    example: Example, monkeypatch: pytest.MonkeyPatch
) -> None:
    example.code("each week", "Effort")
    fetch = sources.fetch

    def edit_first(study: Study, ids: Iterable[str]) -> dict[str, sources.Source]:
        with audit.act(example.study, "test.edit", undoable=False) as act:
            edit = edits.Edit(start=0, stop=3, words="")
            transcripts.replace_text(act, example.karen, [edit])
        return fetch(study, ids)

    monkeypatch.setattr(sources, "fetch", edit_first)
    before = only(example)
    assert before.words == "each week"
    monkeypatch.undo()
    after = only(example)
    assert after.words == "each week"
    assert after.start != before.start


def test_a_removed_coding_leaves_the_table(example: Example) -> None:
    coding = example.code("each week", "Effort")
    quotes.choose(example.study, example.theme, coding)
    codings.remove(example.study, coding)
    assert quotes.table(example.study, example.theme) == []
    audit.undo(example.study)
    assert only(example).chosen


@pytest.mark.parametrize(
    ("template", "written"),
    [
        ("({pseudonym}, {region}, {nation})", "(Karen, South East, England)"),
        ("{pseudonym}, {NATION}", "Karen, England"),
        ("({transcript}, turn {turn}, {time})", "(Interview 01, turn 2, 01:01)"),
        ("{{{pseudonym}}}", "{Karen}"),
    ],
)
def test_attribution_follows_a_template(example: Example, template: str, written: str) -> None:
    example.code("each week", "Effort")
    assert attribution.write(only(example), template) == written


@pytest.mark.parametrize("template", ["{age}", "{}", "{pseudonym.__class__}", "{pseudonym", "}"])
def test_attribution_refuses_what_it_does_not_know(example: Example, template: str) -> None:
    example.code("each week", "Effort")
    with pytest.raises(NotAllowed):
        attribution.write(only(example), template)


def test_what_is_not_known_falls_out_of_the_attribution(example: Example) -> None:
    example.code("more of us", "Effort")
    template = attribution.default(["Nation", "Age", "Region"])
    assert template == "({pseudonym}, {Region}, {Nation})"
    assert attribution.default([]) == "({pseudonym})"
    assert attribution.write(only(example), template) == "(Mo, Wales)"
    assert attribution.write(only(example), "{region}: {pseudonym}") == "Mo"


def test_several_people_are_attributed_each(study: Study) -> None:
    people = {name: enrol(study, name, {"Nation": name[0] + "-land"}) for name in ("Abe", "Bea")}
    people["Cem"] = enrol(study, "Cem", {})
    transcript = release(study, "Group", [("Abe", "Yes."), ("Bea", "No."), ("Cem", "So?")], people)
    code = codebook.add(study, "Dispute").id
    theme = development.add(study, "Conflict", [code]).id
    codings.apply(study, transcript, 0, 12, code)
    (quote,) = quotes.table(study, theme)
    assert quote.pseudonym == "Abe, Bea, Cem"
    assert quote.attributes["Nation"] == "A-land; B-land; –"
    assert attribution.write(quote, "({pseudonym}, {nation})") == "(Abe, A-land; Bea, B-land; Cem)"


def test_long_recordings_count_hours(example: Example) -> None:
    example.code("each week", "Effort")
    with example.study.cursor() as sql:
        sql.execute("update turns set began = 3725.9")
    assert only(example).time == "1:02:05"
    with example.study.cursor() as sql:
        sql.execute("update turns set began = null")
    assert only(example).time == ""
