"""Settle who speaks: merge spellings, propose roles, join units into turns."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from workbench.errors import UnreadableFile
from workbench.readers.labels import key, role_of
from workbench.readers.reading import UNNAMED, Choices, Draft, Finding, Speaker, Unit
from workbench.transcripts import Role, Turn

_LEAST_SHARE = 0.1


@dataclass(frozen=True, slots=True, kw_only=True)
class Settled:
    """Hold the text, its turns, its speakers and what was decided on the way."""

    text: str
    turns: tuple[Turn, ...]
    speakers: tuple[Speaker, ...]
    findings: tuple[Finding, ...]


def settle(draft: Draft, choices: Choices) -> Settled:
    """Turn a draft into text and turns; raise UnreadableFile where nobody says a word."""
    units, findings = _named(draft)
    names = _merged(units, choices)
    joined = _joined(units, names, draft)
    if not joined:
        raise UnreadableFile(
            "This file holds no words that anybody says. Check that it is the transcript and that "
            "its text is not a picture."
        )
    roles = _roles(joined, draft, names, choices)
    turns, text = _placed(joined, roles)
    variants = _variants(units, names)
    return Settled(
        text=text,
        turns=turns,
        speakers=_counted(joined, roles, variants),
        findings=(*findings, *_reports(joined, units, names), *_capitals(text)),
    )


def _named(draft: Draft) -> tuple[list[Unit], list[Finding]]:
    """Give units without a name to the speaker before them, and say how many."""
    units: list[Unit] = []
    speaker, carried, unnamed = UNNAMED, 0, 0
    for unit in draft.units:
        if unit.speaker is None and not draft.whole and speaker != UNNAMED:
            carried += bool(unit.text.strip())
        speaker = unit.speaker if unit.speaker is not None else speaker
        unnamed += speaker == UNNAMED
        units.append(unit if unit.speaker == speaker else replace(unit, speaker=speaker))
    findings = []
    if carried:
        message = f"Pieces without a speaker, given to the speaker before: {carried}."
        findings.append(Finding(kind="no speaker", message=message))
    if unnamed and not draft.whole and unnamed < len(units):
        message = f"Pieces before the first label, which have no speaker: {unnamed}."
        findings.append(Finding(kind="no speaker", message=message))
    return units, findings


def _merged(units: Sequence[Unit], choices: Choices) -> dict[str, str]:
    """Map every spelling to one label: the researcher's choice, else the most frequent."""
    counts = Counter(unit.speaker or UNNAMED for unit in units)
    groups: defaultdict[str, list[str]] = defaultdict(list)
    for label in counts:
        if label not in choices.merge:
            groups[key(label)].append(label)
    names = dict(choices.merge)
    for labels in groups.values():
        given = [label for label in labels if label in choices.roles]
        chosen = given[0] if given else max(labels, key=lambda label: counts[label])
        names |= dict.fromkeys(labels, chosen)
    return {label: names.get(names[label], names[label]) for label in counts}


def _joined(units: Sequence[Unit], names: Mapping[str, str], draft: Draft) -> list[Unit]:
    """Join neighbouring units of one speaker, their words parted by the draft's joint."""
    runs: list[list[Unit]] = []
    label_only: Unit | None = None
    for unit in units:
        speaker, text = names[unit.speaker or UNNAMED], unit.text.strip()
        named = unit
        if (speaker, text) != (unit.speaker, unit.text):
            named = replace(unit, speaker=speaker, text=text)
        if not named.text:
            label_only = named
            continue
        if label_only and label_only.speaker == named.speaker and label_only.began is not None:
            named = replace(named, began=label_only.began)
        label_only = None
        if runs and runs[-1][0].speaker == named.speaker and not draft.whole:
            runs[-1].append(named)
        else:
            runs.append([named])
    return [_run(run, draft.joint) for run in runs]


def _run(run: Sequence[Unit], joint: str) -> Unit:
    return Unit(
        speaker=run[0].speaker,
        text=joint.join(unit.text for unit in run),
        began=next((unit.began for unit in run if unit.began is not None), None),
        ended=next((unit.ended for unit in reversed(run) if unit.ended is not None), None),
    )


def _roles(
    joined: Sequence[Unit], draft: Draft, names: Mapping[str, str], choices: Choices
) -> dict[str, Role]:
    """Propose a role per label: given, stated by the label or header, else by questions."""
    labels = list(dict.fromkeys(unit.speaker or UNNAMED for unit in joined))
    listed = {key(label): role for label, role in draft.listed.items()}
    stated = {label: role_of(label) or listed.get(key(label)) for label in labels}
    given = {key(names.get(label, label)): role for label, role in choices.roles.items()}
    stated |= {label: given[key(label)] for label in labels if key(label) in given}
    if UNNAMED in labels and len(labels) > 1 and stated[UNNAMED] is None:
        stated[UNNAMED] = "other"
    open_labels = [label for label in labels if stated[label] is None]
    if "interviewer" not in stated.values() and len(labels) > 1:
        asks = _most_questions(joined, open_labels)
        if asks:
            stated[asks] = "interviewer"
    return {label: stated[label] or "participant" for label in labels}


def _most_questions(joined: Sequence[Unit], labels: Sequence[str]) -> str | None:
    """Find who asks most questions per word, among those who speak often enough to tell."""
    turns: Counter[str] = Counter()
    words: Counter[str] = Counter()
    questions: Counter[str] = Counter()
    for unit in joined:
        label = unit.speaker or UNNAMED
        turns[label] += 1
        words[label] += len(unit.text.split())
        questions[label] += unit.text.count("?")
    often = [label for label in labels if turns[label] >= len(joined) * _LEAST_SHARE]
    asking = [label for label in often if questions[label]]
    return max(asking, key=lambda label: questions[label] / words[label], default=None)


def _placed(joined: Sequence[Unit], roles: Mapping[str, Role]) -> tuple[tuple[Turn, ...], str]:
    turns, start = [], 0
    for position, unit in enumerate(joined):
        speaker = unit.speaker or UNNAMED
        turns.append(
            Turn(
                position=position,
                speaker=speaker,
                role=roles[speaker],
                start=start,
                stop=start + len(unit.text),
                began=unit.began,
                ended=unit.ended,
            )
        )
        start += len(unit.text) + 1
    return tuple(turns), "\n".join(unit.text for unit in joined)


def _variants(units: Sequence[Unit], names: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
    found: defaultdict[str, list[str]] = defaultdict(list)
    for label in dict.fromkeys(unit.speaker or UNNAMED for unit in units):
        if names[label] != label:
            found[names[label]].append(label)
    return {label: tuple(others) for label, others in found.items()}


def _counted(
    joined: Sequence[Unit], roles: Mapping[str, Role], variants: Mapping[str, tuple[str, ...]]
) -> tuple[Speaker, ...]:
    turns = Counter(unit.speaker or UNNAMED for unit in joined)
    words: Counter[str] = Counter()
    for unit in joined:
        words[unit.speaker or UNNAMED] += len(unit.text.split())
    return tuple(
        Speaker(
            label=label,
            role=role,
            turns=turns[label],
            words=words[label],
            variants=variants.get(label, ()),
        )
        for label, role in roles.items()
    )


def _reports(
    joined: Sequence[Unit], units: Sequence[Unit], names: Mapping[str, str]
) -> list[Finding]:
    findings = []
    variants = _variants(units, names)
    if variants:
        count = sum(len(others) for others in variants.values())
        detail = "\n".join(f"{label}: {', '.join(others)}" for label, others in variants.items())
        message = f"Spellings of speaker labels merged into others: {count}. Check them."
        findings.append(Finding(kind="merged labels", message=message, detail=detail))
    silent = set(names.values()) - {unit.speaker for unit in joined} - {UNNAMED}
    if silent:
        message = f"Speaker labels without words, which make no turn: {len(silent)}."
        detail = "\n".join(sorted(silent))
        findings.append(Finding(kind="labels without words", message=message, detail=detail))
    if all(unit.speaker == UNNAMED for unit in joined):
        message = (
            "No speaker labels were found: each paragraph is a turn of an unnamed participant."
        )
        findings.append(Finding(kind="no speakers", message=message))
    return findings


def _capitals(text: str) -> list[Finding]:
    """Warn of text without capitals, where names are hard to find."""
    words = [word for word in text.split() if word[0].isalpha()]
    if len(words) < 50 or not any(word[0].islower() for word in words):
        return []
    capitals = sum(word[0].isupper() for word in words)
    if capitals >= len(words) / 100:
        return []
    message = (
        "Fewer than 1 % of the words begin with a capital, as in some automatic transcripts: "
        "names will be missed more often, so review the whole text."
    )
    return [Finding(kind="few capitals", message=message)]
