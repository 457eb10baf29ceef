"""Who says, thinks, denies, accuses, demands, in what words."""
