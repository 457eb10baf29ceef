"""The whole text: its claims, who answers for each, with what force."""
