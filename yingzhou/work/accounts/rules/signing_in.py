"""Refusals at the door.  None of them tells whether an account exists."""

from __future__ import annotations

from yingzhou.base.refusals import Refusal
from yingzhou.base.words import _

#: Wrong tries a minute from one address on one account, and on all accounts (reliability bar S06).
TRIES_PER_ACCOUNT = 5
TRIES_PER_ADDRESS = 20
WINDOW_SECONDS = 60
LOCK_SECONDS = 600
#: Codes tried an hour on one account from anywhere, by someone who knows the password.
CODES_PER_ACCOUNT = 20
CODES_WINDOW_SECONDS = 3600
#: How long a password stays accepted while the code is being looked up.
HALF_WAY_SECONDS = 600
#: How long a confirmation lasts (`@who(reauth=True)`).
FRESH_SECONDS = 600


class WrongCredentials(Refusal):
    """User name and password do not fit; which of the two is wrong is not said."""

    reason = _("工号或口令不对")
    mend = _("再试一次；忘了就找本单位安全管理员")
    status = 422
    field = "password"


class WrongPassword(Refusal):
    """The person signed in does not know the password."""

    reason = _("口令不对")
    mend = _("再试一次")
    status = 422
    field = "confirm_password"


class Paused(Refusal):
    """Too many wrong tries on one account from one address."""

    reason = _("试得太多，先停一停")
    mend = _("请在 {minutes} 分钟后再试；换一台电脑不受影响")
    status = 429


class WrongCode(Refusal):
    """The code is wrong, too old, or was used before."""

    reason = _("动态码不对，或者已经用过")
    mend = _("等下一个码出来再填；手机不在身边就用备用码")
    status = 422
    field = "code"


class NoFactorYet(Refusal):
    """Password right, but the account has no second factor, and only a one-time link can set one."""

    reason = _("第二道验证还没有设")
    mend = _("请安全管理员当面给您一次性链接")
    status = 403


class LinkSpent(Refusal):
    """A one-time link that is unknown, used or too old: all answer alike."""

    reason = _("这个链接已经用过、过期或不存在")
    mend = _("请安全管理员再给一个")
    status = 404


class WeakPassword(Refusal):
    """The password is too short, too common, or too like the name."""

    reason = _("口令不够好：{why}")
    mend = _("至少 12 位；可以用一句话")
    status = 422
    field = "password"
