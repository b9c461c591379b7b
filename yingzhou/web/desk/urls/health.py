from django.urls import URLPattern, URLResolver, path

from yingzhou.web.desk.views import health

urlpatterns: list[URLPattern | URLResolver] = [
    path("health/", health.health, name="health"),
    path("health/jobs/<uuid:pid>/retry/", health.retry_job, name="job_retry"),
]
