"""Who sees changes and who says what they ask. Whose readings one sees is a queryset: `visible_to`."""

from courses.catalogue.permissions import can_read_catalogue
from courses.enrolments.permissions import can_see_learning


def can_see_changes(user) -> bool:
    """Those who write or approve content, and those whose people read it."""
    return can_read_catalogue(user) or can_see_learning(user)


def can_say(user, page) -> bool:
    """Whether this person may say what a change of the page asks, or take it back: whoever may edit it."""
    return user.is_authenticated and page.permissions_for_user(user).can_edit()
