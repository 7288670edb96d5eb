"""The fields that a column of a table can contain."""

# each with the headers that it is recognised by
FIELDS: dict[str, tuple[str, ...]] = {
    "title": ("title", "event", "mission", "name", "launch", "payload", "summary"),
    "due": ("due", "date", "net", "launch date", "no earlier than", "when", "t0", "planned date"),
    "id": ("id",),
    "agency": ("agency", "agencies", "provider", "operator", "organisation", "organization", "company",
               "launch service provider"),
    "tags": ("tags", "tag"),
    "said": ("said", "announced", "as of"),
    "by": ("by", "said by", "speaker", "who"),
    "result": ("result", "outcome"),
    "source": ("source", "url", "link"),
    "note": ("note", "notes", "remarks", "comment", "comments"),
    "promises": ("promises",),
}  # fmt: skip
