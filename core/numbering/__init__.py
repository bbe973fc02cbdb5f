"""Numbering: what Google's metadata, which `phonenumbers` carries, say of a row of digits."""
