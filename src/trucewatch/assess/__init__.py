"""Assess: Incidents × Agreement → Findings, Commitments, Status; one rule, one file."""
