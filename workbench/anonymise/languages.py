"""Say what detection knows of a language: the pipeline that reads names, and its rules.

Another language is another `Language` here, with its own folder of weights, its own rule modules
and word lists; no verb changes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from workbench.anonymise import capitals, rules
from workbench.anonymise.identifiers import Identifier

Rule = Callable[[str], Iterator[Identifier]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Language:
    """Hold how identifiers are found in one language.

    `rules` find by form; `weak` ones count only where nothing else was found.
    """

    code: str
    pipeline: Path
    rules: tuple[Rule, ...]
    weak: tuple[Rule, ...]


ENGLISH = Language(
    code="en",
    pipeline=Path(__file__).parent / "model",
    rules=rules.RULES,
    weak=(capitals.left_over,),
)
