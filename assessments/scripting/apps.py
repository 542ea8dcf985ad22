from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ScriptingConfig(AppConfig):
    name = "assessments.scripting"
    label = "scripting"
    verbose_name = _("Writing of scenarios")
