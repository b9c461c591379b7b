"""The addresses of the portal; names are `portal:<name>`."""

from django.urls import URLPattern, URLResolver, path

from yingzhou.web.portal.views import filing, home, mediating, merchant, proof, statistics, tracking

app_name = "portal"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", home.home, name="home"),
    path("file/", filing.file, name="file"),
    path("track/", tracking.track, name="track"),
    path("proof/", proof.check, name="proof_check"),
    path("proof/verify_trail.py", proof.script, name="proof_script"),
    path("proof/<uuid:pid>/", proof.proof, name="proof"),
    path("proof/<uuid:pid>/receipt.json", proof.receipt_file, name="proof_file"),
    path("mediation/", mediating.mediating, name="mediating"),
    path("answer/<str:token>/", merchant.merchant, name="merchant"),
    path("points/", home.points, name="points"),
    path("complaints/", statistics.complaints, name="complaints"),
    path("about/", home.about, name="about"),
]
