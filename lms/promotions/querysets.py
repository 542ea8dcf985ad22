"""Who sees what of a call. The panel has its own doors: `blind` and `assigned_to` give codes, never people."""

from functools import reduce
from operator import or_

from django.db import models
from django.db.models import Exists, OuterRef, Q

from lms.people.enums import Role
from lms.people.models import Unit
from lms.promotions.enums import ANNOUNCED, MANAGES, PUBLISHED, ApplicationState, Eligibility, Part

# What a member of the panel may read of an application while they score it. There is no person in it.
BLIND = ("code", "blind_motivation", "round_id")


class RoundQuerySet(models.QuerySet):
    def published(self) -> "RoundQuerySet":
        return self.filter(state__in=PUBLISHED)

    def announced(self) -> "RoundQuerySet":
        return self.filter(state__in=ANNOUNCED)

    def manageable_by(self, user) -> "RoundQuerySet":
        """Those of the branches where one is HR or administrator, but for those in which one is a candidate oneself."""
        return self.filter(_within(user.branches(MANAGES))).exclude(pk__in=_mine(user))

    def with_aggregates_for(self, user) -> "RoundQuerySet":
        """Those whose rules and figures the works council of a branch, or whoever manages them, reads."""
        represented = user.branches({Role.WORKS_COUNCIL})
        return self.published().filter(_within(represented) | _around(represented) | Q(pk__in=self.model.objects.manageable_by(user)))

    def visible_to(self, user) -> "RoundQuerySet":
        """Published calls of where one works, those one manages, and those of whose panel one is."""
        if not user.is_authenticated:
            return self.none()
        paths = sorted({own.unit.path for own in user.current_memberships})
        near = Q(state__in=PUBLISHED) & (_within(paths) | _around(paths))
        theirs = Q(pk__in=self.model.objects.manageable_by(user)) | Q(state__in=PUBLISHED, pk__in=_panels_of(user))
        return self.filter(near | theirs | Q(pk__in=_mine(user), state__in=PUBLISHED))


class PanelMemberQuerySet(models.QuerySet):
    def scoring(self) -> "PanelMemberQuerySet":
        return self.exclude(part=Part.CHAIR)

    def visible_to(self, user) -> "PanelMemberQuerySet":
        """Who sits on the panel of a call is published with it."""
        from lms.promotions.models import PromotionRound

        return self.filter(round__in=PromotionRound.objects.visible_to(user))


class ApplicationQuerySet(models.QuerySet):
    def standing(self) -> "ApplicationQuerySet":
        return self.filter(state=ApplicationState.SUBMITTED)

    def eligible(self) -> "ApplicationQuerySet":
        """What the panel judges."""
        return self.standing().filter(eligibility=Eligibility.ELIGIBLE)

    def visible_to(self, user) -> "ApplicationQuerySet":
        """With the name: one's own, those of the calls one manages, and one whose appeal one was given."""
        from lms.promotions.models import PromotionRound

        if not user.is_authenticated:
            return self.none()
        managed = PromotionRound.objects.manageable_by(user)
        return self.filter(Q(person=user) | Q(round__in=managed) | Q(appeal__assigned_to=user))

    def manageable_by(self, user) -> "ApplicationQuerySet":
        from lms.promotions.models import PromotionRound

        return self.filter(round__in=PromotionRound.objects.manageable_by(user))

    def assigned_to(self, member) -> "ApplicationQuerySet":
        """What a member of the panel scores: all that are eligible for an assessor, those of a recusal for a replacement."""
        from lms.promotions.models import Recusal

        recused = Recusal.objects.filter(application=OuterRef("pk"), member=member, accepted=True)
        found = self.eligible().filter(~Exists(recused), round=member.round_id)
        if member.part == Part.SUBSTITUTE:
            return found.filter(Exists(Recusal.objects.filter(application=OuterRef("pk"), replacement=member, accepted=True)))
        return found

    def blind(self):
        """Rows of a code and of words without names, by code. Whoever has only this cannot find the person."""
        return self.order_by("code").values(*BLIND)


class ScoreQuerySet(models.QuerySet):
    def current(self) -> "ScoreQuerySet":
        """Those that no correction has replaced."""
        return self.filter(replaced_by__isnull=True)

    def counting(self) -> "ScoreQuerySet":
        """Current ones, but for those of who was recused for that candidate."""
        from lms.promotions.models import Recusal

        recused = Recusal.objects.filter(application=OuterRef("application"), member__person=OuterRef("scorer"), accepted=True)
        return self.current().filter(~Exists(recused))

    def visible_to(self, user) -> "ScoreQuerySet":
        """One's own always. Those of others: a member of the panel once theirs are in, who does not score once everybody's are in,
        a candidate once the decisions are given, and whoever looks at an appeal."""
        from lms.promotions.models import PanelMember, PromotionRound

        if not user.is_authenticated:
            return self.none()
        by_me = self.model.objects.filter(application=OuterRef("application"), scorer=user, exercise__scored_by="panel")
        me_scoring = PanelMember.objects.scoring().filter(round=OuterRef("application__round"), person=user)
        me_chairing = PanelMember.objects.filter(round=OuterRef("application__round"), person=user, part=Part.CHAIR)
        recused = _recused(user)
        all_in = Q(application__sheets_in_at__isnull=False)
        from_record = Q(exercise__scored_by="record")
        managed = Q(application__round__in=PromotionRound.objects.manageable_by(user)) & ~Exists(me_scoring)
        after_mine = Exists(me_scoring) & Exists(by_me) & ~Exists(recused)
        return self.filter(
            Q(scorer=user)
            | after_mine
            | (managed & (all_in | from_record))
            | (all_in & Exists(me_chairing) & ~Exists(recused))
            | Q(application__person=user, application__round__state__in=ANNOUNCED)
            | Q(application__appeal__assigned_to=user)
        )


class LetterQuerySet(models.QuerySet):
    def visible_to(self, user) -> "LetterQuerySet":
        """One's own once the decisions are given, and those of the calls one manages."""
        from lms.promotions.models import Application

        if not user.is_authenticated:
            return self.none()
        managed = Application.objects.manageable_by(user)
        own = Q(decision__application__person=user, decision__application__round__state__in=ANNOUNCED)
        return self.filter(own | Q(decision__application__in=managed))


class AppealQuerySet(models.QuerySet):
    def open(self) -> "AppealQuerySet":
        return self.filter(outcome="")

    def visible_to(self, user) -> "AppealQuerySet":
        """Those given to one, and those of the calls one manages."""
        from lms.promotions.models import PromotionRound

        if not user.is_authenticated:
            return self.none()
        return self.filter(Q(assigned_to=user) | Q(application__round__in=PromotionRound.objects.manageable_by(user)))


def _within(paths: list[str]) -> Q:
    """Calls of these branches of the tree."""
    return reduce(or_, (Q(unit__path__startswith=path) for path in paths), Q(pk__in=[]))


def _around(paths: list[str]) -> Q:
    """Calls of the units above these."""
    step = Unit.steplen
    above = {path[:end] for path in paths for end in range(step, len(path), step)}
    return Q(unit__path__in=above)


def _mine(user):
    from lms.promotions.models import Application

    return Application.objects.filter(person=user).exclude(state=ApplicationState.DECLINED).values("round_id")


def _panels_of(user):
    from lms.promotions.models import PanelMember

    return PanelMember.objects.filter(person=user).values("round_id")


def _recused(user):
    from lms.promotions.models import Recusal

    return Recusal.objects.filter(application=OuterRef("application"), member__person=user, accepted=True)
