from django.db import models
from django.utils.translation import gettext_lazy as _


class Channel(models.TextChoices):
    NONE = "", _("None")
    PHONE = "phone", _("Phone")
    CHAT = "chat", _("Chat")
    EMAIL = "email", _("E-mail")
    IN_PERSON = "in_person", _("In person")
