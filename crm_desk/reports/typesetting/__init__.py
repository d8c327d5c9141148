"""What printed pages have in common: fonts, fitting, drawing."""
