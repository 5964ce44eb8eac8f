"""Import, review and release interviews: every verb of the phase under one name."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from workbench import audit
from workbench.anonymise import gathering, originals, people, review, search
from workbench.anonymise.entities import contexts, entities, entity, mentions, read
from workbench.anonymise.importing import import_
from workbench.anonymise.missed import add_identifier
from workbench.anonymise.originals import text as original_text
from workbench.anonymise.proposals import collisions, propose, proposed
from workbench.anonymise.recorded import Applied, apply_decisions, decisions
from workbench.anonymise.release import Released, open_vault, release, settle
from workbench.anonymise.review import (
    accept_proposals,
    confirm_mentions,
    decide,
    decide_mention,
    decide_mentions,
    give_mentions,
    keep_rest,
    merge_entities,
    remove_mention,
    remove_mentions,
    reopen,
    split_mentions,
)
from workbench.anonymise.settings import choose_pipeline, set_terms, settings, with_terms
from workbench.anonymise.treating import is_searched, preview, undecided, voices
from workbench.anonymise.vault import Vault
from workbench.errors import NotThere
from workbench.study import Study

if TYPE_CHECKING:
    from workbench.anonymise.detectors import Detector

__all__ = [
    "Applied",
    "Released",
    "accept_proposals",
    "add_identifier",
    "apply_decisions",
    "choose_pipeline",
    "collisions",
    "confirm_mentions",
    "contexts",
    "decide",
    "decide_mention",
    "decide_mentions",
    "decisions",
    "detect",
    "entities",
    "entity",
    "give_mentions",
    "import_",
    "is_searched",
    "keep_rest",
    "mentions",
    "merge_entities",
    "name_participant",
    "open_vault",
    "original_text",
    "preview",
    "propose",
    "proposed",
    "release",
    "remove_mention",
    "remove_mentions",
    "reopen",
    "reviewed",
    "set_terms",
    "settings",
    "settle",
    "split_mentions",
    "undecided",
    "voices",
]


def detect(
    study: Study,  # noqa: ARG001 - verbs take the study first
    vault: Vault,
    transcript_id: str,
    detector: Detector | None = None,
    progress: Callable[[float], None] | None = None,
) -> int:
    """Find identifiers in an original and gather them; returns how many mentions it now has.

    Run again, it keeps every decision, what was marked by hand and what was taken off the list.
    Names decided on in other transcripts are sought here too. `progress` is told 0 to 1.
    """
    from workbench.anonymise import detectors  # noqa: PLC0415 - spaCy takes a second to load

    tell = progress or (lambda _: None)
    tell(0.0)
    text = originals.text(vault, transcript_id)
    turns = [(turn.start, turn.stop) for turn in originals.turns(vault, transcript_id)]
    own = settings(vault)
    reader = detectors.load(own.pipeline) if detector is None else detector
    found = with_terms(detectors.detect(text, turns=turns, detector=reader), own, text)
    tell(0.9)
    with audit.act(vault, "pseudonymise.detect", subject=transcript_id, undoable=False) as act:
        gathering.forget_stale(act, transcript_id, found)
        gathering.store(act, vault.new_id, transcript_id, text, found)
        treated = [one for one in read(act.sql) if one.is_sought]
        search.everywhere(act, vault.new_id, treated, transcript_id=transcript_id)
    tell(1.0)
    return len(mentions(vault, transcript_id=transcript_id))


def name_participant(
    study: Study,
    vault: Vault,
    transcript_id: str,
    speaker_label: str,
    pseudonym: str,
    event_id: str | None = None,
) -> None:
    """Say under which pseudonym a speaker takes part; an equal pseudonym means the same person.

    Raises NotThere for a label the original does not have, NotAllowed for a real name.
    """
    talker = next(
        (one for one in originals.talkers(vault, transcript_id) if one.label == speaker_label), None
    )
    if talker is None or talker.entity_id is None:
        raise NotThere("That speaker is not a participant in this transcript.")
    entity_id = talker.entity_id
    same = next(
        (
            one.id
            for one in entities(vault)
            if one.treatment == "pseudonymise"
            and (one.replacement or "").casefold() == pseudonym.strip().casefold()
        ),
        entity_id,
    )
    if same != entity_id:
        merge_entities(vault, [same, entity_id], event_id)
        entity_id = same
    else:
        review.decide(vault, entity_id, "pseudonymise", pseudonym, event_id)
    people.enrol(study, vault, entity_id, pseudonym.strip())


def reviewed(vault: Vault) -> set[str]:
    """Collect the transcripts of which at least one identifier has been decided on."""
    found = vault.rows(
        "select distinct m.transcript_id from mentions m join entities e on e.id = m.entity_id "
        "where m.treatment is not null or e.treatment is not null"
    )
    return {row["transcript_id"] for row in found}
