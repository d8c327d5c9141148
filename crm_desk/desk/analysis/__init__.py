"""顧客分析: use cases."""
