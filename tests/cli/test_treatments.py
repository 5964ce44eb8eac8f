"""Conventions and places by command."""

from __future__ import annotations

import json
from pathlib import Path

from tests.cli.calls import Run


def test_places_are_read_listed_and_shown(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "places.csv"
    file.write_text("place,level,wider\nPorthmellow,village,Cornwall\n", encoding="utf-8")
    assert "Read 1" in run("places", file).output
    assert "village · Cornwall" in run("places").output
    assert "[South West England]" in run("places", "--name", "Porthmellow").output
    file.write_text("Porthmellow,village,Cornwall\n", encoding="utf-8")
    assert run("places", file).exit_code == 1
    file.write_bytes(b"\xff\xfe")
    assert run("places", file).exit_code == 1


def test_conventions_are_shown_and_changed(run: Run) -> None:
    assert "[…]" in run("conventions").output
    said = run("conventions", "--mark", "seg", "--treat", "public figures", "--json").output
    assert json.loads(said)["mark"] == "<seg>…</seg>"
    assert json.loads(said)["public figures"] == "treated"
    assert run("conventions", "--mark", "plain").exit_code == 1
