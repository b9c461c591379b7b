"""通知：what I was told, and how I want to be told."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe

from yingzhou.base.outbox import answering, reading
from yingzhou.base.outbox.choices import Channel
from yingzhou.base.outbox.models import Notification
from yingzhou.web.desk.shell import count_with
from yingzhou.web.door.access import signed_in
from yingzhou.web.door.viewer import viewer_of
from yingzhou.work.accounts.rules import Viewer

#: The page of the row a notification is about, where the notification names no address.
PAGES = {
    "cases.case": "desk:case",
    "registry.business": "desk:business",
    "network.organization": "desk:organization",
    "staging.batch": "desk:import",
}


@count_with
def unread(viewer: Viewer) -> Mapping[str, int]:
    """The number on the bell."""
    return {"desk:notifications": reading.unread_count(viewer.officer_id)}


@dataclass(frozen=True)
class NotificationsPage:
    """All that desk/outbox/notifications.html may use."""

    notifications: list[Notification]
    older: UUID | None
    unread_only: bool


class Cursor(forms.Form):
    """Which page of the list: only unread ones, and after which."""

    unread = forms.BooleanField(required=False)
    after = forms.UUIDField(required=False)


@require_safe
@signed_in
def notifications(request: HttpRequest) -> HttpResponse:
    """The newest first."""
    asked = Cursor(request.GET)
    where = asked.cleaned_data if asked.is_valid() else {}
    unread_only = bool(where.get("unread"))
    inbox = reading.inbox(viewer_of(request).officer_id, unread_only=unread_only, after=where.get("after"))
    page = NotificationsPage(notifications=inbox.notifications, older=inbox.older, unread_only=unread_only)
    return render(request, "desk/outbox/notifications.html", vars(page))


@require_safe
@signed_in
def open_notification(request: HttpRequest, pid: UUID) -> HttpResponse:
    """Read it, and go to what it is about."""
    return HttpResponseRedirect(target_of(answering.open_one(notification=pid, by=viewer_of(request))))


@require_POST
@signed_in
def read_all(request: HttpRequest) -> HttpResponse:
    count = answering.mark_all_read(by=viewer_of(request))
    messages.success(request, gettext("%(count)s条标为已读") % {"count": count})
    return redirect("desk:notifications")


def target_of(notification: Notification) -> str:
    """The address of what it is about; the list when there is none."""
    if notification.url.startswith("/") and not notification.url.startswith(("//", "/\\")):
        return notification.url
    try:
        return reverse(PAGES[notification.about_kind], args=[notification.about_id])
    except (KeyError, NoReverseMatch):
        return reverse("desk:notifications")


class PreferenceForm(forms.Form):
    """How a person wants to be told."""

    channels = forms.MultipleChoiceField(
        label=_("另外用什么方式告诉我"),
        choices=Channel.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("站内通知总会有；这里是另外发到站外的"),
    )
    digest = forms.BooleanField(label=_("普通邮件攒成一封，每天8:30发"), required=False, help_text=_("紧急的照样马上发"))
    quiet_from = forms.TimeField(label=_("免打扰从"), widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"))
    quiet_until = forms.TimeField(
        label=_("免打扰到"),
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        help_text=_("这段时间只发紧急的；两个时间填成一样就是不设"),
    )


@signed_in
def preferences(request: HttpRequest) -> HttpResponse:
    """Channels, digest, quiet hours."""
    viewer = viewer_of(request)
    form = PreferenceForm(request.POST) if request.method == "POST" else PreferenceForm(initial=_chosen(viewer))
    if request.method == "POST" and form.is_valid():
        wants = form.cleaned_data
        chosen = wants.pop("channels")
        channels = {str(channel): channel in chosen for channel in Channel}
        answering.prefer(by=viewer, **channels, **wants)
        messages.success(request, gettext("已记住"))
        return redirect("desk:notification_preferences")
    return render(request, "desk/outbox/preferences.html", {"form": form}, status=422 if form.errors else 200)


def _chosen(viewer: Viewer) -> dict[str, object]:
    kept = reading.preference_of(viewer.officer_id)
    return {
        "channels": [channel for channel in Channel if getattr(kept, channel)],
        "digest": kept.digest,
        "quiet_from": kept.quiet_from,
        "quiet_until": kept.quiet_until,
    }
