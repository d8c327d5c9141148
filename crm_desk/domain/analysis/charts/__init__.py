"""The charts of 顧客分析 as plain data, ready to be drawn; a click hands back filters."""
