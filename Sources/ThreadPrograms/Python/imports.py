# The import lock.


class ModuleLock:
    """Who loads a module. Nobody waits for it as long as nobody else wants the same module, and then as for an event."""

    locks = {}
    waiting = {}

    def __init__(self, name):
        self.name, self.owner, self.count, self.event = name, None, 0, None

    def acquire(self):
        me = get_ident()
        while True:
            with guard:
                if self.owner in (None, me):
                    self.owner = me
                    self.count += 1
                    self.waiting.pop(me, None)
                    return True
                self.waiting[me] = self
                owner = self.owner
                while owner in self.waiting:
                    owner = self.waiting[owner].owner
                    if owner == me:
                        del self.waiting[me]
                        raise importlib._bootstrap._DeadlockError("deadlock detected by %r" % self.name)
                if self.event is None:
                    # Whoever comes to wait first makes it.
                    self.event = Event("import of " + self.name, "import of " + self.name)
                event = self.event
            if watched() is None:
                real_sleep(0.001)
            else:
                event.wait()

    def release(self):
        with guard:
            self.count -= 1
            if self.count:
                return
            self.owner = None
            event, self.event = self.event, None
        if event is not None and watched() is not None:
            event.set()

    @classmethod
    def of(cls, name):
        with guard:
            return cls.locks.setdefault(name, cls(name))
