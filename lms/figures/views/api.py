"""The API for figures: rows or a file in, what became of each out, with what mends it. Written down in docs/figures.md."""

import json
from decimal import Decimal

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, JsonResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe
from django_ratelimit import ALL
from django_ratelimit.core import is_ratelimited

from lms.figures.actions.receiving import receive_file, receive_rows
from lms.figures.actions.tokens import token_shown
from lms.figures.exceptions import CannotImport, KeyUsedOtherwise
from lms.figures.models import FigureImport, SourceToken
from lms.figures.secrets import bearer
from lms.reading.files import SUFFIXES
from lms.reading.tables import LONGEST_CELL, Cell

MOST_ROWS = 1000  # of one call; more come as a file
RATE, RATE_OF_STRANGERS = "120/m", "30/m"
WAIT_SECONDS = 60
LONGEST_KEY = 100


class Refused(Exception):
    def __init__(self, status: int, error: str, mend: str = ""):
        super().__init__(error)
        self.status, self.error, self.mend = status, error, mend


def answering(view):
    """A token is shown first; whatever is refused is said in JSON, with what mends it."""

    def answered(request: HttpRequest, **kwargs) -> JsonResponse:
        try:
            return view(request, _token(request), **kwargs)
        except Refused as refused:
            answer = JsonResponse({"error": refused.error, "mend": refused.mend}, status=refused.status)
        if answer.status_code == 401:
            answer["WWW-Authenticate"] = "Bearer"
        if answer.status_code == 429:
            answer["Retry-After"] = str(WAIT_SECONDS)
        return answer

    return answered


@csrf_exempt
@never_cache
@require_POST
@answering
def receive(request: HttpRequest, token: SourceToken) -> JsonResponse:
    key = request.headers.get("Idempotency-Key", "").strip()
    if len(key) > LONGEST_KEY or not key.isprintable():
        raise Refused(400, _("The Idempotency-Key is too long."), _("At most %(most)d letters.") % {"most": LONGEST_KEY})
    try:
        if request.content_type == "application/json":
            run, again = receive_rows(token=token, rows=_rows(request), key=key)
        else:
            file = _file(request)
            run, again = receive_file(token=token, file=file, name=file.name, key=key)
    except KeyUsedOtherwise:
        raise Refused(409, _("This Idempotency-Key came before with something else."), _("Use a new key for each call.")) from None
    except CannotImport as error:
        raise Refused(422, error.what, error.mend) from None
    run.refresh_from_db()
    answer = JsonResponse(_told(run), status=202 if run.is_working else 200)
    answer["Location"] = reverse("figures:api_import", args=[run.pk])
    if again:
        answer["Idempotency-Replayed"] = "true"
    return answer


@never_cache
@require_safe
@answering
def imported(request: HttpRequest, token: SourceToken, import_id: int) -> JsonResponse:
    run = FigureImport.objects.select_related("job").filter(pk=import_id, token=token).first()
    if run is None:
        raise Refused(404, _("There is no such import of this token."))
    return JsonResponse(_told(run))


def _token(request: HttpRequest) -> SourceToken:
    secret = bearer(request.headers.get("Authorization", ""))
    token = token_shown(secret, now=timezone.now()) if secret else None
    if token is None:
        if is_ratelimited(request, group="figures.api.strangers", key="ip", rate=RATE_OF_STRANGERS, method=ALL, increment=True):
            raise Refused(429, _("Too many calls."), _("Wait a minute."))
        raise Refused(401, _("No token, or one that opens nothing."), _("Send “Authorization: Bearer …” with a token that stands."))
    own = str(token.pk)
    if is_ratelimited(request, group="figures.api", key=lambda _group, _request: own, rate=RATE, method=ALL, increment=True):
        raise Refused(429, _("Too many calls."), _("Wait a minute, and send more rows at a time."))
    return token


def _rows(request: HttpRequest) -> list[dict[str, Cell]]:
    try:
        sent = json.loads(request.body, parse_int=Decimal, parse_float=Decimal)
        rows = sent["rows"]
    except RequestDataTooBig:
        raise _too_big(settings.DATA_UPLOAD_MAX_MEMORY_SIZE) from None
    except (ValueError, ArithmeticError, TypeError, KeyError, RecursionError):
        raise Refused(400, _("This is not the JSON that is read here."), '{"rows": [{"Agent": "ana@example.com", …}]}') from None
    if not isinstance(rows, list) or not rows or not all(isinstance(row, dict) for row in rows):
        raise Refused(400, _("“rows” is a list of objects, one a row."), '{"rows": [{"Agent": "ana@example.com", …}]}')
    if len(rows) > MOST_ROWS:
        raise Refused(413, _("More than %(most)d rows.") % {"most": MOST_ROWS}, _("Send them in several calls, or as a file."))
    return [{name: _cell(cell) for name, cell in row.items()} for row in rows]


def _cell(cell: object) -> Cell:
    if cell is None:
        return ""
    return cell if isinstance(cell, Decimal) else str(cell)[:LONGEST_CELL]


def _file(request: HttpRequest):
    most = settings.FIGURES_API_MAX_BYTES
    if int(request.META.get("CONTENT_LENGTH") or 0) > most:
        raise _too_big(most)
    file = request.FILES.get("file")
    if file is None:
        raise Refused(400, _("Neither rows nor a file."), _("Send JSON with “rows”, or a form with a “file”."))
    if not (file.name or "").lower().endswith(SUFFIXES):
        raise Refused(415, _("This is neither CSV nor XLSX."), _("Save it as one of these."))
    return file


def _too_big(most: int) -> Refused:
    return Refused(413, _("More than %(most)d MB.") % {"most": most // 2**20}, _("Send it in pieces, or by the watched folder."))


def _told(run: FigureImport) -> dict:
    return {
        "id": run.pk,
        "state": run.state,
        "url": reverse("figures:api_import", args=[run.pk]),
        **{name: getattr(run, name) for name in ("rows", "new", "same", "replaced", "wrong")},
        "faults": run.told_faults,
        "faults_not_named": run.more_faults,
    }
