from django.urls import URLPattern, URLResolver, path

from yingzhou.web.desk.views import complaints

urlpatterns: list[URLPattern | URLResolver] = [
    path("complaints/", complaints.complaint_list, name="complaint_list"),
    path("complaints/new/", complaints.complaint_new, name="complaint_new"),
    path("complaints/<uuid:pid>/", complaints.complaint, name="complaint"),
]
