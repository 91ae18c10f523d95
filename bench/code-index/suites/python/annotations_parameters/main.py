from __future__ import annotations
from typing import Optional, List, Dict, Union, TYPE_CHECKING

if TYPE_CHECKING:
    from model import User

class Repo:
    def find(self) -> Optional["Item"]:
        raise NotImplementedError

class Item:
    def open(self):
        pass

def use(repo: Repo, users: List[User], names: Dict[str, Item], either: Union[Repo, None]):
    repo.find().open()
    for u in users:
        u.greet()
    for item in names.values():
        item.open()
    if either:
        either.find()

def later(user: "User", maybe: Item | None = None):
    user.greet()
    maybe.open()
