from assessments.scores.assigning import Reader, choose
from assessments.scores.sampling import is_drawn
from assessments.scores.sentences import paragraphs, sentences


def test_one_in_ten_is_drawn_and_the_same_ones_each_time():
    names = [f"performance {number}" for number in range(5000)]
    drawn = [name for name in names if is_drawn(name, "seed")]
    assert 400 < len(drawn) < 600
    assert drawn == [name for name in names if is_drawn(name, "seed")]
    assert drawn != [name for name in names if is_drawn(name, "another seed")]


def test_whoever_has_least_to_do_reads_it():
    readers = [Reader(1, True, open=2), Reader(2, True, open=1), Reader(3, True, open=1, done=4)]
    assert choose(readers).person == 2


def test_the_licensed_read_before_the_others():
    readers = [Reader(1, False), Reader(2, True, open=9)]
    assert choose(readers).person == 2
    assert choose(readers, beside=frozenset({2})).person == 1
    assert choose(readers, beside=frozenset({2}), licensed_only=True) is None


def test_the_same_two_are_never_together_twice_in_a_row():
    readers = [Reader(2, True, last_partners=frozenset({1})), Reader(3, True, open=5)]
    assert choose(readers, beside=frozenset({1})).person == 3
    assert choose(readers[:1], beside=frozenset({1})) is None


def test_nobody_reads_the_same_twice():
    assert choose([Reader(1, True)], beside=frozenset({1})) is None


def test_a_text_has_numbered_sentences():
    text = "Hola, Rosa. ¿Cómo está?\n\nEl jueves le llamo… Un saludo"
    assert sentences(text) == ["Hola, Rosa.", "¿Cómo está?", "El jueves le llamo…", "Un saludo"]
    assert paragraphs(text) == [[(1, "Hola, Rosa."), (2, "¿Cómo está?")], [(3, "El jueves le llamo…"), (4, "Un saludo")]]


def test_nothing_written_has_no_sentences():
    assert sentences(" \n ") == []
    assert paragraphs("") == []
