"""How good a forecast is: bands from past errors, the choice of a model, scores."""
