"""The recorded analysis hangs together: codings, codebook, themes, decisions, participants."""

from __future__ import annotations

import csv
import json
from collections import Counter, defaultdict

import pytest

from corpora import markup
from corpora.corpus import HERE
from corpora.files import FILES
from workbench.anonymise import names, pseudonyms

SOURCES = {f"Interview {source.number}": source for source in markup.load()}


def rows(name: str) -> list[dict[str, object]]:
    return [json.loads(line) for line in (HERE / name).read_text(encoding="utf-8").splitlines()]


def table(name: str) -> list[dict[str, str]]:
    with (HERE / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def paths() -> set[str]:
    return {" > ".join(filter(None, (row["parent"], row["name"]))) for row in table("codebook.csv")}


def test_codebook_is_a_tree_of_two_levels_with_definitions() -> None:
    codes = table("codebook.csv")
    tops = {row["name"] for row in codes if not row["parent"]}
    assert 22 <= len(codes) <= 30
    assert {row["parent"] for row in codes} <= tops | {""}
    for row in codes:
        assert row["description"]
        assert row["use_when"]
        assert row["avoid_when"]
        assert row["example"] or row["name"] in tops


def test_codings_are_of_codes_that_are_there_and_of_every_interview() -> None:
    found = rows("codings.jsonl")
    assert 180 <= len(found) <= 300
    counts = Counter(row["transcript"] for row in found)
    assert len(counts) == 12
    assert all(8 <= count <= 30 for count in counts.values())
    for row in found:
        assert int(str(row["stop"])) - int(str(row["start"])) == len(str(row["quote"]))
        assert row["code"] in paths()


def test_no_interview_has_every_code() -> None:
    used = defaultdict(set)
    for row in rows("codings.jsonl"):
        used[row["transcript"]].add(row["code"])
    leaves = {row["name"] for row in table("codebook.csv") if row["parent"]}
    assert all(len(codes) < len(leaves) for codes in used.values())


def test_themes_use_codes_and_chosen_quotes_have_a_theme() -> None:
    names_of_codes = {row["name"] for row in table("codebook.csv")}
    themes = json.loads((HERE / "themes.json").read_text(encoding="utf-8"))
    assert len(themes) == 5
    whole = [*themes, *(sub for theme in themes for sub in theme["subthemes"])]
    assert all(theme["concept"] and theme["definition"] for theme in whole)
    assert {code for theme in whole for code in theme["codes"]} <= names_of_codes
    chosen = {str(row["chosen_for"]) for row in rows("codings.jsonl") if "chosen_for" in row}
    assert chosen <= {theme["name"] for theme in whole}


@pytest.mark.parametrize("label", sorted(SOURCES))
def test_every_mention_has_a_decision(label: str) -> None:
    decided = {
        (str(row["entity"]), surface)
        for row in rows("decisions.jsonl")
        if label in list(map(str, as_list(row["transcripts"])))
        for surface in map(str, as_list(row["surfaces"]))
    }
    apart = {(row["start"], str(row["entity"])) for row in rows("exceptions.jsonl")}
    for mention in markup.join(SOURCES[label].turns).mentions:
        whole = any(
            entity == mention.entity and surface.endswith(mention.surface)
            for entity, surface in decided
        )
        assert whole or (mention.start, mention.entity) in apart


def as_list(value: object) -> list[object]:
    assert isinstance(value, list)
    return value


def test_pseudonyms_are_nobodys_name() -> None:
    real = {
        mention.surface
        for source in SOURCES.values()
        for mention in markup.join(source.turns).mentions
        if mention.kind == "person"
    }
    chosen = [
        str(row["replacement"])
        for row in rows("decisions.jsonl")
        if row["treatment"] == "pseudonymise"
    ]
    assert not [name for name in chosen if pseudonyms.is_near(name, real)]
    firsts = Counter(names.normalise(name.split()[0]) for name in chosen)
    assert max(firsts.values()) == 1


def test_participants_are_the_people_who_speak() -> None:
    given = {row["pseudonym"] for row in table("participants.csv")}
    decided = {str(row["entity"]): row["replacement"] for row in reversed(rows("decisions.jsonl"))}
    speakers = [row for row in rows("gold/speakers.jsonl") if row["role"] == "participant"]
    assert len(speakers) == len(given) == 13
    assert {row["file"] for row in speakers} == {layout.name for layout in FILES.values()}
    assert {decided[str(row["entity"])] for row in speakers} == given


def test_what_enters_the_study_names_nobody() -> None:
    """Codebook, themes, memos and notes are stored as they are, so they must hold no real name."""
    shown = " ".join(
        (HERE / name).read_text(encoding="utf-8")
        for name in ("codebook.csv", "themes.json", "memos.jsonl", "phases.jsonl")
    )
    memos = " ".join(str(row.get("memo", "")) for row in rows("codings.jsonl"))
    words = set(f"{shown} {memos}".replace('"', " ").split())
    real = {
        part
        for source in SOURCES.values()
        for mention in markup.join(source.turns).mentions
        if mention.kind in {"person", "place", "organisation"} and mention.directness == "direct"
        for part in mention.surface.split()
        if part[0].isupper() and not names.is_word(part)
    }
    said = {word.strip(".,:;()“”'") for word in words}
    assert sorted(said & real - ORDINARY) == []


ORDINARY = frozenset({"Neighbours", "The"})
