"""Layouts of texts that are no web page: one layout, one file. `crosswire.ingest.records` has the table of them."""
