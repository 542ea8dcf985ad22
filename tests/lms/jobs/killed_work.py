"""The work that the test of killed workers gives to real ones: slow enough to be caught in the middle, its effect countable."""

import time

from lms.jobs.models import Job
from lms.jobs.registry import handles


@handles("tests.slow_work")
def slow_work(job: Job):
    time.sleep(0.3)
    return lambda: {"made": Job.objects.create(kind="tests.effect", payload={"of": job.pk}, state="done").pk}
