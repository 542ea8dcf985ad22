from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class RotasConfig(AppConfig):
    name = "lms.rotas"
    label = "rotas"
    verbose_name = _("Working hours from files")
