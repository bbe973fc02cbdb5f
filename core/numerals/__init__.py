"""A numeral is a number as people tell it: in digits, in words, in letters that look like digits.

Here it becomes digits again. What the digits mean is for others to say.
"""
