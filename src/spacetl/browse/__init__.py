"""The interactive browser for the terminal; it shows what `reports` makes and `formats` lay out.

The only room that knows Textual. What needs files, an editor or a web browser is passed in as `Callbacks`.
"""
