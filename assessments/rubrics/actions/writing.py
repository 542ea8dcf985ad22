"""A rubric while it is written. What is kept changes no score: performances are read by versions."""

from typing import Any

from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log

from assessments.rubrics.actions.publishing import publish_rubric
from assessments.rubrics.checking import Document, findings
from assessments.rubrics.exceptions import ErrorInUse, RubricIncomplete, RubricMoved
from assessments.rubrics.models import CriticalError, Rubric, RubricNote, RubricVersion
from assessments.rubrics.queries import document_of, is_in_a_version, known_competencies, known_errors


def save_rubric(*, rubric: Rubric, draft: Document, actor, seen: str = "", **names: str) -> Rubric:
    """Keeps what has been written so far; it may be unfinished. `names`: "code", "name_es" and "name_en" where they change.

    `seen`: the `moment` of the rubric when the author opened it; when it was kept since, RubricMoved is raised and nothing is
    written.
    """
    created = rubric.pk is None
    with transaction.atomic():
        if seen and not created and Rubric.objects.select_for_update().get(pk=rubric.pk).moment != seen:
            raise RubricMoved
        for name, value in names.items():
            setattr(rubric, name, value)
        rubric.draft, rubric.updated_at = draft, timezone.now()
        rubric.save()
        log(instance=rubric, action="rubrics.save", user=actor, title=str(rubric), data={"new": created})
    return rubric


def publish_draft(*, rubric: Rubric, actor, note: str = "") -> RubricVersion:
    """Publishes what is kept. What equals the version in use makes none: it is given back.

    Raises RubricIncomplete with the first thing that stops it. Scores that are being written stay with the version they began with.
    """
    with transaction.atomic():
        locked = Rubric.objects.select_for_update().get(pk=rubric.pk)
        document = document_of(locked)
        stops = [one for one in findings(document, known_competencies(), known_errors()) if one.stops]
        if stops:
            raise RubricIncomplete.for_findings(f"{stops[0].where} {stops[0].what}".strip())
        if locked.archived_at is not None:
            locked.archived_at = None
            locked.save(update_fields=["archived_at"])
        version = publish_rubric(rubric=locked, note=note, actor=actor, **_as_published(document))
    rubric.refresh_from_db()
    return version


def duplicate_rubric(*, rubric: Rubric, code: str, actor) -> Rubric:
    """A draft with the same words under another code, to write another rubric from."""
    names = {"code": code, "name_es": rubric.name_es, "name_en": rubric.name_en}
    return save_rubric(rubric=Rubric(), draft=document_of(rubric), actor=actor, **names)


def archive_rubric(*, rubric: Rubric, actor) -> Rubric:
    """Nobody chooses it any more; what stands on it goes on. Safe to call twice."""
    with transaction.atomic():
        if Rubric.objects.in_use().filter(pk=rubric.pk).update(archived_at=timezone.now()):
            log(instance=rubric, action="rubrics.archive", user=actor, title=str(rubric))
    rubric.refresh_from_db()
    return rubric


def add_note(*, rubric: Rubric, text: str, source: str, actor=None, now=None) -> RubricNote:
    """Puts with a rubric what was agreed on how it is read. Safe to call twice: one a source."""
    facts = {"text": text.strip(), "written_at": now or timezone.now(), "written_by": actor}
    with transaction.atomic():
        made, created = RubricNote.objects.get_or_create(rubric=rubric, source=source, defaults=facts)
        if created:
            log(instance=rubric, action="rubrics.add_note", user=actor, data={"source": source})
    return made


def add_critical_error(*, actor, **facts: str) -> CriticalError:
    """One more in the catalogue: "code", "kind", "text_es", "text_en". Rubrics choose it; none has it by itself."""
    with transaction.atomic():
        made = CriticalError.objects.create(**facts)
        log(instance=made, action="rubrics.add_critical_error", user=actor, title=str(made))
    return made


def change_critical_error(*, error: CriticalError, actor, **facts: str) -> CriticalError:
    """Other words, or whom it hurts. Once a version of a rubric has it, words that people were scored by stay as they are.

    Raises ErrorInUse; what is missing in a language may still be added.
    """
    with transaction.atomic():
        locked = CriticalError.objects.select_for_update().get(pk=error.pk)
        if is_in_a_version(locked) and any(getattr(locked, name) not in ("", facts.get(name)) for name in ("text_es", "text_en")):
            raise ErrorInUse
        changed = {name: value for name, value in facts.items() if getattr(locked, name) != value}
        for name, value in changed.items():
            setattr(locked, name, value)
        if changed:
            locked.save(update_fields=list(changed))
            log(instance=locked, action="rubrics.change_critical_error", user=actor, title=str(locked), data={"changed": sorted(changed)})
    return locked


def archive_critical_error(*, error: CriticalError, actor, back: bool = False) -> CriticalError:
    """No rubric is offered it any more; versions that have it keep it. `back`: it is offered again. Safe to call twice."""
    with transaction.atomic():
        rows = CriticalError.objects.filter(pk=error.pk, archived_at__isnull=not back)
        if rows.update(archived_at=None if back else timezone.now()):
            action = "rubrics.bring_critical_error_back" if back else "rubrics.archive_critical_error"
            log(instance=error, action=action, user=actor, title=str(error))
    error.refresh_from_db()
    return error


def _as_published(document: Document) -> dict[str, Any]:
    return {name: document.get(name) for name in ("criteria", "critical_errors", "marks")}
