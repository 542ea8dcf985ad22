"""What trainers and whoever leads people open."""

from tests.access.table import (
    ANSWERS,
    ANSWERS_OWNER,
    ENROLS,
    ENROLS_OWNER,
    KEEPS_CALENDAR,
    SEES_LEARNING,
    SEES_LEARNING_OF_OWNER,
    TEACHES_OWNER,
    TODAY,
    Row,
    only,
    only_post,
    step,
)

TEACHING = [
    Row("enrolments:tutoring", get=only(ANSWERS)),
    only_post(
        "enrolments:answer",
        lambda c: [c.question.pk],
        only(ANSWERS_OWNER, ok=302, trainer_elsewhere=404, coordinator_elsewhere=404),
        lambda c: {"text": "También abrimos"},
    ),
    Row("enrolments:cohort", get=only(SEES_LEARNING)),
    Row(
        "enrolments:cohort_new",
        get=only(ENROLS),
        post=only(ENROLS, ok=302, trainer_elsewhere=422),
        data=lambda c: {"name": "Diciembre", "programme": c.programme.pk, "starts_on": "2026-12-01", "unit": c.service.pk},
    ),
    Row(
        "enrolments:class_tick",
        lambda c: [c.cohort.pk, c.practice.translation_key],
        get=only(TEACHES_OWNER, trainer_elsewhere=404),
        post=only(TEACHES_OWNER, ok=302, trainer_elsewhere=404),
        data=lambda c: {"person": c.enrolment.pk},
    ),
    Row(
        "enrolments:holidays",
        get=only(KEEPS_CALENDAR),
        post=only(KEEPS_CALENDAR, ok=302),
        data=lambda c: {"on": "2026-12-25", "name": "Navidad", "unit": c.company.pk},
    ),
    only_post("enrolments:remove_holiday", lambda c: [c.holiday.pk], only(KEEPS_CALENDAR, ok=302)),
    Row("enrolments:list", get=only(SEES_LEARNING)),
    Row("enrolments:export", get=only(SEES_LEARNING)),
    Row(
        "enrolments:assign",
        get=only(ENROLS),
        # Somebody of another branch is not among those offered, so the form says so and nothing is written.
        post=only(ENROLS, ok=302, trainer_elsewhere=422),
        data=lambda c: {
            "about": f"module:{c.module.pk}",
            "person": c.other_trainee.pk,
            "starts_on": TODAY,
            "reason": "Cambian las tarifas",
            "confirm": "1",
        },
    ),
    Row("enrolments:detail", lambda c: [c.enrolment.pk], get=only(["owner", *SEES_LEARNING_OF_OWNER], others=404)),
    Row(
        "enrolments:cancel",
        lambda c: [c.enrolment.pk],
        get=only(ENROLS_OWNER, others=404),
        post=only(ENROLS_OWNER, ok=302, others=404),
        data=lambda c: {"reason": "Cambia de servicio"},
    ),
    only_post(
        "enrolments:trainer_tick",
        lambda c: step(c, c.practice),
        only(TEACHES_OWNER, ok=302, others=404),
    ),
]
