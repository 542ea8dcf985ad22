"""What the scripts of the editors ask: how many questions a section can take, what could be better, the pictures there are."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, JsonResponse
from django.shortcuts import get_object_or_404
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from assessments.quizzes.actions.pictures import LARGEST_PICTURE, keep_picture
from assessments.quizzes.exceptions import NotAPicture
from assessments.quizzes.linting import lint
from assessments.quizzes.models import Question, QuestionMedia
from assessments.quizzes.queries import matching_questions
from lms.people.permissions import can_author

PICTURES_SHOWN = 24


def matching(request: HttpRequest) -> JsonResponse:
    """How many live questions a section can take."""
    if not can_author(request.user):
        return JsonResponse({"problem": "forbidden"}, status=403)
    wishes = {name: int(request.GET[name]) for name in ("level", "difficulty") if request.GET.get(name, "").isdecimal()}
    competency = request.GET.get("competency", "")
    wishes["competency_id"] = int(competency) if competency.isdecimal() else None
    count = matching_questions(tag=request.GET.get("tag", ""), **wishes)
    said = ngettext("%(count)d live question matches.", "%(count)d live questions match.", count) % {"count": count}
    return JsonResponse({"count": count, "said": said})


@require_POST
def advice(request: HttpRequest, pk: int) -> JsonResponse:
    """What could be better in a question as its form stands now. Nothing is kept."""
    if not can_author(request.user):
        raise PermissionDenied
    question = get_object_or_404(Question, pk=pk) if pk else Question()
    form = Question.snippet_viewset.get_form_class()(request.POST, instance=question, for_user=request.user)
    form.defer_required_fields()
    form.is_valid()
    findings = lint(form.instance.kind, form.content)
    return JsonResponse({"count": len(findings), "html": render_to_string("quizzes/admin/findings.html", {"findings": findings})})


@require_http_methods(["GET", "POST"])
def pictures(request: HttpRequest) -> JsonResponse:
    """The newest pictures of the bank; or one more of them, sent as `picture`."""
    if not can_author(request.user):
        raise PermissionDenied
    if request.method == "GET":
        return JsonResponse(
            {"pictures": [_told(one) for one in QuestionMedia.objects.filter(width__gt=0).order_by("-pk")[:PICTURES_SHOWN]]}
        )
    sent = request.FILES.get("picture")
    try:
        if sent is None:
            raise NotAPicture(_("Choose a picture first."))
        # One byte more than is allowed is enough to know that it is too many.
        return JsonResponse(_told(keep_picture(data=sent.read(LARGEST_PICTURE + 1))))
    except NotAPicture as refusal:
        return JsonResponse({"problem": str(refusal.reason)}, status=422)


def _told(media: QuestionMedia) -> dict:
    return {"name": media.name, "url": reverse("quizzes:picture", args=[media.name]), "width": media.width, "height": media.height}
