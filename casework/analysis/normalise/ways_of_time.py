"""Ways of writing dates and times that are rarer, rewritten as `2026-3-5 15:07:00`."""

from __future__ import annotations

import re

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    r"(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_DAY = r"(\d{1,2})(?:st|nd|rd|th)?"
_REST = r"(?:[ ,t]+(.*))?"
_WEEKDAY = re.compile(
    r"[(（]?(?:星期|礼拜|周)[一二三四五六日天][)）]?"
    r"|\b(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\b[.,]?"
)
_REMARK = re.compile(r"\s*\([^()]*\)$")
_DAY_MONTH_YEAR = re.compile(rf"{_DAY}[ \-/.]*{_MONTH}[ \-/.,]*(\d{{4}}){_REST}", re.ASCII)
_MONTH_DAY_YEAR = re.compile(rf"{_MONTH}[ \-/.]*{_DAY}[ ,\-/.]+(\d{{4}}){_REST}", re.ASCII)
_MONTH_DAY_TIME_YEAR = re.compile(rf"{_MONTH} +{_DAY} +([\d:.]+) +(\d{{4}})", re.ASCII)
_YEAR_MONTH_DAY = re.compile(rf"(\d{{4}})[ \-/.]*{_MONTH}[ \-/.]*{_DAY}{_REST}", re.ASCII)
_WITH_MONTHS = (
    (_DAY_MONTH_YEAR, (3, 2, 1, 4)),
    (_MONTH_DAY_YEAR, (3, 1, 2, 4)),
    (_MONTH_DAY_TIME_YEAR, (4, 1, 2, 3)),
    (_YEAR_MONTH_DAY, (1, 2, 3, 4)),
)
"""Each with the groups that hold year, month, day and the rest."""
_NUMBERS = re.compile(rf"(\d{{1,2}})([-/.])(\d{{1,2}})\2(\d{{4}}){_REST}", re.ASCII)
_DOTTED = re.compile(r"(\d{4}-\d{2}-\d{2})-(\d{2})\.(\d{2})\.(\d{2})(\.\d{1,9})?", re.ASCII)
_TWELVE = re.compile(
    r"(?P<before>.*?)\s*(?P<said>上午|下午|晚上|中午|凌晨|早上|傍晚)?\s*"
    r"(?P<hour>(?<!\d)\d{1,2})(?P<rest>[:时点][\d:.分秒]*)\s*(?P<half>[ap]\.?m\.?)?"
    r"(?P<after>\s*(?:z|utc|gmt|[+-]\d).*)?",
    re.ASCII,
)
_BEIJING = "北京时间"
_LATE = ("下午", "晚上", "傍晚")


def rewritten(written: str, order: str = "") -> str:
    """The same date and time as `2026-3-5 15:07:00`, or what was written where it is not known.

    Known are English months, days of the week beside the date, twelve-hour clocks in English and
    Chinese, remarks in brackets, Beijing time by name, the stamps of DB2, and days or months first
    where `order` or the numbers leave one reading.
    """
    text = _REMARK.sub("", _WEEKDAY.sub(" ", written)).strip()
    if _BEIJING in text:
        text = text.replace(_BEIJING, "").strip(" :") + " +08:00"
    text = " ".join(text.split())
    dotted = _DOTTED.fullmatch(text)
    if dotted is not None:
        return f"{dotted[1]} {dotted[2]}:{dotted[3]}:{dotted[4]}{dotted[5] or ''}"
    return _in_24_hours(_year_first(text, order))


def _year_first(text: str, order: str) -> str:
    for form, (year, month, day, rest) in _WITH_MONTHS:
        match = form.fullmatch(text)
        if match is not None:
            return _put(match[year], match[month], match[day], match[rest])
    match = _NUMBERS.fullmatch(text)
    if match is None:
        return text
    first, second = int(match[1]), int(match[3])
    if order == "dmy" or (not order and first > len(_MONTHS)) or first == second:
        return _put(match[4], match[3], match[1], match[5])
    if order == "mdy" or (not order and second > len(_MONTHS)):
        return _put(match[4], match[1], match[3], match[5])
    return text


def _put(year: str, month: str, day: str, rest: str | None) -> str:
    number = month if month.isdigit() else str(_MONTHS.index(month[:3]) + 1)
    return f"{year}-{number}-{day} {rest or ''}".rstrip()


def _in_24_hours(text: str) -> str:
    match = _TWELVE.fullmatch(text)
    if match is None or not (match["said"] or match["half"]):
        return text
    hour = _hour(int(match["hour"]), match["said"] or "", (match["half"] or "")[:1], match["rest"])
    if hour is None:
        return ""
    before = match["before"].rstrip(" ,")
    return f"{before} {hour}{match['rest']}{match['after'] or ''}"


def _hour(hour: int, said: str, half: str, rest: str) -> int | None:
    """The hour of 24, None where the words contradict the number or leave two readings."""
    if half:
        return hour % 12 + 12 * (half == "p") if 1 <= hour <= 12 and not said else None
    if said == "中午":
        return {11: 11, 12: 12, 1: 13, 2: 14}.get(hour)
    if said in _LATE:
        # Midnight or noon: nobody can tell what 晚上12点 meant.
        if hour == 12 and said != "下午":
            return None
        return hour + 12 if hour < 12 else hour
    if hour == 12 and said == "上午" and rest[0] != ":":
        return None
    return hour % 12 if hour <= 12 else None
