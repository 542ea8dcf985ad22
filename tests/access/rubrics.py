"""Rubrics: authors and the quality team write them."""

from tests.access.table import AUTHORS, Row, only, only_post

WRITES = (*AUTHORS, "quality")


def _code(centre) -> list[str]:
    return [centre.roleplay_score.performance.version.rubric_version.rubric.code]


RUBRICS = [
    Row("scripting:rubrics", get=only(WRITES)),
    Row("scripting:add_rubric", get=only(WRITES)),
    only_post("scripting:check_rubric", lambda c: [], only(WRITES)),
    Row("scripting:critical_errors", get=only(WRITES)),
    Row("scripting:rubric", _code, get=only(WRITES)),
    # Its anchors say the same for two scores in no language: it can be published as it is.
    Row("scripting:publish_rubric", _code, get=only(WRITES), post=only(WRITES, ok=302)),
    only_post("scripting:duplicate_rubric", _code, only(WRITES, ok=302)),
    only_post("scripting:archive_rubric", _code, only(WRITES, ok=302)),
    Row("scripting:rubric_versions", _code, get=only(WRITES)),
]
