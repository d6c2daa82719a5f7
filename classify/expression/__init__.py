"""The condition language: text or structured YAML to one tree, and from it every form the product needs."""
