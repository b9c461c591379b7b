from django.urls import URLPattern, URLResolver, path

from yingzhou.web.desk.views import outbox

urlpatterns: list[URLPattern | URLResolver] = [
    path("notifications/", outbox.notifications, name="notifications"),
    path("notifications/read/", outbox.read_all, name="notifications_read"),
    path("notifications/preferences/", outbox.preferences, name="notification_preferences"),
    path("notifications/<uuid:pid>/", outbox.open_notification, name="notification"),
]
