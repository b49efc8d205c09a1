"""Ways to find rings that people use today, each written as they would write it."""
