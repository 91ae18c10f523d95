from dataclasses import dataclass, field
from typing import Callable, List

class Part:
    def check(self):
        pass

def default_action():
    pass

@dataclass
class Job:
    part: Part
    action: Callable = default_action
    parts: List[Part] = field(default_factory=list)

    def run(self):
        self.part.check()
        self.action()
        for p in self.parts:
            p.check()

    def __post_init__(self):
        self.run()

def custom():
    pass

job = Job(Part(), custom)
job.run()
