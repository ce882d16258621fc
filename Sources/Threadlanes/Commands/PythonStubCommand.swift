import ArgumentParser

/// `threadlanes python-stub`: the module with which a Python program says what must be so.
struct PythonStubCommand: CatalogueCommand {
    static let configuration = CommandConfiguration(
        commandName: "python-stub",
        abstract: "Print threadlanes.py, with which a Python program says what must be so.",
        discussion: """
            Beside a program it can be imported anywhere and does nothing; while Threadlanes runs the program, its own takes \
            its place. What is not so fails the run, and is a bug that 'explore' finds.
            """)

    func run(_ catalogue: Catalogue) throws -> ExitCode {
        try StandardStream.output.write(Self.module)
        return .success
    }

    private static let module = #"""
        """What a program says must be so, whichever thread went first.

        While Threadlanes runs the program, its own module of this name takes the place of this one, which does nothing:
        "threadlanes explore PROGRAM" searches for an order of steps in which something is not so.
        """


        def expect(condition, expectation):
            """Says what must be so here; `condition` is a value, or a function that is asked for it."""


        def check(expectation, condition):
            """Says what must be so in the end: a function that is asked when all threads have ended."""

        """#
}
