from django.urls import path

from yingzhou.web.desk.views import burden

urlpatterns = [
    path("burden/", burden.burden, name="burden"),
]
