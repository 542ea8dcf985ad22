"""Who opens one more attempt, and who works on the bank."""

from django.contrib.auth import get_user_model
from wagtail.permission_policies.base import BasePermissionPolicy

from assessments.quizzes.querysets import GRANTS_TIME
from lms.people.enums import AUTHORS, ENROLS_PEOPLE
from lms.people.models import Membership
from lms.people.permissions import can_author


def can_grant_attempt(user, enrolment) -> bool:
    """Whoever may enrol people, for the people of their own branches; never for oneself."""
    people = get_user_model().objects.visible_to(user, ENROLS_PEOPLE)
    return user.has_role(ENROLS_PEOPLE) and enrolment.person_id != user.pk and people.filter(pk=enrolment.person_id).exists()


def can_grant_time(user, person) -> bool:
    """HR, for the people of their branches; never for oneself."""
    people = get_user_model().objects.visible_to(user, GRANTS_TIME)
    return user.has_role(GRANTS_TIME) and person.pk != user.pk and people.filter(pk=person.pk).exists()


class QuestionPolicy(BasePermissionPolicy):
    """Authors write questions. One that has been used is retired: nobody deletes it."""

    def user_has_permission(self, user, action: str) -> bool:
        return user.is_active and can_author(user)

    def user_has_permission_for_instance(self, user, action: str, instance) -> bool:
        return self.user_has_permission(user, action) and not (action == "delete" and instance.in_use)

    def users_with_any_permission(self, actions):
        authors = Membership.objects.current().filter(role__in=AUTHORS).values("person_id")
        return get_user_model().objects.filter(pk__in=authors, is_active=True)

    def instances_user_has_any_permission_for(self, user, actions):
        return self.model.objects.all() if self.user_has_permission(user, "view") else self.model.objects.none()

    def users_with_any_permission_for_instance(self, actions, instance):
        return self.users_with_any_permission(actions)
