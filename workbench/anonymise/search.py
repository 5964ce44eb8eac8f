"""Seek a confirmed name in every original, so that no mention is missed that a machine can find."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from workbench import audit
from workbench.anonymise import gathering, originals, sought
from workbench.anonymise.entities import Entity
from workbench.anonymise.identifiers import Identifier
from workbench.anonymise.names import parse


def everywhere(
    act: audit.Act,
    new_id: Callable[[], str],
    treated: Sequence[Entity],
    *,
    transcript_id: str | None = None,
    only_doubtful: bool = False,
) -> int:
    """Mark further mentions of treated names in all originals, or in one; returns how many.

    Each is gathered as a detector's finding would be: what could mean two people stays undecided,
    and what names two kinds of thing is left. Of people, forename and surname are sought alone as
    well. Where a name that is a word begins a sentence, or stands in speech without capitals, in a
    transcript that knows the name, the mention is marked as in doubt; with `only_doubtful` nothing
    else is.
    """
    bearers = _bearers(treated)
    if not bearers:
        return 0
    forms = {form: form for form in bearers}
    pattern = sought.compiled(forms, ordinary=gathering.ordinary_words(act))
    fresh = []
    for row in act.rows(
        "select id, text from originals where $id is null or id = $id", id=transcript_id
    ):
        found = [
            _identifier(place, bearers[place.entity_id][0])
            for place in pattern.find(row["text"], doubtful=True)
            if "\n" not in row["text"][place.start : place.stop]
            and (
                any(row["id"] in one.transcripts for one in bearers[place.entity_id])
                if place.doubtful
                else not only_doubtful
            )
        ]
        fresh += gathering.unknown(act, row["id"], row["text"], found)
    return len(gathering.store_new(act, new_id, fresh))


def _bearers(treated: Sequence[Entity]) -> dict[str, list[Entity]]:
    """Map each form to whom it may mean, all of one kind."""
    by_id = {one.id: one for one in treated}
    forms = sought.together((form, one.id) for one in treated for form in _forms(one))
    found = {form: [by_id[one] for one in ids] for form, ids in forms.items()}
    return {form: some for form, some in found.items() if len({one.kind for one in some}) == 1}


def _forms(one: Entity) -> set[str]:
    """Collect the forms of a name to seek, and of a person the parts by which others may call."""
    named = [surface for surface in one.surfaces if not originals.is_generic(surface)]
    if one.kind != "person":
        return set(named)
    found = [parse(surface) for surface in named]
    parts = {part for name in found for part in (name.forename, name.surname)}
    return {*named, *(part for part in parts if len(part) > 2 and not originals.is_generic(part))}


def _identifier(place: sought.Found, one: Entity) -> Identifier:
    return Identifier(
        start=place.start,
        stop=place.stop,
        kind=one.kind,
        directness="direct" if one.directness == "direct" else "indirect",
        detector=gathering.IN_DOUBT if place.doubtful else gathering.BY_NAME,
        probability=0.4 if place.doubtful else 0.9,
    )
