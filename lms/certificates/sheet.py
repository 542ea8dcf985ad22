"""What a certificate says, ready to be laid out: the same facts for the PDF, the page and the public check."""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.utils import timezone, translation
from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _

from lms.certificates.models import Certificate, CertificateDesign, Certification
from lms.certificates.validity import valid_until
from lms.language.bilingual import LANGUAGES, active_language, pick

LONG_NAME = 36
LONG_DATE = {"es": r"j \d\e F \d\e Y", "en": "j F Y"}


@dataclass(frozen=True)
class Sheet:
    language: str
    kicker: str
    name: str
    text: str
    holder: str
    issuer: str
    issued_on: str
    valid_until: str
    facts: list[tuple[str, str]]
    signatories: list[tuple[str, str]]
    serial: str
    code: str
    ink: str
    accent: str
    logo: str = ""
    created_at: datetime | None = None
    contents: list[str] = field(default_factory=list)

    @property
    def long(self) -> bool:
        """Whether the name is too long to be set large."""
        return len(self.name) > LONG_NAME

    @property
    def colours(self) -> str:
        """How the stylesheet with this certificate's colours is named."""
        return f"{self.ink.lstrip('#')}-{self.accent.lstrip('#')}".lower()


def sheet_of(certificate: Certificate, language: str | None = None) -> Sheet:
    """The frozen facts of a certificate in words: in its own language, unless told."""
    facts = certificate.facts
    language = language or certificate.language
    with translation.override(language):
        design = facts["design"]
        return Sheet(
            language=language,
            kicker=pick(design["title"], language),
            name=pick(facts["certification"], language),
            text=pick(design["text"], language),
            holder=facts["holder"],
            issuer=facts["issuer"],
            issued_on=day_in_words(facts["issued_on"]),
            valid_until=day_in_words(facts["valid_until"]),
            facts=facts_in_words(facts),
            signatories=[(one["name"], pick(one["post"], language)) for one in facts["signatories"]],
            serial=facts["serial"],
            code=facts["code"],
            ink=design["ink"],
            accent=design["accent"],
            logo=design.get("logo", ""),
            created_at=certificate.created_at,
            contents=_pick_list(facts["contents"], language),
        )


def facts_in_words(facts: dict[str, Any]) -> list[tuple[str, str]]:
    """The printed facts of the training, in the active language, those that there are."""
    language = active_language()
    period = facts["period"]
    rows = [
        (_("Length"), _hours(facts["hours"])),
        (_("How it was taught"), pick(facts["modality"], language)),
        (_("Period"), _period(day_in_words(period["from"]), day_in_words(period["to"])) if period["from"] else ""),
        (_("Contents"), _joined(_pick_list(facts["contents"], language))),
        (_("Competencies"), _joined([pick(competency, language) for competency in facts["competencies"]])),
    ]
    return [(word, text) for word, text in rows if text]


def day_in_words(iso: str | None) -> str:
    """11 de mayo de 2026; 11 May 2026. Empty for no day."""
    return date_format(date.fromisoformat(iso), LONG_DATE[active_language()]) if iso else ""


def sample_sheet(*, certification: Certification | None = None, design: CertificateDesign | None = None) -> Sheet:
    """A certificate of nobody, to see a design or a certification before there is any."""
    language = active_language()
    design = design or (certification.design if certification and certification.design_id else CertificateDesign(issuer=_("Your academy")))
    day = timezone.localdate()
    months = certification.validity_months if certification else 12
    last = valid_until(day, months)
    facts = {
        "holder": "María José Salas Vico",
        "certification": bilingual(certification, "name") if certification else {"es": "Agente certificado", "en": "Certified agent"},
        "issuer": design.issuer,
        "issued_on": day.isoformat(),
        "valid_until": last.isoformat() if last else None,
        "hours": "66.1",
        "modality": {"es": "Presencial con apoyo en línea", "en": "Classroom with online support"},
        "period": {"from": day.replace(day=1).isoformat(), "to": day.isoformat()},
        "contents": {"es": ["Producto", "Sistemas", "Datos y derechos"], "en": ["Product", "Systems", "Data and rights"]},
        "competencies": [{"es": "Comunicación oral y voz", "en": "Spoken communication and voice"}],
        "signatories": signatories_of(design),
        "design": look_of(design),
        "serial": f"{day.year}-000000",
        "code": "0000-0000-0000-0000",
    }
    return sheet_of(Certificate(facts=facts, language=language), language)


def look_of(design: CertificateDesign) -> dict[str, Any]:
    """What is frozen of a design, but for its logo."""
    return {"title": bilingual(design, "title"), "text": bilingual(design, "text"), "ink": design.ink, "accent": design.accent}


def signatories_of(design: CertificateDesign) -> list[dict[str, Any]]:
    return [
        {"name": getattr(design, who), "post": bilingual(design, f"{who}_post")}
        for who in ("signatory_1", "signatory_2")
        if getattr(design, who)
    ]


def bilingual(instance, name: str) -> dict[str, str]:
    """Both columns of a bilingual field."""
    return {language: getattr(instance, f"{name}_{language}") for language in LANGUAGES}


def _hours(hours: str | None) -> str:
    if not hours:
        return ""
    return _("%(hours)s hours") % {"hours": number_format(float(hours), 1).removesuffix(",0").removesuffix(".0")}


def _period(first: str, last: str) -> str:
    return _("From %(first)s to %(last)s") % {"first": first, "last": last}


def _joined(words: list[str]) -> str:
    """One line of words; by semicolons where a word has commas of its own."""
    return ("; " if any("," in word for word in words) else " · ").join(words)


def _pick_list(texts: dict[str, list[str]], language: str) -> list[str]:
    return texts.get(language) or next((words for words in texts.values() if words), [])
