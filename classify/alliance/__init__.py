"""The alliance: units, agreements and links; who is left out, and whom to link next."""
