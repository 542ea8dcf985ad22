"""Who brings hours in. The list form is `visible_to` in `querysets.py`."""

from lms.rotas.querysets import IMPORTS


def can_import(user) -> bool:
    return user.is_authenticated and user.is_active and (user.is_superuser or user.has_role(IMPORTS))
