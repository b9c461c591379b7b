"""What the pages of accounts read."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from yingzhou.work.accounts.choices import InvitationKind, LockReason, Role


def day_input() -> forms.DateInput:
    """A date as the browser offers it."""
    return forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


def new_password_field() -> forms.CharField:
    return forms.CharField(
        label=_("新口令"),
        max_length=128,
        strip=False,
        help_text=_("至少 12 位，可以是一句话；可以粘贴，可以用口令管理器"),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )


def code_field() -> forms.CharField:
    return forms.CharField(
        label=_("动态码"),
        max_length=20,
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "numeric"}),
    )


class SignInForm(forms.Form):
    username = forms.CharField(label=_("工号"), max_length=64, widget=forms.TextInput(attrs={"autocomplete": "username"}))
    password = forms.CharField(
        label=_("口令"),
        max_length=128,
        strip=False,
        help_text=_("可以粘贴，可以用口令管理器"),
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )


class CodeForm(forms.Form):
    code = forms.CharField(
        label=_("动态码或备用码"),
        max_length=20,
        help_text=_("手机上的六位数；手机不在身边，用一个备用码"),
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "autofocus": True}),
    )


class InvitedForm(forms.Form):
    """What a one-time link lets its holder set: a password, a code generator, or both."""

    def __init__(self, *args: Any, kind: InvitationKind, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if kind != InvitationKind.FACTOR:
            self.fields["password"] = new_password_field()
        if kind != InvitationKind.PASSWORD:
            self.fields["code"] = code_field()


class PasswordForm(forms.Form):
    password = new_password_field()


class LeaveForm(forms.Form):
    since = forms.DateField(label=_("从哪天起"), widget=day_input())
    until = forms.DateField(label=_("哪天回来上班"), widget=day_input())
    deputy = forms.UUIDField(label=_("谁来代"), widget=forms.Select)

    def __init__(self, *args: Any, deputies: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["deputy"].widget.choices = [("", "—"), *deputies]


class OfficerForm(forms.Form):
    username = forms.RegexField(
        label=_("工号"),
        regex=r"^[A-Za-z0-9._-]+$",
        max_length=64,
        help_text=_("登录时用；字母、数字、点、横线"),
        error_messages={"invalid": _("只能用字母、数字、点、横线")},
    )
    name = forms.CharField(label=_("姓名"), max_length=64)
    email = forms.EmailField(label=_("工作邮箱"), required=False)


class PostingForm(forms.Form):
    role = forms.ChoiceField(label=_("岗位"), choices=Role.choices)
    organization = forms.UUIDField(label=_("在哪个组织"), widget=forms.Select)
    since = forms.DateField(label=_("从哪天起"), widget=day_input())
    until = forms.DateField(
        label=_("到哪天为止"), required=False, widget=day_input(), help_text=_("这一天起不再任职；不填就一直有效")
    )

    def __init__(self, *args: Any, organizations: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organization"].widget.choices = [("", "—"), *organizations]


class LockForm(forms.Form):
    reason = forms.ChoiceField(label=_("为什么停用"), choices=LockReason.choices)


class InviteForm(forms.Form):
    kind = forms.ChoiceField(label=_("给什么链接"), choices=InvitationKind.choices)
