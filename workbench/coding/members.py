"""Know which windows carry which codes; kept until a coding, a reading or a text changes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from weakref import WeakKeyDictionary

import numpy as np

from workbench import stretches
from workbench.coding import codings, learning
from workbench.coding.coded_passages import Coding
from workbench.coding.evidence import HALF, Flags, Marks
from workbench.coding.learning import Offers
from workbench.coding.matrices import Indices, Span, Units, matrix
from workbench.coding.reasons import span
from workbench.study import Study


@dataclass(frozen=True, kw_only=True)
class Members:
    """Hold the codings by code, and for each code the windows that lie under them by half.

    Codes without vectors have no `rows`. `touched` and `read` tell for each window whether any
    coding touches it and whether it was read; `uncoded` are windows read and left, at most 4,000;
    `readings` are the places read.
    """

    units: Units
    coded: Mapping[str, Sequence[Coding]]
    rows: Mapping[str, Indices]
    touched: Flags
    read: Flags
    uncoded: Indices
    readings: Sequence[Span]

    @cached_property
    def learned(self) -> Offers:
        """Tell the codes that have rows apart, in their order."""
        return learning.learn_all(self.units, list(self.rows.values()), self.uncoded)

    @property
    def labels(self) -> int:
        """Count the windows that the codes are told apart by."""
        some = [*self.rows.values(), self.uncoded]
        return len(np.unique(np.concatenate(some)))

    @cached_property
    def all_rows(self) -> Indices:
        """List the windows that carry any code."""
        return np.unique(np.concatenate([np.zeros(0, dtype=np.int64), *self.rows.values()]))

    def codes_at(self, row: int) -> tuple[str, ...]:
        """Name the codes of which a coding touches a window."""
        name = self.units.transcript_ids[row]
        _, start, stop = self.units.windows.span(name, row)
        return tuple(
            code_id
            for code_id, some in self.coded.items()
            if any(o.transcript_id == name and o.start < stop and o.stop > start for o in some)
        )


def of_study(study: Study, encoder_name: str) -> Members:
    """Give what is known now, from memory where nothing has changed."""
    units = matrix(study, encoder_name)
    state = study.row(_STATE)
    kept = _KEPT.get(study.file, {}).get(encoder_name)
    if kept and kept[0] == state and kept[1].units is units:
        return kept[1]
    read = [(one.transcript_id, one.start, one.stop) for one in stretches.fetch_all(study)]
    found = gather(units, codings.fetch_all(study), read)
    _KEPT.setdefault(study.file, {})[encoder_name] = (state, found)
    return found


def gather(units: Units, coded: Iterable[Coding], read: Sequence[Span]) -> Members:
    """Find the windows under codings and readings. Pure."""
    by_code: dict[str, list[Coding]] = {}
    for coding in coded:
        by_code.setdefault(coding.code_id, []).append(coding)
    marks = Marks(units.windows, (), read)
    spans = Counter(span(one) for some in by_code.values() for one in some)
    marks.change(Counter(), Counter(), spans)
    rows = {code_id: under(units, some) for code_id, some in by_code.items()}
    return Members(
        units=units,
        coded=by_code,
        rows={code_id: found for code_id, found in rows.items() if len(found)},
        touched=~marks.free,
        read=marks.read,
        uncoded=marks.no,
        readings=read,
    )


def under(units: Units, coded: Iterable[Coding]) -> Indices:
    """Find the windows that lie by half under any of some codings."""
    found = [units.windows.under(*span(one), share=HALF) for one in coded]
    return np.unique(np.concatenate([np.zeros(0, dtype=np.int64), *found]))


_KEPT: WeakKeyDictionary[object, dict[str, tuple[object, Members]]] = WeakKeyDictionary()
_STATE = """
select
  (select (count(*), bit_xor(hash(c.id, c.code_id, p.transcript_id, p.start, p.stop)))
   from codings c join passages p on p.id = c.passage_id) as coded,
  (select (count(*), bit_xor(hash(r.id, r.transcript_id, p.start, p.stop)))
   from readings r left join passages p on p.id = r.passage_id) as read
"""
