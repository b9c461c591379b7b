"""The words of the registry."""

from __future__ import annotations

from django.db.models import TextChoices

from yingzhou.base.words import _


class Kind(TextChoices):
    """What a business is in law."""

    ENTERPRISE = "enterprise", _("企业")
    INDIVIDUAL = "individual", _("个体工商户")
    COOPERATIVE = "cooperative", _("农民专业合作社")
    MARKET = "market", _("专业市场")


class LegalForm(TextChoices):
    """The type of an enterprise (企业类型); blank for the other kinds."""

    LIMITED = "limited", _("有限责任公司")
    JOINT_STOCK = "joint_stock", _("股份有限公司")
    SOLE = "sole", _("个人独资企业")
    PARTNERSHIP = "partnership", _("合伙企业")
    BRANCH = "branch", _("分支机构")
    STATE_OWNED = "state_owned", _("全民所有制企业")
    COLLECTIVE = "collective", _("集体所有制企业")
    OTHER = "other", _("其他企业")


class Status(TextChoices):
    """Where a business is in its life."""

    ACTIVE = "active", _("存续")
    DORMANT = "dormant", _("歇业备案")
    REVOKED = "revoked", _("吊销")
    CLOSED = "closed", _("注销")


#: Still there to be visited and counted.
LIVING = (Status.ACTIVE, Status.DORMANT)


class Size(TextChoices):
    """The size class of an enterprise (划型); individual businesses are classed by reference (参照)."""

    LARGE = "large", _("大型")
    MEDIUM = "medium", _("中型")
    SMALL = "small", _("小型")
    MICRO = "micro", _("微型")


class IndividualType(TextChoices):
    """个体工商户分型: entered or imported as the province decided it; its thresholds are local."""

    SUBSISTENCE = "subsistence", _("生存型")
    GROWING = "growing", _("成长型")
    DEVELOPED = "developed", _("发展型")


class PermitKind(TextChoices):
    """What a permit allows."""

    FOOD_TRADE = "food_trade", _("食品经营许可证")
    FOOD_PRODUCTION = "food_production", _("食品生产许可证")
    SMALL_CATERING = "small_catering", _("小餐饮备案")
    SMALL_WORKSHOP = "small_workshop", _("食品小作坊准许证")
    DRUG = "drug", _("药品经营许可证")
    MEDICAL_DEVICE = "medical_device", _("医疗器械经营许可证")
    SPECIAL_EQUIPMENT = "special_equipment", _("特种设备使用登记证")
    HYGIENE = "hygiene", _("公共场所卫生许可证")
    LODGING = "lodging", _("旅馆业特种行业许可证")
    TOBACCO = "tobacco", _("烟草专卖零售许可证")
    OTHER = "other", _("其他许可")


class SeatedBy(TextChoices):
    """How a business came to its station and village."""

    ADDRESS = "address", _("按地址文字")
    COORDINATES = "coordinates", _("按坐标")
    MANUAL = "manual", _("人工选定")
    IMPORT = "import", _("随导入表")


class TagScope(TextChoices):
    """Whose tag it is: the bureau's, seen by all, or one station's own."""

    BUREAU = "bureau", _("全局")
    STATION = "station", _("本站")


class TaggedBy(TextChoices):
    """Who put the tag on: a person, or the tag's own rule."""

    MANUAL = "manual", _("人工")
    RULE = "rule", _("规则")


class Outcome(TextChoices):
    """What a row of an import means for the registry."""

    NEW = "new", _("新增")
    CHANGED = "changed", _("变更")
    SAME = "same", _("不变")
    DOUBTFUL = "doubtful", _("疑似重复")
    OUTSIDE = "outside", _("不在范围内")
