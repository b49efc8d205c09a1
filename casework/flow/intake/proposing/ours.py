"""Our columns, in the words in which other systems speak of them."""

from __future__ import annotations

from casework.flow.intake.proposing.names import ways
from casework.vocabulary import DeliveryKind

_PLATFORM = (
    "platform | platform name | platform no | order platform | order channel | shop platform"
)
_ACCOUNT = (
    "account no | account | shop no | seller no | seller account | shop account | seller shop no"
    " | seller login | shop login | seller | registered account | account login || account name"
)
_LISTING = "item no | item || item seller no"
_CURRENCY = (
    "currency | currency no | payment currency | order currency | price currency | amount currency"
)
_CARRIER = "carrier | carrier name | company carrier | carrier no | waybill carrier"
_WAYBILL = (
    "waybill no | waybill | carrier no | carrier waybill no | waybill waybill no | shipped no"
)
_BRAND = "brand | brand name | item brand | seizure brand | declared brand"
_SENDER = "sender person | sender"
_RECEIVER = "receiver person | receiver"

SPOKEN: dict[DeliveryKind, dict[str, str]] = {
    DeliveryKind.ACCOUNTS: {
        "platform": _PLATFORM + " | opened platform",
        "account_id": _ACCOUNT + " | no account | buyer no | buyer account",
        "shop_name": "shop name | shop | seller shop name | shop title | seller name",
        "registered_name": "registered name | company name | company | company registered name"
        " | person name | registered company | license name | person | company person name"
        " | company person | seller company name | seller company",
        "company_reg_no": "license no | license | company no | company license | company license no"
        " | registered no | company registered no | registered license no",
        "phone": "phone | person phone | registered phone | seller phone | company phone"
        " | shop phone | phone login | company person phone",
        "email": "email | registered email | person email | seller email | login email"
        " | company email | shop email | email address",
        "payment_account": "settle account | payee account | payment account | settle account no"
        " | settle | payee settle account | payee no | settle no | payment account no"
        " | payment settle account",
        "address": "address | registered address | company address | person address | shop address"
        " | seller address | sender address | shipped address | company registered address"
        " | main address | license address",
        "return_address": "return address | return | receiver return address",
        "device_ids": "device no | device | login device | device hash | login device no",
        "opened_on": "opened time | registered time | shop opened time | placed time | opened"
        " | account placed time | shop placed time | registered | account opened time",
        "category": "category | main category | item category | shop category | main"
        " | main item category",
    },
    DeliveryKind.LISTINGS: {
        "platform": _PLATFORM + " | item platform",
        "listing_id": _LISTING,
        "account_id": _ACCOUNT + " | seller name | shop name",
        "title": "title | item title | item name | title name | item goods name",
        "brand": _BRAND,
        "category": "category | item category | category name | item category name | main category",
        "price": "price | item price | unit price | order price | actual price | price amount",
        "currency": _CURRENCY,
        "units_sold": "sold | sold quantity | item sold | total sold | quantity total"
        " | order quantity | total order quantity | sold no",
        "image_hash": "image hash | hash | item image hash",
        "first_seen": "first seen | first time | first seen time | placed time | first"
        " | item placed time | item first time | seen time | opened time",
        "last_seen": "last seen | last time | last seen time | last",
    },
    DeliveryKind.ORDERS: {
        "platform": _PLATFORM,
        "order_id": "order no | order | seller order no || payment order no | payment no",
        "account_id": _ACCOUNT + " | shop name | shop | seller name",
        "listing_id": _LISTING,
        "ordered_on": "placed time | order time | order placed time | order placed | placed"
        " || payment time | time | order payment time",
        "quantity": "quantity | item quantity | order quantity | total quantity | placed quantity"
        " | item total quantity | pieces | quantity placed | quantity sold",
        "unit_price": "unit price | price | item price | item unit price | unit amount"
        " | sold price",
        "amount": "amount | order amount | total amount | actual amount | payment amount"
        " | total order amount | order actual amount | buyer actual amount | payment actual amount"
        " | buyer payment amount | order total | order total price | total | actual order amount"
        " | total price || order price | item total price | item total amount | item amount"
        " | total payment | order value | total value | buyer amount",
        "currency": _CURRENCY,
        "status": "status | order status | payment status",
        "buyer_ref": "buyer | buyer login | buyer no | buyer account | buyer name | buyer email"
        " | buyer login account | buyer login name || buyer person | buyer person name",
        "payment_id": "payment no | payment settle no || payment order no | payment",
        "carrier": _CARRIER + " | order carrier | shipped carrier",
        "waybill_no": _WAYBILL + " | order waybill no",
    },
    DeliveryKind.PAYMENTS: {
        "payment_id": "payment no | payment settle no | payment || no | payment order no",
        "paid_on": "payment time | time | placed time | payment placed time | payment | placed"
        " | settle time",
        "payee_account": "payee account | payee | payee account no | payee settle account"
        " | seller account | seller settle | seller settle account | other account"
        " | payee no | payee login | payee settle account no"
        " | receiver account | account payee name | payee phone | payee iban",
        "payer_ref": (
            "payer | payer account | payer name | payer no | buyer | buyer account | payer account "
            "no | payer buyer | payer buyer no | payer buyer login | other name | other | payer "
            "account name | payer login | buyer login | buyer name | payer person name"
        ),
        "amount": "amount | payment amount | total amount | actual amount | order amount"
        " | payment total | payment actual amount",
        "currency": _CURRENCY,
        "channel": "channel | payment channel | payment settle | platform channel",
    },
    DeliveryKind.TEST_BUYS: {
        "test_buy_id": "test_buy no | test_buy | test_buy order no | case no || placed no",
        "platform": _PLATFORM + " | test_buy platform",
        "account_id": _ACCOUNT + " | shop name | seller name | seller shop name | shop",
        "listing_id": _LISTING,
        "ordered_on": "placed time | order time | order placed time | test_buy time | placed"
        " | test_buy placed time",
        "price": (
            "price | actual price | total price | amount | total amount | placed price | placed "
            "amount | payment amount | test_buy price | actual amount | test_buy amount | order "
            "amount | item price | actual payment"
        ),
        "currency": _CURRENCY,
        "carrier": _CARRIER,
        "waybill_no": _WAYBILL,
        "received_on": "received time | received | sample received time | waybill received time"
        " | received sample",
        "examined_on": "examined time | examined | verdict time | examined verdict time",
        "brand": _BRAND,
        "verdict": "verdict | examined verdict | examined | examined status | brand verdict",
        "basis": "basis | verdict basis | examined basis",
        "sample_ref": "sample no | sample | sample seizure no | sample batch no",
        "batch_mark": "batch no | batch | item batch no | sample batch",
    },
    DeliveryKind.SHIPMENTS: {
        "carrier": _CARRIER,
        "waybill_no": _WAYBILL + " | order waybill no || no",
        "shipped_on": (
            "shipped time | sender time | shipped | waybill time | order time | placed time | "
            "declared time | sender shipped time | time | waybill placed time || placed"
        ),
        "sender_name": f"sender name | sender person name | {_SENDER}"
        " || sender company name | sender company | seller name | sender seller name"
        " | shipped name | shipped person name",
        "sender_phone": "sender phone | sender person phone | seller phone"
        " || shipped phone | shipped person phone",
        "sender_address": "sender address | sender person address | shipped address"
        " | seller address | sender company address",
        "receiver_name": f"receiver name | receiver person name | {_RECEIVER}"
        " || receiver company name | receiver company | buyer name | receiver buyer name",
        "receiver_phone": "receiver phone | receiver person phone | buyer phone",
        "receiver_address": "receiver address | receiver person address | buyer address"
        " | receiver company address",
        "pickup_lat": "lat | shipped lat | sender lat | place lat | shipped place lat",
        "pickup_lon": "lon | shipped lon | sender lon | place lon | shipped place lon",
        "pieces": (
            "pieces | total pieces | quantity | waybill pieces | waybill quantity | pieces no | "
            "item pieces | goods pieces | quantity pieces | item quantity | goods quantity"
        ),
        "weight_kg": "weight | total weight | actual weight | waybill weight | goods weight",
        "declared_goods": "goods | declared goods | goods name | declared goods name | item name"
        " | declared item name | declared name | item | declared item",
        "declared_value": "declared value | value | declared amount | declared total value"
        " | goods value | total value | declared total amount | goods declared value"
        " | item value | declared price | value amount | declared",
        "currency": _CURRENCY + " | declared currency | value currency",
        "platform": _PLATFORM,
        "account_id": _ACCOUNT + " || shop name | sender account | sender account no | shop",
        "direction": "direction | customs direction | declared direction",
        "container_no": "container no | container",
        "hs_code": "hs | hs no | item hs | declared hs | goods hs | item hs no || item no",
        "customs_office": "customs | customs name | declared customs | customs place | customs no",
    },
    DeliveryKind.SEIZURES: {
        "seizure_ref": "seizure no | seizure | customs no | seizure license no",
        "authority": "authority | seizure authority | authority name | customs | seizure customs"
        " | customs authority | customs name | seizure company",
        "seized_on": "seizure time | time | seizure | seizure placed time",
        "brand": _BRAND,
        "goods": "goods | goods name | item | item name | seizure goods | seizure goods name"
        " | seizure item | declared goods",
        "quantity": "quantity | seizure quantity | pieces | item quantity | goods quantity"
        " | total quantity | seizure pieces",
        "value": "value | goods value | seizure value | total value | seizure amount | amount"
        " | total amount | item value | goods amount",
        "currency": _CURRENCY + " | value currency",
        "carrier": _CARRIER,
        "waybill_no": _WAYBILL,
        "consignor_name": f"sender name | sender person name | {_SENDER}"
        " || sender company name | sender company",
        "consignor_phone": "sender phone | sender person phone",
        "consignor_address": "sender address | sender person address | sender company address",
        "place_lat": "lat | seizure lat | place lat | seizure place lat",
        "place_lon": "lon | seizure lon | place lon | seizure place lon",
    },
}
"""Each way is a set of meanings as `words` has them; ways stand between `|`."""

WAYS = {
    kind: {ours: ways(spoken) for ours, spoken in columns.items()}
    for kind, columns in SPOKEN.items()
}
