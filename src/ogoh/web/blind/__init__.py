"""Our list, asked without our seeing of whom: keys, who may ask how much, the endpoint, the file of keyed outputs."""
