"""Keep how a study detects: which pipeline reads names, and terms of its own that are sought.

They lie in the vault, since terms may be names.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from workbench import audit
from workbench.anonymise import words
from workbench.anonymise.identifiers import KINDS, Identifier, by_rule, resolve
from workbench.anonymise.vault import Vault
from workbench.errors import NotAllowed, UnreadableFile

SHIPPED = "shipped"
DETECTOR = "own terms"
_PIPELINE = "pipeline"
_LONGEST = 200
_MOST = 20_000
_SURE = 0.95


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """Words that a study wants found, and the kind of identifier they are."""

    words: str
    kind: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Hold the pipeline by its name, None for the shipped one, and the study's own terms."""

    pipeline: str | None = None
    terms: tuple[Term, ...] = ()

    def find(self, text: str) -> Iterator[Identifier]:
        """Find the terms as whole words, in any case, except names that are also words."""
        for term in self.terms:
            for match in _pattern(term.words).finditer(text):
                yield by_rule(*match.span(), term.kind, _SURE, detector=DETECTOR)


def settings(vault: Vault) -> Settings:
    """Read how a study detects."""
    said = vault.row("select value from detection where id = $id", id=_PIPELINE)
    rows = vault.rows("select term, kind from terms order by lower(term)")
    return Settings(
        pipeline=said["value"] if said else None,
        terms=tuple(Term(words=row["term"], kind=row["kind"]) for row in rows),
    )


def choose_pipeline(vault: Vault, name: str, event_id: str | None = None) -> None:
    """Read names with an installed spaCy pipeline from now on, or with the shipped one again.

    Raises ModelMissing where it is not installed or finds no names.
    """
    from workbench.anonymise import detectors  # noqa: PLC0415 - spaCy takes a second to load

    if name != SHIPPED:
        detectors.load(name)
    with audit.act(vault, "pseudonymise.choose_pipeline", event_id=event_id) as act:
        known = act.row("select id from detection where id = $id", id=_PIPELINE)
        if known and name == SHIPPED:
            act.delete("detection", _PIPELINE)
        elif known:
            act.update("detection", _PIPELINE, value=name)
        elif name != SHIPPED:
            act.insert("detection", {"id": _PIPELINE, "value": name})


def set_terms(vault: Vault, text: str, event_id: str | None = None) -> int:
    """Put the terms of a file in place of those there were: one a line, a tab before the kind.

    An empty file takes all out. Returns how many there are. Raises UnreadableFile, NotAllowed.
    """
    wanted = list(dict.fromkeys(_terms(text)))
    if len(wanted) > _MOST:
        raise NotAllowed(f"A list holds at most {_MOST:,} terms. Nothing was stored.")
    with audit.act(vault, "pseudonymise.set_terms", event_id=event_id) as act:
        for row in act.rows("select id from terms"):
            act.delete("terms", row["id"])
        act.insert_all(
            "terms",
            [{"id": vault.new_id(), "term": one.words, "kind": one.kind} for one in wanted],
        )
    return len(wanted)


def _terms(text: str) -> Iterator[Term]:
    for number, line in enumerate(text.splitlines(), start=1):
        said, _, kind = (part.strip() for part in line.partition("\t"))
        if not said or said.startswith("#"):
            continue
        if (kind or "other") not in KINDS:
            raise UnreadableFile(
                f"Line {number} gives a kind that is none of: {', '.join(KINDS)}. Put a tab "
                "between term and kind. Nothing was stored."
            )
        if len(said) > _LONGEST or not said.isprintable() or not re.search(r"\w", said):
            raise UnreadableFile(
                f"Line {number} is no term: words of at most {_LONGEST} characters. "
                "Nothing was stored."
            )
        yield Term(words=" ".join(said.split()), kind=kind or "other")


def _pattern(said: str) -> re.Pattern[str]:
    spaced = r"\s+".join(map(re.escape, said.split()))
    flags = re.NOFLAG if said in words.read("names_that_are_words") else re.IGNORECASE
    return re.compile(rf"(?<!\w){spaced}(?!\w)", flags)


def with_terms(found: Sequence[Identifier], own: Settings, text: str) -> list[Identifier]:
    """Add the study's own terms to what was found; its own word on a kind stands."""
    terms = list(own.find(text))
    same = {(one.start, one.stop) for one in terms}
    return resolve([*terms, *(one for one in found if (one.start, one.stop) not in same)], text)
