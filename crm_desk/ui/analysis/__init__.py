"""顧客分析: screens."""
