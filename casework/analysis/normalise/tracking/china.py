"""Numbers of carriers in China, which public lists of formats leave out.

No carrier here publishes a check digit, save the post (S10); SF's old one was worked out. The rest
is convention: lengths and first digits, as Taobao's open platform asks for them and as numbers in
published interface answers show them. A convention that fits proves little; one that does not fit
is a reason to look again.
"""

from __future__ import annotations

from casework.analysis.normalise.tracking import checks
from casework.analysis.normalise.tracking.forms import SEEN, TAOBAO, form, own

FORMS = (
    own("SF", "sf", r"SF\d{13}", source=SEEN),
    form("SF (12)", "sf", r"\d{12}", checks.shunfeng, source=SEEN),
    form("SF (15)", "sf", r"\d{15}|SF\d{12}", source=SEEN, weak=True),
    own("YTO", "yto", r"YT\d{13}", source=SEEN),
    form("YTO (10)", "yto", r"[DEFGVWY]\d{9}", source=TAOBAO),
    form("YTO (18)", "yto", r"[6-9]\d{17}|DD[89]\d{15}", source=TAOBAO),
    form("YTO (old)", "yto", r"\d{10}|[A-Z0-9]{2}\d{10}|Y\d{12}", source=TAOBAO, weak=True),
    form("ZTO", "zto", r"7[3-68]\d{12}|ZTO\d{12}", source=SEEN),
    form("ZTO (12-15)", "zto", r"[1-9]\d{11,14}", source=TAOBAO, weak=True),
    form("STO", "sto", r"(?:77|88|99)\d{13}|STO\d{10}", source=TAOBAO),
    form("STO (12-15)", "sto", r"(?:77|88|[2-9]68|[58]88|688|11|22|33|4|55|66|99)\d{8,13}",
         source=TAOBAO, weak=True),
    form("Yunda", "yunda", r"(?:31|39|43|46|55|58)\d{13}", source=TAOBAO),
    form("Yunda (13, 15)", "yunda", r"\d{13}(?:\d{2})?|YD\d{13}", source=TAOBAO, weak=True),
    own("J&T", "jt", r"JT\d{13}", source=TAOBAO),
    own("J&T (12)", "jt", r"JT\d{12}", source=TAOBAO),
    form("EMS (13)", "ems", r"(?:1[0-2]|5[0-2]|9[5-9])\d{11}", source=TAOBAO),
    own("JD", "jd", r"JD[A-Z0-9]{2}\d{11}", source=SEEN),
    form("JD (long)", "jd", r"JD[A-Z]{0,2}\d{10,14}|V[A-C]\d{11}", source=SEEN, weak=True),
    own("Deppon", "deppon", r"DP[KL]\d{12}", source=TAOBAO),
    form("Deppon (8-10)", "deppon", r"\d{8,10}|DP[A-Z]?\d{9,15}", source=TAOBAO, weak=True),
    own("Cainiao", "cainiao", r"LP\d{14}", source=SEEN),
    form("Cainiao (15)", "cainiao", r"621\d{12}", source=SEEN, weak=True),
    form("Best", "best", r"[ABDE]\d{12}|BXA\d{10}|K8\d{11}|C0000\d{8}", source=TAOBAO),
    form("Best (12-16)", "best", r"\d{12,14}|58\d{14}|B\d{13}", source=TAOBAO, weak=True),
    own("Tiantian", "tiantian", r"TT(?:66|88|99|56|57)\d{11}", source=TAOBAO),
    form("Tiantian (12)", "tiantian", r"(?:66|77|88|5[568])\d{10}|99[58]\d{9}", source=TAOBAO,
         weak=True),
    own("ZJS", "zjs", r"ZJS\d{12}", source=TAOBAO),
    form("UCE", "uce", r"VIP\d{9}|V\d{11}", source=TAOBAO),
)  # fmt: skip
