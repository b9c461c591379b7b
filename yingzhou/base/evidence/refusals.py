"""What is said when a file is not taken in."""

from __future__ import annotations

from yingzhou.base.refusals import Refusal
from yingzhou.base.words import _

ACCEPTED = _("可以交：JPG、PNG、WebP、静态 GIF 图片，PDF，Word（docx），Excel（xlsx），CSV 和纯文本")


class FileRefused(Refusal):
    """A file that is not taken in."""

    field = "file"
    status = 422


class EmptyFile(FileRefused):
    reason = _("文件是空的")
    mend = _("重新选择文件；手机拍照后等照片保存完再选")


class FileTooLarge(FileRefused):
    reason = _("文件超过 {most} MB")
    mend = _("压缩后再交，或分成几个文件")


class KindNotAccepted(FileRefused):
    reason = _("不收这种文件：{found}")
    mend = ACCEPTED


class PhonePhotoFormat(FileRefused):
    reason = _("不收 HEIC 照片")
    mend = _("苹果手机：设置 → 相机 → 格式，选“兼容性最佳”，或把照片另存为 JPG")


class NameDisagrees(FileRefused):
    reason = _("文件名结尾是 {named}，内容却是 {found}")
    mend = _("改回原来的文件名再交")


class AnimatedImage(FileRefused):
    reason = _("不收动图")
    mend = _("截取其中一张再交")


class ImageTooLarge(FileRefused):
    reason = _("图片有 {width}×{height} 像素，超过 5000 万像素")
    mend = _("缩小后再交")


class CannotBeOpened(FileRefused):
    reason = _("文件打不开，可能没有传完或已损坏")
    mend = _("在您的设备上打开看看，再交一次")


class RunsSomething(FileRefused):
    reason = _("文件里带有脚本、宏或附带的其他文件")
    mend = _("另存为不带宏的文件，或打印成 PDF 再交")


class HashDiffers(FileRefused):
    reason = _("收到的内容与手机上的不一致")
    mend = _("重新上传这个文件")


class NoRoom(FileRefused):
    reason = _("服务器存储空间不足，文件没有收下")
    mend = _("稍后再试")
    whom = _("请联系系统管理员")
    status = 507


class Infected(FileRefused):
    reason = _("杀毒软件认出这个文件有害")
    mend = _("不要再打开它；请所里的网管检查您的设备")


class NotScanned(FileRefused):
    reason = _("杀毒服务没有应答，文件没有收下")
    mend = _("稍后再试")
    whom = _("请联系系统管理员")
    status = 503
