"""Treat a name that was noticed after release: in every text and all that was written about it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace

from workbench import audit
from workbench.acts import Act
from workbench.anonymise import (
    conventions,
    entities,
    forgetting,
    intentions,
    late_acts,
    late_decisions,
    late_places,
    release,
    rewrite,
    sought,
    treated_texts,
    treating,
    writing,
)
from workbench.anonymise.entities import Entity
from workbench.anonymise.late_places import Asked, Change
from workbench.anonymise.noticing import Noticed
from workbench.anonymise.pseudonyms import surnames
from workbench.anonymise.treated_texts import Known
from workbench.anonymise.vault import Vault
from workbench.anonymise.writing import Written
from workbench.edits import Edit, apply
from workbench.errors import NotThere
from workbench.store import Row
from workbench.study import Study

__all__ = ["Late", "Noticed", "treat", "would_change"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Late:
    """Tell what a late treatment does, or did, and what it leaves for a person to judge.

    `places` counts the changed places of each transcript by its label, `changes` says which words
    become what, `left` counts where the words still stand, as they may be a word or somebody else.
    `writing` lists what the researcher wrote that named the person, `asked` where words stand that
    stood for the person and may mean another; `start` is where the words noticed stand afterwards.
    `past` counts the events of the trail that hold the words. `stand_in` says that they were no
    original but what stands for one.
    """

    entity_id: str
    kind: str
    treatment: str
    replacement: str = field(repr=False)
    places: Mapping[str, int]
    left: Mapping[str, int]
    writing: tuple[Written, ...]
    changes: tuple[Change, ...] = ()
    asked: tuple[Asked, ...] = ()
    start: int = 0
    past: int = 0
    stand_in: bool = False
    copies_destroyed: int = 0

    @property
    def is_idle(self) -> bool:
        """Tell whether nothing changes and nothing is left to judge."""
        return not (self.places or self.left or self.writing or self.asked or self.past)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Plan:
    entity: Entity
    hidden: tuple[tuple[str, str], ...] = field(repr=False)
    known: Mapping[str, Known] = field(repr=False)
    fresh: Mapping[str, list[Edit]] = field(repr=False)
    asked: tuple[Asked, ...] = ()
    stand_in: bool = False


def treat(study: Study, vault: Vault, noticed: Noticed) -> Late:
    """Hide a name from now on, wherever it stands: texts, memos, codes, themes, labels, the trail.

    Codings, quotes and memos keep their words. The study file is rewritten and its older copies
    are destroyed, so that the bytes are gone. Raises NotAllowed, NotThere (also for words that
    stand nowhere) or NameTaken.
    """
    with release.ONE_AT_A_TIME:
        release.finish_left(study, vault)
        try:
            told, intention, payload = _decided(study, vault, noticed)
        except _Nothing as nothing:
            return nothing.told
        if not payload:
            return told
        destroyed = late_acts.carry_out(study, vault, intention, payload)
        return replace(told, copies_destroyed=destroyed)


class _Nothing(Exception):
    """Breaks off a transaction in which nothing was decided that was not decided before."""

    def __init__(self, told: Late) -> None:
        super().__init__()
        self.told = told


def _decided(study: Study, vault: Vault, noticed: Noticed) -> tuple[Late, str, Row]:
    """Decide, and intend to change the study; the payload is empty where it stays as it is."""
    with audit.act(
        vault, "pseudonymise.treat_late", subject=noticed.transcript_id or None, undoable=False
    ) as act:
        before = late_decisions.fingerprint(act)
        plan = _plan(study, vault, act, noticed)
        told = Late(**_told(study, plan, noticed))
        decides = late_decisions.fingerprint(act) != before
        intention, payload = vault.new_id(), _payload(plan, noticed)
        if _reaches_study(study, plan, told) or payload[late_acts.LATE]["ticked"]:
            intentions.intend(act, intention, "release", noticed.transcript_id, payload)
        elif decides:
            payload = {}
        else:
            raise _Nothing(told)
    return told, intention, payload


def _reaches_study(study: Study, plan: _Plan, told: Late) -> bool:
    """Tell whether anything in the study would not stay as it is."""
    written = any(not one.in_doubt for one in told.writing)
    return bool(plan.fresh or written or told.past) or _forgets(study, plan)


def _forgets(study: Study, plan: _Plan) -> bool:
    return forgetting.holds(study, [form for form, _ in plan.hidden])


def would_change(study: Study, vault: Vault, noticed: Noticed) -> Late:
    """Say what `treat` would do; nothing is stored. Raises what it raises."""
    with suppress(_Rehearsed), vault.transaction() as sql:
        plan = _plan(study, vault, Act(sql), noticed)
        raise _Rehearsed
    return Late(**_told(study, plan, noticed))


class _Rehearsed(Exception):
    """Breaks off a transaction that was only to show what it would do."""


def _plan(study: Study, vault: Vault, act: audit.Act, noticed: Noticed) -> _Plan:
    known, given = treated_texts.read(study, act), late_places.pseudonyms(act)
    decided = late_decisions.decide(act, vault.new_id, noticed, known)
    one, mark = decided.entity, conventions.read(act.sql).mark
    hidden = {form: conventions.marked(words, mark) for form, words in decided.hidden}
    mine: dict[str, list[rewrite.Treated]] = {}
    for mention in entities.mentions(act, entity_id=one.id):
        mine.setdefault(mention.transcript_id, []).extend(
            treating.treated([mention], {one.id: surnames(one.surfaces)}, mark)
        )
    search = sought.compiled({form: form for form in hidden})
    fresh = {}
    for transcript_id, text in known.items():
        made = rewrite.extended(text.original, text.edits, mine.get(transcript_id, ()))
        made = [_without(edit, search, hidden) for edit in made]
        if made != list(text.edits):
            fresh[transcript_id] = made
    _rename(act, search, dict(decided.hidden))
    gone = late_places.gave_way(known, fresh)
    if decided.gave_way:
        gone.insert(0, (decided.gave_way, one.replacement or ""))
    own = [pair for pair in gone if late_places.is_ones_own(pair[0], given)]
    pairs = tuple(dict([*own, *hidden.items()]).items())
    shared = [pair for pair in gone if pair not in own]
    plan = _Plan(
        entity=one,
        hidden=pairs,
        known=known,
        fresh=fresh,
        asked=tuple(late_places.ask(study, shared, pairs)),
        stand_in=decided.stand_in,
    )
    if decided.is_outside:
        _require_somewhere(study, plan)
    return plan


def _require_somewhere(study: Study, plan: _Plan) -> None:
    """Refuse words that no text has, original or treated: they may be mistyped."""
    written = plan.fresh or writing.read(study, plan.hidden, people=True)
    if not (written or _forgets(study, plan) or writing.past(study, plan.hidden)):
        raise NotThere(
            "These words stand nowhere: in no transcript, and in nothing that you wrote. Check how "
            "they are spelt. Nothing was stored."
        )


def _without(edit: Edit, search: sought.Sought, hidden: dict[str, str]) -> Edit:
    """Take the name out of words that stand for something else, or that were corrected."""
    words = writing.treated(edit.words, search, hidden)
    return edit if words == edit.words else Edit(start=edit.start, stop=edit.stop, words=words)


def _rename(act: audit.Act, search: sought.Sought, hidden: dict[str, str]) -> None:
    """Take the name out of the words that decisions put in the place of others.

    Decisions keep square brackets; the study's own mark is put at release.
    """
    for table in ("entities", "mentions"):
        for row in act.rows(f"select id, replacement from {table} where replacement is not null"):
            words = writing.treated(row["replacement"], search, hidden)
            if words != row["replacement"]:
                act.update(table, row["id"], replacement=words)


def _payload(plan: _Plan, noticed: Noticed) -> Row:
    payload = treated_texts.payload(
        plan.fresh,
        {one: _corrected(plan.known[one], made) for one, made in plan.fresh.items()},
        purge=True,
    )
    ticked = late_places.ticked(plan.asked, noticed.ticked)
    return late_acts.marked(payload, plan.entity.id, plan.hidden, ticked)


def _corrected(known: Known, made: Sequence[Edit]) -> list[Edit]:
    """Keep the corrections, without the name."""
    places = {(edit.start, edit.stop) for edit in known.corrected}
    return [edit for edit in made if (edit.start, edit.stop) in places]


def _told(study: Study, plan: _Plan, noticed: Noticed) -> Row:
    labels = {row["id"]: row["label"] for row in study.rows("select id, label from transcripts")}
    search = sought.compiled({form: form for form, _ in plan.hidden})
    left = {
        labels[one]: count
        for one, text in plan.known.items()
        if (count := _standing(text, plan.fresh.get(one, text.edits), search))
    }
    return {
        "entity_id": plan.entity.id,
        "kind": plan.entity.kind,
        "treatment": plan.entity.treatment or "",
        "replacement": plan.entity.replacement or "",
        "places": {
            labels[one]: len(set(made) - set(plan.known[one].edits))
            for one, made in plan.fresh.items()
        },
        "left": left,
        "changes": late_places.changes(labels, plan.known, plan.fresh),
        "asked": plan.asked,
        "past": writing.past(study, plan.hidden),
        "stand_in": plan.stand_in,
        "writing": tuple(writing.read(study, plan.hidden, people=True)),
        "start": _afterwards(plan, noticed),
    }


def _afterwards(plan: _Plan, noticed: Noticed) -> int:
    text, made = plan.known.get(noticed.transcript_id), plan.fresh.get(noticed.transcript_id)
    if text is None or made is None:
        return noticed.start
    changes = rewrite.differences(text.original, text.edits, made)
    return apply(text.text, changes).moved(noticed.start, noticed.stop)[0]


def _standing(known: Known, made: Sequence[Edit], search: sought.Sought) -> int:
    text = apply(known.original, made).text
    return sum(1 for _ in search.find(text, doubtful=True))
