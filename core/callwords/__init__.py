"""A callword stands beside a number and says whether to call it: "ring", "order", "plus"."""
