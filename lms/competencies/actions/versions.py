"""Freezes a framework as a version: its whole tree with its hash. Nothing edits it afterwards."""

import hashlib
import json

from django.db import transaction
from wagtail.log_actions import log

from lms.competencies.exceptions import ReasonMissing
from lms.competencies.exchange import as_content
from lms.competencies.models import Framework, FrameworkVersion
from lms.competencies.queries.frameworks import tree_of


def publish_framework(*, framework: Framework, note: str, actor) -> FrameworkVersion:
    """The framework as it is now. Safe to call twice: where nothing has changed since the last version, that one is returned.

    Raises ReasonMissing without a note of what changed.
    """
    if not note.strip():
        raise ReasonMissing("Say what changed")
    with transaction.atomic():
        framework = Framework.objects.select_for_update(no_key=True).get(pk=framework.pk)
        last = framework.versions.first()
        content = as_content(tree_of(framework))
        sha256 = hash_of(content)
        if last and last.sha256 == sha256:
            return last
        number = last.number + 1 if last else 1
        values = {"number": number, "label": str(number), "note": note.strip(), "content": content, "sha256": sha256}
        made = FrameworkVersion.objects.create(framework=framework, published_by=actor, **values)
        Framework.objects.filter(pk=framework.pk).update(version=made.label)
        log(instance=framework, action="competencies.publish_framework", user=actor, title=str(made), data={"note": made.note})
    return made


def hash_of(content: dict) -> str:
    """SHA-256 of the content as JSON with its keys in order and no blanks, in hexadecimal."""
    plain = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(plain.encode()).hexdigest()
