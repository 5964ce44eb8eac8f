"""Release one interview for the tests of the audit, with a few indirect identifiers in it."""

from __future__ import annotations

from unittest.mock import patch

from tests.anonymise.interviews import ROLES, Fixed, accept_all, named, reading
from workbench import participants
from workbench.anonymise import detectors, pseudonymise
from workbench.anonymise.identifiers import Identifier, resolve
from workbench.anonymise.vault import Vault
from workbench.study import Study

TALK = (
    ("Ruth Calloway", "So how did it begin?"),
    (
        "Maureen Tattersall",
        "I was the only vicar there, and by Ellerby Road Ken did the soup for Westmere University.",
    ),
    ("Ruth Calloway", "And then?"),
    ("Maureen Tattersall", "Then it went on as it was."),
)
KNOWN = (
    ("person", "Ken"),
    ("place", "Ellerby Road"),
    ("organisation", "Westmere University"),
    ("role", "vicar"),
)
SECRETS = ("Maureen", "Tattersall", "Ruth", "Calloway", "Westmere", "Ellerby")


def named_only(text: str, *, detector: Fixed, **others: object) -> list[Identifier]:
    """Find what a detector finds, and nothing by rule."""
    return resolve(detector.identifiers(text, ()), text)


def release(study: Study, vault: Vault) -> str:
    """Import, decide as proposed, release; returns the participant's id. Rules are left out."""
    transcript_id = pseudonymise.import_(study, vault, reading(TALK, ROLES)).id
    with patch.object(detectors, "detect", named_only):
        pseudonymise.detect(study, vault, transcript_id, Fixed(KNOWN))
    accept_all(vault)
    pseudonymise.decide(vault, named(vault, "vicar").id, "keep")
    pseudonymise.release(study, vault, transcript_id)
    (person,) = participants.fetch_all(study)
    return person.id
