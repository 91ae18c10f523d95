from layer1 import Store, load
