"""Numbers of posts and carriers outside China."""

from __future__ import annotations

from casework.analysis.normalise.tracking import checks
from casework.analysis.normalise.tracking.forms import form, own

_ISO_3166 = (
    "AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ "
    "BR BS BT BV BW BY BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM "
    "DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS "
    "GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN "
    "KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ "
    "MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM "
    "PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV "
    "SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI "
    "VN VU WF WS YE YT ZA ZM ZW"
)
COUNTRIES = frozenset(_ISO_3166.split())
"""ISO 3166-1 alpha-2: what an S10 number may end in."""

POSTS = {
    "CN": "ems", "GB": "royalmail", "US": "usps", "CA": "canadapost", "AU": "auspost",
    "JP": "japanpost", "KR": "koreapost", "HK": "hongkongpost", "SG": "singpost",
    "FR": "laposte", "DE": "deutschepost", "NL": "postnl", "BE": "bpost", "ES": "correos",
    "IT": "posteitaliane",
}  # fmt: skip
"""Posts with a word of their own; any other is `post-` and its country."""

S10 = own("S10", "", r"[A-Z]{2}(\d{9})[A-Z]{2}", checks.postal, source="UPU standard S10")

_ROUTED = r"(?:420\d{5}(?=(?:\d{22}|\d{26})$)|420\d{9}(?=\d{22}$))?"
_LONG = r"(?:9\d{8}(?:\d{11}|\d{7})|[0-8]\d{5}(?:\d{14}|\d{10}))\d"
_SEVEN_YEN = "published programs that number Japanese parcels: eleven digits, modulo 7"

FORMS = (
    S10,
    own("UPS", "ups", r"1Z([A-Z0-9]{15}\d)", checks.doubled),
    form("UPS Waybill", "ups", r"[AHJKTV](\d{10})", checks.doubled),
    form("FedEx Express (12)", "fedex", r"\d{12}", checks.fedex),
    form("FedEx Express (34)", "fedex", r"[0-8]\d{14}\d{5}(\d{14})", checks.fedex),
    form("FedEx ASTRA (32)", "fedex", r"3\d{15}(\d{12})\d{4}", checks.fedex),
    form("FedEx Ground", "fedex", r"\d{15}", checks.gs1),
    form("FedEx Ground (SSCC-18)", "fedex", r"0[0124](\d{16})", checks.gs1),
    form("FedEx Ground 96 (22)", "fedex", r"96\d{5}(\d{15})", checks.gs1),
    form("FedEx Ground GSN", "fedex", r"96\d{18}(\d{14})", checks.fedex),
    form("USPS 20", "usps", r"\d{20}", checks.gs1),
    form("USPS IMpb N", "usps", rf"{_ROUTED}(94\d{{3}}{_LONG})|(94\d{{3}}9\d{{24}})", checks.gs1),
    form("USPS IMpb C", "usps",
         rf"{_ROUTED}((?:92(?=\d{{3}}9)|93(?=\d{{3}}[0-8])|95)\d{{3}}{_LONG})", checks.gs1),
    form("USPS Legacy", "usps", r"(?:420\d{5}(?:\d{4})?)?((?:91)?\d{20})",
         checks.led("91", checks.gs1)),
    form("DHL Express", "dhl", r"\d{10,11}", checks.sevens),
    form("DHL Express (Piece ID)", "dhl", r"J[A-Z]{2,3}\d{9,10}"),
    form("DHL E-Commerce", "dhl",
         r"(?:GM|LX|RX|UV|CN|SG|TH|IN|HK|MY)(?=[A-Z]*\d)[0-9A-Z]{10,38}"),
    form("DHL E-Commerce (14)", "dhl", r"\d{14}"),
    own("DHL Paket", "dhl", r"JJD\d{18,21}", source="licence plate on DHL's parcel labels"),
    own("Amazon Logistics", "amazon", r"TB[ACM]\d{12}"),
    form("Amazon International", "amazon", r"[AFC]\d{10}"),
    form("Canada Post (16)", "canadapost", r"\d{16}", checks.gs1),
    form("Canpar (22)", "canpar", r"[CDKLSUXZ]\d{21}"),
    form("DPD (28)", "dpd", r"\d{27}[0-9A-Z]", checks.mod_37_36),
    form("DPD (14)", "dpd", r"\d{14}[0-9A-Z]", checks.mod_37_36),
    own("GOFO Express (US)", "gofo", r"GFUS\d{14}"),
    own("Landmark Global LTN", "landmark", r"LTN\d{8}N1"),
    form("LaserShip LX", "lasership", r"L[AIEHNX][1-3]\d{7}"),
    own("LaserShip 1LS7 (15)", "lasership", r"1LS7[12]\d{10}"),
    own("LaserShip 1LS7 (18)", "lasership", r"1LS7[12]\d{2}01[1-4]\d{6}1"),
    own("LaserShip 1LSCX (15)", "lasership", r"1LSCX[0-9A-Z]{10}"),
    form("Old Dominion", "olddominion", r"(?:77[78]|072|780)\d{8}", checks.luhn),
    form("Old Dominion Guaranteed Shipment", "olddominion", r"80\d{9}", checks.luhn),
    form("OnTrac", "ontrac", r"C(\d{14})", checks.led("4", checks.doubled)),
    form("OnTrac D", "ontrac", r"D(\d{14})", checks.led("5", checks.doubled)),
    form("Purolator (12)", "purolator", r"[0-5]\d{11}", checks.luhn),
    form("Purolator (alpha + 9)", "purolator", r"[A-Z]{3}\d{9}"),
    own("Spee-Dee (20)", "speedee", r"SP\d{18}"),
    form("Yodel", "yodel", r"J?JD\d{16}"),
    own("YunExpress", "yunexpress", r"YT\d{16}"),
    form("Yamato", "yamato", r"\d{12}", checks.sevens, source=_SEVEN_YEN, weak=True),
    form("Sagawa", "sagawa", r"\d{12}", checks.sevens, source=_SEVEN_YEN, weak=True),
    form("Yu-Pack", "japanpost", r"\d{12}", checks.sevens, source=_SEVEN_YEN, weak=True),
    form("GLS", "gls", r"\d{11,12}|[A-Z0-9]{8}", source="length of GLS parcel numbers", weak=True),
    form("Royal Mail 2D", "royalmail", r"[0-9A-F]{21}|\d{16}",
         source="length of Royal Mail's own barcodes", weak=True),
    form("eParcel", "auspost", r"[A-Z0-9]{3,5}\d{7}(?:\d{11})?",
         source="Australia Post's eParcel: merchant, consignment, article", weak=True),
)  # fmt: skip
