# What the program says must be so.


class ExpectationViolation(AssertionError):
    """What the program says must be so, and was not."""

    __module__ = "threadlanes"


class Expectations(types.ModuleType):
    """The module `threadlanes`, as long as a program is watched; the one of that name that it may have beside it does nothing."""

    def __init__(self):
        super().__init__("threadlanes", "What a program says must be so, whichever thread went first.")
        self.checks = []

    def expect(self, condition, expectation):
        """Says what must be so here."""
        if not (condition() if callable(condition) else condition):
            raise ExpectationViolation("not so: %s" % expectation)

    def check(self, expectation, condition):
        """Says what must be so in the end: asked when all threads that are no daemons have ended."""
        self.checks.append((expectation, condition))


expectations = Expectations()


def carry_out_checks():
    if expectations.checks:
        await_others()
    for expectation, condition in expectations.checks:
        expectations.expect(condition, expectation)


def await_others():
    """Waits for every thread that is no daemon."""
    while True:
        others = [other for other in threads.values() if other is not real.current_thread() and not other.daemon]
        if not others:
            return
        for other in others:
            join(other)
