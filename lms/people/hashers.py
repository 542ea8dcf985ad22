from django.contrib.auth.hashers import Argon2PasswordHasher


class LightArgon2PasswordHasher(Argon2PasswordHasher):
    """Argon2id at 19 MiB, two passes, one lane: the first of OWASP's recommended settings (Password Storage Cheat Sheet).

    Django's own parameters take 100 MiB and eight lanes, which two cores at the start of a shift do not have.
    """

    time_cost = 2
    memory_cost = 19456
    parallelism = 1
