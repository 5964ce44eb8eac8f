"""No column that can hold a researcher's words is forgotten when a name is found late."""

from __future__ import annotations

from workbench import audit
from workbench.anonymise import writing
from workbench.study import Study

OTHER = {
    "answers": {"discussion_id", "researcher"},
    "attribute_values": {"participant_id", "attribute_id"},
    "checklist_places": {"checklist", "item"},
    "checks": {"about_id", "correction_id"},
    "code_keys": {"researcher", "code_id"},
    "codes": {"parent_id", "colour"},
    "codings": {"passage_id", "code_id", "researcher", "found_by", "search_id"},
    "corrections": {"transcript_id", "was", "becomes", "researcher", "kept"},
    "decisions": {
        "passage_id",
        "code_id",
        "coding_id",
        "verdict",
        "model",
        "encoder",
        "researcher",
    },
    "destructions": {"researcher", "key_digest", "digests"},
    "discussions": {"about", "about_id", "researcher"},
    "events": {"researcher", "verb", "subject", "kind", "about", "changes"},
    "impressions": {"transcript_id", "kind", "researcher"},
    "kept_vectors": {"model", "hash"},
    "memos": {"about", "about_id", "researcher"},
    "parked_codes": {"code_id"},
    "passages": {"transcript_id", "kept"},
    "phase_moves": {"researcher"},
    "quote_marks": {"quote_id", "passage_id", "kind"},
    "readings": {"transcript_id", "researcher", "passage_id"},
    "rewordings": {"transcript_id", "was", "becomes"},
    "schema_steps": {"name"},
    "searches": {"kind", "unit", "code_id", "researcher"},
    "settings": {"value"},
    "speakers": {"transcript_id", "role", "participant_id"},
    "study": {"vault"},
    "summaries": {"theme_id", "participant_id", "researcher"},
    "texts": {"text", "treated"},
    "theme_checks": {"theme_id", "question", "verdict", "researcher"},
    "theme_codes": {"theme_id", "code_id"},
    "theme_links": {"from_id", "to_id"},
    "theme_passages": {"theme_id", "passage_id", "researcher"},
    "theme_places": {"theme_id"},
    "theme_quotes": {"theme_id", "coding_id", "form", "version"},
    "theme_reasons": {"theme_id", "verb", "researcher"},
    "themes": {"parent_id", "status", "colour"},
    "thoughts": {"theme_id", "colour", "researcher"},
    "transcripts": {"state", "version"},
    "turns": {"transcript_id", "speaker_id"},
    "vectors": {"transcript_id", "unit", "model", "hash"},
}
"""Ids, words of a fixed list, hashes; names of researchers; texts, corrections, events: apart.

The hash of words that named somebody goes with their vector, as `following` tells.
"""


def test_a_search_that_names_somebody_is_treated(study: Study) -> None:
    with audit.act(study, "results.code") as act:
        act.insert(
            "searches",
            {
                "id": "s1",
                "query": "Zaubrine | nurse",
                "kind": "words",
                "exact": False,
                "within": "friend: Zaubrine",
                "unit": "words",
                "code_id": "c1",
                "researcher": "Ana",
                "ts": audit.now(),
            },
        )
    with audit.act(study, "test.treat", undoable=False) as act:
        writing.treat(act, [("Zaubrine", "[a friend]")])
    row = study.row("select query, within from searches")
    assert row == {"query": "[a friend] | nurse", "within": "friend: [a friend]"}
    assert "Zaubrine" not in str(study.rows("select changes from events"))


def test_every_column_of_words_is_treated(study: Study) -> None:
    columns = study.rows(
        "select table_name as t, column_name as c from duckdb_columns() c join duckdb_tables() t "
        "using (table_name) where data_type in ('VARCHAR', 'JSON') and c.database_name = 'study' "
        "and t.database_name = 'study'"
    )
    known = {(t, c) for t, some in writing.EVERYWHERE.items() for c in some}
    known |= {(t, c) for t, some in OTHER.items() for c in some}
    assert {(row["t"], row["c"]) for row in columns if row["c"] != "id"} - known == set()


def test_vectors_kept_for_an_undo_go_though_no_text_changes(study: Study) -> None:
    with audit.act(study, "test.treat", undoable=False) as act:
        act.sql.execute(
            "insert into kept_vectors select 'v1', 'm', 'h', list_resize([0.5], 384, 0)::float[384]"
        )
        writing.treat(act, [("Zaubrine", "[a friend]")])
    assert study.rows("select id from kept_vectors") == []
