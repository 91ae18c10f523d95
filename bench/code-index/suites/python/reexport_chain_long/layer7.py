from layer6 import Store, load
