"""Vectors belong to one encoder and one state of a text, and are made once."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
import pytest

from tests.coding.toy import WordEncoder, make
from tests.conftest import Said
from workbench import audit, corrections, transcripts
from workbench.coding import alike, embeddings, encoders, matrices
from workbench.coding.vectors import Vectors, hashed
from workbench.edits import Edit
from workbench.errors import ModelMissing
from workbench.study import Study

Release = Callable[[str, Said], str]


def test_only_what_is_new_is_embedded(study: Study, released: Release) -> None:
    ids = make(study, released, 2)
    encoder = WordEncoder()
    steps: list[tuple[float, int]] = []
    added = embeddings.embed_all(study, encoder, lambda *step: steps.append(step))
    assert steps == [(0, 2), (1, 2), (2, 2)]
    assert study.row("select count(*) as n from vectors") == {"n": added}
    assert embeddings.embed_all(study, encoder) == 0
    asked = len(encoder.asked)
    change(study, ids[1])
    assert embeddings.missing(study, encoder.name) == [ids[1]]
    assert embeddings.embed(study, ids[0], encoder) == 0
    assert embeddings.embed(study, ids[1], encoder) == added // 2
    assert asked < len(encoder.asked) < 2 * asked
    assert audit.next_undo(study) is None


def test_only_changed_words_are_encoded_again(study: Study, released: Release) -> None:
    (transcript,) = make(study, released, 1)
    encoder = WordEncoder()
    embeddings.embed_all(study, encoder)
    before = study.rows("select id from vectors")
    change(study, transcript)
    left = {row["id"] for row in study.rows("select id from vectors")}
    assert len(before) - 5 <= len(left) < len(before)
    assert embeddings.changed(study, encoder.name) == [transcript]
    assert len(matrices.matrix(study, encoder.name)) == 0
    encoder.asked.clear()
    embeddings.embed_all(study, encoder)
    assert 0 < len(encoder.asked) <= 6
    assert left <= {row["id"] for row in study.rows("select id from vectors")}
    assert embeddings.changed(study, encoder.name) == []
    found = matrices.matrix(study, encoder.name)
    assert np.allclose(found.window, encoder.encode(found.words), atol=1e-4)


def test_a_changed_question_is_read_anew(study: Study, released: Release) -> None:
    said = [
        ("Interviewer", "What did Bob cook? Was it bread?"),
        ("Amira", "It was soup in the end. We all had a plate of it. Nobody went hungry."),
        ("Interviewer", "And the rent?"),
        ("Amira", "The rent was paid by then. The bank had been slow. It was a debt."),
    ]
    transcript = released("Interview 01", said)
    embeddings.embed_all(study, WordEncoder())
    with audit.act(study, "transcripts.correct", undoable=False) as act:
        transcripts.replace_text(act, transcript, [Edit(start=9, stop=12, words="Participant 7")])
    left = study.rows("select unit, turn_position as t from vectors order by t, unit")
    kinds = [(row["t"], row["unit"]) for row in left]
    assert (1, "question") not in kinds
    assert {(1, "window"), (3, "question"), (3, "window")} <= set(kinds)


def test_interviewers_alone_need_no_vectors(study: Study, released: Release) -> None:
    released("Interview 01", [("Interviewer", "This was a test of the recorder.")])
    assert embeddings.missing(study, "words") == []
    assert embeddings.embed_all(study, WordEncoder()) == 0
    assert len(matrices.matrix(study, "words")) == 0


def test_the_same_words_are_encoded_once(study: Study, released: Release) -> None:
    twice = "We all came home. Nobody said a word. That was it then."
    released("Interview 01", [("Amira", twice), ("Ben", twice), ("Amira", "Yes.")])
    encoder = WordEncoder()
    embeddings.embed_all(study, encoder)
    assert sorted(encoder.asked) == sorted(set(encoder.asked))
    assert len(encoder.asked) == 5


def test_a_text_that_changes_meanwhile_is_embedded_anew(study: Study, released: Release) -> None:
    (transcript,) = make(study, released, 1)

    class Slow(WordEncoder):
        def encode(self, texts: Sequence[str]) -> Vectors:
            if not self.asked:
                change(study, transcript)
            return super().encode(texts)

    encoder = Slow()
    embeddings.embed(study, transcript, encoder)
    found = matrices.matrix(study, encoder.name)
    assert np.allclose(found.window, encoder.encode(found.words), atol=1e-4)
    assert "Changed" in found.words[0]


def test_a_missing_model_is_explained(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(encoders, "find_spec", lambda name: None)
    with pytest.raises(ModelMissing, match="pip install"):
        encoders.load()
    assert not encoders.is_installed()


def test_no_words_are_encoded_twice(study: Study, released: Release) -> None:
    """Not in another transcript, nor after a correction, its undo and its redo."""
    said = [
        ("Interviewer", "And then?"),
        ("Amira", "We all came home. Nobody said a word. That was it then."),
        ("Interviewer", "And then?"),
        ("Amira", "It was Tuesday. The bus was late. We all came home."),
    ]
    first = released("Interview 01", said)
    encoder = WordEncoder()
    embeddings.embed_all(study, encoder)
    released("Interview 02", said)
    asked = len(encoder.asked)
    assert embeddings.embed_all(study, encoder) > 0
    assert len(encoder.asked) == asked
    start = transcripts.text(study, first).index("Nobody")
    corrections.correct(study, first, [Edit(start=start, stop=start + 6, words="Somebody")])
    embeddings.embed_all(study, encoder)
    assert len(encoder.asked) == asked + 3
    audit.undo(study)
    embeddings.embed_all(study, encoder)
    audit.redo(study)
    embeddings.embed_all(study, encoder)
    assert sorted(encoder.asked) == sorted(set(encoder.asked))
    found = matrices.matrix(study, encoder.name)
    assert np.allclose(found.window, WordEncoder().encode(found.words), atol=1e-4)


@pytest.mark.parametrize("batch", [1, 2, 2048])
@pytest.mark.parametrize("changing", [False, True])
def test_words_in_hand_are_not_encoded_for_the_next_transcript(
    study: Study,
    released: Release,
    monkeypatch: pytest.MonkeyPatch,
    batch: int,
    changing: bool,
) -> None:
    """Nor are they lost to it where the text that they were encoded for changes meanwhile."""
    monkeypatch.setattr(embeddings, "BATCH", batch)
    said = [
        ("Interviewer", "And then?"),
        ("Amira", "We all came home. Nobody said a word. That was it then."),
    ]
    ids = [released(f"Interview 0{number}", said) for number in (1, 2, 3)]

    class Slow(WordEncoder):
        def encode(self, texts: Sequence[str]) -> Vectors:
            if changing and any(len(words) > 40 for words in texts) and not self.late:
                self.late = True
                change(study, ids[0])
            return super().encode(texts)

        late = False

    encoder = Slow()
    embeddings.embed_all(study, encoder)
    if batch == 2048 or not changing:  # what was stored before the change was dropped by it
        assert sorted(encoder.asked) == sorted(set(encoder.asked))
    assert not embeddings.missing(study, encoder.name)
    found = matrices.matrix(study, encoder.name)
    assert np.allclose(found.window, WordEncoder().encode(found.words), atol=1e-4)
    assert len(set(found.transcript_ids)) == 3


def test_two_encoders_never_share_a_vector(study: Study, released: Release) -> None:
    make(study, released, 1)
    first, second = WordEncoder(), WordEncoder()
    second.name = "others"
    embeddings.embed_all(study, first)
    assert embeddings.used(study) == first.name
    embeddings.embed_all(study, second)
    assert sorted(first.asked) == sorted(second.asked)


def test_a_treatment_leaves_no_vector_of_its_words(study: Study, released: Release) -> None:
    (transcript,) = make(study, released, 1)
    encoder = WordEncoder()
    embeddings.embed_all(study, encoder)
    turn = transcripts.turns(study, transcript)[1]
    words = transcripts.text(study, transcript)[turn.start : turn.stop].split()[0]
    edit = Edit(start=turn.start, stop=turn.start + len(words), words="Otherwise")
    corrections.correct(study, transcript, [edit])
    assert study.row("select id from kept_vectors")
    embeddings.embed_all(study, encoder)
    change(study, transcript)
    assert study.row("select id from kept_vectors") is None
    text = transcripts.text(study, transcript)
    said = {hashed(text[r["start"] : r["stop"]]) for r in study.rows(PLACES)}
    assert {row["hash"] for row in study.rows(PLACES)} == said


def test_what_a_kill_leaves_is_taken_up(study: Study, released: Release) -> None:
    """Whatever was stored before is not encoded again, and does not count before the rest."""
    (transcript,) = make(study, released, 1)

    class Dies(WordEncoder):
        def encode(self, texts: Sequence[str]) -> Vectors:
            if self.asked:
                raise ModelMissing("It was killed.")
            return super().encode(texts)

    dying, living = Dies(), WordEncoder()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(embeddings, "BATCH", 20)
        with pytest.raises(ModelMissing):
            embeddings.embed(study, transcript, dying)
    assert len(dying.asked) == 20
    assert len(matrices.matrix(study, "words")) == 0
    assert embeddings.missing(study, "words") == [transcript]
    embeddings.embed(study, transcript, living)
    assert not set(dying.asked) & set(living.asked)
    found = matrices.matrix(study, "words")
    assert np.allclose(found.window, WordEncoder().encode(found.words), atol=1e-4)


@pytest.mark.slow
def test_the_installed_model_knows_meaning(study: Study, released: Release) -> None:
    encoder = encoders.load()
    said = [
        ("Interviewer", "How did people treat you?"),
        ("Amira", "I did not want anybody to see me. I felt embarrassed and hid my face."),
        ("Interviewer", "And the money?"),
        ("Amira", "We could hardly pay the rent. The landlord raised it twice a year."),
        ("Ben", "My sister was ashamed of her illness. She told no one about it."),
        ("Ben", "Trains run every hour from the station. The bus is slower than that."),
    ]
    transcript = released("Interview 01", said)
    assert embeddings.embed(study, transcript, encoder) > 0
    vectors = matrices.matrix(study, encoder.name).window
    assert vectors.dtype == np.float32
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-4)
    turn = transcripts.turns(study, transcript)[1]
    place = (transcript, turn.start, turn.stop)
    found = alike.to_selection(study, encoder.name, place, n=1)
    assert found[0].words.startswith("My sister was ashamed")


def change(study: Study, transcript_id: str) -> None:
    turn = transcripts.turns(study, transcript_id)[1]
    edit = Edit(start=turn.start, stop=turn.start + 1, words="Changed ")
    with audit.act(study, "transcripts.correct", undoable=False) as act:
        transcripts.replace_text(act, transcript_id, [edit])


PLACES = "select start, stop, hash from vectors where unit <> 'question'"
