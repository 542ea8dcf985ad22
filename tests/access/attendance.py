"""The register of a class, and what it says of each person."""

from tests.access.table import SEES_LEARNING, SEES_LEARNING_OF_OWNER, TEACHES_OWNER, TODAY, Row, only, only_post

# The owner's cohort belongs to the service: who leads one of its teams sees their own people, and not the class.
SEES_THE_CLASS = ("trainer", "supervisor", "hr", "administrator", "superuser")
OTHER_CLASSES = dict.fromkeys(("trainer_elsewhere", "coordinator", "coordinator_elsewhere"), 404)
KEEPS = {"get": only(TEACHES_OWNER, trainer_elsewhere=404)}
HOURS = {"on": TODAY, "starts_at": "15:00", "ends_at": "16:00", "topic": "Facturas", "room": "Sala 2"}

ATTENDANCE = [
    Row("attendance:sessions", get=only(SEES_LEARNING)),
    Row("attendance:people", lambda c: [c.cohort.pk], get=only(SEES_THE_CLASS, **OTHER_CLASSES)),
    Row("attendance:export", lambda c: [c.cohort.pk], get=only(SEES_THE_CLASS, **OTHER_CLASSES)),
    Row(
        "attendance:plan",
        lambda c: [c.cohort.pk],
        **KEEPS,
        post=only(TEACHES_OWNER, ok=302, trainer_elsewhere=404),
        data=lambda c: {"morning_from": "09:00", "morning_to": "13:00"},
    ),
    Row(
        "attendance:add",
        lambda c: [c.cohort.pk],
        **KEEPS,
        post=only(TEACHES_OWNER, ok=302, trainer_elsewhere=404),
        data=lambda c: HOURS,
    ),
    Row(
        "attendance:register",
        lambda c: [c.class_session.pk],
        get=only(SEES_THE_CLASS, **OTHER_CLASSES),
        post=only(TEACHES_OWNER, ok=302, **OTHER_CLASSES),
        data=lambda c: {"revision": "0", f"p{c.enrolment.pk}-presence": "present", "sign": "1"},
    ),
    Row("attendance:sheet", lambda c: [c.class_session.pk], **KEEPS),
    Row(
        "attendance:change",
        lambda c: [c.class_session.pk],
        **KEEPS,
        post=only(TEACHES_OWNER, ok=302, trainer_elsewhere=404),
        data=lambda c: HOURS,
    ),
    Row(
        "attendance:cancel",
        lambda c: [c.class_session.pk],
        **KEEPS,
        post=only(TEACHES_OWNER, ok=302, trainer_elsewhere=404),
        data=lambda c: {"reason": "La sala está ocupada"},
    ),
    Row("attendance:person", lambda c: [c.enrolment.pk], get=only(["owner", *SEES_LEARNING_OF_OWNER], others=404)),
    only_post(
        "attendance:ask", lambda c: [c.missed_mark.pk], only(["owner"], ok=302, others=404), lambda c: {"text": "Llegué a las nueve"}
    ),
    only_post(
        "attendance:make_up",
        lambda c: [c.missed_mark.pk],
        only(TEACHES_OWNER, ok=302, others=404),
        lambda c: {"on": TODAY, "words": "Por la tarde, con Carmen"},
    ),
    only_post(
        "attendance:take_back",
        lambda c: [c.made_up_mark.pk],
        only(TEACHES_OWNER, ok=302, others=404),
        lambda c: {"reason": "Era de otra persona"},
    ),
    only_post(
        "attendance:answer",
        lambda c: [c.attendance_question.pk],
        only(TEACHES_OWNER, ok=302, others=404),
        lambda c: {"text": "Lo miro hoy"},
    ),
]
