"""Find originals where they must not stand. Answers name places, never words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from workbench.anonymise import in_files, secrets_sought
from workbench.anonymise.in_files import Unread
from workbench.anonymise.secrets_sought import Leak
from workbench.anonymise.vault import Vault
from workbench.study import Study

__all__ = ["Leak", "Searched", "find", "find_in_files", "find_in_study", "search_files"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Searched:
    """Tell what a search of files found, and which places it could not look into, and why."""

    leaks: tuple[Leak, ...]
    unread: tuple[str, ...]


def find(vault: Vault, texts: Mapping[str, str]) -> list[Leak]:
    """Search texts by place for every original that is not to be kept."""
    secrets = secrets_sought.search(vault)
    return [leak for place, text in texts.items() for leak in secrets.leaks(place, text)]


def find_in_study(study: Study, vault: Vault) -> list[Leak]:
    """Search every text of every table of the open study."""
    with study.cursor() as sql:
        return list(secrets_sought.in_tables(sql, "study", secrets_sought.search(vault), "study"))


def find_in_files(vault: Vault, paths: Sequence[Path]) -> list[Leak]:
    """Search as `search_files` does, and answer with the leaks alone."""
    return list(search_files(vault, paths).leaks)


def search_files(vault: Vault, paths: Sequence[Path]) -> Searched:
    """Search names, bytes, archive parts and tables of files, and of all files in folders.

    A place is named as the path that was given, unless that name is a leak itself; what lies in a
    folder or an archive is numbered, as names of files may name people: in order of their paths.
    `unread` lists what was not searched, or by its bytes alone: PDF, images, what is packed too
    deep or too large. The open study and the vault are passed over, as reading their bytes would
    let go of their locks; `find_in_study` searches the former.
    """
    secrets = secrets_sought.search(vault)
    found = [
        one
        for number, path in enumerate(paths, start=1)
        for one in in_files.search(path, number, secrets, vault.folder)
    ]
    return Searched(
        leaks=tuple(dict.fromkeys(one for one in found if isinstance(one, Leak))),
        unread=tuple(
            dict.fromkeys(f"{one.place} ({one.why})" for one in found if isinstance(one, Unread))
        ),
    )
