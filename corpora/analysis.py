"""Record the example's analysis in a study: codebook, codings, themes, memos and phases."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any

from corpora.corpus import HERE
from workbench import memos, transcripts
from workbench.coding import codebook, codebook_tables, codings, embeddings, encoders
from workbench.study import Study
from workbench.themes import development, phases, quotes

Row = dict[str, Any]


def record(study: Study, ids: Mapping[str, str], say: Callable[[str], None]) -> None:
    """Do the whole analysis as recorded; `ids` are the transcripts' by label."""
    table = (HERE / "codebook.csv").read_text(encoding="utf-8")
    codes = codebook_tables.import_csv(study, table)
    by_path = {codebook.joined(code.path): code.id for code in codebook.fetch_all(study)}
    placed = apply_codings(study, ids, by_path)
    say(f"Applied {codes} codes in {len(placed)} codings.")
    for one in ids.values():
        transcripts.mark_read(study, one)
    vectors = embeddings.embed_all(study, encoders.load(encoders.EXACT))
    say(f"Embedded the texts in {vectors} vectors.")
    themes = develop(study, by_path)
    for row, coding_id in placed:
        if "chosen_for" in row:
            quotes.choose(study, themes[row["chosen_for"]], coding_id)
    write_memos(study, ids, by_path, themes)
    for row in rows("phases.jsonl"):
        phases.move(study, row["phase"], row["note"])
    say(f"Developed {len(themes)} themes and subthemes; wrote memos.")


def apply_codings(
    study: Study, ids: Mapping[str, str], by_path: Mapping[str, str]
) -> list[tuple[Row, str]]:
    """Code the released texts one passage at a time, as a person does."""
    placed = []
    for row in rows("codings.jsonl"):
        transcript_id = ids[row["transcript"]]
        coding = codings.apply(
            study, transcript_id, row["start"], row["stop"], by_path[row["code"]]
        )
        if "memo" in row:
            memos.write(study, "coding", coding.id, row["memo"])
        placed.append((row, coding.id))
    return placed


def develop(study: Study, by_path: Mapping[str, str]) -> dict[str, str]:
    """Start the candidate themes with their subthemes; returns ids by name."""
    by_name = {path.rpartition(" > ")[2]: code_id for path, code_id in by_path.items()}
    ids: dict[str, str] = {}
    for row in json.loads((HERE / "themes.json").read_text(encoding="utf-8")):
        ids[row["name"]] = _theme(study, row, by_name, None)
        for sub in row["subthemes"]:
            ids[sub["name"]] = _theme(study, sub, by_name, ids[row["name"]])
    return ids


def write_memos(
    study: Study, ids: Mapping[str, str], by_path: Mapping[str, str], themes: Mapping[str, str]
) -> None:
    """Write the researcher's memos on the study, transcripts, codes and themes."""
    known = {"transcript": ids, "code": by_path, "theme": themes}
    for row in rows("memos.jsonl"):
        about_id = known[row["about"]][row["name"]] if row["about"] in known else "-"
        memos.write(study, row["about"], about_id, row["text"])


def rows(name: str) -> list[Row]:
    """Read one of the recorded JSON-lines files."""
    return [json.loads(line) for line in (HERE / name).read_text(encoding="utf-8").splitlines()]


def _theme(study: Study, row: Row, by_name: Mapping[str, str], parent_id: str | None) -> str:
    return development.add(
        study,
        row["name"],
        [by_name[code] for code in row["codes"]],
        parent_id=parent_id,
        concept=row["concept"],
        definition=row["definition"],
    ).id
