from django.apps import AppConfig
from django.core.cache import caches
from django.utils.connection import ConnectionProxy
from django.utils.translation import gettext_lazy as _


class PeopleConfig(AppConfig):
    name = "lms.people"
    label = "people"
    verbose_name = _("People")

    def ready(self) -> None:
        from allauth.core.internal import ratelimit

        from lms import lookups  # noqa: F401
        from lms.people import receivers  # noqa: F401

        # allauth counts attempts in the default cache, which is each process's own without Redis; a limit is one for all.
        ratelimit.cache = ConnectionProxy(caches, "shared")
