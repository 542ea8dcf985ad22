"""One's own account, and what each role asks of a sign-in."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_safe

from lms.people import actions, permissions
from lms.people.enums import Role
from lms.people.forms.account import SettingsForm, SignInRulesForm
from lms.people.middleware import has_second_factor
from lms.people.models import RolePolicy
from lms.people.queries import who_sees


@login_required
def settings(request: HttpRequest) -> HttpResponse:
    person = request.user
    kept = {name: getattr(person, name) for name in SettingsForm.base_fields}
    form = SettingsForm(request.POST or None, initial=kept)
    if request.method == "POST" and form.is_valid():
        person = actions.update_settings(person=person, actor=person, **form.cleaned_data)
        with override(person.language):
            messages.success(request, _("Your settings are saved."))
        return redirect("people:settings")
    context = {"form": form, "watchers": who_sees(person), "second_factor": has_second_factor(person)}
    return render(request, "people/settings.html", context)


@require_safe
@login_required
def second_factor(request: HttpRequest) -> HttpResponse:
    """Why a second step is asked for, and the two ways to set one up."""
    return render(request, "people/second_factor.html", {"done": has_second_factor(request.user)})


@login_required
def sign_in_rules(request: HttpRequest) -> HttpResponse:
    if not permissions.can_administer(request.user):
        raise PermissionDenied
    asked = list(RolePolicy.objects.filter(mfa_required=True).values_list("role", flat=True))
    form = SignInRulesForm(request.POST or None, initial={"roles": asked})
    if request.method == "POST" and form.is_valid():
        for role in Role:
            if (role in form.cleaned_data["roles"]) != (role in asked):
                actions.set_sign_in_rule(role=role, mfa_required=role in form.cleaned_data["roles"], actor=request.user)
        messages.success(request, _("The sign-in rules are saved."))
        return redirect("people:sign_in_rules")
    return render(request, "people/sign_in_rules.html", {"form": form})
