"""Trains what ships: small models, from data that stays outside. `python -m testing.training.words --data FOLDER`."""
