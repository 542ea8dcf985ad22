from django.utils.translation import override

from lms.language.bilingual import Bilingual, pick


class Thing:
    name = Bilingual()

    def __init__(self, es: str, en: str):
        self.name_es, self.name_en = es, en


def test_a_text_is_read_in_the_language_in_use():
    thing = Thing("Equipo", "Team")
    for language, text in (("es", "Equipo"), ("en", "Team"), ("en-gb", "Team"), ("fr", "Equipo")):
        with override(language):
            assert thing.name == text


def test_a_text_that_is_missing_is_read_in_the_other_language():
    with override("en"):
        assert Thing("Equipo", "").name == "Equipo"
    assert pick({"es": "", "en": ""}) == ""
    assert pick({"en": "Team"}, "es") == "Team"
