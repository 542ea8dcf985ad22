from django.urls import reverse
from django.utils.safestring import mark_safe
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.rich_text import expand_db_html

from courses.catalogue.blocks.previews import Previewed, PreviewedStruct
from courses.catalogue.blocks.structs import Struct

PROSE = ["h3", "bold", "italic", "ol", "ul", "link", "document-link"]
SHORT = ["bold", "italic", "ol", "ul", "link"]


class ProseBlock(Previewed, blocks.RichTextBlock):
    def __init__(self, **kwargs):
        kwargs.setdefault("features", PROSE)
        super().__init__(**kwargs)

    def get_context(self, value, parent_context=None):
        context = super().get_context(value, parent_context)
        # Under the title of the lesson, a heading of the text is a section of it.
        html = expand_db_html(value.source).replace("<h3", "<h2").replace("</h3>", "</h2>")
        return context | {"html": mark_safe(html)}

    def preview_data(self):
        title, text = gettext("The price, before you ask"), gettext("Say what it costs and what changes. Then let the customer decide.")
        return f"<h3>{title}</h3><p>{text}</p>"

    class Meta:
        icon = "pilcrow"
        label = _("Text")
        description = _("Paragraphs, headings and lists. Two or three short paragraphs are enough.")
        template = "catalogue/blocks/text.html"


class AccordionItemBlock(Struct):
    title = blocks.CharBlock(label=_("Title"), max_length=200)
    text = blocks.RichTextBlock(label=_("Text"), features=PROSE)

    class Meta:
        icon = "collapse-down"
        label = _("Part")


class AccordionBlock(PreviewedStruct):
    title = blocks.CharBlock(label=_("Title"), required=False, max_length=200)
    items = blocks.ListBlock(AccordionItemBlock(), label=_("Parts"), min_num=1)

    def preview_data(self):
        names = (gettext("And if the customer is abroad?"), gettext("And if the line is in another name?"))
        answer = gettext("Then you ask the holder to call, and say when.")
        return {"title": gettext("Cases you will meet"), "items": [{"title": name, "text": f"<p>{answer}</p>"} for name in names]}

    class Meta:
        icon = "collapse-down"
        label = _("Accordion")
        description = _("Parts that open one by one: for cases, exceptions and details.")
        template = "catalogue/blocks/accordion.html"


class ProcedureStepBlock(Struct):
    title = blocks.CharBlock(label=_("Step"), max_length=200)
    text = blocks.TextBlock(label=_("How"), required=False, rows=2)

    class Meta:
        icon = "list-ol"
        label = _("Step")


class ProcedureBlock(PreviewedStruct):
    title = blocks.CharBlock(label=_("Title"), max_length=200)
    steps = blocks.ListBlock(ProcedureStepBlock(), label=_("Steps"), min_num=1)
    see = blocks.PageChooserBlock(label=_("Handbook page"), required=False, page_type="catalogue.HandbookPage")

    def get_context(self, value, parent_context=None):
        context = super().get_context(value, parent_context)
        see = value.get("see")
        address = reverse("catalogue:handbook_page", args=[see.translation_key]) if see else ""
        return context | {"see_url": address, "see_title": see.title if see else ""}

    def preview_data(self):
        steps = [
            {"title": gettext("Ask before you hold"), "text": gettext("Say what for and for how long.")},
            {"title": gettext("Come back in time"), "text": gettext("Thank the customer for waiting.")},
        ]
        return {"title": gettext("Putting a call on hold"), "steps": steps}

    class Meta:
        icon = "list-ol"
        label = _("Procedure")
        description = _("Numbered steps, in the order in which they are done.")
        template = "catalogue/blocks/procedure.html"


class CalloutBlock(PreviewedStruct):
    tone = blocks.ChoiceBlock(
        label=_("Kind"),
        choices=[("remember", _("Remember")), ("law", _("The law says")), ("careful", _("Careful"))],
        default="remember",
    )
    title = blocks.CharBlock(label=_("Title"), max_length=200)
    text = blocks.RichTextBlock(label=_("Text"), features=SHORT)

    def preview_data(self):
        text = gettext("Say the new total before you change anything.")
        return {"tone": "careful", "title": gettext("One figure, said early"), "text": f"<p>{text}</p>"}

    class Meta:
        icon = "warning"
        label = _("Callout")
        description = _("One thing nobody should miss. Use one a lesson, two at most.")
        template = "catalogue/blocks/callout.html"
