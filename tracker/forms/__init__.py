"""What editors type and choose, checked. One module per noun."""
