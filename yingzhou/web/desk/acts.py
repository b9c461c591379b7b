"""What the verbs and subjects of the trail are called on a page.  One not named here is shown as it is written."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from yingzhou.work.cases.choices import ClockMade, Made

ACTS: dict[str, Any] = (
    {
        "business.correct": _("更正主体信息"),
        "business.merge": _("合并主体"),
        "business.register": _("登记主体"),
        "business.set_status": _("改主体状态"),
        "business.unmerge": _("撤销合并"),
        "calendar.approve": _("批准放假安排"),
        "calendar.enter": _("录入放假安排"),
        "calendar.withdraw": _("撤回放假安排"),
        "case.answer": _("回话"),
        "case.attach": _("附上证据"),
        "case.enter": _("按平台台账记下事项"),
        "case.follow": _("按平台台账更新事项"),
        "case.forget": _("撤销导入，拿走事项"),
        "case.read": _("查看事项"),
        "case.remind": _("催办"),
        "complainant.read": _("查看投诉人身份"),
        "complaint.accept": _("受理投诉"),
        "complaint.answer": _("记下回访"),
        "complaint.ask_identity": _("要求限期提供身份证明"),
        "complaint.authority_arise": _("记下权限争议"),
        "complaint.authority_settle": _("权限争议定了"),
        "complaint.clue": _("记下调解中发现的线索"),
        "complaint.clue_check": _("核查了线索"),
        "complaint.complete": _("补全材料"),
        "complaint.consent": _("记下被代表人的同意"),
        "complaint.decline": _("不予受理投诉"),
        "complaint.follow": _("按平台台账更新投诉"),
        "complaint.forward": _("分送投诉"),
        "complaint.register": _("登记投诉"),
        "complaint.reopen": _("重新打开投诉"),
        "complaint.represent": _("变更代表人"),
        "complaint.return": _("退回统一接收机构"),
        "complaint.serve": _("送达文书"),
        "complaint.terminate": _("终止调解"),
        "complaint.withdraw": _("投诉人撤回投诉"),
        "confirm.accept": _("再次确认身份"),
        "confirm.refuse": _("再次确认未通过"),
        "contact.add": _("记联系方式"),
        "contact.assign": _("指定联络员"),
        "contact.end": _("结束联络"),
        "contact.read": _("查看联系方式"),
        "contact.remove": _("删联系方式"),
        "dispute.file": _("提出先行和解"),
        "district.load": _("装入辖区"),
        "evidence.put": _("收下证据"),
        "evidence.read": _("取出证据原件"),
        "evidence.sweep": _("清理无主文件"),
        "factor.refuse": _("验证码不对"),
        "factor.renew_recovery": _("换备用码"),
        "factor.reset": _("重置验证器"),
        "factor.set": _("设验证器"),
        "figure.approve": _("批准数值"),
        "figure.enter": _("录入数值"),
        "figure.withdraw": _("撤回数值"),
        "grid.cover": _("划定网格范围"),
        "grid.import": _("导入网格"),
        "grid.lay": _("建网格"),
        "import.commit": _("写入批次"),
        "import.decide": _("核定一行"),
        "import.drop": _("放弃批次"),
        "import.map": _("对应列名"),
        "import.refuse": _("拒收文件"),
        "import.take_errors": _("取回错误行"),
        "import.undo": _("撤销批次"),
        "import.upload": _("上传批次"),
        "informant.erase": _("删除举报人信息"),
        "informant.read": _("查看举报人身份"),
        "invitation.accept": _("接受邀请"),
        "invitation.make": _("发出邀请"),
        "job.retry": _("重跑作业"),
        "key.retire": _("停用旧密钥"),
        "key.rotate": _("换密钥"),
        "leave.cancel": _("取消请假"),
        "leave.take": _("请假"),
        "list.export": _("导出清单"),
        "mediation.answer": _("店家回话"),
        "mediation.ask": _("问履行了没有"),
        "mediation.ask_recusal": _("申请回避"),
        "mediation.confirm_performance": _("确认履行"),
        "mediation.consent": _("记是否同意调解"),
        "mediation.decide_recusal": _("决定是否回避"),
        "mediation.delegate": _("委托调解"),
        "mediation.drop_settlement": _("协议作罢"),
        "mediation.end": _("调解没有调成"),
        "mediation.end_appraisal": _("鉴定检测出结果"),
        "mediation.file_confirmation": _("记司法确认已申请"),
        "mediation.invite_merchant": _("请店家回话"),
        "mediation.mark_broken": _("记没有履行"),
        "mediation.open": _("征求双方同意调解"),
        "mediation.open_link": _("店家打开链接"),
        "mediation.plan_session": _("排一场调解"),
        "mediation.prepare_confirmation": _("准备司法确认材料"),
        "mediation.record_session": _("记一场调解"),
        "mediation.remind": _("提醒履行"),
        "mediation.say_to_offer": _("消费者回店家的办法"),
        "mediation.settle": _("写调解协议"),
        "mediation.sign": _("双方签字"),
        "mediation.start_appraisal": _("送鉴定检测"),
        "mediation.wrong_code": _("店家验证码不对"),
        "notification.prefer": _("设通知方式"),
        "obligation.acknowledge": _("对方确认"),
        "obligation.fulfill": _("履行约定"),
        "obligation.raise": _("提出约定"),
        "obligation_type.agree": _("定下一类约定"),
        "obligation_type.end": _("终止一类约定"),
        "officer.add": _("加人"),
        "officer.choose_language": _("选语言"),
        "officer.lock": _("停用账号"),
        "officer.unlock": _("恢复账号"),
        "organization.cancel_placement": _("取消隶属调整"),
        "organization.close": _("撤销组织"),
        "organization.found": _("设立组织"),
        "organization.place": _("调整隶属"),
        "organization.rename": _("组织改名"),
        "paper.issue": _("制作文书"),
        "paper_template.approve": _("批准文书模板"),
        "paper_template.enter": _("上传文书模板"),
        "paper_template.withdraw": _("撤回文书模板"),
        "password.change": _("改密码"),
        "permit.add": _("登记许可"),
        "permit.end": _("许可终止"),
        "posting.end": _("免去岗位"),
        "posting.grant": _("任命岗位"),
        "premises.add": _("登记场所"),
        "premises.leave": _("搬离场所"),
        "raiser.erase": _("抹去提出人"),
        "raiser.read": _("查看提出人"),
        "session.end": _("退出一处登录"),
        "session.end_all": _("退出全部登录"),
        "sign_in.accept": _("登录"),
        "sign_in.pause": _("暂停登录"),
        "sign_in.refuse": _("登录未通过"),
        "sign_out.accept": _("退出"),
        "stall.leave": _("退摊位"),
        "stall.rent": _("租摊位"),
        "tag.apply_rule": _("按规则贴标签"),
        "tag.define": _("定标签"),
        "tag.put": _("贴标签"),
        "tag.put_on_all": _("批量贴标签"),
        "tag.take_off": _("撕标签"),
        "tipoff.assign": _("指派举报承办人"),
        "tipoff.compare": _("核对给被举报人看的话"),
        "tipoff.file": _("举报：立案"),
        "tipoff.merge": _("举报：合并处理"),
        "tipoff.not_file": _("举报：不予立案"),
        "tipoff.not_ours": _("举报：告知没有处理权限"),
        "tipoff.note": _("写举报核查情况"),
        "tipoff.print": _("打印举报文书"),
        "tipoff.read": _("查看举报"),
        "tipoff.register": _("登记举报"),
        "tipoff.release": _("放行给被举报人看的话"),
        "tipoff.repeat": _("举报：认定重复"),
        "tipoff.reply": _("告知举报人"),
        "trail.export": _("导出留痕"),
        "trail.restore": _("说明数据库由备份恢复"),
    }
    | {f"case.{made.value}": made.label for made in Made}
    | {f"clock.{made.value}": made.label for made in ClockMade}
)

ANY = _("全部")
SYSTEM = _("系统（%(part)s）")
VISITOR = _("来访者")

SUBJECTS: dict[str, Any] = {
    "accounts.officer": _("人员"),
    "cases.case": _("事项"),
    "cases.clock": _("法定期限"),
    "disputes.tipoff": _("举报"),
    "disputes.complaint": _("投诉"),
    "documents.issuedpaper": _("文书"),
    "documents.papertemplate": _("文书模板"),
    "evidence.evidence": _("证据"),
    "figures.ownfigure": _("自定数值"),
    "figures.ownyear": _("放假安排"),
    "liaison.contact": _("联络关系"),
    "disputes.mediation": _("调解"),
    "network.organization": _("组织"),
    "network.posting": _("岗位"),
    "registry.business": _("经营主体"),
}


def act(verb: str) -> Any:
    """The word for a verb."""
    return ACTS.get(verb, verb)


def subject(kind: str) -> Any:
    """The word for a kind of subject."""
    return SUBJECTS.get(kind, kind)


def author(actor: str, names: Mapping[str, str]) -> Any:
    """Who it was: the person's name, or which part of the system, or that it was a visitor."""
    sort, _colon, rest = actor.partition(":")
    if sort == "system":
        return SYSTEM % {"part": rest}
    return VISITOR if sort == "visitor" else names.get(actor, actor)


def choices(words: Mapping[str, Any]) -> list[tuple[str, Any]]:
    """For a list to choose from, anything first."""
    return [("", ANY), *words.items()]
