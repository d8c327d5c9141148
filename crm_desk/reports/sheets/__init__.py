"""What files of rows have in common: CSV and workbooks."""
