"""The one database of Prism: its tables, how it is opened, and how it grows from version to version."""
