import pytest

from assessments.reviews.retention import Recollection, Retained, retained

TEAM, OTHER, COMPETENCY = 1, 2, 7


def of_people(count, chance=0.8, team=TEAM, first=0):
    return [Recollection(team, COMPETENCY, person, chance) for person in range(first, first + count)]


def test_five_people_are_told_of():
    assert retained(of_people(5)) == [Retained(TEAM, COMPETENCY, people=5, percent=80)]


def test_four_people_are_not_told_of_not_even_how_many_they_are():
    assert retained(of_people(4)) == [Retained(TEAM, COMPETENCY, people=None, percent=None)]


def test_many_questions_of_four_people_are_still_four_people():
    assert retained(of_people(4) * 10) == [Retained(TEAM, COMPETENCY, people=None, percent=None)]


def test_each_person_weighs_the_same_however_many_questions_they_have():
    assert retained(of_people(4, 1.0) + of_people(1, 0.0, first=4) * 50)[0].percent == 80


def test_a_team_that_is_told_of_says_nothing_of_one_that_is_not():
    rows = retained(of_people(6) + of_people(3, team=OTHER, first=6))
    assert rows == [Retained(TEAM, COMPETENCY, people=6, percent=80), Retained(OTHER, COMPETENCY, people=None, percent=None)]


def test_somebody_in_two_teams_is_refused():
    with pytest.raises(ValueError, match="two teams"):
        retained(of_people(5) + of_people(5, team=OTHER))


def test_nobody_gives_no_rows():
    assert retained([]) == []
