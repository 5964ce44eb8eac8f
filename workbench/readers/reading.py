"""Name what a reader hands over: turns in memory, speakers, header fields and findings."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from workbench.transcripts import Role, Turn

UNNAMED = "Unnamed speaker"


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """Report what the file holds beside speech, or what was changed to read it.

    `message` is fit for any screen and quotes nothing; `detail` may quote the file and belongs
    in the vault.
    """

    kind: str
    message: str
    detail: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class HeaderField:
    """Keep one line that stood before the first turn or after the last.

    `name` is empty where the line has no "Name: value" form.
    """

    name: str
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Speaker:
    """Count what one speaker says; `variants` are the spellings that were merged into `label`."""

    label: str
    role: Role
    turns: int
    words: int
    variants: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """Hold one file as read; `text` is the words of the turns, one LF between two turns."""

    kind: str
    encoding: str
    text: str
    turns: tuple[Turn, ...]
    speakers: tuple[Speaker, ...]
    header: tuple[HeaderField, ...]
    findings: tuple[Finding, ...]
    original: bytes
    sha256: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """Hold one cue, paragraph or table row; `speaker` is None where the file names nobody."""

    speaker: str | None
    text: str
    began: float | None = None
    ended: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """Hold units in file order before speakers are settled and units become turns.

    `listed` maps labels named in a header or speaker list to the role given there, if any.
    `joint` stands between two units of one turn; `whole` keeps every unit a turn of its own.
    """

    kind: str
    units: Sequence[Unit]
    header: Sequence[HeaderField] = ()
    findings: Sequence[Finding] = ()
    listed: Mapping[str, Role | None] = field(default_factory=dict)
    joint: str = "\n"
    whole: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Choices:
    """Carry what the researcher decided: a role per label, and labels to merge into others."""

    roles: Mapping[str, Role] = field(default_factory=dict)
    merge: Mapping[str, str] = field(default_factory=dict)

    def labels(self) -> frozenset[str]:
        """Gather every label the researcher wrote."""
        return frozenset((*self.roles, *self.merge, *self.merge.values()))
