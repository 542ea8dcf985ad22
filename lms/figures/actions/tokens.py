"""Letting a system in to hand in its figures, and shutting it out again."""

from datetime import datetime, timedelta
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from wagtail.log_actions import log

from lms.figures.models import Mapping, SourceToken
from lms.figures.permissions import can_keep_tokens
from lms.figures.secrets import HINT, digest_of, secret_of

SHOWN_AGAIN = timedelta(minutes=10)  # to a form that was sent twice
NOTED_EVERY = timedelta(minutes=1)


def make_token(*, mapping: Mapping, name: str, uid: UUID, actor) -> tuple[SourceToken, str]:
    """A token, and its secret, which is kept nowhere. The same `uid` again is the same token; later on its secret stays empty."""
    if not can_keep_tokens(actor):
        raise PermissionDenied
    secret = secret_of(uid)
    values = {"mapping": mapping, "name": name, "digest": digest_of(secret), "hint": secret[-HINT:], "made_by": actor}
    with transaction.atomic():
        token, created = SourceToken.objects.get_or_create(uid=uid, defaults=values)
        if created:
            log(instance=token, action="figures.make_token", user=actor, data={"mapping": mapping.name})
    may_be_shown = token.made_by_id == actor.pk and timezone.now() - token.made_at < SHOWN_AGAIN and token.revoked_at is None
    return token, secret if may_be_shown else ""


def revoke_token(*, token: SourceToken, actor) -> SourceToken:
    """From now on it opens nothing. What it brought stays. Safe to call twice."""
    if not can_keep_tokens(actor):
        raise PermissionDenied
    with transaction.atomic():
        if SourceToken.objects.standing().filter(pk=token.pk).update(revoked_at=timezone.now()):
            log(instance=token, action="figures.revoke_token", user=actor)
    token.refresh_from_db()
    return token


def token_shown(secret: str, *, now: datetime) -> SourceToken | None:
    """Whose secret it is, if it still opens anything; that it was used is noted once a minute."""
    token = SourceToken.objects.standing().select_related("mapping").filter(digest=digest_of(secret)).first()
    if token is not None:
        stale = Q(last_used_at__isnull=True) | Q(last_used_at__lt=now - NOTED_EVERY)
        SourceToken.objects.filter(stale, pk=token.pk).update(last_used_at=now)
    return token
