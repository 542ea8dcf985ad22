"""Who a session belongs to: asked at every request, so by statements that are made once."""

from datetime import UTC, datetime

from allauth.account.auth_backends import AuthenticationBackend
from django.contrib.sessions.backends.db import SessionStore as DatabaseSessions
from django.contrib.sessions.models import Session
from django.utils import timezone

from lms.people.models import User
from lms.statements import Statement

PERSON = Statement(lambda pk: User.objects.filter(pk=pk).order_by(), pk=999_999_999)
SESSION = Statement(
    lambda key, now: Session.objects.filter(session_key=key, expire_date__gt=now).order_by(),
    key="the key of a session",
    now=datetime(2001, 2, 3, 4, 5, 6, tzinfo=UTC),
)


class Backend(AuthenticationBackend):
    """allauth's, but for how the person of a session is read."""

    def get_user(self, user_id) -> User | None:
        person = PERSON.first(pk=User._meta.pk.to_python(user_id))
        return person if person is not None and self.user_can_authenticate(person) else None


class SessionStore(DatabaseSessions):
    """Sessions in the database, as Django keeps them."""

    def _get_session_from_db(self) -> Session | None:
        found = SESSION.first(key=self.session_key, now=timezone.now())
        if found is None:
            self._session_key = None
        return found
