"""Searching: every place exact, whatever the letters; nothing hangs; restrictions hold."""

from __future__ import annotations

import re
import time
from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.coding.conftest import SAID
from tests.conftest import Said
from workbench import audit, participants, transcripts
from workbench.coding import codebook, codings, concordance, search, word_index
from workbench.coding.folding import folded
from workbench.coding.scope import EVERYTHING, Scope
from workbench.coding.search import Found, Kind, Query
from workbench.coding.word_index import Index, Turn
from workbench.edits import Edit
from workbench.errors import NotAllowed, NotThere
from workbench.study import Study

ODD = [
    ("Interviewer", "Was the STRASSE 😀 near the café?"),
    ("Amira", "The Straße 👩\u200d👧, yes. A cafe\u0301 in I\u0307stanbul, İSTANBUL. الكِتاب هنا."),
    ("Interviewer", "And the nurse’s co-organiser?"),
    ("Amira", "She organised it. Organising! To organise, you know. She felt, we feel. 😀😀"),
]
VOCABULARY = ["nurse", "Nurse's", "café", "cafe\u0301", "Straße", "STRASSE", "😀", "İl", "il", "a"]


def said(found: Found) -> list[str]:
    return [
        found.index.said(start, stop)
        for start, stop in zip(found.starts.tolist(), found.stops.tolist(), strict=True)
    ]


def sought(
    study: Study,
    words: str,
    kind: Kind = "words",
    scope: Scope = EVERYTHING,
    *,
    exact: bool = False,
) -> list[str]:
    return said(search.find(study, Query(words=words, kind=kind, exact=exact), scope))


def index_of(text: str) -> Index:
    turns = [Turn(position=0, start=0, stop=len(text), speaker_id="")]
    return word_index.together([word_index.read("t", "", text, turns)])


@pytest.fixture
def odd(study: Study, released: Callable[[str, Said], str]) -> str:
    return released("Odd", ODD)


@pytest.mark.parametrize(
    ("words", "kind", "exact", "places"),
    [
        ("strasse", "words", False, ["STRASSE", "Straße"]),
        ("Straße", "words", True, ["Straße"]),
        ("cafe", "words", False, ["café", "cafe\u0301"]),
        ("café", "words", True, ["café", "cafe\u0301"]),
        ("cafe", "words", True, []),
        ("cafe", "signs", True, []),
        ("istanbul", "words", False, ["I\u0307stanbul", "İSTANBUL"]),
        ("الكتاب", "words", False, ["الكِتاب"]),
        ("😀", "words", False, ["😀", "😀", "😀"]),
        ("👩\u200d👧", "words", False, ["👩\u200d👧"]),
        ("nurse", "words", False, ["nurse’s"]),
        ("nurse's", "words", False, ["nurse’s"]),
        ("organiser", "words", False, ["organiser"]),
        ("co-organiser", "words", False, ["co-organiser"]),
        ("organis*", "words", False, ["organiser", "organised", "Organising", "organise"]),
        ("*gan*e", "words", False, ["organise"]),
        ("organise", "forms", False, ["organised", "Organising", "organise"]),
        ("feel", "forms", False, ["felt", "feel"]),
        ("gan", "signs", False, ["gan", "gan", "gan", "gan"]),
        ("s", "signs", False, list("sSSßsSssssSs")),
        ("nurse | felt", "words", False, ["nurse’s", "felt"]),
        ("it organising", "words", False, []),
        ("to organise you", "words", False, ["To organise, you"]),
        ("near the", "words", False, ["near the"]),
        ("* organised", "words", False, ["She organised"]),
        (r"\bcaf\w+", "pattern", False, ["café", "cafe\u0301"]),
        ("Straße", "pattern", True, ["Straße"]),
        ("^and|😀+$", "pattern", False, ["And", "😀😀"]),
        ("", "words", False, []),
        ("  ", "pattern", False, []),
        ("a*", "pattern", False, None),
        ("yes.*And", "pattern", False, []),
    ],
)
def test_places_are_those_of_the_words(
    study: Study, odd: str, words: str, kind: Kind, exact: bool, places: list[str] | None
) -> None:
    found = sought(study, words, kind, exact=exact)
    if places is None:
        assert {one.lower() for one in found} <= {"a", "a\u0301"}
    elif words == "s":
        assert {folded(one, "bare") for one in found} == {"s", "ss"}
    else:
        assert found == places


@given(st.lists(st.sampled_from(VOCABULARY), max_size=12), st.sampled_from(VOCABULARY))
def test_a_word_is_found_wherever_it_stands(spoken: list[str], word: str) -> None:
    text = " ".join(spoken)
    index = index_of(text)
    starts, stops = search.places(None, index, Query(words=word))  # type: ignore[arg-type]
    meant = folded(word, "bare")
    ends = [len(" ".join(spoken[: n + 1])) for n in range(len(spoken))]
    expected = [
        (end - len(one), end)
        for one, end in zip(spoken, ends, strict=True)
        if folded(one, "bare") in (meant, meant + "'s")
    ]
    assert list(zip(starts.tolist(), stops.tolist(), strict=True)) == expected


@given(
    st.text(st.sampled_from("aAáa\u0301ßsS😀 '-.\nİi\u00ad"), max_size=25),
    st.text("aás ß", max_size=3),
)
def test_signs_are_found_where_the_folded_text_has_them(text: str, asked: str) -> None:
    starts, stops = search.places(
        None,  # type: ignore[arg-type]
        index_of(text),
        Query(words=asked, kind="signs"),
    )
    wanted = folded(" ".join(asked.split()), "bare")
    for start, stop in zip(starts.tolist(), stops.tolist(), strict=True):
        assert wanted in re.sub(r"\s+", " ", folded(text[start:stop], "bare"))
    flat = re.sub(r"\s+", " ", folded(text, "bare"))
    assert bool(len(starts)) == bool(wanted and wanted in flat)


@settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40, deadline=None
)
@given(text=st.text(st.sampled_from("abÁá😀ße\u0301 \n"), min_size=1, max_size=25))
def test_a_regular_expression_finds_exact_places(study: Study, text: str) -> None:
    starts, stops = search.places(study, index_of(text), Query(words="a+|😀b?", kind="pattern"))
    for start, stop in zip(starts.tolist(), stops.tolist(), strict=True):
        assert re.fullmatch("a+|😀b?", folded(text[start:stop], "bare"))
    plain = folded(text, "bare")
    assert len(starts) == len(re.findall("a+|😀b?", plain))


@pytest.mark.parametrize(
    "pattern",
    [
        r"(a|aa)+$",
        r"(?:a|a)*$",
        r"(\w+\s?)+!",
        r"(x+x+)+y",
        ".*.*.*.*z",
        "(a?){900}b",
        "(.?.?.?.?){200}z",
    ],
)
def test_no_expression_hangs(
    study: Study, released: Callable[[str, Said], str], pattern: str
) -> None:
    released("Long", [("Amira", "a" * 20_000 + "b x" * 2_000)])
    began = time.process_time()
    sought(study, pattern, "pattern")
    assert time.process_time() - began < 20


@pytest.mark.parametrize(
    "pattern",
    ["(", "[", "(?R)", r"\1", "(?:a{9999}){9999}", "a{1001}", "x" * 2_000, "\0", "*", "(?=a)"],
)
def test_what_is_no_expression_is_refused(study: Study, odd: str, pattern: str) -> None:
    with pytest.raises(NotAllowed):
        sought(study, pattern, "pattern")


def test_a_query_without_end_is_refused(study: Study, odd: str) -> None:
    with pytest.raises(NotAllowed):
        sought(study, "a" * 2_000)


def test_many_stars_do_not_hang(study: Study, released: Callable[[str, Said], str]) -> None:
    released("Long", [("Amira", "a" * 5_000 + "c")])
    assert sought(study, "*a" * 60 + "*b") == []
    assert len(sought(study, "*a" * 60 + "*c")) == 1


def place(study: Study, name: str, value: str) -> None:
    """Let Amira be a participant with an attribute."""
    with audit.act(study, "test.enrol", undoable=False) as act:
        participants.enrol(act, participant_id="p1", pseudonym="Amira")
        act.sql.execute("update speakers set participant_id = 'p1' where label = 'Amira'")
    participants.set_attribute(study, "p1", name, value)


def test_searches_are_restricted_by_who_speaks(
    study: Study, odd: str, released: Callable[[str, Said], str]
) -> None:
    other = released("Other", [("Interviewer", "The end?"), ("Bea", "The end.")])
    place(study, "age", "30–39")
    assert len(sought(study, "the")) == 6
    assert len(sought(study, "the", scope=Scope(roles=["participant"]))) == 2
    assert len(sought(study, "the", scope=Scope(attributes={"age": ["30–39"]}))) == 1
    assert len(sought(study, "the", scope=Scope(attributes={"age": ["20–29"]}))) == 0
    assert len(sought(study, "the", scope=Scope(transcripts=[other]))) == 2


SPANS = st.lists(st.tuples(st.integers(0, 140), st.integers(1, 30), st.integers(0, 1)), max_size=6)


@settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=8, deadline=None
)
@given(spans=SPANS)
def test_searches_are_restricted_by_codes(
    study: Study, released: Callable[[str, Said], str], spans: list[tuple[int, int, int]]
) -> None:
    home = released(f"One {study.new_id()}", SAID)
    one, two = (codebook.add(study, f"Code {study.new_id()}") for _ in range(2))
    text = transcripts.text(study, home)
    coded = [
        (start, min(start + length, len(text)), which)
        for start, length, which in spans
        if start < len(text) and text[start : start + length].strip()
    ]
    for start, stop, which in coded:
        codings.apply(study, home, start, stop, (one, two)[which].id)
    for way, code in (("with", one), ("without", one), ("without", None)):
        counting = [span for span in coded if code is None or span[2] == 0]
        under = [any(start <= n < stop for start, stop, _ in counting) for n in range(len(text))]
        scope = Scope(transcripts=[home], coded=way, codes=[code.id] if code else [])  # type: ignore[arg-type]
        found = search.find(study, Query(words="a", kind="signs"), scope)
        base = found.index.place(int(found.starts[0]))[1] if len(found) else 0
        everywhere = [m.span() for m in re.finditer("[aA]", text)]
        assert [start - base for start in found.starts.tolist()] == [
            place[0] for place in everywhere if under[place[0]] == (way == "with")
        ]


def test_only_one_researchers_codings_count(study: Study, transcript: str) -> None:
    code = codebook.add(study, "Shame")
    codings.apply(study, transcript, 33, 68, code.id)
    scope = Scope(coded="with", codes=[code.id], researchers=["Ana"])
    assert sought(study, "sent", scope=scope) == ["sent"]
    nobody = Scope(coded="with", codes=[code.id], researchers=["Ben"])
    assert sought(study, "sent", scope=nobody) == []
    with pytest.raises(NotThere):
        sought(study, "sent", scope=Scope(coded="with", codes=["gone"]))


def test_a_corrected_text_is_read_anew(study: Study, transcript: str) -> None:
    assert sought(study, "ashamed") == ["ashamed"]
    start = transcripts.text(study, transcript).index("ashamed")
    with audit.act(study, "test.correct") as act:
        edit = Edit(start=start, stop=start + 7, words="embarrassed")
        transcripts.replace_text(act, transcript, [edit])
    assert sought(study, "ashamed") == []
    assert sought(study, "embarrassed") == ["embarrassed"]


def test_lines_show_the_turn_around(study: Study, transcript: str) -> None:
    (line,) = concordance.lines(study, search.find(study, Query(words="nobody asked")))
    assert (line.transcript, line.turn, line.speaker) == ("Interview 01", 1, "Amira")
    assert (line.before, line.words) == ("I was sent there 😀.", "Nobody asked")
    assert line.after == "me. I felt ashamed at first."
    text = transcripts.text(study, transcript)
    assert text[line.start : line.stop] == "Nobody asked"


def test_lines_are_ordered_by_their_neighbours(study: Study, transcript: str) -> None:
    found = search.find(study, Query(words="was | felt | knew"))
    after = concordance.lines(study, found, concordance.ordered(found, "after"))
    assert [line.after.split()[0] for line in after] == ["ashamed", "better.", "my", "sent"]
    before = concordance.lines(study, found, concordance.ordered(found, "before"))
    assert [line.before.split()[-1] for line in before] == ["I", "I", "it", "nurse"]


def test_forms_can_be_left_out(study: Study, transcript: str) -> None:
    found = search.find(study, Query(words="be | nobody", kind="forms"))
    assert found.forms == {"was": 2, "nobody": 1}
    assert said(found.without({"was"})) == ["Nobody"]
    assert (found.transcripts, concordance.people(study, found)) == (1, 0)
