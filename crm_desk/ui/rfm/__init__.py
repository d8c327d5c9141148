"""顧客分析: figures, charts, and the people behind them."""
