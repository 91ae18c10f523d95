from layer3 import Store, load
