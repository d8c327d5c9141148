"""The forms in which a day is typed."""

from collections.abc import Callable
from datetime import date

from crm_desk.domain.eras import era_of

Form = Callable[[date], str]
_WIDE = str.maketrans("0123456789/.-", "０１２３４５６７８９／．－")
_SQUARED = {"令和": "㋿", "平成": "㍻", "昭和": "㍼", "大正": "㍽", "明治": "㍾"}

ASCII_FORMS: tuple[Form, ...] = (
    lambda d: f"{d.year}/{d.month:02}/{d.day:02}",
    lambda d: f"{d.year}/{d.month}/{d.day}",
    lambda d: f"{d.year}{d.month:02}{d.day:02}",
    lambda d: f"{d.year}-{d.month:02}-{d.day:02}",
    lambda d: f"{d.year}-{d.month}-{d.day}",
    lambda d: f"{d.year}.{d.month:02}.{d.day:02}",
    lambda d: f"{d.year}.{d.month}.{d.day}",
    lambda d: f" {d.year} / {d.month} / {d.day} ",
)
"""What an ordinary keyboard types."""
FORMS: tuple[Form, ...] = (
    *ASCII_FORMS,
    lambda d: f"{d.year}年{d.month}月{d.day}日",
    lambda d: f"{d.year}年{d.month:02}月{d.day:02}日",
    lambda d: f"{d.year}年 {d.month}月 {d.day}日",
    lambda d: ASCII_FORMS[0](d).translate(_WIDE),
    lambda d: ASCII_FORMS[2](d).translate(_WIDE),
    lambda d: ASCII_FORMS[4](d).translate(_WIDE),
    lambda d: ASCII_FORMS[6](d).translate(_WIDE),
    lambda d: f"{d.year}年{d.month}月{d.day}日".translate(_WIDE),
    lambda d: f"{d.year}−{d.month}−{d.day}",
    lambda d: f"{d.year}ー{d.month}ー{d.day}",
    lambda d: f"{d.year}/{d.month}/{d.day}({'月火水木金土日'[d.weekday()]})",
)


def _era(write: Callable[[str, str, int, date], str]) -> Form:
    def form(day: date) -> str:
        era = era_of(day)
        assert era is not None
        return write(era.name, era.letter, era.year_of(day), day)

    return form


ERA_ASCII_FORMS: tuple[Form, ...] = (
    _era(lambda _, letter, year, d: f"{letter}{year}.{d.month}.{d.day}"),
    _era(lambda _, letter, year, d: f"{letter.lower()}{year}/{d.month}/{d.day}"),
    _era(lambda _, letter, year, d: f"{letter}{year:02}-{d.month:02}-{d.day:02}"),
    _era(lambda _, letter, year, d: f"{letter}{year:02}{d.month:02}{d.day:02}"),
)
ERA_FORMS: tuple[Form, ...] = (
    *ERA_ASCII_FORMS,
    _era(lambda name, _, year, d: f"{name}{year}年{d.month}月{d.day}日"),
    _era(lambda name, _, year, d: f"{name}{'元' if year == 1 else year}年{d.month}月{d.day}日"),
    _era(lambda name, _, year, d: f"{name[0]}{year}.{d.month}.{d.day}"),
    _era(lambda name, _, year, d: f"{_SQUARED[name]}{year}年{d.month}月{d.day}日"),
    _era(lambda _, letter, year, d: f"{letter}{year}.{d.month}.{d.day}".translate(_WIDE)),
)
