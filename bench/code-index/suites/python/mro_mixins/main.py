class LogMixin:
    def save(self):
        self.log()
        super().save()

    def log(self):
        pass

class TimeMixin:
    def save(self):
        self.stamp()
        super().save()

    def stamp(self):
        pass

class Model:
    def save(self):
        pass

class User(LogMixin, TimeMixin, Model):
    pass

User().save()
