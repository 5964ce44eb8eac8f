"""Pseudonyms: stable, clash-free, with the right part in each place."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rapidfuzz.distance import OSA

from workbench.anonymise import name_lists, names, pseudonyms
from workbench.anonymise.generalise import placeholder
from workbench.anonymise.names import normalise
from workbench.anonymise.pseudonyms import (
    NO_SURNAME,
    choose,
    families,
    is_near,
    render,
    surnames,
)

REAL = st.lists(
    st.tuples(
        st.sampled_from(name_lists.of("en_GB").women + name_lists.of("pl_PL").men),
        st.sampled_from(name_lists.of("en_GB").surnames + name_lists.of("en_IN").surnames),
    ),
    min_size=1,
    max_size=25,
    unique=True,
)


@settings(max_examples=40, deadline=None)
@given(REAL)
def test_no_two_share_a_pseudonym_and_none_nears_a_name(people: list[tuple[str, str]]) -> None:
    real = [" ".join(person) for person in people]
    used: list[str] = []
    for name in real:
        used.append(choose([name], seed=name, real=real, used=used))
    assert len({name.split()[0] for name in used}) == len(people)
    parts = [normalise(part) for name in used for part in name.split()]
    words = [normalise(word) for name in real for word in name.split()]
    assert not [1 for part in parts for word in words if OSA.distance(part, word) <= 1]
    for name, stand_in in zip(real, used, strict=True):
        assert not {w[0] for w in name.split()} & {w[0] for w in stand_in.split()}


SPELLINGS = st.sampled_from(["{f} {s}", "{f}", "Mrs {s}", "{s}, {f}", "{F} {S}", "{f} {i}"])


@settings(max_examples=30, deadline=None)
@given(REAL, st.lists(SPELLINGS, min_size=25, max_size=25))
def test_whatever_form_a_name_has_its_pseudonym_is_free(
    people: list[tuple[str, str]], spellings: list[str]
) -> None:
    real = [
        spelling.format(f=f, s=s, F=f.upper(), S=s.upper(), i=s[0])
        for (f, s), spelling in zip(people, spellings, strict=False)
    ]
    used: list[str] = []
    known: dict[str, str] = {}
    for name in real:
        own = [known[s] for s in surnames([name]) if s in known]
        used.append(choose([name], seed=name, real=real, used=used, surname="".join(own[:1])))
        known |= families([([name], used[-1])])
    firsts = [normalise(name.split()[0]) for name in used]
    assert len(set(firsts)) == len(used)
    words = {w for name in real for w in re.split(r"[\s,]+", normalise(name)) if len(w) > 1}
    for at, first in enumerate(firsts):
        assert not [1 for word in words - {"mrs"} if OSA.distance(first, word) <= 1]
        assert not [1 for other in firsts[:at] if OSA.distance(first, other) <= 1]
    for one in words:
        assert not set(firsts) & names.short_forms().get(one, frozenset())


def test_a_family_shares_the_new_surname() -> None:
    mother = choose(["Maureen Tattersall"], seed="1", real=[], used=[])
    known = families([(["Maureen Tattersall", "Mo"], mother)])
    assert known == {"tattersall": mother.split()[1]}
    real = ["Maureen Tattersall", "Ken Tattersall"]
    father = choose(["Ken"], seed="2", real=real, used=[mother], surname=known["tattersall"])
    assert " " not in father
    father = choose(["Mr Tattersall", "Ken"], seed="2", real=real, used=[mother], surname="Hughes")
    assert father.split()[1] == "Hughes"
    assert father.split()[0] != mother.split()[0]
    assert not families([(["Maureen Tattersall"], "[person]"), (["Mo"], "Aurora Hughes")])


def test_rhythm_is_near() -> None:
    for seed in "abcdef":
        short = choose(["Jean"], seed=seed, real=[], used=[])
        long = choose(["Alexandria"], seed=seed, real=[], used=[])
        assert len(short) < len(long)


@settings(deadline=None)
@given(st.text(min_size=1, max_size=12))
def test_the_choice_is_stable(seed: str) -> None:
    first = choose(["Maureen Tattersall"], seed=seed, real=[], used=[])
    assert first == choose(["Maureen Tattersall"], seed=seed, real=[], used=[])


def test_presentation_and_origin_are_kept() -> None:
    for number in range(10):
        woman = choose(["Mrs Dunmore"], seed=str(number), real=[], used=[])
        assert name_lists.presentation(woman.split()[0]) == "woman"
        pole = choose(["Jakub", "Jakub Sikora"], seed=str(number), real=[], used=[])
        assert pole.split()[0] in name_lists.of("pl_PL").men
        asked = choose(["Alex"], seed=str(number), real=[], used=[])
        assert " " not in asked


@pytest.mark.parametrize(
    ("surface", "both", "one"),
    [
        ("Maureen Tattersall", "Aurora Hughes", "Aurora"),
        ("Mo", "Aurora", "Aurora"),
        ("Mrs Tattersall", "Mrs Hughes", f"Mrs {NO_SURNAME}"),
        ("Tattersall", "Hughes", NO_SURNAME),
        ("the Tattersalls", "the Hugheses", f"the {NO_SURNAME}"),
        ("Auntie Mo", "Auntie Aurora", "Auntie Aurora"),
        ("Young Mo", "Young Aurora", "Young Aurora"),
        ("M.T.", "A.H.", "A."),
        ("M. Tattersall", "A. Hughes", f"A. {NO_SURNAME}"),
        ("Maureen T", "Aurora H", "Aurora"),
        ("Prof. Maureen Tattersall", "Prof. Aurora Hughes", "Prof. Aurora"),
        ("Tattersall, Maureen", "Hughes, Aurora", "Aurora"),
        ("Mo TT", "Aurora H", "Aurora"),
        ("Mrs Mo", "Mrs Aurora", "Mrs Aurora"),
        ("Pastor", "Pastor", "Pastor"),
        ("our Mo", "our Aurora", "our Aurora"),
        ("TATTERSALL", "Hughes", NO_SURNAME),
    ],
)
def test_each_form_gets_its_part(surface: str, both: str, one: str) -> None:
    known = surnames(["Maureen Tattersall"])
    assert render("Aurora Hughes", surface, known) == both
    assert render("Aurora", surface, known) == one


@pytest.mark.parametrize(
    ("surface", "words", "ending"),
    [
        ("Mo's", "Aurora", "'s"),
        ("Mo’s", "Aurora", "’s"),
        ("James'", "Aurora", "'s"),
        ("James'", "Silas", "'"),
        ("JAMES'", "AURORA", "'S"),
        ("the Tattersalls'", "the Hugheses", "'"),
        ("St Mary's", "[church]", ""),
        ("St. Thomas’", "[hospital]", ""),
        ("Sainsbury's", "[shop]", ""),
        ("Hull's", "[city]", "'s"),
        ("Tattersalls", "Hugheses", ""),
    ],
)
def test_possessives_survive_unless_they_are_the_name(
    surface: str, words: str, ending: str
) -> None:
    assert names.possessive(surface, words) == ending


def test_near_means_equal_or_one_letter() -> None:
    assert is_near("Jean", ["Dean Hill"], shortest=4)
    assert not is_near("Jo", ["Mo"], shortest=4)
    assert is_near("mo", ["Mo"], shortest=4)
    assert not is_near("Aurora", ["Mrs Dunmore"])


@pytest.mark.parametrize(
    ("kind", "surface", "words"),
    [
        ("place", "Ellerby Road", "[street]"),
        ("place", "Lister Park", "[park]"),
        ("place", "Leeds", "[city]"),
        ("place", "Lincolnshire", "[county]"),
        ("place", "Porthmellow", "[locality]"),
        ("organisation", "Hull City Council", "[council]"),
        ("organisation", "Ellerby Road Neighbours", "[community group]"),
        ("organisation", "The Peckham Larder", "[food bank]"),
        ("organisation", "St Mary's Primary School", "[school]"),
        ("organisation", "Acme", "[organisation]"),
        ("email", "a@b.org", "[e-mail address]"),
        ("age", "sixty-seven", "[age: 60s]"),
        ("age", "she's 84", "[age: 80s]"),
        ("age", "fifteen", "[age: teens]"),
        ("age", "9", "[age: child]"),
        ("age", "97", "[age: 90 or over]"),
        ("date", "the 23rd of March 2020", "[March 2020]"),
        ("date", "that Tuesday", "[date]"),
    ],
)
def test_generalising_says_what_kind_of_thing(kind: str, surface: str, words: str) -> None:
    assert placeholder(kind, surface) == words


@given(st.text("abc", min_size=1, max_size=5), st.lists(st.text("abc", min_size=2, max_size=5)))
def test_one_slip_is_told_as_a_distance_would(word: str, borne: list[str]) -> None:
    words = pseudonyms._borne(frozenset(borne))
    parts = {part for name in borne for part in pseudonyms._parts(name)} | words.words
    assert words.is_near(word) == any(OSA.distance(word, one) <= 1 for one in parts)
