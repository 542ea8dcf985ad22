"""What can be certified, and what those who were here before the cohort hold: valid, expiring, expired and one revoked."""

from dataclasses import dataclass
from datetime import date, timedelta

from dateutil.relativedelta import relativedelta

from lms.certificates.actions import issue_certificate, revoke_certificate
from lms.certificates.models import Certificate, CertificateDesign, Certification
from lms.competencies.models import Competency
from lms.demo.content import in_both, read
from lms.demo.loader.catalogue import module, programme
from lms.demo.loader.days import at, today, working_days_ago
from lms.demo.loader.people import person
from lms.demo.loader.told import date_notifications, forget_mails, last_job, told_of_certificate

BY_PROGRAMME = "CERT-INI"
BY_MODULE = {"CERT-PRL": "M01", "CERT-REG": "M05"}
ISSUER = "elena.vidal"
REASON = "Comprobado en su expediente al abrir la academia."
REVOKED_FOR = "El roleplay se puntuó con una rúbrica que ya no estaba en vigor. Se repite este mes con la actual."
REVOKED_DAYS_AGO = 4


@dataclass(frozen=True)
class Held:
    """A certificate that somebody holds, by the days it has left: negative when it has run out."""

    username: str
    code: str
    days_left: int
    revoked: bool = False


# Who looks at the rung of coordinator: what they lack of it is their story, and only that.
CANDIDATES = ("lucia.ferran", "marcos.pena", "aisha.benali", "tomas.rey", "claire.donnelly")
HELD = (
    Held("lucia.ferran", "CERT-AGE", 190),
    Held("lucia.ferran", "CERT-DPR", 20),
    Held("lucia.ferran", "CERT-WRI", 300),
    Held("marcos.pena", "CERT-AGE", 240),
    Held("marcos.pena", "CERT-DPR", 150),
    Held("aisha.benali", "CERT-AGE", 75),
    Held("aisha.benali", "CERT-ASR", -38),
    Held("tomas.rey", "CERT-AGE", 120),
    Held("tomas.rey", "CERT-TEC", 210, revoked=True),
    Held("claire.donnelly", "CERT-AGE", 20),
    *(Held(who, code, days) for who in CANDIDATES for code, days in (("CERT-REG", 250), ("CERT-VUL", 205))),
    *(Held(who, "CERT-DPR", 230) for who in ("aisha.benali", "tomas.rey", "claire.donnelly")),
    *(Held(who, "CERT-COA", 480) for who in CANDIDATES if who != "tomas.rey"),
    *(Held(who, "CERT-ASR", 120) for who in ("lucia.ferran", "marcos.pena", "claire.donnelly")),
    Held("irene.salas", "CERT-INI", -130),
    Held("irene.salas", "CERT-AGE", 175),
    Held("irene.salas", "CERT-REG", -6),
    Held("nuria.campos", "CERT-ASR", 96),
    Held("nuria.campos", "CERT-COA", 410),
    Held("diego.salas", "CERT-ASR", 12),
    Held("amparo.giner", "CERT-ASR", 130),
    Held("hugo.lara", "CERT-COA", 220),
)


def are_there() -> bool:
    return Certification.objects.filter(code=BY_PROGRAMME).exists()


def load() -> None:
    data = read("certificates")
    design = CertificateDesign.objects.create(
        name="Alborada",
        issuer=read("service_facts")["centre"]["name"],
        signatory_1="Elena Vidal",
        signatory_1_post_es="Responsable de Personas",
        signatory_1_post_en="Head of People",
        signatory_2="Carmen Ibarra",
        signatory_2_post_es="Formadora",
        signatory_2_post_en="Trainer",
    )
    competencies = {competency.code: competency for competency in Competency.objects.all()}
    for row in data["certificates"]:
        _certification(row, design).competencies.set(competencies[code] for code in row["competencies"])
    since = last_job()
    for held in HELD:
        _issue(held)
    forget_mails(since)


def _certification(row: dict, design: CertificateDesign) -> Certification:
    return Certification.objects.create(
        code=row["code"],
        validity_months=row["validity_months"],
        design=design,
        programme=programme() if row["code"] == BY_PROGRAMME else None,
        module=module(BY_MODULE[row["code"]]) if row["code"] in BY_MODULE else None,
        **in_both("name", row["name"]),
        **in_both("renewal", row["renewal"]),
    )


def _issue(held: Held) -> None:
    certification = Certification.objects.get(code=held.code)
    issuer = person(ISSUER)
    certificate = issue_certificate(
        certification=certification,
        person=person(held.username),
        on=_issued_on(today() + timedelta(days=held.days_left), certification.validity_months),
        actor=issuer,
        reason=REASON,
    )
    told_of_certificate(certificate)
    if held.revoked:
        revoke_certificate(certificate=certificate, reason=REVOKED_FOR, actor=issuer)
        moment = at(working_days_ago(REVOKED_DAYS_AGO), "12:15")
        Certificate.objects.filter(pk=certificate.pk).update(revoked_at=moment)
        date_notifications(moment, key=f"certificates.revoked:{certificate.pk}")


def _issued_on(until: date, months: int) -> date:
    return until - relativedelta(months=months)
