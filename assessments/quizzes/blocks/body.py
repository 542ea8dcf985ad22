"""What a kind of question adds to its stem and explanation, as rows of a form."""

from typing import Any

from django import forms
from wagtail import blocks
from wagtail.admin.telepath import register
from wagtail.blocks.struct_block import StructBlockAdapter

from assessments.quizzes.blocks.rows import Content


class Body(blocks.StructBlock):
    """One for each kind. `docs/question-format.md` says what a body is."""

    class Meta:
        form_classname = "struct-block question-body"

    def value_from_datadict(self, data, files, prefix) -> blocks.StructValue:
        """What was posted; an empty form where its rows are not all there, which no page of ours sends."""
        try:
            return super().value_from_datadict(data, files, prefix)
        except (KeyError, ValueError):
            return self.from_content({})

    def from_content(self, content: Content) -> blocks.StructValue:
        """The rows that the form of a question starts with; for a new one, as many empty ones as it usually needs."""
        return self.to_python(self.rows_of(content))

    def to_content(self, value: blocks.StructValue, before: Content) -> dict[str, Any]:
        """The body as a question keeps it. `before` is what it kept until now. Rows without words are left out."""
        return self.body_of(value, before)

    def rows_of(self, content: Content) -> dict[str, Any]:
        raise NotImplementedError

    def body_of(self, value: blocks.StructValue, before: Content) -> dict[str, Any]:
        raise NotImplementedError


class BodyAdapter(StructBlockAdapter):
    js_constructor = "quizzes.Body"

    @property
    def media(self):
        return super().media + forms.Media(js=["js/quiz-body-admin.js"])


register(BodyAdapter(), Body)
