"""Run in a process of its own: puts open attempts into the database that the environment names, and prints them as JSON."""

import json
import sys

import django


def main(attempts: int, slots: int) -> None:
    django.setup()
    from django.db import transaction
    from django.test import Client

    from tests import world

    with transaction.atomic():
        world.evidence_kinds()
        questions = [world.question(stem=f"Pregunta {number}", options=4) for number in range(slots)]
        quiz = world.quiz(questions=questions, title="Lo que cuesta", time_limit=180)
        programme = world.programme([quiz.get_parent().specific])
        company = world.unit()
        made = []
        for _number in range(attempts):
            person = world.member("trainee", company)
            attempt = world.attempt(quiz, enrolment=world.enrolment(person, programme))
            client = Client()
            client.force_login(person)
            made.append(
                {
                    "id": str(attempt.pk),
                    "slots": [slot["options"] for slot in attempt.slots],
                    "email": person.email,
                    "person": person.pk,
                    "session": client.session.session_key,
                }
            )
    print(json.dumps(made))  # noqa: T201 (what it is run for)


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
