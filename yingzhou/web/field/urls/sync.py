"""What a phone fetches before it sets out, and hands over when it has a signal."""

from django.urls import path

from yingzhou.web.field.views import sync

urlpatterns = [
    path("pack/", sync.pack, name="pack"),
    path("photos/<uuid:key>/", sync.photo, name="photo"),
    path("visits/<uuid:key>/", sync.visit, name="visit"),
    path("visits/<uuid:key>/amend/", sync.amend, name="amend"),
    path("receipts/<uuid:key>/", sync.receipt, name="receipt"),
]
