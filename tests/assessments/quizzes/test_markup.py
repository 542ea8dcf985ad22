"""The formatting that a question keeps."""

import pytest

from assessments.quizzes.markup import clean, cleaned


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("<p>Hola <strong>tú</strong></p>", "<p>Hola <strong>tú</strong></p>"),
        ("<script>alert(1)</script>Hola", "Hola"),
        ('<a href="javascript:x()">Hola</a>', "Hola"),
        ('<p style="color:red" onclick="x()">Hola</p>', "<p>Hola</p>"),
        ('<img src="media:abc.png" alt="Una &quot;factura&quot;">', '<img src="media:abc.png" alt="Una &quot;factura&quot;">'),
        ('<img src="https://elsewhere.example/a.png" alt="x">', '<img alt="x">'),
        ('<td colspan="2">a</td>', "a"),
        ("a < b & c", "a &lt; b &amp; c"),
    ],
)
def test_what_has_a_meaning_stays_and_the_rest_goes(written, kept):
    assert clean(written) == kept
    assert clean(kept) == kept


def test_every_text_in_two_languages_is_cleaned_and_what_is_typed_is_not():
    content = {"options": [{"key": "a", "text": {"es": "<b>x</b><i>", "en": ""}}], "answers": [{"text": "a < b"}], "rule": "all"}
    assert cleaned(content) == {"options": [{"key": "a", "text": {"es": "x", "en": ""}}], "answers": [{"text": "a < b"}], "rule": "all"}
