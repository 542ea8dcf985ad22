"""Slow work of a call: telling many, freezing many, drawing letters and the whole file."""

import hashlib

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from lms.jobs.actions import report_progress
from lms.jobs.models import Job
from lms.jobs.registry import Effect, handles
from lms.language.bilingual import active_language
from lms.notifications.actions import notify
from lms.people.models import User
from lms.promotions.enums import APPLIES, LetterKind
from lms.promotions.models import Appeal, Decision, Letter, PromotionFile, PromotionRound, PublishedRules
from lms.promotions.permissions import can_apply
from lms.promotions.queries.filing import application_part, process_part, rules_parts
from lms.promotions.queries.letters import letter_sheet
from lms.promotions.rules import canonical, digest

TOLD_AT_ONCE = 100


@handles("promotions.announce_call")
def announce_call(job: Job) -> Effect | None:
    """Tells everybody who may apply. Told on their screens: a mail to a whole centre is a mail nobody reads."""
    round = PromotionRound.objects.select_related("unit").get(pk=job.payload["round"])
    people = User.objects.in_units([round.unit.path]).filter(is_active=True, memberships__role__in=APPLIES).distinct().order_by("pk")
    total = people.count()
    for done, person in enumerate(people.iterator(chunk_size=TOLD_AT_ONCE), start=1):
        if can_apply(person, round):
            _tell_of_call(person, round)
        if done % TOLD_AT_ONCE == 0:
            report_progress(job=job, done=done, total=total)
    return lambda: {"people": total}


@handles("promotions.announce_amendment")
def announce_amendment(job: Job) -> Effect | None:
    """Tells whoever has applied that the rules have changed, and why."""
    rules = PublishedRules.objects.select_related("round").get(pk=job.payload["rules"])
    for application in rules.round.applications.standing().select_related("person"):
        notify(
            person=application.person,
            kind="promotions.amended",
            key=f"promotions.amended:{rules.pk}:{application.pk}",
            title=lambda: _("Something has changed in “%(call)s”") % {"call": rules.round.title},
            text=lambda: rules.why,
            url=reverse("promotions:call", args=[rules.round.code]),
        )
    return None


@handles("promotions.freeze")
def freeze(job: Job) -> Effect | None:
    """After the last day to apply. When that day was moved meanwhile, another job comes for it."""
    from lms.promotions.actions.checking import freeze_all

    round = PromotionRound.objects.get(pk=job.payload["round"])
    if timezone.localdate() <= round.closes_on:
        return None
    taken = freeze_all(round=round)
    return lambda: {"snapshots": taken}


@handles("promotions.appoint")
def appoint(job: Job) -> Effect | None:
    from lms.promotions.actions.posting import appoint_all

    appointed = appoint_all(round=PromotionRound.objects.get(pk=job.payload["round"]))
    return lambda: {"appointed": appointed}


@handles("promotions.letters")
def letters(job: Job) -> Effect | None:
    """Draws the letter and the plan of a decision and, once both are there, tells the candidate (once)."""
    decision = Decision.objects.select_related("application__person", "application__round__unit").get(pk=job.payload["decision"])
    made = []
    for done, kind in enumerate(LetterKind, start=1):
        made.append((kind, *keep_letter(decision, kind)))
        report_progress(job=job, done=done)

    def effect() -> dict:
        for kind, name, sha256 in made:
            values = {"language": decision.application.person.language, "file": name, "sha256": sha256, "made_at": timezone.now()}
            Letter.objects.update_or_create(decision=decision, kind=kind, defaults=values)
        tell_decision(decision)
        return {"letters": [name for _kind, name, _sha256 in made]}

    return effect


@handles("promotions.file")
def whole_file(job: Job) -> Effect | None:
    """Puts everything of a call into one PDF, in the language of whoever asked."""
    round = PromotionRound.objects.select_related("unit", "target_rung").get(pk=job.payload["round"])
    with translation.override(job.actor.language):
        applications = list(round.applications.standing().select_related("person", "round").order_by("code"))
        parts = [*rules_parts(round), process_part(round)]
        for done, application in enumerate(applications, start=1):
            parts.append(application_part(application))
            report_progress(job=job, done=done)
        manifest = [part.line for part in parts]
        content = draw_file(round, parts, manifest, job)
    name = _keep(f"promotions/files/{job.key.rsplit(':', 1)[-1]}.pdf", content)

    def effect() -> dict:
        made = PromotionFile.objects.create(
            round=round, file=name, sha256=hashlib.sha256(content).hexdigest(), manifest=manifest, asked_by=job.actor
        )
        return {"file": made.pk}

    return effect


def keep_letter(decision: Decision, kind: str) -> tuple[str, str]:
    """Draws one letter and stores it under its one name; gives the name and the hash."""
    from lms.exports.paper import draw

    sheet = letter_sheet(decision)
    content = draw(
        f"promotions/pdf_{kind}.html",
        {"sheet": sheet},
        language=sheet.language,
        identifier=f"{decision.pk}-{kind}",
        created_at=sheet.created_at,
    )
    return _keep(f"promotions/letters/{decision.pk}-{kind}.pdf", content), hashlib.sha256(content).hexdigest()


def draw_file(round: PromotionRound, parts, manifest: list[dict], job: Job) -> bytes:
    from lms.exports.paper import draw

    context = {
        "round": round,
        "parts": parts,
        "manifest": manifest,
        "manifest_sha256": digest(canonical(manifest)),
        "asked_by": job.actor,
        "made_at": job.created_at,
    }
    return draw("promotions/pdf_file.html", context, language=active_language(), identifier=f"file-{job.pk}", created_at=job.created_at)


def _keep(name: str, content: bytes) -> str:
    """Replaces what a worker killed in the middle may have left there."""
    default_storage.delete(name)
    stored = default_storage.save(name, ContentFile(content))
    if stored != name:  # Another worker stored the same bytes meanwhile.
        default_storage.delete(stored)
    return name


def _tell_of_call(person, round: PromotionRound) -> None:
    notify(
        person=person,
        kind="promotions.call",
        key=f"promotions.call:{round.pk}:{person.pk}",
        title=lambda: _("A call is open: %(call)s") % {"call": round.title},
        text=lambda: _("Apply until %(day)s. Nobody’s permission is needed.") % {"day": date_format(round.closes_on, "DATE_FORMAT")},
        url=reverse("promotions:call", args=[round.code]),
        mail=False,
    )


def tell_decision(decision: Decision) -> None:
    """Once a decision."""
    round = decision.application.round
    notify(
        person=decision.application.person,
        kind="promotions.decided",
        key=f"promotions.decided:{decision.pk}",
        title=lambda: _("There is a decision on your application for “%(call)s”") % {"call": round.title},
        text=lambda: _told_of(decision),
        url=reverse("promotions:mine", args=[round.code]),
    )


def _told_of(decision: Decision) -> str:
    """One review of an application: the decision that answers it offers no other."""
    if Appeal.objects.filter(decision=decision).exists():
        return _("Your letter and your plan are there to be read. They take the place of those before your review.")
    day = date_format(decision.application.round.appeals_end_on, "DATE_FORMAT")
    return _("Your letter and your plan are there to be read. You can ask for a review until %(day)s.") % {"day": day}
