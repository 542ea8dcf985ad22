"""The ladder of the centre, in force; the figures that work produces; and where everybody stands, since when and by what."""

from datetime import date, datetime, timedelta

from django.core.files.base import ContentFile
from django.utils import timezone

from lms.careers.actions import act_up, count_readiness, give_licence, refresh_readiness, save_kind
from lms.careers.enums import RequirementKind, RungKind, VersionStatus
from lms.careers.models import Ladder, LadderVersion, Licence, LicenceKind, Posting, Requirement, Rung, RungTerms
from lms.careers.queries.content import digest_of
from lms.certificates.models import Certification
from lms.competencies.actions import refresh_states
from lms.competencies.models import Competency
from lms.demo.content import DATA_DIR, in_both, read
from lms.demo.loader.days import today
from lms.demo.loader.figures import load_figures, load_metrics
from lms.demo.loader.people import person
from lms.demo.loader.proofs import load_evidence
from lms.operations.enums import Scope
from lms.operations.models import Metric, ProtectedAbsence
from lms.people.models import User

PUBLISHER = "elena.vidal"
COUNTED_WEEKS_AGO = (12, 8, 4, 0)
SIGNED_OFF = (
    "priya.nair",
    "classroom_exit",
    "owen.price",
    "Attendance 100 %, final exam 88 %, two roleplays passed; data protection without an error.",
)
KINDS = (
    {
        "code": "first-aid",
        "name_es": "Primeros auxilios",
        "name_en": "First aid",
        "about_es": "Atender a quien se pone mal en la plataforma hasta que llegue ayuda.",
        "about_en": "Look after somebody who is taken ill on the floor until help comes.",
        "validity_months": 24,
        "entered_by": "leaders",
        "asks_document": True,
    },
    {
        "code": "driving-b",
        "name_es": "Carnet de conducir B",
        "name_en": "Driving licence B",
        "about_es": "Llevar el coche de empresa entre centros.",
        "about_en": "Drive the company car between centres.",
        "validity_months": 120,
        "entered_by": "hr",
        "asks_document": True,
    },
)
FIRST_AID = ("lucia.ferran", "first-aid", "elena.vidal", 200, "Curso de ocho horas de la mutua, con práctica de RCP. He visto el diploma.")
ACTING = ("marcos.pena", "R3", 128, "Cubre la coordinación de ES-2 mientras se publica la convocatoria.")


def is_there() -> bool:
    return Ladder.objects.exists()


def load() -> None:
    load_metrics()
    _absences()
    _ladder()
    _postings()
    _sign_offs()
    _register()
    load_figures()
    load_evidence()
    everybody = list(Posting.objects.values_list("person", flat=True))
    refresh_states(person_ids=everybody)  # And with them readiness, for all at once.
    refresh_readiness(person_ids=everybody)
    for weeks_ago in COUNTED_WEEKS_AGO:
        count_readiness(on=today() - timedelta(weeks=weeks_ago))


def moved(day: str) -> date:
    """A date of the file, as long before today as it was before the file's own today."""
    return date.fromisoformat(day) + (today() - date.fromisoformat(read("demo_people")["today"]))


def _absences() -> None:
    for row in read("demo_people")["candidates"]:
        if row["kpi_window_paused"]:
            first, last = row["kpi_window_paused"]
            ProtectedAbsence.objects.create(
                person=person(row["username"]),
                starts_on=moved(first),
                ends_on=moved(last),
                recorded_by=person(PUBLISHER),
                recorded_at=_noon(moved(first)),
            )


def _ladder() -> None:
    data = read("career_ladder")
    ladder = Ladder.objects.create(code=data["ladder"]["code"], **in_both("name", data["ladder"]["name"]))
    rungs = _rungs(ladder, data)
    effective = date.fromisoformat(data["ladder"]["effective_from"])
    version = LadderVersion.objects.create(
        ladder=ladder,
        label=data["ladder"]["version"],
        status=VersionStatus.LIVE,
        effective_from=effective,
        published_at=_noon(effective - timedelta(days=12)),
        published_by=person(PUBLISHER),
        created_at=_noon(effective - timedelta(days=40)),
    )
    _terms(version, rungs, data)
    _requirements(version, rungs, data)
    version.sha256 = digest_of(version)
    version.save(update_fields=["sha256"])


def _rungs(ladder: Ladder, data: dict) -> dict[str, Rung]:
    rows = [Rung(ladder=ladder, code=row["code"], sort_order=row["order"], **in_both("name", row["name"])) for row in data["rungs"]]
    rows += [
        Rung(ladder=ladder, code=row["code"], kind=RungKind.LATERAL, sort_order=order, **in_both("name", row["name"]))
        for order, row in enumerate(data["lateral_paths"])
    ]
    Rung.objects.bulk_create(rows)
    rungs = {rung.code: rung for rung in Rung.objects.filter(ladder=ladder)}
    main = [row["code"] for row in data["rungs"]]
    for below, code in zip(main, main[1:], strict=False):
        rungs[code].from_rungs.add(rungs[below])
    for row in data["lateral_paths"]:
        rungs[row["code"]].from_rungs.add(rungs[row["from"]])
    return rungs


def _terms(version: LadderVersion, rungs: dict[str, Rung], data: dict) -> None:
    rows = [
        RungTerms(
            version=version,
            rung=rungs[row["code"]],
            responsibilities_es="\n".join(line["es"] for line in row["responsibilities"]),
            responsibilities_en="\n".join(line["en"] for line in row["responsibilities"]),
            **in_both("summary", _with_gates(row, data["gates"])),
            **in_both("agreement_hint", row["agreement_category_hint"]),
        )
        for row in data["rungs"]
    ]
    names = {one.code: {"es": one.name_es, "en": one.name_en} for one in Competency.objects.all()}
    for row in data["lateral_paths"]:
        summary = {language: ", ".join(names[code][language] for code in row["focus"]) for language in ("es", "en")}
        rows.append(RungTerms(version=version, rung=rungs[row["code"]], **in_both("summary", summary)))
    RungTerms.objects.bulk_create(rows)


def _with_gates(rung: dict, gates: list[dict]) -> dict[str, str]:
    """What a rung is about, and what whoever signs the gates before it has looked at."""
    said = [rung["summary"], *(gate["words"] for gate in gates if gate["opens"] == rung["code"])]
    return {language: "\n\n".join(words[language] for words in said) for language in ("es", "en")}


def _requirements(version: LadderVersion, rungs: dict[str, Rung], data: dict) -> None:
    competencies, metrics = _by_code(Competency), _by_code(Metric)
    rows, wanted = [], {}
    for rung in [*data["rungs"], *data["lateral_paths"]]:
        asked = [
            *({"kind": RequirementKind.COMPETENCY, **_level(row, competencies)} for row in rung["requirements"]),
            *({"kind": RequirementKind.CERTIFICATE, "key": f"certificate:{codes}"} for codes in rung["certificates"]),
            *({"kind": RequirementKind.METRIC, **_sustained(row, metrics)} for row in rung["kpis"]),
            *({"kind": RequirementKind.ROLEPLAY, **_roleplay(row)} for row in rung["roleplays"]),
            *({"kind": RequirementKind.LICENCE, "key": f"licence:{code}", "licence": code} for code in rung.get("licences", ())),
            *_times(rung),
        ]
        rows += [Requirement(version=version, rung=rungs[rung["code"]], sort_order=place, **one) for place, one in enumerate(asked)]
        wanted |= {(rung["code"], f"certificate:{codes}"): codes.split("|") for codes in rung["certificates"]}
    Requirement.objects.bulk_create(rows)
    _choose_certifications(version, wanted)


def _choose_certifications(version: LadderVersion, wanted: dict[tuple[str, str], list[str]]) -> None:
    through, certifications = Requirement.certifications.through, _by_code(Certification)
    made = version.requirements.filter(kind=RequirementKind.CERTIFICATE).values_list("pk", "rung__code", "key")
    through.objects.bulk_create(
        through(requirement_id=pk, certification=certifications[code]) for pk, rung, key in made for code in wanted[rung, key]
    )


def _level(row: dict, competencies: dict) -> dict:
    code = row["competency"]
    return {"key": f"competency:{code}", "competency": competencies[code], "level": row["level"], "must": row["must"]}


def _sustained(row: dict, metrics: dict) -> dict:
    value, value_to = row["value"] if isinstance(row["value"], list) else (row["value"], None)
    return {
        "key": f"metric:{row['kpi']}",
        "metric": metrics[row["kpi"]],
        "comparison": row["op"],
        "value": value,
        "value_to": value_to,
        "floor": row.get("floor"),
        "window_months": row["window_months"],
        "min_sample": row.get("min_sample"),
        "scope": Scope.TEAM if row.get("scope") == "team" else Scope.PERSON,
    }


def _roleplay(row: dict) -> dict:
    return {"key": f"roleplay:{row['type']}", "roleplay_type": row["type"], "count": row["count"]}


def _times(rung: dict) -> list[dict]:
    times = (
        (RequirementKind.TIME_IN_RUNG, rung["min_months_in_previous"]),
        (RequirementKind.TIME_IN_COMPANY, rung.get("min_months_in_company")),
    )
    return [{"kind": kind, "key": kind.value, "months": months} for kind, months in times if months]


def _postings() -> None:
    rungs, publisher = {rung.code: rung for rung in Rung.objects.all()}, person(PUBLISHER)
    people = {one.email.split("@")[0]: one for one in User.objects.all()}
    rows = []
    for row in read("demo_people")["people"]:
        if row["rung"]:
            who = people[row["username"]]
            since = who.hired_on if row["rung"] == "R0" else moved(row["rung_since"])
            rows.append(Posting(person=who, rung=rungs[row["rung"]], starts_on=since, recorded_by=publisher, recorded_at=_noon(since)))
    Posting.objects.bulk_create(rows)
    username, code, days, reason = ACTING
    act_up(person=people[username], rung=rungs[code], starts_on=today() - timedelta(days=days), reason=reason, actor=publisher)


def _sign_offs() -> None:
    """Whoever is in nesting came out of the classroom: their trainer said so."""
    username, code, trainer, words = SIGNED_OFF
    given_on = min(person(username).hired_on + timedelta(days=14), today())
    Licence.objects.create(
        person=person(username), code=code, given_on=given_on, words=words, given_by=person(trainer), recorded_at=_noon(given_on)
    )


def _register() -> None:
    """Who helps when somebody is taken ill on the floor: a licence of the house, which no rung asks for."""
    for row in KINDS:
        save_kind(kind=LicenceKind(**row), actor=person(PUBLISHER))
    username, code, giver, days, words = FIRST_AID
    document = ContentFile((DATA_DIR / "bill.png").read_bytes(), name="curso.png")
    give_licence(
        person=person(username), code=code, given_on=today() - timedelta(days=days), words=words, actor=person(giver), document=document
    )


def _by_code(model) -> dict:
    return {one.code: one for one in model.objects.all()}


def _noon(day: date) -> datetime:
    return min(timezone.make_aware(datetime(day.year, day.month, day.day, 12)), timezone.now())
