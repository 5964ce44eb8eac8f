"""Work on a study without end and say after each act that it is stored; made to be killed.

Ana does whatever can be done; Ben codes, corrects and recodes at the same time, in a thread of his
own, as each window of a browser has one.

Run as `python -m tests.session FOLDER SEED`. Each line it prints is an acknowledgement: the file
it speaks of ("study" or "vault") and the id of the newest event there.
"""

from __future__ import annotations

import random
import sys
import threading
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path

from tests.every_act import Acts
from workbench import audit, readers, transcripts
from workbench.anonymise import pseudonymise
from workbench.anonymise.identifiers import Identifier
from workbench.anonymise.vault import Vault
from workbench.errors import ChangedSince, NothingToUndo
from workbench.study import Study

PASSPHRASE = "kill me if you can"
# Names nobody bears, so that no pseudonym can be one of them.
NAMES = ("Zaubrine", "Kwabenix", "Hessle Road", "Qottingdene")


class Listed:
    """Detect the names planted in this session: a stand-in for the model."""

    name = "listed"

    def identifiers(self, text: str, turns: Sequence[tuple[int, int]]) -> list[Identifier]:
        """Find each planted name once or more."""
        return [
            Identifier(
                start=start,
                stop=start + len(name),
                kind="person" if " " not in name else "place",
                directness="direct",
                detector=self.name,
                probability=1.0,
            )
            for name in NAMES
            for start in range(len(text))
            if text.startswith(name, start)
        ]


class Session:
    """Hold what the acts of a session share."""

    def __init__(self, folder: Path, seed: int) -> None:
        self.study = Study.open(folder, researcher="Ana")
        self.vault = pseudonymise.open_vault(self.study, PASSPHRASE)
        self.random = random.Random(seed)
        self.seed = seed

    def run(self) -> None:
        """Act and acknowledge for ever."""
        threading.Thread(target=self.beside, daemon=True).start()
        anything = Acts(self.study, self.seed)
        acts: list[tuple[Callable[[], object], int]] = [
            (self.import_, 2),
            (self.release, 2),
            (anything.any, 12),
            (self.undo, 3),
            (self.redo, 2),
        ]
        while True:
            (act,) = self.random.choices([a for a, _ in acts], [w for _, w in acts])
            act()
            self.acknowledge()

    def beside(self) -> None:
        """Work as Ben."""
        anything = Acts(self.study.seat("Ben"), self.seed + 1)
        while True:
            anything.any()
            self.acknowledge()

    def acknowledge(self) -> None:
        """Name the newest event of each file, in one write."""
        for name, store in (("study", self.study), ("vault", self.vault)):
            newest = audit.read(store, newest=1)
            if newest:
                sys.stdout.write(f"{name} {newest[0].id}\n")
                sys.stdout.flush()

    def import_(self) -> None:
        """Import an interview in which two of the names fall."""
        one, two = self.random.sample(NAMES, 2)
        said = f"INT: How did it start?\nP1: With {one}, in a way. {two} came later, every day.\n"
        same = f"INT: And this is number {self.study.new_id()}?\n"
        reading = readers.read_bytes("interview.txt", (said * 5 + same).encode())
        pseudonymise.import_(self.study, self.vault, reading)

    def release(self) -> None:
        """Find and decide all that is open in an interview and release it."""
        waiting = [one for one in transcripts.fetch_all(self.study) if one.state == "imported"]
        if waiting:
            one = self.random.choice(waiting)
            pseudonymise.detect(self.study, self.vault, one.id, Listed())
            found = pseudonymise.entities(self.vault, transcript_id=one.id, undecided=True)
            pseudonymise.accept_proposals(self.vault, [entity.id for entity in found])
            pseudonymise.release(self.study, self.vault, one.id)

    def undo(self) -> None:
        """Take something back."""
        with suppress(NothingToUndo, ChangedSince):
            audit.undo(self.study)

    def redo(self) -> None:
        """Do something again."""
        with suppress(NothingToUndo, ChangedSince):
            audit.redo(self.study)


def begin(folder: Path) -> None:
    """Make the study and vault a session works on."""
    with Study.create(folder, name="Killed", researcher="Ana") as study:
        vault, _ = Vault.create(study.vault_folder, PASSPHRASE, "Ana")
        vault.close()


if __name__ == "__main__":
    Session(Path(sys.argv[1]), int(sys.argv[2])).run()
