"""Link: Claims → Incidents. Copies, origins, matching, tellings, support."""
