"""Sentences: every paragraph of a pack, in English and in Chinese, side by side."""

from __future__ import annotations

Texts = tuple[tuple[str, ...], tuple[str, ...]]

PHRASES: dict[str, Texts] = {
    "handling.H1": (
        (
            "Handling H1: this information must not be used as evidence in judicial proceedings"
            " without the permission of the provider.",
        ),
        ("处理代码 H1：未经提供方许可，本信息不得在司法程序中作为证据使用。",),
    ),
    "handling.H2": (
        (
            "Handling H2: this information must not be disseminated without the permission of "
            "the provider.",
        ),
        ("处理代码 H2：未经提供方许可，本信息不得向他方传播。",),
    ),
    "handling.H3": (
        ("Handling H3: other restrictions apply; they stand in the purpose.",),
        ("处理代码 H3：适用其他限制，详见用途说明。",),
    ),
    "cover.what": (
        (
            "This pack is made from one frozen snapshot of the case, which lies beside this "
            "document as data/machine/snapshot.json; its hash stands above. It holds only the "
            "parts of the case that the recipient's share opens. It sets out indications and "
            "the rows they rest on; it is not a finding that any person has committed an "
            "offence.",
            "B12:345 names row 345 of delivery 12; # begins the SHA-256 of that row. The "
            "deliveries are listed with their hashes. All times are UTC.",
        ),
        (
            "本材料由案件的一份固定快照生成，快照文件为 data/machine/snapshot.json，其哈希值见"
            "上。本材料仅包含接收单位获授权查看的案件部分。本材料列明线索及其所依据的数据行，不"
            "构成对任何人犯罪的认定。",
            "B12:345 指第 12 批交付数据的第 345 行；# 后为该行 SHA-256 的开头部分。"
            "各批数据及其哈希值另行列出。所有时间均为协调世界时（UTC）。",
        ),
    ),
    "ask.police": (
        (
            "The recipient is asked to consider the indications in this pack, to secure the "
            "premises and devices named here, and to tell the lead agency what it decides.",
        ),
        ("请接收单位审查本材料所列线索，对所列场所和设备依法采取措施，并将处理决定告知主办单位。",),
    ),
    "ask.customs": (
        (
            "The recipient is asked to watch for consignments that match the consignors, codes "
            "and descriptions set out here, to examine them, and to tell the lead agency what "
            "it finds.",
        ),
        (
            "请接收单位对与本材料所列发件人、编码及申报品名相符的货物进行布控查验，并将查验结果"
            "告知主办单位。",
        ),
    ),
    "ask.prosecution": (
        ("The recipient is asked to assess the evidence indexed here.",),
        ("请接收单位审查本材料所列证据。",),
    ),
    "ask.perishes": (
        (
            "The latest dated row of this pack is of {last}. Goods, machines and labels at "
            "premises move; devices are wiped; couriers and platforms keep records for a "
            "limited time. Preservation is best asked for before any contact with the persons "
            "concerned.",
        ),
        (
            "本材料中最近一条有日期的记录为 {last}。场所内的货物、设备和标识可能被转移，电子设"
            "备可能被清除，快递企业与平台的记录保存期有限。建议在接触相关人员之前先行要求保全。",
        ),
    ),
    "summary.score": (
        (
            "Score: the estimated probability, from 0 to 1, that the accounts are one operation"
            " and that it deals in counterfeits. Stability: how much of the ring is found again"
            " when the data is varied. Both rank leads for an investigator; neither is proof.",
        ),
        (
            "评分：相关账户属于同一经营主体且经营假冒商品的估计概率（0 至 1）。稳定性：数据变动"
            "时该团伙仍被识别出的程度。二者仅用于线索排序，均不是证明。",
        ),
    ),
    "accounts.intro": (
        (
            "Values are as delivered. Confidence: how sure the account's membership is. The "
            "sentences in the column of reasons are the system's own words.",
        ),
        ("各项数值均为交付原文。置信度为该账户归属的确定程度。理由栏中的句子为系统原文记录。",),
    ),
    "premises.intro": (
        (
            "Addresses are as delivered, in their most complete writing. Coordinates are those "
            "of the rows cited, not surveyed. A place can be an innocent third party's: a "
            "warehouse, a courier station, a business centre.",
        ),
        (
            "地址为交付原文中最完整的写法。坐标来自所引数据行，并非实地测量。场所可能属于无关第"
            "三方，例如共用仓库、快递网点或商务中心。",
        ),
    ),
    "chart.intro": (
        (
            "Each point is an account, numbered as in the table of accounts; each line is a "
            "tie, darker and wider the more its reasons weigh together.",
        ),
        (
            "每个点为一个账户，编号与账户表一致；每条线为一项关联，颜色越深、线条越粗，理由权重"
            "越大。",
        ),
    ),
    "chart.more": (
        ("{shown} of {all} accounts are drawn, those whose membership is surest.",),
        ("图中绘出 {all} 个账户中的 {shown} 个，取归属置信度最高者。",),
    ),
    "ties.intro": (
        (
            "Two accounts are tied by values that both show. A weight is a natural "
            "log-likelihood ratio: how much likelier the shared value is under one operator "
            "than under two strangers. 0 says nothing; 4.6 is one hundred to one. Each reason "
            "stands with the best innocent explanation that was thought of, which must be ruled"
            " out.",
        ),
        (
            "两个账户因出现相同数值而被关联。权重为自然对数似然比，即该相同数值在同一经营者情形"
            "下较两个互不相干者情形下更可能出现的程度：0 表示无意义，4.6 约为一百比一。每项理由"
            "均附可能的无辜解释，须予排除。",
        ),
    ),
    "ties.more": (
        (
            "The {shown} strongest of {all} ties are printed; data/schedules/ties.csv holds "
            "them all.",
        ),
        ("此处列出 {all} 项关联中最强的 {shown} 项；全部内容见 data/schedules/ties.csv。",),
    ),
    "ties.joining": (
        (
            "Of {all} ties the {shown} strongest that join all these accounts are printed; "
            "data/schedules/ties.csv holds every tie with every reason.",
        ),
        (
            "在全部 {all} 项关联中，此处列出足以连接上述账户的最强 {shown} 项；"
            "全部关联及理由见 data/schedules/ties.csv。",
        ),
    ),
    "brands.intro": (
        ("What examiners found, by brand, and the marks by which they told a fake.",),
        ("按品牌列出鉴定结论及识别假冒商品的依据。",),
    ),
    "brands.limits": (
        (
            "The words are the examiners'. A mark that is missing here proves nothing: makers "
            "change them. To verify, compare with the rights holder's own guide.",
        ),
        (
            "所列依据为鉴定人原文。未列出的特征不能作为真伪依据，制假者会更改特征。核实时请与权"
            "利人提供的鉴别资料比对。",
        ),
    ),
    "consignors.intro": (
        (
            "Senders as they are written on waybills: one person can be written in several "
            "ways, and masked values (*) are kept as delivered. Largest first.",
        ),
        (
            "按运单原文列出发件人：同一人可能有多种写法，脱敏内容（*）保留原样。按票数由多到少"
            "排列。",
        ),
    ),
    "consignments.intro": (
        ("Consignments that cross a border stand first. Buyers are left out of domestic parcels.",),
        ("跨境货物列于前。境内包裹的买家信息未载入。",),
    ),
    "declared.intro": (
        (
            "Parcels whose order is known: what the waybill declares beside what the buyer "
            "paid, widest gap first. A gap alone is no offence: samples, returns and part "
            "deliveries explain some.",
        ),
        (
            "对已知订单的包裹，列出运单申报价值与买家支付金额，差额大者在前。差额本身并不构成违"
            "法：样品、退换货、分批发货均可能造成差异。",
        ),
    ),
    "table.cut": (
        ("{shown} of {all} are printed; the schedules (CSV) hold them all.",),
        ("此处列出 {all} 项中的 {shown} 项；全部内容见明细表（CSV）。",),
    ),
    "amounts.intro": (
        (
            "Each order stands in exactly one tier, by what it can be matched to. Sums are "
            "exact decimals; currencies are never added together. These are amounts of orders, "
            "not gains, and not the value of genuine goods.",
        ),
        (
            "每笔订单依其可相互印证的材料归入唯一等级。金额为精确十进制数，不同币种不相加。以上"
            "为订单金额，并非违法所得，也不是正品价值。",
        ),
    ),
    "amounts.tiers": (
        (
            "A: order, matching payment (same number and amount) and matching parcel (same "
            "carrier and waybill). B: order and one of the two. C: order alone. X: refunded or "
            "cancelled.",
        ),
        (
            "A：订单与支付（编号、金额一致）及包裹（承运商、运单号一致）均相符；B：订单与其中之"
            "一相符；C：仅有订单；X：已退款或已取消。",
        ),
    ),
    "amounts.agree": (
        ("The sums stated by the discovery run are the same.",),
        ("与识别运行时给出的金额一致。",),
    ),
    "amounts.differ": (
        ("The discovery run stated other sums than these rows give: {listed}.",),
        ("与识别运行时给出的金额不一致：{listed}。",),
    ),
    "orders.intro": (
        ("Every order behind the sums. Buyers are left out.",),
        ("金额所依据的全部订单，未载入买家信息。",),
    ),
    "timeline.intro": (
        ("Orders and parcels are counted by month; data/schedules/timeline.csv holds each.",),
        ("订单与包裹按月计数；逐条内容见 data/schedules/timeline.csv。",),
    ),
    "exhibits.intro": (
        (
            "Exhibits lie in data/exhibits, bit by bit as they were taken in; each folder "
            "carries its custody record.",
        ),
        ("证物存于 data/exhibits，与入库时逐位一致；各文件夹附保管记录。",),
    ),
    "plates.placeholder": (
        ("Not shown: {reason}. The exhibit itself is {path}.",),
        ("未显示：{reason}。证物原件位于 {path}。",),
    ),
    "rows.intro": (
        (
            "Every row this pack rests on. The hash is over the row as delivered, with the "
            "values that were left out here; the lead agency can show the row that gives it.",
        ),
        (
            "本材料所依据的全部数据行。哈希值按交付原行（含此处未载入的内容）计算，主办单位可出"
            "示对应原行。",
        ),
    ),
    "deliveries.intro": (
        (
            "The files that were delivered, each with the SHA-256 of its bytes. The lead agency"
            " keeps them unaltered.",
        ),
        ("交付的文件及其 SHA-256。主办单位保存原件，未作改动。",),
    ),
    "left_out.intro": (
        (
            "Left out of the rows, because they speak of buyers, whom the case is not about, or "
            "stand in columns casework does not know (column and how many values):",
        ),
        ("因涉及非本案对象的买家，或属于本系统不识别的字段，以下内容未载入（字段与数量）：",),
    ),
    "method": (
        (
            "Deliveries are kept unaltered by hash; every value is kept as it was written "
            "beside what was understood of it. Accounts are tied by shared identifiers, each "
            "weighed by how rarely strangers share it; values shared by many unrelated holders "
            "tie nobody. Groups of tied accounts are proposed as rings; an officer decides "
            "whether to open a case. When it was opened, the rows it rests on were copied with "
            "their hashes.",
            "The same deliveries, judgements and parameters give the same result. The run this "
            "case rests on:",
        ),
        (
            "交付文件按哈希值原样保存，每项数值的原文与系统理解的结果并列保存。账户依共同标识关"
            "联，权重取决于互不相干者共有该标识的罕见程度；被大量无关主体共有的数值不作关联依据。"
            "关联账户组成的团伙由系统提出，是否立案由人员决定。立案时，所依据的数据行连同哈希值"
            "一并固定。",
            "相同的交付数据、人工判断与参数得出相同结果。本案所依据的运行：",
        ),
    ),
    "unused": (
        (
            "This pack holds what the recipient's share opens and what the case rests on. "
            "Material gathered and not used, and anything sensitive, is never put into the same"
            " bag: the lead agency keeps it and lists it on request. Deliveries as a whole, "
            "values left out of rows and entries of the trail of which only the hash is given "
            "are with the lead agency.",
        ),
        (
            "本材料仅含接收单位获授权且本案所依据的内容。已收集未使用的材料及敏感材料不置于同一"
            "材料包，由主办单位保管，可依请求列明。完整交付文件、数据行中未载入的数值以及仅给出"
            "哈希值的审计条目，均由主办单位保存。",
        ),
    ),
    "verification.intro": (
        (
            "Unpack the ZIP, open a terminal in its folder, and run the lines below. Nothing of"
            " casework is needed. Every one must succeed.",
        ),
        ("解压 ZIP，在该文件夹中打开终端，运行下列命令，无需安装 casework。各项均须通过。",),
    ),
    "verification.proves": (
        (
            "Passing proves that the files are those that were sealed, that none was added, "
            "removed or changed, and that whoever holds the signing key sealed them. It does "
            "not prove that the content is true.",
        ),
        (
            "通过核验可证明：文件即封装时的文件，未增、未减、未改，且由持有签名密钥者封装。但不"
            "证明内容真实。",
        ),
    ),
    "verification.own": (
        (
            "The signing certificate comes from an authority this installation made itself, and"
            " the time stamp from this installation's own clock. A certificate authority inside"
            " the bag proves only that the bag agrees with itself: compare its fingerprint with"
            " the one the sender tells you by another channel. The time is the sender's claim, "
            "not a public time-stamp authority's.",
        ),
        (
            "签名证书由本系统自建机构签发，时间戳取自本系统自身时钟。包内证书仅能证明材料包自洽："
            "须将其指纹与发送方通过其他渠道告知的值比对。时间为发送方自述，并非公共时间戳机构出"
            "具。",
        ),
    ),
    "verification.missing": (
        (
            "The fonts of this document cannot draw these characters, or they would show "
            "nothing; where one stands in a text it is printed as its number: {listed}. The "
            "schedules and the snapshot hold them as they are.",
        ),
        (
            "本文件字体无法显示或不可见的字符，均以编号形式打印：{listed}。明细表与快照中保留原"
            "字符。",
        ),
    ),
    "verification.none_missing": (
        ("Every character of the content could be drawn.",),
        ("全部字符均已正常显示。",),
    ),
    "integrity": (
        (
            "This document, the schedules and the machine files were made from one snapshot by "
            "the versions below. The same snapshot gives the same bytes; the signature is "
            "appended. The document was checked against PDF/A-3b with pikepdf before it was "
            "signed; it was not checked by a certified validator.",
            "Exhibits are read from a store addressed by hash and were checked when they were "
            "copied. Acts are kept in a trail in which each entry holds the hash of the one "
            "before; the extract of this case lies in data/audit.",
        ),
        (
            "本文件、明细表与机读文件均由同一快照、以下列版本生成。相同快照得出相同字节，签名附"
            "于其后。本文件签名前经 pikepdf 按 PDF/A-3b 检查，未经认证检验工具检验。",
            "证物取自按哈希值寻址的存储，复制时已核对。操作记入审计链，每条含前一条的哈希值；本"
            "案摘录见 data/audit。",
        ),
    ),
    "integrity.limits": (
        (
            "Shared identifiers show association, not who acted or what anyone knew.",
            "Delivered data can be wrong, incomplete, forged or masked; casework did not "
            "collect it.",
            "Roles of accounts and places are inferred from flows and may be mistaken.",
            "Orders may include brushing (orders without a real buyer); tiers B and C are "
            "weaker for it.",
            "Machine sentences are recorded in English; the Chinese beside them is a translation.",
        ),
        (
            "共同标识仅表明关联，不表明行为人为谁或其主观明知。",
            "交付数据可能有误、不全、伪造或经脱敏；数据并非由本系统采集。",
            "账户与场所的角色系由流向推断，可能有误。",
            "订单可能含刷单，B、C 级证明力因此较弱。",
            "系统语句以英文记录，所附中文为译文。",
        ),
    ),
}
"""Every text, by key: English paragraphs, Chinese paragraphs."""
