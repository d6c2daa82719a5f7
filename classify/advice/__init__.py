"""Type and profile to recommendations: method, lists, property mode, service points, teams."""
