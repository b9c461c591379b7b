"""Which surface answers which address."""

from django.urls import include, path
from django.views.generic import RedirectView

from yingzhou.web.door.access import anyone
from yingzhou.web.door.alive import alive

urlpatterns = [
    path("", anyone(RedirectView.as_view(url="/p/")), name="home"),
    path("preferences/", include("yingzhou.web.door.preferences")),
    path("alive/", alive, name="alive"),
    path("desk/", include("yingzhou.web.desk.urls")),
    path("p/", include("yingzhou.web.portal.urls")),
]

handler400 = "yingzhou.web.door.refused.unreadable"
handler403 = "yingzhou.web.door.refused.forbidden"
handler404 = "yingzhou.web.door.refused.not_found"
handler500 = "yingzhou.web.door.refused.broken"
