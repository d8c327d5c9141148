"""The time line of one customer, 電話メモ, and 対応: what was asked, and what became of it."""
