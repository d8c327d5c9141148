"""Words in the cells of a row that is no goods; all compare one cell, folded.

Source of the rules: import-doubts.md, "Rows that are no goods". Japanese words only: files of other
countries call real articles Discount and Postage, and their figures count those as lines.
"""

import re

from crm_desk.domain.names import fold_word, word_set

_LONGEST_DISCOUNT = 30
"""Characters. What is longer is the title of an article that advertises its coupon."""

_BRACKETS = re.compile(r"[(【\[<《〈「『]([^()【】\[\]<>《》〈〉「」『』]+)[)】\]>》〉」』]")
_DISCOUNT = re.compile(
    # Whose or what for, the word itself, any ending. A katakana word behind it makes another noun:
    # ポイントメイク, クーポンケース. 付, 対象 and で speak of an article: クーポンで半額の茶.
    r"(?:\d{1,6}(?:%|円|円分)?(?:off|引き?)?の?"
    r"|[おご]?(?:会員様?|初回|新規|定期|早期|特別|店舗|店頭|ショップ|モール|セット|まとめ買い?"
    r"|複数(?:購入)?|数量|同梱|誕生日|お得意様|お客様|顧客|社員|従業員|紹介|お?友達"
    r"|リピート|キャンペーン|期間限定|web|ネット|line|アプリ"
    r"|楽天|yahoo!?|paypay|amazon|送料|商品|注文|受注|端数|出精|調整|その他|お?買い?物|メルマガ|サンクス|利用"
    r"|感謝|期間|限定|ご?優待|株主優待|学生|シニア))*の?"
    r"(?:お?値引き?+|割引き?+|クーポン|(?:t|d|v|楽天|ポンタ|共通)?ポイント)"
    r"(?:(?:コード|ディスカウント|サービス|キャンペーン|プレゼント|クーポン|ポイント|バック)"
    r"|(?![ァ-ヴー]))(?!.*(?:付|つき|対象|配布|で))(?!(?:券|カード)?(?:ケース|入れ)).*"
)
_FEES = word_set(
    """送料 配送料 運賃 手数料 代引手数料 代引き手数料 代金引換手数料 決済手数料
    ギフト包装料 ラッピング料"""
)
_ENTRIES = word_set(
    """前月繰越 次月繰越 翌月繰越 前期繰越 次期繰越 前年繰越 前回繰越 繰越 繰り越し 繰越金
    繰越金額 繰越残高 前月より繰越 次月へ繰越 前頁より繰越 次頁へ繰越 前月残高 前回残高
    前回請求額 前回御請求額 入金 ご入金 御入金 振込入金 現金入金 売掛金入金 売掛入金 前回入金額"""
)
_TOTALS = word_set(
    """合計 総合計 総計 小計 計 月計 日計 週計 年計 期計 累計 総累計 合計金額 合計額 総額
    total totals grandtotal subtotal sum"""
)
_TOTAL_OF_A_TIME = re.compile(
    r"(?:(?:\d{4}|令和\d{1,2}|r\d{1,2})年度?)?(?:\d{1,2}月)?(?:\d{1,2}日)?(?:度|分)?(?:の)?(?:売上)?"
    r"(?:合計|総合計|総計|小計|計|累計)"
)
_REMARK = re.compile(r"\([^()]*\)$")


def is_discount_product(text: str) -> bool:
    """The product is a discount, so that its row lowers the order: 値引き, クーポン割引 500円."""
    folded = fold_word(text)
    if whole := _BRACKETS.fullmatch(folded):
        folded = whole[1]
    return len(folded) <= _LONGEST_DISCOUNT and _DISCOUNT.fullmatch(folded) is not None


def is_fee_product(text: str) -> bool:
    """The product is a fee and nothing else: 送料, 代引手数料; 送料無料 お茶セット is goods."""
    folded = fold_word(text)
    return folded in _FEES or _REMARK.sub("", folded) in _FEES


def is_account_entry(text: str) -> bool:
    """The product is an entry of an account and no sale: 前月繰越, ご入金."""
    return fold_word(text) in _ENTRIES


def is_total_word(text: str) -> bool:
    """The whole cell says that its row adds up others: 小計, 月計, 1月計, Total."""
    folded = fold_word(text).strip("*-=:・【】[]()<>")
    return folded in _TOTALS or _TOTAL_OF_A_TIME.fullmatch(folded) is not None
