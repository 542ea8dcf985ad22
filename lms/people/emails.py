"""One mail to one address, in the reader's language, in plain text and in HTML."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.utils import translation

from lms.jobs.models import Job


@dataclass(frozen=True)
class Written:
    subject: str
    text: str
    html: str


def write(*, template: str, context: dict, language: str) -> Written:
    """`mail/<template>.{subject.txt,txt,html}` in a language."""
    with translation.override(language):
        context = {**context, "language": language, "site_url": settings.SITE_URL, "site_name": settings.WAGTAIL_SITE_NAME}
        return Written(
            subject=" ".join(render_to_string(f"mail/{template}.subject.txt", context).split()),
            text=render_to_string(f"mail/{template}.txt", context).strip() + "\n",
            html=render_to_string(f"mail/{template}.html", context),
        )


def send(
    job: Job,
    *,
    to: str,
    template: str,
    context: dict,
    language: str,
    headers: dict[str, str] | None = None,
    files: Sequence[tuple[str, bytes, str]] = (),
) -> None:
    """Writes and sends `mail/<template>.{subject.txt,txt,html}`. The job's id is the message id: a mail that a dying worker
    sent twice is one mail to the reader. `files`: name, content and media type of each attachment."""
    host = settings.SITE_URL.split("//")[-1].split("/")[0].split(":")[0]
    written = write(template=template, context=context, language=language)
    message = EmailMultiAlternatives(
        subject=written.subject,
        body=written.text,
        to=[to],
        headers={"Message-ID": f"<job-{job.pk}@{host}>", "Content-Language": language} | (headers or {}),
        reply_to=settings.REPLY_TO,
    )
    message.attach_alternative(written.html, "text/html")
    for name, content, media_type in files:
        message.attach(name, content, media_type)
    message.send()
