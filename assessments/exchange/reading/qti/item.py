"""One `<assessmentItem>` as its readers are given it, and what they give back."""

from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import cached_property

from django.utils.translation import gettext_noop as _
from lxml.etree import _Element as Element

from assessments.exchange.reading.formatted import NOTHING, Html
from assessments.exchange.reading.qti.body import INTERACTION, Body
from assessments.exchange.reading.qti.declarations import Declaration, declarations
from assessments.exchange.reading.qti.marking import Marking, marking_of
from assessments.exchange.reading.refusing import broken


@dataclass
class AssessmentItem:
    """The element with plain names, and what is read of it once."""

    element: Element
    body: Body
    given: set[Element] = field(default_factory=set)  # feedback that found its place

    @cached_property
    def item_body(self) -> Element:
        found = self.element.find("itemBody")
        if found is None:
            raise broken(_("It has no body."), _("Export it again."))
        return found

    @cached_property
    def interactions(self) -> list[Element]:
        return [one for one in self.item_body.iter() if isinstance(one.tag, str) and INTERACTION.fullmatch(one.tag)]

    @cached_property
    def declared(self) -> dict[str, Declaration]:
        return declarations(self.element)

    @cached_property
    def marking(self) -> Marking:
        return marking_of(self.element)

    def declaration(self, interaction: Element) -> Declaration:
        """As it is declared; where that says nothing, as the rules of the item have it."""
        name = interaction.get("responseIdentifier") or ""
        declared = self.declared.get(name) or Declaration(name)
        written = self.marking.written.get(name)
        if not written or declared.correct or declared.mapping:
            return declared
        exact = frozenset(text for text, case in written if case)
        return replace(declared, mapping={text: Decimal(1) for text, _case in written}, exact=exact)

    def stem(self, interaction: Element | None = None) -> Html:
        """What stands around the interaction, and its prompt."""
        around = self.body.html(self.item_body).markup
        prompt = interaction.find("prompt") if interaction is not None else None
        asked = self.body.html(prompt).markup.strip()
        return Html(f"{around}<p>{asked}</p>" if asked and "<p" not in asked else around + asked)

    def feedback(self, identifier: str, within: Element | None = None) -> Html:
        """What is said to whoever gave this answer: in the choice itself, or in a feedback of the same name."""
        inside = list(within.iter("feedbackInline")) if within is not None else []
        named = [one for one in self.element.iter("modalFeedback", "feedbackBlock") if one.get("identifier") == identifier]
        found = inside or named
        self.given.update(found)
        return Html("".join(self.body.html(one).markup for one in found)) if found else NOTHING
