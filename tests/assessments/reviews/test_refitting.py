from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from assessments.reviews.actions import refit, refit_due
from assessments.reviews.enums import Source
from assessments.reviews.models import Parameters, ReviewCard, ReviewLog
from assessments.reviews.queries.weights import PUBLISHED, weights_of
from lms.jobs.models import Job
from tests import world
from tests.assessments.reviews.test_fitting import FORGETFUL, people_with
from tests.reviews import cards_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def centre(db):
    world.evidence_kinds()
    return world.unit(kind="centre", parent=world.unit(), code="rincon", name="Rincón")


def practised(centre, cards=140, weights=FORGETFUL):
    """Somebody of the centre who has answered many cards, as people with these weights would."""
    team = world.unit(kind="team", parent=centre)
    who = world.member("agent", team)
    pattern = cards_of(who, number=1, right=(1,))[0]
    version = pattern.question.current_version
    now = timezone.now()
    for number, history in enumerate(people_with(weights, cards)):
        other = world.member("agent", team, email=f"{centre.pk}-{number}@example.com")
        card = ReviewCard.objects.create(
            person=other,
            question=pattern.question,
            reviews=len(history),
            stability=2,
            difficulty=5,
            last_on=history[-1][0],
            due_on=history[-1][0],
        )
        ReviewLog.objects.bulk_create(
            ReviewLog(
                card=card,
                number=place,
                source=Source.CARD,
                version=version,
                right=recall > 1,
                points=int(recall > 1),
                recall=recall,
                at=now - timedelta(days=100 - place),
                day=day,
            )
            for place, (day, recall) in enumerate(history, 1)
        )
    return who


def test_a_centre_with_enough_answers_gets_weights_of_its_own_and_only_it(centre, run_jobs, django_capture_on_commit_callbacks):
    who = practised(centre)
    stranger = world.member("agent", world.unit(kind="centre", parent=world.unit(), name="Bilbao"))
    assert weights_of(who) == PUBLISHED
    assert refit_due() == 1
    with django_capture_on_commit_callbacks(execute=True):
        run_jobs()
    row = Parameters.objects.get()
    assert (row.centre, row.number, row.reviews, row.applied) == (centre, 1, 560, True)
    assert row.loss_after < row.loss_before
    assert (weights_of(who).pk, weights_of(stranger)) == (row.pk, PUBLISHED)


def test_asking_twice_on_a_day_fits_once(centre, run_jobs):
    practised(centre)
    refit_due()
    refit_due()
    run_jobs()
    assert Job.objects.filter(kind="reviews.refit").count() == 1
    assert refit_due() == 0
    assert refit(centre=centre) is None


def test_a_fit_that_predicts_no_better_is_kept_and_not_applied(centre, monkeypatch):
    from assessments.reviews.actions import refitting
    from assessments.reviews.fitting import Fit

    who = practised(centre)
    monkeypatch.setattr(refitting, "fit", lambda histories, start: Fit(FORGETFUL, 560, before=0.4, after=0.5))
    row = refit(centre=centre)
    assert (row.applied, row.loss_before, row.loss_after) == (False, 0.4, 0.5)
    assert weights_of(who) == PUBLISHED


def test_the_database_refuses_weights_in_force_that_predict_worse(centre):
    from django.db import IntegrityError

    with pytest.raises(IntegrityError):
        Parameters.objects.create(
            centre=centre, number=1, values=list(FORGETFUL), reviews=600, loss_before=0.4, loss_after=0.5, applied=True
        )


def test_too_few_answers_are_not_fitted(centre, capsys):
    practised(centre, cards=20)
    assert refit_due() == 0
    call_command("refit_reviews")
    assert "too few" in capsys.readouterr().out
    assert not Parameters.objects.exists()


def test_the_command_says_what_came_of_it(centre, capsys):
    practised(centre)
    call_command("refit_reviews", "--centre", "rincon")
    assert "560 reviews" in capsys.readouterr().out
    with pytest.raises(CommandError, match="nowhere"):
        call_command("refit_reviews", "--centre", "nowhere")
