"""Put together what the Suggestions page shows of corners that codes have not reached."""

from __future__ import annotations

from functools import partial

from workbench.coding import corners, hardly_coded, indexing, restraint, shown, suggestion_cards
from workbench.coding.corners import Corner
from workbench.coding.hardly_coded import Person, Question
from workbench.coding.suggestion_cards import Opens
from workbench.study import Study
from workbench.ui import corner_list
from workbench.ui.corner_list import Place
from workbench.ui.plain import count

FAR = "Passages far from everything coded"
PEOPLE = "Participants hardly coded"
QUESTIONS = "Questions hardly coded"
NONE = {
    FAR: "None: nothing is coded yet, or each longer passage carries a code.",
    PEOPLE: "None: of every participant about as much is coded as of the others.",
    QUESTIONS: "None: of the answers to every question about as much is coded as of the others.",
}


def draw(study: Study, opens: Opens) -> None:
    """Draw the part of the page; nothing is worked out before it is opened."""
    if not corner_list.begin():
        return
    why = restraint.silent(study)
    passages = [] if why else corners.far(study, indexing.encoder_name(study))
    corner_list.draw(FAR, [_far(study, one, opens) for one in passages], why or NONE[FAR])
    people = [_person(one, opens) for one in hardly_coded.people(study)]
    corner_list.draw(PEOPLE, people, NONE[PEOPLE])
    asked = [_question(one, opens) for one in hardly_coded.questions(study)]
    corner_list.draw(QUESTIONS, asked, NONE[QUESTIONS])


def _far(study: Study, one: Corner, opens: Opens) -> Place:
    turn = shown.turn_of(study, one.transcript_id, one.start)
    place = suggestion_cards.place_of(study, one.transcript_id, turn) if turn else ""
    told = f"{place} · read and left uncoded" if one.read else place
    return Place(words=one.words, told=told, open=_opening(one, opens))


def _person(one: Person, opens: Opens) -> Place:
    told = f"{count(one.passages, 'passage')} coded: {_of_words(one)}"
    return Place(words=one.name, told=told, open=_opening(one, opens))


def _question(one: Question, opens: Opens) -> Place:
    told = f"Answered by {count(one.people, 'participant')}; {_of_words(one)} coded"
    return Place(words=one.asked, told=told, open=_opening(one, opens))


def _of_words(one: Person | Question) -> str:
    return f"{one.coded:,} of {count(one.words, 'word')}"


def _opening(one: Corner | Person | Question, opens: Opens) -> corner_list.Open:
    return partial(opens, {"transcript": one.transcript_id, "at": str(one.start)})
