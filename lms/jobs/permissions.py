def can_see_jobs(user) -> bool:
    """Administrators. The role is named by its value: roles belong to an app above this one."""
    return user.is_authenticated and (user.is_superuser or user.has_role({"administrator"}))
