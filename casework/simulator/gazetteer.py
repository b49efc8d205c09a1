"""A small gazetteer of real districts and common road names, enough to place a world on a map."""

from __future__ import annotations

from typing import NamedTuple


class District(NamedTuple):
    """A county-level division: its administrative code, its names, and its middle (WGS 84)."""

    code: str
    province: str
    city: str
    district: str
    province_en: str
    city_en: str
    district_en: str
    lat: float
    lon: float


class Road(NamedTuple):
    """A road name that many towns have, in characters and in pinyin."""

    name: str
    pinyin: str


# Where most sellers and makers of this world sit: the coast from Guangdong to Jiangsu.
_SELLING = """
440111 广东省 广州市 白云区 Guangdong Guangzhou Baiyun 23.157 113.273
440113 广东省 广州市 番禺区 Guangdong Guangzhou Panyu 22.938 113.384
440103 广东省 广州市 荔湾区 Guangdong Guangzhou Liwan 23.126 113.244
440106 广东省 广州市 天河区 Guangdong Guangzhou Tianhe 23.125 113.362
440118 广东省 广州市 增城区 Guangdong Guangzhou Zengcheng 23.261 113.811
440306 广东省 深圳市 宝安区 Guangdong Shenzhen Baoan 22.555 113.884
440307 广东省 深圳市 龙岗区 Guangdong Shenzhen Longgang 22.721 114.247
440305 广东省 深圳市 南山区 Guangdong Shenzhen Nanshan 22.533 113.930
440303 广东省 深圳市 罗湖区 Guangdong Shenzhen Luohu 22.548 114.131
440605 广东省 佛山市 南海区 Guangdong Foshan Nanhai 23.029 113.143
440606 广东省 佛山市 顺德区 Guangdong Foshan Shunde 22.805 113.293
440515 广东省 汕头市 澄海区 Guangdong Shantou Chenghai 23.467 116.756
440514 广东省 汕头市 潮南区 Guangdong Shantou Chaonan 23.239 116.439
445202 广东省 揭阳市 榕城区 Guangdong Jieyang Rongcheng 23.525 116.367
441303 广东省 惠州市 惠阳区 Guangdong Huizhou Huiyang 22.790 114.456
440705 广东省 江门市 新会区 Guangdong Jiangmen Xinhui 22.458 113.034
330110 浙江省 杭州市 余杭区 Zhejiang Hangzhou Yuhang 30.419 120.299
330109 浙江省 杭州市 萧山区 Zhejiang Hangzhou Xiaoshan 30.184 120.264
330782 浙江省 金华市 义乌市 Zhejiang Jinhua Yiwu 29.307 120.075
330302 浙江省 温州市 鹿城区 Zhejiang Wenzhou Lucheng 28.016 120.655
330304 浙江省 温州市 瓯海区 Zhejiang Wenzhou Ouhai 27.967 120.615
330381 浙江省 温州市 瑞安市 Zhejiang Wenzhou Ruian 27.779 120.655
330212 浙江省 宁波市 鄞州区 Zhejiang Ningbo Yinzhou 29.817 121.547
330282 浙江省 宁波市 慈溪市 Zhejiang Ningbo Cixi 30.170 121.267
331004 浙江省 台州市 路桥区 Zhejiang Taizhou Luqiao 28.583 121.365
330603 浙江省 绍兴市 柯桥区 Zhejiang Shaoxing Keqiao 30.082 120.495
350304 福建省 莆田市 荔城区 Fujian Putian Licheng 25.432 119.015
350303 福建省 莆田市 涵江区 Fujian Putian Hanjiang 25.459 119.116
350582 福建省 泉州市 晋江市 Fujian Quanzhou Jinjiang 24.782 118.552
350581 福建省 泉州市 石狮市 Fujian Quanzhou Shishi 24.732 118.648
350503 福建省 泉州市 丰泽区 Fujian Quanzhou Fengze 24.891 118.613
350104 福建省 福州市 仓山区 Fujian Fuzhou Cangshan 26.047 119.274
350211 福建省 厦门市 集美区 Fujian Xiamen Jimei 24.576 118.097
320583 江苏省 苏州市 昆山市 Jiangsu Suzhou Kunshan 31.386 120.981
320509 江苏省 苏州市 吴江区 Jiangsu Suzhou Wujiang 31.139 120.645
320581 江苏省 苏州市 常熟市 Jiangsu Suzhou Changshu 31.654 120.752
320612 江苏省 南通市 通州区 Jiangsu Nantong Tongzhou 32.066 121.074
320115 江苏省 南京市 江宁区 Jiangsu Nanjing Jiangning 31.953 118.840
"""

# Where buyers also live.
_ELSEWHERE = """
371302 山东省 临沂市 兰山区 Shandong Linyi Lanshan 35.052 118.348
370214 山东省 青岛市 城阳区 Shandong Qingdao Chengyang 36.308 120.396
130108 河北省 石家庄市 裕华区 Hebei Shijiazhuang Yuhua 38.006 114.531
410105 河南省 郑州市 金水区 Henan Zhengzhou Jinshui 34.800 113.661
420115 湖北省 武汉市 江夏区 Hubei Wuhan Jiangxia 30.376 114.319
430111 湖南省 长沙市 雨花区 Hunan Changsha Yuhua 28.136 113.038
510116 四川省 成都市 双流区 Sichuan Chengdu Shuangliu 30.574 103.924
360111 江西省 南昌市 青山湖区 Jiangxi Nanchang Qingshanhu 28.683 115.962
340104 安徽省 合肥市 蜀山区 Anhui Hefei Shushan 31.851 117.261
210106 辽宁省 沈阳市 铁西区 Liaoning Shenyang Tiexi 41.821 123.334
500112 重庆市 重庆市 渝北区 Chongqing Chongqing Yubei 29.718 106.631
310112 上海市 上海市 闵行区 Shanghai Shanghai Minhang 31.113 121.381
110106 北京市 北京市 丰台区 Beijing Beijing Fengtai 39.858 116.287
"""


def _districts(table: str) -> tuple[District, ...]:
    districts = []
    for line in table.split("\n"):
        if line:
            code, province, city, name, province_en, city_en, name_en, lat, lon = line.split()
            names = (province, city, name, province_en, city_en, name_en)
            districts.append(District(code, *names, float(lat), float(lon)))
    return tuple(districts)


SELLING_DISTRICTS = _districts(_SELLING)
DISTRICTS = SELLING_DISTRICTS + _districts(_ELSEWHERE)

_ROADS = """
兴隆:Xinglong 人民:Renmin 解放:Jiefang 建设:Jianshe 工业:Gongye 创业:Chuangye 新华:Xinhua
中山:Zhongshan 文化:Wenhua 振兴:Zhenxing 富民:Fumin 黄河:Huanghe 和平:Heping 胜利:Shengli
东风:Dongfeng 团结:Tuanjie 光明:Guangming 前进:Qianjin 迎宾:Yingbin 科技:Keji 学院:Xueyuan
花园:Huayuan 金星:Jinxing 龙腾:Longteng 凤凰:Fenghuang 锦绣:Jinxiu 红旗:Hongqi 友谊:Youyi
长江:Changjiang 幸福:Xingfu 南湖:Nanhu 北苑:Beiyuan 西环:Xihuan 东兴:Dongxing 宝华:Baohua
福泰:Futai 荣华:Ronghua 嘉禾:Jiahe 永兴:Yongxing 顺达:Shunda 恒丰:Hengfeng 广源:Guangyuan
同德:Tongde 沙河:Shahe 石井:Shijing 马鞍:Maan 竹园:Zhuyuan 梅林:Meilin 松柏:Songbai 桂花:Guihua
"""

ROADS: tuple[Road, ...] = tuple(Road(*pair.split(":")) for pair in _ROADS.split())

_SIMPLIFIED = (
    "业东丰临义乌云仓会余兰兴凤创区华单厦县双号吴团园头学宁宝宾岗岛广庄庆恒"
    "晋栋桥楼汉泽温湾狮环瓯红绍结绣罗胜腾苏荣萧设谊辽达进郑铁锦长门闵阳顺风马"
    "黄龙"
)
_TRADITIONAL = (
    "業東豐臨義烏雲倉會餘蘭興鳳創區華單廈縣雙號吳團園頭學寧寶賓崗島廣莊慶恆"
    "晉棟橋樓漢澤溫灣獅環甌紅紹結繡羅勝騰蘇榮蕭設誼遼達進鄭鐵錦長門閔陽順風馬"
    "黃龍"
)
TRADITIONAL = str.maketrans(_SIMPLIFIED, _TRADITIONAL)
"""Simplified to traditional, for the characters this gazetteer's addresses are written with."""
