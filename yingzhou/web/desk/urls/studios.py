"""Mediation studios and contact points."""

from django.urls import URLPattern, URLResolver, path

from yingzhou.web.desk.views.points import grading, keeping, lists, rubric
from yingzhou.web.desk.views.studios import diary, sessions, setup

urlpatterns: list[URLPattern | URLResolver] = [
    path("studios/", diary.studio_list, name="studio_list"),
    path("studios/new/", setup.studio_new, name="studio_new"),
    path("studios/<uuid:pid>/", diary.studio, name="studio"),
    path("studios/<uuid:pid>/board/", diary.board, name="studio_board"),
    path("studios/<uuid:pid>/walk-in/", sessions.walk_in, name="studio_walk_in"),
    path("studios/<uuid:pid>/book/", sessions.book, name="studio_book"),
    path("studios/<uuid:pid>/setup/", setup.studio_setup, name="studio_setup"),
    path("studios/<uuid:pid>/rooms/", setup.studio_room, name="studio_room"),
    path("studios/<uuid:pid>/seats/", setup.studio_seat, name="studio_seat"),
    path("studios/<uuid:pid>/hours/", setup.studio_hours, name="studio_hours"),
    path("studios/<uuid:pid>/closures/", setup.studio_closure, name="studio_closure"),
    path("studios/sessions/<uuid:pid>/", sessions.booking, name="booking"),
    path("studios/sessions/<uuid:pid>/mark/", sessions.booking_mark, name="booking_mark"),
    path("studios/sessions/<uuid:pid>/cancel/", sessions.booking_cancel, name="booking_cancel"),
    path("points/", lists.point_list, name="point_list"),
    path("points/new/", keeping.point_new, name="point_new"),
    path("points/rubric/", rubric.star_rubric, name="star_rubric"),
    path("points/rubric/stars.yaml", rubric.star_rubric_text, name="star_rubric_text"),
    path("points/rubric/approve/", rubric.star_rubric_approve, name="star_rubric_approve"),
    path("points/<uuid:pid>/", lists.point, name="point"),
    path("points/<uuid:pid>/edit/", keeping.point_edit, name="point_edit"),
    path("points/<uuid:pid>/hours/", keeping.point_hours, name="point_hours"),
    path("points/<uuid:pid>/evidence/<slug:item>/", lists.point_evidence, name="point_evidence"),
    path("points/<uuid:pid>/self-check/", grading.self_check, name="point_self_check"),
    path("points/<uuid:pid>/assess/", grading.assess, name="point_assess"),
    path("points/<uuid:pid>/award/", grading.award_stars, name="point_award"),
    path("points/<uuid:pid>/appeal/", grading.appeal, name="point_appeal"),
    path("points/awards/<uuid:pid>/", lists.award, name="award"),
    path("points/awards/<uuid:pid>/paper/", grading.award_paper, name="award_paper"),
    path("points/appeals/<uuid:pid>/decide/", grading.decide, name="appeal_decide"),
]
