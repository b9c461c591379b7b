"""The shipped settings with the drill's own addresses."""

from config.settings import *  # noqa: F403

ROOT_URLCONF = "tests.faults.web_of_the_drill"
ALLOWED_HOSTS = ["127.0.0.1"]
