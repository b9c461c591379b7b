"""The addresses of the portal; names are `portal:<name>`."""

from django.urls import URLPattern, URLResolver, path

from yingzhou.web.portal.views import filing, fixing, home, inspections, mediating, merchant, proof, statistics, tracking

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
    path("fix/<str:token>/", fixing.fix, name="fix"),
    path("points/", home.points, name="points"),
    path("complaints/", statistics.complaints, name="complaints"),
    path("inspections/", inspections.inspections, name="inspections"),
    path("draws/", inspections.draws, name="draws"),
    path("draws/verify_draw.py", inspections.draw_script, name="draw_script"),
    path("draws/<uuid:pid>/", inspections.draw, name="draw"),
    path("draws/<uuid:pid>/record.json", inspections.draw_record, name="draw_record"),
    path("about/", home.about, name="about"),
]
