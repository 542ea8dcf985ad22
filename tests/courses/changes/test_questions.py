"""Another version of a question of the bank: its author says what it asks, and that question alone comes back."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from assessments.quizzes.actions import publish_question
from assessments.reviews.models import ReviewCard, ReviewLog
from courses.catalogue.actions import set_up_authoring
from courses.changes.actions import say_of_question
from courses.changes.exceptions import AlreadySaid, NoCertification, ReasonMissing
from courses.changes.models import QuestionChange
from courses.changes.queries.questions import certifications_asking, lines_of, who_answers_again
from lms.notifications.models import Notification
from lms.people.actions.memberships import align_cms_groups
from tests import changes as told
from tests import reviews, world

pytestmark = pytest.mark.django_db


@pytest.fixture
def card() -> ReviewCard:
    """Of a question that somebody answered ten days ago."""
    world.evidence_kinds()
    return reviews.cards_of(number=2, right=(1, 2))[0]


@pytest.fixture
def author():
    set_up_authoring()
    person = world.member("trainer", world.unit(kind="service", name="Marenta"))
    align_cms_groups(person=person)
    return person


def edited(question, stem: str = "¿Cuántos días de preaviso hay?"):
    question.stem_es = stem
    return publish_question(question=question)


def said(change, kind: str, author, **more):
    return say_of_question(change=change, kind=kind, actor=author, **told.WHY, **more)


def test_another_version_is_noted_where_somebody_has_learned_the_one_before_and_asks_nothing_by_itself(card):
    after = edited(card.question)
    change = QuestionChange.objects.get()
    assert (change.question, change.before.number, change.after, change.said_at) == (card.question, 1, after, None)
    assert not Notification.objects.filter(kind="changes.answer_again").exists()


def test_a_question_that_nobody_has_learned_is_changed_without_a_word():
    edited(world.question())
    assert not QuestionChange.objects.exists()


def test_two_versions_of_which_nobody_said_anything_are_one_change(card):
    edited(card.question)
    after = edited(card.question, "¿Cuánto preaviso hay que dar?")
    change = QuestionChange.objects.get()
    assert (change.before.number, change.after) == (1, after)


def test_answering_again_brings_back_that_question_alone_today_once(card, author, run_jobs):
    other = ReviewCard.objects.exclude(pk=card.pk).get()
    today = timezone.localdate()
    ReviewCard.objects.update(due_on=today + timedelta(days=40))
    before = list(ReviewLog.objects.values())
    edited(card.question)
    said(QuestionChange.objects.get(), "answer", author)
    run_jobs()
    card.refresh_from_db()
    other.refresh_from_db()
    assert (card.due_on, other.due_on) == (today, today + timedelta(days=40))
    assert list(ReviewLog.objects.values()) == before
    told_once = Notification.objects.get(kind="changes.answer_again")
    assert (told_once.person, QuestionChange.objects.get().asked) == (card.person, 1)


def test_who_has_answered_the_new_version_is_not_asked_again(card, author):
    edited(card.question)
    change = QuestionChange.objects.get()
    assert [one.pk for one in who_answers_again(change)] == [card.pk]
    reviews.answered(card)
    assert not who_answers_again(change).exists()


def test_minor_asks_nothing(card, author, run_jobs):
    edited(card.question)
    say_of_question(change=QuestionChange.objects.get(), kind="minor", actor=author)
    run_jobs()
    assert not Notification.objects.filter(kind="changes.answer_again").exists()
    assert not QuestionChange.objects.unsaid().exists()


def test_a_certification_is_proved_again_before_its_time_and_its_certificate_stays(card, author, run_jobs):
    from lms.renewals.models import CertificationPeriod
    from tests.lms.renewals import centre

    module = card.question.quiz_places.get().quiz.get_parent().specific
    rule = centre.rule(earned_by=module, renewed_by=module, owner=author)
    certificate = world.certificate(rule.certification, card.person, on=timezone.localdate() - timedelta(days=5))
    edited(card.question)
    change = QuestionChange.objects.get()
    assert list(certifications_asking(card.question)) == [rule.certification]
    said(change, "invalidates", author, certifications=[rule.certification])
    run_jobs()
    renewal = CertificationPeriod.objects.get(person=card.person, number=2)
    assert (renewal.enrolment.module, renewal.previous.certificate) == (module, certificate)
    assert (QuestionChange.objects.get().asked, certificate.revoked_at) == (1, None)


def test_what_asks_something_says_why_once_and_names_a_certification_that_has_it(card, author):
    edited(card.question)
    change = QuestionChange.objects.get()
    with pytest.raises(ReasonMissing):
        say_of_question(change=change, kind="answer", actor=author)
    with pytest.raises(NoCertification):
        said(change, "invalidates", author, certifications=[world.certification()])
    assert said(change, "answer", author) == said(change, "answer", author)
    with pytest.raises(AlreadySaid):
        said(change, "minor", author)


def test_what_is_right_is_shown_with_the_words(card):
    lines = lines_of(card.question.current_version)["es"]
    assert sum(line.startswith("✓ ") for line in lines) == 1
    assert lines[0] == card.question.stem_es


def test_its_author_says_it_on_a_screen_that_the_first_one_of_the_cms_leads_to(card, author, client, run_jobs):
    edited(card.question)
    change = QuestionChange.objects.get()
    address = reverse("changes_admin:say_of_question", args=[change.pk])
    client.force_login(author)
    assert address in client.get(reverse("wagtailadmin_home")).content.decode()
    page = client.get(address).content.decode()
    assert "1 person has learned the version before" in page and "<ins>" in page
    assert client.post(address, {"kind": "answer", "reason_es": "Porque sí"}).status_code == 422
    assert client.post(address, {"kind": "answer", **told.WHY}).status_code == 302
    run_jobs()
    assert QuestionChange.objects.get().asked == 1
    assert client.get(address).status_code == 302  # said already
