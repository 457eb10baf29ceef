"""The workbench: a web application on one case, for analysts who read, decide, and must defend what they write."""
