"""The words and figures by which the guard knows persons: headings, names, lists of special groups."""

import re
from functools import lru_cache

from classify.intake.wording import fold
from classify.model.text import Text

KINDS = {
    "name": Text(zh="姓名", en="names"),
    "identity": Text(zh="身份证件号码", en="an identity number"),
    "mobile": Text(zh="手机号码", en="a mobile number"),
    "landline": Text(zh="固定电话号码", en="a telephone number"),
    "door": Text(zh="门牌（幢、单元、室）", en="a door number"),
    "contact": Text(zh="联系方式", en="ways to reach a person"),
    "address": Text(zh="住址、门牌", en="home addresses"),
    "birth": Text(zh="出生日期、年龄、性别", en="birth, age, sex"),
    "account": Text(zh="账号、车牌", en="accounts, number plates"),
    "health": Text(zh="个人健康或救助情况", en="a person's health or aid"),
}
# GB 11643: the 18th digit follows from the first 17.
IDENTITY_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)

_HEADINGS = {
    "name": "姓名|名字|户主|户主姓名|联系人|负责人|填报人|居民姓名|人员姓名"
    "|老人姓名|监护人|家属|法定代表人|业主|业主姓名|租客|承租人|房东"
    "|曾用名|name|fullname|firstname|lastname|contact|contactperson",
    "identity": "身份证|身份证号|身份证号码|居民身份证|公民身份号码|证件号"
    "|证件号码|证件类型|护照|护照号|社保号|社会保障号|idnumber|idcard|passport",
    "contact": "手机|手机号|手机号码|电话|电话号码|联系电话|联系方式|移动电话|固定电话"
    "|座机|家庭电话|微信|微信号|qq|qq号|邮箱|电子邮箱"
    "|phone|telephone|mobile|email|wechat",
    "address": "住址|家庭住址|现住址|居住地址|户籍地址|详细地址|门牌|门牌号|房号|室号|房间号|楼栋房号|幢室号|address|homeaddress",
    "birth": "出生日期|出生年月|出生年月日|生日|年龄|性别|民族|政治面貌|婚姻状况|文化程度|birthday|dateofbirth|age|sex|gender",
    "account": "银行卡|银行卡号|银行账号|账号|卡号|车牌|车牌号|车牌号码|bankaccount|platenumber",
    "health": "病情|病史|残疾等级|残疾类别|残疾证号|低保证号|致贫原因|诊断|健康状况",
}
# Who filled in a form stands below it with a colon; the line is never read, and its telephone number is found as a number.
_SIGNATURE = frozenset(["联系人", "负责人", "填报人", "制表人", "审核人", "联系电话", "联系方式", "电话"])
_KIND_OF = {word: kind for kind, words in _HEADINGS.items() for word in words.split("|")}
_WORDS = {
    kind: re.compile(
        "|".join(
            w
            for w in words.split("|")
            if (len(w) > 2 or w == "姓名") and not w.isascii() and w not in _SIGNATURE
        )
    )
    for kind, words in _HEADINGS.items()
}
# "手机号码登记数" and "户主姓名核对率" are figures about many.
_FIGURE = re.compile(
    r"(数|数量|量|率|比|占比|比例|人数|户数|个数|件数|次数|总计|合计|均值|中位数|人口|面积|情况说明)$"
)
_UNIT = re.compile(r"[(（\[【][^)）\]】]*[)）\]】]$|[*:：、.]+$|^[0-9]+[.、]")
_GROUPS = re.compile(
    r"低保|低边|特困|残疾|精神|智障|吸毒|戒毒|社区矫正|刑满|信访|上访|重点人员|重点人群|独居|空巢|失独|孤儿|留守|困境儿童|艾滋|传染|确诊"
    r"|密接|失能|失智|优抚|退役军人|困难职工|困难党员|失业|精障|肇事肇祸|邪教|涉毒|涉稳|高龄老人|孕产妇|帮扶对象|救助对象"
)
_LIST = re.compile(r"名单|名册|花名册|一人一档|人员信息|人员台账|登记表|登记册|明细表|清册|信息表|底册|台账")
_SURNAMES = frozenset(
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付"
    "方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤尤俞柳鲍倪钮殷章葛施窦奚费岑滕罗毕"
)
_DOUBLE = (
    "欧阳",
    "上官",
    "司马",
    "诸葛",
    "东方",
    "皇甫",
    "尉迟",
    "公孙",
    "慕容",
    "司徒",
    "夏侯",
    "长孙",
    "宇文",
    "令狐",
)
# What ends like this is a place, a firm or a figure, whatever it begins with.
_NO_NAME = re.compile(
    r"(社区|居委会|街道|新村|花园|公寓|小区|家园|广场|大厦|物业|公司|学校|医院|中心|委员会|支部|党委|苑|园|村|里|坊|巷|弄|路|街|桥|湾|庄|城|府|邸"
    r"|楼|塘|浜|门|镇|乡|区|市|县|型|类|式|房|层|圈|处|所|站|局|办|队|组|店|厂|山|河|湖|江|港|岸|院|庭|居|墅|台|阁|轩|等|无|有|是|否|个|户|人|年|月"
    r"|数|量|率|比|额|费|元|级|档|号|常住|户籍|合计|小计|总计|市场|国资|共享|自管|代管|封闭|开放|商品|安置)$"
)
_HAN = re.compile(r"[\u4e00-\u9fff]{2,4}(?:·[\u4e00-\u9fff]{2,6})?")


@lru_cache(maxsize=4_000)
def person_heading(text: str) -> str:
    """Return the kind of person-level column a heading names, nothing for any other heading."""
    folded = fold(text)
    signature = folded.endswith((":", "："))
    while (bare := _UNIT.sub("", folded)) != folded:
        folded = bare
    if not folded or _FIGURE.search(folded):
        return ""
    if folded in _KIND_OF:
        return "" if signature and folded in _SIGNATURE else _KIND_OF[folded]
    if len(folded) > 12:
        return ""
    return next((kind for kind, words in _WORDS.items() if words.search(folded)), "")


@lru_cache(maxsize=4_000)
def special_list(text: str) -> bool:
    """Tell whether a title or sheet name announces a list of persons of a special group."""
    folded = fold(text)
    if _FIGURE.search(folded) or "汇总" in folded or "统计" in folded:
        return False
    return bool(
        ("花名册" in folded or "一人一档" in folded) or (_LIST.search(folded) and _GROUPS.search(folded))
    )


@lru_cache(maxsize=20_000)
def looks_like_name(text: str) -> bool:
    """Tell whether a text could be the name of a person; many places could, so one alone says nothing."""
    text = "".join(text.split())
    if not 2 <= len(text) <= 9 or not _HAN.fullmatch(text) or _NO_NAME.search(text):
        return False
    if "·" in text:
        return True
    return (text[0] in _SURNAMES and len(text) <= 3) or (text[:2] in _DOUBLE and len(text) >= 3)
