"""The interactive browser for the terminal; it shows what `reports` makes and `formats` lay out.

The only room that knows Textual. What it cannot do itself is passed in as an `Outside`.
"""
