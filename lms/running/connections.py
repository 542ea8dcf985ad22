"""What each new connection to PostgreSQL is told once."""

from django.db.backends.signals import connection_created
from django.dispatch import receiver


@receiver(connection_created)
def without_jit(connection, **_kwargs) -> None:
    """Compiling a statement pays when it runs for seconds; a page's takes less, and compiling cost 150 ms of the largest board's 800.

    Said after connecting and not as a start-up option, which poolers such as PgBouncer refuse.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SET jit = off")
