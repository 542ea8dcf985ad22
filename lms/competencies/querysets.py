from django.db import models

from lms.people.enums import Role

SEES_EVIDENCE = frozenset({Role.TRAINER, Role.COORDINATOR, Role.SUPERVISOR, Role.HR, Role.ADMINISTRATOR})
OBSERVES = frozenset({Role.TRAINER, Role.COORDINATOR, Role.SUPERVISOR})
ACCREDITS = frozenset({Role.SUPERVISOR, Role.HR})
JUDGES = frozenset({Role.SUPERVISOR, Role.HR})
WRITES_RULES = frozenset({Role.HR, Role.ADMINISTRATOR})
READS_RULES = WRITES_RULES | {Role.WORKS_COUNCIL}


class EvidenceQuerySet(models.QuerySet):
    def standing(self) -> "EvidenceQuerySet":
        """Evidence that nobody has voided."""
        return self.filter(void__isnull=True)

    def visible_to(self, user) -> "EvidenceQuerySet":
        """One's own, and that of the people in the branches where one teaches, leads or administers."""
        from lms.people.models import User

        return self.filter(person__in=User.objects.visible_to(user, SEES_EVIDENCE))


class EvidenceQuestionQuerySet(models.QuerySet):
    def open(self) -> "EvidenceQuestionQuerySet":
        return self.filter(outcome="")

    def visible_to(self, user) -> "EvidenceQuestionQuerySet":
        """Those about evidence that `user` may see."""
        from lms.people.models import User

        return self.filter(person__in=User.objects.visible_to(user, SEES_EVIDENCE))

    def answerable_by(self, user) -> "EvidenceQuestionQuerySet":
        """Those that `user` may answer: of the people of their branches, about evidence that somebody else wrote."""
        from lms.people.models import User

        people = User.objects.visible_to(user, JUDGES)
        return self.filter(person__in=people).exclude(person=user).exclude(evidence__assessor=user)


class CompetencyStateQuerySet(models.QuerySet):
    def visible_to(self, user) -> "CompetencyStateQuerySet":
        """One's own, and those of the people whose evidence `user` may see."""
        from lms.people.models import User

        return self.filter(person__in=User.objects.visible_to(user, SEES_EVIDENCE))
