class Vec:
    def __init__(self, x):
        self.x = x

    def __add__(self, other):
        return Vec(self.x)

    def __len__(self):
        return 1

    def __getitem__(self, i):
        return self

    def __contains__(self, x):
        return True

    def __eq__(self, other):
        return True

    def norm(self):
        pass

v = Vec(1) + Vec(2)
v.norm()
v[0].norm()
len(v)
1 in v
v == v
