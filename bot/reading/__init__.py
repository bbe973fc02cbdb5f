"""Reading what people type: amounts, days and whole lines. Pure, and never surer than it can be."""
