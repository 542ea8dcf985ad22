"""What people say when they apply, put something right, or ask for a second look."""

from django import forms
from django.utils.translation import gettext_lazy as _

from lms.people.models import User
from lms.promotions.enums import SUGGESTS
from lms.promotions.models import PanelMember

LONGEST = 4000


def words(label, rows: int = 4, **more) -> forms.CharField:
    return forms.CharField(label=label, max_length=LONGEST, widget=forms.Textarea(attrs={"rows": rows}), **more)


class PersonChoice(forms.ModelChoiceField):
    def label_from_instance(self, person: User) -> str:
        return f"{person.surname_first} ({person.email})"


class MemberChoice(forms.ModelChoiceField):
    def label_from_instance(self, member: PanelMember) -> str:
        return str(member.person)


class ApplyForm(forms.Form):
    motivation = words(
        _("Why you want it"),
        rows=8,
        help_text=_(
            "The panel reads it without your name. Leave out your name, your team and who coordinates you; what slips in is hidden."
        ),
    )
    need = words(
        _("What you need to take part on equal terms"),
        rows=3,
        required=False,
        help_text=_("More time, another format, another place… Only the person named for adjustments reads it; the panel never does."),
    )


class SuggestForm(forms.Form):
    person = PersonChoice(label=_("Whom you have in mind"), queryset=User.objects.none(), empty_label=_("Choose one"))
    why = words(_("What you have seen"), rows=4, help_text=_("Facts, with a date. They read it and decide by themselves."))

    def __init__(self, *args, user, round, **kwargs):
        super().__init__(*args, **kwargs)
        people = User.objects.visible_to(user, SUGGESTS).in_units([round.unit.path]).filter(is_active=True)
        self.fields["person"].queryset = people.exclude(pk=user.pk).by_surname()


class FixedForm(forms.Form):
    note = words(_("What you have put right"), rows=3)


class ObjectForm(forms.Form):
    member = MemberChoice(label=_("Who should not judge you"), queryset=PanelMember.objects.none(), empty_label=_("Choose one"))
    reason = words(_("Why"), rows=3, help_text=_("Only People (HR) reads it."))

    def __init__(self, *args, round, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["member"].queryset = round.panel.exclude(part="substitute").select_related("person")


class ReviewForm(forms.Form):
    text = words(
        _("What you think went wrong"), rows=6, help_text=_("In the process or in the scores. Somebody outside the panel looks at it.")
    )
