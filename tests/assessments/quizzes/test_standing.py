from datetime import UTC, datetime, timedelta

from assessments.quizzes.standing import Past, standing

NOW = datetime(2026, 11, 12, 16, 0, tzinfo=UTC)
RULES = {"max_attempts": 3, "extra": 0, "wait_hours": 24, "now": NOW}


def tried(hours_ago, passed=False):
    return Past(NOW - timedelta(hours=hours_ago), passed)


def test_the_first_attempt_waits_for_nothing():
    now = standing([], **RULES)
    assert (now.can_start, now.left, now.opens_at) == (True, 3, None)


def test_the_next_attempt_opens_so_many_hours_after_the_last():
    early, late = standing([tried(50), tried(23)], **RULES), standing([tried(50), tried(24)], **RULES)
    assert (early.can_start, early.opens_at) == (False, NOW + timedelta(hours=1))
    assert (late.can_start, late.opens_at, late.left) == (True, None, 1)


def test_no_attempt_is_left_after_the_last():
    now = standing([tried(90), tried(60), tried(30)], **RULES)
    assert (now.can_start, now.left, now.opens_at) == (False, 0, None)


def test_an_attempt_that_was_opened_for_someone_does_not_wait():
    now = standing([tried(90), tried(60), tried(1)], **{**RULES, "extra": 1})
    assert (now.can_start, now.left) == (True, 1)


def test_without_a_limit_there_is_always_another():
    now = standing([tried(30)] * 9, **{**RULES, "max_attempts": 0})
    assert (now.can_start, now.left) == (True, None)


def test_who_has_passed_starts_no_more():
    assert not standing([tried(90, passed=True)], **RULES).can_start
