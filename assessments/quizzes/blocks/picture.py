"""The picture of a question, known by its name: one is sent from here, or one that the bank has is taken again."""

from django import forms
from django.urls import reverse
from wagtail import blocks


class PictureInput(forms.TextInput):
    """Keeps the name; its script puts the picture, the button to send one and the pictures of the bank beside it."""

    template_name = "quizzes/admin/picture_input.html"

    class Media:
        js = ["js/quiz-picture-admin.js", "js/quiz-areas-admin.js"]

    def get_context(self, name, value, attrs) -> dict:
        return {**super().get_context(name, value, attrs), "pictures_url": reverse("quizzes_pictures")}


class PictureBlock(blocks.CharBlock):
    def __init__(self, **kwargs):
        super().__init__(required=False, **kwargs)
        self.field.widget = PictureInput()
