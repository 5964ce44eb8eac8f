import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.anonymise import occupations, roles, words


def found(text: str) -> list[str]:
    every = [*roles.roles(text), *occupations.occupations(text)]
    return list(dict.fromkeys(text[one.start : one.stop] for one in every))


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("She's a retired head teacher.", "retired head teacher"),
        ("the only midwife we had", "midwife"),
        ("ask the parish clerk", "parish clerk"),
        ("He was chair of the allotment society.", "chair of the allotment society"),
        ("my husband's a long-distance lorry driver", "long-distance lorry driver"),
        ("I trained as a mental health nurse", "mental health nurse"),
        ("worked as a loss adjuster for years", "loss adjuster"),
        ("our dinner ladies never stopped", "dinner ladies"),
        ("she teaches maths up there", "teaches maths"),
        ("he ran a pub", "ran a pub"),
        ("I'm self-employed", "self-employed"),
        ("a joiner by trade", "joiner"),
        ("there was a retired harpist on our stair", "retired harpist"),
        ("they put me down as the dentist's wife", "dentist's wife"),
        ("she's a cook at Tarn Bank Primary now", "cook at Tarn Bank Primary"),
        ("would I be a digital champion", "digital champion"),
        ("I'm a potter", "potter"),
        ("he's the head of geography", "head of geography"),
        ("a warehouse operative I know", "warehouse operative"),
        ("i was a bus driver", "bus driver"),
        ("he was in the navy", "in the navy"),
    ],
)
def test_a_role_is_found(text: str, role: str) -> None:
    assert role in found(text)


@pytest.mark.parametrize(
    "text",
    [
        "She pulled up a chair.",
        "On the other hand, it was a bit of a worry.",
        "They cook, they clean and they drive.",
        "My head was spinning.",
        "He's a good lad and she's a member.",
        "it was a number I didn't know",
        "somebody's wife was there",
        "we retired early that night",
    ],
)
def test_what_is_no_role_is_left(text: str) -> None:
    assert found(text) == []


@given(st.sampled_from(sorted(words.read("roles"))))
def test_every_listed_role_is_found_after_was_a(role: str) -> None:
    text = f"I was a {role}, then I stopped."
    assert any(role in one for one in found(text))
