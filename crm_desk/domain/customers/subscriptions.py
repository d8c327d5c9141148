"""Which orders and products are subscriptions (定期), by their words."""

import re

from crm_desk.domain.names import fold_word, word_set

_SINGLE = re.compile(
    r"定期(?:購入|購買)?(?:外|以外|なし|無し|ではない|でない)|非定期|都度|通常|単品|単発|スポット"
    r"|今回のみ|お試し|[1一]回(?:のみ|限り|だけ|$)|one-?time|single|unsub|^not[^a-z]"
)


_SUBSCRIPTION = re.compile(r"定期|頒布会|サブスク|継続|自動お届け|subscri|recurring|autoship")


_YES = word_set("1 true yes y t on ○ 〇 ◯ 有 有り あり はい する")


_NO = word_set("0 false no n f off × ✕ x - 無 無し なし いいえ しない")


def names_subscription(name: str) -> bool:
    """Whether a product's name sounds like a subscription: 定期便, 頒布会."""
    return bool(_SUBSCRIPTION.search(fold_word(name)))


def is_subscription(text: str) -> bool | None:
    """Whether the kind of an order (定期, 都度, a yes or no) is a subscription; None if unclear."""
    word = fold_word(text)
    if word in _NO or _SINGLE.search(word):
        return False
    return True if word in _YES or _SUBSCRIPTION.search(word) else None
