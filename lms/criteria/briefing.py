"""The sheet that a coordinator takes to the team: what was agreed, and the situations with their answers, on paper."""

from lms.criteria.models import GuidelineVersion
from lms.language.bilingual import active_language


def briefing(version: GuidelineVersion) -> bytes:
    """A PDF in the language in use: the same bytes for the same version."""
    from lms.exports.paper import draw  # A quarter of a second and forty megabytes that a web process starts without.

    unit = version.guideline.unit
    context = {
        "version": version,
        "questions": [version.question(key) for key in version.keys],
        "issuer": (unit if unit.is_root() else unit.get_root()).name,
    }
    identifier = f"briefing-{version.pk}-{active_language()}"
    return draw("criteria/briefing.html", context, language=active_language(), identifier=identifier, created_at=version.published_at)
