import operator
from itertools import chain

class Card:
    def __init__(self, rank):
        self.rank = rank

    def __lt__(self, other):
        return self.rank < other.rank

    def value(self):
        return self.rank

def by_rank(card):
    return card.value()

cards = [Card(2), Card(1)]
cards.sort(key=by_rank)
best = max(cards, key=lambda c: c.value())
best.value()
for card in chain(cards, [Card(3)]):
    card.value()
any(c.value() for c in cards)
" ".join(str(c.value()) for c in cards)
