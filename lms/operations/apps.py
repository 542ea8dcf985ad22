from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class OperationsConfig(AppConfig):
    name = "lms.operations"
    label = "operations"
    verbose_name = _("What the work says")

    def ready(self) -> None:
        from lms.competencies import pauses
        from lms.notifications import resting
        from lms.operations.queries import leaves_of, pauses_of

        pauses.register(pauses_of)
        resting.register(leaves_of)
