"""Find the turns, people and questions around a passage of a transcript."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from workbench import participants, transcripts
from workbench.participants import Participant
from workbench.study import Study
from workbench.transcripts import Transcript, Turn


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """Hold what a passage takes from one turn, and the name to set before it in a dialogue."""

    speaker: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Hold a transcript with its text and turns; turns are named by ranges that count from 0."""

    transcript: Transcript
    text: str
    turns: Sequence[Turn]
    people: Mapping[str, Participant]

    def turns_of(self, start: int, stop: int) -> range:
        """Give the turns a passage takes words from."""
        first = bisect_right(self.turns, start, key=lambda turn: turn.stop)
        last = bisect_left(self.turns, stop, key=lambda turn: turn.start)
        return range(first, max(last, first + 1))

    def people_in(self, turns: range) -> tuple[Participant, ...]:
        """List the participants who speak in these turns, in order."""
        found = {
            self.people[turn.speaker].id: self.people[turn.speaker]
            for turn in self.turns[turns.start : turns.stop]
            if turn.speaker in self.people and turn.role != "interviewer"
        }
        return tuple(found.values())

    def speakers_in(self, turns: range) -> tuple[str, ...]:
        """List the labels of those who speak in these turns, in order."""
        labels = (turn.speaker for turn in self.turns[turns.start : turns.stop])
        return tuple(dict.fromkeys(labels))

    def began(self, turns: range) -> float | None:
        """Tell when the first of these turns begins, in seconds."""
        return next((turn.began for turn in self.turns[turns.start : turns.stop]), None)

    def question_before(self, turns: range) -> str:
        """Give the interviewer's turn that the words answer; "" where they are the interviewer's.

        It is the last one before, even when somebody else spoke in between.
        """
        before = [turn for turn in self.turns[: turns.start + 1] if turn.role == "interviewer"]
        if not before or before[-1] in self.turns[turns.start : turns.start + 1]:
            return ""
        return self.text[before[-1].start : before[-1].stop]

    def parts(self, start: int, stop: int) -> tuple[Part, ...]:
        """Cut a passage at its turns, so that the parts joined by line feeds are the passage."""
        turns = self.turns_of(start, stop)
        begins = [(start, turns.start)]
        for number in turns[1:]:
            place = self.turns[number].start
            if place > begins[-1][0] and self.text[place - 1] == "\n":
                begins.append((place, number))
        ends = [place - 1 for place, _ in begins[1:]] + [stop]
        return tuple(
            Part(speaker=self._name(number), words=self.text[place:end])
            for (place, number), end in zip(begins, ends, strict=True)
        )

    def _name(self, number: int) -> str:
        if number >= len(self.turns):
            return ""
        turn = self.turns[number]
        if turn.role == "interviewer":
            return "Interviewer"
        person = self.people.get(turn.speaker)
        return person.pseudonym if person else turn.speaker


def fetch(study: Study, transcript_ids: Iterable[str]) -> dict[str, Source]:
    """Look up released transcripts by id."""
    wanted = set(transcript_ids)
    everybody = {person.id: person for person in participants.fetch_all(study)}
    return {
        transcript.id: Source(
            transcript=transcript,
            text=transcripts.text(study, transcript.id),
            turns=transcripts.turns(study, transcript.id),
            people={
                speaker.label: everybody[speaker.participant_id]
                for speaker in transcripts.speakers(study, transcript.id)
                if speaker.participant_id in everybody
            },
        )
        for transcript in transcripts.fetch_all(study)
        if transcript.id in wanted
    }
