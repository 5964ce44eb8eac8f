"""Whatever is treated late, other codings keep their words, also those that undo brings back."""

from __future__ import annotations

import re
import tempfile
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from tests.anonymise.interviews import PASSPHRASE, accept_all, reading
from tests.anonymise.test_late import bare
from workbench import audit, transcripts
from workbench.anonymise import late, pseudonymise
from workbench.anonymise.vault import Vault
from workbench.coding import codebook, codings
from workbench.study import Study
from workbench.transcripts import Role

NAMES = ("Bramwith", "Tolovar", "Wexcombe", "Ödeberg", "Quillaby")
ROLES: dict[str, Role] = {"Interviewer": "interviewer", "P1": "participant"}
STAND_IN = "[somewhere]"
words = st.sampled_from([*NAMES, "we", "went 😀", "to", "a place,", "then"])
turns = st.lists(words, min_size=3, max_size=9).map(" ".join)


def places(text: str, form: str, start: int, stop: int) -> list[tuple[int, int]]:
    """Say by other means than the program's which stretches have to go.

    A lone word in lower case may be just that word elsewhere.
    """
    form = "\n\n" if form.isalpha() and (form.islower() or len(form) < 3) else form
    found = [m.span() for m in re.finditer(rf"(?i)(?<!\w){re.escape(form)}(?!\w)", text)]
    merged: list[tuple[int, int]] = []
    for place in sorted([*found, *([(start, stop)] if start < stop else [])]):
        if merged and place[0] < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(place[1], merged[-1][1]))
        else:
            merged.append(place)
    return merged


def left_of(text: str, gone: list[tuple[int, int]], start: int, stop: int) -> str:
    """Give the words of a passage with every stretch it touches replaced as a whole."""
    parts, at = [], start
    for first, last in gone:
        if first < stop and last > start:
            parts += [text[at:first] if at < first else "", STAND_IN]
            at = last
    return "".join([*parts, text[at:stop] if at < stop else ""])


def trimmed(text: str, start: int, stop: int) -> tuple[int, int]:
    while start < stop and not text[start].isalnum():
        start += 1
    while start < stop and not text[stop - 1].isalnum():
        stop -= 1
    return start, stop


def one_turn(text: str, start: int, length: int) -> tuple[int, int]:
    """Fit a span into the turn in which it begins."""
    start %= len(text)
    end = text.find("\n", start)
    return trimmed(text, start, min(start + length, end if end >= 0 else len(text)))


@dataclass(frozen=True)
class Case:
    """Hold an open study with one coding taken off, and the state before the treatment."""

    study: Study
    texts: dict[str, str]
    codings: dict[str, tuple[str, int, int]]


def coded(study: Study, ids: list[str], spans: list[tuple[int, int]]) -> Case:
    """Code spans all over the study; the first coding is taken off again."""
    code = codebook.add(study, "Code").id
    texts = {one: transcripts.text(study, one) for one in ids}
    made = {}
    for number, (start, length) in enumerate(spans):
        home = ids[number % len(ids)]
        first = start % len(texts[home])
        last = min(first + length, len(texts[home]))
        if texts[home][first:last].strip():
            coding = codings.apply(study, home, first, last, code)
            made[coding.id] = (home, first, last)
    for coding_id in list(made)[:1]:
        codings.remove(study, coding_id)
    return Case(study, texts, made)


def treated(case: Case, vault: Vault, span: tuple[int, int]) -> tuple[str, late.Late] | None:
    """Treat a random span of the first text; None where nothing can be treated there."""
    home, text = next(iter(case.texts.items()))
    start, stop = one_turn(text, *span)
    if start >= stop:
        return None
    seen = late.Noticed(
        kind="organisation",
        transcript_id=home,
        start=start,
        stop=stop,
        treatment="redact",
        replacement=STAND_IN,
    )
    return text[start:stop], late.treat(case.study, vault, seen)


def compare(case: Case, form: str, span: tuple[int, int]) -> None:
    """Every text and every coding reads as before, but for the stretches that had to go."""
    first = next(iter(case.texts))
    gone = {}
    for home, text in case.texts.items():
        here = one_turn(text, *span) if home == first else (0, 0)
        gone[home] = places(text, form, *here)
        whole = left_of(text, gone[home], 0, len(text))
        assert transcripts.text(case.study, home) == whole
    for coding_id, (home, start, stop) in case.codings.items():
        now = codings.fetch(case.study, coding_id)
        words = transcripts.text(case.study, home)[now.start : now.stop]
        assert words == left_of(case.texts[home], gone[home], start, stop)


def try_once(room: Path, talks: list[list[str]], spans: list[tuple[int, int]]) -> None:
    with Study.create(room / "study", name="Random", researcher="Robin") as study:
        vault, _ = Vault.create(study.vault_folder, PASSPHRASE, "Robin")
        with vault:
            ids = []
            for number, talk in enumerate(talks):
                said = [(("Interviewer", "P1")[n % 2], one) for n, one in enumerate(talk)]
                file = reading(said, ROLES, f"{number}.txt")
                ids.append(pseudonymise.import_(study, vault, file).id)
                accept_all(vault)
                pseudonymise.release(study, vault, ids[-1], knowingly=True)
            case = coded(study, ids, spans[1:])
            done = treated(case, vault, spans[0])
            if done is None:
                return
            if case.codings:
                audit.undo(study)
            compare(case, done[0], spans[0])
            assert study.orphans() == []
            assert done[1].left == {} or done[0].islower()
        if len(done[0]) > 5 and not done[0].islower():
            whole = rf"(?i)(?<!\w){re.escape(done[0])}(?!\w)"
            assert not re.search(whole, bare(study, room))


Talks = st.lists(st.lists(turns, min_size=2, max_size=4), min_size=1, max_size=2, unique_by=tuple)
Spans = st.lists(st.tuples(st.integers(0, 10_000), st.integers(1, 30)), min_size=2, max_size=7)


AS_THEY_COME = settings(deadline=None, suppress_health_check=list(HealthCheck))


@settings(AS_THEY_COME, max_examples=8, phases=(Phase.generate,))
@given(Talks, Spans)
def test_every_other_coding_keeps_its_words(
    talks: list[list[str]], spans: list[tuple[int, int]]
) -> None:
    with tempfile.TemporaryDirectory() as room:
        try_once(Path(room), talks, spans)


@pytest.mark.slow
@settings(AS_THEY_COME, max_examples=150)
@given(Talks, Spans)
def test_every_other_coding_keeps_its_words_whatever_comes(
    talks: list[list[str]], spans: list[tuple[int, int]]
) -> None:
    with tempfile.TemporaryDirectory() as room:
        try_once(Path(room), talks, spans)
