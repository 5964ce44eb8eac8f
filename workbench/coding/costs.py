"""Weigh what a passage may bring against what it takes to read. Pure.

Where scores go with the logarithm of a chance, the most found for each word read comes of taking
the logarithm of the length off. How much that weighs depends on how well scores tell apart what is
left: little while most of what is shown belongs, much once little does. And where coded passages
are longer than others, length speaks for a passage too: that is learned and set against it.
"""

from __future__ import annotations

import numpy as np

from workbench.coding.evidence import Evidence
from workbench.coding.learning import Scores, finely

LEAST, MOST = 0.5, 6.0
"""What length weighs while nothing was dismissed, and once nothing else is."""
USUAL, AS_IF = 0.5, 10
"""How far length usually speaks for a passage, and how many passages' worth that guess has."""
EVEN = 0.05
"""Variance of lengths below which all count as of one length: they tell nothing then."""


def of(evidence: Evidence) -> Scores:
    """Give what its length takes off the score of each window."""
    marks = evidence.windows
    coded, dismissed = len(marks.yes), int(np.count_nonzero(marks.dismissed))
    weight = LEAST + (MOST - LEAST) * dismissed / max(coded + dismissed, 1)
    weight *= max(0.0, 1 - speaks_for(evidence))
    found: Scores = finely(weight * evidence.units.lengths)
    return found


def speaks_for(evidence: Evidence) -> float:
    """Estimate how fast the odds of being coded grow with length: 1 is in proportion.

    Dismissed windows are left out: length had a say in their being shown.
    """
    marks, lengths = evidence.windows, evidence.units.lengths
    yes = lengths[marks.yes]
    no = lengths[marks.no[marks.dismissed[marks.no] == 0]]
    many = min(len(yes), len(no))
    if not many:
        return USUAL
    spread = max(float(lengths[evidence.units.sampled].var()), EVEN)
    slope = float(yes.mean() - no.mean()) / spread
    return (many * slope + AS_IF * USUAL) / (many + AS_IF)
