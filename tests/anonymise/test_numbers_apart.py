"""Two telephone numbers never become one; the same number in another writing is one."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tests.anonymise.interviews import reading
from workbench.anonymise import aliases, pseudonymise
from workbench.anonymise.vault import Vault
from workbench.study import Study
from workbench.transcripts import Role

ROLES: dict[str, Role] = {"Ruth Calloway": "interviewer", "Edda Brook": "participant"}
DIGITS = st.text("0123456789", min_size=9, max_size=9)


def writings(nine: str) -> list[str]:
    """Write one mobile number in the ways people do."""
    return [
        f"07{nine}",
        f"07{nine[:3]} {nine[3:]}",
        f"+447{nine}",
        f"0044 7{nine[:3]}-{nine[3:6]}-{nine[6:]}",
        f"(07{nine[:3]}) {nine[3:]}",
    ]


@given(one=DIGITS, other=DIGITS)
def test_numbers_are_known_by_all_their_digits(one: str, other: str) -> None:
    keys, others = (
        {aliases.key("phone", words) for words in writings(nine)} for nine in (one, other)
    )
    assert len(keys) == 1
    assert (keys == others) is (one == other)


def test_different_numbers_stay_apart_and_equal_ones_meet(study: Study, vault: Vault) -> None:
    said = ("Ring me on 07700 900123.", "Mine is 07700 900124.", "Or +44 7700 900123 for her.")
    for number, words in enumerate(said):
        talk = (("Ruth Calloway", "Your number?"), ("Edda Brook", words))
        one = pseudonymise.import_(study, vault, reading(talk, ROLES, f"{number}.txt")).id
        at = pseudonymise.original_text(vault, one).index("7700 900")
        first = at - 4 if "+44" in words else at - 1
        pseudonymise.add_identifier(vault, one, first, at + 11, "phone")
    found = [one for one in pseudonymise.entities(vault) if one.kind == "phone"]
    assert sorted(one.surfaces for one in found) == [
        ("+44 7700 900123", "07700 900123"),
        ("07700 900124",),
    ]
