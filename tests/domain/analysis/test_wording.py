"""One test a rule of analysis.md, "Sentences", and all of them against a recount."""

import re
from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import settings as limits
from hypothesis import strategies as st

from crm_desk.domain.analysis.figures import (
    AnalysisSettings,
    Conversion,
    Figures,
    KindFilter,
    Method,
    Notable,
    OrderCounts,
    RfmScores,
    TierFigures,
    Within,
)
from crm_desk.domain.analysis.view import ChartName
from crm_desk.domain.analysis.wording import sentences
from crm_desk.domain.money import Money
from crm_desk.domain.texts import Texts
from tests.analysis.making import figures as worked_out
from tests.analysis.making import people_of
from tests.analysis.reference import Buyer, Person, Row, compute
from tests.domain.test_texts import EN, JA

DAY = date(2026, 6, 30)
YEN = Money()


def made(buyers: int = 100, **given: Any) -> Figures:
    """A shop that nothing but the last 90 days and the once-buyers can be said of."""
    known: dict[str, Any] = {
        "as_of": DAY,
        "data_from": DAY - timedelta(179),
        "data_to": DAY,
        "settings": AnalysisSettings(),
        "orders": OrderCounts(),
        "rfm": RfmScores(Method.FIXED),
        "amount": 1000,
    }
    return Figures(buyers=buyers, **{**known, **given})


def said(
    figures: Figures, language: str = "ja", today: date = DAY
) -> dict[str, tuple[str, ChartName | None]]:
    texts = Texts(language, JA if language == "ja" else EN)
    return {s.key: (s.text, s.chart) for s in sentences(figures, YEN, texts, today)}


def top_10(buyers: int, amount: int, left_out: int = 0, lacking: int = 0) -> Figures:
    k = (buyers * 10 + 99) // 100 - lacking
    tier = TierFigures(10, k, amount, 1, 1 + left_out, left_out)
    return made(buyers, tiers=(TierFigures(1), tier, TierFigures(20)))


def test_what_the_best_buy_from_50_buyers_and_30_percent() -> None:
    text = "上位10%(5名)のお客様が売上の30%を支えています"
    assert said(top_10(50, 300))["top_share"] == (text, ChartName.PARETO)
    assert "broad" not in said(top_10(50, 300))
    assert not {"top_share", "broad"} & said(top_10(49, 300)).keys()
    assert not {"top_share", "broad"} & said(top_10(49, 299)).keys()


def test_many_carry_the_sales_below_30_percent() -> None:
    text = "売上は幅広いお客様に支えられています(上位10%で29%)"
    assert said(top_10(50, 290))["broad"] == (text, ChartName.PARETO)
    assert "top_share" not in said(top_10(50, 290))
    # 29.9 % is shown as 30 %, and still below it.
    assert said(top_10(50, 299))["broad"][0].endswith("(上位10%で30%)")


def test_no_number_of_best_customers_where_others_are_as_good() -> None:
    text = "上位10%のお客様が売上の48%を支えています"
    assert said(top_10(50, 480, left_out=1))["top_share"][0] == text
    assert said(top_10(50, 480, lacking=1))["top_share"][0] == text


def test_no_share_of_sales_that_returns_turned_round() -> None:
    assert not {"top_share", "broad"} & said(top_10(50, 1001)).keys()
    figures = replace(top_10(50, 300), amount=0, notable=Notable(once=10, once_amount=5))
    assert not {"top_share", "broad"} & said(figures).keys()
    assert said(figures)["once"][0] == "1回のみの方は人数の20%です"


def test_first_purchases_need_180_days_of_data() -> None:
    new = Notable(first_30=1)
    old = made(notable=new, data_from=DAY - timedelta(180))
    text = "この30日に初めて買ってくださった方が1名います"
    assert said(old)["first_30"] == (text, None)
    assert "first_30" not in said(made(notable=new))
    assert "first_30" not in said(replace(old, notable=Notable()))
    # Days without data say nothing of who is new.
    assert "first_30" not in said(replace(old, data_to=DAY - timedelta(1)))


def test_regulars_who_are_quiet_from_three_on() -> None:
    text = "4回以上のお客様のうち3名は、91日以上お買い物がありません"
    assert said(made(notable=Notable(four_plus_quiet=3)))["regulars"] == (text, ChartName.GRID)
    assert "regulars" not in said(made(notable=Notable(four_plus_quiet=2)))


def test_once_from_25_buyers() -> None:
    once = Notable(once=5, once_amount=125)
    text = "1回のみの方は人数の20%、売上の13%です"
    assert said(made(25, notable=once))["once"] == (text, ChartName.CLUSTERS)
    assert "once" not in said(made(24, notable=once))


def test_the_last_90_days_always() -> None:
    text = "この90日に買ってくださった方は0名(0%)です"
    assert said(made())["bought"] == (text, ChartName.BANDS)
    text = "この90日に買ってくださった方は1,200名(67%)です"
    assert said(made(1800, notable=Notable(bought_90=1200)))["bought"][0] == text


def test_past_the_own_interval() -> None:
    text = "ご自身のいつもの間隔を過ぎた方が1名。お声がけの目安です"
    assert said(made(notable=Notable(past_interval=1)))["past_interval"] == (text, None)
    assert "past_interval" not in said(made())


def test_second_purchases_from_a_base_of_30() -> None:
    def within(base: int) -> Figures:
        return made(f2_within=(Within(90, base, 10), Within(180, 99, 99)))

    text = "初めての方30名のうち33%が90日以内に2回目を買ってくださいました"
    assert said(within(30))["f2"] == (text, ChartName.STEPS)
    assert "f2" not in said(within(29))


def test_the_smallest_step_of_60_percent_and_a_base_of_30() -> None:
    steps = (
        Conversion(1, 1000, 599),
        Conversion(2, 29, 29),
        Conversion(3, 30, 18),
        Conversion(4, 30, 30),
    )
    text = "3回買った方の60%が4回目も買ってくださっています"
    assert said(made(conversion=steps))["loyal"] == (text, ChartName.STEPS)
    assert "loyal" not in said(made(conversion=(Conversion(1, 1000, 599), Conversion(2, 29, 29))))


def test_the_best_who_rest() -> None:
    quiet = Notable(top20_quiet=1, top20_quiet_amount=12345)
    text = "TOP20%のうち1名が181日以上お休み中です(累計¥12,345)"
    assert said(made(notable=quiet))["quiet_top"] == (text, ChartName.SCATTER)
    assert "quiet_top" not in said(made())


def test_few_buyers_get_no_percentages() -> None:
    everything = Notable(1, 3, 2, 5, 4, 1, 1, 100)
    tiers = (TierFigures(20, 5, 400),)
    few = made(24, notable=everything, tiers=tiers, data_from=DAY - timedelta(400))
    found = said(few)
    text = "まだ24名です。割合より、お一人ずつご覧ください"
    assert found["few"] == (text, None)
    assert next(iter(found)) == "few"
    assert not any("%" in text for text, _ in found.values())
    assert not any("%" in text for text, _ in said(few, "en").values())
    assert found["bought"][0] == "この90日に買ってくださった方は4名です"
    assert found["quiet_top"][0].startswith("累計購入金額の上位5名のうち1名が181日以上")
    assert "few" not in said(made(25))


def test_nothing_is_said_of_nobody() -> None:
    assert said(made(0, as_of=None, data_from=None, data_to=None)) == {}
    only_returns = worked_out([Row("a", DAY, -500), Row(None, DAY, 700)])
    assert said(only_returns) == {}


def test_known_sales_where_some_are_of_nobody() -> None:
    known = replace(top_10(50, 300), orders=OrderCounts(unidentified=1))
    found = said(known)
    assert found["top_share"][0] == "上位10%(5名)のお客様がお名前のわかる売上の30%を支えています"
    assert found["once"][0] == "1回のみの方は人数の0%、お名前のわかる売上の0%です"
    broad = replace(top_10(50, 100), orders=OrderCounts(unidentified=1))
    assert said(broad)["broad"][0].startswith("お名前のわかる売上は幅広い")


@pytest.mark.parametrize(
    ("age", "before", "english"),
    [
        (0, "", ""),
        (31, "", ""),
        (32, "6月30日時点で、", "As of 30 June: "),
        (365, "6月30日時点で、", "As of 30 June: "),
        (366, "2026年6月30日時点で、", "As of 30 June 2026: "),
        (-5, "", ""),
    ],
)
def test_old_data_say_of_when_they_are(age: int, before: str, english: str) -> None:
    today = DAY + timedelta(age)
    plain = said(top_10(50, 300))
    for key, (text, chart) in said(top_10(50, 300), today=today).items():
        assert (text, chart) == (before + plain[key][0], plain[key][1])
    assert said(made(), "en", today)["bought"][0] == f"{english}Bought in the last 90 days: 0 (0%)"


def test_one_kind_of_order_is_named() -> None:
    figures = made(settings=AnalysisSettings(kind=KindFilter.SUBSCRIPTION))
    assert said(figures)["bought"][0].startswith("定期のご注文では、この90日に")
    old = said(figures, today=DAY + timedelta(40))["bought"][0]
    assert old.startswith("6月30日時点で、定期のご注文では、この90日に")


# Many buyers of few days and amounts: rules on either side of their boundaries, ties, returns.
shops = st.builds(
    lambda size, seeds, spread: [
        Row(
            None if number % 17 == 16 and seeds[0] % 2 else f"C{number:03}",
            DAY - timedelta((seeds[1] * number + step * seeds[2]) % spread),
            ((seeds[3] * number + 7 * step) % 40 * 100 - (400 if seeds[4] % 3 == 0 else 0))
            # A few who spend much more, in some shops; in others all of them the same.
            * (50 if number % 11 == 0 and seeds[1] % 2 else 1)
            * (0 if seeds[3] == 5 else 1)
            + (700 if seeds[3] == 5 else 0),
            void=(number + step + seeds[0]) % 11 == 0,
            subscription=(number * seeds[4]) % 5 == 0,
        )
        for number in range(size)
        for step in range(1 + (number * seeds[2]) % (1 + seeds[4] % 9))
    ],
    st.sampled_from([0, 1, 24, 25, 26, 49, 50, 51, 70]) | st.integers(0, 90),
    st.lists(st.integers(1, 97) | st.just(5), min_size=5, max_size=5),
    st.sampled_from([60, 179, 181, 400, 1500]),
)
PERSON = st.dictionaries(
    st.sampled_from([f"C{number:03}" for number in range(60)]),
    st.builds(Person, st.booleans(), st.sampled_from([0, 1, 3]), st.sampled_from([0, 5000])),
    max_size=6,
)


@given(shops, PERSON, st.sampled_from([0, 40]))
@limits(max_examples=200)
def test_every_sentence_is_true(rows: list[Row], people: dict[str, Person], back: int) -> None:
    as_of = DAY - timedelta(back)
    found = said(worked_out(rows, people, as_of), today=as_of)
    buyers = compute(rows, people_of(rows, people), as_of, AnalysisSettings())["buyers"]
    expected = recount(rows, buyers, as_of)
    got = {
        key: [int(n.replace(",", "")) for n in numbers(text)] for key, (text, _) in found.items()
    }
    assert got == expected
    unknown = any(r.customer is None and not r.void and r.day <= as_of for r in rows)
    for key in found.keys() & {"top_share", "broad", "once"}:
        if "売上" in found[key][0]:
            assert ("お名前のわかる売上" in found[key][0]) == unknown


def numbers(text: str) -> list[str]:
    return re.findall(r"-?\d[\d,]*", text.replace("¥", ""))


def whole_percent(part: int, base: int) -> int:
    return int(Fraction(100 * part, base) + Fraction(1, 2))


def recount(rows: list[Row], buyers: list[Buyer], as_of: date) -> dict[str, list[int]]:
    """Every number that may be said, sentence by sentence, from the buyers one by one."""
    size, amount = len(buyers), sum(b.m for b in buyers)
    if not size:
        return {}
    quiet = [(as_of - b.last).days for b in buyers]
    found: dict[str, list[int]] = {} if size >= 25 else {"few": [size]}
    found |= best(buyers, amount) if size >= 50 and amount > 0 else {}
    days = [row.day for row in rows]
    new = sum((as_of - b.first).days <= 30 for b in buyers)
    if new and days and (min(as_of, max(days)) - min(days)).days >= 180:
        found["first_30"] = [30, new]
    regulars = sum(b.n >= 4 and r > 90 for b, r in zip(buyers, quiet, strict=True))
    if regulars >= 3:
        found["regulars"] = [4, regulars, 91]
    bought = sum(r <= 90 for r in quiet)
    if size >= 25:
        once = [b.m for b in buyers if b.n == 1]
        found["once"] = [1, whole_percent(len(once), size)]
        if amount > 0 and 0 <= sum(once) <= amount:
            found["once"].append(whole_percent(sum(once), amount))
        found["bought"] = [90, bought, whole_percent(bought, size)]
    else:
        found["bought"] = [90, bought]
    found |= by_step(buyers, as_of)
    late = sum(
        len(b.gaps) >= 3 and b.interval is not None and r > b.interval and not b.subscribed
        for b, r in zip(buyers, quiet, strict=True)
    )
    if late:
        found["past_interval"] = [late]
    top = sorted(buyers, key=lambda b: b.rank)[: -(-size // 5)]
    top = [b for b in top if b.m > 0]
    resting = [b.m for b in top if (as_of - b.last).days > 180]
    if resting:
        head = [20] if size >= 25 else [len(top)]
        found["quiet_top"] = [*head, len(resting), 181, sum(resting)]
    return found


def best(buyers: list[Buyer], amount: int) -> dict[str, list[int]]:
    k = -(-len(buyers) // 10)
    ranked = sorted(buyers, key=lambda b: b.rank)
    top = [b.m for b in ranked[:k] if b.m > 0]
    share = Fraction(sum(top), amount)
    if share > 1:
        return {}
    p = whole_percent(sum(top), amount)
    if share < Fraction(3, 10):
        return {"broad": [10, p]}
    clear = len(top) == k and not any(b.m == top[-1] for b in ranked[k:])
    return {"top_share": [10, k, p] if clear else [10, p]}


def by_step(buyers: list[Buyer], as_of: date) -> dict[str, list[int]]:
    found = {}
    base = [b for b in buyers if b.second_known and (as_of - b.first).days >= 90]
    if len(base) >= 30:
        again = sum(b.second is not None and (b.second - b.first).days <= 90 for b in base)
        found["f2"] = [len(base), whole_percent(again, len(base)), 90, 2]
    for k in range(1, 10):
        had, went_on = (sum(b.n >= n for b in buyers) for n in (k, k + 1))
        if had >= 30 and Fraction(went_on, had) >= Fraction(6, 10):
            found["loyal"] = [k, whole_percent(went_on, had), k + 1]
            break
    return found
