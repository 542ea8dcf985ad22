from allauth.mfa.signals import authenticator_added, authenticator_removed
from django.contrib.auth.signals import user_logged_in
from django.dispatch import receiver

from lms.people.actions.memberships import align_cms_groups
from lms.people.middleware import forget_the_door


@receiver(user_logged_in, dispatch_uid="people.align_cms_groups")
def align_groups_at_sign_in(sender, user, **kwargs) -> None:
    align_cms_groups(person=user)


@receiver([authenticator_added, authenticator_removed], dispatch_uid="people.forget_the_door")
def ask_again_at_the_door(sender, request, user, **kwargs) -> None:
    forget_the_door(user)
