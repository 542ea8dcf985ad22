from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, TitleFieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page

from courses.catalogue.blocks import LessonBlocks
from courses.catalogue.enums import HandbookKind
from courses.catalogue.models.pages import SEARCHED, CataloguePage, words_of
from courses.catalogue.panels import ChecksPanel
from courses.catalogue.publishing import Problem, body_problems
from lms.language.folding import fold


class HandbookPage(CataloguePage):
    """What lessons point to and people look up: a procedure, a minimum-criteria notice, a reference."""

    code = models.SlugField(_("code"), max_length=60, blank=True)
    kind = models.CharField(_("kind"), max_length=12, choices=HandbookKind.choices, default=HandbookKind.PROCEDURE)
    summary = models.TextField(_("summary"), blank=True, help_text=_("One sentence, shown in the list and in the search."))
    body = StreamField(LessonBlocks(), verbose_name=_("content"), blank=True)

    search_fields = Page.search_fields + SEARCHED
    content_panels = [
        TitleFieldPanel("title", placeholder=_("What people will look for")),
        FieldPanel("kind"),
        FieldPanel("summary"),
        FieldPanel("body"),
        ChecksPanel(heading=_("Before you publish")),
    ]
    parent_page_types = ["catalogue.HomePage"]
    subpage_types: list[str] = []

    class Meta:
        verbose_name = _("handbook page")
        verbose_name_plural = _("handbook pages")

    def problems(self, *, going_live: bool = False) -> list[Problem]:
        return body_problems(self.body)

    def address_for(self, person) -> str:
        return reverse("catalogue:handbook_page", args=[self.translation_key])

    def folded_words(self) -> str:
        return fold(" ".join([self.title, self.code, self.summary, *words_of(self)]))
