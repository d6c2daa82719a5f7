"""Name the eight subdistricts and 169 communities of the fictitious district.

Every name is invented. The key under which a community stands is its latent kind: what the generator
draws its figures from. `old-estate/mixed` and its like are the true borderline cases.
"""

from typing import NamedTuple

COUNTY_CODE = "999801"


class Subdistrict(NamedTuple):
    """Hold one subdistrict and its communities by kind.

    `old_city` decides which densities and protection zones are drawn. `circle` is empty where this
    district has not settled it: what the three circles are, only a district can say.
    """

    name: str
    old_city: bool
    communities: dict[str, str]
    circle: str | None = None


SUBDISTRICTS = (
    Subdistrict(
        name="柳浦街道",
        old_city=True,
        circle="内圈",
        communities={
            "open-street": "砚池巷 听橹巷 藕花弄 絮桥 栖云巷 扇骨巷 三瑞弄 书带巷",
            "old-estate": "柳荫一村 柳荫二村 柳荫三村 秋葭新村 砚北新村 橹港新村",
            "commodity": "汀兰雅苑 柳浦名邸 月浦花园",
            "commercial": "锦铃街 万灯坊",
            "mixed": "柳浦桥 燕汀 竹篱",
            "open-street/commercial": "灯船巷",
        },
    ),
    Subdistrict(
        name="望津街道",
        old_city=True,
        communities={
            "open-street": "苔痕巷 乌篷弄 染香弄 橘灯巷",
            "old-estate": "望津一村 望津二村 望津三村 望津四村 渔歌一村 渔歌二村"
            " 船坞新村 缆绳新村 榆荫一村 榆荫二村 晨钟新村南区 晨钟新村北区",
            "commodity": "津渡花园 望津雅苑 鸥鹭华庭 澜津苑 津桥名邸",
            "commercial": "渡前街 四海坊 鱼灯街",
            "mixed": "望津桥 榆荫里 缆桥",
            "open-street/commercial": "渡口街",
            "old-estate/mixed": "渔歌三村 渔歌四村",
        },
    ),
    Subdistrict(
        name="鹤桥街道",
        old_city=True,
        circle="内圈",
        communities={
            "open-street": "鹤羽巷 杏坛巷 半砚弄 桑梓弄 井栏巷",
            "old-estate": "鹤桥一村 鹤桥二村 鹤桥三村 松涛一村 松涛二村"
            " 荷风新村东区 荷风新村西区 棉麻新村 砖桥新村",
            "commodity": "鹤鸣苑 荷塘雅居 松月花园",
            "commercial": "鹤市街",
            "mixed": "鹤桥里 荷风",
            "commodity/old-estate": "松涛花园",
        },
    ),
    Subdistrict(
        name="兰渚街道",
        old_city=True,
        communities={
            "open-street": "兰舟巷 绣绷弄 弦歌巷 雨檐巷",
            "old-estate": "兰渚一村 兰渚二村 兰渚三村 书声新村 织女新村 墨香一村 墨香二村 钟铃新村",
            "commodity": "兰庭苑 墨香名邸 兰渚公馆 书声雅苑",
            "commercial": "兰市里",
            "mixed": "兰渚桥 芷汀 墨池",
            "commodity/mixed": "芷汀花园",
        },
    ),
    Subdistrict(
        name="棠湾街道",
        old_city=False,
        circle="中圈",
        communities={
            "old-estate": "棠湾新村 汽笛新村",
            "commodity": "棠棣花园 棠湾华庭 云汀府 棠雨苑 北棠名邸",
            "resettlement": "棠溪家园一区 棠溪家园二区 北棠家园 梨花家园",
            "commercial": "棠湾天街",
        },
    ),
    Subdistrict(
        name="桐溪街道",
        old_city=False,
        communities={
            "old-estate": "桐溪一村 桐溪二村 桐溪三村 桐荫新村东区 桐荫新村西区 麦香新村 芦花新村 铁砧新村",
            "commodity": "桐溪花园 芦汀苑 桐语雅居 麦香名邸 溪岸华庭 桐乐苑",
            "resettlement": "桐溪家园 芦花家园南区 芦花家园北区 麦田家园 石磨家园",
            "mixed": "桐溪桥 芦汀 桐荫里",
            "dormitory": "桐溪青年公寓",
            "resettlement/commodity": "溪岸家园",
        },
    ),
    Subdistrict(
        name="青圩街道",
        old_city=False,
        circle="外圈",
        communities={
            "old-estate": "青圩新村 砖窑新村 轮渡新村 堤东新村",
            "commodity": "青圩花园 圩上名邸 堤岸华庭 禾苗苑 青禾雅居 湾月府",
            "resettlement": "青圩家园一区 青圩家园二区 青圩家园三区 禾苗家园"
            " 砖窑家园 堤西家园 荷锄家园 圩田家园",
            "mixed": "青圩桥",
            "dormitory": "青圩创业公寓",
        },
    ),
    Subdistrict(
        name="云堰街道",
        old_city=False,
        communities={
            "old-estate": "云堰一村 云堰二村 水闸新村 梭子新村 风帆新村",
            "commodity": "云堰花园 云起苑 堰上名邸 帆影华庭 云汐府 风荷雅居 云萝苑 帆语花园 堰月湾",
            "resettlement": "云堰家园 水闸家园 帆影家园",
            "dormitory": "云堰人才公寓",
        },
    ),
)
