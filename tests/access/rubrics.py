"""Rubrics: authors and the quality team write them."""

from tests.access.table import AUTHORS, SCORES, Row, only, only_post

WRITES = (*AUTHORS, "quality")
LEADS = ("quality", "supervisor")


def _code(centre) -> list[str]:
    return [centre.roleplay_score.performance.version.rubric_version.rubric.code]


RUBRICS = [
    Row("scripting:rubrics", get=only(WRITES)),
    Row("scripting:add_rubric", get=only(WRITES)),
    only_post("scripting:check_rubric", lambda c: [], only(WRITES)),
    Row("scripting:critical_errors", get=only(WRITES)),
    Row("scripting:critical_error", lambda c: [c.critical_error.code], get=only(WRITES)),
    only_post("scripting:archive_critical_error", lambda c: [c.critical_error.code], only(WRITES, ok=302)),
    Row("scripting:rubric", _code, get=only(WRITES)),
    Row("scripting:publish_rubric", _code, get=only(WRITES), post=only(WRITES, ok=302)),
    only_post("scripting:duplicate_rubric", _code, only(WRITES, ok=302)),
    only_post("scripting:archive_rubric", _code, only(WRITES, ok=302)),
    Row("scripting:rubric_versions", _code, get=only(WRITES)),
    # Calibrations are opened by who leads them; their references are for all who score.
    Row("calibration:open", get=only(LEADS), post=only(LEADS)),
    Row("calibration:licences", get=only(LEADS)),
    Row("calibration:anchors", get=only(SCORES)),
    Row("calibration:anchor", lambda c: [c.anchor.pk], get=only(SCORES)),
    Row("calibration:word", lambda c: [c.asked_anchor.pk], get=only(["owner"], others=404), post=only(["owner"], ok=302, others=404)),
    only_post("calibration:retire", lambda c: [c.anchor.pk], only(LEADS, ok=302)),
    only_post("calibration:keep", lambda c: [c.talked_calibration.code, "A"], only(["quality"], ok=302, others=404)),
    only_post("calibration:agree", lambda c: [c.talked_calibration.code, "C1"], only(["assessor", "quality"], ok=302, others=404)),
    only_post("calibration:criterion", lambda c: [c.talked_calibration.code, "C1"], only(["assessor", "quality"], ok=302, others=404)),
]
