"""The timeline in a terminal that one moves through; it shows what `reports` make and `render` lays out.

The one room that knows Textual. What it cannot do itself comes in as an `Outside`.
"""
