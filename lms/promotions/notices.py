from django.utils.translation import gettext_lazy as _

from lms.notifications.enums import Delivery, Subject
from lms.notifications.registry import register

YOURS = _("It is about your own application, and days to answer may begin.")
THEIRS = _("Somebody’s application waits for you, and its days are counted.")

# Calls themselves are on the screen of everybody, so that nobody has to be thought of.
register("promotions.call", title=_("A call is open"), subject=Subject.CAREER, delivery=Delivery.SCREEN)
register("promotions.suggested", title=_("Somebody thinks of you for a call"), subject=Subject.CAREER, delivery=Delivery.DIGEST)
register("promotions.applied", title=_("Your application is in"), subject=Subject.CAREER, delivery=Delivery.DIGEST, always=YOURS)
register("promotions.checked", title=_("Your application was checked"), subject=Subject.CAREER, delivery=Delivery.DIGEST, always=YOURS)
register(
    "promotions.amended", title=_("A call you applied for has changed"), subject=Subject.CAREER, delivery=Delivery.DIGEST, always=YOURS
)
register("promotions.adjustment", title=_("An answer about what you need"), subject=Subject.CAREER, delivery=Delivery.DIGEST, always=YOURS)
register("promotions.decided", title=_("A decision on your application"), subject=Subject.CAREER, delivery=Delivery.URGENT, always=YOURS)
register("promotions.appeal_settled", title=_("Your review has an answer"), subject=Subject.CAREER, delivery=Delivery.URGENT, always=YOURS)
register("promotions.appointed", title=_("You begin on another rung"), subject=Subject.CAREER, delivery=Delivery.DIGEST)
register("promotions.recusal_settled", title=_("A recusal has an answer"), subject=Subject.CAREER, delivery=Delivery.DIGEST, always=YOURS)
register("promotions.panel", title=_("Candidates are with your panel"), subject=Subject.WAITING, delivery=Delivery.DIGEST, always=THEIRS)
register("promotions.recusal", title=_("A recusal waits for you"), subject=Subject.WAITING, delivery=Delivery.DIGEST, always=THEIRS)
register("promotions.need", title=_("A candidate needs an adjustment"), subject=Subject.WAITING, delivery=Delivery.DIGEST, always=THEIRS)
register("promotions.fixed", title=_("A candidate has put something right"), subject=Subject.WAITING, delivery=Delivery.SCREEN)
register("promotions.appeal_asked", title=_("Somebody asks for a review"), subject=Subject.WAITING, delivery=Delivery.DIGEST, always=THEIRS)
register(
    "promotions.appeal_assigned", title=_("A review is yours to look at"), subject=Subject.WAITING, delivery=Delivery.DIGEST, always=THEIRS
)
