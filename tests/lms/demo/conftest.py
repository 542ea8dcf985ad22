from tests.demo_academy import demo_academy  # noqa: F401
