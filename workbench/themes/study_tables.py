"""Lay out what a paper or its appendix shows of the whole study: its phases, T4 to T7."""

from __future__ import annotations

from workbench import memos as writings
from workbench import participants, transcripts
from workbench.coding import codebook, coded_passages, codings
from workbench.study import Study
from workbench.themes import anonymity, counting, coverage, outline, what_was_done
from workbench.themes.layouts import Wish
from workbench.themes.paper_tables import Origin, Row, Table, cell


def people(study: Study, wish: Wish) -> Table:
    """T4: each participant with the attributes asked for and the length of the interviews.

    Raises NotAllowed where the study refuses to single somebody out.
    """
    found = participants.fetch_all(study)
    names = wish.attributes
    warning = anonymity.require(anonymity.too_few(found, names, wish.how.enough), wish.how)
    lengths = _lengths(study)
    timed = any(minutes for minutes, _ in lengths.values())
    rows = [
        Row(
            cells=(
                cell(person.pseudonym),
                *(cell(person.attributes.get(name, "")) for name in names),
                cell(_length(lengths.get(person.id), timed=timed)),
            )
        )
        for person in found
    ]
    return Table(
        name="Participants",
        caption="Participants",
        headings=(
            "Pseudonym",
            *map(_head, names),
            "Interview (min)" if timed else "Interview (words)",
        ),
        shares=(2, *[2] * len(names), 2),
        rows=tuple(rows),
        warning=warning,
        landscape=bool(wish.landscape),
    )


def phases(study: Study, wish: Wish) -> Table:
    """Lay the six phases out with what was done in each."""
    return Table(
        name="Phases",
        caption="Phases of the analysis",
        headings=("Phase", "What was done"),
        shares=(28, 72),
        rows=tuple(
            Row(cells=(cell(f"{phase.number}. {phase.name}", bold=True), cell(words)))
            for phase, words in what_was_done.paragraphs(study)
        ),
        landscape=bool(wish.landscape),
    )


def presence(study: Study, wish: Wish) -> Table:
    """T5: which participant speaks in which theme, with how many do."""
    found = participants.fetch_all(study)
    rows = []
    for theme in outline.fetch_all(study):
        speaking = {person.id for person in coverage.of_theme(study, theme.id).present}
        ticks = [cell("✓" if person.id in speaking else "") for person in found]
        name = f"{'–' * (len(theme.path) - 1)} {theme.name}".strip()
        rows.append(Row(cells=(cell(name), *ticks, cell(str(len(speaking))))))
    return Table(
        name="Presence",
        caption="Participants who speak in each theme",
        headings=("Theme", *(person.pseudonym for person in found), "n"),
        shares=(30, *[max(4, 70 // max(len(found), 1))] * len(found), 6),
        rows=tuple(rows),
        turned=frozenset(range(1, len(found) + 1)),
        landscape=bool(wish.landscape),
    )


def codes(study: Study, wish: Wish) -> Table:
    """T6: the codebook, with in how many transcripts and passages each code stands."""
    used: dict[str, list[str]] = {}
    known = codebook.fetch_all(study)
    for coding in codings.of_codes(study, [code.id for code in known], ordered=False):
        used.setdefault(coding.code_id, []).append(coding.transcript_id)
    rows = []
    for code in known:
        limits = [f"Use: {code.use_when}" * bool(code.use_when)]
        limits += [f"Not: {code.avoid_when}" * bool(code.avoid_when)]
        homes = used.get(code.id, [])
        told = (code.description, "\n".join(filter(None, limits)), code.example)
        counts = (str(len(set(homes))), str(len(homes)))
        name = f"{'–' * code.depth} {code.name}".strip()
        rows.append(Row(cells=(cell(name), *map(cell, (*told, *counts)))))
    return Table(
        name="Codebook",
        caption="Codebook",
        headings=("Code", "Definition", "Include and exclude", "Example", "Files", "References"),
        shares=(18, 26, 22, 20, 6, 8),
        rows=tuple(rows),
        landscape=bool(wish.landscape),
    )


def segments(study: Study, wish: Wish) -> Table:
    """T7: every coding with its words, memo, researcher and date; to work with."""
    paths = {code.id: codebook.joined(code.path) for code in codebook.fetch_all(study)}
    memos: dict[str, list[str]] = {}
    for memo in reversed(writings.fetch_all(study)):
        if memo.about in {"coding", "passage"}:
            memos.setdefault(memo.about_id, []).append(memo.text)
    rows = []
    for one in coded_passages.show(study, codings.of_codes(study, list(paths))):
        coding = one.coding
        about = (*memos.get(coding.id, ()), *memos.get(coding.passage_id, ()))
        cells = (one.transcript, paths[coding.code_id], one.words, "\n".join(about))
        origin = Origin(
            quote_id=coding.id,
            transcript=one.transcript,
            turn=one.turn + 1,
            start=coding.start,
            stop=coding.stop,
            stale=False,
        )
        when = coding.ts.strftime("%Y-%m-%d")
        words = (*map(cell, cells), cell(coding.researcher), cell(when))
        rows.append(Row(cells=words, origin=origin))
    return Table(
        name="Coded segments",
        caption="Coded segments",
        headings=("Document", "Code", "Segment", "Comment", "Coder", "Date"),
        shares=(12, 18, 40, 14, 8, 8),
        rows=tuple(rows),
        landscape=bool(wish.landscape),
    )


def _head(name: str) -> str:
    return name[:1].upper() + name[1:]


def _lengths(study: Study) -> dict[str, tuple[int, int]]:
    """Sum minutes and words of the interviews that each participant speaks in."""
    found: dict[str, tuple[int, int]] = {}
    for one in transcripts.fetch_all(study):
        turns = transcripts.turns(study, one.id)
        ends = [turn.ended or turn.began or 0.0 for turn in turns]
        minutes = round(max(ends, default=0.0) / 60)
        speakers = transcripts.speakers(study, one.id)
        for person in {each.participant_id for each in speakers if each.participant_id}:
            before = found.get(person, (0, 0))
            found[person] = (before[0] + minutes, before[1] + one.words)
    return found


def _length(known: tuple[int, int] | None, *, timed: bool) -> str:
    if known is None:
        return ""
    minutes, words = known
    known_length = minutes if timed else words
    return counting.figure(known_length) if known_length else ""
