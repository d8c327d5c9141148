"""What files say of consent (承諾), in the many words that shops and carts use."""

import re
from typing import Literal, get_args

from crm_desk.domain.names import fold_word, word_set

Consent = Literal["given", "refused", "unknown"]
_KEPT: tuple[Consent, ...] = get_args(Consent)


def kept_consent(word: str) -> Consent:
    """A consent as it is kept.

    Raises:
        ValueError: it is none; the word is not told, it may be anything.
    """
    for consent in _KEPT:
        if word == consent:
            return consent
    raise ValueError("no consent is kept so")


_GIVEN = word_set(
    """承諾 承諾する 承諾済 承諾済み 同意 同意する 同意済 同意済み 同意あり 許可 許可する 希望
    希望する 希望あり 受け取る 受取る 受取 受け取り 受信 受信する 購読
    購読する 購読中 配信 配信する 配信可 配信中 送る 登録 登録する 登録済 登録済み する 可
    可能 有 有り あり 有効 はい ○ 〇 ◯ yes y true t 1
    on ok subscribed subscribe opt-in optin accepted agree agreed given"""
)


_REFUSED = word_set("否 無 × ✕ ✖ x no n false f 0 off ng opt-out optout declined refused")


_REFUSAL = re.compile(
    r"ない|なし|無し|不要|不可|不同意|不承諾|拒否|停止|解除|退会|いいえ|せず|unsub|^not[^a-z]"
    r"|^未(?!確認|設定|定|回答|入力|選択)"
)


_ABOUT_MAIL = re.compile(
    r"^(?:メールマガジン|メルマガ|ダイレクトメール|e?-?メール|dm|ご?案内|お知らせ)"
    r"の?(?:配信|受信|送付)?[をにへ:は]?(?=.)"
)


def parse_consent(text: str) -> Consent:
    """Whether a customer agreed to e-mail. What is not clearly a yes is never one."""
    word = fold_word(text)
    if word in _REFUSED or _REFUSAL.search(word):
        return (
            "refused" if word not in ("不明", "未設定", "未確認", "未定", "未回答") else "unknown"
        )
    if word in _GIVEN or _ABOUT_MAIL.sub("", word) in _GIVEN:
        return "given"
    return "unknown"
