from django.db import models


def originals(pages: models.QuerySet) -> models.QuerySet:
    """The first page written of each set of translations; copies that Wagtail keeps in step with another do not count."""
    elder = pages.model._default_manager.filter(
        translation_key=models.OuterRef("translation_key"), pk__lt=models.OuterRef("pk"), alias_of=None
    )
    return pages.filter(alias_of=None).exclude(models.Exists(elder))
