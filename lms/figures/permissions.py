"""Who brings figures in. The list form is `visible_to` in `querysets.py`."""

from lms.figures.querysets import IMPORTS, KEEPS_TOKENS


def can_import(user) -> bool:
    return user.is_authenticated and user.is_active and (user.is_superuser or user.has_role(IMPORTS))


def can_keep_tokens(user) -> bool:
    return user.is_authenticated and user.is_active and (user.is_superuser or user.has_role(KEEPS_TOKENS))
