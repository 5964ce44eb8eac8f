"""Count how passages were found, by reading, search or suggestion, and what suggestions came to.

What was decided on lists that a researcher asked for, of a code's edge and of what is opposite to
it, is counted apart: they are not in the order of what is most alike.
Only what the tables and the audit trail hold: what was shown and left undecided is kept nowhere.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from workbench.coding import restraint
from workbench.coding.lists import ASKED_FOR
from workbench.coding.reasons import FORGOTTEN, WHICH
from workbench.coding.restraint import Worth
from workbench.coding.taught import BLINDED, RESET
from workbench.store import Row
from workbench.study import Study

_EXAMPLES = re.compile(r", \d+ coded passages(, \w+)?$")
Setting = Literal["study", "code", "reading", "blinded", "anew"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """Count codings by how the researcher came upon their passage."""

    reading: int
    search: int
    suggestion: int
    imported: int

    @property
    def codings(self) -> int:
        """Count them all."""
        return self.reading + self.search + self.suggestion + self.imported


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """Count suggestions by what was decided.

    Of the `accepted`, `adjusted` have other edges now than were offered, and the codings of
    `removed` were taken off again. `put_off` were put off, and nothing else was decided since.
    """

    accepted: int
    dismissed: int
    put_off: int
    adjusted: int
    removed: int

    @property
    def offered(self) -> int:
        """Count all that something was decided on."""
        return self.accepted + self.dismissed + self.put_off


@dataclass(frozen=True, slots=True, kw_only=True)
class OfCode:
    """Account for one code; `worth` only where passages drawn at random were decided on.

    `decided` counts what the list of the code offered; `edge` and `opposite` what stood in lists
    that were asked for.
    """

    code_id: str
    name: str
    found: Found
    decided: Decided
    edge: Decided
    opposite: Decided
    worth: Worth | None

    @property
    def offered(self) -> int:
        """Count all that something was decided on, in whatever list."""
        return self.decided.offered + self.edge.offered + self.opposite.offered


@dataclass(frozen=True, slots=True, kw_only=True)
class Switched:
    """Note when a setting of suggestions was changed, for a code where it is of one.

    `anew` is a code that was made to begin anew.
    """

    ts: datetime
    setting: Setting
    code_id: str
    on: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """Account for a study; `decided`, `edge` and `opposite` are as for a code.

    `found` counts codings, on so many `passages`; `unlisted` of those by suggestion have no place
    in a list, as passages similar to a selection. `models` name encoder and method. `labels` are
    the fewest and the most windows a list learned from. `read_first` are the transcripts that were
    read through before anything was decided, of so many `released`. Times are in UTC.
    """

    passages: int
    found: Found
    decided: Decided
    edge: Decided
    opposite: Decided
    unlisted: int
    codes: Sequence[OfCode]
    models: Sequence[str]
    labels: tuple[int, int] | None
    first: datetime | None
    last: datetime | None
    read_first: Sequence[str]
    released: int
    researchers: int
    switched: Sequence[Switched]

    @property
    def offered(self) -> int:
        """Count all that something was decided on, in whatever list."""
        return self.decided.offered + self.edge.offered + self.opposite.offered


def account(study: Study, encoder_name: str) -> Account:
    """Account for all codes of a study; the encoder serves the estimates of blinded lists."""
    rows = study.rows(_DECIDED, which=WHICH, asked_for=list(ASKED_FOR))
    first = rows[0]["ts"] if rows else None
    labels = [row["labels"] for row in rows if row["labels"] is not None]
    counted = study.rows(_FOUND)
    passages, released, unlisted = (
        study.rows(_WHOLE, which=WHICH)[0][name] for name in ("p", "r", "u")
    )
    return Account(
        passages=passages,
        found=_found(counted),
        **_by_list(rows),
        unlisted=unlisted,
        codes=_codes(study, encoder_name, counted, rows),
        models=sorted({_EXAMPLES.sub("", row["model"]) for row in rows} - {FORGOTTEN}),
        labels=(min(labels), max(labels)) if labels else None,
        first=first,
        last=rows[-1]["ts"] if rows else None,
        read_first=[row["label"] for row in study.rows(_READ, first=first)] if first else [],
        released=released,
        researchers=len({row["researcher"] for row in rows}),
        switched=_switched(study),
    )


def _codes(
    study: Study, encoder_name: str, counted: Sequence[Row], rows: Sequence[Row]
) -> Sequence[OfCode]:
    """Account for each code that has codings or decisions, in the order of the codebook."""
    told = []
    for code in study.rows("select id, name from codes order by position, id"):
        of_it = [row for row in counted if row["code_id"] == code["id"]]
        decided = [row for row in rows if row["code_id"] == code["id"]]
        if of_it or decided:
            drawn = any(row["drawn"] and row["verdict"] != "later" for row in decided)
            told.append(
                OfCode(
                    code_id=code["id"],
                    name=code["name"],
                    found=_found(of_it),
                    **_by_list(decided),
                    worth=restraint.worth(study, encoder_name, code["id"]) if drawn else None,
                )
            )
    return told


def _found(counted: Sequence[Row]) -> Found:
    many: Counter[str] = Counter()
    for row in counted:
        many[row["found_by"]] += row["n"]
    return Found(
        reading=many["reading"],
        search=many["search"],
        suggestion=many["suggestion"],
        imported=many["import"],
    )


def _by_list(rows: Sequence[Row]) -> Mapping[str, Decided]:
    """Count by list; what was put off in one and then decided in another is put off no longer."""
    newest = {_offered(row): row for row in rows}
    waiting = Counter(row["list"] for row in newest.values() if row["verdict"] == "later")
    lists = {"decided": "", "edge": "boundary", "opposite": "opposite"}
    return {
        name: _decided([row for row in rows if row["list"] == of], waiting[of])
        for name, of in lists.items()
    }


def _decided(rows: Sequence[Row], put_off: int) -> Decided:
    many = Counter(row["verdict"] for row in rows)
    accepted = [row for row in rows if row["verdict"] == "accepted"]
    return Decided(
        accepted=many["accepted"],
        dismissed=many["dismissed"],
        put_off=put_off,
        adjusted=sum(row["coded_start"] is not None and _moved(row) for row in accepted),
        removed=sum(row["coding_id"] is not None and row["standing"] is None for row in accepted),
    )


def _offered(row: Row) -> tuple[object, ...]:
    return row["code_id"], row["transcript_id"], row["start"], row["stop"]


def _moved(row: Row) -> bool:
    return (row["coded_start"], row["coded_stop"]) != (row["start"], row["stop"])


def _switched(study: Study) -> Sequence[Switched]:
    told = []
    for event in study.rows(_CHANGES):
        for change in json.loads(event["changes"]):
            known = _setting(change["id"]) if change["table"] == "settings" else None
            if known is None:
                continue
            setting, code_id, there_means_on = known
            on = (change["after"] is not None) == there_means_on
            told.append(Switched(ts=event["ts"], setting=setting, code_id=code_id, on=on))
    return told


def _setting(name: str) -> tuple[Setting, str, bool] | None:
    """Tell which setting a row of that name holds, and whether it is on where the row exists."""
    whole: Mapping[str, tuple[Setting, bool]] = {
        restraint.OFF: ("study", False),
        restraint.UNREAD: ("reading", True),
        BLINDED: ("blinded", True),
    }
    if name in whole:
        setting, on = whole[name]
        return setting, "", on
    if name.startswith(restraint.OFF_FOR):
        return "code", name.removeprefix(restraint.OFF_FOR), False
    return ("anew", name.removeprefix(RESET), True) if name.startswith(RESET) else None


_FOUND = "select code_id, found_by, count(*) as n from codings group by all"
_WHOLE = """
select (select count(distinct (p.transcript_id, p.start, p.stop))
        from codings c join passages p on p.id = c.passage_id) as p,
    (select count(*) from transcripts where state = 'released') as r,
    (select count(*) from codings where found_by = 'suggestion'
        and id not in (select coding_id from decisions
            where coding_id is not null and not ends_with(model, $which))) as u
"""
_DECIDED = """
select d.code_id, d.verdict, d.model,
    case when list_contains($asked_for::text[], split_part(d.model, ', ', -1))
        then split_part(d.model, ', ', -1) else '' end as list,
    d.labels, d.ts, d.researcher, d.coding_id,
    coalesce(d.drawn, false) as drawn, p.transcript_id, p.start, p.stop,
    c.id as standing, q.start as coded_start, q.stop as coded_stop
from decisions d join passages p on p.id = d.passage_id
left join codings c on c.id = d.coding_id left join passages q on q.id = c.passage_id
where not ends_with(d.model, $which) order by d.ts, d.id
"""
_READ = """
select t.label from transcripts t
where t.id in (select transcript_id from readings where passage_id is null and ts <= $first)
order by t.position
"""
_CHANGES = """
select ts, changes from events
where verb in ('suggestions.set_on', 'suggestions.set_before_reading',
    'suggestions.set_blinded', 'suggestions.reset')
order by seq
"""
