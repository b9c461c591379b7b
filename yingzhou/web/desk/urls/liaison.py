"""1+N: who looks after whom, proposals, hand-overs, the silent list, and what is promised at contact points."""

from django.urls import URLPattern, URLResolver, path

from yingzhou.web.desk.views.liaison import handing, overview, promises, proposals, silence

urlpatterns: list[URLPattern | URLResolver] = [
    path("liaison/", overview.liaison, name="liaison"),
    path("liaison/silent/", silence.silent_list, name="liaison_silent"),
    path("liaison/silent/export/", silence.export_silent, name="liaison_silent_export"),
    path("liaison/propose/", proposals.propose, name="liaison_propose"),
    path("liaison/proposals/<uuid:pid>/", proposals.proposal, name="liaison_proposal"),
    path("liaison/proposals/<uuid:pid>/accept/", proposals.accept, name="liaison_proposal_accept"),
    path("liaison/proposals/<uuid:pid>/drop/", proposals.drop, name="liaison_proposal_drop"),
    path("liaison/lines/<uuid:pid>/", proposals.line, name="liaison_line"),
    path("liaison/officers/<uuid:pid>/hand-over/", handing.hand_over, name="liaison_hand_over"),
    path("liaison/hand-overs/<uuid:pid>/", handing.handed_over, name="liaison_handed_over"),
    path("points/<uuid:pid>/liaison/", promises.name_liaison, name="point_liaison"),
    path("points/<uuid:pid>/promises/", promises.promise, name="point_promise"),
    path("points/promises/<uuid:pid>/kept/", promises.kept, name="point_kept"),
]
