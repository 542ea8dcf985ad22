def test_no_migration_is_missing(db):
    from django.core.management import call_command

    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


def test_a_programme_can_be_built_and_a_person_enrolled(db):
    from tests import world

    enrolment = world.enrolment()
    assert enrolment.programme.programme_modules.count() == 1
