"""Do by chance whatever changes a study and can be taken back.

`verbs_in_the_code` reads the package for the functions that open an act on the study, so that a
new verb is missed by nobody.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import workbench
from tests import acts_of_coding, acts_of_phases, acts_of_themes
from tests.drawing import Drawing, Verb
from workbench.errors import WorkbenchError
from workbench.study import Study


class Acts(Drawing):
    """Do something that a researcher could do, to any released transcript."""

    def __init__(self, study: Study, seed: int) -> None:
        super().__init__(study, seed)
        self.done: set[str] = set()
        self.verbs: dict[str, Verb] = {
            **acts_of_coding.of_codebook(self),
            **acts_of_coding.of_codings(self),
            **acts_of_coding.of_reading(self),
            **acts_of_coding.of_writing(self),
            **acts_of_themes.of_themes(self),
            **acts_of_themes.of_cards(self),
            **acts_of_themes.of_people(self),
            **acts_of_phases.of_phases(self),
        }

    def any(self) -> bool:
        """Do one thing; tell whether the study changed."""
        before = self.recorded()
        weights = [
            weight * (1 if name in self.done else 5) for name, (weight, _) in self.verbs.items()
        ]
        (name,) = self.chance.choices(list(self.verbs), weights)
        with suppress(WorkbenchError):
            self.verbs[name][1]()
        changed = self.recorded() > before
        if changed:
            self.done.add(name)
        return changed

    def recorded(self) -> int:
        """Count what undo can take back or has taken back."""
        found = self.study.row("select count(*) as n from events where undoable")
        return int(found["n"]) if found else 0


def verbs_in_the_code() -> dict[str, str]:
    """Find each function that opens an act on the study which undo takes back, and its verb."""
    root = Path(workbench.__file__).parent
    found: dict[str, str] = {}
    for path in sorted(root.rglob("*.py")):
        module = ".".join(path.relative_to(root).with_suffix("").parts)
        for function in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(function, ast.FunctionDef):
                for verb in _verbs(function):
                    found[f"{module}.{function.name}"] = verb
    return found


def _verbs(function: ast.FunctionDef) -> Iterator[str]:
    for node in ast.walk(function):
        if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)):
            continue
        if ast.unparse(node.func) != "audit.act":
            continue
        once = any(one.arg == "undoable" for one in node.keywords)
        if ast.unparse(node.args[0]) != "vault" and not once:
            assert isinstance(node.args[1], ast.Constant), f"{function.name}: a verb is a word"
            yield str(node.args[1].value)
