"""Write down what became of every identifier: the whole log apart from the data, counts with it.

The log says who is who. It may only be written outside the study, and never beside data made for
sharing; the summary holds kinds and counts and may go anywhere.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import asdict, dataclass
from pathlib import Path

from workbench import tables
from workbench.anonymise.audit_figures import newest_decisions
from workbench.anonymise.vault import Vault
from workbench.errors import NotAllowed
from workbench.study import FILE, Study

SHARED = ("manifest.json", "metadata.json", "codings.jsonl", "codebook.csv", FILE)
"""Files by which a folder that is meant to be shared is known."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """Tell what one form of an identifier became in one transcript, how often, and by whom."""

    transcript: str
    kind: str
    directness: str
    identifier: str
    original: str
    treatment: str
    replacement: str
    places: int
    found_by: str
    decided_by: str
    decided: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Total:
    """Count what was done with identifiers of one kind: nothing in it names anybody."""

    kind: str
    directness: str
    treatment: str
    identifiers: int
    places: int


_LINES = """
select e.id as entity_id, o.label as transcript, m.kind, m.directness, e.name as identifier,
       m.surface as original,
       coalesce(m.treatment, e.treatment, 'undecided') as treatment,
       coalesce(case when m.treatment is null then e.replacement else m.replacement end, '')
           as replacement,
       count(*) as places, min(m.detector) as found_by
from mentions m join entities e on e.id = m.entity_id join originals o on o.id = m.transcript_id
where not m.removed
group by all order by o.label, m.kind, e.name, m.surface
"""


def lines(vault: Vault) -> list[Line]:
    """List every form of every identifier with what stands for it."""
    decisions = newest_decisions(vault)
    found = []
    for row in vault.rows(_LINES):
        told = decisions.get(row.pop("entity_id"))
        told = None if row["treatment"] == "undecided" else told
        by, when = (told.researcher, f"{told.ts:%Y-%m-%d %H:%M}") if told else ("", "")
        found.append(Line(**row, decided_by=by, decided=when))
    return found


def totals(vault: Vault) -> list[Total]:
    """Count identifiers and their places by kind, directness and treatment."""
    places: Counter[tuple[str, str, str]] = Counter()
    entities: dict[tuple[str, str, str], set[str]] = {}
    for row in vault.rows(
        "select m.entity_id, m.kind, m.directness, "
        "coalesce(m.treatment, e.treatment, 'undecided') as treatment, count(*) as n "
        "from mentions m join entities e on e.id = m.entity_id where not m.removed group by all"
    ):
        group = (row["kind"], row["directness"], row["treatment"])
        places[group] += row["n"]
        entities.setdefault(group, set()).add(row["entity_id"])
    return [
        Total(
            kind=kind,
            directness=directness,
            treatment=treatment,
            identifiers=len(entities[kind, directness, treatment]),
            places=places[kind, directness, treatment],
        )
        for kind, directness, treatment in sorted(places)
    ]


def log_text(vault: Vault) -> str:
    """Write the log as CSV text: keep what becomes of it as safe as the vault."""
    return tables.write(list(Line.__dataclass_fields__), map(asdict, lines(vault)))


def summary_text(vault: Vault) -> str:
    """Write the counts as CSV text, for the data's readers."""
    return tables.write(list(Total.__dataclass_fields__), map(asdict, totals(vault)))


def write_log(study: Study, vault: Vault, file: Path) -> None:
    """Write the log as CSV; raises NotAllowed inside the study, the vault or shared data."""
    require_apart(study, vault, file)
    file.write_text(log_text(vault), encoding="utf-8-sig", newline="")


def require_apart(study: Study, vault: Vault, file: Path) -> None:
    """Raise NotAllowed where a file that says who is who must not lie."""
    place = file.resolve()
    if any(place.is_relative_to(home.resolve()) for home in (study.folder, vault.folder)):
        raise NotAllowed(
            "The log says who is who. Write it to a place outside the study and its vault, as "
            "safe as the vault."
        )
    shared = [home for home in place.parents if any((home / name).exists() for name in SHARED)]
    if shared:
        raise NotAllowed(
            "That folder holds data made for sharing. Write the log, which says who is who, "
            "to another place."
        )
