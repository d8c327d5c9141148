"""フォロー: the worklist, the start of a month, the matrix and the results."""
