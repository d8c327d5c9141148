"""The time line of one customer, and the note while one telephones (電話メモ)."""
