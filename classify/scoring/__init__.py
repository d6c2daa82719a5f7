"""From profiles to scores and decisions: one compiled scheme, two forms that agree bit for bit."""
