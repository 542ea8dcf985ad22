"""Laws of the comparison: blocks are known by their ids, and what did not change is nothing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courses.changes.carrying import Unread, carry
from courses.changes.diffing import Piece, delta, from_json, is_slip, only_slips, paragraphs_of, pieces_of, taken_back, words_moved

VALUES = st.one_of(st.text(max_size=30), st.integers(0, 9), st.dictionaries(st.sampled_from("abc"), st.text(max_size=8), max_size=3))
PAGES = st.dictionaries(st.sampled_from([f"b{number}" for number in range(8)]), VALUES, max_size=8).map(
    lambda page: tuple(Piece(key, "text", value) for key, value in page.items())
)


@given(PAGES)
def test_no_change_is_an_empty_delta(page):
    assert delta(page, page) == ()


@given(PAGES, st.randoms(use_true_random=False))
def test_a_block_that_only_moved_says_what_it_said(page, random):
    moved = list(page)
    random.shuffle(moved)
    assert delta(page, tuple(moved)) == ()


@given(PAGES, PAGES)
def test_each_block_that_is_not_as_it_was_stands_in_the_delta_once_and_no_other(before, after):
    old, new = ({piece.id: piece.value for piece in page} for page in (before, after))
    missing = object()
    differ = {key for key in old.keys() | new.keys() if old.get(key, missing) != new.get(key, missing)}
    found = [one.id for one in delta(before, after)]
    assert sorted(found) == sorted(differ)


@given(PAGES, PAGES)
def test_taking_the_delta_back_gives_the_page_before(before, after):
    changed = delta(before, after)
    assert {p.id: p.value for p in taken_back(after, changed)} == {p.id: p.value for p in before}


@given(PAGES, PAGES)
def test_a_delta_survives_being_kept(before, after):
    changed = delta(before, after)
    assert from_json([one.as_json() for one in changed]) == changed


@given(st.text(max_size=80), st.text(max_size=80))
def test_the_words_moved_tell_both_texts(before, after):
    found = words_moved(before, after)
    assert " ".join(words for how, words in found if how != "put").split() == before.split()
    assert " ".join(words for how, words in found if how != "out").split() == after.split()


@given(st.text(max_size=60))
def test_a_text_is_a_slip_of_itself(text):
    assert is_slip(text, text)


@given(st.integers(0, 9999), st.integers(0, 9999))
def test_another_number_is_never_a_slip(one, other):
    assert is_slip(f"Cuesta {one} euros", f"Cuesta {other} euros") == (one == other)


@pytest.mark.parametrize(
    ("before", "after", "slip"),
    [
        ("El preavso es corto.", "El preaviso es corto.", True),
        ("el precio final", "El precio final.", True),
        ("Ofrece  la tarifa", "Ofrece la tarifa", True),
        ("Debes ofrecer la tarifa", "No debes ofrecer la tarifa", False),
        ("Se puede anular", "Se puede no anular", False),
        ("El preaviso es de 30 días", "El preaviso es de 15 días", False),
        ("Llama al cliente", "Escribe al cliente", False),
        ("Saluda.", "Saluda y di tu nombre.", False),
        ("Always offer it", "Never offer it", False),
    ],
)
def test_what_is_only_spelling(before, after, slip):
    assert is_slip(before, after) is slip


def test_a_block_put_in_or_taken_out_is_more_than_spelling():
    page = (Piece("a", "text", "<p>uno</p>"),)
    assert not only_slips(delta(page, ())) and not only_slips(delta((), page)) and not only_slips(())


def test_the_marks_of_the_editor_and_the_ids_of_points_say_nothing():
    one = {"body": [{"type": "text", "id": "x", "value": '<p data-block-key="aaaaa">Hola</p>'}]}
    other = {"body": '[{"type": "text", "id": "x", "value": "<p data-block-key=\\"bbbbb\\">Hola</p>"}]'}
    assert delta(pieces_of(one, ["body"]), pieces_of(other, ["body"])) == ()


def test_fields_are_pieces_by_their_name_and_questions_by_the_question():
    content = {"title": "Bajas", "quiz_questions": [{"pk": 4, "question": 17, "sort_order": 0}]}
    assert [piece.id for piece in pieces_of(content, ["title", "quiz_questions"])] == ["field:title", "question:17"]


def test_a_reader_finds_paragraphs_without_tags_or_ids():
    value = {"title": "Uno &amp; dos", "items": [{"type": "item", "id": "abc", "value": "<p>Tres</p><ul><li>Cuatro</li></ul>"}]}
    assert paragraphs_of(value) == ["Uno & dos", "Tres", "Cuatro"]


BLOCKS = st.sampled_from("abcd")
TASKS = st.lists(st.builds(Unread, st.frozensets(BLOCKS), st.dictionaries(BLOCKS, st.integers(0, 3))), max_size=3)


@given(st.dictionaries(BLOCKS, st.integers(0, 3)), TASKS)
def test_nobody_reads_a_block_twice_nor_one_that_says_what_they_know(asked, unread):
    load = carry(asked.items(), unread)
    assert set(load.blocks) <= set(asked)
    assert all(load.known[block] != asked[block] for block in load.blocks if block in load.known)
    assert all(taken == task.left & set(asked) for task, taken in zip(unread, load.taken, strict=True))


def test_what_is_back_to_what_they_know_is_not_asked():
    unread = Unread(frozenset({"a", "b"}), {"a": "30 days", "b": "45 €"})
    load = carry([("a", "30 days"), ("b", "50 €")], [unread])
    assert (load.blocks, load.known) == (("b",), {"b": "45 €"})
