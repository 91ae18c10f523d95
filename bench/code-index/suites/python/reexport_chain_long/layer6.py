from layer5 import Store, load
