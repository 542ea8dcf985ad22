from lms.notifications.models import Notification


def unread_count(user) -> int:
    """How many things this person has been told and has not read: the number on the bell."""
    return Notification.objects.visible_to(user).unread().count() if user.is_authenticated else 0
