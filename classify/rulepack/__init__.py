"""Rule packs: folders of YAML to models and trees, with line and column in every complaint."""
