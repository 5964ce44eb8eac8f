"""A name treated late leaves no vector made of it, and what was dismissed stays dismissed."""

from __future__ import annotations

from tests.anonymise.test_late import FIRST, NAME, SECOND, noticed, released
from tests.coding.toy import WordEncoder
from workbench import transcripts
from workbench.anonymise import late
from workbench.anonymise.vault import Vault
from workbench.coding import codebook, codings, embeddings, suggestions
from workbench.coding.vectors import hashed
from workbench.study import Study

TALK = (
    *FIRST,
    ("Ruth Calloway", "And the shopping?"),
    ("Maureen Tattersall", "The van came. Then the van went. We all had the van."),
    ("Maureen Tattersall", "Ken had the van. The van was old. It was the only van."),
)
MADE = "select hash from vectors union all select hash from kept_vectors"


def test_decisions_stay_and_vectors_of_the_name_go(study: Study, vault: Vault) -> None:
    one, _ = released(study, vault, TALK, SECOND)
    embeddings.embed_all(study, WordEncoder())
    code = codebook.add(study, "Van").id
    text = transcripts.text(study, one)
    came = text.index("The van came")
    codings.apply(study, one, came, text.index("had the van.", came), code)
    refused = next(
        found
        for found in suggestions.for_code(study, "words", code, n=100)
        if found.transcript_id == one and NAME in found.words
    )
    suggestions.dismiss(study, refused)
    was = hashed(refused.words)
    assert was in {row["hash"] for row in study.rows(MADE)}
    before = {row["id"]: row["hash"] for row in study.rows("select id, hash from vectors")}
    late.treat(study, vault, noticed(study, one, NAME, replacement="Xanthos Frobish"))
    assert was not in {row["hash"] for row in study.rows(MADE)}
    left = {row["id"] for row in study.rows("select id from vectors")}
    assert 0 < len(left) < len(before)
    embeddings.embed_all(study, WordEncoder())
    text = transcripts.text(study, one)
    (place,) = study.rows(
        "select p.start, p.stop from decisions d join passages p on p.id = d.passage_id"
    )
    words = text[place["start"] : place["stop"]]
    assert "Xanthos Frobish" in words
    assert words.startswith(refused.words[: refused.words.index(NAME)])
    found = suggestions.for_code(study, "words", code, n=100)
    assert found
    for each in found:
        apart = each.stop <= place["start"] or place["stop"] <= each.start
        assert each.transcript_id != one or apart
