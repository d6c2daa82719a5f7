"""The words of the field as models: what packs, profiles, outcomes and advice are made of."""
