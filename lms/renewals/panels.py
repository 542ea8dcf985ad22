from wagtail.admin.forms import WagtailAdminModelForm


class RuleForm(WagtailAdminModelForm):
    """Whoever writes a rule first answers for it: what it gives to people is given in their name."""

    def save(self, commit=True):
        if self.instance.owner_id is None:
            self.instance.owner = self.for_user
        return super().save(commit)
