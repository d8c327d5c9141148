"""顧客分析: documents."""
