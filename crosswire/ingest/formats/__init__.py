"""The formats that are read, one file each; each gives READERS, rows of the table in `readers.py`."""
