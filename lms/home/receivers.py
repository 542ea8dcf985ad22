"""What stands on a person's page for those who may see it, and when a learner's first screen is to be read anew."""

from django.db.models.signals import post_save
from django.dispatch import receiver
from django.template.loader import render_to_string

from assessments.live.models import Booking
from assessments.quizzes.models import Attempt
from assessments.reviews.models import ReviewCard
from assessments.roleplays.models import Performance
from courses.changes.models import ReadAgain
from courses.enrolments.models import Enrolment, LessonQuestion, ModuleCompletion, StepProgress
from lms.careers.querysets import SEES_READINESS
from lms.certificates.models import Certificate
from lms.competencies.permissions import can_see_record
from lms.criteria.models import Proof
from lms.notifications.models import Notification
from lms.people.actions import renew_today
from lms.people.models import User
from lms.people.signals import person_panels
from lms.promotions.models import Application

# Whatever of a person's own the first screen tells of.
TOLD = (Application, Attempt, Booking, Certificate, Enrolment, LessonQuestion, Notification, Performance, Proof, ReadAgain, ReviewCard)
OF_AN_ENROLMENT = (ModuleCompletion, StepProgress)
# A place kept in a lesson or a turn of a conversation is not told there.
UNTOLD = frozenset({"block_id", "seconds", "seen_at", "ticked", "mood", "node", "mail_after"})


@receiver(person_panels, sender=User)
def where_they_stand(sender, person, request, **kwargs) -> str:
    sees_ladder = User.objects.visible_to(request.user, SEES_READINESS).filter(pk=person.pk).exists()
    sees_record = can_see_record(request.user, person)
    if not sees_ladder and not sees_record:
        return ""
    context = {"person": person, "sees_ladder": sees_ladder, "sees_record": sees_record}
    return render_to_string("people/where_they_stand.html", context, request=request)


def read_anew(sender, instance, created: bool = False, update_fields: frozenset[str] | None = None, **kwargs) -> None:
    if created or not update_fields or not update_fields <= UNTOLD:
        owner = instance.enrolment if sender in OF_AN_ENROLMENT else instance
        renew_today([owner.person_id])


for model in (*TOLD, *OF_AN_ENROLMENT):
    post_save.connect(read_anew, sender=model, dispatch_uid=f"home.read_anew.{model.__name__}")
