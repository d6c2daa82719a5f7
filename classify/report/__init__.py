"""Results to documents and screens: renderings that compute nothing about communities."""
