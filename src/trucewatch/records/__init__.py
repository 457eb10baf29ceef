"""The words of the project as frozen, typed records. Imports nothing of ours but the error tree."""
