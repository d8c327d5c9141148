"""フォロー: documents."""
