"""Where figures come from: what the columns of a source mean, and the systems that hand figures in by themselves."""

from uuid import uuid4

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from lms.figures.actions.tokens import make_token, revoke_token
from lms.figures.forms import MappingForm, TokenForm
from lms.figures.models import Mapping, SourceToken
from lms.figures.permissions import can_keep_tokens
from lms.figures.views.guarding import for_administrators, for_importers


@for_importers
@require_safe
def mappings(request: HttpRequest) -> HttpResponse:
    return render(request, "figures/mappings.html", {"mappings": Mapping.objects.all(), "keeps_tokens": can_keep_tokens(request.user)})


@for_importers
@require_http_methods(["GET", "HEAD", "POST"])
def edit_mapping(request: HttpRequest, name: str | None = None) -> HttpResponse:
    mapping = get_object_or_404(Mapping, name=name) if name else None
    form = MappingForm(request.POST or None, instance=mapping)
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, _("Kept. The next file of this source is read like this."))
        return redirect("figures:mappings")
    return render(request, "figures/mapping.html", {"form": form, "mapping": mapping}, status=422 if form.errors else 200)


@for_administrators
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def tokens(request: HttpRequest) -> HttpResponse:
    """The systems that are let in; a new one's secret is on the answer to its form and nowhere else."""
    form, made, secret = TokenForm(request.POST or None, initial={"uid": uuid4()}), None, ""
    if request.method == "POST" and form.is_valid():
        made, secret = make_token(**form.cleaned_data, actor=request.user)
        form = TokenForm(initial={"uid": uuid4()})
    found = SourceToken.objects.visible_to(request.user).select_related("mapping", "made_by")
    address = request.build_absolute_uri(reverse("figures:api"))
    context = {"form": form, "tokens": found, "made": made, "secret": secret, "address": address, "mappings": Mapping.objects.exists()}
    return render(request, "figures/tokens.html", context, status=422 if form.errors else 200)


@for_administrators
@require_POST
def revoke(request: HttpRequest, token_id: int) -> HttpResponse:
    token = get_object_or_404(SourceToken.objects.visible_to(request.user), pk=token_id)
    revoke_token(token=token, actor=request.user)
    messages.success(request, _("“%(name)s” is shut out. What it brought stays.") % {"name": token.name})
    return redirect("figures:tokens")
