"""The handbook, after the two homes and what authors need: procedures, references, minimum-criteria notices, indicators and glossary."""

from uuid import UUID, uuid4

from django.utils.text import slugify

from courses.catalogue.actions import set_up_authoring
from courses.catalogue.enums import HandbookKind
from courses.catalogue.models import HandbookPage, HomePage
from lms.demo.content import LANGUAGES, read
from lms.demo.loader.bodies import body
from lms.demo.loader.days import at, working_days_ago
from lms.demo.loader.people import person
from lms.demo.loader.planting import Planting
from lms.demo.loader.references import glossary_page, indicators_page, notice_page

AUTHORS = {"es": "carmen.ibarra", "en": "owen.price"}
WRITTEN_DAYS_AGO = 60


def home(language: str) -> HomePage:
    return HomePage.objects.get(locale__language_code=language)


def is_there() -> bool:
    return HandbookPage.objects.exists()


def pages() -> list[dict]:
    """Every page of the handbook, in the shape of `handbook.yaml`."""
    notices = [notice_page(notice) for notice in read("minimum_criteria_notices")["notices"]]
    return [*read("handbook")["pages"], *notices, indicators_page(read("kpis")), glossary_page(read("glossary"))]


def codes(language: str) -> dict[str, int]:
    """The page of each handbook code in one language."""
    return dict(HandbookPage.objects.filter(locale__language_code=language).values_list("code", "pk"))


def load() -> None:
    set_up_authoring()
    keys = {row["code"]: uuid4() for row in pages()}
    for kinds in ({"procedure"}, {"reference", "notice"}):  # References point to procedures, which have to be there.
        for language in LANGUAGES:
            planting = Planting(actor=person(AUTHORS[language]), written_at=at(working_days_ago(WRITTEN_DAYS_AGO), "12:20"))
            see, parent = codes(language), home(language)
            for row in pages():
                if row["kind"] in kinds:
                    planting.add(_page(row, language, see, keys[row["code"]]), under=parent)
            planting.plant()


def _page(row: dict, language: str, see: dict[str, int], key: UUID) -> HandbookPage:
    return HandbookPage(
        title=row["title"][language],
        slug=slugify(row["code"]),
        translation_key=key,
        code=row["code"],
        kind=HandbookKind(row["kind"]),
        summary=row["summary"][language],
        body=body(row["code"], row["body"], language, see),
    )
